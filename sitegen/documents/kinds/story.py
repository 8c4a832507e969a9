"""``story:`` in front matter: what a woman agreed to, and what readers are told beforehand."""

from __future__ import annotations

from sitegen.fields.local_time import Day, DayOrTime
from sitegen.fields.record import Part


class Story(Part):
    """A story in a woman's own words.

    ``about`` are its subjects, for the content note; ``minutes`` is how long it takes, ``ending``
    how it ends, ``short`` the story in two or three sentences. ``consent`` is the day on which she
    agreed; from ``review`` on the story is not shown until she has been asked again.
    """

    about: tuple[str, ...]
    minutes: int
    ending: str
    short: str
    consent: Day
    review: DayOrTime
