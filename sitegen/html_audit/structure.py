"""How a page is laid out for those who do not see it: language, title, landmarks, headings, ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sitegen.diagnostics import Diagnostic, Severity
from sitegen.fields.codes import is_language
from sitegen.html_audit.page import Element, HtmlPage, content_of, name_of

_LEVELS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Elements that are landmarks by themselves. Source: HTML Accessibility API Mappings 1.0, 3.5.
_LANDMARKS = {"main": "main", "nav": "navigation", "aside": "complementary", "search": "search"}
#: In these a header or footer is no landmark of the page.
_SECTIONING = ("article", "aside", "main", "nav", "section")
#: What reaches readers by itself, so that it has to stand in a landmark.
_READ = ("p", "ul", "ol", "dl", "table", "form", "img", "figure", *_LEVELS)
_ZOOM_TO = 2
_SKIP_WITHIN = 3


def language(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield what keeps a screen reader from choosing a voice."""
    for root in page.of("html"):
        tag = root.get("lang").strip()
        if not tag:
            message = "the page does not say its language"
            yield page.mistake(root, "language", message, 'write <html lang="en"> or what it is')
    for node in page.elements:
        tag = node.get("lang").strip()
        if tag and not is_language(tag):
            message = f"{tag} is no language"
            yield page.mistake(node, "language", message, "write a tag such as en, pt-BR or cy")


def title(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield that a page has no title, which names it in tabs, lists and search results."""
    titles = [one for one in page.of("title") if not any(up.tag == "svg" for up in one.above())]
    if not titles or not content_of(titles[0]):
        message = "the page has no title"
        node = titles[0] if titles else page.elements[0]
        yield page.mistake(node, "page-title", message, "add <title> to its head")


def zoom(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield that a page keeps its readers from making it larger. Source: WCAG 2.2, 1.4.4."""
    for node in page.of("meta"):
        if node.get("name").lower() != "viewport":
            continue
        settings = dict(_settings(node.get("content")))
        largest = re.match(r"\d+(?:\.\d+)?", settings.get("maximum-scale", ""))
        if settings.get("user-scalable") in ("no", "0") or (
            largest and float(largest[0]) < _ZOOM_TO
        ):
            message = "readers cannot make the page larger"
            help_ = "remove user-scalable and maximum-scale"
            yield page.mistake(node, "zoom", message, help_)


def _settings(content: str) -> Iterator[tuple[str, str]]:
    for part in re.split("[,;]", content.lower()):
        name, _, value = part.partition("=")
        yield name.strip(), value.strip()


def landmarks(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield where the parts of a page cannot be told apart or reached by their kind."""
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for node in page.elements:
        if kind := landmark_of(page, node):
            found[kind].append(node)
    if not found["main"]:
        message = "the page has no main part, to which a reader could go"
        node = next(page.of("body"), page.elements[0])
        yield page.mistake(node, "landmark", message, "put its own content into <main>")
    for kind in ("main", "banner", "contentinfo"):
        for node in found[kind][1:]:
            message = f"the page has a second {_SAID[kind]}"
            yield page.mistake(node, "landmark", message, "a page has one: use <div> or <section>")
    for kind in ("navigation", "complementary", "search", "form", "region"):
        yield from _alike(page, kind, found[kind])
    yield from _outside(page)


_SAID = {"main": "main part", "banner": "header", "contentinfo": "footer"}


def landmark_of(page: HtmlPage, node: Element) -> str:
    """Return the kind of landmark that an element is, "" for none."""
    if role := node.get("role").split(" ")[0].lower():
        known = {*_LANDMARKS.values(), "banner", "contentinfo", "form", "region"}
        return role if role in known else ""
    if node.tag in ("header", "footer"):
        is_inside = any(one.tag in _SECTIONING for one in node.above())
        return "" if is_inside else {"header": "banner", "footer": "contentinfo"}[node.tag]
    if node.tag in ("section", "form"):
        kind = {"section": "region", "form": "form"}[node.tag]
        return kind if name_of(page, node, of_content=False) else ""
    return _LANDMARKS.get(node.tag or "", "")


def _alike(page: HtmlPage, kind: str, nodes: Sequence[Element]) -> Iterator[Diagnostic]:
    """Yield landmarks of one kind that nothing tells apart."""
    if len(nodes) < 2:  # noqa: PLR2004 - one alone needs no name
        return
    rule = "navigation-name" if kind == "navigation" else "landmark"
    seen: set[str] = set()
    for node in nodes:
        name = name_of(page, node, of_content=False)
        if not name:
            message = f"there are {len(nodes)} parts of the kind {kind}, and this has no name"
            yield page.mistake(node, rule, message, 'say which it is: aria-label="…"')
        elif name.lower() in seen:
            message = f"another part of the kind {kind} is called {name} too"
            help_ = "give each a name of its own"
            yield page.mistake(node, rule, message, help_, Severity.WARNING)
        seen.add(name.lower())


def _outside(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield the first thing to read that stands in no landmark."""
    for node in page.of(*_READ):
        around = [node, *node.above()]
        if any(one.tag in ("head", "dialog", "noscript") for one in around):
            continue
        if not any(landmark_of(page, one) for one in around):
            message = f"<{node.tag}> stands outside of header, main part and footer"
            help_ = "put it into <main>, or into what it belongs to"
            yield page.mistake(node, "landmark", message, help_, Severity.WARNING)
            return


def headings(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield headings that are empty, leave out a level, or are not there at all."""
    found = [(level, node) for node in page.elements if (level := _level(node))]
    for level, node in found:
        if not name_of(page, node):
            message = f"this heading of level {level} is empty"
            yield page.mistake(node, "heading-level", message, "write it, or remove it")
    for (last, _), (level, node) in pairwise(found):
        if level > last + 1:
            message = f"a heading of level {level} follows one of level {last}"
            yield page.mistake(node, "heading-level", message, f"write <h{last + 1}>")
    yield from _tops(page, [node for level, node in found if level == 1])


def _tops(page: HtmlPage, tops: Sequence[Element]) -> Iterator[Diagnostic]:
    """Yield that the page has no heading of its own, or more than one."""
    if not tops:
        node = next(page.of("main", "body"), page.elements[0])
        message = "the page has no heading of level 1"
        yield page.mistake(node, "heading-level", message, "write its title as <h1>")
    for node in tops[1:]:
        message = "the page has a second heading of level 1"
        yield page.mistake(node, "heading-level", message, "write <h2>", Severity.WARNING)


def _level(node: Element) -> int:
    if node.tag in _LEVELS and not node.has("role"):
        return int(node.tag[1])
    if node.get("role") == "heading":
        level = node.get("aria-level")
        return int(level) if level.isdecimal() else 2
    return 0


def skip_link(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield that nothing near the top leads past what stands on each page. WCAG 2.2, 2.4.1."""
    links = [one for one in page.of("a") if one.get("href")]
    if not any(True for _ in page.of("nav", "header")) or not links:
        return
    for node in links[:_SKIP_WITHIN]:
        target = node.get("href")
        if target.startswith("#") and len(target) > 1:
            return  # that it leads somewhere is looked at with the other links
    message = "no link at the top leads to the main part"
    help_ = 'begin the body with <a href="#main">Skip to main content</a>'
    yield page.mistake(links[0], "skip-link", message, help_)


def ids(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield ids that stand more than once: labels and links find the first only."""
    seen: set[str] = set()
    for node in page.elements:
        id_ = node.get("id")
        if id_ and id_ in seen:
            message = f"the id {id_} stands more than once in the page"
            yield page.mistake(node, "repeated-id", message, "give each element its own")
        seen.add(id_)
