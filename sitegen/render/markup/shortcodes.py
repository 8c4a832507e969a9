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
from sitegen.documents.records.all import CHARTS, FIGURES, NOT_LISTED, TERMS
from sitegen.documents.site_facts import no_fact
from sitegen.fields.shortcode import FORMS, PATTERN, not_whole
from sitegen.incremental.reads import Reads
from sitegen.model.glossary import glossary
from sitegen.model.types import Site
from sitegen.render.charts.frame import chart_html
from sitegen.render.charts.series import series
from sitegen.render.markup.found import Found, InText, What
from sitegen.render.markup.terms import placeholder, put_text
from sitegen.schema.nearest import did_you_mean


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
    reads: Reads
    found: Found
    alone: bool


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
    if kind in SHORTCODES and not asked.id:
        _note(asked, Finding(*not_whole(asked.written)))
        return ""
    if kind not in SHORTCODES:
        message, help_ = f"there is no [[{kind}:…]]", did_you_mean(kind, SHORTCODES) or FORMS
        _note(asked, Finding("unknown-shortcode", message, help_))
        return ""
    return SHORTCODES[kind](asked)


def _figure(asked: Asked) -> Result:
    figure = asked.site.figures.get(asked.id)
    asked.reads.note(("figure", asked.id), figure)
    if figure is not None:
        return figure.text
    if FIGURES not in asked.site.broken:
        _unknown(asked, "figure", asked.site.figures)
    return ""


def _chart(asked: Asked) -> Result:
    charts = asked.site.records["charts"]
    drawn = series(asked.site, asked.id)
    asked.reads.note(("chart", asked.id), drawn)
    if asked.id not in charts and CHARTS not in asked.site.broken:
        _unknown(asked, "chart", charts)
    if not asked.alone:
        message, help_ = "a chart stands in a line of its own", "put empty lines around it"
        _note(asked, Finding("chart-in-line", message, help_))
    if drawn is None:
        return ""
    for figure in drawn.figures:
        asked.reads.note(("figure", figure.id), figure)
    return Html(chart_html(drawn))


def _unknown(asked: Asked, noun: str, known: Mapping[str, object]) -> None:
    near = did_you_mean(asked.id, known)
    message, help_ = f"there is no {noun} {asked.id}", near or NOT_LISTED.format(subject=f"{noun}s")
    _note(asked, Finding(f"unknown-{noun}", message, help_))


def _note(asked: Asked, finding: Finding) -> None:
    asked.found.findings.append(InText(finding, asked.written, what=What.SHORTCODE))


def _term(asked: Asked) -> Result:
    term = asked.site.records.get("terms", {}).get(asked.id)
    asked.reads.note(("records", "terms", asked.id), (term,) if term else ())
    if term is not None:
        asked.found.terms.add(term.id)
        url = glossary(asked.site)
        asked.reads.note(("glossary",), url)
        return placeholder(term, asked.words or term.term, url)
    if TERMS not in asked.site.broken:
        _unknown(asked, "term", asked.site.records.get("terms", {}))
    return asked.words


def _site(asked: Asked) -> Result:
    facts = asked.site.facts
    fact = facts.get(asked.id)
    asked.reads.note(("site_fact", asked.id), fact)
    if fact is None:
        if CONFIG not in asked.site.broken:
            _note(asked, Finding(*no_fact(asked.id, facts)))
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


#: What each kind of shortcode puts in.
SHORTCODES: Mapping[str, Callable[[Asked], Result]] = {
    "figure": _figure,
    "chart": _chart,
    "term": _term,
    "site": _site,
}
