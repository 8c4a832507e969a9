"""Assets as published: fingerprinted names, and style sheets whose url() follow them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from unicodedata import normalize
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic, Finding, Span
from sitegen.model.routes import asset_output, file_route
from sitegen.pictures.all_pictures import Pictures
from sitegen.pictures.values import Picture, Unusable
from sitegen.render.stylesheets import Sheet, SheetReference, read
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.sources import Snapshot

_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
#: What browsers drop from an address before they read it.
_DROPPED = str.maketrans("", "", "\t\n\r")


@dataclass(frozen=True)
class Assets:
    """``urls`` gives the root path of each published file by its source, ``outputs`` its bytes.

    Files in assets/ are fingerprinted, so that browsers may keep them for ever, unless the build is
    asked for addresses that stay; those in assets/public/, assets/files/ and content/ keep their
    names, so that they can be cited. Of ``pictures``, by their sources too, several versions may be
    published: ``urls`` has the widest.
    ``sheets`` is what style sheets, by their paths, refer to. Of outputs that the last build
    published, and that are the same now, ``standing`` has the paths only.
    """

    urls: Mapping[str, str]
    outputs: Mapping[str, bytes]
    pictures: Mapping[str, Picture | Unusable] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    standing: frozenset[str] = frozenset()

    def without_bytes(self) -> Assets:
        """Return the same to be kept until a build that finds it published."""
        return replace(self, outputs={}, standing=self.standing.union(self.outputs))

    def unpublished(self, path: str) -> bool:
        """Whether a file is a picture that cannot be published, which is not told yet."""
        picture = self.pictures.get(path)
        return isinstance(picture, Unusable) and not (picture.told or picture.published)

    def url_of(self, path: str) -> str | None:
        """Return the root path of a published file. Names that are one in NFC are one name."""
        found = self.urls.get(path)
        return found or (None if path.isascii() else self._by_nfc.get(path))

    @cached_property
    def _by_nfc(self) -> Mapping[str, str]:
        named = ((path, url) for path, url in self.urls.items() if not path.isascii())
        return {normalize("NFC", path): url for path, url in named}

    @cached_property
    def paths(self) -> frozenset[str]:
        """Return the source of each published file."""
        return frozenset(self.urls)


def publishable(
    snapshot: Snapshot,
    pictures: Pictures,
    known: Mapping[str, Sheet] | None = None,
    *,
    fingerprints: bool = True,
) -> tuple[Assets, tuple[Diagnostic, ...]]:
    """Name every file that is published, and rewrite what style sheets refer to.

    ``known`` is what an earlier build without mistakes found in style sheets, by their paths.
    """
    urls, outputs = dict(pictures.urls), dict(pictures.outputs)
    sheets: list[str] = []
    for path in sorted(snapshot.files.keys() - pictures.urls.keys()):
        data, route = snapshot.files[path].data, file_route(path)
        if route is not None:
            urls[path], outputs[route.output] = route.url, data
        elif path.startswith("assets/") and path.endswith(".css"):
            sheets.append(path)
        elif path.startswith("assets/"):
            output = asset_output(path, data, fingerprints=fingerprints)
            urls[path], outputs[output] = "/" + output, data
    published = _StyleSheets(snapshot, urls, outputs, known or {}, fingerprints=fingerprints)
    published.publish_all(sheets)
    assets = Assets(dict(sorted(urls.items())), outputs, pictures.known, published.known)
    return assets, tuple(published.found)


class _StyleSheets:
    """Style sheets on their way out: each one after those that it imports, for it names them."""

    def __init__(
        self,
        snapshot: Snapshot,
        urls: dict[str, str],
        outputs: dict[str, bytes],
        known: Mapping[str, Sheet],
        *,
        fingerprints: bool,
    ) -> None:
        self.found: list[Diagnostic] = []
        self.known: dict[str, Sheet] = {}
        self._snapshot = snapshot
        self._urls = urls
        self._outputs = outputs
        self._earlier = known
        self._fingerprints = fingerprints
        self._at_work: list[str] = []

    def publish_all(self, paths: Iterable[str]) -> None:
        """Rewrite style sheets, each of them once."""
        for path in paths:
            self.publish(path)

    def publish(self, path: str) -> None:
        """Rewrite one style sheet and all that it imports, unless that is done."""
        if path in self._urls:
            return
        self._at_work.append(path)
        text = self._snapshot.text(path) or ""
        parts, end = [], 0
        for reference in self._read(path, text).references:
            parts += [text[end : reference.start], self._rewritten(path, text, reference)]
            end = reference.end
        data = "".join([*parts, text[end:]]).encode()
        self._at_work.pop()
        output = asset_output(path, data, fingerprints=self._fingerprints)
        self._urls[path], self._outputs[output] = "/" + output, data

    def _read(self, path: str, text: str) -> Sheet:
        """Return what a sheet refers to; the parser is loaded only for one that has changed."""
        now = self._snapshot.files[path].digest
        sheet = self._earlier.get(path)
        if sheet is None or sheet.digest != now:
            sheet, mistakes = read(path, text, now)
            self.found += mistakes
        self.known[path] = sheet
        return sheet

    def _rewritten(self, path: str, text: str, reference: SheetReference) -> str:
        """Return an address as it is published, or as it is after a mistake."""
        written, target = text[reference.start : reference.end], reference.target.strip()
        if not target or target.startswith("#") or target[:5].lower() == "data:":
            return written
        url, mistake = self._url_of(path, target)
        if mistake:
            self.found.append(mistake.at(_span(path, text, reference)))
        if url is None:
            return written
        address = f'"{_relative(path, url)}{target[len(_bare(target)) :]}"'
        return address if written[0] in "\"'" else f"url({address})"

    def _url_of(self, path: str, target: str) -> tuple[str | None, Finding | None]:
        """Return the root path at which what a sheet names is published, or what is wrong."""
        if _ELSEWHERE.match(target.translate(_DROPPED)):
            message = f"a style sheet may load nothing from elsewhere: {target}"
            return None, Finding("missing-file", message, "put the file into assets/")
        source = self._source(path, target)
        if source in self._at_work:
            round_ = " imports ".join([*self._at_work[self._at_work.index(source) :], source])
            help_ = "remove one of these imports"
            return None, Finding("css", f"style sheets import each other: {round_}", help_)
        if source.endswith(".css") and source in self._snapshot.files:
            self.publish(source)
        if url := self._urls.get(source):
            return url, None
        known = [posixpath.relpath(one, posixpath.dirname(path)) for one in self._urls]
        message = f"there is no file {target}"
        return None, Finding("missing-file", message, did_you_mean(target, known))

    def _source(self, path: str, target: str) -> str:
        """Return the file that an address means: by its own path, or by where it is published."""
        bare = unquote(_bare(target))
        if not bare.startswith("/"):
            return posixpath.normpath(posixpath.join(posixpath.dirname(path), bare))
        by_url = (one for one, url in self._urls.items() if unquote(url) == bare)
        source = bare.removeprefix("/")
        return source if source in self._snapshot.files else next(by_url, source)


def _bare(target: str) -> str:
    return re.split("[?#]", target)[0]


def _relative(path: str, url: str) -> str:
    return posixpath.relpath(url, "/" + posixpath.dirname(path))


def _span(path: str, text: str, reference: SheetReference) -> Span:
    place = reference.words
    column = place - text.rfind("\n", 0, place)
    return Span(path, text.count("\n", 0, place) + 1, column, len(reference.target))
