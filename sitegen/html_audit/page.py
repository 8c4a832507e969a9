"""A built page as it is audited: its elements in order, where each stands, and what it is called.

Sources: W3C, "Accessible Name and Description Computation 1.2"; "HTML Accessibility API Mappings".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.diagnostics import Diagnostic, Severity, Span

_TEXT = "-text"


@dataclass(eq=False, slots=True)
class Element:
    """An element as browsers build it; ``number`` counts those of its name in the page from 0.

    ``hidden`` says that nobody is shown it: it is marked so, or stands in what is.
    """

    tag: str
    attributes: Mapping[str, str | None]
    parent: Element | None
    number: int
    hidden: bool
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute's text, "" if it has none or is not there."""
        return self.attributes.get(name) or ""

    def has(self, name: str) -> bool:
        """Whether it has an attribute, with a value or without."""
        return name in self.attributes

    def above(self) -> Iterator[Element]:
        """Yield the elements around it, from the inside out."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def below(self) -> Iterator[Element]:
        """Yield it and the elements within it, in their order."""
        waiting = [self]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, Element)]

    def text(self) -> str:
        """Return the texts within it as they stand."""
        parts = (one if isinstance(one, str) else one.text() for one in self.children)
        return "".join(parts)


class HtmlPage:
    """A page: ``path`` is its file's below the folder, with ``/``.

    ``elements`` are those that can reach readers, ``everything`` all of them.
    """

    def __init__(self, path: str, html: str) -> None:
        self.path = path
        self.html = html
        root = LexborHTMLParser(html).root
        assert root is not None, "Lexbor makes a tree of any text"
        self.everything = tuple(_read(root))
        self.elements = tuple(one for one in self.everything if not one.hidden)

    @cached_property
    def lines(self) -> list[str]:
        """Return the lines of the file."""
        return self.html.split("\n")

    @cached_property
    def leads_on(self) -> bool:
        """Whether the page only sends its visitors on, at once."""
        return any(
            node.get("http-equiv").lower() == "refresh"
            and node.get("content").partition(";")[0].strip() == "0"
            for node in self.of("meta")
        )

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """Return the first element of each id."""
        found: dict[str, Element] = {}
        for node in self.everything:
            if id_ := node.get("id"):
                found.setdefault(id_, node)
        return found

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Return what the part of an address after ``#`` can name in this page."""
        names = [node.get("name") for node in self.everything if node.tag == "a"]
        return frozenset([*self.by_id, *filter(None, names)])

    @cached_property
    def labels(self) -> Mapping[str, Sequence[Element]]:
        """Return the label elements by the id of the field that they are for."""
        found: defaultdict[str, list[Element]] = defaultdict(list)
        for node in self.of("label"):
            found[node.get("for")].append(node)
        return found

    def of(self, *tags: str) -> Iterator[Element]:
        """Yield the elements of these names, in their order."""
        return (node for node in self.elements if node.tag in tags)

    def at(self, node: Element) -> Span:
        """Return where an element's tag stands in the file; its first line for one not written."""
        places = self._places.get(node.tag, ())
        line, column = places[node.number] if node.number < len(places) else (1, 1)
        return Span(self.path, line, column, len(node.tag) + 1)

    def mistake(
        self,
        node: Element,
        rule: str,
        message: str,
        help_: str,
        severity: Severity = Severity.ERROR,
    ) -> Diagnostic:
        """Return what is wrong with an element, at its tag."""
        return Diagnostic(self.at(node), rule, message, help_, severity)

    @cached_property
    def _places(self) -> dict[str, Sequence[tuple[int, int]]]:
        reader = _StartTags()
        reader.feed(self.html)
        return dict(reader.places)


def _read(root: LexborNode) -> Iterator[Element]:
    """Yield every element of a tree in order, each tied to the one around it; no recursion."""
    counts: Counter[str] = Counter()
    waiting: list[tuple[LexborNode, Element | None]] = [(root, None)]
    while waiting:
        node, parent = waiting.pop()
        tag = node.tag or ""
        if tag == _TEXT and parent is not None:
            parent.children.append(node.text_content or "")
        elif tag and tag[0] not in "-!":
            element = _element(node, parent, counts[tag])
            counts[tag] += 1
            waiting += [(child, element) for child in reversed([*node.iter(include_text=True)])]
            yield element


def _element(node: LexborNode, parent: Element | None, number: int) -> Element:
    """Return a node's element, and hang it below its parent."""
    tag, attributes = node.tag or "", node.attributes
    hidden = (parent is not None and parent.hidden) or _is_hidden(tag, attributes)
    element = Element(tag, attributes, parent, number, hidden)
    if parent is not None:
        parent.children.append(element)
    return element


def _is_hidden(tag: str, attributes: Mapping[str, str | None]) -> bool:
    is_hidden_input = tag == "input" and (attributes.get("type") or "").lower() == "hidden"
    return "hidden" in attributes or tag == "template" or is_hidden_input


class _StartTags(HTMLParser):
    """Takes down the line and column (from 1) of each start tag, by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - what the library calls it with
        line, column = self.getpos()
        self.places[tag].append((line, column + 1))


def name_of(page: HtmlPage, node: Element, *, of_content: bool = True) -> str:
    """Return an element's name, "" if it has none; ``of_content`` where its content can be it."""
    for named in (_labelled_by(page, node), node.get("aria-label"), _native(page, node)):
        if words := " ".join(named.split()):
            return words
    content = content_of(node) if of_content else ""
    return content or " ".join(node.get("title").split())


def _labelled_by(page: HtmlPage, node: Element) -> str:
    ids = node.get("aria-labelledby").split()
    named = (page.by_id[id_] for id_ in ids if id_ in page.by_id)
    return " ".join(one.get("aria-label") or content_of(one) for one in named)


#: The element within another that names it.
_NAMED_BY = {"svg": "title", "table": "caption", "fieldset": "legend", "figure": "figcaption"}
_LABELLED = ("input", "select", "textarea", "meter", "progress", "output", "button")
#: What browsers write on a button without a word of its own.
_USUAL = {"submit": "Submit", "reset": "Reset", "button": ""}


def _native(page: HtmlPage, node: Element) -> str:
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


def labels_of(page: HtmlPage, node: Element) -> Iterator[Element]:
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
    (
        *("a", "abbr", "b", "bdi", "cite", "code", "dfn", "em", "font", "i", "kbd", "mark", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr"),
    )
)
