"""The name that somebody most likely meant."""

from __future__ import annotations

import pytest

from sitegen.schema import did_you_mean as module
from sitegen.schema.did_you_mean import did_you_mean, nearest, nearest_path

KNOWN = ("title", "description", "date", "Layout")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("titel", "title"),
        ("TITLE", "title"),
        ("layout", "Layout"),
        ("descripton", "description"),
        ("dates", "date"),
        ("zebra", ""),
        ("", ""),
    ],
)
def test_the_nearest_known_name(written: str, meant: str) -> None:
    assert nearest(written, KNOWN) == meant


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("tags", "status"),
        ("category", "story"),
        ("section", "description"),
        ("linkTitle", "title"),
        ("image", "share"),
        ("idea.md", "index.md"),
        ("../about-us/pause-story.md", "../about-us/pause-timeline.md"),
        ("evaluation-2017", "evaluation-2020"),
        ("page-12", "page-1"),
    ],
)
def test_another_word_is_not_near(written: str, known: str) -> None:
    assert nearest(written, [known]) == ""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("P-WOMEN", "P-WOMENS"),
        ("utilities", "utility"),
        ("pge", "page"),
        ("wied", "wide"),
        ("/what-we-do/pear-suport/", "/what-we-do/peer-support/"),
        ("story", "STORY"),
    ],
)
def test_a_slip_or_two_are_forgiven(written: str, meant: str) -> None:
    assert nearest(written, [meant, "nothing-like-it"]) == meant


def test_of_many_names_the_nearest_is_found() -> None:
    known = frozenset(f"section-{number}/a-page-of-it/" for number in range(3000))
    assert nearest("section-1234/a-pgae-of-it/", known) == "section-1234/a-page-of-it/"


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("a/storry.md", "a/story.md"),
        ("moved/story.md", "a/story.md"),
        ("moved/storry.md", "a/story.md"),
        ("courts/index.md", ""),
        ("a/other.md", ""),
    ],
)
def test_a_path_may_differ_in_its_folder(path: str, meant: str) -> None:
    known = frozenset(("a/story.md", "a/index.md", "bb/index.md", "bb/timeline.md"))
    assert nearest_path(path, known) == meant


def comparisons(mistakes: int, names: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often two names are compared to find the nearest of many for many."""
    count = 0

    def counted(one: str, other: str, limit: int) -> int:
        nonlocal count
        count += 1
        return slips(one, other, limit)

    slips = module._slips
    monkeypatch.setattr(module, "_slips", counted)
    known = frozenset(f"/section/page-{number:04x}-of-it/" for number in range(names))
    for number in range(mistakes):
        nearest(f"/section/pge-{number:04x}-of-it/", known)
    monkeypatch.undo()
    return count


def test_work_grows_with_the_mistakes_and_not_with_the_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = (comparisons(50, names, monkeypatch) for names in (2000, 8000))
    assert 0 < many <= few * 1.5


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("title", []) == ""


def test_of_names_equally_near_it_is_always_the_same() -> None:
    assert nearest("cat", ["car", "can", "cab"]) == nearest("cat", ["cab", "can", "car"])


def test_the_question() -> None:
    assert did_you_mean("titel", KNOWN) == "did you mean title?"
    assert did_you_mean("zebra", KNOWN) == ""
