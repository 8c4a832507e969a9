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
    """The address that is sent on: ``/old/page/``; with a ``*`` at its end all below it."""
    new: str = ""
    """Where visitors are sent; leave it out for a page that is gone."""
    status: int = 301
    """What browsers are told: 301 for good, 302 for now, 410 for gone."""


@dataclass(frozen=True)
class Hosting:
    """What hosts are to do, and where the site is published."""

    __pydantic_config__ = CLOSED
    hosts: tuple[Host, ...] = ()
    """The hosts for which rules are written."""
    redirects: tuple[Redirect, ...] = ()
    """Addresses that are sent on."""
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Headers that files get, by path and name."""
    csp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Sources that are added to the policy of pages, by directive."""
    hsts_days: int = 365
    """For how many days browsers remember to use https only."""
    compressed: tuple[Literal["gzip", "brotli"], ...] = ()
    """Forms in which texts are published besides."""
    targets: Mapping[str, Target] = field(default_factory=dict)
    """The places that the site can be published to, by name."""


def load_hosting(yaml: YamlText) -> tuple[Hosting, tuple[Diagnostic, ...]]:
    """Check the file; a site without it is published by hand, or to folders that are named then."""
    if yaml.value is None:
        return Hosting(), ()
    checked = check(yaml, Hosting)
    hosting = checked.record or Hosting()
    return hosting, (*checked.diagnostics, *mistakes(yaml, hosting.targets))
