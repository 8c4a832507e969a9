"""The links of a finished site that lead to other sites, and what looks at those mean for it.

What is found is told in an editor's words, at each place where the link stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from urllib.parse import urldefrag, urlsplit

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.external.ledger import Kind, Ledger, Outcome
from sitegen.finish import Made
from sitegen.hosting.rules import NAMES
from sitegen.render.html_tree import elements
from sitegen.schema.yaml_text import read_yaml

#: Elements that a visitor can follow. What a page loads is never of another site.
_FOLLOWED = ("a", "area")

#: The places of links, by address without its anchor.
Links = Mapping[str, Sequence[Span]]


def links_of(made: Made) -> Links:
    """Return the addresses of other sites to which pages and redirects lead."""
    found: dict[str, dict[Span, None]] = {}
    for address, place in (*_of_pages(made), *_of_redirects(made)):
        found.setdefault(urldefrag(address).url, {})[place] = None
    return {address: tuple(places) for address, places in sorted(found.items())}


def _of_pages(made: Made) -> Iterator[tuple[str, Span]]:
    facts = {page: rendered.facts for page, rendered in made.rendered.items()}
    published = made.kept.union(made.outputs)
    finished = Finished(made.inputs, facts, tuple(facts), made.index, published)
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
    return Counter(filter(is_of_the_web, links))


def _of_redirects(made: Made) -> Iterator[tuple[str, Span]]:
    yaml, _ = read_yaml(made.inputs.snapshot.text(HOSTING) or "", HOSTING)
    for rule in made.inputs.site.hosting.rules:
        if is_of_the_web(rule.new) and not NAMES.search(rule.new):
            yield rule.new, yaml.span(("redirects", rule.place, "new"))


def is_of_the_web(address: str) -> bool:
    """Whether an address has a scheme by which another host can be asked."""
    return address.lower().startswith(("http://", "https://"))


RULE = "external-link"
_ARCHIVE = "https://web.archive.org/web/"


def findings(links: Links, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield a warning for each place of a link that leads nowhere, or to where nothing stays.

    What only a person can look at is a note.
    """
    for address, places in links.items():
        outcome = ledger.last(address)
        told = _told(address, outcome) if outcome else None
        if outcome and told:
            severity = Severity.NOTE if outcome.kind is Kind.REFUSED else Severity.WARNING
            yield from (Diagnostic(place, RULE, *told, severity) for place in places)


def _told(address: str, outcome: Outcome) -> tuple[str, str] | None:
    """Return what is wrong with a link and what to do, or None if nothing is."""
    by = f"(looked at on {_day(outcome.looked)}{_since(outcome)})"
    if outcome.kind is Kind.MISSING:
        message = f"{address} is not there any more: its host answers {outcome.status} {by}"
        help_ = f"link to where it is now, or to a copy ({_ARCHIVE}{address}), or remove the link"
        return message, help_
    if outcome.kind is Kind.FAILING:
        return f"{address} does not work: its host answers {outcome.status} {by}", _look_yourself()
    if outcome.kind is Kind.SILENT:
        return f"{address} cannot be reached: {outcome.trouble} {by}", _look_yourself()
    if outcome.kind is Kind.REFUSED:
        why = outcome.trouble or f"it answers {outcome.status}"
        return f"the host of {address} lets no program look: {why} {by}", "look at it in a browser"
    return _moved(address, outcome.moved_to, by) if outcome.moved_to else None


def _look_yourself() -> str:
    return "look at it in a browser: correct the address, or link to another page"


def _moved(address: str, to: str, by: str) -> tuple[str, str]:
    message = f"{address} has moved for good to {to} {by}"
    if urlsplit(to).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        return message, "that is the home page: the page itself may be gone, so look for it"
    return message, f"write {to}"


def _since(outcome: Outcome) -> str:
    return "" if outcome.since == outcome.looked else f"; so since {_day(outcome.since)}"


def _day(day: datetime) -> str:
    return f"{day.day} {day:%B %Y}"
