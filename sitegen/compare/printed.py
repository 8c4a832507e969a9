"""A comparison in plain words, part by part: for a terminal, as JSON, and for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from html import escape
from itertools import takewhile

from sitegen.compare.difference import (
    Change,
    Comparison,
    FrameChange,
    Lines,
    PageChange,
    RegionChange,
    Removed,
)
from sitegen.diagnostics import Diagnostic, count
from sitegen.safe_text import safe, safe_json, some_of

#: So many words are shown on either side of what changed in a line.
_AROUND = 6
#: A line that is shown whole has at most so many characters.
_LONGEST = 400
_NAMED_AT_MOST = 5

#: Where visitors of an address end up that no page has any more.
_LOST = 'nowhere: visitors meet "Page not found". An alias in the front matter would help'


@dataclass(frozen=True, slots=True)
class Part:
    """What is told under one heading; a line that is gone begins with -, a new one with +."""

    heading: str
    lines: tuple[str, ...]


def summary(found: Comparison) -> str:
    """Return in one line how much is different."""
    if found.is_same:
        return "Visitors see no difference."
    pages = f"{len(found.added)} added, {len(found.removed)} removed, {len(found.moved)} moved"
    around = {page for change in found.frame for page in change.pages}
    more = [
        f"{count(len(around), 'page')} around the text" if around else "",
        count(len(found.rows), "row") + " of data" if found.rows else "",
        f"{len(found.findings_new)} new in the report" if found.findings_new else "",
    ]
    return ", ".join([f"Pages: {pages}, {len(found.changed)} changed", *filter(None, more)]) + "."


def outline(found: Comparison) -> tuple[Part, ...]:
    """Return the parts that have something to tell, what matters most first."""
    parts = [
        Part("New mistakes and warnings", tuple(_findings(found.findings_new))),
        Part("Pages added, removed, moved", tuple(_pages(found))),
        Part("Data", tuple(map(_change, found.rows))),
        *map(_page, found.changed),
        *map(_frame, found.frame),
        Part("Old addresses", tuple(map(_change, found.redirects))),
        Part("Other files", tuple(map(_change, found.files))),
        Part(
            "Weight of all files, as sent",
            tuple(_weights(found)),
        ),
        Part("Mistakes and warnings that are gone", tuple(_findings(found.findings_gone))),
    ]
    return tuple(part for part in parts if part.lines)


def _weights(found: Comparison) -> Iterator[str]:
    for one in found.weights:
        old, new = _kb(one.old), _kb(one.new)
        if old != new:
            yield f"  {one.kind}: {old} -> {new}"


def _findings(found: Sequence[Diagnostic]) -> Iterator[str]:
    for one in found:
        yield f"  {one.place}: {one.severity}[{one.rule}]: {one.message}"


def _pages(found: Comparison) -> Iterator[str]:
    for page in found.added:
        yield f'+ {page.address} "{page.title}"'
    for gone in found.removed:
        yield _removed(gone)
    for moved in found.moved:
        leads = "leads there" if moved.redirected else f"leads {_LOST}"
        yield f'  {moved.old} -> {moved.new} "{moved.title}": the old address {leads}'


def _removed(page: Removed) -> str:
    where = f"to {page.leads_to}" if page.leads_to else _LOST
    return f'- {page.address} "{page.title}": the address leads {where}'


def _change(change: Change) -> str:
    if not change.old:
        return f"+ {change.what}: {change.new}"
    if not change.new:
        return f"- {change.what}: {change.old}"
    return f"  {change.what}: {change.old} -> {change.new}"


def _page(page: PageChange) -> Part:
    lines = [line for head in page.heads for line in _replaced(head.old, head.new, head.what)]
    lines += _region(page.main)
    if page.weight:
        lines.append(f"  weight, as sent: {_kb(page.weight[0])} -> {_kb(page.weight[1])}")
    return Part(f'{page.address} "{page.title}"', tuple(lines))


def _frame(change: FrameChange) -> Part:
    where = some_of(change.pages, _NAMED_AT_MOST)
    heading = f"Around the text of {count(len(change.pages), 'page')}: {where}"
    return Part(heading, tuple(_region(change.change)))


def _region(change: RegionChange) -> Iterator[str]:
    for lines in change.lines:
        yield from _hunk(lines)
    for link in change.links_removed:
        yield f"- link: {link.text or 'without words'} -> {link.address}"
    for link in change.links_added:
        yield f"+ link: {link.text or 'without words'} -> {link.address}"


def _hunk(lines: Lines) -> Iterator[str]:
    """Yield lines that were exchanged in pairs, and those that came or went on their own."""
    if len(lines.old) == len(lines.new):
        for old, new in zip(lines.old, lines.new, strict=True):
            yield from _replaced(old, new)
        return
    yield from (f"- {_cut(line)}" for line in lines.old)
    yield from (f"+ {_cut(line)}" for line in lines.new)


def _replaced(old: str, new: str, what: str = "") -> Iterator[str]:
    """Yield a line before and after, each with a few of the words that stayed around the change."""
    label = f"{what}: " if what else ""
    for sign, text in zip("-+", _around(old.split(), new.split()), strict=True):
        if text:
            yield f"{sign} {label}{text}"


def _around(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    before = _shared(old, new)
    after = _shared(old[before:][::-1], new[before:][::-1])
    start, end = max(0, before - _AROUND), max(0, after - _AROUND)
    texts = (words[start : len(words) - end] for words in (old, new))
    first, last = "… " * bool(start), " …" * bool(end)
    was, now = (f"{first}{_cut(' '.join(words))}{last}" if words else "" for words in texts)
    return was, now


def _shared(these: Iterable[str], those: Iterable[str]) -> int:
    """Return how many words two texts have in common from their beginning on."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(these, those, strict=False))
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _kb(size: int) -> str:
    return f"{size / 1000:,.1f} KB"


