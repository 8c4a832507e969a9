"""Builds whenever a source has changed, in a thread of its own, and hands on what came of it.

Events only say where something happened. What differs, and whether that matters, each build finds
out from the files themselves: first from those that events told of, and as soon as that is shown,
from all. So an event that is lost, or told twice, does no harm.
"""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from datetime import time as clock_time

from sitegen.build_request import Memory, Options, Rendering, Result
from sitegen.diagnostics import failures
from sitegen.page_stages import Planned
from sitegen.pipeline import build
from sitegen.render.rendered import Rendered
from sitegen.schema.locale import NOWHERE
from sitegen.serve.render_first import Ahead, Tell
from sitegen.serve.state import Outcome, Publishing, ServeOptions, Step, problems_of
from sitegen.serve.watch import POLLING, Touched, Watch, too_many
from sitegen.serve.worker_processes import Crew
from sitegen.site_on_demand import as_published
from sitegen.sources import EditedDuringBuildError, FileStat, SiteNotFoundError, list_inputs

#: In seconds: a build begins once nothing has happened for so long, or so much has gone by.
_QUIET = 0.005
_PATIENCE = 0.25
_END_WITHIN = 10
#: Where events have failed, it looks for changes so often, in seconds, as long as looking takes no
#: more than this share of the time; but first an event that is on its way is waited for so long.
_LOOK_AGAIN = 0.25
_SHARE = 0.05
_ON_ITS_WAY = 0.1

#: In seconds: so long after a build nothing has to happen before it is checked what publishing
#: would do, so that whoever saves again need not wait for that.
_IDLE = 1.0


class _SavedMeanwhileError(Exception):
    """A source has changed: the build of that comes first."""


