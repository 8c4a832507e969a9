"""Days and times as editors write them: 2026-12-04, or 2026-12-04 17:00 by the site's clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

from sitegen.fields.marks import text_like
from sitegen.schema.locale import NOWHERE

if TYPE_CHECKING:
    from pydantic import ValidationInfo
    from pydantic_core import CoreSchema

    from sitegen.schema.locale import Local

WANTED = "a day such as 2026-12-04, or a time by the site's clock such as 2026-12-04 17:00"

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NAMED = {"00:00": "midnight", "12:00": "midday"}


#: The years of which a site tells. Beyond them a computer's calendar ends, or began another way.
FIRST_YEAR, LAST_YEAR = 1000, 2999

_LEAP_YEAR = (
    r"(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)"  # not 1900, but 2000
)
#: What days of the calendar look like, as a pattern of JSON Schema.
DAY_PATTERN = (
    r"(?:[12][0-9]{3}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    rf"|{_LEAP_YEAR}-02-29)"
)
_TIME_PATTERN = rf"{DAY_PATTERN}(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9])?"


def within_reach(day: date) -> date:
    """Return a day; raise ValueError, which says what is wanted, for one that is a slip."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    raise ValueError(f"a day of the years {FIRST_YEAR} to {LAST_YEAR}, such as 2026-11-21")


class _AsText:
    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, _handler: Any) -> CoreSchema:
        """Have Pydantic read it from text, and no number in it as seconds since 1970."""
        from pydantic_core import PydanticCustomError, core_schema

        def read(written: object) -> date:
            if not isinstance(written, str):
                raise PydanticCustomError("date_type", "no text")
            if not _DAY.fullmatch(written):
                raise PydanticCustomError("date_parsing", "no day")
            return within_reach(_day(written))

        return core_schema.no_info_plain_validator_function(read)

    @staticmethod
    def __get_pydantic_json_schema__(_core: Any, _handler: Any) -> dict[str, Any]:
        """Return what a day looks like, as JSON Schema."""
        return text_like(DAY_PATTERN, "a day", "2026-12-04")


def _day(written: str) -> date:
    from pydantic_core import PydanticCustomError

    try:
        return date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("date_parsing", "no day of the calendar") from None


#: A day in front matter or in a record.
Day = Annotated[date, _AsText]


@dataclass(frozen=True)
class LocalTime:
    """A day, or a time of a day by the clock of a zone; ``time`` is None for a whole day."""

    day: date
    time: time | None = None
    zone: str = NOWHERE.time_zone

    @classmethod
    def of(cls, written: str, zone: str = NOWHERE.time_zone) -> LocalTime:
        """Return what is written; raise ValueError, which says what is wanted, for all else."""
        match = _WRITTEN.fullmatch(written)
        try:
            day, clock = match.groups() if match else ("", "")
            at = time.fromisoformat(clock) if clock else None
            moment = cls(date.fromisoformat(day), at, zone)
        except ValueError as error:
            raise ValueError(WANTED) from error
        within_reach(moment.day)
        return moment

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: Any) -> CoreSchema:
        """Have Pydantic read it from text."""
        from pydantic_core import core_schema

        def read(written: str, info: ValidationInfo[Local]) -> LocalTime:
            return cls.of(written, info.context.time_zone)

        return core_schema.with_info_after_validator_function(read, core_schema.str_schema())

    def at_day(self, day: date) -> LocalTime:
        """Return another day, whole, by the same clock."""
        return LocalTime(day, zone=self.zone)

    @classmethod
    def __get_pydantic_json_schema__(cls, _core: Any, _handler: Any) -> dict[str, Any]:
        """Return what it looks like, as JSON Schema."""
        return text_like(_TIME_PATTERN, "a day, or a time of it", "2026-12-04", "2026-12-04 17:00")

    @property
    def first(self) -> datetime:
        """Return the moment at which it begins."""
        return datetime.combine(self.day, self.time or time.min, ZoneInfo(self.zone))

    @property
    def over(self) -> datetime:
        """Return the moment from which it is past: for a day, the midnight after it."""
        if self.time is not None:
            return self.first
        return datetime.combine(self.day + timedelta(days=1), time.min, ZoneInfo(self.zone))

    def is_before(self, other: LocalTime) -> bool:
        """Whether it is before another, as far as the days and times written tell."""
        if self.day != other.day:
            return self.day < other.day
        return bool(self.time and other.time and self.time < other.time)

    @property
    def iso(self) -> str:
        """Return the form for machines (ISO 8601): a day, or a time with its offset."""
        return self.first.isoformat(timespec="minutes") if self.time else self.day.isoformat()

    @property
    def written(self) -> str:
        """Return it as editors write it: 2026-12-04, or 2026-12-04 17:00."""
        return f"{self.day} {self.time:%H:%M}" if self.time else str(self.day)

    @property
    def clock(self) -> str:
        """Return the time in words: 5pm, 9:30am, midday; "" for a whole day."""
        if self.time is None:
            return ""
        written = f"{self.time:%H:%M}"
        half = "am" if self.time.hour < 12 else "pm"  # noqa: PLR2004 - midday
        minutes = f":{self.time:%M}" if self.time.minute else ""
        return _NAMED.get(written, f"{self.time.hour % 12 or 12}{minutes}{half}")

    def __str__(self) -> str:
        """Return it in words: 5pm, Friday 4 December 2026."""
        day = f"{self.day:%A} {self.day.day} {self.day:%B %Y}"
        return f"{self.clock}, {day}" if self.time else day


class _DayAboveAll:
    @staticmethod
    def __get_pydantic_core_schema__(_source: Any, _handler: Any) -> CoreSchema:
        """Have Pydantic read it from text, and to ask for a day where it is none."""
        from pydantic_core import PydanticCustomError, core_schema

        def read(written: object, info: ValidationInfo[Local]) -> LocalTime:
            try:
                text = written if isinstance(written, str) else ""
                return LocalTime.of(text, info.context.time_zone)
            except ValueError as error:
                if str(error) != WANTED:
                    raise
                raise PydanticCustomError("date_parsing", "no day") from None

        return core_schema.with_info_plain_validator_function(read)

    __get_pydantic_json_schema__ = LocalTime.__get_pydantic_json_schema__


#: A day that may have a time, which editors seldom write: what is wrong is told as of a day.
DayOrTime = Annotated[LocalTime, _DayAboveAll]


def span_in_words(start: LocalTime, end: LocalTime) -> str:
    """Return a span of time in words: 10am to midday, Friday 4 December 2026."""
    if start == end:
        return str(start)
    if start.day == end.day and start.time and end.time:
        return f"{start.clock} to {end}"
    return f"{start} to {end}"
