"""Words that need explaining: the page that explains all, and those no page may leave out."""

from __future__ import annotations

from sitegen.model.types import Site

#: Terms that a page has to explain if it uses them: the id of each, with all words for it.
Watched = tuple[tuple[str, tuple[str, ...]], ...]


def glossary(site: Site) -> str | None:
    """Return the URL of the page that explains the words of data/terms.yaml, if there is one."""
    return next((page.url for page in site.pages.values() if page.kind == "glossary"), None)


def watched(site: Site) -> Watched:
    """Return the terms that are to be watched."""
    terms = site.records.get("terms", {}).values()
    return tuple((term.id, (term.term, *term.also)) for term in terms if term.watch)
