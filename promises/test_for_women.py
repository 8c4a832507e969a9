"""Pages for women in distress are short, plain and discreet."""

from __future__ import annotations

import re

from promises.published import HtmlFile, Published, words
from promises.the_site import chosen

LONGEST = 20
KB = 1000
#: What a history, a tab or a preview of a link must not tell somebody who looks over a shoulder.
TELLING = re.compile(r"\b(child|children|care|court|taken)\b", re.IGNORECASE)


def test_pages_for_women_have_short_sentences(site: Published) -> None:
    long = [
        f"{chosen().line_of(page.source, sentence[:30])}: {len(sentence.split())} words: {sentence}"
        for url in chosen().of_layout("help", "glossary")
        for page in [site.page(url)]
        for sentence in sentences(page)
        if len(sentence.split()) > LONGEST
    ]
    assert not long, "; ".join([f"a sentence here has at most {LONGEST} words", *long])


def test_a_short_page_of_help_is_light_and_discreet(site: Published) -> None:
    for page in short_pages(site):
        assert len(page.text.encode()) < 30 * KB, page.where
        preview = [page.one("meta", property=f"og:{name}").get("content", "") for name in PREVIEW]
        for text in (words(page.one("title")), page.meta("description"), *preview):
            assert not TELLING.search(text), f"{page.where}: {text}"


def test_pages_for_women_have_a_way_out_and_no_other_page_has(site: Published) -> None:
    for url, page in chosen().pages.items():
        links = [one for one in site.page(url).find("a") if "data-leave" in one.attrib]
        if page.front.private or page.kind == "story":
            assert len(links) == 2, f"{page.source}: a skip link and a link lead away"
            assert {one.get("rel") for one in links} == {"nofollow noreferrer"}, page.source
        else:
            assert links == [], f"{page.source}: only pages with `private: true` have a way out"


def short_pages(site: Published) -> list[HtmlFile]:
    """Return the pages of help that can be printed: those with `meta: {short: true}`."""
    pages = [chosen().pages[url] for url in chosen().of_layout("help")]
    return [site.page(page.url) for page in pages if "short" in (page.front.meta or {})]


def sentences(page: HtmlFile) -> list[str]:
    """Return the sentences of the text; what stands in brackets does not count."""
    return [
        sentence
        for text in page.one("main").iter("p")
        if "muted" not in text.get("class", "")
        for sentence in re.split(r"(?<=[.?:])\s+", re.sub(r"\([^)]*\)", "", words(text)))
    ]


PREVIEW = ("title", "description")
