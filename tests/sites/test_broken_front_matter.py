"""Broken front matter, kinds and layouts that are not there: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

from tests.sites.conftest import Refused
from tests.support import Site, told

# Front matter


def test_a_colon_in_a_title_needs_quotes(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About us: our story
                description: Who we are.
                ---
                Text.
                """
        }
    ) == told("""
        content/about.md:2:16: error[invalid-yaml]: a text with a colon in it has to stand in quotes
            2 | title: About us: our story
              |                ^
           help: put it in quotes: title: "About us: our story"
        1 error, 0 warnings in 1 file
    """)


def test_an_unclosed_bracket_is_shown_where_it_opens(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                aliases: [/who/
                ---
                """
        }
    ) == told("""
        content/about.md:4:10: error[invalid-yaml]: this bracket [ is not closed
            4 | aliases: [/who/
              |          ^
           help: close it with ], and put commas between items
        1 error, 0 warnings in 1 file
    """)


def test_a_key_stands_once(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                title: About us
                ---
                """
        }
    ) == told("""
        content/about.md:4:1: error[duplicate-key]: the key title stands twice (first on line 2)
            4 | title: About us
              | ^^^^^
           help: keep one of the two
        1 error, 0 warnings in 1 file
    """)


def test_an_unknown_key_gets_the_nearest_known_one(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                sumary: Short.
                ---
                """
        }
    ) == told("""
        content/about.md:4:1: error[unknown-key]: unknown key sumary
            4 | sumary: Short.
              | ^^^^^^
           help: did you mean summary?
        1 error, 0 warnings in 1 file
    """)


def test_title_and_description_are_required(refused: Refused) -> None:
    assert refused({"content/about.md": "---\ndate: 2026-11-21\n---\nText."}) == told("""
        content/about.md:2:1: error[missing-key]: description is missing
            2 | date: 2026-11-21
              | ^
           help: add a line description: …
        content/about.md:2:1: error[missing-key]: title is missing
            2 | date: 2026-11-21
              | ^
           help: add a line title: …
        2 errors, 0 warnings in 1 file
    """)


def test_title_and_description_hold_something(refused: Refused) -> None:
    assert refused({"content/about.md": "---\ntitle: ''\ndescription: ' '\n---\n"}) == told("""
        content/about.md:2:8: error[missing-key]: title is empty
            2 | title: ''
              |        ^^
           help: write the page's title
        content/about.md:3:14: error[missing-key]: description is empty
            3 | description: ' '
              |              ^^^
           help: write the page's description
        2 errors, 0 warnings in 1 file
    """)


def test_empty_front_matter_lacks_its_keys(refused: Refused) -> None:
    assert refused({"content/about.md": "---\n---\nText."}) == told("""
        content/about.md:2:1: error[missing-key]: description is missing
            2 | ---
              | ^
           help: add a line description: …
        content/about.md:2:1: error[missing-key]: title is missing
            2 | ---
              | ^
           help: add a line title: …
        2 errors, 0 warnings in 1 file
    """)


def test_front_matter_is_a_mapping(refused: Refused) -> None:
    assert refused({"content/about.md": "---\n- About\n---\nText."}) == told("""
        content/about.md:2:1: error[wrong-type]: this must be a mapping: lines of the form key: value
            2 | - About
              | ^
        1 error, 0 warnings in 1 file
    """)


def test_values_have_their_types_and_all_are_reported_at_once(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: 2026
                description: [Who, we, are]
                order: first
                draft: yes
                status: curent
                aliases: /who/
                share: "true"
                meta: none
                ---
                """
        }
    ) == told("""
        content/about.md:2:8: error[wrong-type]: title must be text
            2 | title: 2026
              |        ^^^^
           help: put it in quotes: "2026"
        content/about.md:3:14: error[wrong-type]: description must be text
            3 | description: [Who, we, are]
              |              ^^^^^^^^^^^^^^
        content/about.md:4:8: error[wrong-type]: order must be a whole number
            4 | order: first
              |        ^^^^^
           help: write digits only, such as 3
        content/about.md:5:8: error[wrong-type]: draft must be true or false
            5 | draft: yes
              |        ^^^
           help: write true
        content/about.md:6:9: error[wrong-type]: status must be one of current, superseded, withdrawn
            6 | status: curent
              |         ^^^^^^
           help: did you mean current?
        content/about.md:7:10: error[wrong-type]: aliases must be a list: one item a line, each after a dash
            7 | aliases: /who/
              |          ^^^^^
           help: write [/who/]
        content/about.md:8:8: error[wrong-type]: share must be true or false
            8 | share: "true"
              |        ^^^^^^
           help: write true
        content/about.md:9:7: error[wrong-type]: meta must be a mapping: indented lines of the form key: value
            9 | meta: none
              |       ^^^^
        8 errors, 0 warnings in 1 file
    """)


