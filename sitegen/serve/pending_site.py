"""The site that is coming: its model stands, and each of its pages is rendered once it is wanted.

The building thread finds out which of them are stale, and renders those. Whoever wants one before
that puts it into the thread's inbox, which is looked into again and again meanwhile.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from functools import cached_property
from http import HTTPStatus
from queue import Empty, SimpleQueue

from sitegen.checks.link_index import LinkIndex
from sitegen.host_rules.written_for import files_of_hosts
from sitegen.model.routes import page_route
from sitegen.model.types import Site
from sitegen.page_stages import Planned
from sitegen.render.cards import FOLDER as CARDS
from sitegen.render.model_files import beside_pages, of_whole_site
from sitegen.render.page import Renderer
from sitegen.render.rendered import PageFacts, Rendered
from sitegen.render.site_files import site_files
from sitegen.serve.lookup import Folder, look_up
from sitegen.serve.worker_processes import Crew, Part, Shift


class NotYetError(Exception):
    """What is asked for will be known with the next step of a build, and not before."""


class Coming:
    """A site whose pages are being rendered; ``as_of`` is when its build looked at the sources.

    ``changed_files`` are those that change without a page, if somebody has found them out before
    anything is published. It answers as its folder will, as far as that is known, else it raises
    NotYetError.
    """

    def __init__(self, planned: Planned, folder: Folder, as_of: float) -> None:
        self.planned = planned
        self.as_of = as_of
        self._folder = folder
        self._inbox: SimpleQueue[tuple[str, Future[Rendered | None]] | Part] = SimpleQueue()
        self._done: dict[str, Rendered] = {}
        self._is_over = False
        self._ids = self.site.once(_ids_of_outputs)
        self.changed_files: tuple[str, ...] = ()
        self._fresh: Container[str] = ()

    @property
    def site(self) -> Site:
        """Return the model."""
        return self.planned.inputs.site

    @cached_property
    def _made_of(self) -> tuple[object, ...]:
        last, files = self.planned.last, self.planned.inputs.snapshot.files
        lasting, since = last.options.lasting(self.site.config.time_zone), last.header
        changed = self.planned.modelled.changed
        digests = {path: files[path].digest if path in files else "" for path in changed}
        return lasting, since and since.taken_at, digests

    def is_same_as(self, other: Coming) -> bool:
        """Whether both are sites of the same files, as of one day: a file was saved as it was."""
        return self._made_of == other._made_of

    def has(self, name: str) -> bool:
        """Whether the folder will have a file."""
        if name in self._ids or self._is_asset(name):
            return True
        was_beside_pages = not name.endswith(".html") and name in self.planned.last.outputs
        if was_beside_pages or name.startswith(f"{CARDS}/") or name in self._others:
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

    def find_changed_files(self) -> None:
        """Note the files that are not what those in the folder are, which will soon hold them."""
        names = self.planned.inputs.assets.outputs
        self.changed_files = tuple(name for name in names if self.asset(name) is not None)

    def page(self, name: str) -> str | None:
        """Return the id of the page that a file will hold, None if what it holds is right."""
        id_ = self._ids.get(name)
        return None if id_ in self._fresh else id_

    def page_at(self, url: str) -> str | None:
        """Return the id of the page that a path leads to, None if there is none."""
        with suppress(NotYetError):
            return self._ids.get(look_up(self, self.site.config.base_path, url).file)
        return None

    def has_lost_link(self, page: Rendered) -> bool:
        """Whether a page links to what is nowhere on the site, as checks will say in time."""
        return any(self._is_lost(path, fragment) for _, path, fragment in page.facts.links)

    def is_missed(self, page: Rendered) -> bool:
        """Whether another page leads to an anchor that a page has no more."""
        url, ids = self.site.pages[page.page].url, page.facts.ids
        return any(one not in self._done for one in self._index.without(url, ids))

    @property
    def lacks_pages(self) -> bool:
        """Whether some page led to one that is gone."""
        is_same = self.planned.modelled.same_model
        pages = () if is_same else self.planned.last.questions.pages
        gone = (page_route(page).url for page in pages if page not in self.site.pages)
        return any(self._index.is_reached(url) and self._is_lost(url) for url in gone)

    def _is_lost(self, path: str, fragment: str = "") -> bool:
        base = self.site.config.base_path
        with suppress(NotYetError):
            found = look_up(self, base, f"{base}{path}")
            facts = self._facts(self._ids.get(found.file, "")) if fragment else None
            lacks = facts is not None and facts.complete and fragment not in facts.ids
            return lacks or found.status == HTTPStatus.NOT_FOUND
        return False

    def _facts(self, id_: str) -> PageFacts | None:
        """Return the facts of a page as far as they are known: of this build, or of the last."""
        known: PageFacts | None = self.planned.last.state.facts(id_)
        return self._done[id_].facts if id_ in self._done else known

    @property
    def _index(self) -> LinkIndex:
        """Return who led where at the last build."""
        return self.planned.last.part("index") or LinkIndex()

    def plan(self, give_way: Callable[[], None]) -> Iterator[Rendered]:
        """Find out which pages are stale; meanwhile yield those that are wanted.

        ``give_way`` is called now and then; what it raises ends it.
        """
        for _ in self.planned.again.ask_in_turns():
            give_way()
            yield from self._that_came(None)
        self._fresh = self.site.pages.keys() - self.planned.reasons.keys()

    def wanted(self, id_: str) -> Future[Rendered | None]:
        """Return a page once it is rendered, None if it is fresh; in any thread.

        NotYetError if it will not be rendered.
        """
        future: Future[Rendered | None] = Future()
        self._inbox.put((id_, future))
        if id_ in self._done:
            _settle(future, self._done[id_])
        elif self._is_over:
            _give_up(future)
        return future

    def rest(self, crew: Crew) -> Iterator[Rendered]:
        """Render the stale pages that are not rendered yet, once it is known which these are."""
        left = (id_ for id_ in self.planned.reasons if id_ not in self._done)
        yield from self.rendered(left, crew)

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

    def _answered(self, id_: str, future: Future[Rendered | None]) -> Iterator[Rendered]:
        if id_ in self._done:
            _settle(future, self._done[id_])
            return
        try:
            page = None if self._is_over else self._rendered_if_stale(id_)
        except BaseException:
            _give_up(future)
            raise
        # the answer comes first: whoever takes the page may end the rendering
        _give_up(future) if self._is_over else _settle(future, page)
        if page:
            yield page

    def _rendered_if_stale(self, id_: str) -> Rendered | None:
        return self._render(id_) if self.planned.why(id_) else None

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


def _ids_of_outputs(site: Site) -> dict[str, str]:
    return {path: id_ for id_, path in site.pages.outputs.items()}


def _settle(future: Future[Rendered | None], page: Rendered | None) -> None:
    with suppress(InvalidStateError):  # it was settled by the other thread, or is not waited for
        future.set_result(page)


def _give_up(future: Future[Rendered | None]) -> None:
    with suppress(InvalidStateError):
        future.set_exception(NotYetError())
