"""The commands ``publish`` and ``hosting``: bring the site to its visitors, and tell its host how.

``publish`` builds strictly, verifies, and brings the output to a target; ``hosting`` prints the
site's redirects and headers as one of its hosts reads them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from sitegen import COMMAND
from sitegen.build_request import Options
from sitegen.commands.addresses import is_kept, look, updated
from sitegen.commands.build import build_options, now
from sitegen.commands.reporting import FINE, PROBLEMS, report, say, shown
from sitegen.commands.verify import refuse_unpublished, verify
from sitegen.config import PATH as CONFIG
from sitegen.deploy import publication
from sitegen.deploy.folder import files_of
from sitegen.deploy.host import Host, PublicationError
from sitegen.deploy.manifest import File
from sitegen.deploy.publication import Publication, Request, Watch
from sitegen.deploy.targets import chosen, folder, host_of
from sitegen.diagnostics import Diagnostic, Severity, count
from sitegen.documents.hosting import PATH, Target
from sitegen.errors import SitegenError
from sitegen.host_rules.written_for import HOSTS
from sitegen.model_stages import discover_load_and_model
from sitegen.pipeline import build
from sitegen.report_formats import as_text
from sitegen.safe_text import safe, safe_json, some_of
from sitegen.schema.did_you_mean import nearest
from sitegen.sources import SourceLines


def publish_command(arguments: argparse.Namespace) -> int:
    """Publish, or go back; return 0, or 1 where the site has problems."""
    with build_options(arguments) as options:
        return _publish(arguments, options)


def _publish(arguments: argparse.Namespace, options: Options) -> int:
    name, target = _target(arguments)
    host = host_of(arguments.site, name, target, _wait, force=arguments.force)
    if arguments.history:
        return _print_history(host)
    options = replace(options, base_url=options.base_url or target.url)
    if arguments.rollback is None and not _is_ready(arguments, options):
        return 1
    with _watching() as watch:
        outcome = _carry_out(arguments, options, host, _request(arguments, target, watch))
    print(_told(outcome, host.shown, arguments))
    if arguments.rollback is None and not arguments.dry_run:
        _keep_addresses(options)
    return 0


def _keep_addresses(options: Options) -> None:
    """Add what is public from now on to the list of addresses, if the site keeps one."""
    if is_kept(options.site) and (listed := look(options)).new:
        say(updated(options.site, listed))


def _target(arguments: argparse.Namespace) -> tuple[str, Target]:
    if arguments.to:
        output = arguments.output or arguments.site / "output"
        return "", folder(arguments.site, output, arguments.to)
    return chosen(arguments.site, arguments.target)


def _request(arguments: argparse.Namespace, target: Target, watch: Watch) -> Request:
    return Request(
        now=datetime.now(UTC),
        leave=target.leave,
        pause=target.keep_assets,
        adopt=arguments.adopt,
        dry_run=arguments.dry_run,
        watch=watch,
    )


def _carry_out(
    arguments: argparse.Namespace, options: Options, host: Host, request: Request
) -> Publication:
    if arguments.rollback is not None:
        return publication.go_back(host, arguments.rollback or None, request)
    assert options.output is not None
    wanted = _wanted(arguments.site, options.output)
    return publication.publish(host, wanted, options.output, request)


def _is_ready(arguments: argparse.Namespace, options: Options) -> bool:
    """Build and verify, as far as that is wanted; tell what keeps the output from being public."""
    assert options.output is not None
    if not arguments.no_build and not _is_built(arguments, options):
        return False
    return arguments.no_verify or _is_verified(arguments.site, options.output)


def _is_built(arguments: argparse.Namespace, options: Options) -> bool:
    result = build(options)
    is_told = result.failed or arguments.format != "json"
    if is_told and (text := report(result, arguments.format, every=arguments.all)):
        print(text)
    if result.failed:
        print("Nothing was published.", file=sys.stderr)
    return not result.failed


def _is_verified(site: Path, output: Path) -> bool:
    verdict = verify(site, output, say)
    if not verdict.holds:
        named = some_of([*verdict.missing, *verdict.surplus, *verdict.different])
        say(f"{shown(output)} is not what a clean build makes: {named}")
        print(f"Nothing was published. To see more: {COMMAND} verify", file=sys.stderr)
    return verdict.holds


def _wanted(site: Path, output: Path) -> dict[str, File]:
    """Return the files of the output, which must be public and more than none."""
    refuse_unpublished(site, output)
    files = files_of(output)
    if not files:
        raise PublicationError(f"{shown(output)} holds no files: run {COMMAND} first.")
    return files


def _print_history(host: Host) -> int:
    with host.opened(to_write=False):
        print(publication.told(host.records()))
    return 0


def _wait() -> None:
    say("another publication to this target is at work: waiting for its end.")


def _told(outcome: Publication, place: str, arguments: argparse.Namespace) -> str:
    plan = outcome.plan
    if arguments.format == "json":
        return _as_json(outcome, place)
    if arguments.dry_run:
        return "\n".join(_listed(outcome)) or f"Nothing would change at {place}."
    if not plan:
        return f"Nothing to publish: {place} holds these files already."
    size = f"{outcome.size / 1000:,.0f} kB"
    return (
        f"Published to {place} as number {outcome.number}: "
        f"{count(len(plan.sent), 'file')} sent ({size}), {len(plan.removed)} removed.\n"
        "To take it back: the same command with --rollback"
    )


def _as_json(outcome: Publication, place: str) -> str:
    plan = outcome.plan
    told = {"target": place, "number": outcome.number, "bytes": outcome.size}
    listed = {"sent": plan.sent, "removed": plan.removed}
    return safe_json({**told, **listed})


def _listed(outcome: Publication) -> Iterator[str]:
    """Yield each step of a plan in its order."""
    plan = outcome.plan
    for word, paths in (
        ("remove", plan.room),
        ("send", plan.sent),
        ("remove", (*plan.gone, *plan.unused)),
    ):
        yield from (f"{word:7}{safe(path)}" for path in paths)


@contextmanager
def _watching() -> Iterator[Watch]:
    """Draw a progress bar on a terminal, and nothing where nobody is watching."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Publishing", total=None)
        yield lambda what, done, of: bar.update(
            task, description=what, completed=done, total=of or None
        )


class UnknownHostError(SitegenError):
    """No rules can be written for a host of that name."""


class FaultyRulesError(SitegenError):
    """What the rules are made from has mistakes; the message lists them."""


def hosting_command(arguments: argparse.Namespace) -> int:
    """Print the rules for a host, or which hosts there are; return 0, or 1 if rules are faulty."""
    if not arguments.host:
        print(_all_hosts())
        return FINE
    try:
        base_url = arguments.base_url or ""
        print(rules_for(arguments.host, arguments.site, base_url, now().date()), end="")
    except FaultyRulesError as faulty:
        print(faulty, file=sys.stderr)
        return PROBLEMS
    return FINE


def _all_hosts() -> str:
    """Return every host with what is written for it."""
    return "\n".join(f"  {COMMAND} hosting {name:11} {what}" for name, (_, what) in HOSTS.items())


def rules_for(host: str, site: Path, base_url: str, day: date) -> str:
    """Return the rules in the words of a host."""
    if host not in HOSTS:
        near = nearest(host, HOSTS)
        meant = f" Did you mean {near}?" if near else ""
        raise UnknownHostError(f"There is no host {safe(host)}.{meant} There are:\n{_all_hosts()}")
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
