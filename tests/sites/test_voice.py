"""Words that a site avoids, from data/voice.yaml to the warning at the place of each."""

from __future__ import annotations

import pytest

from tests.support import Site, told

VOICE = """
    - id: found
      phrases: [was found, could not be found]
      better: we don't know
      why: the text says what is known
      unless: [money was found]
    - id: removed
      phrases: [removed]
      better: taken into care
      why: this is how we speak to women
      kinds: [help]
      below: [women/, about.md]
      records: [terms]
    """
HELP = "---\ntitle: Help\ndescription: D\nkind: help\n---\n"


@pytest.fixture
def spoken(site: Site) -> Site:
    """A site with two habits to avoid, and a layout for its pages of the kind help."""
    layout = "<p>{{ page.title }}</p>{{ page.body }}"
    site.write({"data/voice.yaml": VOICE, "templates/layouts/help.html": layout})
    return site


def test_a_word_to_avoid_is_a_warning_at_its_place_with_the_better_one(spoken: Site) -> None:
    spoken.write({"content/index.md": "The date\nwas  found, the year\nCould not\nbe found."})
    assert spoken.build().report == told("""
        content/index.md:6:1: warning[voice]: better than "was found": we don't know
            6 | was  found, the year
              | ^^^^^^^^^^
           help: the text says what is known; if the words are right here, add them to unless in data/voice.yaml
        content/index.md:7:1: warning[voice]: better than "Could not be found": we don't know
            7 | Could not
              | ^^^^^^^^^
           help: the text says what is known; if the words are right here, add them to unless in data/voice.yaml
        0 errors, 2 warnings in 1 file
    """)


def test_front_matter_and_records_are_read_too(spoken: Site) -> None:
    term = "- {id: a, term: a, meaning: what was found, nations: [], sources: []}\n"
    spoken.write(
        {
            "content/index.md": "---\ntitle: Home\ndescription: What was found\n---\nText.",
            "data/terms.yaml": term,
        }
    )
    assert spoken.build().report == told("""
        data/terms.yaml:1:34: warning[voice]: better than "was found": we don't know
            1 | - {id: a, term: a, meaning: what was found, nations: [], sources: []}
              |                                  ^^^^^^^^^
           help: the text says what is known; if the words are right here, add them to unless in data/voice.yaml
        content/index.md:3:19: warning[voice]: better than "was found": we don't know
            3 | description: What was found
              |                   ^^^^^^^^^
           help: the text says what is known; if the words are right here, add them to unless in data/voice.yaml
        0 errors, 2 warnings in 2 files
    """)


@pytest.mark.parametrize(
    "text",
    [
        "The money was found.",
        "`was found`, <!-- was found -->",
        'She said "it was\nfound" and \u201cit was found\u201d.',
        "> It was found.",
        "[A link](https://elsewhere.example/was+found?q=(was)) was foundering.",
        "Read The Note That Was Found Again.",
        "```\nwas found\n```",
    ],
)
def test_no_warning_for_quotations_titles_code_and_phrases_that_are_right(
    text: str, spoken: Site
) -> None:
    title = "{id: N, title: The Note That Was Found Again, publisher: P, date: D, url: 'https://n.example/'}"
    spoken.write(
        {
            "data/sources.yaml": f"- {title}\n",
            "content/index.md": f"---\ntitle: Home\ndescription: D\nsources: [N]\n---\n{text}",
        }
    )
    assert spoken.build().report == ""


TALKS = """
    from sitegen.models import Name, Note, Record, collection


    @collection("talks")
    class Talk(Record):
        \"\"\"A talk, by its title.\"\"\"

        title: Name
        about: str
        remark: Note = ""
    """


def test_a_model_says_which_texts_are_no_prose_of_the_site(spoken: Site) -> None:
    talk = "{id: a, title: The Note That Was Found, about: What was found, remark: it was found}"
    spoken.write(
        {
            "models/talks.py": TALKS,
            "data/talks.yaml": f"- {talk}\n",
            "content/index.md": "Hear The Note That Was Found. Nothing else was found.",
        }
    )
    found = spoken.build().result.diagnostics
    assert [(one.span.path, one.span.line, one.span.column) for one in found] == [
        ("data/talks.yaml", 1, 55),
        ("content/index.md", 5, 44),
    ]


@pytest.mark.parametrize(
    ("path", "front", "warns"),
    [
        ("content/help.md", HELP, True),
        ("content/women/how.md", "", True),
        ("content/about.md", "", True),
        ("content/other.md", "", False),
    ],
)
def test_a_habit_of_some_pages_is_none_elsewhere(
    path: str, front: str, *, warns: bool, spoken: Site
) -> None:
    link = f"[A page]({path.removeprefix('content/')})"
    spoken.write({"content/index.md": link, path: f"{front}A child was removed."})
    assert ('better than "removed": taken into care' in spoken.build().report) is warns


def test_pages_are_read_again_when_the_words_change(spoken: Site) -> None:
    spoken.write({"content/index.md": "It was seen."})
    assert spoken.build().report == ""
    spoken.write({"data/voice.yaml": VOICE.replace("was found, could", "was seen, could")})
    assert 'better than "was seen"' in spoken.build().report


def test_a_phrase_without_words_is_a_mistake(spoken: Site) -> None:
    spoken.write({"data/voice.yaml": VOICE.replace("[removed]", '[" "]')})
    assert spoken.build().report == told("""
        data/voice.yaml:7:13: error[empty-phrase]: this phrase has no words
            7 |   phrases: [" "]
              |             ^^^
           help: write words, or remove it
        1 error, 0 warnings in 1 file
    """)
