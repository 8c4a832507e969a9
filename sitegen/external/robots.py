"""robots.txt: which addresses a host leaves to programs, and how long they wait between requests.

Source: RFC 9309. Python's own reader takes * and $ literally and the first rule that fits instead
of the most exact one, and so would look at what many hosts refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_letters, digits
from urllib.parse import quote, urlsplit

#: No more of a file has to be read (2.5).
LARGEST = 500 * 1024
_ANYBODY = "*"
#: What an address holds as it is (RFC 3986), and what means the same with and without its %.
_SENT = "%/:?#[]@!$&'()*+,;="
_UNRESERVED = f"{ascii_letters}{digits}-._~"
_ENCODED = re.compile(r"%([0-9a-fA-F]{2})")
_NAME = re.compile(r"[A-Za-z_-]+")
_SECONDS = re.compile(r"\d{1,6}(?:\.\d+)?")


@dataclass(frozen=True)
class Robots:
    """What a host says to one program: ``rules`` are forms of paths, and whether they may be asked.

    ``delay`` is in seconds; it is no part of the standard, and many hosts name one.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0

    def permit(self, address: str) -> bool:
        """Whether an address may be asked for: the longest form that fits decides (2.2.2)."""
        parts = urlsplit(address)
        path = _written(parts.path or "/") + (f"?{_written(parts.query)}" if parts.query else "")
        fitting = [(len(form), may) for form, may in self.rules if _fits(form, path)]
        return max(fitting)[1] if fitting else True


#: Where there is no robots.txt (2.3.1.3), and where the host is in trouble (2.3.1.4).
ALL_MAY = Robots()
NOTHING_MAY = Robots((("/", False),))


def read(text: str, agent: str) -> Robots:
    """Return what a robots.txt says to a program, whose name stands for it alone (2.2.1)."""
    own: list[tuple[str, str]] = []
    general: list[tuple[str, str]] = []
    is_named = False
    for names, key, value in _lines(text.removeprefix("\ufeff")):
        is_named = is_named or agent in names
        if agent in names:
            own.append((key, value))
        if _ANYBODY in names:
            general.append((key, value))
    lines = own if is_named else general
    rules = tuple(
        (_written(form), key == "allow")
        for key, form in lines
        if key in ("allow", "disallow") and form
    )
    delays = [float(delay) for key, delay in lines if key == "crawl-delay" and _is_seconds(delay)]
    return Robots(rules, max(delays, default=0.0))


def _is_seconds(text: str) -> bool:
    return bool(_SECONDS.fullmatch(text))


def _lines(text: str) -> Iterator[tuple[frozenset[str], str, str]]:
    """Yield each line with the names for which it holds; a group may begin with several names."""
    names: frozenset[str] = frozenset()
    begins = True
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            name = _NAME.match(value)
            names = (names if begins else frozenset()) | {name[0].lower() if name else value}
            begins = True
        elif colon and key in ("allow", "disallow", "crawl-delay"):
            begins = False
        if colon:
            yield names, key, value


def _written(path: str) -> str:
    """Return a path as it is sent, each character in one form only, so that two compare (2.2.2)."""
    return quote(_ENCODED.sub(_plain, path), safe=_SENT)


def _plain(encoded: re.Match[str]) -> str:
    character = chr(int(encoded[1], 16))
    return character if character in _UNRESERVED else encoded[0].upper()


def _fits(form: str, path: str) -> bool:
    """Whether a path begins as a form says: * stands for anything, $ at its end for the end."""
    pieces = form.removesuffix("$").split("*")
    if not path.startswith(pieces[0]):
        return False
    at = len(pieces[0])
    for piece in pieces[1:]:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    last = pieces[-1]
    ends = at == len(path) or (len(pieces) > 1 and path.endswith(last) and len(path) >= at)
    return ends or not form.endswith("$")
