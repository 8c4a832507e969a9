"""What a page's task gives, and where the addresses that a page prints lead in this site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from sitegen.diagnostics import Diagnostic
from sitegen.incremental.reads import Key
from sitegen.render.safe_html import Fault

#: The address as printed, less the path that the site may live under; its path; its fragment.
Link = tuple[str, str, str]

#: A path from the root that is written as it is meant.
_PLAIN_PATH = re.compile(r"(?>(?:/[\w-][\w.-]*+)+)/?", re.ASCII)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Targets:
    """Finds where addresses lead; what most pages print is worked out once."""

    def __init__(self, root_url: str) -> None:
        self._root_url = root_url
        self._from_root: dict[str, Link | None] = {}

    def internal(self, addresses: Iterable[str], page_url: str) -> tuple[Link, ...]:
        """Return the links among a page's addresses that lead into this site."""
        known = self._from_root
        links = [known[one] if one in known else self._new(one, page_url) for one in addresses]
        return tuple(filter(None, links))

    def _new(self, address: str, page_url: str) -> Link | None:
        link = self._link(address, page_url)
        if address.startswith("/"):
            self._from_root[address] = link
        return link

    def _link(self, address: str, page_url: str) -> Link | None:
        if _PLAIN_PATH.fullmatch(address):
            return address, address, ""
        target = address
        if address.startswith(self._root_url):
            target = "/" + address.removeprefix(self._root_url)
        if _SCHEME.match(target):
            return None
        path, _, fragment = urljoin(page_url, target).partition("#")
        path = unquote(path.partition("?")[0])
        return address, address if path == address else path, unquote(fragment)  # is packed once


@dataclass(frozen=True)  # without slots, which make pickles, of which each page has one, slow
class PageFacts:
    """What rules need to know of a finished page, its HTML aside.

    ``links`` are the distinct links that lead into this site; ``ids`` all ids, in order; ``faults``
    what may not be published; ``headings`` what the search finds a page by, its title aside;
    ``uses`` the addresses in the text, as written and as printed; ``templates`` and ``data`` name
    what could have printed the others; ``pictures`` are the files asked for as such; ``complete``
    is False where a mistake left nothing to publish.
    """

    links: tuple[Link, ...]
    ids: tuple[str, ...]
    faults: tuple[Fault, ...]
    headings: tuple[str, ...]
    uses: tuple[tuple[str, str], ...]
    templates: tuple[str, ...]
    data: tuple[str, ...]
    complete: bool
    pictures: tuple[str, ...] = ()


#: The facts of a page that could not be rendered at all.
NOTHING = PageFacts((), (), (), (), (), (), (), complete=False)


@dataclass(frozen=True)
class Staged:
    """An output that waits in a file to be published, or stands there unchanged."""

    file: str
    sha256: str
    is_changed: bool


#: Writes down an output, given its path and bytes.
Stage = Callable[[str, bytes], Staged]


@dataclass(frozen=True)
class Rendered:
    """The result of one page's task. ``html`` are the bytes to publish, none after a mistake.

    They are not at hand if they are ``staged``.
    ``reads`` is what the task asked, the first ``of_body`` questions for the page's text.
    ``packed`` and ``body`` are packed for the state: the facts, and the outcome of converting the
    text with the questions of that, or None if it was taken from there.
    """

    page: str
    html: bytes
    facts: PageFacts
    diagnostics: tuple[Diagnostic, ...]
    reads: tuple[tuple[Key, str], ...] = ()
    of_body: int = 0
    packed: bytes = b""
    body: bytes | None = None
    staged: Staged | None = None
