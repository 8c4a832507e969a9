"""The name that somebody most likely meant: one that differs by a slip of the fingers, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

#: How many slips a name may hold and still be taken for another: the longer its longest part.
_SLIPS = ((4, 1), (8, 2))
_MOST_SLIPS = 3
#: A name with at most three slips in it still holds one of its four pieces.
_PIECES = _MOST_SLIPS + 1
#: How many names are compared at most, the most alike first, so that many mistakes stay cheap.
_MOST_COMPARED = 50

_BETWEEN_PARTS = re.compile(r"[/.]")
_NUMBER = re.compile(r"\d+")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name from which this one differs by a slip or two, or "" if there is none.

    Capitals do not count; a name with other numbers is another name. Of a frozenset an index is
    kept, so that a question costs the same however many names are known.
    """
    names = _Names.of(known if isinstance(known, frozenset) else frozenset(known))
    return names.nearest(name)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return "did you mean X?" for the nearest known name, or ""."""
    found = nearest(name, known)
    return f"did you mean {found}?" if found else ""


def nearest_path(path: str, known: frozenset[str]) -> str:
    """Return the known path from which this one differs by a slip, or by its folder, or ""."""
    near = nearest(path, known)
    if near and nearest(_ending(path, 1), frozenset((_ending(near, 1),))):
        return near
    for parts in (1, 2):
        if moved := nearest(_ending(path, parts), _endings(known, parts)):
            return _by_ending(known, parts)[moved]
    return ""


def _ending(path: str, parts: int) -> str:
    return "/".join(path.split("/")[-parts:])


@lru_cache(maxsize=8)
def _by_ending(known: frozenset[str], parts: int) -> Mapping[str, str]:
    """Return the paths by their last part or parts, but for those that several paths have."""
    found: dict[str, list[str]] = {}
    for path in known:
        found.setdefault(_ending(path, parts), []).append(path)
    return {name: paths[0] for name, paths in found.items() if len(paths) == 1}


@lru_cache(maxsize=8)
def _endings(known: frozenset[str], parts: int) -> frozenset[str]:
    return frozenset(_by_ending(known, parts))


class _Names:
    """Names by their pieces: what differs from a name in few places shares a piece with it.

    Source: G. Li, D. Deng, J. Wang, J. Feng, "Pass-Join: a partition-based method for similarity
    joins", VLDB 2012, section 3.
    """

    def __init__(self, known: frozenset[str]) -> None:
        self._written = {name.casefold(): name for name in sorted(known, reverse=True)}
        self._by_piece: dict[tuple[int, int, str], list[str]] = {}
        self._lengths = frozenset(map(len, self._written))
        for folded in self._written:
            for number, (start, end) in enumerate(_pieces(len(folded))):
                key = (len(folded), number, folded[start:end])
                self._by_piece.setdefault(key, []).append(folded)

    @staticmethod
    @lru_cache(maxsize=8)
    def of(known: frozenset[str]) -> _Names:
        return _Names(known)

    def nearest(self, name: str) -> str:
        folded = name.casefold()
        if folded in self._written or not folded:
            return self._written.get(folded, "")
        limit = _limit(folded)
        found = [
            (slips, other)
            for other in self._alike(folded, limit)
            if _has_same_numbers(folded, other) and (slips := _slips(folded, other, limit)) <= limit
        ]
        fewest = min((slips for slips, _ in found), default=0)
        best = max((other for slips, other in found if slips == fewest), default="")
        return self._written.get(best, "")

    def _alike(self, folded: str, limit: int) -> list[str]:
        """Return names that share a piece, those that share the rarest pieces first."""
        sharing = sorted(self._sharing(folded, limit), key=len)
        return list(dict.fromkeys(other for some in sharing for other in some))[:_MOST_COMPARED]

    def _sharing(self, folded: str, limit: int) -> Iterator[list[str]]:
        for length in range(len(folded) - limit, len(folded) + limit + 1):
            if length not in self._lengths:
                continue
            for number, (start, end) in enumerate(_pieces(length)):
                for at in range(max(0, start - limit), start + limit + 1):
                    key = (length, number, folded[at : at + end - start])
                    yield self._by_piece.get(key, [])[:_MOST_COMPARED]


def _limit(name: str) -> int:
    length = max(map(len, _BETWEEN_PARTS.split(name)))
    return next((slips for longest, slips in _SLIPS if length <= longest), _MOST_SLIPS)


def _pieces(length: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each piece of a name of so many characters; none is empty."""
    bounds = [length * number // _PIECES for number in range(_PIECES + 1)]
    return ((a, b) for a, b in pairwise(bounds) if a < b)


def _has_same_numbers(one: str, other: str) -> bool:
    ours, theirs = _NUMBER.findall(one), _NUMBER.findall(other)
    return not ours or not theirs or ours == theirs


def _slips(one: str, other: str, limit: int) -> int:
    """Return how many letters were left out, added, mistaken or exchanged, or more than the limit.

    Only near the diagonal can there be so few. Source: the optimal string alignment distance,
    https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance.
    """
    before: dict[int, int] = {}
    row = {j: j for j in range(min(limit, len(other)) + 1)}
    for i, ours in enumerate(one, start=1):
        older, before, row = before, row, {0: i} if i <= limit else {}
        for j in range(max(1, i - limit), min(len(other), i + limit) + 1):
            near = (before.get(j, limit) + 1, row.get(j - 1, limit) + 1)
            cost = min(*near, before.get(j - 1, limit + 1) + (ours != other[j - 1]))
            is_exchanged = i > 1 and j > 1 and ours == other[j - 2] and other[j - 1] == one[i - 2]
            row[j] = min(cost, older.get(j - 2, limit) + 1) if is_exchanged else cost
        if not row or min(row.values()) > limit:
            break
    return row.get(len(other), limit + 1)
