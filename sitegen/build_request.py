"""What a build is asked to do, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sitegen.diagnostics import Diagnostic, SourceLine

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: Is told after each page: how many are rendered, and of how many.
Progress = Callable[[int, int], None]


#: Parts of what earlier builds knew, as values, with the checksum of their bytes in the state. A
#: process that builds again and again keeps them at hand, so as not to read them each time.
Memory = MutableMapping[tuple[str, str], tuple[bytes, Any]]

#: Renders the pages of a plan, in any order: see ``planned.Planned`` and ``render.rendered``.
Rendering = Callable[[Any, "Options"], Iterator[Any]]


def go_on() -> None:
    """Stand in where nobody wants a build to end."""


def say_nothing(text: str) -> None:
    """Stand in where nobody listens."""


@dataclass(frozen=True)
class Options:
    """What a build is asked to do. ``output`` is None for a check, which publishes nothing.

    The site is built as of ``clock`` on ``day``, by the clock of ``zone``, or the site's own.
    Without ``fingerprints`` a file of assets/ keeps its address when its content changes: no page
    is rendered for that, and browsers have to ask for the file each time. ``complete`` makes a
    check draw every social card too, for whoever wants the bytes of all files.
    ``executor`` renders pages instead of processes of our own; ``share`` hands it what all its
    tasks need, once. ``say`` tells a person what happens meanwhile. ``memory`` is given by a
    process that builds the site again and again, the same each time; ``rendering`` by one that
    wants to show pages while others are rendered; ``touched`` by one that knows at which paths,
    if any, an input has changed since the last build that ended well. ``give_way`` is called again
    and again once pages are rendered, until anything is published: what it raises ends the build.
    """

    site: Path
    output: Path | None
    day: date
    clock: time = time.min
    zone: str = ""
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    fingerprints: bool = True
    complete: bool = False
    jobs: int | None = None
    progress: Progress | None = None
    executor: Executor | None = None
    share: Callable[[Any], Any] | None = None
    say: Callable[[str], None] = say_nothing
    memory: Memory | None = None
    rendering: Rendering | None = None
    touched: Collection[str] | None = None
    give_way: Callable[[], None] = go_on

    def moment(self, home: str) -> datetime:
        """Return as of when to build, given the time zone of the site.

        It is in UTC, so that two moments of the hour in which clocks go back are two.
        """
        zone = ZoneInfo(self.zone or home)
        return datetime.combine(self.day, self.clock, zone).astimezone(UTC)

    def lasting(self, home: str) -> tuple[str, bool, bool, date]:
        """Return the options that change what is published, but for the clock.

        What a page says by the clock is the same until the next turn of any page.
        """
        day = self.moment(home).astimezone(ZoneInfo(home)).date()
        return (self.base_url, self.drafts, self.fingerprints, day)


@dataclass(frozen=True)
class Result:
    """What a build made and found. Nothing was published if ``failed``.

    ``reasons`` gives, for each page whose task ran, why it did; ``files_written`` and
    ``files_removed`` name output files; ``listed`` is what the file system said of each input
    (size, times, number), and ``outputs`` the same of each output file, with its digest; ``site``
    is the model, or None if it was not at hand, being that of the build before; ``until`` is the
    next moment at which a page changes by itself, if one does. ``unpublished`` says why pages that
    a build with drafts shows are not public. ``external`` are the numbers of links to other sites,
    where these were looked at.
    """

    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    failed: bool
    source_line: SourceLine
    pages: int = 0
    reasons: Mapping[str, str] = field(default_factory=dict)
    files_written: tuple[str, ...] = ()
    files_removed: tuple[str, ...] = ()
    listed: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)
    outputs: Mapping[str, tuple[tuple[int, int, int, int], str]] = field(default_factory=dict)
    site: Any = None
    until: datetime | None = None
    unpublished: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    external: Mapping[str, int] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Return how the build ended: what it knows of files and the model would fill screens."""
        found = [f"{one.span.path}:{one.span.line} {one.rule}" for one in self.diagnostics]
        return f"<Result: {'failed' if self.failed else 'fine'}, {self.counts()}, found {found}>"

    @property
    def written(self) -> int:
        """Return how many output files were written."""
        return len(self.files_written)

    @property
    def removed(self) -> int:
        """Return how many output files were removed."""
        return len(self.files_removed)

    @property
    def rendered(self) -> int:
        """Return how many pages were rendered."""
        return len(self.reasons)

    def counts(self) -> dict[str, Any]:
        """Return the numbers that ``--format json`` prints."""
        return {
            "pages": self.pages,
            "rendered": self.rendered,
            "written": self.written,
            "removed": self.removed,
            "seconds": round(self.seconds, 3),
            **({"unpublished": dict(self.unpublished)} if self.unpublished else {}),
            **({"external": dict(self.external)} if self.external else {}),
        }
