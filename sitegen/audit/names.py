"""What assistive technology calls an element, as far as HTML alone tells.

Sources: W3C, "Accessible Name and Description Computation 1.2"; "HTML Accessibility API Mappings".
"""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.audit.page import Element, Page


def name_of(page: Page, node: Element, *, of_content: bool = True) -> str:
    """Return an element's name, "" if it has none; ``of_content`` where its content can be it."""
    for named in (_labelled_by(page, node), node.get("aria-label"), _native(page, node)):
        if words := " ".join(named.split()):
            return words
    content = content_of(node) if of_content else ""
    return content or " ".join(node.get("title").split())


def _labelled_by(page: Page, node: Element) -> str:
    ids = node.get("aria-labelledby").split()
    named = (page.by_id[id_] for id_ in ids if id_ in page.by_id)
    return " ".join(one.get("aria-label") or content_of(one) for one in named)


#: The element within another that names it.
_NAMED_BY = {"svg": "title", "table": "caption", "fieldset": "legend", "figure": "figcaption"}
_LABELLED = ("input", "select", "textarea", "meter", "progress", "output", "button")
#: What browsers write on a button without a word of its own.
_USUAL = {"submit": "Submit", "reset": "Reset", "button": ""}


def _native(page: Page, node: Element) -> str:
    """Return the name that HTML itself gives an element."""
    kind = node.get("type").lower() if node.tag == "input" else ""
    if node.tag in ("img", "area") or kind == "image":
        return node.get("alt")
    if kind in _USUAL:
        return node.get("value") or _USUAL[kind]
    if node.tag in _LABELLED:
        return " ".join(content_of(one) for one in labels_of(page, node))
    within = (one for one in node.children if isinstance(one, Element))
    named = (content_of(one) for one in within if one.tag == _NAMED_BY.get(node.tag))
    return next(named, "")


def labels_of(page: Page, node: Element) -> Iterator[Element]:
    """Yield the label elements of a control: around it, or naming its id."""
    around = [one for one in node.above() if one.tag == "label"]
    naming = page.labels.get(node.get("id"), ()) if node.get("id") else ()
    yield from dict.fromkeys((*around, *naming))


def content_of(node: Element) -> str:
    """Return the words within an element as they are read out: texts, and names of pictures."""
    return " ".join("".join(_parts(node)).split())


def _parts(node: Element) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag in _NO_WORDS or child.hidden or child.get("aria-hidden") == "true":
            continue
        elif label := child.get("aria-label") or child.get("alt"):
            yield f" {label} "
        else:
            between = " " * (child.tag not in _WITHIN_WORDS)
            yield f"{between}{''.join(_parts(child))}{between}"


_NO_WORDS = ("script", "style", "template", "noscript")
#: Elements that part no words.
_WITHIN_WORDS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "dfn",
        "em",
        "font",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)
