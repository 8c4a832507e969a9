"""Shortcodes: ``[[figure:ID]]`` in a text puts in what the site keeps under that id."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from sitegen.config import PATH as CONFIG
from sitegen.diagnostics import Finding
from sitegen.documents.records.all import CHARTS, FIGURES, NOT_LISTED
from sitegen.documents.site_facts import no_fact
from sitegen.fields.shortcodes import FACT, PATTERN, Block, Explained, Link, forms, not_whole
from sitegen.incremental.reads import Reads
from sitegen.model.shortcodes import inline_kinds, kinds, list_named, record_of, replacement
from sitegen.model.types import Site
from sitegen.render.charts.frame import chart_html
from sitegen.render.charts.series import series
from sitegen.render.markup.explained import placeholder, put_text
from sitegen.render.markup.found import Found, InText, What
from sitegen.schema.nearest import did_you_mean
from sitegen.sources import Snapshot


@dataclass(frozen=True)
class Html:
    """What a shortcode puts in as it is: a block, or a piece of a line."""

    text: str


@dataclass(frozen=True)
class Asked:
    """One shortcode of a page, and what it may use: the site, the record of reads, the findings.

    ``words`` stand after the bar, ``written`` is the whole of it, ``alone`` tells whether nothing
    else stands in the same paragraph.
    """

    id: str
    words: str
    written: str
    site: Site
    snapshot: Snapshot
    reads: Reads
    found: Found
    alone: bool

    def note(self, rule: str, message: str, help_: str) -> None:
        """Note a mistake at this shortcode."""
        finding = Finding(rule, message, help_)
        self.found.findings.append(InText(finding, self.written, what=What.SHORTCODE))


#: What is put in: text, an element, HTML as it is.
Result = str | Element | Html


class Shortcodes(InlineProcessor):
    """Replaces shortcodes in a text, code aside. ``answer`` is set for each page."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(PATTERN, md)
        self.answer: Callable[[str, str, str, str, bool], Result] = lambda *_: ""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,
    ) -> tuple[str | Element, int, int]:
        """Put the answer in the place of what was matched."""
        result = self.answer(m[1], m[2], m[3] or "", m[0], data.strip() == m[0])
        if isinstance(result, Html):
            result = self.md.htmlStash.store(result.text)
        return result, m.start(0), m.end(0)


def answer(kind: str, asked: Asked) -> Result:
    """Return what a shortcode stands for; one that stands for nothing is a mistake."""
    own, known = SHORTCODES.get(kind), (*kinds(asked.site.models), FACT)
    if kind not in known:
        help_ = did_you_mean(kind, known) or forms(kinds(asked.site.models))
        asked.note("unknown-shortcode", f"there is no [[{kind}:…]]", help_)
        return ""
    if not asked.id:
        asked.note(*not_whole(asked.written, kinds(asked.site.models)))
        return ""
    return own(asked) if own else _of_record(kind, asked)


def _of_record(kind: str, asked: Asked) -> Result:
    """Return what a record's own hook says that its shortcode puts in."""
    record, name = record_of(asked.site, kind, asked.id), list_named(asked.site.models, kind)
    asked.reads.note(("record", name, asked.id), record)
    if not asked.alone and kind not in inline_kinds(asked.site.models):
        message = f"a {kind} stands in a line of its own"
        asked.note("block-in-line", message, "put empty lines around it")
    if record is None:
        if f"data/{name}.yaml" not in asked.site.broken:
            _unknown(asked, kind, name)
        return asked.words
    asked.found.named.add((kind, asked.id))
    found, failed = replacement(asked.site, asked.snapshot, kind, asked.id, asked.words)
    asked.reads.note(("shortcode", kind, asked.id, asked.words), failed or found)
    asked.found.failures += failed
    if isinstance(found, Block):
        for one in found.printed:
            asked.reads.note(("record", one.collection, one.id), one)
        return Html(found.html)
    return asked.words if found is None else _in_line(f"{kind}:{asked.id}", found)


def _in_line(record: str, found: str | Link | Explained) -> Result:
    if isinstance(found, str):
        return found
    if isinstance(found, Explained):
        return placeholder(record, found)
    link = Element("a", {"href": found.url})
    link.text = AtomicString(found.words)
    return link


def _figure(asked: Asked) -> Result:
    figure = asked.site.figures.get(asked.id)
    asked.reads.note(("figure", asked.id), figure)
    if figure is not None:
        return figure.text
    if FIGURES not in asked.site.broken:
        _unknown(asked, "figure", "figures")
    return ""


def _chart(asked: Asked) -> Result:
    charts = asked.site.records["charts"]
    drawn = series(asked.site, asked.id)
    asked.reads.note(("chart", asked.id), drawn)
    if asked.id not in charts and CHARTS not in asked.site.broken:
        _unknown(asked, "chart", "charts")
    if not asked.alone:
        help_ = "put empty lines around it"
        asked.note("block-in-line", "a chart stands in a line of its own", help_)
    if drawn is None:
        return ""
    for figure in drawn.figures:
        asked.reads.note(("figure", figure.id), figure)
    return Html(chart_html(drawn))


def _unknown(asked: Asked, kind: str, name: str) -> None:
    help_ = did_you_mean(asked.id, asked.site.records[name]) or NOT_LISTED.format(subject=name)
    asked.note(f"unknown-{kind}", f"there is no {kind} {asked.id}", help_)


def _site(asked: Asked) -> Result:
    facts = asked.site.facts
    fact = facts.get(asked.id)
    asked.reads.note(("site_fact", asked.id), fact)
    if fact is None:
        if CONFIG not in asked.site.broken:
            asked.note(*no_fact(asked.id, facts))
        return asked.words
    if not fact.url:
        return asked.words or fact.text
    link = Element("a", {"href": fact.url})
    link.text = AtomicString(asked.words or fact.text)
    return link


class PlainInLinks(Treeprocessor):
    """Prints a fact as plain words where it stands in a link, which cannot hold another."""

    def run(self, root: Element) -> None:
        """Go through all links."""
        for outer in list(root.iter("a")):
            for parent in list(outer.iter()):
                for inner in [one for one in parent if one.tag == "a"]:
                    put_text(parent, inner)


#: What those put in that the engine knows by itself.
SHORTCODES: Mapping[str, Callable[[Asked], Result]] = {
    "figure": _figure,
    "chart": _chart,
    "site": _site,
}
