"""Adds to what a build made what is published beside it, and keeps of that what still holds.

The same text gives the same bytes each time: nothing of the time or the computer is in them. Only
another version of zlib or Brotli may make others of the same text.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.build_request import Options
from sitegen.errors import SitegenError, installing
from sitegen.model.routes import alias_output
from sitegen.model.types import Site
from sitegen.output.build_json import BILL_PATH as BILL
from sitegen.output.build_json import PATH as RECORD
from sitegen.output.build_json import bill_of_materials, record_of
from sitegen.output.staging import Output, bytes_of, sha256_of
from sitegen.sources import sha256

#: Types of files that get smaller.
_TEXTS = (
    *(".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".csv", ".ics"),
    *(".bib", ".ris", ".vtt", ".webmanifest"),
)
_BEST = 9
#: What a small file would gain is less than a request costs. In bytes.
_SMALLEST = 512


class NoBrotliError(SitegenError):
    """Brotli is asked for and not installed."""


def is_text(path: str) -> bool:
    """Whether a file is of a type that is compressed."""
    return path.endswith(_TEXTS)


def is_large(data: bytes) -> bool:
    """Whether there is something to gain."""
    return len(data) >= _SMALLEST


def _gzip(data: bytes) -> bytes:
    # Not gzip.compress(): what it says of the system differs between versions of Python.
    packed = io.BytesIO()
    with gzip.GzipFile("", "wb", _BEST, packed, mtime=0) as file:
        file.write(data)
    return packed.getvalue()


def _brotli(data: bytes) -> bytes:
    try:
        import brotli
    except ImportError:
        raise NoBrotliError(
            "data/hosting.yaml asks for compressed: brotli, which is not installed. Install it:\n"
            f"  {installing('compressed', 'brotli')}\nor leave brotli out there."
        ) from None
    packed: bytes = brotli.compress(data, mode=brotli.MODE_TEXT)
    return packed


#: By its name in data/hosting.yaml: the ending of the files, and what makes them.
CODINGS: Mapping[str, tuple[str, Callable[[bytes], bytes]]] = {
    "brotli": (".br", _brotli),
    "gzip": (".gz", _gzip),
}


#: Returns the bytes of a file that is published already.
Read = Callable[[str], bytes]


@dataclass(frozen=True)
class Standing:
    """What stands in the output folder as the last build left it.

    ``files`` gives each file's checksum by its path, ``companions`` are those among them that were
    added here; ``read`` returns the bytes of one.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    companions: frozenset[str] = frozenset()
    read: Read = lambda _: b""


@dataclass(frozen=True)
class Accompanied:
    """All that is to be published: new bytes by path, and paths that are kept.

    ``files`` gives the checksum of each of them, ``companions`` are those that were added.
    """

    outputs: Mapping[str, Output]
    kept: frozenset[str]
    files: Mapping[str, str]
    companions: frozenset[str]

    def with_companion(self, path: str, data: bytes) -> Accompanied:
        """Return it with one file more that stands beside the site's own."""
        return Accompanied(
            outputs={**self.outputs, path: data},
            kept=self.kept - {path},
            files={**self.files, path: sha256(data)},
            companions=self.companions | {path},
        )


def accompanied(
    site: Site,
    options: Options,
    commit: str,
    outputs: Mapping[str, Output],
    kept: frozenset[str] = frozenset(),
    standing: Standing = Standing(),
) -> Accompanied:
    """Return all that is to be published: compressed texts, a bill of materials, build.json.

    A preview with its drafts has none of them.
    """
    if options.drafts:
        return _compressed_too(outputs, kept, (), standing)
    found = _compressed_too(outputs, kept, site.hosting.compressed, standing)
    if bill := bill_of_materials():
        found = found.with_companion(BILL, bill)
    record = record_of(site.config, site.build_day, commit, found.files, _leading_on(site))
    return found.with_companion(RECORD, record)


def _leading_on(site: Site) -> Mapping[str, str]:
    """Return, by its path, where each page leads that only sends visitors on."""
    hosting = site.hosting
    found = {alias_output(alias): url for alias, url in site.redirects.items()}
    found |= {rule.page: rule.new for rule in hosting.rules if rule.page and hosting.has_pages}
    base = site.config.base_path
    return {path: base + to if to.startswith("/") else to for path, to in found.items()}


def _compressed_too(
    outputs: Mapping[str, Output],
    kept: frozenset[str],
    codings: Sequence[str],
    standing: Standing,
) -> Accompanied:
    """Add to outputs, and to files that are kept, their compressed forms."""
    kept -= standing.companions
    files = {path: standing.files[path] for path in kept}
    files |= {path: sha256_of(output) for path, output in outputs.items()}
    new, old = dict(outputs), set(kept)
    for path, name in _wanted(files, codings):
        ending, compress = CODINGS[name]
        packed = path + ending
        is_fresh = packed in standing.companions and standing.files.get(path) == files[path]
        if is_fresh and packed in standing.files:
            old.add(packed)
        elif is_large(data := bytes_of(outputs[path]) if path in outputs else standing.read(path)):
            new[packed] = compress(data)
    added = (old | new.keys()) - files.keys()
    files |= {path: sha256_of(new[path]) if path in new else standing.files[path] for path in added}
    return Accompanied(new, frozenset(old), files, frozenset(added))


def _wanted(files: Mapping[str, str], codings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each text with each coding in which it is wanted; what has its place taken is not."""
    for path in sorted(filter(is_text, files)) if codings else ():
        yield from ((path, name) for name in codings if path + CODINGS[name][0] not in files)
