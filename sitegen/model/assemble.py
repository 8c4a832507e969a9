"""Documents to the site model: which pages exist, where they stand, what they refer to."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents import navigation
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.host_rules.load import load_rules
from sitegen.host_rules.rules import HostRules
from sitegen.model import (
    content_files,
    menus,
    references,
    routes,
    site_hooks,
    style,
    values,
    voice,
)
from sitegen.model.generated_pages import expand
from sitegen.model.kinds import Kinds, kind_mistakes, overdue
from sitegen.model.pages import Pages
from sitegen.model.routes import Route
from sitegen.model.sections import HOME, children, sections, trail
from sitegen.model.states import turns, unpublished
from sitegen.model.style import in_yaml, settled
from sitegen.model.types import MenuItem, Page, Section, Site, Turn
from sitegen.schema.read_only import ReadOnly, ReadOnlyValues
from sitegen.sources import Snapshot, digest

#: So much of a digest tells apart what one page is made of at different times.
_SHORT = 16


def assemble(
    loaded: Loaded,
    snapshot: Snapshot,
    moment: datetime,
    *,
    drafts: bool,
    known: Pages[Page] | None = None,
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Build the site model of a moment; with ``drafts``, pages not yet public are shown too.

    ``known`` are the pages of the last model, some of which are the same.
    """
    kinds = Kinds.of(snapshot, loaded.config, loaded.models)
    loaded, each_found = expand(loaded, kinds)
    hidden = {} if drafts else dict(_hidden(loaded.documents, moment))
    documents = [one for one in loaded.documents if one.path not in hidden]
    placed, found = _placed(documents, loaded, hidden, snapshot)
    of_kinds = {one.path: kind_mistakes(one, kinds, loaded.models) for one in documents}
    documents = [replace(one, sound=False) if of_kinds[one.path] else one for one in documents]
    of_records = _of_texts_and_records(documents, loaded, snapshot, kinds, moment)
    site = Site(
        models=loaded.models,
        config=replace(loaded.config, sources=placed.hosting.sources),
        moment=moment,
        turns=_turns(loaded.documents, moment),
        pages=_kept(_pages(documents, placed.taken, kinds), documents, loaded, known),
        menus=ReadOnly(placed.menus),
        redirects=ReadOnly(placed.targets),
        hidden=ReadOnly(hidden),
        data=ReadOnlyValues({path: yaml.value for path, yaml in loaded.data.items()}),
        broken=loaded.broken,
        blocked=loaded.broken | _errors_in(of_records),
        records=ReadOnly({name: ReadOnly(one.by_id()) for name, one in loaded.records.items()}),
        search_words=loaded.search_words,
        hosting=placed.hosting,
        address_list=loaded.address_list,
        coming=frozenset(_coming(loaded.documents, hidden)),
        lacking=_lacking(documents, loaded, of_records),
        voice=voice.voice_of(loaded.records),
    )
    site, of_hooks = site_hooks.ask_records(site, loaded.records)
    return site, (
        *each_found,
        *found,
        *content_files.bad_names(snapshot.under("content")),
        *content_files.unlisted(snapshot.under("content"), loaded.config.published_types),
        *kinds.unknown(documents, loaded, snapshot),
        *(mistake for mistakes in of_kinds.values() for mistake in mistakes),
        *of_records,
        *of_hooks,
    )


@dataclass(frozen=True)
class _Placed:
    """Where the pages of a site are: their routes, what leads on to them, the menus."""

    taken: Mapping[str, Route]
    targets: Mapping[str, str]
    hosting: HostRules
    menus: Mapping[str, tuple[MenuItem, ...]]


def _placed(
    documents: Sequence[Document], loaded: Loaded, hidden: Mapping[str, str], snapshot: Snapshot
) -> tuple[_Placed, tuple[Diagnostic, ...]]:
    taken, found = routes.routes(documents)
    targets, of_aliases = routes.redirects(documents, taken)
    hosting, of_hosting = load_rules(loaded.hosting, loaded.data.get(HOSTING), targets)
    others = _file_urls(snapshot) | set(targets)
    known = menus.Addresses({one.path: one for one in documents}, taken, hidden, others)
    resolved, of_menus = menus.resolve(loaded.menus, loaded.yaml(navigation.PATH), known)
    placed = _Placed(taken, targets, hosting, resolved)
    return placed, (*found, *of_aliases, *of_hosting, *of_menus)


def _of_texts_and_records(
    documents: Sequence[Document],
    loaded: Loaded,
    snapshot: Snapshot,
    kinds: Kinds,
    moment: datetime,
) -> tuple[Diagnostic, ...]:
    """Return what is wrong in texts and records, or with what they name."""
    found = (
        *references.unknown(documents, loaded),
        *values.missing_files(loaded, snapshot),
        *values.misplaced_shortcodes(documents, loaded),
        *voice.in_data(documents, loaded, kinds.kind_of),
        *values.typed_facts(loaded),
        *values.wrong_addresses(documents, loaded),
        *style.broken_promises(documents, loaded, kinds),
        *overdue(documents, kinds, loaded.config, moment.astimezone(loaded.config.zone).date()),
    )
    return _not_excused(found, documents, loaded)


