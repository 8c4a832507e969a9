"""build.json says what an output was built from, sbom.cdx.json by which packages.

build.json holds the checksum of every file, and nothing of the computer that it was built on, nor
the time of day, so that two builds of one commit are the same bytes wherever they are made.

sbom.cdx.json names the packages of the builder, for programs that look for known faults. It is
made from requirements.lock, so that it is the same wherever a site is built. A package that
has another version than the lock says, as in an environment of one's own, is named with that one.
Source: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/; package-url, "pypi".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sitegen import __version__
from sitegen.config import SiteConfig
from sitegen.incremental.changes import libraries

PATH = "build.json"
FORMAT = 1
#: How pip names the folder of what it says of a library.
_PIPS = ".dist-info"

#: The libraries on whose versions the published bytes depend.
LIBRARIES = (
    *("jinja2", "markdown", "pillow", "pydantic", "pypdf", "pyyaml"),
    *("pymdown-extensions", "selectolax", "tinycss2", "tzdata"),
)

#: A path below the output folder: no part is empty, or leads out of it.
_PATH = re.compile(r"(?!\.{0,2}(?:/|\Z))[^/\\\0]+(?:/(?!\.{0,2}(?:/|\Z))[^/\\\0]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class NoRecordError(Exception):
    """What should be a build.json is none."""


@dataclass(frozen=True)
class BuildRecord:
    """A build.json that was read.

    ``files`` are checksums by path; ``redirects`` say of pages that only lead on where they lead.
    """

    commit: str
    files: Mapping[str, str]
    redirects: Mapping[str, str]


def record_of(
    config: SiteConfig,
    day: object,
    commit: str,
    files: Mapping[str, str],
    redirects: Mapping[str, str],
) -> bytes:
    """Return build.json, given the SHA-256 of each file by its path, and pages that lead on."""
    found = {
        "format": FORMAT,
        "builder": f"sitegen {__version__}",
        "libraries": {name: known for name in LIBRARIES if (known := installed(name))},
        "commit": commit or None,
        "as_of": str(day),
        "base_url": config.base_url,
        "redirects": dict(sorted(redirects.items())),
        "files": dict(sorted(files.items())),
    }
    return (json.dumps(found, indent=1, ensure_ascii=True) + "\n").encode()


def read_record(data: bytes) -> BuildRecord:
    """Return what a build.json says, or raise NoRecordError: nothing in it is trusted."""
    try:
        found: Any = json.loads(data)
        files, redirects = dict(found["files"]), dict(found.get("redirects") or {})
        commit = str(found.get("commit") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoRecordError("it is no build.json of this builder") from None
    if found.get("format") != FORMAT:
        raise NoRecordError(f"its format is {found.get('format')!r}, and {FORMAT} is known here")
    sound = all(
        isinstance(one, str) and isinstance(sha, str) and is_path(one) and _SHA256.fullmatch(sha)
        for one, sha in files.items()
    )
    if not sound or not all(isinstance(one, str) for pair in redirects.items() for one in pair):
        raise NoRecordError("it names what no build has made")
    return BuildRecord(commit, files, redirects)


def is_path(path: str) -> bool:
    """Whether a text is the path of a file below an output folder."""
    return bool(_PATH.fullmatch(path))


def installed(name: str) -> str:
    """Return the version of an installed package, "" if there is none."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return _versions().get(name.lower().replace("-", "_")) or version(name)
    except PackageNotFoundError:  # as where all is packed into one file
        return ""


@cache
def _versions() -> Mapping[str, str]:
    """Return the versions of packages that pip has installed, by their names with underscores."""
    named = [one.removesuffix(_PIPS).rpartition("-") for one in libraries() if one.endswith(_PIPS)]
    return {name.lower(): number for name, _, number in reversed(named)}  # the first one counts


BILL_PATH = "sbom.cdx.json"
LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"

_BUILDER = "sitegen"
_PACKAGE = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(?: *; *([^\\\n]+))?")
_WANTED_BY = re.compile(r"^ +#(?: via)?[ ]+(?!via$)([A-Za-z0-9._-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """A package of the lock: ``only_if`` says on which systems it is wanted, ``by`` by whom."""

    name: str
    version: str
    only_if: str
    by: tuple[str, ...]

    @property
    def ref(self) -> str:
        """Return its name as all registries together know it."""
        return f"pkg:pypi/{self.name.lower().replace('_', '-')}@{self.version}"


@cache
def bill_of_materials(lock: Path = LOCK) -> bytes:
    """Return the file, b"" where there is no lock: then pip has chosen the packages."""
    if not lock.is_file():
        return b""
    packages = list(_packages(lock.read_text("utf-8")))
    found = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                **{"type": "application", "bom-ref": _BUILDER},
                **{"name": _BUILDER, "version": __version__},
            }
        },
        "components": [_component(one) for one in packages],
        "dependencies": list(_dependencies(packages)),
    }
    return (json.dumps(found, indent=1, ensure_ascii=True) + "\n").encode()


def _packages(lock: str) -> Iterator[Package]:
    """Yield the packages of a lock as uv writes it."""
    for entry in re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE):
        if head := _PACKAGE.match(entry):
            name, locked, only_if = head.groups(default="")
            version = installed(name) or locked
            yield Package(name, version, only_if.strip(), tuple(_WANTED_BY.findall(entry)))


def _component(package: Package) -> Mapping[str, Any]:
    condition = [{"name": "sitegen:only-if", "value": package.only_if}]
    return {
        "type": "library",
        "bom-ref": package.ref,
        "name": package.name,
        "version": package.version,
        "scope": "optional" if package.only_if else "required",
        "purl": package.ref,
        **({"properties": condition} if package.only_if else {}),
    }


def _dependencies(packages: list[Package]) -> Iterator[Mapping[str, Any]]:
    """Yield for the builder and for each package what it needs; what names no package is we."""
    refs = {one.name: one.ref for one in packages}
    needs: dict[str, list[str]] = {_BUILDER: [], **{ref: [] for ref in refs.values()}}
    for package in packages:
        for name in package.by:
            needs[refs.get(name, _BUILDER)].append(package.ref)
    return ({"ref": ref, "dependsOn": needed} for ref, needed in needs.items())
