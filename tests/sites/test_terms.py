"""Words that need explaining, from data/terms.yaml to the sentence that uses them."""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import Site, told

TERMS = """
    - id: care-order
      term: care order
      meaning: a court order that places a child in care
      nations: [England]
      sources: []
    - id: placement-order
      term: placement order
      also: [PO, order to place]
      meaning: a court order that lets an agency place a child
      nations: [England]
      sources: []
      watch: true
    """
GLOSSARY = "---\ntitle: Words\ndescription: D\nkind: glossary\n---\n"
ANCHORS = (
    "{% for term in records('terms') %}<p id={{ term.id }}>{{ term.sentence }}</p>{% endfor %}"
)
CARE = '<a href="/words/#care-order">care order</a> (a court order that places a child in care)'


@pytest.fixture
def courts(site: Site) -> Site:
    """A site with two terms and a glossary."""
    site.write(
        {
            "data/terms.yaml": TERMS,
            "content/index.md": "[Words](words.md)",
            "content/words.md": GLOSSARY,
            "templates/layouts/glossary.html": ANCHORS,
        }
    )
    return site


def court(site: Site, text: str) -> str:
    """Return what a page with this text looks like."""
    site.write(
        {"content/index.md": "[Words](words.md) [Court](court.md)", "content/court.md": text}
    )
    built = site.build()
    assert built.report == ""
    return built.outputs["court/index.html"]


def test_a_term_is_explained_where_it_is_used_first_and_plain_from_then_on(courts: Site) -> None:
    text = "A [[term:care-order]], and a [[term:care-order]]; *the [[term:care-order]]*."
    assert court(courts, text) == f"<p>A {CARE}, and a care order; <em>the care order</em>.</p>"


def test_words_of_the_sentence_can_stand_for_the_term(courts: Site) -> None:
    assert court(courts, "Two [[term:care-order|care *orders*]] & more.") == told("""
        <p>Two <a href="/words/#care-order">care *orders*</a> (a court order that places a child in care) &amp; more.</p>
    """)


def test_the_first_use_is_the_first_on_the_page_and_not_in_a_heading_or_a_link(
    courts: Site,
) -> None:
    text = """
        ## The [[term:care-order]]

        - [all of a [[term:care-order]]](index.md)
        - A [[term:care-order]] lasts.

        No [[term:care-order]].
        """
    assert court(courts, text) == told(f"""
        <h2 id="the-care-order">The care order</h2>
        <ul>
        <li><a href="/">all of a care order</a></li>
        <li>A {CARE} lasts.</li>
        </ul>
        <p>No care order.</p>
    """)


def test_without_a_glossary_there_is_the_meaning_and_no_link(courts: Site) -> None:
    courts.write({"content/words.md": "Words."})
    assert court(courts, "A [[term:care-order]].") == (
        "<p>A <span>care order</span> (a court order that places a child in care).</p>"
    )


def test_in_code_a_term_stays_as_it_is_written(courts: Site) -> None:
    assert court(courts, "`[[term:care-order]]`") == "<p><code>[[term:care-order]]</code></p>"


def test_a_new_meaning_renders_the_pages_that_use_the_term_and_the_glossary(courts: Site) -> None:
    court(courts, "A [[term:care-order]].")
    courts.write({"data/terms.yaml": TERMS.replace("places a child in care", "is new")})
    built = courts.build()
    assert sorted(built.result.reasons) == ["content/court.md", "content/words.md"]
    assert "(a court order that is new)" in built.outputs["court/index.html"]


def test_a_watched_term_that_a_page_explains_nowhere_is_a_warning(courts: Site) -> None:
    courts.write(
        {
            "content/index.md": """
                ## About a placement order

                [Words on the placement order](words.md), `placement order`.

                A displacement order, two
                Placement orders and a PO.
                """,
        }
    )
    assert courts.build().report == told("""
        content/index.md:10:1: warning[unexplained-term]: Placement orders is explained nowhere on this page
           10 | Placement orders and a PO.
              | ^^^^^^^^^^^^^^^^
           help: write [[term:placement-order]] or [[term:placement-order|Placement orders]] where it stands first
        0 errors, 1 warning in 1 file
    """)


@pytest.mark.parametrize(
    "text",
    [
        "A [[term:placement-order]] and a placement order.",
        "A care order.",
        "A po, a placement  order.",
        "[The placement order](words.md)",
    ],
)
def test_no_warning_where_nothing_is_to_be_explained(text: str, courts: Site) -> None:
    courts.write({"content/index.md": f"[Words](words.md). {text}"})
    assert courts.build().report == ""


def test_a_term_that_does_not_exist_gets_the_nearest_one(refused: Refused) -> None:
    assert refused({"data/terms.yaml": TERMS, "content/index.md": "A [[term:care-odrer|x]]."}) == (
        told("""
        content/index.md:5:3: error[unknown-term]: there is no term care-odrer
            5 | A [[term:care-odrer|x]].
              |   ^^^^^^^^^^^^^^^^^^^^^
           help: did you mean care-order?
        1 error, 0 warnings in 1 file
    """)
    )


def test_a_meaning_has_to_fit_into_a_sentence(refused: Refused) -> None:
    meaning = " ".join(["word"] * 21)
    assert refused(
        {
            "data/terms.yaml": f"""
                - id: long
                  term: long
                  meaning: {meaning}
                  nations: [England]
                  sources: []
                """
        }
    ) == told(f"""
        data/terms.yaml:3:12: error[too-long]: the meaning has 21 words, at most 20 fit
            3 |   meaning: {meaning}
              |            {"^" * len(meaning)}
           help: move what is not needed into longer
        1 error, 0 warnings in 1 file
    """)