class Rebuilder:
    """Builds a site again and again. ``tell`` is called with each step of a build that had cause.

    ``look_every`` is how often, in seconds, it looks for changes that no event told of; ``noticed``
    when something changed last, as far as is known, by a clock that only goes on. ``looked_at``
    returns the URLs that open tabs show.
    """

    def __init__(
        self, options: ServeOptions, tell: Tell, looked_at: Callable[[], Iterable[str]] = tuple
    ) -> None:
        self._options = options
        self._tell = tell
        self._woken, self._touched = threading.Event(), Touched()
        self._is_ending = self._is_unheard = self._is_abandoned = False
        self._is_failing = self._fails_late = self._is_sure = self._is_littered = False
        self._last: Result | None = None
        self._watch: Watch | None = None
        self._memory: Memory = {}
        self._day, self._clock = date.min, clock_time.min
        self._checked: object = None
        self._looked_at = looked_at
        self._crew = Crew((options.build.jobs or os.cpu_count() or 1) - 1)
        self._began = self.noticed = 0.0
        self.look_every = options.look_every
        self._thread = threading.Thread(target=self._run, name="rebuilder", daemon=True)

    def first(self) -> Outcome:
        """Build once, in the caller's thread; what keeps a site from being built is raised."""
        return self._outcome(None)

    def start(self, watch: Watch) -> None:
        """Build on each change from now on, and for what was saved before the watch began."""
        self._watch = watch
        self.wake()
        self._thread.start()

    def wake(self, *paths: str) -> None:
        """Take note that sources may have changed, all if none is named; from any thread."""
        self._touched.hear(*paths)
        self.noticed = time.monotonic()
        self._woken.set()

    def stop(self) -> None:
        """End after the build that is running, or in its midst if it takes long: none is hurt."""
        self._is_ending = True
        self._woken.set()
        self._thread.join(_END_WITHIN)
        self._crew.close()

    def _run(self) -> None:
        while not self._is_ending:
            if not self._woken.wait(self.look_every):
                self._tidy()
                self.look()
            if self._woken.is_set() and not self._is_ending:
                self._settle()
                self._rebuild()
                self._make_sure(self._last.listed if self._last else {})
                self._check_publishing()
        if self._is_abandoned:
            self._rebuild()

    def _tidy(self) -> None:
        """Free what earlier builds left behind: to search all that there is takes a while."""
        if self._is_littered:
            self._is_littered = False
            gc.collect()

    def look(self) -> None:
        """Compare the last build with the day, the output and the sources; build again if due."""
        if self._last is None or self._is_gone(self._last) or self._is_late(self._last):
            self.wake()
            return
        began = time.monotonic()
        if self._is_edited(self._last) and not self._woken.wait(_ON_ITS_WAY):
            took = time.monotonic() - began - _ON_ITS_WAY
            self.look_every = min(self.look_every, max(_LOOK_AGAIN, took / _SHARE))
            self._is_unheard = True
            self.wake()

    def _request(self) -> Options:
        wanted = self._options.build
        return replace(wanted, day=self._day, clock=self._clock, memory=self._memory)

    def _is_late(self, last: Result) -> bool:
        """Whether another day has begun, or a page has changed by itself, since the last build."""
        now = replace(self._request(), day=self._options.day(), clock=self._options.clock())
        home = last.site.config.time_zone if last.site else NOWHERE.time_zone
        turned = last.until is not None and now.moment(home) >= last.until
        return now.lasting(home) != self._request().lasting(home) or turned

    def _is_gone(self, last: Result) -> bool:
        output = self._options.build.output
        return not last.failed and output is not None and not output.is_dir()

    def _is_edited(self, last: Result) -> bool:
        try:
            return list_inputs(self._options.build.site)[0] != last.listed
        except (OSError, SiteNotFoundError):
            return True

    def _make_sure(self, listed: Mapping[str, FileStat]) -> None:
        """List all inputs if a build has not; if events did not tell of all, build again."""
        if self._is_sure:
            return
        self._is_sure = True
        try:
            now = list_inputs(self._options.build.site)
        except (OSError, SiteNotFoundError):
            now = ({}, [])
        if now != (listed, []):
            self.wake()

    def _settle(self) -> None:
        """Wait until nothing more happens. What happens from the last line on wakes again."""
        patience = time.monotonic() + _PATIENCE
        while self._woken.is_set() and time.monotonic() < patience:
            self._woken.clear()
            time.sleep(_QUIET)
        self._woken.clear()

    def _rebuild(self) -> None:
        try:
            if self._watch:
                self._see_to_watch(self._watch)
            outcome = self._outcome(self._rendered)
        except EditedDuringBuildError:
            self._woken.set()
            return
        except _SavedMeanwhileError:
            self._is_abandoned = True
            return
        except Exception as error:
            self._last = None
            trouble = self._options.describe_failure(error)
            outcome = Outcome(None, trouble=trouble, as_of=self._began)
        self._tell(outcome)

    def _see_to_watch(self, watch: Watch) -> None:
        try:
            watch.begin_again(poll=False) if self._is_unheard else watch.renew()
        except OSError as error:  # too many folders for the system by now
            self._options.build.say(f"{too_many(error)}: {POLLING}")
            watch.begin_again(poll=True)
        self._is_unheard = False

    def _outcome(self, rendering: Rendering | None) -> Outcome:
        self._began, self._is_abandoned, self._is_failing = time.monotonic(), False, False
        self._day, self._clock = self._options.day(), self._options.clock()
        self._is_littered = True
        touched = self._touched.gathered()
        self._is_sure = touched is None
        wanted = replace(self._request(), rendering=rendering, touched=touched)
        result = build(replace(wanted, give_way=self._give_way) if rendering else wanted)
        self._last, self._fails_late = result, result.failed and not self._is_failing
        if not result.failed:
            self._touched.forget()
        report = self._options.report(result)
        return Outcome(result, problems_of(result), report, as_of=self._began)

    def _rendered(self, planned: Planned, options: Options) -> Iterator[Rendered]:
        before = self._last.listed if self._last else {}
        ahead = Ahead(
            looked_at=self._looked_at(),
            before=before,
            as_of=self._began,
            is_doubtful=self._fails_late,
            crew=self._crew,
            tell=self._tell_early,
            make_sure=self._confirmed,
            give_way=self._give_way,
        )
        return ahead.rendered(planned, options)

    def _confirmed(self, listed: Mapping[str, FileStat]) -> None:
        self._make_sure(listed)
        self._give_way()

    def _tell_early(self, step: Step) -> None:
        self._is_failing |= isinstance(step, Outcome)
        self._tell(step)

    def _check_publishing(self) -> None:
        """Find out what keeps the site from being published that drafts hide, if anything does."""
        result = self._last
        if result is None or result.failed or result.listed == self._checked:
            return
        if result.unpublished and self._woken.wait(_IDLE):
            return
        try:
            found = self._publishing(result) if result.unpublished else Publishing()
        except (EditedDuringBuildError, _SavedMeanwhileError, OSError):
            return  # another build follows, or tells what is wrong
        self._checked = result.listed
        self._tell(found)

    def _publishing(self, result: Result) -> Publishing:
        public = as_published(replace(self._request(), give_way=self._give_way))
        if not public.failed:
            return Publishing()
        known = set(result.diagnostics)
        only = tuple(one for one in public.diagnostics if one not in known)
        public = replace(public, diagnostics=only)
        number = failures(only, strict=public.strict)
        return Publishing(number, problems_of(public), self._options.report(public))

    def _give_way(self) -> None:
        if self._woken.is_set() and not self._is_ending:
            raise _SavedMeanwhileError
