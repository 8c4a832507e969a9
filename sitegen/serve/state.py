"""What the preview is asked, and what it shows: the last good site, and what is wrong since."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from datetime import time as clock_time
from pathlib import PurePosixPath
from urllib.parse import quote

from sitegen.build_request import Options, Result
from sitegen.diagnostics import Diagnostic, SourceLine
from sitegen.model.types import Page, Site
from sitegen.report_formats import excerpt, some_of_each
from sitegen.serve.editing_program import USUAL
from sitegen.serve.pending_site import Coming
from sitegen.sources import FileStat


@dataclass(frozen=True)
class Problem:
    """A mistake with its line of the source, read while that was as the build saw it."""

    found: Diagnostic
    excerpt: str

    @classmethod
    def of(cls, found: Diagnostic, source_line: SourceLine) -> Problem:
        """Return a mistake with its line."""
        return cls(found, "\n".join(excerpt(found.span, source_line)))


def problems_of(result: Result) -> tuple[Problem, ...]:
    """Return some of each rule's mistakes with their lines."""
    return tuple(Problem.of(one, result.source_line) for one in some_of_each(result.diagnostics))


@dataclass(frozen=True)
class Outcome:
    """How a build ended: with a result, or in ``trouble``, which says why there is none.

    ``problems`` are some of each rule's mistakes, ``report`` words them for the terminal. ``as_of``
    is when it looked at the sources, by a clock that only goes on. One that has not ``ended`` will
    fail, and tells so before all is found that is wrong.
    """

    result: Result | None
    problems: tuple[Problem, ...] = ()
    report: str = ""
    trouble: str = ""
    as_of: float = 0.0
    ended: bool = True


@dataclass(frozen=True)
class Publishing:
    """What would keep the site from being published, that the preview with its drafts is fine with.

    ``number`` counts all of it, ``problems`` are some of each rule, ``report`` words them.
    """

    number: int = 0
    problems: tuple[Problem, ...] = ()
    report: str = ""


@dataclass(frozen=True)
class Shown:
    """The site that is served. ``number`` grows whenever what is served, ``outputs``, changes.

    ``site`` is its model, None if nothing could be built yet. ``built`` is the last build that
    rendered or changed anything, at ``clock`` o'clock. ``problems`` are those of the newest build,
    some of each rule, and ``found`` all of them; if it ``failed`` or ended in ``trouble``, the site
    is older than the sources. ``publishing`` is what the newest check of that found. ``coming`` is
    the site whose pages are being rendered, ``good`` what to go back to should one of them fail.
    ``as_of`` is when the sources were as what is shown, or what is said to be wrong, has them.
    """

    number: int = 0
    site: Site | None = None
    built: Result | None = None
    clock: str = ""
    problems: tuple[Problem, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    publishing: Publishing = Publishing()
    failed: bool = False
    trouble: str = ""
    listed: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)
    outputs: Mapping[str, tuple[FileStat, str]] = field(default_factory=dict)
    coming: Coming | None = None
    good: Shown | None = None
    as_of: float = 0.0

    def after(self, step: Step) -> Shown:
        """Return what is shown once there is another step of a build."""
        if isinstance(step, Publishing):
            return replace(self, publishing=step)
        if isinstance(step, Coming):
            return self._before_all_is_rendered(step)
        result = step.result
        if result is None or result.failed:
            return self._still_good(step)
        now = replace(
            self.last_good,
            number=self.number,
            problems=step.problems,
            found=result.diagnostics,
            failed=False,
            trouble="",
            listed=result.listed,
            outputs=result.outputs,
            site=result.site or self.site,
            as_of=step.as_of,
        )
        return self._built(now, result)

    @property
    def last_good(self) -> Shown:
        """Return what is shown without the site that is coming."""
        return replace(self.good, publishing=self.publishing) if self.good else self

    def _built(self, now: Shown, result: Result) -> Shown:
        """Count what was built as new, unless it was shown while it was rendered."""
        # What another process published is as new as what this one's own build did.
        before = self.last_good
        is_new = bool(result.files_written or result.files_removed) or now.outputs != before.outputs
        is_shown = self.coming is not None and self.as_of == now.as_of
        is_other = is_new or self.coming is not None
        now = replace(now, number=self.number + (is_other and not is_shown))
        if not (result.rendered or is_new):
            return now
        return replace(now, built=result, clock=time.strftime("%H:%M:%S"))

    def _still_good(self, outcome: Outcome) -> Shown:
        """Return the last good site, with what is wrong since."""
        number = self.number + (self.coming is not None)
        now = replace(self.last_good, number=number, as_of=outcome.as_of)
        if outcome.result is None:
            return replace(now, trouble=outcome.trouble)
        found = outcome.result.diagnostics
        return replace(now, problems=outcome.problems, found=found, failed=True, trouble="")

    def _before_all_is_rendered(self, coming: Coming) -> Shown:
        good = self.last_good
        is_shown = self.coming is not None and self.coming.is_same_as(coming)
        return replace(
            good,
            number=self.number + (not is_shown),
            site=coming.site,
            problems=() if good.failed else good.problems,
            found=() if good.failed else good.found,
            failed=False,
            trouble="",
            listed=coming.planned.last.listed,
            coming=coming,
            good=good,
            as_of=coming.as_of,
        )

    @property
    def base_path(self) -> str:
        """Return the path under which the site lives on its host, such as "/repo", or ""."""
        return self.site.config.base_path if self.site else ""

    def page_at(self, output: str) -> Page | None:
        """Return the page that was published to an output file."""
        pages = self.site.pages.values() if self.site else ()
        return next((page for page in pages if page.output == output), None)

    def edited_since(self, before: Shown) -> list[str]:
        """Return the source files that are not what they were when something else was shown."""
        ways = before.listed.items() ^ self.listed.items()
        return sorted({path for path, _ in ways})

    def changed_styles(self, before: Shown) -> tuple[str, ...]:
        """Return the URLs of the style sheets that have changed, if nothing else was edited."""
        edited = self.edited_since(before)
        if not edited or not all(map(_is_style, edited)):
            return ()
        changed = self.coming.changed_files if self.coming else _changed_files(self.built)
        return tuple(f"{self.base_path}/{quote(path)}" for path in changed if _is_style(path))


#: What is heard of builds: that one is coming, how it ended, what publishing would do.
Step = Coming | Outcome | Publishing


def _changed_files(built: Result | None) -> tuple[str, ...]:
    """Return the files that a build changed, if it changed nothing else."""
    if built is None or built.rendered or built.files_removed:
        return ()
    return built.files_written if all(map(_is_style, built.files_written)) else ()


def _is_style(path: str) -> bool:
    return path.startswith("assets/") and PurePosixPath(path).suffix == ".css"


@dataclass(frozen=True)
class ServeOptions:
    """What the dev server is asked to do.

    ``build`` says how to build, and where to; ``day`` and ``clock`` say as of when. ``report``
    words the mistakes of a build for the terminal, ``describe_failure`` an exception that ended
    one. ``look_every`` is how often, in seconds, it looks for changes that no event told of.
    ``editor`` is the address that opens a file in an editor, "" for none.
    """

    build: Options
    day: Callable[[], date]
    report: Callable[[Result], str]
    describe_failure: Callable[[Exception], str]
    host: str = "127.0.0.1"
    port: int = 8000
    open_browser: bool = False
    poll: bool = False
    look_every: float = 2.0
    editor: str = USUAL
    clock: Callable[[], clock_time] = clock_time
