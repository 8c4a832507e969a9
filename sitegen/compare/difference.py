"""What is different between two published sites: a pure function of what was read of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from textwrap import shorten

from sitegen.compare.page import Link, Region, SeenPage
from sitegen.compare.published import KINDS, File, Published, Row
from sitegen.diagnostics import Diagnostic, count

#: A page's weight is told if it differs by so many bytes, and by this part of what it was.
_BYTES, _PART = 1000, 0.05
#: So many characters of the cells that changed in a row are told.
_LONGEST_CELLS = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A page by its address and title."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A page that is gone, and where its address leads now: "" for "Page not found"."""

    address: str
    title: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A page at another address; ``redirected`` says whether the old one leads to it."""

    old: str
    new: str
    title: str
    redirected: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was one thing and is another now; "" stands for nothing."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Neighbouring lines that others have taken the place of; one of the two may be empty."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionChange:
    """What changed in the words and the links of a part of a page."""

    lines: tuple[Lines, ...] = ()
    links_removed: tuple[Link, ...] = ()
    links_added: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed at all."""
        return bool(self.lines or self.links_removed or self.links_added)


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page that reads differently: its title, its description, its words, its links, its weight.

    ``weight`` is in bytes as hosts send them: before and after, None if it is nearly the same.
    """

    address: str
    title: str
    heads: tuple[Change, ...]
    main: RegionChange
    weight: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class FrameChange:
    """The same change around the text of several pages, such as one of a menu."""

    change: RegionChange
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """How many bytes all files of a kind have, before and after."""

    kind: str
    old: int
    new: int


@dataclass(frozen=True)
class Comparison:
    """All that visitors would see change, and what a build finds now and did not find before."""

    added: tuple[Named, ...]
    removed: tuple[Removed, ...]
    moved: tuple[Moved, ...]
    changed: tuple[PageChange, ...]
    frame: tuple[FrameChange, ...]
    rows: tuple[Change, ...]
    redirects: tuple[Change, ...]
    files: tuple[Change, ...]
    weights: tuple[Weight, ...]
    findings_new: tuple[Diagnostic, ...]
    findings_gone: tuple[Diagnostic, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing is different that is told of here."""
        return not any(vars(self).values())


def compare(old: Published, new: Published) -> Comparison:
    """Return what is different in the new site."""
    moved = tuple(_moved(old, new))
    pairs = {address: address for address in old.pages.keys() & new.pages.keys()}
    pairs |= {one.old: one.new for one in moved}
    both = [(old.pages[was], new.pages[now]) for was, now in sorted(pairs.items())]
    arrived, left = {one.new for one in moved}, {one.old for one in moved}
    return Comparison(
        added=tuple(
            Named(page.address, page.title)
            for address, page in sorted(new.pages.items())
            if address not in old.pages and address not in arrived
        ),
        removed=tuple(
            Removed(page.address, page.title, new.redirects.get(address, ""))
            for address, page in sorted(old.pages.items())
            if address not in new.pages and address not in left
        ),
        moved=moved,
        changed=tuple(change for was, now in both if (change := _page_change(was, now, old, new))),
        frame=_frame_changes(both),
        rows=tuple(_rows(old, new)),
        redirects=tuple(_redirects(old, new, left)),
        files=tuple(_files(old, new)),
        weights=tuple(
            Weight(kind, old.weights[kind], new.weights[kind])
            for kind in KINDS
            if old.weights[kind] != new.weights[kind]
        ),
        findings_new=_only_in(new.findings, old.findings),
        findings_gone=_only_in(old.findings, new.findings),
    )


def _moved(old: Published, new: Published) -> Iterator[Moved]:
    """Yield pages whose old address leads to a new one, or whose whole text stands at one."""
    added = {one: page for one, page in new.pages.items() if one not in old.pages}
    texts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for address, page in added.items():
        texts[page.title, *page.main.lines].append(address)
    for address, page in sorted(old.pages.items()):
        if address in new.pages:
            continue
        target = new.redirects.get(address, "").partition("#")[0]
        same = texts[page.title, *page.main.lines]
        found = target if target in added else "".join(same[:1])
        if found in added:
            yield Moved(address, found, added.pop(found).title, redirected=target == found)


