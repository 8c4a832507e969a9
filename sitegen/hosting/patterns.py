"""The paths that lines of _headers and _redirects are for, as hosts read them.

``*`` stands for anything, ``:name`` for a part of a path. Matching never goes back over what it has
taken: each star takes as little as it can, so time grows with path and pattern only. Sources:
Cloudflare Pages, "Redirects" and "Headers", with their limits; Netlify, "Redirects and rewrites".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: No host answers a longer path, nor reads more lines with a star or a name.
LONGEST_PATH = 8192
MOST_DYNAMIC = 100

_NAME = re.compile(r"(:[A-Za-z]\w*)")
NAMES = re.compile(r"\*|:[A-Za-z]\w*")


def is_dynamic(written: str) -> bool:
    """Whether a pattern stands for more than one path."""
    return bool(NAMES.search(written))


def match(written: str, path: str) -> tuple[str, ...] | None:
    """Return what each star and name of a pattern stands for in a path; None if it does not fit."""
    if len(path) > LONGEST_PATH:
        return None
    first, *others = [_NAME.split(chunk) for chunk in written.split("*")]
    begun = _at(first, path, 0)
    if begun is None:
        return None
    end, found = begun
    for number, chunk in enumerate(others, start=1):
        fitting = _from(chunk, path, end, is_last=number == len(others))
        if fitting is None:
            return None
        start, stop, names = fitting
        found += (path[end:start], *names)
        end = stop
    return found if end == len(path) else None


def _from(
    chunk: Sequence[str], path: str, start: int, *, is_last: bool
) -> tuple[int, int, tuple[str, ...]] | None:
    """Find the first place from which on a chunk fits; the last one has to end with the path."""
    if is_last and len(chunk) == 1:
        start = max(start, len(path) - len(chunk[0])) if path.endswith(chunk[0]) else len(path) + 1
    while 0 <= (start := path.find(chunk[0], start)) <= len(path):
        fitting = _at(chunk, path, start)
        if fitting and (not is_last or fitting[0] == len(path)):
            return start, *fitting
        start += 1
    return None


def _at(chunk: Sequence[str], path: str, start: int) -> tuple[int, tuple[str, ...]] | None:
    """Fit texts and names, which take turns, to a path from one place on; return where they end."""
    names: list[str] = []
    for number, text in enumerate(chunk[::2]):
        if number:
            stop = _end_of_part(path, start, text)
            if stop == start:
                return None
            names.append(path[start:stop])
            start = stop
        if not path.startswith(text, start):
            return None
        start += len(text)
    return start, tuple(names)


def _end_of_part(path: str, start: int, following: str) -> int:
    """Return where a name ends: at the next slash, or before what follows it within its part."""
    slash = path.find("/", start)
    end = len(path) if slash < 0 else slash
    within = following.partition("/")[0]
    found = path.find(within, start + 1, end) if within else end
    return found if found > start else end
