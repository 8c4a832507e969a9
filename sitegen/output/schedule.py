""".sitegen/schedule.json: the next moments at which the site changes although nobody edits it.

It stands beside the output and not in it, because it names pages that are not public yet. Whoever
builds at night looks into it to see whether a build is due; without it, one is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date
from pathlib import Path

from sitegen.fields.local_time import LocalTime
from sitegen.incremental.reads import CALENDAR, Key
from sitegen.incremental.trust import FOLDER
from sitegen.model.types import Site, Turn
from sitegen.output.folder import can_keep

PATH = f"{FOLDER}/schedule.json"

_DAY, _YEAR = CALENDAR


def moments(site: Site, asked: Iterable[Key]) -> list[Turn]:
    """Return when pages change by themselves: by their own dates, or because they ask for the day.

    ``asked`` are the questions of all pages, or those of them that the calendar answers.
    """
    return sorted([*site.turns, *_of_calendar(site.today, frozenset(asked))])


def _of_calendar(today: LocalTime, asked: frozenset[Key]) -> Iterator[Turn]:
    if _DAY in asked:
        yield Turn(today.over.astimezone(UTC), "", "new day")
    if _YEAR in asked:
        new_year = today.at_day(date(today.day.year + 1, 1, 1))
        yield Turn(new_year.first.astimezone(UTC), "", "new year")


def as_json(turns: list[Turn]) -> str:
    """Return the schedule: ``next`` is the first moment, null if there is none; times are UTC."""
    told = [
        {"at": f"{one.at.astimezone(UTC):%Y-%m-%dT%H:%MZ}", "page": one.page, "what": one.what}
        for one in turns
    ]
    found = {"next": told[0]["at"] if told else None, "moments": told}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def write(root: Path, turns: list[Turn]) -> None:
    """Write the schedule of a site, where something can be kept beside it."""
    path, text = root / PATH, as_json(turns)
    if not can_keep(root) or (path.is_file() and path.read_text("utf-8") == text):
        return
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def forget(root: Path) -> None:
    """Remove the schedule of a site."""
    if can_keep(root):
        with suppress(FileNotFoundError):
            (root / PATH).unlink()
