"""Where everything is published: the URL and the output file of pages, files and aliases."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sitegen.diagnostics import Diagnostic, Span
from sitegen.documents.page import Document
from sitegen.file_names import fault_of, too_long
from sitegen.sources import digest

#: Length of the fingerprint in a file name, in hexadecimal digits.
FINGERPRINT = 10

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
#: The page that hosts show where there is none.
ERROR_PAGE = "content/404.md"


@dataclass(frozen=True, slots=True)
class Route:
    """The address of one page: ``url`` is a root path, ``output`` a path below the output."""

    url: str
    output: str


def page_route(path: str) -> Route:
    """Return the route of a page by its source path: content/a/b.md is /a/b/."""
    if path == ERROR_PAGE:
        return Route("/404.html", "404.html")
    parts = path.removeprefix("content/").removesuffix(".md").split("/")
    if parts[-1] == "index":
        parts.pop()
    folder = "".join(f"{part}/" for part in parts)
    return Route("/" + folder, f"{folder}index.html")


def file_route(path: str) -> Route | None:
    """Return the route of a file whose name stays as it is, or None for pages and other assets."""
    for prefix, target in (("content/", ""), ("assets/public/", ""), ("assets/files/", "files/")):
        if path.startswith(prefix) and not path.endswith(".md"):
            output = target + path.removeprefix(prefix)
            return Route("/" + quote(output), output)
    return None


def fingerprinted(path: str, data: bytes) -> str:
    """Return a file's published path, which changes whenever its bytes do."""
    stem, ending = posixpath.splitext(path)
    return f"{stem}.{digest(data)[:FINGERPRINT]}{ending}"


def asset_output(path: str, data: bytes, *, fingerprints: bool) -> str:
    """Return the published path of a file in assets/, with or without a fingerprint."""
    return fingerprinted(path, data) if fingerprints else path


def taken_twice(
    documents: Mapping[str, Document], taken: Mapping[str, Route]
) -> Iterator[Diagnostic]:
    """Yield a mistake for each page with the address of another one."""
    by_output: dict[str, str] = {}
    for path, route in taken.items():
        first = by_output.setdefault(route.output.casefold(), path)
        if first != path:
            message = f"{path} and {first} have the same URL {route.url}"
            span = Span(documents[path].source)
            yield Diagnostic(span, "duplicate-url", message, "rename one of the two")


def redirects(
    documents: Mapping[str, Document], taken: Mapping[str, Route]
) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """Return the target URL of each alias; an alias that is a page or stands twice is a mistake."""
    owners = {route.url.casefold(): path for path, route in taken.items()}
    targets: dict[str, str] = {}
    found = []
    for path, document in documents.items():
        for place, alias in enumerate(document.front.aliases):
            if _CONTROL.search(alias):
                continue  # the YAML reader has refused it where it stands
            url = alias_url(alias)
            message = _bad_alias(alias) or _collision(alias, owners.get(url.casefold()))
            if message:
                span = document.yaml.span(("aliases", place))
                found.append(Diagnostic(span, "alias", message, _better_alias(alias)))
                continue
            owners[url.casefold()] = path
            targets[url] = taken[path].url
    return targets, tuple(found)


def alias_url(alias: str) -> str:
    """Return an alias as the URL under which its redirect page is found."""
    return alias if alias.endswith((".html", "/")) else alias + "/"


def alias_output(url: str) -> str:
    """Return the output file of the redirect page for an alias's URL."""
    return url.removeprefix("/") + ("index.html" if url.endswith("/") else "")


def _collision(alias: str, owner: str | None) -> str:
    return f"the alias {alias} is already the address of {owner}" if owner else ""


def _bad_alias(alias: str) -> str:
    if not alias.startswith("/") or "//" in alias:
        return f"the alias {alias} must begin with one / and have no // in it"
    if any(part.startswith(".") for part in alias.split("/")):
        return f"the alias {alias} has a part that begins with a dot, which hosts do not show"
    if re.search(r"[\s\x00-\x1f\x7f?#\\%:*\"<>|]", alias):
        return f"the alias {alias} holds a character that no file name can hold"
    return _unfit_alias(alias)


def _better_alias(alias: str) -> str:
    """Return what to do about an alias: how to write it, if only its slashes are wrong."""
    path = "/" + "/".join(part for part in alias.split("/") if part)
    better = alias_url(path)
    is_form = better != alias_url(alias) and not _bad_alias(better) and not alias.startswith("//")
    return f"write {better}" if is_form else "remove or change the alias"


def _unfit_alias(alias: str) -> str:
    """Return why the file of a redirect could not lie on every system, or ""."""
    if why := too_long(alias_output(alias_url(alias))):
        return f"the alias is too long: {why}"
    fault = next((fault for part in alias.split("/") if (fault := fault_of(part))), None)
    return f"the alias {alias} cannot be a file: {fault.message}" if fault else ""
