"""What a file holds can be read in a report, and steers nothing."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sitegen.diagnostics import Diagnostic, Span
from sitegen.report_formats import as_github, as_json, as_text
from sitegen.safe_text import safe, safe_json, safe_lines, some_of

STEERS = [
    "\0",
    "\a",
    "\b",
    "\t",
    "\n",
    "\v",
    "\f",
    "\r",
    "\x1b",
    "\x7f",
    "\x85",  # next line
    "\x9b",  # control sequence introducer
    "\u061c",
    "\u200e",
    "\u200f",
    "\u2028",
    "\u2029",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\ufff9",
    "\ud800",
    "\U000e0041",
]
PLAIN = ["", "a b", "ÄÖÜ ŵ £ €", "中文", "🙂", "e\u0301", "\xa0", "#[a](b)", "## [a]", "C:\\new"]


@pytest.mark.parametrize("text", PLAIN)
def test_text_that_can_only_be_read_stays_as_it_is(text: str) -> None:
    assert safe(text) == safe_lines(text) == text


@pytest.mark.parametrize("sign", STEERS, ids=ascii)
def test_what_steers_becomes_an_escape(sign: str) -> None:
    shown = safe(f"a{sign}b")
    assert shown == f"a{sign.encode('unicode_escape').decode()}b"
    assert shown.isprintable()
    assert safe(shown) == shown


def test_lines_may_be_kept() -> None:
    assert safe_lines("a\nb\rc\u2028d") == "a\nb\\rc\\u2028d"


def test_githubs_older_commands_are_broken_up() -> None:
    assert safe("x ##[error]y") == "x #\\x23[error]y"
    assert safe("###[a") == "##\\x23[a"


@pytest.mark.parametrize("sign", STEERS, ids=ascii)
def test_json_reads_back_the_same(sign: str) -> None:
    text = safe_json({"a": f"x{sign}y"})
    assert json.loads(text) == {"a": f"x{sign}y"}
    assert all(line.isprintable() for line in text.split("\n"))


def test_of_many_names_the_first_stand_for_all() -> None:
    assert some_of(["a", "b"], 2) == "a, b"
    assert some_of(["a", "b\x1b", "c", "d"], 2) == "a, b\\x1b and 2 more"


def in_text(found: Diagnostic) -> str:
    return as_text([found], lambda _path, _line: f"1\t{found.span.path}", colour=False)


@pytest.mark.parametrize(
    ("form", "lines"),
    [(in_text, 5), (lambda found: as_github([found]), 1), (lambda found: as_json([found], {}), 13)],
    ids=["text", "github", "json"],
)
@pytest.mark.parametrize("sign", [*STEERS, "\n::warning::owned", "##[warning]owned"], ids=ascii)
def test_no_report_is_steered_by_what_it_quotes(
    form: Callable[[Diagnostic], str], lines: int, sign: str
) -> None:
    quoted = f"a{sign}b"
    found = Diagnostic(Span(f"content/{quoted}.md"), "rule", f"key {quoted}", f"not {quoted}")
    report = form(found).split("\n")
    assert len(report) == lines
    assert all(line.replace("\t", "").isprintable() for line in report)
    assert not any("##[" in line for line in report)
    assert [line.startswith("::") for line in report].count(True) == (lines == 1)


def test_the_mark_stands_under_its_place_though_the_line_is_escaped() -> None:
    found = Diagnostic(Span("a", 1, 3, 2), "r", "m")
    text = as_text([found], lambda _path, _line: "a\x1bbc\x9bd", colour=False)
    assert text.split("\n")[1:3] == ["    1 | a\\x1bbc\\x9bd", "      |      ^^"]


def test_a_message_of_any_length_is_cut() -> None:
    assert len(Diagnostic(Span("a"), "r", "x" * 10**6).message) == 1001
