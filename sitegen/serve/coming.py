"""The site that is coming: its model stands, and each of its pages is rendered once it is wanted.

The building thread renders all of them. Whoever wants one before that puts it into the thread's
inbox, which is looked into between two pages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from functools import cached_property
from queue import Empty, SimpleQueue

from sitegen.hosting.written_for import files_of_hosts
from sitegen.model.types import Site
from sitegen.render.cards import FOLDER as CARDS
from sitegen.render.model_files import beside_pages, of_whole_site
from sitegen.render.rendered import Rendered
from sitegen.render.site_files import site_files
from sitegen.render.tasks import Renderer
from sitegen.serve.crew import Crew, Part, Shift
from sitegen.serve.lookup import Folder, look_up
from sitegen.stages import Planned


class NotYetError(Exception):
    """What is asked for will be known with the next step of a build, and not before."""


class Coming:
    """A site whose pages are being rendered; ``as_of`` is when its build looked at the sources.

    ``changed_files`` are those that change without a page, as seen before anything is published.
    It answers as its folder will, as far as that is known, else it raises NotYetError.
    """

    def __init__(self, planned: Planned, folder: Folder, as_of: float) -> None:
        self.planned = planned
        self.as_of = as_of
        self._folder = folder
        self._inbox: SimpleQueue[tuple[str, Future[Rendered]] | Part] = SimpleQueue()
        self._done: dict[str, Rendered] = {}
        self._is_over = False
        self._ids = {page.output: id_ for id_, page in self.site.pages.items()}
        self.changed_files = self._changed_files()  # now: the folder will soon hold them

    @property
    def site(self) -> Site:
        """Return the model."""
        return self.planned.inputs.site

    def has(self, name: str) -> bool:
        """Whether the folder will have a file."""
        if name in self._ids or self._is_asset(name):
            return True
        if name in self._others or name.startswith(f"{CARDS}/"):
            raise NotYetError
        return False

    def text(self, name: str) -> str | None:
        """Return one of the files that hosts read; a site may have some of its own."""
        if name in self._of_hosts:
            return self._of_hosts[name]
        if not self._is_asset(name):
            return None
        data = self.asset(name)
        return self._folder.text(name) if data is None else data.decode("utf-8", "replace")

    def asset(self, name: str) -> bytes | None:
        """Return the bytes of a file that is no page, None if those in the folder are right."""
        data = self.planned.inputs.assets.outputs.get(name)
        return None if data is None or self._folder.holds(name, data) else data

    def _is_asset(self, name: str) -> bool:
        assets = self.planned.inputs.assets
        return name in assets.outputs or name in assets.standing

    def _changed_files(self) -> tuple[str, ...]:
        """Return the files that are not what those in the folder are, if no page has changed."""
        if self.planned.reasons:
            return ()
        names = self.planned.inputs.assets.outputs
        return tuple(name for name in names if self.asset(name) is not None)

    def stale_page(self, name: str) -> str | None:
        """Return the id of the page that a file will hold, None if what it holds is right."""
        id_ = self._ids.get(name)
        return id_ if id_ in self.planned.reasons else None

    def stale_page_at(self, url: str) -> str | None:
        """Return the id of the page that a path leads to, None if that needs no rendering."""
        with suppress(NotYetError):
            return self.stale_page(look_up(self, self.site.config.base_path, url).file)
        return None

    def wanted(self, id_: str) -> Future[Rendered]:
        """Return a stale page once it is rendered, NotYetError if it will not be; in any thread."""
        future: Future[Rendered] = Future()
        self._inbox.put((id_, future))
        if id_ in self._done:
            _settle(future, self._done[id_])
        elif self._is_over:
            _settle(future, None)
        return future

    def rendered(self, ids: Iterable[str], crew: Crew | None = None) -> Iterator[Rendered]:
        """Render stale pages, and before each of them those that are wanted; a crew may help."""
        left = deque(ids)
        shift = crew.share(self.planned.inputs, left, self._inbox.put) if crew else None
        while left or (shift and shift.is_on):
            yield from self._that_came(shift, is_idle=not left)
            if left and (id_ := left.pop()) not in self._done:
                yield self._render(id_)
        yield from self._that_came(shift)

    def close(self) -> None:
        """Render nothing any more; who wants a page that is not rendered by now has to wait."""
        self._is_over = True
        for _ in self._that_came(None):
            pass

    def _that_came(self, shift: Shift | None, *, is_idle: bool = False) -> Iterator[Rendered]:
        """Render what is wanted, and take what was rendered elsewhere; when idle, wait for that."""
        with suppress(Empty):
            while True:
                came = self._inbox.get(block=is_idle)
                is_idle = False
                if isinstance(came, Future):
                    yield from self._new(shift.take(came) if shift else ())
                else:
                    yield from self._answered(*came)

    def _answered(self, id_: str, future: Future[Rendered]) -> Iterator[Rendered]:
        is_new = id_ not in self._done and not self._is_over
        try:
            if is_new:
                self._render(id_)
        finally:  # the answer comes first: whoever takes the page may end the rendering
            _settle(future, self._done.get(id_))
        if is_new:
            yield self._done[id_]

    def _new(self, pages: Iterable[Rendered]) -> Iterator[Rendered]:
        for page in pages:
            if page.page not in self._done:
                self._done[page.page] = page
                yield page

    def _render(self, id_: str) -> Rendered:
        self._done[id_] = self._renderer.render(id_)
        return self._done[id_]

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.planned.inputs)

    @cached_property
    def _of_hosts(self) -> dict[str, str]:
        site = self.site
        return dict(files_of_hosts(site.config, site.hosting, site.redirects))

    @cached_property
    def _others(self) -> frozenset[str]:
        """Return the names of the files that are made last, from what all pages hold."""
        of_models = (beside_pages(self.site), self.site.once(of_whole_site))
        made = (name for files in of_models for name in files.texts)
        return frozenset((*site_files(self.site, {}), *made))


def _settle(future: Future[Rendered], page: Rendered | None) -> None:
    with suppress(InvalidStateError):  # it was settled by the other thread, or is not waited for
        if page is None:
            future.set_exception(NotYetError())
        else:
            future.set_result(page)
