"""JSON-LD for search engines: the breadcrumbs, what a page is about, whose site it is.

Who that is, is named only once the site is its own. Vocabulary: https://schema.org/BreadcrumbList
and https://schema.org/NGO, and what the modules for single kinds say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from sitegen.config import SiteConfig
from sitegen.model.types import Page, Site
from sitegen.modelling.hooks import useless, yielded

_Hook = Callable[[Page, Site], Iterable[Mapping[str, object]]]


def structured_data(page: Page, site: Site) -> tuple[str, ...]:
    """Return the JSON-LD blocks of a page, safe to stand inside a script element."""
    config = site.config
    blocks = [safe_json(_breadcrumbs(page, config))] if page.breadcrumbs else []
    for own in page.types:
        blocks += _of_type(own.json_ld, page, site)
    if config.official and page.url == "/":
        blocks.append(safe_json(_organisation(config)))
    return tuple(blocks)


def _of_type(hook: _Hook, page: Page, site: Site) -> Iterator[str]:
    """Yield the blocks of a hook; raise UselessAnswerError for what cannot be written as JSON."""
    for block in yielded(hook, (page, site), lambda one: isinstance(one, Mapping)):
        try:
            yield safe_json(block)
        except (TypeError, ValueError) as error:
            raise useless(hook, f"it yields what is no JSON: {error}") from None


def _breadcrumbs(page: Page, config: SiteConfig) -> dict[str, object]:
    items = []
    for position, crumb in enumerate(page.breadcrumbs, start=1):
        item: dict[str, object] = {"@type": "ListItem", "position": position, "name": crumb.title}
        if crumb.url:
            item["item"] = config.absolute(crumb.url)
        items.append(item)
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": items,
    }


def _organisation(config: SiteConfig) -> dict[str, object]:
    organisation: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": config.name,
        "url": config.base_url,
    }
    if config.line:
        organisation["slogan"] = config.line
    if config.contact.get("email"):
        organisation["email"] = config.contact["email"]
    if config.contact.get("telephone"):
        organisation["telephone"] = config.contact["telephone"]
    if config.social:
        organisation["sameAs"] = [link.url for link in config.social]
    return organisation


def safe_json(block: Mapping[str, object]) -> str:
    """Return a block as JSON that can stand inside a script element."""
    text = json.dumps(block, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
