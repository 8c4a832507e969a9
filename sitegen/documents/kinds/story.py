"""``story:`` in front matter: what a woman agreed to, and what readers are told beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.documents.local_time import Day, DayOrTime
from sitegen.schema.check import CLOSED


@dataclass(frozen=True)
class Story:
    """A story in a woman's own words.

    ``about`` are its subjects, for the content note; ``minutes`` is how long it takes, ``ending``
    how it ends, ``short`` the story in two or three sentences. ``consent`` is the day on which she
    agreed; from ``review`` on the story is not shown until she has been asked again.
    """

    __pydantic_config__ = CLOSED
    about: tuple[str, ...]
    minutes: int
    ending: str
    short: str
    consent: Day
    review: DayOrTime
