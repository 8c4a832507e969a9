"""Menus that are broken: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

from tests.sites.conftest import Refused
from tests.support import told


def test_a_page_stands_once_in_a_menu(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "data/navigation.yaml": """
                primary:
                  - about.md
                  - title: Us
                    page: about.md
                """,
        }
    ) == told("""
        data/navigation.yaml:4:11: error[navigation]: about.md stands twice in the menu primary (first on line 2)
            4 |     page: about.md
              |           ^^^^^^^^
           help: keep one of the two
        1 error, 0 warnings in 1 file
    """)


def test_a_page_stands_once_in_a_menu_by_its_name_and_by_its_url(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "data/navigation.yaml": """
                - page: about.md
                - url: /about/
                  title: Us
                """,
        }
    ) == told("""
        data/navigation.yaml:2:3: error[navigation]: about.md stands twice in the menu primary (first on line 1)
            2 | - url: /about/
              |   ^
           help: keep one of the two
        1 error, 0 warnings in 1 file
    """)


def test_an_entry_of_a_menu_names_a_page_that_exists(refused: Refused) -> None:
    files = {"content/about.md": "Text.", "data/navigation.yaml": "- about.md\n- abuot.md"}
    assert refused(files) == told("""
        data/navigation.yaml:2:3: error[navigation]: there is no page abuot.md
            2 | - abuot.md
              |   ^^^^^^^^
           help: did you mean about.md?
        1 error, 0 warnings in 1 file
    """)


def test_an_entry_of_a_menu_leads_somewhere(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "data/navigation.yaml": "- {title: About, url: /abot/}",
        }
    ) == told("""
        data/navigation.yaml:1:23: error[navigation]: no page has the URL /abot/
            1 | - {title: About, url: /abot/}
              |                       ^^^^^^
           help: did you mean /about/?
        1 error, 0 warnings in 1 file
    """)


def test_entries_of_a_menu_have_one_of_two_forms(refused: Refused) -> None:
    assert refused(
        {
            "data/navigation.yaml": """
                primary:
                  - title: Nothing
                  - {page: index.md, url: /}
                  - url: https://www.example.org/
                  - {page: index.md, childern: []}
                  - 5
                footer: index.md
                """
        }
    ) == told("""
        data/navigation.yaml:2:5: error[navigation]: an item needs page: or url:, and not both
            2 |   - title: Nothing
              |     ^
        data/navigation.yaml:3:5: error[navigation]: an item needs page: or url:, and not both
            3 |   - {page: index.md, url: /}
              |     ^^^^^^^^^^^^^^^^^^^^^^^^
        data/navigation.yaml:4:5: error[navigation]: an item with url: needs a title:
            4 |   - url: https://www.example.org/
              |     ^
           help: add a line title: …
        data/navigation.yaml:5:22: error[unknown-key]: unknown key childern
            5 |   - {page: index.md, childern: []}
              |                      ^^^^^^^^
           help: did you mean children?
        data/navigation.yaml:6:5: error[wrong-type]: this must be a mapping: lines of the form key: value
            6 |   - 5
              |     ^
        data/navigation.yaml:7:9: error[navigation]: a menu must be a list: each item after a dash
            7 | footer: index.md
              |         ^^^^^^^^
        6 errors, 0 warnings in 1 file
    """)


def test_a_menu_url_that_runs_a_script(refused: Refused) -> None:
    menu = "- {title: Run, url: 'javascript:alert(1)'}"
    assert refused({"data/navigation.yaml": menu}) == told("""
        data/navigation.yaml:1:21: error[navigation]: links with javascript: are not allowed
            1 | - {title: Run, url: 'javascript:alert(1)'}
              |                     ^^^^^^^^^^^^^^^^^^^^^
           help: allowed are http, https, mailto, tel, sms
        1 error, 0 warnings in 1 file
    """)


def test_navigation_is_a_list_or_a_mapping(refused: Refused) -> None:
    assert refused({"data/navigation.yaml": "index.md"}) == told("""
        data/navigation.yaml:1:1: error[navigation]: navigation must be a list of items or a mapping of menus
            1 | index.md
              | ^^^^^^^^
        1 error, 0 warnings in 1 file
    """)
