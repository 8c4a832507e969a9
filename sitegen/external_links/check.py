"""A check of a site that looks at its links to other sites, too, and what the looks mean for it.

What is found is told in an editor's words, at each place where the link stands.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from sitegen.build_request import Options, Result
from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span, count, has_errors, report
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.errors import SitegenError
from sitegen.external_links.hosts import Hosts
from sitegen.external_links.http import Asker, name_of
from sitegen.external_links.ledger import Kind, Ledger, LookResult
from sitegen.external_links.probe import Looker, Looks
from sitegen.host_rules.rules import NAMES
from sitegen.incremental.trust import FOLDER
from sitegen.last_build import LastBuild
from sitegen.output.folder import can_keep
from sitegen.page_stages import make
from sitegen.publish_stage import Made, answer
from sitegen.render.html_tree import elements
from sitegen.schema.yaml_text import read_yaml
from sitegen.sources import require_site

#: If so many hosts are silent and no other speaks, the fault is on this side.
_MANY = 3
LEDGER = f"{FOLDER}/external.json"
#: Elements that a visitor can follow. What a page loads is never of another site.
_FOLLOWED = ("a", "area")

#: The places of links, by address without its anchor.
Links = Mapping[str, Sequence[Span]]


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


def links_of(made: Made) -> Links:
    """Return the addresses of other sites to which pages and redirects lead."""
    found: dict[str, dict[Span, None]] = {}
    for address, place in (*_of_pages(made), *_of_redirects(made)):
        found.setdefault(urldefrag(address).url, {})[place] = None
    return {address: tuple(places) for address, places in sorted(found.items())}


def _of_pages(made: Made) -> Iterator[tuple[str, Span]]:
    facts = {page: rendered.facts for page, rendered in made.rendered.items()}
    finished = Finished(made.inputs, facts, tuple(facts), made.index, made.beside.paths)
    own = made.inputs.site.config.base_url
    for page, rendered in made.rendered.items():
        for address, times in _followed(rendered.html.decode()).items():
            if not f"{address}/".startswith(own):
                yield from ((address, finished.place_of(address, page, n)) for n in range(times))


def _followed(html: str) -> Counter[str]:
    """Return the addresses of the web to which a page leads, each with how often it does."""
    links = (
        attributes.get("href") or "" for tag, attributes, _ in elements(html) if tag in _FOLLOWED
    )
    return Counter(filter(_is_of_the_web, links))


def _of_redirects(made: Made) -> Iterator[tuple[str, Span]]:
    yaml, _ = read_yaml(made.inputs.snapshot.text(HOSTING) or "", HOSTING)
    for rule in made.inputs.site.hosting.rules:
        if _is_of_the_web(rule.new) and not NAMES.search(rule.new):
            yield rule.new, yaml.span(("redirects", rule.place, "new"))


def _is_of_the_web(address: str) -> bool:
    """Whether an address has a scheme by which another host can be asked."""
    return address.lower().startswith(("http://", "https://"))


_RULE = "external-link"
_ARCHIVE = "https://web.archive.org/web/"
_LOOK_YOURSELF = "look at it in a browser: correct the address, or link to another page"


def findings(links: Links, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield a warning for each place of a link that leads nowhere, or to where nothing stays.

    What only a person can look at is a note.
    """
    for address, places in links.items():
        outcome = ledger.last(address)
        told = _told(address, outcome) if outcome else None
        if outcome and told:
            severity = Severity.NOTE if outcome.kind is Kind.REFUSED else Severity.WARNING
            yield from (Diagnostic(place, _RULE, *told, severity) for place in places)


def _told(address: str, outcome: LookResult) -> tuple[str, str] | None:
    """Return what is wrong with a link and what to do, or None if nothing is."""
    by = f"(looked at on {_day(outcome.looked)}{_since(outcome)})"
    if outcome.kind is Kind.MISSING:
        message = f"{address} is not there any more: its host answers {outcome.status} {by}"
        help_ = f"link to where it is now, or to a copy ({_ARCHIVE}{address}), or remove the link"
        return message, help_
    if outcome.kind is Kind.FAILING:
        return f"{address} does not work: its host answers {outcome.status} {by}", _LOOK_YOURSELF
    if outcome.kind is Kind.SILENT:
        return f"{address} cannot be reached: {outcome.trouble} {by}", _LOOK_YOURSELF
    if outcome.kind is Kind.REFUSED:
        why = outcome.trouble or f"it answers {outcome.status}"
        return f"the host of {address} lets no program look: {why} {by}", "look at it in a browser"
    return _moved(address, outcome.moved_to, by) if outcome.moved_to else None


def _moved(address: str, to: str, by: str) -> tuple[str, str]:
    message = f"{address} has moved for good to {to} {by}"
    if urlsplit(to).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        return message, "that is the home page: the page itself may be gone, so look for it"
    return message, f"write {to}"


def _since(outcome: LookResult) -> str:
    return "" if outcome.since == outcome.looked else f"; so since {_day(outcome.since)}"


def _day(day: datetime) -> str:
    return f"{day.day} {day:%B %Y}"
