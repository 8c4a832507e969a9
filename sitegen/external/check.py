"""A check of a site that looks at its links to other sites, too."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sitegen.diagnostics import Span, count, has_errors, report
from sitegen.errors import SitegenError
from sitegen.external.asking import Asker, name_of
from sitegen.external.findings import Links, findings, links_of
from sitegen.external.hosts import Hosts
from sitegen.external.ledger import Kind, Ledger
from sitegen.external.looking import Looker, Looks
from sitegen.finish import answer
from sitegen.incremental.own_folder import FOLDER
from sitegen.last_build import LastBuild
from sitegen.publish.folder import can_keep
from sitegen.request import Options, Result
from sitegen.sources import require_site
from sitegen.stages import make

#: If so many hosts are silent and no other speaks, the fault is on this side.
_MANY = 3
LEDGER = f"{FOLDER}/external.json"


class NoNetworkError(SitegenError):
    """No host at all could be reached."""


@dataclass(frozen=True)
class Look:
    """How to look: where the ledger is (None for its place beside the site), and for what.

    ``wants`` says of a file whether its links are asked for.
    """

    ledger: Path | None
    wants: Callable[[str], bool]


def check(options: Options, look: Look) -> Result:
    """Check a site, then look at the links of its pages; what is found is in the result."""
    started = time.monotonic()
    require_site(options.site)
    last = LastBuild.none(options)
    made = make(options, last)
    links = _wanted(links_of(made), look.wants)
    ledger = Ledger(look.ledger or _own_ledger(options))
    options.say(f"Looking at {count(len(links), 'link')} to other sites, unless that was done")
    hosts = Hosts(Asker(made.inputs.site.config.base_url), ledger, _now)
    looks = _looked(Looker(hosts, ledger, _now), links, ledger)
    found = report([*made.diagnostics, *findings(links, ledger)])
    outcomes = [ledger.last(address) for address in links]
    robots = sum(one is not None and one.kind is Kind.ROBOTS for one in outcomes)
    return replace(
        answer(last, made, started),
        diagnostics=found,
        failed=has_errors(found, strict=options.strict),
        external={**asdict(looks), "left_to_robots": robots},
    )


def _looked(looker: Looker, links: Links, ledger: Ledger) -> Looks:
    """Look at all links; raise NoNetworkError, and forget the looks, if not one host answered."""
    before, began = {one: ledger.last(one) for one in links}, _now().replace(microsecond=0)
    looks = looker.look_at_all(links)
    found = {one: outcome for one in links if (outcome := ledger.last(one))}
    now = {one: outcome for one, outcome in found.items() if outcome.looked >= began}
    hosts = {name_of(address) for address in now}
    if len(hosts) >= _MANY and all(one.kind is Kind.SILENT for one in now.values()):
        ledger.restore({address: before[address] for address in now}, began)
        raise NoNetworkError(
            f"None of {len(hosts)} hosts answered: this computer seems to be offline, or a proxy "
            "is in the way.\nNothing was kept of these looks."
        )
    return looks


def _wanted(links: Links, wants: Callable[[str], bool]) -> Links:
    def places_of(places: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(place for place in places if wants(place.path))

    return {address: kept for address, all_ in links.items() if (kept := places_of(tuple(all_)))}


def _own_ledger(options: Options) -> Path | None:
    if can_keep(options.site):
        return options.site / LEDGER
    options.say(f"Nothing can be kept in {FOLDER}/: the next run looks at every link again.")
    return None


def _now() -> datetime:
    return datetime.now(UTC)
