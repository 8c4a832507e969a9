"""sbom.cdx.json: the packages the builder consists of, for programs that look for known faults.

It is made from requirements.lock, so that it is the same wherever a site is built. A package that
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
from sitegen.companions.record import installed

PATH = "sbom.cdx.json"
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
