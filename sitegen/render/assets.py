"""Assets as published: fingerprinted names, and style sheets whose url() follow them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, Span
from sitegen.model.routes import file_route, fingerprinted
from sitegen.pictures.prepare import Pictures
from sitegen.pictures.values import Picture, Unusable
from sitegen.schema.nearest import did_you_mean
from sitegen.sources import Snapshot

_CSS_URL = re.compile(r"""/\*.*?\*/|url\(\s*(["']?)([^"')]+)\1\s*\)""", re.DOTALL)
_ELSEWHERE = re.compile(r"([a-z][a-z0-9+.-]*:|//|#)", re.IGNORECASE)


@dataclass(frozen=True)
class Assets:
    """``urls`` gives the root path of each published file by its source, ``outputs`` its bytes.

    Files in assets/ are fingerprinted, so that browsers may keep them for ever; those in
    assets/public/, assets/files/ and content/ keep their names, so that they can be cited. Of
    ``pictures``, by their sources too, several versions may be published: ``urls`` has the widest.
    """

    urls: Mapping[str, str]
    outputs: Mapping[str, bytes]
    pictures: Mapping[str, Picture | Unusable] = field(default_factory=dict)

    def unpublished(self, path: str) -> bool:
        """Whether a file is a picture that cannot be published, which is not told yet."""
        picture = self.pictures.get(path)
        return isinstance(picture, Unusable) and not (picture.told or picture.published)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Return the source of each published file."""
        return frozenset(self.urls)


def publishable(snapshot: Snapshot, pictures: Pictures) -> tuple[Assets, tuple[Diagnostic, ...]]:
    """Name every file that is published, and rewrite what style sheets refer to."""
    urls = dict(pictures.urls)
    outputs = dict(pictures.outputs)
    found: list[Diagnostic] = []
    files = snapshot.files.keys() - pictures.urls.keys()
    for path in sorted(files, key=lambda path: (path.endswith(".css"), path)):
        data = snapshot.files[path].data
        route = file_route(path)
        if route is not None:
            urls[path], outputs[route.output] = route.url, data
        elif path.startswith("assets/"):
            if path.endswith(".css"):
                data, mistakes = _rewrite(path, snapshot.text(path) or "", urls)
                found.extend(mistakes)
            output = fingerprinted(path, data)
            urls[path], outputs[output] = "/" + output, data
    return Assets(dict(sorted(urls.items())), outputs, pictures.known), tuple(found)


def _rewrite(path: str, text: str, urls: Mapping[str, str]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Point each url() at the published file, relative to the style sheet."""
    found = []
    parts: list[str] = []
    end = 0
    for match in _CSS_URL.finditer(text):
        target = (match.group(2) or "").strip()
        if not target or _ELSEWHERE.match(target):
            continue  # a comment, or nothing of this site
        url = urls.get(_source(path, target))
        if url is None:
            found.append(_missing(path, text, match.start(2), target, urls))
            continue
        rest = target[len(re.split("[?#]", target)[0]) :]
        parts += [text[end : match.start()], f'url("{_relative(path, url)}{rest}")']
        end = match.end()
    return "".join([*parts, text[end:]]).encode(), tuple(found)


def _source(path: str, target: str) -> str:
    bare = unquote(re.split("[?#]", target)[0])
    if bare.startswith("/"):
        return bare.removeprefix("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))


def _relative(path: str, url: str) -> str:
    return posixpath.relpath(url, "/" + posixpath.dirname(path))


def _missing(path: str, text: str, offset: int, target: str, urls: Mapping[str, str]) -> Diagnostic:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    message = f"there is no file {target}"
    known = [posixpath.relpath(source, posixpath.dirname(path)) for source in urls]
    span = Span(path, line, column, len(target))
    return Diagnostic(span, "missing-file", message, did_you_mean(target, known))
