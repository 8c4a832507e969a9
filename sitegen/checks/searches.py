"""Each search that data/search.yaml expects to work finds its page among the first three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Severity, Span
from sitegen.documents.word_lists import PATH, SearchWords
from sitegen.fields.record import SearchEntry
from sitegen.model.search import Ranking, entries, search_page
from sitegen.model.types import Site
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import read_yaml

_FIRST = 3


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake for each page that is not there, a warning for each that is not found."""
    site = finished.inputs.site
    if search_page(site) is None or not site.search_words.expected:
        return
    found = _found(tuple(entries(site, finished.headings)), site.search_words)
    yaml, _ = read_yaml(finished.inputs.snapshot.text(PATH) or "", PATH)
    for place, (search, best) in enumerate(zip(site.search_words.expected, found, strict=True)):
        page = site.pages.get(f"content/{search.page}")
        if page is None:
            yield _missing(search.page, site, yaml.span(("expected", place, "page")))
        elif page.url not in [one.url.partition("#")[0] for one in best]:
            yield _not_found(search.words, best, yaml.span(("expected", place, "words")))


@lru_cache(maxsize=2)  # with drafts and without them; most edits leave what is searched as it is
def _found(
    searched: tuple[SearchEntry, ...], words: SearchWords
) -> tuple[tuple[SearchEntry, ...], ...]:
    """Return what each expected search finds first."""
    ranking = Ranking(searched, words)
    return tuple(tuple(ranking.best(one.words, _FIRST)) for one in words.expected)


def _missing(page: str, site: Site, span: Span) -> Diagnostic:
    names = [id_.removeprefix("content/") for id_ in site.pages]
    return Diagnostic(span, "search", f"there is no page {page}", did_you_mean(page, names))


def _not_found(words: str, best: Sequence[SearchEntry], span: Span) -> Diagnostic:
    first = ", ".join(f"{one.title} ({one.url})" for one in best) or "nothing"
    message = f"a search for {words} finds other pages first: {first}"
    help_ = "add keywords to the page's front matter, or a line to synonyms"
    return Diagnostic(span, "search", message, help_, Severity.WARNING)