def _not_excused(
    found: tuple[Diagnostic, ...], documents: Sequence[Document], loaded: Loaded
) -> tuple[Diagnostic, ...]:
    """Return the findings in front matter and data from which no comment there excuses a place."""
    if not loaded.config.promises:
        return found
    texts = {**{one.source: one.yaml for one in documents}, **loaded.data}
    excuses = {
        path: given
        for path, yaml in texts.items()
        if (given := in_yaml(yaml.text, path, yaml.first_line))
    }
    others = [one for one in found if one.span.path not in excuses]
    for path, given in excuses.items():
        others += settled([one for one in found if one.span.path == path], given)
    return tuple(others)


def _lacking(
    documents: Sequence[Document], loaded: Loaded, found: Sequence[Diagnostic]
) -> frozenset[str]:
    """Return the ids that no sound record has, where something is wrong at all."""
    if not loaded.broken and not _errors_in(found):
        return frozenset()
    sound = {name: frozenset(records.by_id()) for name, records in loaded.records.items()}
    return frozenset(id_ for _, id_, _ in references.uses_beyond(documents, loaded, sound))


def _errors_in(found: Sequence[Diagnostic]) -> frozenset[str]:
    """Name the files whose mistakes pages would only repeat in their own words."""
    return frozenset(one.span.path for one in found if one.severity is Severity.ERROR)


def _hidden(documents: Sequence[Document], moment: datetime) -> Iterator[tuple[str, str]]:
    """Yield the pages that are not public, with the reason: also those made of such pages alone."""
    reasons = {one.path: unpublished(one.front, moment) for one in documents}
    for document in documents:
        each = document.front.each
        if why := reasons[document.path]:
            yield document.path, why
        elif each and each.pages and all(reasons.get(path, "gone") for path in document.entries):
            why = f"a page for the {each.by} {document.item}, of which nothing is public"
            yield document.path, why


def _turns(documents: Sequence[Document], moment: datetime) -> tuple[Turn, ...]:
    """Return what happens by itself after a moment, the next first, be it public by then or not."""
    found = (Turn(at, one.path, what) for one in documents for what, at in turns(one.front))
    return tuple(sorted(turn for turn in found if turn.at > moment))


def _coming(documents: Sequence[Document], hidden: Mapping[str, str]) -> Iterator[str]:
    """Yield the addresses of pages that are not public before a day, as of which nobody is misled.

    A draft is none of them: it may never come back.
    """
    for document in documents:
        if document.path in hidden and not document.front.draft:
            yield routes.page_route(document.path).url
            yield from map(routes.alias_url, document.front.aliases)


def _file_urls(snapshot: Snapshot) -> frozenset[str]:
    found = (routes.file_route(path) for path in snapshot.files)
    return frozenset(route.url for route in found if route is not None)


def _pages(
    documents: Sequence[Document], taken: Mapping[str, Route], kinds: Kinds
) -> Mapping[str, Page]:
    known = sections(documents, taken)
    below = children(documents, known)
    around = {path: between for paths in below.values() for path, between in _neighbours(paths)}
    return {
        document.path: Page(
            id=document.path,
            source=document.source,
            url=taken[document.path].url,
            output=taken[document.path].output,
            kind=kinds.kind_of(document),
            layout=kinds.layout_of(document),
            front=document.front,
            section=_section_of(document.path, known),
            breadcrumbs=trail(document, taken[document.path], known, has_home=HOME in taken),
            children=tuple(below.get(document.path, ())),
            previous=around.get(document.path, (None, None))[0],
            next=around.get(document.path, (None, None))[1],
            sound=document.sound,
            item=document.item,
            entries=_entries(document, taken),
            is_private=document.front.private or kinds.is_private(document),
            types=(*document.front.own.values(), *kinds.without_keys(document)),
        )
        for document in documents
    }


def _kept(
    pages: Mapping[str, Page],
    documents: Sequence[Document],
    loaded: Loaded,
    known: Pages[Page] | None,
) -> Pages[Page]:
    """Return pages with what each was made of: its front matter, and its place in the site."""
    local = repr(loaded.config.local)
    return Pages(pages, {one.path: _basis(pages[one.path], one, local) for one in documents}, known)


def _basis(page: Page, document: Document, local: str) -> str:
    section = page.section
    made_of = (
        local,
        document.yaml.text,
        repr((document.front, document.item)) if document.item else "",
        (page.source, page.url, page.output, page.kind, page.layout, page.sound, page.is_private),
        (section.folder, section.title, section.url, section.landing) if section else (),
        tuple((crumb.title, crumb.url) for crumb in page.breadcrumbs),
        (page.children, page.previous, page.next, page.entries),
    )
    return digest(marshal.dumps(made_of, 2))[:_SHORT]  # in this version the same each time


def _entries(document: Document, taken: Mapping[str, Route]) -> tuple[str, ...]:
    """Return the ids of what a page is made of: of pages those that there are in this build."""
    each = document.front.each
    if each is None or each.records:
        return document.entries
    return tuple(path for path in document.entries if path in taken)


def _neighbours(
    paths: Sequence[str],
) -> Iterator[tuple[str, tuple[str | None, str | None]]]:
    for place, path in enumerate(paths):
        before = paths[place - 1] if place else None
        yield path, (before, paths[place + 1] if place + 1 < len(paths) else None)


def _section_of(path: str, known: Mapping[str, Section]) -> Section | None:
    return known.get(path.rpartition("/")[0])
