"""What waits for an editor: gathered from a finished site, told as text for people and as JSON.

Drafts, what comes and what expires, what is to be done or reviewed, what nobody uses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, count
from sitegen.documents.page import WrittenPage
from sitegen.fields.record import Due
from sitegen.model.references import names_in
from sitegen.model.types import Page, Site
from sitegen.render.filters import format_date
from sitegen.safe_text import safe, safe_json
from sitegen.user_models.hooks import answers

#: So many pages are named where each page has its place in an order.
_LONGEST, _NEXT = 10, 20


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: the file it stands in, its address and title as far as it is a page, a remark.

    ``day`` is the day that it is about, "" where it is about none.
    """

    path: str
    title: str
    note: str = ""
    url: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind: ``id`` is for programs, ``heading`` for people."""

    id: str
    heading: str
    items: tuple[Item, ...]


def desk(finished: Finished, found: Sequence[Diagnostic]) -> tuple[Section, ...]:
    """Return all that waits, given the mistakes that are open."""
    site = finished.inputs.site
    return (
        Section("drafts", "Drafts", tuple(_drafts(site))),
        Section("coming", "Appear by themselves", tuple(_turning(site, coming=True))),
        Section("expiring", "Change by themselves next", tuple(_turning(site, coming=False))),
        Section("due", "To be done", tuple(_due(site))),
        Section("review", "To be reviewed", tuple(_reviews(site))),
        Section("unused", "Records that nobody names", tuple(_unused(site))),
        Section("longest", "The longest pages", tuple(_longest(finished))),
        Section("warnings", "Open warnings", tuple(_open(site, found))),
    )


def _of_page(page: Page, note: str = "", day: str = "") -> Item:
    return Item(page.source, page.front.title, note, page.url, day)


def _of_record(name: str, record: Any) -> Item:
    title = getattr(record, "name", "") or getattr(record, "title", "") or record.id
    return Item(f"data/{name}.yaml", f"{title} ({record.id})")


def _drafts(site: Site) -> Iterator[Item]:
    return (_of_page(page) for page in site.pages.values() if page.front.draft)


def _turning(site: Site, *, coming: bool) -> Iterator[Item]:
    """Yield what pages do by themselves, the next first: appear, or anything else."""
    turns = [turn for turn in site.turns if (turn.what == "published") == coming]
    for turn in turns if coming else turns[:_NEXT]:
        page = site.pages.get(turn.page)
        at = turn.at.astimezone(site.config.zone)
        clock = f", {at:%H:%M}" if at.time().isoformat() != "00:00:00" else ""
        note = f"{format_date(at.date())}{clock}" + ("" if coming else f": {turn.what}")
        if page:
            yield _of_page(page, note, at.date().isoformat())


def _due(site: Site) -> Iterator[Item]:
    """Yield what the site's models say is to be done by now, the oldest first."""
    waiting = [
        (due, item)
        for item, asked, given in _asked(site)
        for due in _answers(asked, given, item)
        if due.at - timedelta(days=due.ahead) <= site.build_day
    ]
    for due, item in sorted(waiting, key=lambda one: (one[0].at, one[1].path)):
        note = f"{due.what}: by {format_date(due.at)}"
        yield Item(item.path, item.title, note, item.url, due.at.isoformat())


def _asked(site: Site) -> Iterator[tuple[Item, Any, tuple[Any, ...]]]:
    """Yield each hook that may say so, with what it is asked about and what it is given."""
    for page in _by_source(site):
        for keys in site.models.page_keys:
            yield _of_page(page), keys.due, (page.front,)
        for own in page.front.own.values():
            yield _of_page(page), own.due, (page.front,)
    for name, records in site.records.items():
        for record in records.values():
            if hook := getattr(record, "due", None):
                yield _of_record(name, record), hook, ()


def _answers(hook: Any, given: tuple[Any, ...], item: Item) -> list[Due]:
    found, failed = answers(hook, given, lambda one: isinstance(one, Due), lambda: item.path)
    return found + [Due(one.message, date.min) for one in failed]


