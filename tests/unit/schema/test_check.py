"""Plain values become frozen records, or every mistake in an editor's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pytest

from sitegen.schema import check as module
from sitegen.schema.check import CLOSED, check, check_each, repeated_ids
from sitegen.schema.yaml_text import read_yaml
from tests.support import lines, steps, told


@dataclass(frozen=True)
class Link:
    __pydantic_config__ = CLOSED
    url: str
    text: str = ""


@dataclass(frozen=True)
class Thing:
    __pydantic_config__ = CLOSED
    id: str
    number: int = 0
    amount: int | float = 0
    day: date | None = None
    shown: bool = False
    words: tuple[str, ...] = ()
    colour: Literal["red", "green", "it's blue"] = "red"
    link: Link | None = None
    links: tuple[Link, ...] = ()
    free: Mapping[str, str] = field(default_factory=dict)


def mistakes(text: str) -> list[str]:
    yaml, found = read_yaml(told(text), "data/a.yaml")
    assert found == ()
    checked = check(yaml, Thing)
    assert checked.record is None
    return lines(checked.diagnostics)


def test_a_record_without_mistakes() -> None:
    text = """
        id: a
        number: 3
        amount: 4.5
        day: 2026-11-21
        shown: true
        words: [one, two]
        colour: it's blue
        link: {url: /a/}
        links: [{url: /b/, text: B}]
        free: {any: thing}
        """
    yaml, _ = read_yaml(told(text), "data/a.yaml")
    assert check(yaml, Thing).record == Thing(
        id="a",
        number=3,
        amount=4.5,
        day=date(2026, 11, 21),
        shown=True,
        words=("one", "two"),
        colour="it's blue",
        link=Link("/a/"),
        links=(Link("/b/", "B"),),
        free={"any": "thing"},
    )


def test_whole_amounts_stay_whole() -> None:
    record = check(read_yaml("{id: a, amount: 215}", "a")[0], Thing).record
    assert record is not None
    assert repr(record.amount) == "215"


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("number: 1.5", "2:9 wrong-type: number must be a whole number"),
        ("number: '1'", "2:9 wrong-type: number must be a whole number -> write digits only: 1"),
        ("number: true", "2:9 wrong-type: number must be a whole number"),
        (
            "amount: many",
            "2:9 wrong-type: amount must be a number -> write digits only, such as 3250 or 4.5",
        ),
        (
            "amount: 1e999",
            "2:9 wrong-type: amount must be a number -> write digits only, such as 3250 or 4.5",
        ),
        (
            "day: 2026-02-30",
            "2:6 wrong-type: day must be a date such as 2026-11-21 -> February 2026 has 28 days",
        ),
        (
            "day: 2026",
            "2:6 wrong-type: day must be a date such as 2026-11-21"
            " -> write year, month and day: 2026-11-21",
        ),
        ("shown: yes", "2:8 wrong-type: shown must be true or false -> write true"),
        ("shown: 1", "2:8 wrong-type: shown must be true or false"),
        (
            "words: one",
            "2:8 wrong-type: words must be a list: one item a line, each after a dash"
            " -> write [one]",
        ),
        ("words: [1]", '2:9 wrong-type: this must be text -> put it in quotes: "1"'),
        ("words: [true]", '2:9 wrong-type: this must be text -> put it in quotes: "true"'),
        ("words: [[a]]", "2:9 wrong-type: this must be text"),
        (
            "colour: geen",
            "2:9 wrong-type: colour must be one of red, green, it's blue -> did you mean green?",
        ),
        ("colour: 5", "2:9 wrong-type: colour must be one of red, green, it's blue"),
        ("link: /a/", "2:7 wrong-type: link must be a mapping: lines of the form key: value"),
        ("link: {}", "2:7 missing-key: url is missing -> add a line url: …"),
        ("links: [{text: B}]", "2:9 missing-key: url is missing -> add a line url: …"),
        (
            "links: [{url: a, txt: B}]",
            "2:18 unknown-key: unknown key txt -> did you mean text?",
        ),
        ("link: {url: a, zz: B}", "2:16 unknown-key: unknown key zz -> known are url, text"),
        (
            "free: none",
            "2:7 wrong-type: free must be a mapping: indented lines of the form key: value",
        ),
        ("free: {a: 1}", '2:11 wrong-type: a must be text -> put it in quotes: "1"'),
        ("numbr: 1", "2:1 unknown-key: unknown key numbr -> did you mean number?"),
    ],
)
def test_each_mistake_has_its_place_words_and_help(line: str, mistake: str) -> None:
    assert mistakes(f"id: a\n{line}") == [mistake]


def test_a_key_that_is_missing_is_reported_where_the_record_begins() -> None:
    assert mistakes("number: 1") == ["1:1 missing-key: id is missing -> add a line id: …"]


def test_what_should_be_a_mapping() -> None:
    mistake = "1:1 wrong-type: this must be a mapping: lines of the form key: value"
    assert mistakes("- a") == [mistake]
    assert mistakes("text") == [mistake]


def test_all_mistakes_are_found_at_once() -> None:
    found = mistakes("numbr: 1\nshown: no\nlinks: [{}, {url: 1}]")
    assert [one.split(":")[2] for one in found] == [
        " id is missing -> add a line id",
        " shown must be true or false -> write false",
        " url is missing -> add a line url",
        " url must be text -> put it in quotes",
        " unknown key numbr -> did you mean number?",
    ]


def test_of_a_list_the_good_records_are_kept() -> None:
    yaml, _ = read_yaml("- id: a\n- {}\n- id: b\n-\n- 5", "data/a.yaml")
    checked = check_each(yaml, Thing)
    assert checked.record == (Thing("a"), Thing("b"))
    assert lines(checked.diagnostics) == [
        "2:3 missing-key: id is missing -> add a line id: …",
        "4:2 missing-key: id is missing -> add a line id: …",
        "5:3 wrong-type: this must be a mapping: lines of the form key: value",
    ]


def test_a_list_may_be_empty_but_not_something_else() -> None:
    assert check_each(read_yaml("", "a")[0], Thing).record == ()
    wrong = check_each(read_yaml("id: a", "a")[0], Thing)
    assert lines(wrong.diagnostics) == ["1:1 wrong-type: must be a list: each record after a dash"]


def test_an_id_stands_once() -> None:
    yaml, _ = read_yaml("- id: a\n- id: b\n- id: a\n- {}\n- {}\n- id: a", "data/a.yaml")
    assert lines(repeated_ids(yaml)) == [
        "3:7 duplicate-id: the id a stands twice (first on line 1)",
        "6:7 duplicate-id: the id a stands twice (first on line 1)",
    ]
    assert repeated_ids(read_yaml("a: 1", "a")[0]) == ()


def test_a_key_with_a_slip_in_it_is_not_missing_too() -> None:
    assert mistakes("idd: a") == ["1:1 unknown-key: unknown key idd -> did you mean id?"]
    assert mistakes("id: a\nlink: {ulr: /a/}") == [
        "2:8 unknown-key: unknown key ulr -> did you mean url?"
    ]


def test_a_text_that_a_comment_ate_is_not_missing_too() -> None:
    yaml, found = read_yaml("- #one\n- id: #two\n- id: # three", "data/a.yaml")
    checked = check_each(yaml, Thing)
    assert [one.rule for one in found] == ["lost-text", "lost-text"]
    assert [line.partition(" -> ")[0] for line in lines(checked.diagnostics)] == [
        "3:6 wrong-type: id must be text"
    ]


def test_work_grows_with_the_mistakes_and_no_faster() -> None:
    def unknown_keys(count: int) -> int:
        text = "id: a\n" + "".join(f"key-{number}: 1\n" for number in range(count))
        yaml, _ = read_yaml(text, "data/a.yaml")
        return steps(lambda: check(yaml, Thing))

    def bad_records(count: int) -> int:
        text = "".join(f"- {{id: a{number}, number: x}}\n" for number in range(count))
        yaml, _ = read_yaml(text, "data/a.yaml")
        return steps(lambda: check_each(yaml, Thing))

    for work in (unknown_keys, bad_records):
        work(10)
        assert work(800) < 5 * work(200)


def test_each_unknown_key_is_compared_with_the_known_ones_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    nearest: Callable[[str, tuple[str, ...]], str] = vars(module)["nearest"]

    def counted(name: str, known: tuple[str, ...]) -> str:
        asked.append(name)
        return nearest(name, known)

    monkeypatch.setattr(module, "nearest", counted)
    assert mistakes("ida: a\nnumbr: 1\nzebra: 2") == [
        "1:1 unknown-key: unknown key ida -> did you mean id?",
        "2:1 unknown-key: unknown key numbr -> did you mean number?",
        "3:1 unknown-key: unknown key zebra -> known are id, number, amount, day, shown, words, "
        "colour, link, links, free",
    ]
    assert asked == ["ida", "numbr", "zebra"]
