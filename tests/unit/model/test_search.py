"""What the search finds for the words that people type, slips of the keyboard included."""

from __future__ import annotations

import pytest

from sitegen.documents.word_lists import SearchWords
from sitegen.fields.record import SearchEntry as Entry
from sitegen.model.search import Ranking, entries, first_letter, is_slip, words_of
from tests.support import model_of

ENTRIES = (
    Entry("/help/", "Get help", "Help lines for women whose children were removed.", "baby taken"),
    Entry("/where/", "Where we work", "All places.", "near me", "London Wales"),
    Entry("/news/", "News", "What has happened.", "", "", 0.6),
    Entry("/news/where/", "Where the news is", "A place in the news.", "", "", 0.6),
    Entry("/complaints/", "Complaints", "How to complain about a worker."),
)
RANKING = Ranking(
    ENTRIES, SearchWords(synonyms=(("kids taken", "baby taken"), ("abroad", "Wales")))
)


def urls(query: str) -> list[str]:
    return [one.url for one in RANKING.best(query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("help", "/help/"),
        ("HELP!", "/help/"),
        ("the help", "/help/"),
        ("where", "/where/"),
        ("baby taken", "/help/"),
        ("my kids taken", "/help/"),
        ("near me", "/where/"),
        ("abroad", "/where/"),
        ("complaint", "/complaints/"),
        ("compliant", "/complaints/"),
        ("complane", "/complaints/"),
        ("comp", "/complaints/"),
        ("news", "/news/"),
    ],
)
def test_what_stands_first(query: str, first: str) -> None:
    assert urls(query)[0] == first


@pytest.mark.parametrize("query", ["", " ", "?", "zebra"])
def test_what_finds_nothing(query: str) -> None:
    assert urls(query) == []


def test_words_are_compared_without_accents_capitals_apostrophes_and_plurals() -> None:
    assert words_of("Women\u2019s Ca\u0302f\u00e9s, bodies; gas!") == [
        "women",
        "cafe",
        "body",
        "gas",
    ]


@pytest.mark.parametrize(
    ("typed", "word", "is_one"),
    [
        ("evalution", "evaluation", True),
        ("fundrasing", "fundraising", True),
        ("complane", "complaint", True),
        ("hlep", "help", False),
        ("pasue", "pause", True),
        ("cause", "pause", False),
        ("places", "please", False),
    ],
)
def test_slips_of_the_keyboard(typed: str, word: str, is_one: bool) -> None:
    assert is_slip(typed, word) is is_one


def test_titles_stand_under_their_letters() -> None:
    assert [first_letter(title) for title in ("About us", "\u00c9ire", "2020", "?")] == [
        "A",
        "E",
        "#",
        "#",
    ]


def test_pages_words_and_records_can_be_found_and_what_is_not_public_cannot() -> None:
    site = model_of(
        {
            "data/terms.yaml": """
                - id: iro
                  term: reviewing officer
                  meaning: who checks a plan
                  nations: [England]
                  sources: []
                  also: [IRO]
                """,
            "content/index.md": """
                ---
                title: Home
                description: D
                summary: S
                keywords: [k]
                ---
                """,
            "content/words.md": "---\ntitle: Words\ndescription: D\nkind: glossary\n---\n",
            "content/404.md": "---\ntitle: Lost\ndescription: D\nkind: error\n---\n",
            "content/draft.md": "---\ntitle: Draft\ndescription: D\ndraft: true\n---\n",
            "templates/layouts/glossary.html": "",
        }
    )
    assert list(entries(site, {"content/index.md": ["A", "B"]})) == [
        Entry("/", "Home", "S", "k", "A B"),
        Entry("/words/", "Words", "D"),
        Entry("/words/#iro", "Reviewing officer", "Who checks a plan.", "IRO", "", 0.8),
    ]
