"""How one redirect may be written: what every host that knows redirects understands.

Sources: Netlify, "Redirect options"; Cloudflare Pages, "Redirects": a star stands at the end, a
name is a whole part, neither a query nor an anchor is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from sitegen.diagnostics import Finding
from sitegen.documents.hosting import Redirect
from sitegen.fields.web_address import fault_of, invisible_in
from sitegen.hosting.patterns import NAMES
from sitegen.hosting.values import GONE, STATUSES

#: The key that is at fault, and what is wrong with it.
Wrong = tuple[str, Finding]

_NAME = re.compile(r":[A-Za-z]\w*", re.ASCII)
_QUOTED = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: What an address may hold as it is; all else is written as % and two digits.
_KEPT = "/%:?#[]@!$&'()*+,;=~"
_LONGEST = 1000
_COPY = "copy it from a browser"
_HOST = re.compile(r"https?://[^/?#]*")
#: Apache counts no further.
_MOST_NAMES = 9


def old_path(written: str) -> str:
    """Return an old path as it reads, however it was written."""
    return unquote(written)


def new_address(written: str) -> str:
    """Return an address as it is sent, with all that it may not hold written as % and digits."""
    return quote(written, safe=_KEPT)


def findings(redirect: Redirect) -> Iterator[Wrong]:
    """Yield what is wrong with a redirect, taken by itself; of a key only the first thing."""
    if found := next(_of_old(redirect.old), None):
        yield "old", found
    elif redirect.status not in (*STATUSES, GONE):
        known = ", ".join(map(str, (*STATUSES, GONE)))
        yield "status", _wrong(f"{redirect.status} sends nobody anywhere", f"write one of {known}")
    elif redirect.status == GONE:
        if redirect.new:
            help_ = "remove the line, or status: 410"
            yield "new", _wrong("a page that is gone leads nowhere", help_)
    elif not redirect.new:
        help_ = f"add new: /section/page/, or status: {GONE}"
        yield "old", _wrong("this redirect leads nowhere", help_)
    elif found := next(_of_new(redirect.new, redirect.old), None):
        yield "new", found


def _wrong(message: str, help_: str) -> Finding:
    return Finding("redirect", message, help_)


def _of_old(old: str) -> Iterator[Finding]:
    path = unquote(old)
    if not path.startswith("/") or path.startswith("//"):
        yield _wrong(f"the old address {old} must begin with one /", _path_of(old))
    if "?" in old:
        yield _wrong("hosts do not look at a query", f"write {old.partition('?')[0]}")
    if "#" in old:
        yield _wrong("browsers do not send an anchor to hosts", f"write {old.partition('#')[0]}")
    if "//" in path or {".", ".."} & set(path.split("/")):
        yield _wrong(f"browsers never ask for {old}", "remove the empty or dotted parts")
    if _is_unfit(old, path):
        yield _wrong(
            f"the old address {old} holds what no address can hold", "copy it from a browser"
        )
    if len(path) > _LONGEST:
        yield _wrong(f"the old address has {len(path)} characters", f"at most {_LONGEST} are read")
    yield from _of_pattern(path)


def _is_unfit(written: str, read: str) -> bool:
    return "\\" in read or bool(_QUOTED.search(written)) or not read.isprintable()


def _path_of(old: str) -> str:
    """Return the path of a whole address, to be written instead of it."""
    found = re.match(r"(?:https?:)?//[^/]+(/[^?#]*)", old)
    return f"write {found[1]}" if found else f"write /{old.lstrip('/')}"


def _of_pattern(path: str) -> Iterator[Finding]:
    if "*" in path and (path.count("*") > 1 or not path.endswith("/*")):
        yield _wrong("a star stands once, at the end and after a /", "write it so: /blog/*")
    parts = [part for part in path.split("/") if NAMES.search(part) and part != "*"]
    if wrong := [part for part in parts if not _NAME.fullmatch(part)]:
        yield _wrong(
            f"a name is a whole part of a path, not {wrong[0]}", "write it so: /blog/:year/"
        )
    if path.count("*") + len(parts) > _MOST_NAMES:
        yield _wrong(f"a redirect has at most {_MOST_NAMES} names, with its star", "leave some out")
    if len(set(parts)) < len(parts) or ":splat" in parts:
        yield _wrong("each name stands once, and :splat is that of the star", "use another name")


def _of_new(new: str, old: str) -> Iterator[Finding]:
    if found := invisible_in(new):
        yield found._replace(rule="redirect")
    if new.startswith("//") or not new.startswith(("/", "https://", "http://")):
        yield _wrong(f"{new} is no address", "write /section/page/, or https://… for another site")
    if not new.startswith("/") and (found := fault_of(NAMES.sub("x", new))):
        yield _wrong(found.message, found.help or "write https://… for another site")
    if (host := _HOST.match(new)) and (name := NAMES.search(host[0].partition("//")[2])):
        message = f"with {name[0]} in it, whoever writes a link could choose the site"
        yield _wrong(message, "write out the name of the site")
    if _is_unfit(new, new):
        yield _wrong(f"{new} holds what no address can hold", _COPY)
    known = [name.replace("*", ":splat") for name in NAMES.findall(unquote(old))]
    if unknown := [name for name in NAMES.findall(new) if name not in known]:
        listed = f"there is {', '.join(known)}" if known else "the old address has no name and no *"
        yield _wrong(f"{unknown[0]} stands for nothing", listed)
