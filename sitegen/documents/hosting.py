"""data/hosting.yaml: where the site is published, and what its hosts are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from sitegen.diagnostics import Diagnostic
from sitegen.documents.targets import Target, mistakes
from sitegen.schema.check import CLOSED, check
from sitegen.schema.yaml_text import YamlText

PATH = "data/hosting.yaml"

Host = Literal["netlify", "cloudflare", "apache", "nginx", "cloudfront", "github-pages"]


@dataclass(frozen=True)
class Redirect:
    """A redirect as it is written: ``new`` is "" for a page that is gone."""

    __pydantic_config__ = CLOSED
    __other_words__: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("from", "source", "path", "src"), "did you mean old?"),
        **dict.fromkeys(("to", "target", "destination", "dest", "url"), "did you mean new?"),
        **dict.fromkeys(("code", "type", "permanent"), "did you mean status?"),
    }
    old: str
    new: str = ""
    status: int = 301


@dataclass(frozen=True)
class Hosting:
    """All that the file holds: ``targets`` are the places that can be published to, by name.

    The other keys are rules for hosts, which the room sitegen/hosting/ checks: ``headers`` by path
    and name, ``csp`` the sources that are added to a directive of the policy.
    """

    __pydantic_config__ = CLOSED
    hosts: tuple[Host, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    csp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hsts_days: int = 365
    compressed: tuple[Literal["gzip", "brotli"], ...] = ()
    targets: Mapping[str, Target] = field(default_factory=dict)


def load_hosting(yaml: YamlText) -> tuple[Hosting, tuple[Diagnostic, ...]]:
    """Check the file; a site without it is published by hand, or to folders that are named then."""
    if yaml.value is None:
        return Hosting(), ()
    checked = check(yaml, Hosting)
    hosting = checked.record or Hosting()
    return hosting, (*checked.diagnostics, *mistakes(yaml, hosting.targets))
