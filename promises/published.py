"""A site as built: its pages, read back as a browser reads them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as ERRORS

CSS_URL = re.compile(r"""url\(\s*["']?([^"')]*)""")


#: The marks of print that the build sets, and what stands in the sources for them.
_TYPED = str.maketrans("‘’“”", "''\"\"")


def words(element: Element | None) -> str:
    """Return the text of an element with single spaces, and with the marks that editors type."""
    text = "" if element is None else " ".join("".join(element.itertext()).split())
    return re.sub(r"(?<=\d)–(?=\d)", "-", text.translate(_TYPED))


class Parsed:
    """A page as a browser reads it. Nobody changes it: the same text is read once."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)
        tree: Iterator[Any] = self.root.iter()
        self.elements = tuple(element for element in tree if isinstance(element.tag, str))
        self.faults = [
            f"{place}: {ERRORS[code] % {**values}}" for place, code, values in parser.errors
        ]
        self.by_tag: dict[str, list[Element]] = {}
        self.by_id: dict[str, list[Element]] = {}
        for element in self.elements:
            self.by_tag.setdefault(str(element.tag), []).append(element)
            if "id" in element.attrib:
                self.by_id.setdefault(element.attrib["id"], []).append(element)

    def name_of(self, element: Element) -> str:
        """Return the accessible name that an element is given by aria-label(ledby)."""
        ids = element.get("aria-labelledby", "").split()
        labels = (one for id_ in ids for one in self.by_id.get(id_, ()))
        return element.get("aria-label") or " ".join(map(words, labels))

    @cached_property
    def parts(self) -> list[tuple[str, Element]]:
        """Return every element with the name of the navigation it is in, or ""."""
        navs = [(self.name_of(nav), nav) for nav in self.by_tag.get("nav", ())]
        names = {element: name for name, nav in navs for element in nav.iter()}
        return [(names.get(element, ""), element) for element in self.elements]


parsed = lru_cache(maxsize=1024)(Parsed)


@dataclass(frozen=True)
class HtmlFile:
    """One published page. ``url`` is where it is found, ``source`` the file it is made from."""

    url: str
    text: str
    source: str = ""

    @property
    def where(self) -> str:
        """Return what people look for who have to mend the page: its file and its address."""
        return f"{self.source} ({self.url})" if self.source else self.url

    @cached_property
    def html(self) -> Element:
        """Return the root element; no element has a namespace."""
        return parsed(self.text).root

    @property
    def elements(self) -> tuple[Element, ...]:
        """Return every element in the order of the page (no comments)."""
        return parsed(self.text).elements

    @property
    def faults(self) -> list[str]:
        """Return what a strict parser refuses, each with its place (line and column)."""
        return parsed(self.text).faults

    def find(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements with a name and these attributes (``http_equiv`` is http-equiv)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = parsed(self.text).by_tag.get(tag, ())
        return [one for one in found if wanted.items() <= one.attrib.items()]

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only element with a name and these attributes."""
        found = self.find(tag, **attributes)
        assert len(found) == 1, f"{self.where} has {len(found)} of {tag} {attributes}"
        return found[0]

    def meta(self, name: str) -> str:
        """Return the content of a meta element by its name."""
        return self.one("meta", name=name).get("content", "")

    @property
    def dialled(self) -> set[str]:
        """Return every number to dial, as links have it."""
        return {a.attrib["href"] for a in self.find("a") if a.get("href", "").startswith("tel:")}

    @property
    def ids(self) -> list[str]:
        """Return every id in the order of the page."""
        return [element.attrib["id"] for element in self.elements if "id" in element.attrib]

    @property
    def is_redirect(self) -> bool:
        """Tell whether the page only sends its visitors on."""
        return bool(self.find("meta", http_equiv="refresh"))

    @property
    def target(self) -> str:
        """Return where a redirect page sends its visitors."""
        return self.one("meta", http_equiv="refresh").get("content", "").partition("url=")[2]

    @property
    def json_ld(self) -> list[dict[str, Any]]:
        """Return what the page tells search engines."""
        return [json.loads(words(one)) for one in self.find("script", type="application/ld+json")]

    def nav(self, name: str) -> Element:
        """Return the navigation with an accessible name."""
        named = [nav for nav in self.find("nav") if self.name_of(nav) == name]
        assert len(named) == 1, f"{self.where} has {len(named)} navigations named {name}"
        return named[0]

    def name_of(self, element: Element) -> str:
        """Return the accessible name that an element is given by aria-label(ledby)."""
        return parsed(self.text).name_of(element)

    def says(self, element: Element) -> str:
        """Return the words that a link is known by."""
        images = [image.get("alt", "") for image in element.iter("img")]
        return self.name_of(element) or " ".join((words(element), *images)).strip()

    @property
    def marked_as_current(self) -> list[str]:
        """Name everything with aria-current="page" by the part it is in and its words."""
        return [
            f"{part}: {words(element)}"
            for part, element in self.parts
            if element.get("aria-current") == "page"
        ]

    @property
    def to_be_marked_as_current(self) -> list[str]:
        """Name everything that ought to be: links of menus to this page, the end of the trail."""
        trail = [item for part, item in self.parts if part == "Breadcrumb" and item.tag == "li"]
        return [
            f"{part}: {words(element)}"
            for part, element in self.parts
            if (part and element.get("href") == self.url)
            or element in trail[-1:]
            or (element.get("class") == "wordmark" and element.get("href") == self.url)
        ]

    @property
    def parts(self) -> list[tuple[str, Element]]:
        """Return every element with the name of the navigation it is in, or ""."""
        return parsed(self.text).parts

    @property
    def addresses(self) -> Iterator[tuple[str, str, str]]:
        """Give tag, attribute and value of everything that loads, leads or refers somewhere."""
        for element in self.elements:
            for name in ("href", "src", "action", "formaction", "poster", "data", "cite"):
                if name in element.attrib:
                    yield str(element.tag), name, element.attrib[name]
            for candidate in element.get("srcset", "").split(","):
                if candidate.strip():
                    yield str(element.tag), "srcset", candidate.split()[0]
        if self.is_redirect:
            yield "meta", "content", self.target


@dataclass(frozen=True)
class Published:
    """A folder that a build has filled, and the file that each page in it is made from."""

    root: Path
    base_url: str
    sources: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def base_path(self) -> str:
        """Return the path of the site on its host: "", or one such as "/repo"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @cached_property
    def files(self) -> frozenset[str]:
        """Return the path of every file below the folder."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.root).as_posix() for path in found)

    @cached_property
    def everything(self) -> tuple[HtmlFile, ...]:
        """Return every HTML file, redirect pages too."""
        return tuple(self._read(path) for path in sorted(self.files) if path.endswith(".html"))

    def _read(self, path: str) -> HtmlFile:
        url = self.url_of(path)
        source = self.sources.get(url.removeprefix(self.base_path), "")
        return HtmlFile(url, (self.root / path).read_text("utf-8"), source)

    @cached_property
    def pages(self) -> tuple[HtmlFile, ...]:
        """Return every page that is no redirect page."""
        return tuple(page for page in self.everything if not page.is_redirect)

    @cached_property
    def redirects(self) -> tuple[HtmlFile, ...]:
        """Return every redirect page."""
        return tuple(page for page in self.everything if page.is_redirect)

    @cached_property
    def by_url(self) -> dict[str, HtmlFile]:
        """Return every HTML file by its URL."""
        return {page.url: page for page in self.everything}

    def page(self, url: str) -> HtmlFile:
        """Return a page by its root path without the site's own."""
        return self.by_url[self.base_path + url]

    def url_of(self, path: str) -> str:
        """Return the URL of a file by its path below the folder."""
        folder, _, name = f"/{path}".rpartition("/")
        return self.base_path + (f"{folder}/" if name == "index.html" else f"/{path}")

    def fault_of(self, address: str, seen_on: str) -> str:
        """Return why an address on a page leads nowhere, or "" if it leads somewhere."""
        full = urlsplit(urljoin(f"https://the.site{seen_on}", address))
        if full.netloc != "the.site" or full.scheme != "https":
            return ""
        if not full.path.startswith(f"{self.base_path}/"):
            return "leaves the site's path"
        path = unquote(full.path.removeprefix(f"{self.base_path}/"))
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if file not in self.files:
            return "no such file"
        if full.fragment and unquote(full.fragment) not in self.by_url[self.url_of(file)].ids:
            return "no such place on that page"
        return ""
