"""Renders for the preview: what somebody looks at first, and tells what is wrong as it is found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from sitegen.build_request import Options, Result
from sitegen.diagnostics import Diagnostic, has_errors, report
from sitegen.page_stages import Planned
from sitegen.render.rendered import Rendered
from sitegen.serve.lookup import Folder
from sitegen.serve.pending_site import Coming
from sitegen.serve.state import Outcome, Step, problems_of
from sitegen.serve.worker_processes import Crew
from sitegen.sources import FileStat, SourceLines

#: So many pages that somebody looks at are rendered before the tabs are told of the site.
_AT_ONCE = 4
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
    helps where there is much to do. ``make_sure`` is called with the sources as they were found
    once the site is shown, ``give_way`` between two pages; what one of them raises ends the
    rendering.
    """

    looked_at: Iterable[str]
    before: Mapping[str, FileStat]
    as_of: float
    is_doubtful: bool
    crew: Crew
    tell: Tell
    make_sure: Callable[[Mapping[str, FileStat]], None]
    give_way: Callable[[], None]

    def rendered(self, planned: Planned, options: Options) -> Iterator[Rendered]:
        """Render all; show the site before all is rendered."""
        assert options.output is not None
        coming = Coming(planned, Folder(options.output), self.as_of)
        mistakes = _Mistakes(planned, options, self.tell, self.as_of)
        try:
            yield from map(mistakes.noted, self._shown_first(coming, mistakes))
            self.make_sure(planned.last.listed)
            for page in chain(coming.plan(self.give_way), coming.rest(self.crew)):
                self.give_way()
                yield mistakes.noted(page)
        finally:
            coming.close()

    def _shown_first(self, coming: Coming, mistakes: _Mistakes) -> Iterator[Rendered]:
        """Render what tabs show, then show the site, unless it is likely to be taken back."""
        is_doubtful = self.is_doubtful or coming.lacks_pages
        for page in self._looked_at_first(coming):
            is_doubtful = is_doubtful or coming.has_lost_link(page) or coming.is_missed(page)
            yield page
        if self._is_seen(coming) and not is_doubtful and mistakes.let_it_be_shown:
            self.tell(coming)

    def _looked_at_first(self, coming: Coming) -> Iterator[Rendered]:
        """Render the stale pages that tabs show, or some of them."""
        looked_at = dict.fromkeys(map(coming.page_at, self.looked_at))
        stale = (id_ for id_ in looked_at if id_ and coming.planned.why(id_))
        yield from coming.rendered(islice(stale, _AT_ONCE))

    def _is_seen(self, coming: Coming) -> bool:
        """Whether anything is to be seen; note what is, if that is in files that are no pages."""
        planned = coming.planned
        if planned.is_seen:
            return True
        edited = {path for path, _ in self.before.items() ^ planned.last.listed.items()}
        if not edited & planned.inputs.assets.urls.keys():
            return False
        coming.find_changed_files()
        return True


class _Mistakes:
    """Tells what is wrong as it is found, as soon as it is known that a build will fail."""

    def __init__(self, planned: Planned, options: Options, tell: Tell, as_of: float) -> None:
        self._planned = planned
        self._options = options
        self._tell_step = tell
        self._as_of = as_of
        self._found = list(planned.mistakes)
        self._told, self._told_at = 0, 0.0
        self.let_it_be_shown = True
        self._look(planned.mistakes)

    def noted(self, page: Rendered) -> Rendered:
        """Return a page once it is noted what is wrong there."""
        if page.diagnostics:
            self._found += page.diagnostics
            self._look(page.diagnostics)
        return page

    def _look(self, found: Sequence[Diagnostic]) -> None:
        strict = self._options.strict
        self.let_it_be_shown &= not has_errors(found, strict=strict)
        is_time = time.monotonic() >= self._told_at + _TOLD_EVERY
        if not self.let_it_be_shown and is_time and len(self._found) > self._told:
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
            listed=planned.last.listed,
            strict=self._options.strict,
        )
        self._tell_step(Outcome(result, problems_of(result), as_of=self._as_of, ended=False))