#: By this line whoever writes the comment finds the one it wrote before.
MARK = "<!-- what visitors would see change -->"
_HEADING = "### What visitors would see change"
#: GitHub and GitLab refuse longer ones: 65,536 characters, 1,000,000.
_LONGEST_COMMENT = 60_000


def as_text(found: Comparison) -> str:
    """Return the comparison as a person reads it in a terminal."""
    parts = [
        "\n".join([safe(part.heading), *(f"  {safe(line)}" for line in part.lines)])
        for part in outline(found)
    ]
    return "\n\n".join([*parts, summary(found)])


def as_json(found: Comparison) -> str:
    """Return one object with all that is different, and the summary."""
    told = {"summary": summary(found), "is_same": found.is_same, **asdict(found)}
    for name in ("findings_new", "findings_gone"):
        told[name] = [one.as_record() for one in getattr(found, name)]
    return safe_json(told)


def as_markdown(found: Comparison) -> str:
    """Return the comparison as a comment: what does not fit in is counted.

    All that the site says stands in code, where it can neither act as Markdown or HTML nor call
    upon somebody by name.
    """
    texts = [MARK, _HEADING, f"{summary(found)}"]
    parts = [_folded(part) for part in outline(found)]
    room = _LONGEST_COMMENT
    for place, text in enumerate(parts):
        room -= len(text)
        if room < 0:
            texts.append(f"{len(parts) - place} more parts are in the whole comparison.")
            break
        texts.append(text)
    return "\n\n".join(texts) + "\n"


def _folded(part: Part) -> str:
    lines = [safe(line) for line in part.lines]
    fence = "`" * max(3, 1 + max(map(len, _runs(lines)), default=0))
    block = "\n".join([f"{fence}diff", *lines, fence])
    heading = f"<summary><code>{escape(safe(part.heading))}</code></summary>"
    return f"<details>{heading}\n\n{block}\n\n</details>"


def _runs(lines: list[str]) -> Iterator[str]:
    """Yield every run of backticks, so that a longer one can stand around them."""
    for line in lines:
        yield from re.findall("`+", line)
