"""JSON-LD for search engines: the breadcrumbs, what a page is about, whose site it is.

Who that is, is named only once the site is its own, and says what kind of organisation it is of.
Vocabulary: https://schema.org/BreadcrumbList and https://schema.org/Organization.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.model.page_types import PageType
from sitegen.model.types import Page, Site
from sitegen.user_models.hooks import line_of, useless, yielded

_CONTEXT = {"@context": "https://schema.org"}

_Hook = Callable[[Page, Site], Iterable[Mapping[str, object]]]


def structured_data(page: Page, site: Site) -> tuple[str, ...]:
    """Return the JSON-LD blocks of a page, safe to stand inside a script element."""
    config = site.config
    blocks = [script_json(_breadcrumbs(page, config))] if page.breadcrumbs else []
    for own in page.types:
        blocks += _of_type(own.json_ld, page, site)
    if config.organisation and config.official and page.url == "/":
        blocks.append(script_json(_organisation(config)))
    return tuple(blocks)


def _of_type(hook: _Hook, page: Page, site: Site) -> Iterator[str]:
    """Yield the blocks of a hook, each with the vocabulary of its words.

    Raise UselessAnswerError for what cannot be written as JSON.
    """
    for block in yielded(hook, (page, site), lambda one: isinstance(one, Mapping)):
        try:
            yield script_json({**_CONTEXT, **block})
        except (TypeError, ValueError) as error:
            raise useless(hook, f"it yields what is no JSON: {error}") from None


#: What the head of a layout has to hold for search engines to see any of it.
_LINES = (
    "{% for block in page.json_ld %}"
    '<script type="application/ld+json">{{ block }}</script>{% endfor %}'
)


def unprinted(page: Page, html: str) -> Iterator[Diagnostic]:
    """Yield a warning for each hook of a page whose layout has a head and did not ask for it."""
    for own in page.types if "</head>" in html else ():
        if type(own).json_ld is not PageType.json_ld:
            name = type(own).__name__
            message = f"no search engine sees what {name}.json_ld yields: no layout prints it"
            help_ = f"write {_LINES} in the head of templates/{page.layout}"
            span, severity = line_of(own.json_ld), Severity.WARNING
            yield Diagnostic(span, "unprinted-data", message, help_, severity, page.made_from)


def _breadcrumbs(page: Page, config: SiteConfig) -> dict[str, object]:
    items = []
    for position, crumb in enumerate(page.breadcrumbs, start=1):
        item: dict[str, object] = {"@type": "ListItem", "position": position, "name": crumb.title}
        if crumb.url:
            item["item"] = config.absolute(crumb.url)
        items.append(item)
    return {**_CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def _organisation(config: SiteConfig) -> dict[str, object]:
    organisation: dict[str, object] = {
        **_CONTEXT,
        "@type": config.organisation,
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


def script_json(block: Mapping[str, object]) -> str:
    """Return a block as JSON that can stand inside a script element."""
    text = json.dumps(block, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
