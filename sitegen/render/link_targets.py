"""What an address that an editor wrote in a page means: another page, a file, or elsewhere."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from sitegen.diagnostics import Finding, Replacement
from sitegen.fields.web_address import fault_of, invisible_in, scheme_wanted, with_scheme
from sitegen.model.types import Site
from sitegen.render.assets import Assets
from sitegen.schema.did_you_mean import nearest_path

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*+):")
_AFTER_PATH = re.compile("[?#]")
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: the URL to print, and the source path if a file of the site."""

    url: str
    path: str = ""


def resolve(
    address: str, page: str, site: Site, assets: Assets, seek: bool = True
) -> Target | Finding:
    """Resolve an address written in a page (by its id); root URLs are checked after rendering.

    ``seek`` says whether to look for what an address may mean that leads nowhere.
    """
    address = unicodedata.normalize("NFC", address)
    if fault := invisible_in(address) or _of_windows(address):
        return fault._replace(rule="broken-link")
    if _SCHEME.match(address):
        return _with_scheme(address)
    if address.startswith("//"):
        return Finding("broken-link", f"{address} has no scheme", f"write https:{address}")
    if not address:
        return Finding("broken-link", "the link is empty", "write the page between the brackets")
    return Target(address) if address[0] == "#" else _inside(address, page, site, assets, seek=seek)


def _inside(address: str, page: str, site: Site, assets: Assets, *, seek: bool) -> Target | Finding:
    bare, rest = split(address)
    path = _source_path(unquote(bare), page, assets)
    if path is None:
        return Finding("outside-site", f"{address} leaves the site", "link to a page of this site")
    url = site.pages[path].url if path in site.pages else assets.url_of(path)
    if url is not None:
        return Target(url + rest, path)
    if address.startswith("/"):
        return Target(address)
    if mistake := _meant(address, path, page, site):
        return mistake
    near = _near(path, site.page_paths, assets.paths) if seek else ""
    help_ = scheme_wanted(address) or (f"did you mean {_relative(near, page)}?" if near else "")
    return _no_file(address, help_ or "correct the link, or put the file there")


def split(address: str) -> tuple[str, str]:
    """Return an address's path, and its query and fragment together."""
    found = _AFTER_PATH.search(address)
    end = found.start() if found else len(address)
    return address[:end], address[end:]


def _of_windows(address: str) -> Finding | None:
    """Return what is wrong with a path as Windows writes it, but for one on a drive, or None."""
    path, rest = split(address) if "\\" in address else ("", "")
    if "\\" not in path or _SCHEME.match(address):
        return None
    help_ = f"write / for \\: {path.replace(chr(92), '/')}{rest}"
    return Finding("broken-link", f"{address} is a path of Windows", help_)


def _with_scheme(address: str) -> Target | Finding:
    fault = fault_of(address)
    return fault._replace(rule="broken-link") if fault else Target(address)


def _source_path(bare: str, page: str, assets: Assets) -> str | None:
    """Return the path of the site that an address names, or None if it leaves the site."""
    if bare.startswith("/"):
        return bare.removeprefix("/")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), bare))
    if bare.startswith("assets/") and path not in assets.urls:
        return bare
    return path if path.startswith(("content/", "assets/")) else None


def _meant(address: str, path: str, page: str, site: Site) -> Finding | None:
    """Return what is wrong with an address that names a page in another way, or one left out."""
    if path in site.hidden:
        return Finding(
            "broken-link", f"{address} is {site.hidden[path]}", "remove the link for now"
        )
    from_the_top = f"content/{split(address)[0]}"
    for guess in (f"{path}.md", f"{path}/index.md", from_the_top):
        if guess in site.pages:
            return _no_file(address, f"did you mean {_relative(guess, page)}?")
    return None


@lru_cache(maxsize=4096)  # many pages have the same broken link
def _near(path: str, pages: frozenset[str], files: frozenset[str]) -> str:
    return nearest_path(path, pages) or nearest_path(path, files)


def remote_picture(address: str) -> Finding | None:
    """Return what is wrong with the address of a picture if it is one of another host."""
    if not _ELSEWHERE.match(address):
        return None
    is_picture = address.lower().partition("?")[0].endswith(_PICTURES)
    help_ = "put a copy beside the page" if is_picture else f"link to it: [its words]({address})"
    return Finding("remote-picture", "pictures are not loaded from other hosts", help_)


def _no_file(address: str, help_: str) -> Finding:
    image = address.lower().endswith(_PICTURES)
    rule = (
        "missing-file" if image or not address.partition("#")[0].endswith(".md") else "broken-link"
    )
    meant = with_scheme(address)
    fix = (Replacement(0, address, meant),) if meant else ()
    return Finding(rule, f"there is no file {address}", help_, fix=fix)


def _relative(path: str, page: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page))
