"""Pictures, drawings, frames, sound and tables: what stands for them where they are not seen."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.html_audit.page import Element, HtmlPage, name_of

#: Texts that say nothing: an editing program's or a camera's.
_NO_TEXTS = ("image", "picture", "photo", "img", "graphic", "logo.png", "untitled")
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif")
_GRAPHIC_ROLES = ("img", "graphics-document", "figure")


def pictures(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield pictures without a text in their place. Source: WCAG 2.2, 1.1.1."""
    for node in page.elements:
        if not _is_picture(node) or _is_decoration(node):
            continue
        text = name_of(page, node, of_content=False)
        if node.has("alt") and not text and node.tag == "img":
            continue  # a decoration; of a link or button it would be the missing name
        if not text:
            message = "this picture has no text in its place"
            help_ = 'write what it shows: alt="…", or alt="" for a decoration'
            yield page.mistake(node, "missing-alt", message, help_)
        elif text.lower() in _NO_TEXTS or text.lower().endswith(_ENDINGS):
            message = f"{text} says nothing of the picture"
            yield page.mistake(node, "missing-alt", message, "write what it shows")


def _is_picture(node: Element) -> bool:
    if node.tag == "area":
        return node.has("href")
    is_input = node.tag == "input" and node.get("type").lower() == "image"
    return node.tag == "img" or is_input


def _is_decoration(node: Element) -> bool:
    if node.get("role") in ("presentation", "none"):
        return True
    return any(one.get("aria-hidden") == "true" for one in (node, *node.above()))


def graphics(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield drawings, canvases and objects that are shown and have no name."""
    for node in page.elements:
        has_role = node.get("role") in _GRAPHIC_ROLES and node.tag not in ("img", "figure")
        if not (has_role or node.tag in ("svg", "canvas", "object", "embed")):
            continue
        if _is_decoration(node) or any(one.tag == "svg" for one in node.above()):
            continue
        is_named = name_of(page, node, of_content=node.tag in ("canvas", "object"))
        if not is_named and not _is_named_around(page, node):
            message = f"this graphic <{node.tag}> has no name"
            help_ = 'write role="img" and aria-label="…", or aria-hidden="true" for a decoration'
            yield page.mistake(node, "graphic-name", message, help_)


def _is_named_around(page: HtmlPage, node: Element) -> bool:
    """Whether a graphic stands in a link or button that has a name, of which it is a decoration."""
    around = next((one for one in node.above() if one.tag in ("a", "button", "summary")), None)
    return bool(around and name_of(page, around)) and node.get("role") != "img"


def frames(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield frames that do not say what is in them. Source: WCAG 2.2, 4.1.2."""
    for node in page.of("iframe", "frame"):
        if not name_of(page, node, of_content=False) and node.get("aria-hidden") != "true":
            yield page.mistake(node, "frame-title", "this frame has no title", 'add title="…"')


def autoplay(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield what plays or moves by itself. Source: WCAG 2.2, 1.4.2 and 2.2.2."""
    for node in page.elements:
        if node.tag in ("video", "audio") and node.has("autoplay"):
            message = f"this {node.tag} plays by itself"
            yield page.mistake(
                node, "autoplay", message, "remove autoplay, and let readers begin it"
            )
        elif node.tag in ("marquee", "blink"):
            yield page.mistake(node, "autoplay", f"<{node.tag}> cannot be stopped", "remove it")
        elif node.tag == "iframe" and "autoplay=1" in node.get("src"):
            message = "what this frame shows plays by itself"
            yield page.mistake(node, "autoplay", message, "remove autoplay from its address")
        elif node.tag == "meta" and node.get("http-equiv").lower() == "refresh":
            yield from _refresh(page, node)


def _refresh(page: HtmlPage, node: Element) -> Iterator[Diagnostic]:
    wait = node.get("content").partition(";")[0].strip()
    if wait not in ("", "0"):
        message = f"the page is replaced after {wait} seconds, whether it was read or not"
        yield page.mistake(node, "autoplay", message, "remove it, or let the host lead on")


def tables(page: HtmlPage) -> Iterator[Diagnostic]:
    """Yield tables whose cells nothing names, row or column. Source: WCAG 2.2, 1.3.1."""
    for node in page.of("table"):
        inner = [one for one in node.below() if one.tag in ("th", "td")]
        heads = [one for one in inner if one.tag == "th"]
        if node.get("role") in ("presentation", "none") or len(heads) == len(inner):
            continue
        if not heads:
            message = "no row or column of this table has a head"
            yield page.mistake(node, "table-header", message, "write its head cells as <th>")
        elif not any(name_of(page, head) for head in heads):
            message = "the heads of this table are empty"
            yield page.mistake(heads[0], "table-header", message, "write them")
