"""Processes that stay while the preview runs, and render with it for one build after another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor

from sitegen.render.inputs import Inputs
from sitegen.render.page import Renderer
from sitegen.render.rendered import Rendered
from sitegen.render.workers import WORTH_NEW_PROCESSES, WORTH_PROCESSES, WorkerCrashedError

#: So many pages are handed out at once, and so often to each process before it has rendered any.
_CHUNK, _AHEAD = 10, 2

#: What comes of a chunk of pages.
Part = Future["list[Rendered] | str | None"]


class Crew:
    """The processes, which are started when there is first much to do; one job for each of them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._helpers: list[Executor] = []
        self._builds = 0

    def share(self, inputs: Inputs, left: deque[str], tell: Callable[[Part], None]) -> Shift:
        """Let the processes take pages from the front of those that are left, if it is worth it.

        ``tell`` is called, in another thread, with each part that is done.
        """
        enough = WORTH_PROCESSES if self._helpers else WORTH_NEW_PROCESSES
        if len(left) < enough:
            return Shift([], 0, left, tell)
        self._builds += 1
        self._helpers = self._helpers or [_helper() for _ in range(self._size)]
        try:
            for helper in self._helpers:
                helper.submit(_take, self._builds, inputs)
        except BrokenExecutor:  # one was lost: the next build has others
            self.close()
        return Shift(self._helpers, self._builds, left, tell)

    def close(self) -> None:
        """End the processes."""
        for helper in self._helpers:
            helper.shutdown(wait=False, cancel_futures=True)
        self._helpers = []


class Shift:
    """What the processes do for one build: only the building thread hands out pages."""

    def __init__(
        self, helpers: list[Executor], build: int, left: deque[str], tell: Callable[[Part], None]
    ) -> None:
        self._build = build
        self._left = left
        self._tell = tell
        self._out: dict[Part, tuple[Executor, Sequence[str]]] = {}
        self._helpers = helpers
        for helper in tuple(helpers) * _AHEAD:
            self._hand_out(helper)

    @property
    def is_on(self) -> bool:
        """Whether a part is still to come."""
        return bool(self._out)

    def take(self, part: Part) -> Sequence[Rendered]:
        """Return the pages of a part that is done, none if they have to be rendered here."""
        helper, pages = self._out.pop(part)
        try:
            found = part.result()
        except BrokenExecutor:
            found = None
        if isinstance(found, str):
            raise WorkerCrashedError(found)
        if found is None:  # the process was lost, or never got what it renders from
            self._left.extend(pages)
            return ()
        self._hand_out(helper)
        return found

    def _hand_out(self, helper: Executor) -> None:
        pages = [self._left.popleft() for _ in range(min(_CHUNK, len(self._left)))]
        if not pages:
            return
        try:
            part: Part = helper.submit(_rendered, self._build, pages)
        except BrokenExecutor:
            self._left.extend(pages)
        else:
            self._out[part] = helper, pages
            part.add_done_callback(self._tell)


#: What a process renders with, by the number of the build.
_renderers: dict[int, Renderer] = {}


def _take(build: int, inputs: Inputs) -> None:
    _renderers.clear()
    _renderers[build] = Renderer(inputs)


def _rendered(build: int, pages: Sequence[str]) -> list[Rendered] | str | None:
    """Return rendered pages, or the traceback: an exception might not survive the journey."""
    renderer = _renderers.get(build)
    try:
        return [renderer.render(page) for page in pages] if renderer else None
    except Exception:
        return traceback.format_exc()


def _helper() -> Executor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, context, initializer=_begin)


def _begin() -> None:
    """Leave Ctrl-C to the preview, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
