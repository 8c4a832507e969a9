"""The requirements of pyproject.toml, and whether installed versions meet them.

A small part of what packaging tools understand, read strictly: `name>=1.2,<3`, with an optional
`; sys_platform == "win32"`. Anything else is refused, never guessed at.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    #: Returns the version of an installed package, or None.
    Installed = Callable[[str], str | None]

Version = tuple[int, ...]

REQUIREMENT = re.compile(
    r"""\s* (?P<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)
        \s* (?P<bounds>(?:>=|<)[^;]*)?
        (?:; \s* sys_platform \s* == \s* (?P<quote>["'])(?P<platform>\w+)(?P=quote) \s*)?""",
    re.VERBOSE,
)
BOUND = re.compile(r"\s*(?P<sign>>=|<)\s*(?P<version>\d+(?:\.\d+)*)\s*")
FINISHED = re.compile(r"(?P<version>\d+(?:\.\d+)*)(?:\.post\d+)?(?:\+[A-Za-z0-9.]+)?")


class SetupError(Exception):
    """A set-up that cannot go on; the text tells a person what to do."""


class Requirement(NamedTuple):
    """One line of the dependencies."""

    name: str
    bounds: tuple[tuple[str, Version], ...]
    platform: str | None

    def allows(self, version: str) -> bool:
        """Whether an installed version is within the bounds; a trial version never is."""
        finished = FINISHED.fullmatch(version)
        found = numbers(finished["version"]) if finished else ()
        fits = ((found >= bound) == (sign == ">=") for sign, bound in self.bounds)
        return finished is not None and all(fits)


def read(pyproject: Path, extras: Iterable[str]) -> list[str]:
    """Return the dependencies as they are written, those of the extras after them."""
    project = _project(pyproject)
    optional = project["optional-dependencies"]
    return [*project["dependencies"], *(line for extra in extras for line in optional[extra])]


def _project(pyproject: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(pyproject.read_text("utf-8"))["project"]
    return found


def extras(pyproject: Path) -> dict[str, list[str]]:
    """Return what can be installed beside all that the builder needs: names with their packages.

    What the tests need is no extra.
    """
    return {
        name: [parse(line).name for line in lines]
        for name, lines in _project(pyproject)["optional-dependencies"].items()
        if name != "test"
    }


def parse(line: str) -> Requirement:
    """Read one requirement; raise SetupError on a form that is not known."""
    found = REQUIREMENT.fullmatch(line)
    if not found:
        raise SetupError(f"pyproject.toml: the requirement {line!r} has a form not known here")
    texts = found["bounds"].split(",") if found["bounds"] else []
    bounds = [BOUND.fullmatch(text) for text in texts]
    if not all(bounds):
        raise SetupError(f"pyproject.toml: the requirement {line!r} has a bound not known here")
    pairs = tuple((bound["sign"], numbers(bound["version"])) for bound in bounds if bound)
    return Requirement(found["name"], pairs, found["platform"])


def numbers(version: str) -> Version:
    """Return a version as numbers to compare: 3.10 is more than 3.9, and 3 is 3.0."""
    parts = [int(part) for part in version.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def all_met(lines: Iterable[str], platform: str, installed: Installed) -> bool:
    """Whether the running interpreter has all that the lines ask of it."""
    return all(is_met(parse(line), platform, installed) for line in lines)


def is_met(requirement: Requirement, platform: str, installed: Installed) -> bool:
    """Whether one requirement is met, or asks nothing on this platform."""
    if requirement.platform and requirement.platform != platform:
        return True
    version = installed(requirement.name)
    return version is not None and requirement.allows(version)