def _page_change(was: SeenPage, now: SeenPage, old: Published, new: Published) -> PageChange | None:
    heads = tuple(
        Change(name, before, after)
        for name in ("title", "description")
        if (before := getattr(was, name)) != (after := getattr(now, name))
    )
    main = _region_change(was.main, now.main)
    weight = _weight(_heft(was, old), _heft(now, new))
    if not (heads or main or weight):
        return None
    return PageChange(now.address, now.title, heads, main, weight)


def _heft(page: SeenPage, site: Published) -> int:
    """Return the weight of a page with the pictures that it shows."""
    files = (site.files.get(path) for path in page.pictures)
    return page.weight + sum(file.size for file in files if file)


def _weight(old: int, new: int) -> tuple[int, int] | None:
    differs = abs(new - old) >= max(_BYTES, _PART * old)
    return (old, new) if differs else None


def _region_change(old: Region, new: Region) -> RegionChange:
    gone, come = set(old.links) - set(new.links), set(new.links) - set(old.links)
    return RegionChange(
        tuple(_changed_lines(old.lines, new.lines)),
        tuple(sorted(link for link in gone if not _is_reworded(link, come))),
        tuple(sorted(link for link in come if not _is_reworded(link, gone))),
    )


def _is_reworded(link: Link, others: Set[Link]) -> bool:
    """Whether only the words on a link differ, which the lines around it show."""
    leads_there = any(link.address == other.address for other in others)
    return leads_there and not any(link.text == other.text for other in others)


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Lines]:
    if old == new:
        return
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield Lines(tuple(old[a:b]), tuple(new[c:d]))


def _frame_changes(both: Sequence[tuple[SeenPage, SeenPage]]) -> tuple[FrameChange, ...]:
    """Return what changed around texts, each change once; that of most pages comes first."""
    pages: dict[RegionChange, list[str]] = defaultdict(list)
    for was, now in both:
        if was.frame != now.frame and (change := _region_change(was.frame, now.frame)):
            pages[change].append(now.address)
    found = [FrameChange(change, tuple(of)) for change, of in pages.items()]
    return tuple(sorted(found, key=lambda one: (-len(one.pages), one.pages)))


def _rows(old: Published, new: Published) -> Iterator[Change]:
    """Yield rows of data in which cells differ: of each only those cells are told."""
    for key in sorted(old.rows.keys() | new.rows.keys()):
        was, now = old.rows.get(key, {}), new.rows.get(key, {})
        names = [name for name in {**was, **now} if was.get(name, "") != now.get(name, "")]
        if names:
            yield Change(", ".join(key), _cells(was, names), _cells(now, names))


def _cells(row: Row, names: Sequence[str]) -> str:
    found = (f"{name} {row[name]}" for name in names if row.get(name))
    return shorten(", ".join(found), _LONGEST_CELLS, placeholder=" …")


def _redirects(old: Published, new: Published, left: set[str]) -> Iterator[Change]:
    """Yield old addresses that lead elsewhere now; those of pages that moved are told of there."""
    told = {*left, *old.pages, *new.pages}
    for address in sorted((old.redirects.keys() | new.redirects.keys()) - told):
        was, now = old.redirects.get(address, ""), new.redirects.get(address, "")
        if was != now:
            yield Change(address, was, now)


def _files(old: Published, new: Published) -> Iterator[Change]:
    for path in sorted(old.files.keys() | new.files.keys()):
        was, now = old.files.get(path), new.files.get(path)
        if was != now:
            yield Change(path, _size(was), _size(now))


def _size(file: File | None) -> str:
    return count(file.size, "byte") if file else ""


def _only_in(these: Sequence[Diagnostic], those: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what the others lack, wherever in its file it stands: lines move when texts grow."""
    known = Counter(map(_what, those))
    found = []
    for one in these:
        known[_what(one)] -= 1
        if known[_what(one)] < 0:
            found.append(one)
    return tuple(found)


def _what(found: Diagnostic) -> tuple[str, str, str]:
    return found.span.path, found.rule, found.message