def test_dates_are_days_that_exist(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                date: 2026-02-30
                updated: 21 November 2026
                checked: "1666569600"
                ---
                """
        }
    ) == told("""
        content/about.md:4:7: error[wrong-type]: date must be a date such as 2026-11-21
            4 | date: 2026-02-30
              |       ^^^^^^^^^^
           help: February 2026 has 28 days
        content/about.md:5:10: error[wrong-type]: updated must be a date such as 2026-11-21
            5 | updated: 21 November 2026
              |          ^^^^^^^^^^^^^^^^
           help: write 2026-11-21
        content/about.md:6:10: error[wrong-type]: checked must be a date such as 2026-11-21
            6 | checked: "1666569600"
              |          ^^^^^^^^^^^^
           help: write year, month and day: 2026-11-21
        3 errors, 0 warnings in 1 file
    """)


def test_a_page_without_front_matter(refused: Refused) -> None:
    assert refused({"content/about.md": b"# About us\n\nText.\n"}) == told("""
        content/about.md:1:1: error[front-matter]: the front matter is missing
            1 | # About us
              | ^
           help: begin the file with a line ---, then title: and description:, then a line ---
        1 error, 0 warnings in 1 file
    """)


def test_an_empty_page(refused: Refused) -> None:
    assert refused({"content/about.md": b""}) == told("""
        content/about.md:1:1: error[front-matter]: the front matter is missing
           help: begin the file with a line ---, then title: and description:, then a line ---
        1 error, 0 warnings in 1 file
    """)


def test_front_matter_that_is_not_closed(refused: Refused) -> None:
    text = b"---\ntitle: About\ndescription: Who we are.\n\nText.\n"
    assert refused({"content/about.md": text}) == told("""
        content/about.md:1:1: error[front-matter]: the front matter is not closed
            1 | ---
              | ^
           help: put a line --- after its last key
        1 error, 0 warnings in 1 file
    """)


def test_text_that_is_not_utf_8(refused: Refused) -> None:
    text = "---\ntitle: About\ndescription: Who we are.\n---\nA caf\u00e9.\n".encode("latin-1")
    assert refused({"content/about.md": text}) == told("""
        content/about.md:5:6: error[not-utf-8]: the byte 0xe9 is not UTF-8 text
            5 | A caf�.
              |      ^
           help: save the file with the encoding UTF-8
        1 error, 0 warnings in 1 file
    """)


# Kinds and layouts


def test_an_unknown_kind(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                kind: storie
                ---
                """
        }
    ) == told("""
        content/about.md:4:7: error[unknown-kind]: no kind storie
            4 | kind: storie
              |       ^^^^^^
           help: did you mean story?
        1 error, 0 warnings in 1 file
    """)


def test_an_unknown_layout(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                layout: wide
                ---
                """
        }
    ) == told("""
        content/about.md:4:9: error[unknown-layout]: no layout wide
            4 | layout: wide
              |         ^^^^
           help: known are page
        1 error, 0 warnings in 1 file
    """)


def test_a_folder_mapped_to_an_unknown_kind(refused: Refused) -> None:
    config = "kinds:\n  news/: newz\nurgent_kinds: [storyy]"
    assert refused({"data/site.yaml": config}) == told("""
        data/site.yaml:2:10: error[unknown-kind]: no kind newz
            2 |   news/: newz
              |          ^^^^
           help: did you mean news?
        data/site.yaml:3:16: error[unknown-kind]: no kind storyy
            3 | urgent_kinds: [storyy]
              |                ^^^^^^
           help: did you mean story?
        2 errors, 0 warnings in 1 file
    """)


def test_a_site_without_the_layout_of_its_pages(refused: Refused, site: Site) -> None:
    (site.root / "templates/layouts/page.html").rename(site.root / "templates/layouts/tale.html")
    site.write({"content/index.md": "---\ntitle: H\ndescription: D\nkind: tale\n---\n"})
    assert refused({"content/about.md": "Text."}) == told("""
        content/about.md:1:1: error[missing-template]: there is no template layouts/page.html (while rendering content/about.md)
            1 | ---
              | ^^^
           help: did you mean layouts/tale.html?
        1 error, 0 warnings in 1 file
    """)
