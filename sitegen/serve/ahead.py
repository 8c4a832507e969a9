"""Renders for the preview: what somebody looks at first, and tells what is wrong as it is found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, has_errors, report
from sitegen.render.rendered import Rendered
from sitegen.request import Options, Result
from sitegen.serve.coming import Coming
from sitegen.serve.crew import Crew
from sitegen.serve.lookup import Folder
from sitegen.serve.state import Outcome, Step, problems_of
from sitegen.sources import FileStat, SourceLines
from sitegen.stages import Planned

#: So many pages that somebody looks at are rendered before the tabs are told of the site, and with
#: them all that is left if that is no more than the second number. A site with no more pages than
#: the third, of which none is left then, is told of once all is checked: that takes no longer.
_AT_ONCE, _FEW, _SMALL = 4, 8, 1000
#: In seconds: so often it is told what else is wrong while pages are rendered.
_TOLD_EVERY = 0.5

#: Is told each step of a build.
Tell = Callable[[Step], None]


@dataclass(frozen=True)
class Ahead:
    """Renders one build's stale pages, those first that somebody looks at.

    ``looked_at`` are the URLs that tabs show, ``before`` is what the file system said of the
    sources at the build before, ``as_of`` when this one looked at them. It ``is_doubtful`` whether
    the site can be shown if at that build all was well until the pages were checked. ``crew``
    helps where there is much to do. ``give_way`` is called between two pages; what it raises ends
    the rendering.
    """

    looked_at: Iterable[str]
    before: Mapping[str, FileStat]
    as_of: float
    is_doubtful: bool
    crew: Crew
    tell: Tell
    give_way: Callable[[], None]

    def rendered(self, planned: Planned, options: Options) -> Iterator[Rendered]:
        """Render all; show the site before all is rendered."""
        assert options.output is not None
        coming = Coming(planned, Folder(options.output), self.as_of)
        mistakes = _Mistakes(planned, options, self.tell, self.as_of)
        at_once, rest = _in_turn(coming, self.looked_at)
        try:
            yield from map(mistakes.noted, coming.rendered(at_once))
            is_early = bool(rest) or len(coming.site.pages) > _SMALL or self._shows_files(planned)
            if is_early and not (self.is_doubtful or mistakes.keep_it_from_being_shown):
                self.tell(coming)
            for page in coming.rendered(rest, self.crew):
                self.give_way()
                yield mistakes.noted(page)
        finally:
            coming.close()

    def _shows_files(self, planned: Planned) -> bool:
        """Whether all that is to be seen is in files that are no pages, such as style sheets."""
        edited = {path for path, _ in self.before.items() ^ planned.listed.items()}
        return not planned.reasons and bool(edited & planned.inputs.assets.urls.keys())


def _in_turn(coming: Coming, urls: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the stale pages to render before the site is shown, and of the rest."""
    looked_at = [page for url in urls if (page := coming.stale_page_at(url))]
    at_once = dict.fromkeys(looked_at[:_AT_ONCE])
    rest = tuple(page for page in coming.planned.reasons if page not in at_once)
    return (tuple(at_once), rest) if len(rest) > _FEW else ((*at_once, *rest), ())


class _Mistakes:
    """Tells what is wrong as it is found, as soon as it is known that a build will fail."""

    def __init__(self, planned: Planned, options: Options, tell: Tell, as_of: float) -> None:
        self._planned = planned
        self._options = options
        self._tell_step = tell
        self._as_of = as_of
        self._found = list(planned.mistakes)
        self._told, self._told_at = 0, 0.0
        self.keep_it_from_being_shown = False
        self._look(planned.mistakes)

    def noted(self, page: Rendered) -> Rendered:
        """Return a page once it is noted what is wrong there."""
        if page.diagnostics:
            self._found += page.diagnostics
            self._look(page.diagnostics)
        return page

    def _look(self, found: Sequence[Diagnostic]) -> None:
        strict = self._options.strict
        self.keep_it_from_being_shown |= has_errors(found, strict=strict)
        is_time = time.monotonic() >= self._told_at + _TOLD_EVERY
        if self.keep_it_from_being_shown and is_time and len(self._found) > self._told:
            self._told, self._told_at = len(self._found), time.monotonic()
            self._tell()

    def _tell(self) -> None:
        planned = self._planned
        result = Result(
            pages=len(planned.inputs.site.pages),
            seconds=0.0,
            diagnostics=report(self._found),
            failed=True,
            source_line=SourceLines(planned.inputs.snapshot.read),
            listed=planned.listed,
            strict=self._options.strict,
        )
        self._tell_step(Outcome(result, problems_of(result), as_of=self._as_of, ended=False))
