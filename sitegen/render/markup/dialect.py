"""The Markdown dialect: Python-Markdown's extensions, and what this site adds or refuses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import (
    AttrListTreeprocessor,
    get_attrs_and_remainder,
    sanitize_name,
)
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from sitegen.config import MarkdownForms
from sitegen.diagnostics import Finding, Severity
from sitegen.fields.codes import is_language
from sitegen.render.markup import comments, pasted_forms, tables
from sitegen.render.markup.findings import Found, InText, What
from sitegen.render.markup.footnotes import register_abbreviations, register_footnotes

EXTENSIONS = (
    "tables",
    "footnotes",
    "def_list",
    "abbr",
    "attr_list",
    "admonition",
    "sane_lists",
    "toc",
)


class _Form(NamedTuple):
    """A form of an extension: its settings, and signs of which one is in each text that has it."""

    extension: str
    settings: Mapping[str, Any]
    signs: tuple[str, ...]


#: The forms that a site can switch off, by the name in data/site.yaml. They are slow to load.
_FORMS: Mapping[str, _Form] = {
    "strikethrough": _Form("pymdownx.tilde", {"subscript": False}, ("~",)),
    "highlight": _Form("pymdownx.mark", {}, ("==", "\\=")),
    "details": _Form("pymdownx.details", {}, ("???",)),
}

#: Signs that a backslash makes plain ones in CommonMark as well.
_FURTHER_ESCAPED = "\"$%&',/:;<=?@^|~"

ALLOWED_ATTRIBUTES = ("id", "class", "lang", ".")


#: Gives the URL for an address: as written, which of its places this is (from 0), its element. A
#: picture gets further attributes.
Resolve = Callable[[str, int, Element], str]


class Dialect(Extension):
    """The site's own part of the dialect, as one extension of Python-Markdown.

    ``resolve`` and ``found`` are set for each page before it is converted.
    """

    def __init__(self, *, raw_html: bool, forms: MarkdownForms | None = None) -> None:
        super().__init__()
        self.forms = forms or MarkdownForms()
        self.raw_html = raw_html
        self.found = Found()
        self.resolve: Resolve = lambda address, _nth, _element: address

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the parts; their priorities follow the library's own registrations."""
        md.ESCAPED_CHARS += _FURTHER_ESCAPED
        wanted = [one for name, one in _FORMS.items() if getattr(self.forms, name)]
        md.preprocessors.register(_Forms(md, wanted, raw_html=self.raw_html), "forms", 40)
        pasted_forms.register(md, self.forms)
        comments.register(md, self._note_unclosed, raw_html=self.raw_html)
        register_footnotes(md, self._note)
        register_abbreviations(md)
        tables.register(md, self._note_long_row)
        if not self.raw_html:
            self._refuse_html(md)
        md.treeprocessors.deregister("attr_list")
        md.treeprocessors.register(_Attributes(self, md), "attr_list", 8)
        md.treeprocessors.register(_Addresses(self, md), "addresses", 2)

    def _refuse_html(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_RawHtml(self, md), "raw_html", 90)

    def _note(self, finding: InText) -> None:
        self.found.findings.append(finding)

    def note_attribute(self, message: str, help_: str, written: str) -> None:
        """Note that an attribute list sets what it may not set."""
        self._note(InText(Finding("attribute", message, help_), written, what=What.ATTRIBUTE))

    def _note_unclosed(self) -> None:
        message, help_ = "a comment is not closed", "end it with -->"
        self._note(InText(Finding("raw-html", message, help_), "<!--", what=What.COMMENT))

    def _note_long_row(self, row: str) -> None:
        message = "this row has more cells than the head of its table: the last are not shown"
        help_ = "remove a |, or write \\| where one is meant as a sign"
        finding = Finding("table-form", message, help_, Severity.WARNING)
        self._note(InText(finding, " ".join(row.split()), what=What.ROW))


class _Forms(Preprocessor):
    """Adds each form when the first text comes that may have it: in no other it changes a thing.

    Raw HTML may have elements to which forms are applied, whatever signs it has.
    """

    def __init__(self, md: Markdown, wanted: Sequence[_Form], *, raw_html: bool) -> None:
        super().__init__(md)
        self._wanted = wanted
        self._raw_html = raw_html

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        came = [
            one for one in self._wanted if self._raw_html or any(sign in text for sign in one.signs)
        ]
        self._wanted = [one for one in self._wanted if one not in came]
        for one in came:
            self.md.registerExtensions([one.extension], {one.extension: dict(one.settings)})
        return lines


class _RawHtml(InlineProcessor):
    """Note each HTML tag in the text, which only a site that allows raw HTML may have."""

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(r"<(/?[a-zA-Z][a-zA-Z0-9-]*+(?=[\s/>])[^<>]*+>)", md)
        self.dialect = dialect

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name and base type
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[str, int, int]:
        message = f"raw HTML is not allowed: {m.group()}"
        help_ = "write it in Markdown; to show it, put it in `…`"
        finding = InText(Finding("raw-html", message, help_), m.group(), what=What.TAG)
        self.dialect.found.findings.append(finding)
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
                self.dialect.note_attribute(message, help_, name)
            elif name == "lang" and not is_language(value or ""):
                message = f"{value or name} is no language tag"
                help_ = "write lang=cy, or lang=pt-BR, without quotes or with straight ones"
                written = f"{name}={value}" if value else name
                self.dialect.note_attribute(message, help_, written)
        rest = super().assign_attrs(elem, attrs_string, strict=strict)
        for name, _ in attributes:
            if name not in ALLOWED_ATTRIBUTES:
                elem.attrib.pop(sanitize_name(name), None)
        return rest


class _Addresses(Treeprocessor):
    """Put the URL in the place of each address that the editor wrote."""

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(md)
        self.dialect = dialect

    def run(self, root: Element) -> None:
        seen: Counter[str] = Counter()
        for element, name in _with_address(root):
            written = self._plain(element.get(name, ""))
            if _is_of_footnote(element, written):
                continue
            url = self.dialect.resolve(written, seen[written], element)
            seen[written] += 1
            self.dialect.found.uses.append((written, url))
            element.set(name, url)

    def _plain(self, text: str) -> str:
        """Undo the library's way of hiding e-mail addresses and escaped characters."""
        return re.sub("\x02(?:amp\x03#(\\d+);|(\\d+)\x03)", _character, text)


def _is_of_footnote(element: Element, address: str) -> bool:
    """Whether a link is one that the library made, between a footnote and its reference."""
    own = {"footnote-ref": "#fn:", "footnote-backref": "#fnref"}
    return address.startswith(own.get(element.get("class", ""), "\0"))


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
    settings: dict[str, dict[str, Any]] = {
        "footnotes": {"BACKLINK_TITLE": "Back to reference {} in the text"},
        **({"md_in_html": {}} if dialect.raw_html else {}),
    }
    further = [one for one in settings if one not in EXTENSIONS]
    return kind(
        extensions=[*EXTENSIONS, *further, dialect],
        extension_configs=settings,
        output_format="html",
    )
