"""The rules of data/hosting.yaml as hosts get them, and the paths that their patterns are for.

In a pattern ``*`` stands for anything, ``:name`` for a part of a path. Matching never goes back
over what it has taken: each star takes as little as it can, so time grows with path and pattern
only. Sources: Cloudflare Pages, "Redirects" and "Headers", with their limits; Netlify, "Redirects
and rewrites".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from sitegen.documents.hosting import Host

#: No host answers a longer path, nor reads more lines with a star or a name.
LONGEST_PATH = 8192
MOST_DYNAMIC = 100

#: A name of a pattern, and either that or its star.
_NAME = re.compile(r"(:[A-Za-z]\w*)")
NAMES = re.compile(r"\*|:[A-Za-z]\w*")


def is_dynamic(written: str) -> bool:
    """Whether a pattern stands for more than one path."""
    return bool(NAMES.search(written))


def as_regex(written: str, group: Callable[[int], str] = lambda _: "([^/]+)") -> str:
    """Return a pattern without its star as a regular expression.

    ``group`` returns what stands for a name in it, given which one it is, from 1.
    """
    parts = _NAME.split(written.removesuffix("*").rstrip("/"))
    return "".join(
        group(number // 2 + 1) if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )


def in_quotes(value: str) -> str:
    r"""Return a text in quotes, in which a backslash stands before a quote or another one."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


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


#: Those whose files stand in every output folder: their limits count unless hosts are named.
USUAL: tuple[Host, ...] = ("netlify", "cloudflare")

#: The statuses with which visitors are sent on, and the one that says that a page is gone for good.
STATUSES = (301, 302, 303, 307, 308)
GONE = 410

QUOTE = "'"
#: Stands for whatever a star or a name of a pattern may be; no address holds it.
_ANYTHING = "\ue000"
_FILE = re.compile(r"\.[A-Za-z0-9]+")


@dataclass(frozen=True)
class Rule:
    """A redirect as hosts get it.

    ``old`` is a root path, as it reads and not quoted, in which ``*`` stands for anything at the
    end and ``:name`` for a part; ``new`` is an address, quoted, or "". ``place`` is its place in
    the list of redirects, from 0; -1 for an alias of a page.
    """

    old: str
    new: str
    status: int = STATUSES[0]
    place: int = -1

    @cached_property
    def is_pattern(self) -> bool:
        """Whether it is for more than one path."""
        return is_dynamic(self.old)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Return the paths that it is for: with a slash at the end and without, but for files."""
        bare = self.old.rstrip("/")
        is_one = not bare or self.old.endswith("*") or _FILE.search(self.last_part)
        return (self.old,) if is_one else (bare, f"{bare}/")

    @property
    def last_part(self) -> str:
        """Return what stands behind the last slash."""
        return self.old.rpartition("/")[2]

    @property
    def page(self) -> str:
        """Return the output path of the page that leads on without a host's help, or ""."""
        if self.is_pattern or self.status == GONE:
            return ""
        if self.old.endswith(".html"):
            return self.old[1:]
        return f"{self.forms[-1][1:]}index.html" if self.forms[-1].endswith("/") else ""

    @cached_property
    def head(self) -> str:
        """Return what every path that it is for begins with."""
        found = NAMES.search(self.old)
        return self.old[: found.start()] if found else self.old

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return what ``new`` may name: the names in ``old``, and ``:splat`` for its star."""
        return tuple(name.replace("*", ":splat") for name in NAMES.findall(self.old))

    @cached_property
    def samples(self) -> tuple[str, ...]:
        """Return paths that it is for, of which a pattern that fits them all fits every one."""
        middle = _NAME.sub(_ANYTHING, self.old)
        if not middle.endswith("*"):
            return (middle,)
        return middle[:-1], f"{middle[:-1]}{_ANYTHING}/{_ANYTHING}"

    @property
    def sample_target(self) -> str:
        """Return where one of these paths leads, as a path of this site without its end, or ""."""
        if not self.new.startswith("/"):
            return ""
        return re.split("[?#]", NAMES.sub(_ANYTHING, self.new))[0]

    def fits(self, path: str) -> bool:
        """Whether it is for a path, which is not quoted."""
        if not self.is_pattern:
            return path in self.forms
        return path.startswith(self.head) and any(
            match(form, path) is not None for form in self.forms
        )

    @property
    def quoted_forms(self) -> tuple[str, ...]:
        """Return the forms as they stand in an address."""
        return tuple(quote(form, safe="/*:!$&'()+,;=@~") for form in self.forms)


def _source(written: str) -> str:
    return f"'{written.strip(QUOTE)}'" if written.strip(QUOTE).startswith("sha") else written


@dataclass(frozen=True)
class HostRules:
    """What hosts are to do. ``is_written`` tells that there is a file that says so.

    ``rules`` are the redirects of the file that are sound, in its order; ``headers`` those that it
    adds, by path and name; ``csp`` the sources that it adds to the policy, by directive.
    """

    is_written: bool = False
    hosts: tuple[Host, ...] = USUAL
    rules: tuple[Rule, ...] = ()
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    csp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hsts_days: int = 365
    compressed: tuple[str, ...] = ()

    @property
    def sources(self) -> Mapping[str, tuple[str, ...]]:
        """Return what is added to the policy, as it stands there: hashes in quotes."""
        return {
            directive: tuple(_source(one) for one in written)
            for directive, written in self.csp.items()
            if written
        }

    @property
    def has_pages(self) -> bool:
        """Whether redirects are pages too: some host may know nothing of rules."""
        return self.hosts == USUAL or "github-pages" in self.hosts

    def in_order(self, aliases: Mapping[str, str]) -> tuple[Rule, ...]:
        """Return all rules as hosts get them: those for one path first, ``aliases`` before them."""
        of_pages = [Rule(alias, quote(url)) for alias, url in aliases.items()]
        exact = [rule for rule in self.rules if not rule.is_pattern]
        return (*of_pages, *exact, *(rule for rule in self.rules if rule.is_pattern))
