"""YAML is read strictly: plain values, no surprises, every mistake with its place."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.diagnostics import Span
from sitegen.schema import yaml_text
from sitegen.schema.yaml_text import Location, read_yaml
from tests.support import lines


def value_of(text: str) -> object:
    yaml, found = read_yaml(text, "data/a.yaml")
    assert found == ()
    return yaml.value


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("tRUE", "tRUE"),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12:30", "12:30"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
        ("007", "007"),
        ("0", 0),
        ("-0", 0),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("215", 215),
        ("+5", 5),
        ("-4.50", -4.5),
        ("1e3", 1000.0),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1e999", "1e999"),
        ("9" * 5000, "9" * 5000),
        ("'215'", "215"),
        ('"true"', "true"),
        ("'it''s'", "it's"),
        ("<<", "<<"),
        ("=", "="),
        ("a # comment", "a"),
        ("a#b", "a#b"),
        ("[1, two]", [1, "two"]),
        ("{}", {}),
        ("|\n  two\n  lines", "two\nlines"),
        (">\n  one\n  line", "one line"),
    ],
)
def test_values_are_what_an_editor_means(written: str, read: object) -> None:
    assert value_of(f"key: {written}") == {"key": read}
    assert type(value_of(f"key: {written}")["key"]) is type(read)  # type: ignore[index]


def test_keys_are_text_whatever_they_look_like() -> None:
    assert value_of("no: 1\n2026: 2\nnull: 3") == {"no": 1, "2026": 2, "null": 3}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "---\n", "--- \n..."])
def test_nothing_is_none(text: str) -> None:
    assert value_of(text) is None


def test_one_document_may_be_marked_as_one() -> None:
    assert value_of("%YAML 1.2\n---\na: 1\n...\n") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("a: 1\na: 2", "2:1 duplicate-key: the key a stands twice (first on line 1)"),
        ("x:\n  - {b: 1, b: 2}", "2:12 duplicate-key: the key b stands twice (first on line 2)"),
        ("? [a]\n: 1", "1:3 invalid-yaml: a key must be plain text"),
        ("a: &x 1\nb: *x", "2:4 invalid-yaml: an alias (*name) is not read here"),
        ("a: *x", "1:4 invalid-yaml: an alias (*name) is not read here"),
        (
            "a: *bold* text",
            "1:9 invalid-yaml: a text cannot begin with * or &",
        ),
        ("a: !!int 3", "1:4 invalid-yaml: the tag tag:yaml.org,2002:int is not read here"),
        ("a: !own [1]", "1:4 invalid-yaml: the tag !own is not read here"),
        ("a:\n\tb: 1", "2:1 invalid-yaml: there is a tab here"),
        ("a: `b`", "1:4 invalid-yaml: a text cannot begin with this sign"),
        ("a: 1\n---\nb: 2", "2:1 invalid-yaml: a second document begins here"),
        ("a: b: c", "1:5 invalid-yaml: a text with a colon in it has to stand in quotes"),
        ("a: 'open", "1:4 invalid-yaml: this quote is not closed"),
        ("b: 1\na: 'Ann's'\nc: 1", "2:4 invalid-yaml: the apostrophe inside ends this text"),
        ('- a: "Say "no""\n  c: 1', "1:6 invalid-yaml: the quotes inside end this text"),
        ("a: |\nNot so\nb: 1", "2:1 invalid-yaml: the text below | has to be indented"),
        ("- a: 1\n-a: 2\n  b: 3\n", "2:1 invalid-yaml: there is no space after this dash"),
        ("a: |\nb: 1\n c: 2", "3:3 invalid-yaml: this line does not go on from the line before"),
        ("a: >-\nNot so\n", "2:1 invalid-yaml: the text below > has to be indented"),
        ("a: [1, 2\n", "1:4 invalid-yaml: this bracket [ is not closed"),
        ("a: {b: 1\nc: 2", "2:2 invalid-yaml: this bracket { is not closed"),
        ("- a\nb: 1", "2:1 invalid-yaml: this does not fit what stands before it"),
        ("a: 1\nb: \x07", "2:4 invalid-yaml: a character that YAML does not allow"),
        ("a: '\x00'", "1:5 invalid-yaml: a character that YAML does not allow"),
        ('a: "\\ud800"', "1:7 invalid-yaml: found invalid Unicode character escape code"),
        ("[" * 100_000, "1:51 invalid-yaml: it is nested too deeply to be read"),
        ("- " * 100_000, "1:101 invalid-yaml: it is nested too deeply to be read"),
    ],
)
def test_a_mistake_has_its_place_and_words(text: str, mistake: str) -> None:
    _, found = read_yaml(text, "data/a.yaml")
    assert [line.split(" -> ")[0] for line in lines(found)] == [mistake]


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("a: 1\na: 2", "keep one of the two"),
        ("a: *x", "put text that begins with * in quotes"),
        ("a: **bold**", "put the whole text in quotes"),
        ("a: !!int 3", "remove it"),
        (
            "a:\n\tb: 1",
            "indent with spaces, not tabs",
        ),
        ("a: 1\n---\nb: 2", "a file holds one: remove ---"),
        ("a: b: c", 'put it in quotes: a: "b: c"'),
        ("a: 'open", "end the text with the same quote"),
        ("a: [1, 2", "close it with ], and put commas between items"),
        ("a: \x07", "delete the character U+0007"),
    ],
)
def test_a_mistake_has_its_help(text: str, help_: str) -> None:
    _, found = read_yaml(text, "data/a.yaml")
    assert [one.help for one in found] == [help_]


def test_with_small_mistakes_all_are_found_and_the_rest_is_read() -> None:
    yaml, found = read_yaml("a: 1\na: 2\nb: !x 3\nc: 4\nb: 5", "data/a.yaml")
    assert [one.rule for one in found] == ["duplicate-key", "invalid-yaml", "duplicate-key"]
    assert yaml.value == {"a": 1, "b": 3, "c": 4}


def test_lines_are_counted_from_where_the_text_stands_in_its_file() -> None:
    yaml, found = read_yaml("a: 1\na: 2", "content/a.md", first_line=2)
    assert lines(found)[0].startswith("3:1 duplicate-key: the key a stands twice (first on line 2)")
    assert yaml.span(("a",)) == Span("content/a.md", 2, 4, 1)


@pytest.mark.parametrize(
    ("location", "key", "span"),
    [
        (("name",), False, (1, 7, 5)),
        (("name",), True, (1, 1, 4)),
        (("list", 1), False, (4, 5, 3)),
        (("list", 1), True, (4, 5, 3)),
        (("list", 2, "deep"), True, (5, 6, 4)),
        (("list", 2, "deep"), False, (5, 12, 1)),
        (("list", 9), False, (3, 3, 1)),
        (("list", "no"), False, (3, 3, 1)),
        (("list", 2, "none"), False, (5, 5, 9)),
        (("none",), False, (1, 1, 1)),
        ((), False, (1, 1, 1)),
        (("name", "inside"), False, (1, 7, 5)),
    ],
)
def test_every_value_and_key_has_its_place(
    location: Location, key: bool, span: tuple[int, int, int]
) -> None:
    text = "name: 'one'\nlist:\n  - a\n  - 'b'\n  - {deep: 1}\n"
    yaml, _ = read_yaml(text, "data/a.yaml")
    assert yaml.span(location, key=key) == Span("data/a.yaml", *span)


def test_columns_count_characters() -> None:
    yaml, _ = read_yaml("{é🎈: ü, b: c}", "data/a.yaml")
    assert yaml.span(("b",)) == Span("data/a.yaml", 1, 12, 1)


def test_a_text_that_holds_nothing_has_its_first_line_as_place() -> None:
    assert read_yaml("", "data/a.yaml", 2)[0].span(("a", 0)) == Span("data/a.yaml", 2)


SIGNS = st.sampled_from(
    ["a", "b", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&", "*", "!", "'"]
)


@given(st.text() | st.lists(SIGNS, max_size=40).map("".join))
def test_reading_never_fails_and_the_place_of_a_mistake_is_in_the_text(text: str) -> None:
    yaml, found = read_yaml(text, "data/a.yaml")
    for one in found:
        assert 1 <= one.span.line <= text.count("\n") + text.count("\r") + 2
        assert one.span.column >= 1
        assert one.message
    if not found:
        yaml.span(("a", 0, "b"))


_TEXTS = st.one_of(
    st.sampled_from(
        ["null", "True", "NO", "e5", "nan", "a  b", "a: b", "a #b", "a #", "[a]", "a,", ""]
    ),
    st.sampled_from(
        ["- a", "a - b", "a? b", "it's", '"a"', "'a", "*a", "&a", "!a", "a!", "|", "a|", "a "]
    ),
    st.text("aE5 :#-,.'\"?!/()[]{}&*\t\x85é", max_size=12),
)
_KEYS = st.sampled_from(["a", "b_c", "null", "A", "a b", "a" * 2000, "- a", "?", "'a'", "", "  a"])


@given(st.lists(st.tuples(_KEYS, st.sampled_from([": ", ":", ":  ", " : "]), _TEXTS), max_size=4))
@example([("title", ": ", "Half a: b"), ("title", ": ", "Two")])
def test_plain_lines_are_read_as_the_parser_reads_them(
    lines: list[tuple[str, str, str]],
) -> None:
    text = "\n".join("".join(line) for line in lines)
    plain, mistakes = read_yaml(text, "a.md", 2)
    with patch.object(yaml_text, "_plain_value", return_value=None):
        assert (plain, mistakes) == read_yaml(text, "a.md", 2)


def test_lines_of_plain_words_need_no_parser() -> None:
    text = "title: Words and more, of 3 pages\ndescription: What's said (here)!\n"
    with patch.object(yaml_text, "_compose", side_effect=AssertionError):
        read, mistakes = read_yaml(text, "a.md", 2)
    assert read.value == {
        "title": "Words and more, of 3 pages",
        "description": "What's said (here)!",
    }
    assert mistakes == ()
