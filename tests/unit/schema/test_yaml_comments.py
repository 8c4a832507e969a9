"""No text is cut off in silence: at a sign #, at a sign it begins with, or behind an escape."""

from __future__ import annotations

import pytest

from sitegen.schema.yaml_text import read_yaml
from tests.support import lines, told

ONE_LINE = "put the whole text in quotes, or a space after # if it is a comment"
LINES = (
    "put the whole text in quotes, from its first word to its last, "
    "or a space after # if it is a comment"
)
ITEM = "put this item of the list in quotes, or a space after # if it is a comment"
BLOCK = (
    "begin the text on the next line, indented by two spaces, or a space after # if it is a comment"
)


@pytest.mark.parametrize(
    ("text", "place", "help_"),
    [
        ("a: Join us with #PauseWeek today", "1:17", ONE_LINE),
        ("a: #PauseWeek begins today", "1:4", ONE_LINE),
        ("- Join us with #PauseWeek today", "1:16", ONE_LINE),
        ("- #PauseWeek begins today", "1:3", ONE_LINE),
        ("a:\n  - one\n  - two, with #PauseWeek", "3:15", ONE_LINE),
        ("a: We are glad,\n  and follow #PauseWeek closely\nb: c", "2:14", LINES),
        ("a: We are glad,\n  #PauseWeek is here\nb: c", "2:3", LINES),
        ("- We are glad,\n  #PauseWeek is here\n- c", "2:3", LINES),
        ("a:\n  #PauseWeek is here\nb: c", "2:3", LINES),
        ("a: We are glad # to tell\n  you of it\nb: c", "1:16", ONE_LINE),
        ("a: [one, two #three]\nb: c", "1:14", ITEM),
        ("a: [one, #two,\n  three]", "1:10", ITEM),
        ("a: {b: one #two,\n  c: d}", "1:12", ITEM),
        ("a: >- #PauseWeek\n  goes on", "1:7", BLOCK),
        ("a: |2 #PauseWeek\n  goes on", "1:7", BLOCK),
        ("a: Room #1 is\u2028open", "1:9", ONE_LINE),
    ],
)
def test_a_text_that_would_be_cut_off(text: str, place: str, help_: str) -> None:
    _, found = read_yaml(text, "data/a.yaml")
    assert [line.partition(" all from")[0] for line in lines(found)] == [f"{place} lost-text:"]
    assert [one.help for one in found] == [help_]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: >-\n  Come with #PauseWeek to the hall.", {"a": "Come with #PauseWeek to the hall."}),
        ("a: |\n  #PauseWeek\n  # and more\n", {"a": "#PauseWeek\n# and more\n"}),
        ("a: |-  # a comment\n  text", {"a": "text"}),
        ("a: 'Come with #PauseWeek'", {"a": "Come with #PauseWeek"}),
        ('a: "Come\n  with #PauseWeek"', {"a": "Come with #PauseWeek"}),
        ('a: ["with #PauseWeek", b]', {"a": ["with #PauseWeek", "b"]}),
        ("a: b#c", {"a": "b#c"}),
        ("a: b # a comment", {"a": "b"}),
        ("a: # a comment", {"a": None}),
        ("a: 'text' #comment", {"a": "text"}),
        ("a: b #", {"a": "b"}),
        ("#order: 3\n#or no order\na: b", {"a": "b"}),
        ("a: b\n#order: 3\nc: d", {"a": "b", "c": "d"}),
        ("a:\n  - b\n  #- c\n  - d", {"a": ["b", "d"]}),
        ("- a: b\n  #c: d\n  e: f", [{"a": "b", "e": "f"}]),
        ("a:\n  #b: c\n  d: e", {"a": {"d": "e"}}),
        ("a:\n  #----\n  d: e", {"a": {"d": "e"}}),
    ],
)
def test_comments_and_texts_in_quotes_or_in_blocks_are_let_be(text: str, value: object) -> None:
    yaml, found = read_yaml(text, "data/a.yaml")
    assert found == ()
    assert yaml.value == value


