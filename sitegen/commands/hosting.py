"""The command ``hosting``: a site's redirects and headers, as one of its hosts reads them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sitegen import COMMAND
from sitegen.build_request import Options
from sitegen.commands.build_options import now
from sitegen.commands.reporting import FINE, PROBLEMS
from sitegen.config import PATH as CONFIG
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.hosting import PATH
from sitegen.errors import SitegenError
from sitegen.hosting.written_for import HOSTS
from sitegen.model_stages import discover_load_and_model
from sitegen.report_formats import as_text
from sitegen.safe_text import safe
from sitegen.schema.did_you_mean import nearest
from sitegen.sources import SourceLines


class UnknownHostError(SitegenError):
    """No rules can be written for a host of that name."""


class FaultyRulesError(SitegenError):
    """What the rules are made from has mistakes; the message lists them."""


def hosting_command(arguments: argparse.Namespace) -> int:
    """Print the rules for a host, or which hosts there are; return 0, or 1 if rules are faulty."""
    if not arguments.host:
        print(_listed())
        return FINE
    try:
        base_url = arguments.base_url or ""
        print(rules_for(arguments.host, arguments.site, base_url, now().date()), end="")
    except FaultyRulesError as faulty:
        print(faulty, file=sys.stderr)
        return PROBLEMS
    return FINE


def _listed() -> str:
    """Return every host with what is written for it."""
    return "\n".join(f"  {COMMAND} hosting {name:11} {what}" for name, (_, what) in HOSTS.items())


def rules_for(host: str, site: Path, base_url: str, day: date) -> str:
    """Return the rules in the words of a host."""
    if host not in HOSTS:
        near = nearest(host, HOSTS)
        meant = f" Did you mean {near}?" if near else ""
        raise UnknownHostError(f"There is no host {safe(host)}.{meant} There are:\n{_listed()}")
    inputs, _, mistakes, *_ = discover_load_and_model(Options(site, None, day, base_url=base_url))
    if found := _errors(mistakes):
        raise FaultyRulesError(
            as_text(found, SourceLines(inputs.snapshot.read), colour=False)
            + "\nNothing was written for the host."
        )
    return HOSTS[host][0](inputs.site.config, inputs.site.hosting, inputs.site.redirects)


def _errors(mistakes: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return what is wrong with the files from which rules are made, and with aliases."""
    return [
        one
        for one in mistakes
        if one.severity is Severity.ERROR
        and (one.span.path in (PATH, CONFIG) or one.rule == "alias")
    ]
