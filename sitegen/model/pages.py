"""The pages of a site by their ids, of which only those are unpacked that somebody looks at."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Protocol, TypeVar

from sitegen.schema.read_only import refuse


class Placed(Protocol):
    """What has a place in the site: the path from its root, and a file."""

    @property
    def url(self) -> str:
        """Return the path."""

    @property
    def output(self) -> str:
        """Return the file."""


Page = TypeVar("Page", bound=Placed)

#: So many groups are packed: an edit of one page packs one of them anew.
_GROUPS = 32
_LEVEL = 1


class Pages(Mapping[str, Page]):
    """All pages of a site, in its order; packed in groups when the site is kept.

    ``bases`` are digests of what each page was made of; a group of ``known`` pages that were made
    of the same is not packed again. ``urls`` and ``outputs`` are those of all pages. What they were
    ``made_of`` is known in the process that made them.
    """

    def __init__(
        self,
        pages: Mapping[str, Page],
        bases: Mapping[str, str],
        made_of: Any = None,
        known: Pages[Page] | None = None,
    ) -> None:
        self.urls = {id_: page.url for id_, page in pages.items()}
        self.outputs = {id_: page.output for id_, page in pages.items()}
        self.bases = bases
        self.made_of = made_of
        self._there = dict(pages)
        self._packed = dict(known._same_groups(bases)) if known else {}

    def unchanged_since(self, then: Pages[Page]) -> frozenset[str]:
        """Return the pages that were made of the same before."""
        return frozenset(id_ for id_, _ in self.bases.items() & then.bases.items())

    def __getitem__(self, page: str) -> Page:
        try:
            return self._there[page]
        except KeyError:
            if page not in self.urls:
                raise
        self._there |= pickle.loads(zlib.decompress(self._packed[_group_of(page)]))
        return self._there[page]

    def __contains__(self, page: object) -> bool:
        return page in self.urls

    def __iter__(self) -> Iterator[str]:
        return iter(self.urls)

    def __len__(self) -> int:
        return len(self.urls)

    __setitem__ = __delitem__ = refuse

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the packed groups, and what is known of all pages without unpacking them."""
        if len(self._packed) < _GROUPS:
            self._pack_others()
        return _kept, (self.urls, self.outputs, self.bases, self._packed)

    def _pack_others(self) -> None:
        groups: dict[int, dict[str, Page]] = {
            number: {} for number in range(_GROUPS) if number not in self._packed
        }
        for id_ in self.urls:
            if (number := _group_of(id_)) in groups:
                groups[number][id_] = self[id_]
        for number, pages in groups.items():
            self._packed[number] = zlib.compress(pickle.dumps(pages, -1), _LEVEL)

    def _same_groups(self, bases: Mapping[str, str]) -> Iterator[tuple[int, bytes]]:
        """Yield the groups in which all pages are made of the same as those now."""
        differing = {_group_of(id_) for id_, _ in self.bases.items() ^ bases.items()}
        return ((n, packed) for n, packed in self._packed.items() if n not in differing)


def _kept(
    urls: dict[str, str],
    outputs: dict[str, str],
    bases: Mapping[str, str],
    packed: dict[int, bytes],
) -> Pages[Any]:
    pages: Pages[Any] = Pages({}, bases)
    pages.urls, pages.outputs, pages._packed = urls, outputs, packed
    return pages


def _group_of(page: str) -> int:
    return zlib.crc32(page.encode()) % _GROUPS