def test_the_word_is_shown_without_the_bracket_after_it() -> None:
    _, found = read_yaml("a: [one, #two]\nb: c", "data/a.yaml")
    assert [(one.message, one.span.length) for one in found] == [
        ("all from #two on would be left out, as a comment", 4)
    ]


@pytest.mark.parametrize(
    ("written", "message", "help_"),
    [
        ("&Beyond the court", "a text cannot begin with * or &", "put the whole text in quotes"),
        ("*Bold* words", "a text cannot begin with * or &", "put the whole text in quotes"),
        ("! Read this", "a text cannot begin with !", "put the whole text in quotes"),
        (
            "!Important words",
            "the tag !Important is not read here",
            "remove it, or put the whole text in quotes if it begins with !",
        ),
        ("%20 more", "a text cannot begin with this sign", "put the whole text in quotes"),
        ("`code` first", "a text cannot begin with this sign", "put the whole text in quotes"),
        ("@pause writes", "a text cannot begin with this sign", "put the whole text in quotes"),
        (
            "> words",
            "a text cannot begin with > or |",
            "put the whole text in quotes, or begin it on the next line, indented by two spaces",
        ),
    ],
)
@pytest.mark.parametrize("before", ["a: ", "- ", "a:\n  - ", "b: c\na: "])
def test_a_text_that_begins_with_a_sign_of_yaml(
    before: str, written: str, message: str, help_: str
) -> None:
    _, found = read_yaml(before + written, "data/a.yaml")
    assert [(one.message, one.help) for one in found] == [(message, help_)]


@pytest.mark.parametrize("written", ["Wow! Read", "Q&A", "a & b", "100% of us", "5 * 3", "!"])
def test_the_same_signs_within_a_text_are_let_be(written: str) -> None:
    quoted = f"'{written}'" if written == "!" else written
    yaml, found = read_yaml(f"a: {quoted}", "data/a.yaml")
    assert found == ()
    assert yaml.value == {"a": written}


@pytest.mark.parametrize(
    "escape",
    [
        "\\0",
        "\\a",
        "\\b",
        "\\e",
        "\\r",
        "\\N",
        "\\L",
        "\\x08",
        "\\x9b",
        "\\u2028",
        "\\u202e",
        "\\uffff",
    ],
)
def test_a_character_that_no_text_holds_is_found_behind_its_escape(escape: str) -> None:
    _, found = read_yaml(told(f'a: b\nc: "one\n  two {escape} three"'), "data/a.yaml")
    assert lines(found) == [
        f"3:7 control-character: a control character, written as {escape}, which is no text"
        " -> delete it"
    ]
    assert [one.span.length for one in found] == [len(escape)]


@pytest.mark.parametrize(
    "text", ['"a\\tb"', '"a\\nb"', '"a\\\\0b"', "'a\\0b'", '"\\u00e9"', "a\\0b"]
)
def test_other_escapes_and_what_only_looks_like_one_are_let_be(text: str) -> None:
    assert read_yaml(f"a: {text}", "data/a.yaml")[1] == ()


def test_a_key_holds_no_line_break_and_no_hidden_character() -> None:
    _, found = read_yaml('"a\\nb": 1\n"c\\ed": 2', "data/a.yaml")
    assert [one.rule for one in found] == ["invalid-yaml", "control-character"]


def test_separators_of_word_processors_end_no_line() -> None:
    yaml, found = read_yaml("a: one\u2028two: 3\u2029four\nb: 1\nb: 2", "data/a.yaml")
    assert lines(found)[0].startswith("1:11 invalid-yaml")
    yaml, found = read_yaml("a: one\u2028two\u2029three\nb: 1\nb: 2", "data/a.yaml")
    assert yaml.value == {"a": "one two three", "b": 1}
    assert lines(found) == [
        "3:1 duplicate-key: the key b stands twice (first on line 2) -> keep one of the two"
    ]
