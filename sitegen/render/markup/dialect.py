"""The Markdown dialect: Python-Markdown's extensions, and what this site adds or refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

EXTENSIONS = (
    "tables",
    "footnotes",
    "def_list",
    "abbr",
    "attr_list",
    "admonition",
    "sane_lists",
    "fenced_code",
    "toc",
)

ALLOWED_ATTRIBUTES = ("id", "class", "lang", ".")

#: A comment takes the end of its line along only if it has the line to itself.
_CODE_OR_COMMENT = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)|^[ \t]*<!--.*?-->[ \t]*\n|<!--.*?-->", re.DOTALL | re.MULTILINE
)
#: A style attribute would be refused by the pages' own policy; a class is not.
_ALIGNMENTS = {"text-align: right;": "number", "text-align: center;": "centred"}

_CAPTION = re.compile(r"Table:\s+")


@dataclass
class Found:
    """What one conversion came across. Mistakes are (rule, message, help, text as written).

    ``terms`` are the ids of the terms that the text explains.
    """

    mistakes: list[tuple[str, str, str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str, str, str]] = field(default_factory=list)
    uses: list[tuple[str, str]] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)


#: Gives the URL for an address as written, and further attributes for an image.
Resolve = Callable[[str, Element], str]


class Dialect(Extension):
    """The site's own part of the dialect, as one extension of Python-Markdown.

    ``resolve`` and ``found`` are set for each page before it is converted.
    """

    def __init__(self, *, raw_html: bool) -> None:
        super().__init__()
        self.raw_html = raw_html
        self.found = Found()
        self.resolve: Resolve = lambda address, _element: address

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the parts; their priorities follow the library's own registrations."""
        md.preprocessors.register(_Comments(md), "comments", 22)
        if not self.raw_html:
            md.preprocessors.deregister("html_block")
            md.inlinePatterns.deregister("html")
            md.inlinePatterns.register(_RawHtml(self, md), "raw_html", 90)
        md.treeprocessors.deregister("attr_list")
        md.treeprocessors.register(_Attributes(self, md), "attr_list", 8)
        md.treeprocessors.register(_Tables(md), "tables", 4)
        md.treeprocessors.register(_Addresses(self, md), "addresses", 2)


class _Comments(Preprocessor):
    """Drop HTML comments; fenced code is out of the text by now, and code spans are kept."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<!--" not in text:
            return lines
        kept = _CODE_OR_COMMENT.sub(lambda match: match.group() if match.group(1) else "", text)
        return kept.split("\n")


class _RawHtml(InlineProcessor):
    """Note each HTML tag in the text, which only a site that allows raw HTML may have."""

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(r"<(/?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>])[^<>]*>|!--)", md)
        self.dialect = dialect

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[str, int, int]:
        comment = m.group() == "<!--"
        message = "a comment is not closed" if comment else f"raw HTML is not allowed: {m.group()}"
        help_ = "end it with -->" if comment else "write it in Markdown; to show it, put it in `…`"
        self.dialect.found.mistakes.append(("raw-html", message, help_, m.group()))
        return self.md.htmlStash.store(m.group()), m.start(0), m.end(0)


class _Attributes(AttrListTreeprocessor):
    """Attribute lists that may set id, class and lang, and nothing that runs or styles."""

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(md)
        self.dialect = dialect

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        attributes, _ = get_attrs_and_remainder(attrs_string)
        for name, value in attributes:
            if name not in ALLOWED_ATTRIBUTES:
                message = f"an attribute list may not set {name}"
                help_ = "id, class and lang can be set"
                written = name if name != value else value
                self.dialect.found.mistakes.append(("attribute", message, help_, written))
        return super().assign_attrs(elem, attrs_string, strict=strict)


class _Tables(Treeprocessor):
    """Give tables a caption, header scopes, and a box that scrolls and takes the focus."""

    def run(self, root: Element) -> None:
        tables = [(one, table) for one in root.iter() for table in one if table.tag == "table"]
        for number, (parent, table) in enumerate(tables, 1):
            for cell in table.iter():
                self._cell(cell)
            caption = self._caption(parent, table)
            self._wrap(parent, table, caption or f"Table {number}")

    def _cell(self, cell: Element) -> None:
        if cell.tag == "th":
            cell.set("scope", "col")
        alignment = cell.attrib.pop("style", "")
        if name := _ALIGNMENTS.get(alignment):
            cell.set("class", name)

    def _caption(self, parent: Element, table: Element) -> str:
        place = list(parent).index(table)
        before = parent[place - 1] if place else None
        if before is None or before.tag != "p" or not _CAPTION.match(before.text or ""):
            return ""
        parent.remove(before)
        caption = Element("caption")
        caption.text = _CAPTION.sub("", before.text or "", count=1)
        caption.extend(list(before))
        table.insert(0, caption)
        return " ".join("".join(caption.itertext()).split())

    def _wrap(self, parent: Element, table: Element, label: str) -> None:
        place = list(parent).index(table)
        box = Element("div", {"class": "table", "role": "region", "tabindex": "0"})
        box.set("aria-label", label)
        parent.remove(table)
        parent.insert(place, box)
        box.append(table)
        box.tail, table.tail = table.tail, None


class _Addresses(Treeprocessor):
    """Put the URL in the place of each address that the editor wrote."""

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, root: Element) -> None:
        for element, name in _with_address(root):
            written = self._plain(element.get(name, ""))
            if "footnote" in element.get("class", ""):
                continue
            url = self.dialect.resolve(written, element)
            self.dialect.found.uses.append((written, url))
            element.set(name, url)

    def _plain(self, text: str) -> str:
        """Undo the library's way of hiding e-mail addresses and escaped characters."""
        return re.sub("\x02(?:amp\x03#(\\d+);|(\\d+)\x03)", _character, text)


def _character(hidden: re.Match[str]) -> str:
    return chr(int(hidden.group(1) or hidden.group(2)))


def _with_address(root: Element) -> Iterator[tuple[Element, str]]:
    for element in root.iter():
        if element.tag == "a" and element.get("href") is not None:
            yield element, "href"
        elif element.tag == "img" and element.get("src") is not None:
            yield element, "src"


def new_markdown(dialect: Dialect, kind: type[Markdown] = Markdown) -> Markdown:
    """Return a Markdown instance for the dialect; one serves many pages, reset in between."""
    settings = {"footnotes": {"BACKLINK_TITLE": "Back to reference {} in the text"}}
    return kind(extensions=[*EXTENSIONS, dialect], extension_configs=settings, output_format="html")
