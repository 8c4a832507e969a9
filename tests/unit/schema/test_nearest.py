"""The name that somebody most likely meant."""

from __future__ import annotations

import pytest

from sitegen.schema.nearest import did_you_mean, nearest

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


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("title", []) == ""


def test_of_names_equally_near_it_is_always_the_same() -> None:
    assert nearest("cat", ["car", "can", "cab"]) == nearest("cat", ["cab", "can", "car"])


def test_the_question() -> None:
    assert did_you_mean("titel", KNOWN) == "did you mean title?"
    assert did_you_mean("zebra", KNOWN) == ""
