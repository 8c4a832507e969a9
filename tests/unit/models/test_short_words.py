"""What records say of themselves in a few words: chips of help lines, how a place stands."""

from __future__ import annotations

from datetime import date

import pytest

from models.help_lines import HelpLine
from models.places import Place
from models.regions import Nation

DAY = date(2026, 11, 21)
EVERYWHERE: tuple[Nation, ...] = ("England", "Scotland", "Wales", "Northern Ireland")


def line(nations: tuple[Nation, ...] = (), hours: str = "", cost: str = "") -> HelpLine:
    return HelpLine("x", "t", "n", "p", "w", nations, (), DAY, "high", hours=hours, cost=cost)


@pytest.mark.parametrize(
    ("helps", "chips"),
    [
        (line(), ()),
        (line(EVERYWHERE), ("All of the UK",)),
        (line(("England", "Wales")), ("England", "Wales")),
        (line(hours="24 hours a day, every day"), ("24 hours a day",)),
        (line(hours="Monday to Friday, 9am to 5pm"), ("Monday to Friday, 9am to 5pm",)),
        (line(hours="Monday to Thursday 6pm to 2am, Friday 6pm to Monday 6am"), ()),
        (line(cost="Free from mobiles, even with no credit"), ("Free from mobiles",)),
        (line(cost="In most cases your income is not checked, but rules vary"), ()),
        (
            line(("Scotland",), "24 hours a day, every day", "Free"),
            ("24 hours a day", "Scotland", "Free"),
        ),
    ],
)
def test_chips_say_only_what_a_few_words_can_tell(helps: HelpLine, chips: tuple[str, ...]) -> None:
    assert helps.chips == chips


def test_lines_of_another_nation_only_are_not_near() -> None:
    assert [line(one).is_near for one in ((), ("England", "Wales"), ("Wales",))] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("last_seen", "planned", "words"),
    [
        ("2024-11", False, "Open in 2024"),
        ("2023", False, "Open in 2023"),
        ("2022-10", False, "Last reported 2022: ask your council"),
        ("unknown", False, "Date not known: ask your council"),
        ("2019", True, "Planned in 2019: ask your council"),
        ("unknown", True, "Planned: ask your council"),
    ],
)
def test_how_a_place_stands(last_seen: str, planned: bool, words: str) -> None:
    place = Place("hull", "Hull", "north", (), last_seen=last_seen, planned=planned)
    assert place.standing(DAY.year) == words


def test_places_sort_by_when_they_were_last_seen() -> None:
    written = ("2017", "unknown", "2024-11", "2024")
    places = [Place("x", "X", "north", (), last_seen=one) for one in written]
    assert sorted((one.newest for one in places), reverse=True) == ["2024-11", "2024", "2017", ""]