def _by_source(site: Site) -> Iterable[Page]:
    """Return a page of each file."""
    return {page.source: page for page in reversed(tuple(site.pages.values()))}.values()


def _reviews(site: Site) -> Iterator[Item]:
    by = [(page.front.review_by, page) for page in _by_source(site) if page.front.review_by]
    for day, page in sorted(by, key=lambda one: (one[0], one[1].id)):
        late = " (past)" if day < site.build_day else ""
        yield _of_page(page, f"by {format_date(day)}{late}", day.isoformat())


def _unused(site: Site) -> Iterator[Item]:
    """Yield the records that are there to be named, and which neither a page nor a record names."""
    named = set(_names(site))
    for name, schema in site.models.collections.items():
        for record in site.records[name].values() if schema.needs_to_be_named else ():
            if (name, record.id) not in named:
                yield _of_record(name, record)


def _names(site: Site) -> Iterator[tuple[str, str]]:
    lists = site.models.words_of
    for page in _by_source(site):
        yield from names_in(WrittenPage, page.front, lists)
        for keys in site.models.page_keys:
            yield from names_in(keys, page.front.further, lists)
        for own in page.front.own.values():
            yield from names_in(type(own), own, lists)
    for records in site.records.values():
        for record in records.values():
            yield from names_in(type(record), record, lists)


def _longest(finished: Finished) -> Iterator[Item]:
    pages = _by_source(finished.inputs.site)
    lengths = [(len(finished.inputs.split(page.id).body.split()), page) for page in pages]
    for words, page in sorted(lengths, key=lambda one: (-one[0], one[1].id))[:_LONGEST]:
        yield _of_page(page, count(words, "word"))


def _open(site: Site, found: Sequence[Diagnostic]) -> Iterator[Item]:
    """Yield the files with open mistakes, those with most of them first."""
    of: dict[str, Counter[Severity]] = defaultdict(Counter)
    for one in found:
        of[one.span.path][one.severity] += 1
    pages = {page.source: page for page in _by_source(site)}
    for path, numbers in sorted(of.items(), key=lambda one: (-one[1].total(), one[0])):
        note = ", ".join(count(numbers[one], str(one)) for one in Severity if numbers[one])
        page = pages.get(path)
        yield _of_page(page, note) if page else Item(path, "", note)


def who_links_where(finished: Finished) -> Mapping[str, tuple[Item, ...]]:
    """Return, for each page's address, the pages whose texts lead there, and the menus."""
    site = finished.inputs.site
    leading: dict[str, dict[Item, None]] = defaultdict(dict)
    for id_, page in site.pages.items():
        for _, printed in finished.facts[id_].uses if id_ in finished.facts else ():
            url = printed.partition("#")[0]
            if url != page.url:
                leading[url][_of_page(page)] = None
    for menu, items in site.menus.items():
        for one in chain.from_iterable(item.whole for item in items):
            leading[one.address][Item("data/navigation.yaml", f"the menu {menu}")] = None
    known = (page.url for page in site.pages.values())
    return {url: tuple(leading.get(url, ())) for url in known}


def as_text(sections: Sequence[Section]) -> str:
    """Return the sections as people read them; of one that is empty only that it is."""
    return "\n".join(line for section in sections for line in _lines(section)).rstrip("\n")


def _lines(section: Section) -> Iterator[str]:
    if not section.items:
        yield f"{section.heading}: none"
        return
    yield f"{section.heading}: {len(section.items)}"
    for item in section.items:
        told = ", ".join(filter(None, (item.title, item.note)))
        yield f"  {safe(item.path)}: {safe(told)}" if told else f"  {safe(item.path)}"
    yield ""


def as_json(sections: Sequence[Section]) -> str:
    """Return one object: by the id of each section a list of its things."""
    found = {section.id: [_record(item) for item in section.items] for section in sections}
    return safe_json(found)


def _record(item: Item) -> dict[str, str]:
    return {key: value for key, value in asdict(item).items() if value}
