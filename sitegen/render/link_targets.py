"""Where the addresses that a page prints lead, if they lead into this site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urljoin

#: The address as printed, less the path that the site may live under; its path; its fragment.
Link = tuple[str, str, str]

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Targets:
    """Finds where addresses lead; what most pages print is worked out once."""

    def __init__(self, root_url: str) -> None:
        self._root_url = root_url
        self._from_root: dict[str, Link | None] = {}

    def internal(self, addresses: Iterable[str], page_url: str) -> Iterator[Link]:
        """Yield the links among a page's addresses that lead into this site."""
        for address in addresses:
            if not address.startswith("/"):
                link = self._link(address, page_url)
            elif address in self._from_root:
                link = self._from_root[address]
            else:
                link = self._from_root[address] = self._link(address, page_url)
            if link is not None:
                yield link

    def _link(self, address: str, page_url: str) -> Link | None:
        target = address
        if address.startswith(self._root_url):
            target = "/" + address.removeprefix(self._root_url)
        if _SCHEME.match(target):
            return None
        path, _, fragment = urljoin(page_url, target).partition("#")
        return address, unquote(path.partition("?")[0]), unquote(fragment)
