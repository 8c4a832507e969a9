"""Documents to the site model: which pages exist, where they stand, what they refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents import navigation
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.site_file import site_facts
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
from sitegen.model.kinds import Kinds, overdue
from sitegen.model.pages import Pages
from sitegen.model.places import MadeOf, placed
from sitegen.model.references import Use
from sitegen.model.standalone import Frame, Standalone, standalone
from sitegen.model.states import turns, unpublished
from sitegen.model.style import in_yaml, settled
from sitegen.model.types import MenuItem, Page, Site, Turn
from sitegen.schema.read_only import ReadOnly, ReadOnlyValues
from sitegen.schema.yaml_text import YamlText
from sitegen.sources import Snapshot


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
    frame = _frame(loaded, snapshot)
    loaded, each_found = expand(loaded, frame.kinds)
    hidden = {} if drafts else dict(_hidden(loaded.documents, moment))
    shown = [one for one in loaded.documents if one.path not in hidden]
    then: MadeOf | None = known.made_of if known else None
    pages = standalone(shown, frame, then.alone if then and then.frame == frame else {})
    routed, found = _routed(pages, loaded, hidden, snapshot)
    of_records = _of_texts_and_records(pages, loaded, snapshot, frame, moment)
    site = Site(
        models=loaded.models,
        config=replace(loaded.config, sources=routed.hosting.sources),
        moment=moment,
        turns=_turns(loaded.documents, moment),
        pages=placed(pages, frame, known),
        menus=ReadOnly(routed.menus),
        redirects=ReadOnly(routed.targets),
        hidden=ReadOnly(hidden),
        data=ReadOnlyValues({path: yaml.value for path, yaml in loaded.data.items()}),
        broken=loaded.broken,
        blocked=loaded.broken | _errors_in(of_records),
        records=ReadOnly({name: ReadOnly(one.by_id()) for name, one in loaded.records.items()}),
        search_words=loaded.search_words,
        hosting=routed.hosting,
        address_list=loaded.address_list,
        coming=frozenset(_coming(loaded.documents, hidden)),
        lacking=_lacking(pages, loaded, of_records),
        voice=frame.voice,
    )
    site, of_hooks = site_hooks.ask_records(site, loaded.records)
    return site, (
        *each_found,
        *found,
        *content_files.bad_names(snapshot.under("content")),
        *content_files.unlisted(snapshot.under("content"), loaded.config.published_types),
        *frame.kinds.unknown(loaded, snapshot),
        *(mistake for page in pages.values() for mistake in page.mistakes),
        *of_records,
        *of_hooks,
    )


def _frame(loaded: Loaded, snapshot: Snapshot) -> Frame:
    kinds = Kinds.of(snapshot, loaded.config, loaded.models)
    facts, habits = site_facts(loaded.config), voice.voice_of(loaded.records)
    return Frame(loaded.models, loaded.config.local, kinds, facts, habits)


@dataclass(frozen=True)
class _Routed:
    """What leads to the pages of a site: old addresses, rules of the host, the menus."""

    targets: Mapping[str, str]
    hosting: HostRules
    menus: Mapping[str, tuple[MenuItem, ...]]


def _routed(
    pages: Mapping[str, Standalone],
    loaded: Loaded,
    hidden: Mapping[str, str],
    snapshot: Snapshot,
) -> tuple[_Routed, tuple[Diagnostic, ...]]:
    documents = {path: page.document for path, page in pages.items()}
    taken = {path: page.route for path, page in pages.items()}
    targets, of_aliases = routes.redirects(documents, taken)
    hosting, of_hosting = load_rules(loaded.hosting, loaded.data.get(HOSTING), targets)
    others = _file_urls(snapshot) | set(targets)
    known = menus.Addresses(documents, taken, hidden, others)
    resolved, of_menus = menus.resolve(loaded.menus, loaded.yaml(navigation.PATH), known)
    found = (*routes.taken_twice(documents, taken), *of_aliases, *of_hosting, *of_menus)
    return _Routed(targets, hosting, resolved), found


def _of_texts_and_records(
    pages: Mapping[str, Standalone],
    loaded: Loaded,
    snapshot: Snapshot,
    frame: Frame,
    moment: datetime,
) -> tuple[Diagnostic, ...]:
    """Return what is wrong in texts and records, or with what they name."""
    documents, today = _documents(pages), moment.astimezone(loaded.config.zone).date()
    found = (
        *(one for page in pages.values() for one in page.in_texts),
        *references.unknown(_uses(pages), loaded),
        *values.missing_files(loaded, snapshot),
        *values.misplaced_shortcodes_in_records(loaded, frame.facts),
        *voice.in_records(loaded, frame.voice),
        *values.typed_facts(loaded, frame.facts),
        *values.wrong_addresses_in_data(loaded),
        *style.broken_promises(documents, loaded, frame.kinds),
        *overdue(documents, frame.kinds, loaded.config, today),
    )
    return _not_excused(found, documents, loaded)


def _documents(pages: Mapping[str, Standalone]) -> Sequence[Document]:
    return [page.document for page in pages.values()]


def _uses(pages: Mapping[str, Standalone]) -> Iterator[tuple[YamlText, tuple[Use, ...]]]:
    """Yield the front matter of each file that names records, with what it names."""
    naming = {page.document.source: page for page in pages.values() if page.uses}
    return ((page.document.yaml, page.uses) for page in naming.values())


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
    pages: Mapping[str, Standalone], loaded: Loaded, found: Sequence[Diagnostic]
) -> frozenset[str]:
    """Return the ids that no sound record has, where something is wrong at all."""
    if not loaded.broken and not _errors_in(found):
        return frozenset()
    sound = {name: frozenset(records.by_id()) for name, records in loaded.records.items()}
    return frozenset(id_ for _, id_, _ in references.uses_beyond(_uses(pages), loaded, sound))


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
