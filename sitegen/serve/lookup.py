"""Which file answers a request, as hosts of static files decide it, and what the host's rules do.

Redirects and headers are those of the published files _redirects and _headers. Source: Netlify,
"Redirects and rewrites" and "Custom headers"; Cloudflare Pages, "Redirects" and "Headers". A line
of _redirects is an old path, in which * stands for anything and :name for one part; then where it
leads, with the former as :splat; then a status, if it is another than the host's usual one. A line
of _headers without indentation is such a path; indented lines below it are headers.

The Content-Security-Policy is widened for the server's own script, style and socket only: all else
stays forbidden as it will be once the site is published, so that what would break there breaks
here. Source: W3C, "Content Security Policy Level 3", 6.8 (fallback to default-src).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote

from sitegen.host_rules.rules import MOST_DYNAMIC, NAMES, is_dynamic, match
from sitegen.output.staging import holds

#: With any other status, such as 200, a host does not send visitors on.
_STATUSES = ("", "301", "302", "303", "307", "308")
_COMMENT = re.compile(r"(^|\s)#.*")


@dataclass(frozen=True)
class Redirect:
    """Where a path leads; ``forced`` tells that it does even if there is a file."""

    location: str
    forced: bool


def redirect_for(text: str, path: str) -> Redirect | None:
    """Return where the first line that fits a path below the site's root leads, both quoted."""
    dynamic = 0
    for line in text.split("\n"):
        old, new, status = (*_uncommented(line).split(), "", "", "")[:3]
        dynamic += is_dynamic(old)
        is_read = dynamic <= MOST_DYNAMIC or not is_dynamic(old)
        found = match(old, path) if is_read and _leads_on(new, status) else None
        if found is not None:
            names = [name.replace("*", ":splat") for name in NAMES.findall(old)]
            location = _filled(new, dict(zip(names, found, strict=True)))
            return Redirect(location, forced=status.endswith("!"))
    return None


def _uncommented(line: str) -> str:
    """Return a line without its comment, which begins with a # at its start or after a space."""
    return line if "#" not in line else _COMMENT.sub("", line)


def _filled(new: str, stands_for: Mapping[str, str]) -> str:
    return NAMES.sub(lambda name: stands_for.get(name[0], name[0]), new)


def _leads_on(new: str, status: str) -> bool:
    is_address = new.startswith(("/", "https://", "http://"))
    return is_address and status.removesuffix("!") in _STATUSES


def headers_for(text: str, path: str) -> Mapping[str, str]:
    """Return the headers of a path below the site's root; what is said twice is joined."""
    found: dict[str, str] = {}
    applies = False
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            applies = match(line.strip(), path) is not None
        elif applies:
            name, _, value = (part.strip() for part in line.partition(":"))
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


#: What is allowed in addition: the source by its directive, such as script-src.
Own = Mapping[str, str]

_META = re.compile(r"<meta\s[^<>]*>", re.IGNORECASE)
_POLICY_NAME = "content-security-policy"
_CONTENT = re.compile(r"(?<=\scontent=)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def widen(policy: str, own: Own) -> str:
    """Return a policy, or several with commas between them, that allows these sources too."""
    return ", ".join(_widen(one, own) for one in policy.split(","))


def widen_in_page(html: str, own: Own) -> str:
    """Return a page with every policy that stands in it widened."""
    return _META.sub(lambda meta: _widened(meta[0], own), html)


def _widened(meta: str, own: Own) -> str:
    if _POLICY_NAME not in meta.lower():
        return meta
    return _CONTENT.sub(lambda text: _quoted(text, own), meta)


def _quoted(text: re.Match[str], own: Own) -> str:
    return f'"{escape(widen(unescape(text[0][1:-1]), own))}"'


def _widen(policy: str, own: Own) -> str:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {name.lower(): sources for name, *sources in parts}
    for name, source in own.items():
        allowed = directives.get(name, directives.get("default-src"))
        if allowed is not None:
            directives[name] = [*(one for one in allowed if one != "'none'"), source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


#: The page for addresses that lead nowhere.
LOST = "404.html"

_REDIRECTS = "_redirects"
_FOR_HOSTS_ONLY = ("_headers", _REDIRECTS)
_SHOWN_ALTHOUGH_HIDDEN = ".well-known"


@dataclass(frozen=True)
class Lookup:
    """What answers a request: a file below the output folder, or another address to ask for.

    ``status`` is 200 for a file, 302 for another address, 404 with the file 404.html or with none.
    """

    status: int
    file: str = ""
    location: str = ""


class Files(Protocol):
    """The files of a site, by their paths below its output folder."""

    def has(self, name: str) -> bool:
        """Whether there is such a file."""

    def text(self, name: str) -> str | None:
        """Return what a file says that is for hosts, None if there is none."""


@dataclass(frozen=True)
class Folder:
    """The files that are in an output folder."""

    path: Path

    def has(self, name: str) -> bool:
        """Whether a file is there, and leads out of the folder by no symbolic link."""
        try:
            file = (self.path / name).resolve()
            return file.is_file() and file.is_relative_to(self.path.resolve())
        except (OSError, ValueError):  # no system has such a name: it is too long, or no text
            return False

    def text(self, name: str) -> str | None:
        """Return a file as text; None if a build has removed it since it was looked up."""
        try:
            return (self.path / name).read_text("utf-8", "replace")
        except OSError:
            return None

    def holds(self, name: str, data: bytes) -> bool:
        """Whether a file holds these bytes."""
        return holds(f"{self.path}/{name}", data)


def look_up(output: Path | Files, base_path: str, url: str) -> Lookup:
    """Find what answers a path as it was asked for, quoted and without a query.

    ``base_path`` is where the site lives on its host: "" or such as "/repo".
    """
    files = Folder(output) if isinstance(output, Path) else output
    path = unquote(url)
    if base_path and path in ("/", base_path):
        return Lookup(302, location=f"{base_path}/")
    name = path.removeprefix(f"{base_path}/")
    if not path.startswith(f"{base_path}/") or _is_refused(name):
        return _lost(files)
    given = _given(files, base_path, url)
    found = None if given and given.forced else _in_files(files, path, name)
    if found is None and given:
        found = Lookup(302, location=given.location)
    return found or _lost(files)


def _in_files(files: Files, path: str, name: str) -> Lookup | None:
    """Find a file, by its path or without its ending, or a folder's page."""
    for candidate in (f"{name}index.html",) if name.endswith("/") or not name else _forms(name):
        if files.has(candidate):
            return Lookup(200, candidate)
    if files.has(f"{name}/index.html"):
        return Lookup(302, location=quote(f"{path}/"))
    return None


def _given(files: Files, base_path: str, url: str) -> Redirect | None:
    """Return where the editors' own file of redirects, if the site has one, leads."""
    text = files.text(_REDIRECTS)
    if text is None:
        return None
    given = redirect_for(text, url.removeprefix(base_path))
    if given and given.location.startswith("/"):
        return replace(given, location=f"{base_path}{given.location}")
    return given


def _forms(name: str) -> tuple[str, str]:
    return name, f"{name}.html"


def _is_refused(name: str) -> bool:
    """Whether a path is none that is published: it leaves its folder, or names a dot file."""
    first, *rest = parts = name.split("/")
    if first == _SHOWN_ALTHOUGH_HIDDEN:
        parts = rest
    return (
        any(part.startswith(".") for part in parts)
        or "//" in f"/{name}"
        or any(sign in name for sign in ("\\", "\0"))
        or name in _FOR_HOSTS_ONLY
    )


def _lost(files: Files) -> Lookup:
    return Lookup(404, LOST if files.has(LOST) else "")
