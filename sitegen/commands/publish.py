"""The command ``publish``: builds strictly, verifies, and brings the output to a target."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sitegen import COMMAND
from sitegen.build_request import Options
from sitegen.commands.addresses import is_kept, look, updated
from sitegen.commands.build_options import build_options
from sitegen.commands.reporting import report, say, shown
from sitegen.commands.verify import refuse_unpublished, verify
from sitegen.deploy import publication
from sitegen.deploy.folder import files_of
from sitegen.deploy.host import Host, PublicationError
from sitegen.deploy.manifest import File
from sitegen.deploy.publication import Publication, Request, Watch
from sitegen.deploy.targets import chosen, folder, host_of
from sitegen.diagnostics import count
from sitegen.documents.hosting import Target
from sitegen.pipeline import build
from sitegen.safe_text import safe, safe_json

_NAMED_AT_MOST = 10


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
        paths = [*verdict.missing, *verdict.surplus, *verdict.different][:_NAMED_AT_MOST]
        say(f"{shown(output)} is not what a clean build makes: {', '.join(map(safe, paths))}")
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
    return safe_json(json.dumps({**told, **listed}, ensure_ascii=False, indent=2))


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
