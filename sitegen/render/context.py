"""What one page's layout can ask for, every answer recorded as a read of that page's task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from sitegen.documents.site_file import Fact
from sitegen.fields.shortcodes import Block, fill, fill_facts
from sitegen.incremental.reads import Key, Reads
from sitegen.model.kinds import Kinds
from sitegen.model.menus import MenuEntry, MenuPlace
from sitegen.model.page_lists import check_arguments
from sitegen.model.site_hooks import packed
from sitegen.model.types import Page
from sitegen.render.filters import as_html
from sitegen.render.inputs import Inputs
from sitegen.render.markup.converter import Body
from sitegen.render.queries import ask
from sitegen.render.template_errors import (
    BlockedError,
    HookFailedError,
    LookupFailedError,
    name_of,
)
from sitegen.render.views import PageView
from sitegen.schema.did_you_mean import did_you_mean


class Kept:
    """Answers, and menus as HTML, made once and used by every page that asks for the same."""

    def __init__(self) -> None:
        self.answers: dict[Key, Any] = {}
        self.html: dict[tuple[str, str, MenuPlace], tuple[Markup, tuple[Key, ...]]] = {}


class Context:
    """The functions and values of one page's rendering."""

    def __init__(self, inputs: Inputs, page: str, body: Body, reads: Reads, kept: Kept) -> None:
        self.reads = reads
        self._inputs = inputs
        self._page = page
        self._body = body
        self._kept = kept

    def ask(self, kind: str, *words: Any) -> Any:
        """Return the answer to a question, recorded as a read of this page's task."""
        key = (kind, *words)
        if key not in self._kept.answers:
            self._kept.answers[key] = ask(self._inputs, key)
        answer = self._kept.answers[key]
        self.reads.note(key, answer)
        return answer

    def with_reads(self, reads: Reads) -> Context:
        """Return the same context with a record of its own, for what several pages share."""
        return Context(self._inputs, self._page, self._body, reads, self._kept)

    def own_attributes(self) -> tuple[str, ...]:
        """Return what layouts can read of pages because the site's models say so."""
        return self._inputs.site.models.page_attributes

    def own(self, page: str, name: str) -> object:
        """Return what a layout reads of a page because the site's models say so.

        Of a key that refers to a list these are the records.
        """
        if subject := self._inputs.site.models.lists_of_keys.get(name):
            found: object = self.ask("page", page, name)
            ids = (found,) if isinstance(found, str) and found else found or ()
            return self.records(subject, *ids) if isinstance(ids, tuple) and ids else ()
        return self.ask("page", page, name)

    def view(self, page_id: str) -> PageView:
        """Return a page as layouts see it."""
        return PageView(page_id, self)

    def body(self, page_id: str) -> Body:
        """Return the converted body, which only the page itself has at hand."""
        if page_id != self._page:
            raise LookupFailedError("the text of another page cannot be read here")
        return self._body

    def records(self, name: str, *ids: str) -> tuple[Any, ...]:
        """Return the records of data/NAME.yaml with these ids, or without ids all of them."""
        self._require_records(name)
        found: tuple[Any, ...] = self.ask("records", name, *ids)
        return found

    def _require_records(self, name: str) -> None:
        known = self._inputs.site.records
        if name not in known:
            raise LookupFailedError(f"there are no records {name}", did_you_mean(name, known))
        self._unless_broken(f"data/{name}.yaml")

    def data(self, name: str) -> object:
        """Return data/NAME.yaml as plain mappings and lists."""
        path = f"data/{name_of(name)}.yaml"
        self._unless_broken(path)
        found: tuple[object] | None = self.ask("data", name)
        if found is None:
            known = [one[len("data/") : -len(".yaml")] for one in self._inputs.site.data]
            raise LookupFailedError(f"there is no file {path}", did_you_mean(name, known))
        return found[0]

    def pages(
        self,
        kind: str | None = None,
        section: str | None = None,
        sort: str = "-date",
        limit: int | None = None,
    ) -> tuple[PageView, ...]:
        """Return the pages of a kind and a section, sorted; see model.listings.list_pages."""
        try:
            check_arguments(self._inputs.site.models, kind, section, sort, limit)
        except ValueError as error:
            raise LookupFailedError(str(error)) from error
        self._require_listed(kind, section)
        return tuple(self.view(id_) for id_ in self.ask("pages", kind, section, sort, limit))

    def _require_listed(self, kind: str | None, section: str | None) -> None:
        """Refuse a kind or section that does not exist, of which there can be no pages."""
        snapshot = self._inputs.snapshot
        if kind and not self.ask("has_kind", kind):
            site = self._inputs.site
            known = Kinds.of(snapshot, site.config, site.models).known
            raise LookupFailedError(f"there is no kind {kind}", did_you_mean(kind, known))
        if section and not self.ask("has_section", section):
            folders = {file.path.rpartition("/")[0] for file in snapshot.under("content")}
            names = [folder.removeprefix("content/") for folder in folders - {"content"}]
            raise LookupFailedError(f"there is no section {section}", did_you_mean(section, names))

    def page_of(self, name: str, item: str, by: str = "") -> PageView | None:
        """Return the page that a file with ``each`` makes of a record, or of a value; or None.

        ``name`` is that of a list of records, or of a kind of pages.
        """
        site = self._inputs.site
        collections = {**site.records}
        if name not in collections and not (by and self.ask("has_kind", name)):
            help_ = did_you_mean(name, collections) or f"known are {', '.join(collections)}"
            raise LookupFailedError(f"there are no records {name}", help_)
        page: str | None = self.ask("page_of", name, name_of(item), name_of(by))
        return None if page is None else self.view(page)

    def entries(self, page_id: str) -> tuple[Any, ...]:
        """Return the records or pages that a page is made of, which a file made for each."""
        name, ids = self.ask("page", page_id, "entries")
        if name:
            return self.records(name, *ids) if ids else ()
        return tuple(map(self.view, ids))

    def filled(self, text: str) -> Markup:
        """Return a record's text with the words of records and facts in it.

        An id that does not exist is reported at its place in the record.
        """

        def words(kind: str, id_: str) -> str | None:
            if kind not in self._inputs.site.models.words_of:
                return None
            return str(escape(self._words(kind, id_)))

        def link(name: str, words: str) -> str:
            fact: Fact | None = self.ask("site_fact", name)
            shown = words or str(escape(fact.text if fact else ""))
            return f'<a href="{escape(fact.url)}">{shown}</a>' if fact and fact.url else shown

        return Markup(fill_facts(fill(str(escape(text)), words), link))

    def _words(self, kind: str, id_: str) -> str:
        """Return the words of a record, or "" if there is none, which is reported at the text."""
        name = self._inputs.site.models.words_of[kind]
        self._unless_broken(f"data/{name}.yaml")
        if self.ask("record", name, id_) is None:
            return ""
        found: str = self._replacement(kind, id_, "")
        return found

    def record(self, name: str, id_: str) -> Any:
        """Return the record of data/NAME.yaml with an id."""
        self._require_records(name)
        found = self.ask("record", name, name_of(id_))
        if found is None:
            if id_ in self._inputs.site.lacking:
                raise BlockedError(id_)
            help_ = did_you_mean(id_, self._inputs.site.records[name])
            raise LookupFailedError(f"there is no {name.removesuffix('s')} {id_}", help_)
        return found

    def printed(self, name: str) -> tuple[Any, ...]:
        """Return the records of data/NAME.yaml that the page has named so far, and their like.

        Those are what its shortcodes name or show, and what its layout got by ``record``.
        """
        known = self._inputs.site.records
        ids = [str(key[2]) for key in self.reads.keys if key[:2] == ("record", name)]
        return tuple(self.record(name, id_) for id_ in ids if id_ in known.get(name, ()))

    def shortcode(self, kind: str, id_: str, words: str = "") -> Markup:
        """Return what a shortcode of a record puts into a text, as HTML."""
        kinds = self._inputs.site.models.shortcodes
        if name_of(kind) not in kinds:
            raise LookupFailedError(f"there is no [[{kind}:…]]", did_you_mean(kind, kinds))
        self.record(kinds[kind].collection, id_)
        found = self._replacement(kind, id_, words)
        for one in found.printed if isinstance(found, Block) else ():
            self.record(one.collection, one.id)
        return as_html(found)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the functions of the site's models by their names."""
        return {name: partial(self._call, name) for name in self._inputs.site.models.functions}

    def _call(self, name: str, *words: Any, **named: Any) -> Any:
        try:
            given = packed(self._inputs.site.models.functions[name], words, named)
        except TypeError as error:
            raise LookupFailedError(f"{name}() cannot be called so: {error}") from error
        if given is None:
            raise LookupFailedError(f"{name}() is given texts, numbers, true and false only")
        return self._seen(self.ask("function", name, given))

    def _seen(self, value: Any) -> Any:
        """Return an answer with its pages as layouts see them."""
        if isinstance(value, Page):
            return self.view(value.id)
        return tuple(map(self._seen, value)) if type(value) is tuple else value

    def _replacement(self, kind: str, id_: str, words: str) -> Any:
        found = self.ask("shortcode", kind, id_, words)
        if isinstance(found, tuple):
            raise HookFailedError(found[0])
        return found

    def year(self) -> int:
        """Return the year of the build: whoever needs no more is not rendered each day."""
        year: int = self.ask("year")
        return year

    def today(self) -> date:
        """Return the day of the build."""
        day: date = self.ask("today")
        return day

    def search(self) -> PageView | None:
        """Return the page that the search form leads to, or None if the site has no search."""
        page: str | None = self.ask("search")
        return None if page is None else self.view(page)

    def menu_entries(self, name: str) -> tuple[MenuEntry, ...]:
        """Return a menu as seen from this page."""
        place = self.place(name)
        entries: tuple[MenuEntry, ...] = self.ask("menu", name, place.url, place.exact)
        return entries

    def place(self, name: str) -> MenuPlace:
        """Return where this page stands in a menu."""
        place: MenuPlace | None = self.ask("place", self._page, name_of(name))
        if place is None:
            help_ = did_you_mean(name, self._inputs.site.menus)
            raise LookupFailedError(f"there is no menu {name}", help_)
        return place

    def menu_names(self) -> tuple[str, ...]:
        """Return the names of all menus."""
        names: tuple[str, ...] = self.ask("menus")
        return names

    def _unless_broken(self, path: str) -> None:
        if path in self._inputs.site.blocked:
            raise BlockedError(path)


class Navigation(Mapping[str, tuple[MenuEntry, ...]]):
    """All menus by name, each made only when it is asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def __getitem__(self, name: str) -> tuple[MenuEntry, ...]:
        return self._context.menu_entries(name)

    def __contains__(self, name: object) -> bool:
        return name in self._context.menu_names()

    def __iter__(self) -> Any:
        return iter(self._context.menu_names())

    def __len__(self) -> int:
        return len(self._context.menu_names())
