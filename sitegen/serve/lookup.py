"""Which file answers a request, as hosts of static files decide it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote

from sitegen.serve.host_rules import Redirect, redirect_for

#: The page for addresses that lead nowhere.
LOST = "404.html"

_REDIRECTS = "_redirects"
_FOR_HOSTS_ONLY = ("_headers", _REDIRECTS)
_SHOWN_ALTHOUGH_HIDDEN = ".well-known"


@dataclass(frozen=True)
class Found:
    """What answers a request: a file below the output folder, or another address to ask for.

    ``status`` is 200 for a file, 302 for another address, 404 with the file 404.html or with none.
    """

    status: int
    file: str = ""
    location: str = ""


def look_up(output: Path, base_path: str, url: str) -> Found:
    """Find what answers a path as it was asked for, quoted and without a query.

    ``base_path`` is where the site lives on its host: "" or such as "/repo".
    """
    path = unquote(url)
    if base_path and path in ("/", base_path):
        return Found(302, location=f"{base_path}/")
    name = path.removeprefix(f"{base_path}/")
    if not path.startswith(f"{base_path}/") or _is_refused(name):
        return _lost(output)
    given = _given(output, base_path, url)
    found = None if given and given.forced else _in_files(output, path, name)
    if found is None and given:
        found = Found(302, location=given.location)
    return found or _lost(output)


def _in_files(output: Path, path: str, name: str) -> Found | None:
    """Find a file, by its path or without its ending, or a folder's page."""
    for candidate in (f"{name}index.html",) if name.endswith("/") or not name else _forms(name):
        if _is_file(output, candidate):
            return Found(200, candidate)
    if _is_file(output, f"{name}/index.html"):
        return Found(302, location=quote(f"{path}/"))
    return None


def _given(output: Path, base_path: str, url: str) -> Redirect | None:
    """Return where the editors' own file of redirects, if the site has one, leads."""
    try:
        text = (output / _REDIRECTS).read_text("utf-8", "replace")
    except OSError:
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


def _is_file(output: Path, name: str) -> bool:
    """Whether a file is in the output folder and leads out of it by no symbolic link."""
    try:
        file = (output / name).resolve()
        return file.is_file() and file.is_relative_to(output.resolve())
    except (OSError, ValueError):  # no system has such a name: it is too long, or no text
        return False


def _lost(output: Path) -> Found:
    return Found(404, LOST if _is_file(output, LOST) else "")
