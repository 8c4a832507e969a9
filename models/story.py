"""Stories: ``story:`` in front matter, what a woman agreed to and what readers are told before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from sitegen.models import (
    Day,
    DayOrTime,
    Due,
    FrontMatter,
    Mistake,
    PageType,
    Turning,
    page_type,
)

#: So many weeks before the review of a story it is time to ask.
_WEEKS = 8


@page_type("story")
class Story(PageType):
    """A story in a woman's own words."""

    example: ClassVar[str] = "story: {about: […], consent: 2026-11-21, …}"
    is_private: ClassVar[bool] = True

    about: tuple[str, ...]
    """Its subjects, for the note before it that says what readers will meet."""
    minutes: int
    """How many minutes it takes to read."""
    ending: str
    """How it ends, in a few words."""
    short: str
    """The story in two or three sentences."""
    consent: Day
    """The day on which she agreed to it."""
    review: DayOrTime
    """When she is to be asked again. From then on the story is not shown until she has been."""

    def mistakes(self, front: FrontMatter) -> Iterator[Mistake]:  # noqa: ARG002 - a hook
        """Yield it if the review is before the consent."""
        if self.review.day < self.consent:
            message = "the review of the story is before the consent to it"
            yield Mistake(("review",), "date-order", message, "put the two in order")

    def due(self, front: FrontMatter) -> Iterator[Due]:
        """Yield that she is to be asked again before the story is no longer shown."""
        if front.status != "withdrawn":
            yield Due("ask again for consent", self.review.day, ahead=_WEEKS * 7)

    def turning(self, front: FrontMatter) -> Turning:
        """Return that a story is shown until its review, and never once consent is taken back."""
        is_withdrawn = front.status == "withdrawn"
        at = None if is_withdrawn else self.review.first
        return Turning("shown", "withheld", at, is_hidden_after=True)
