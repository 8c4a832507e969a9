"""How mistakes are sorted, folded and printed."""

from __future__ import annotations

import json
from dataclasses import replace

from sitegen.diagnostics import Diagnostic, Severity, Span, has_errors, report
from sitegen.report_formats import as_github, as_gitlab, as_json, as_text, summary
from tests.support import told

ERROR = Diagnostic(Span("content/a.md", 2, 3, 4), "broken-link", "no page", "did you mean b?")
WARNING = Diagnostic(Span("content/b.md"), "orphan", "nothing leads here", "", Severity.WARNING)


def text_of(found: Diagnostic, line: str, *, colour: bool = False) -> list[str]:
    return as_text([found], lambda _path, _number: line, colour=colour).split("\n")[:-1]


def test_a_mistake_is_printed_with_its_line_and_a_mark_under_its_place() -> None:
    found = Diagnostic(
        Span("content/impact/evaluation.md", 14, 30, 11),
        "broken-link",
        "no page has the URL /our-impct/",
        "did you mean /our-impact/ ?  (content/our-impact/index.md)",
    )
    line = "Read more about [our impact](/our-impct/)."
    assert as_text([found], lambda _path, _number: line, colour=False) == told(
        """
        content/impact/evaluation.md:14:30: error[broken-link]: no page has the URL /our-impct/
           14 | Read more about [our impact](/our-impct/).
              |                              ^^^^^^^^^^^
           help: did you mean /our-impact/ ?  (content/our-impact/index.md)
        1 error, 0 warnings in 1 file
        """
    )


def test_the_line_is_asked_for_by_path_and_number() -> None:
    text = as_text([ERROR], lambda path, number: f"<{path} {number}>", colour=False)
    assert "    2 | <content/a.md 2>" in text


def test_a_mistake_without_a_line_or_help_is_one_line() -> None:
    assert text_of(WARNING, "  ") == ["content/b.md:1:1: warning[orphan]: nothing leads here"]


def test_tabs_before_the_place_are_kept_so_that_the_mark_stands_under_it() -> None:
    found = Diagnostic(Span("a", 1, 4, 2), "r", "m")
    assert text_of(found, "\t\txyz")[1:] == ["    1 | \t\txyz", "      | \t\t ^^"]


def test_the_mark_ends_with_the_line() -> None:
    found = Diagnostic(Span("a", 123456, 3, 99), "r", "m")
    assert text_of(found, "abcd")[1:] == ["123456 | abcd", "       |   ^^"]
    at_its_end = Diagnostic(Span("a", 1, 3, 2), "r", "m")
    assert text_of(at_its_end, "ab")[1:] == ["    1 | ab", "      |   ^"]


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "".join(f"{number:04}" for number in range(200))
    found = Diagnostic(Span("a", 1, 401, 4), "r", "m")
    excerpt, marks = text_of(found, line)[1:]
    assert excerpt == f"    1 | …{line[340:460]}…"
    assert marks == "      | " + " " * 61 + "^^^^"
    assert excerpt[marks.index("^") :].startswith("0100")


def test_a_long_line_is_cut_at_its_end_only_if_the_place_is_at_its_start() -> None:
    found = Diagnostic(Span("a", 1, 1, 300), "r", "m")
    assert text_of(found, "x" * 200)[1:] == [f"    1 | {'x' * 120}…", f"      | {'^' * 120}"]


def test_colour_marks_the_label_only() -> None:
    assert text_of(ERROR, "", colour=True)[0] == (
        "content/a.md:2:3: \033[1;31merror[broken-link]\033[0m: no page"
    )
    assert "\033[1;33mwarning[orphan]\033[0m" in text_of(WARNING, "", colour=True)[0]
    assert "\033" not in "".join(text_of(ERROR, "text"))


def test_json_is_one_object_with_keys_in_their_order() -> None:
    text = as_json([ERROR, WARNING], {"pages": 2, "seconds": 0.5})
    assert list(json.loads(text)) == ["pages", "seconds", "diagnostics"]
    assert [list(record.items()) for record in json.loads(text)["diagnostics"]] == [
        [
            ("path", "content/a.md"),
            ("line", 2),
            ("column", 3),
            ("rule", "broken-link"),
            ("severity", "error"),
            ("message", "no page"),
            ("help", "did you mean b?"),
        ],
        [
            ("path", "content/b.md"),
            ("line", 1),
            ("column", 1),
            ("rule", "orphan"),
            ("severity", "warning"),
            ("message", "nothing leads here"),
            ("help", ""),
        ],
    ]


def test_gitlab_gets_the_place_and_a_name_of_each_mistake_that_outlives_other_lines() -> None:
    moved = replace(ERROR, span=replace(ERROR.span, line=9))
    first, second, other = json.loads(as_gitlab([ERROR, moved, WARNING]))
    name = first.pop("fingerprint")
    assert first == {
        "description": "no page. did you mean b?",
        "check_name": "broken-link",
        "severity": "major",
        "location": {"path": "content/a.md", "lines": {"begin": 2}},
    }
    assert json.loads(as_gitlab([moved]))[0]["fingerprint"] == name
    assert len({name, second["fingerprint"], other["fingerprint"]}) == 3
    assert other["severity"] == "minor"


def test_github_commands_are_escaped() -> None:
    found = Diagnostic(Span("a,b:c%.md", 1, 2), "r:1,2", "100% sure: yes, no", "ok")
    assert as_github([found, WARNING]) == told(
        """
        ::error file=a%2Cb%3Ac%25.md,line=1,col=2,title=r%3A1%2C2::100%25 sure: yes, no. ok
        ::warning file=content/b.md,line=1,col=1,title=orphan::nothing leads here
        """
    )


def test_what_a_template_does_to_many_pages_is_one_mistake() -> None:
    same = [
        Diagnostic(Span("templates/a.html", 3), "undefined", "x is not defined", page=page)
        for page in ("content/c.md", "content/a.md", "content/b.md", "content/a.md")
    ]
    (folded,) = report(same)
    assert folded.message == ("x is not defined (while rendering content/a.md and 2 more pages)")
    assert report(same[:1])[0].message == "x is not defined (while rendering content/c.md)"
    assert report(same[:2])[0].message.endswith("(while rendering content/a.md and 1 more page)")


def test_mistakes_that_differ_in_anything_are_not_folded() -> None:
    place = Span("a", 1)
    different = [
        Diagnostic(place, "r", "m"),
        Diagnostic(place, "r", "m", "help"),
        Diagnostic(place, "r", "n"),
        Diagnostic(place, "s", "m"),
        Diagnostic(place, "r", "m", severity=Severity.WARNING),
        Diagnostic(Span("a", 1, 2), "r", "m"),
    ]
    assert len(report([*different, *different])) == len(different)


def test_mistakes_are_sorted_by_place() -> None:
    places = [Span("b", 1), Span("a", 10), Span("a", 9, 2), Span("a", 9, 1)]
    found = report(Diagnostic(place, "r", "m") for place in places)
    assert [one.span for one in found] == [places[3], places[2], places[1], places[0]]


def test_warnings_count_only_if_the_build_is_strict() -> None:
    assert not has_errors([])
    assert not has_errors([], strict=True)
    assert not has_errors([WARNING])
    assert has_errors([WARNING], strict=True)
    assert has_errors([WARNING, ERROR])


def test_the_summary_counts() -> None:
    assert summary([]) == "0 errors, 0 warnings in 0 files"
    assert summary([ERROR]) == "1 error, 0 warnings in 1 file"
    assert summary([ERROR, ERROR, WARNING]) == "2 errors, 1 warning in 2 files"
