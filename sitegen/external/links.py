"""The links of a finished site that lead to other sites, each with the places where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urldefrag

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Span
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.finish import Made
from sitegen.hosting.patterns import NAMES
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
