"""data/hosting.yaml: where the site is published, and what its hosts are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.diagnostics import Diagnostic
from sitegen.documents.targets import Target, mistakes
from sitegen.schema.check import CLOSED, check
from sitegen.schema.yaml_text import YamlText

PATH = "data/hosting.yaml"


@dataclass(frozen=True)
class Hosting:
    """All that the file holds: ``targets`` are the places that can be published to, by name."""

    __pydantic_config__ = CLOSED
    targets: Mapping[str, Target] = field(default_factory=dict)


def load_hosting(yaml: YamlText) -> tuple[Hosting, tuple[Diagnostic, ...]]:
    """Check the file; a site without it is published by hand, or to folders that are named then."""
    if yaml.value is None:
        return Hosting(), ()
    checked = check(yaml, Hosting)
    hosting = checked.record or Hosting()
    return hosting, (*checked.diagnostics, *mistakes(yaml, hosting.targets))
