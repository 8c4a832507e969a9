"""Records and other files of data/ that are broken: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

from tests.sites.conftest import Refused
from tests.support import told

SOURCE = """
    - id: dfe
      title: Evaluation
      publisher: Department
      url: https://www.example.org/evaluation
    """


# Records


def test_unknown_ids_of_sources_reports_and_figures(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCE,
            "data/reports.yaml": """
                - id: plan
                  title: Plan
                  date: "2026"
                  kind: strategy
                  theme: wider societal issues
                  publisher: Us
                  summary: What we will do.
                  availability: not found
                  sources: [dffe]
                """,
            "data/figures.yaml": """
                - {id: women, value: 215, measures: women, period: "2025", source: ofsted}
                """,
            "content/about.md": """
                ---
                title: About
                description: D
                sources: [dfe, dfee]
                reports:
                  - plans
                ---
                We reached [[figure:womenn]] women.
                """,
        }
    ) == told("""
        data/figures.yaml:1:68: error[unknown-source]: there is no source ofsted
            1 | - {id: women, value: 215, measures: women, period: "2025", source: ofsted}
              |                                                                    ^^^^^^
           help: add it to data/sources.yaml, or correct the id
        data/reports.yaml:9:13: error[unknown-source]: there is no source dffe
            9 |   sources: [dffe]
              |             ^^^^
           help: did you mean dfe?
        content/about.md:4:16: error[unknown-source]: there is no source dfee
            4 | sources: [dfe, dfee]
              |                ^^^^
           help: did you mean dfe?
        content/about.md:6:5: error[unknown-report]: there is no report plans
            6 |   - plans
              |     ^^^^^
           help: did you mean plan?
        content/about.md:8:12: error[unknown-figure]: there is no figure womenn
            8 | We reached [[figure:womenn]] women.
              |            ^^^^^^^^^^^^^^^^^
           help: did you mean women?
        5 errors, 0 warnings in 3 files
    """)


def test_an_id_stands_once_in_a_file(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": """
                - {id: a, title: A, publisher: P, url: https://www.example.org/a}
                - {id: b, title: B, publisher: P, url: https://www.example.org/b}
                - {id: a, title: C, publisher: P, url: https://www.example.org/c}
                """
        }
    ) == told("""
        data/sources.yaml:3:8: error[duplicate-id]: the id a stands twice (first on line 1)
            3 | - {id: a, title: C, publisher: P, url: https://www.example.org/c}
              |        ^
        1 error, 0 warnings in 1 file
    """)


def test_records_with_wrong_values(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCE,
            "data/reports.yaml": """
                - id: plan
                  title: Plan
                  date: 2026-13
                  kind: plan
                  theme: childrens social care system
                  publisher: Us
                  summary: What we will do.
                  availability: elsewhere
                  sources: dfe
                  links: [{url: /plan/, sit: Ours}]
                """,
            "data/figures.yaml": """
                - id: women
                  value: many
                  measures: women
                  period: 2025
                  source: dfe
                """,
        }
    ) == told("""
        data/figures.yaml:2:10: error[wrong-type]: value must be a number
            2 |   value: many
              |          ^^^^
           help: write digits only, such as 3250 or 4.5
        data/figures.yaml:4:11: error[wrong-type]: period must be text
            4 |   period: 2025
              |           ^^^^
           help: put it in quotes: "2025"
        data/reports.yaml:3:9: error[wrong-type]: 2026-13 is no date
            3 |   date: 2026-13
              |         ^^^^^^^
           help: write 2026-11-21, 2026-11, 2026 (in quotes) or unknown
        data/reports.yaml:4:9: error[wrong-type]: kind must be one of evaluation, policy report, briefing, consultation response, academic paper, strategy, impact data, campaign
            4 |   kind: plan
              |         ^^^^
        data/reports.yaml:5:10: error[wrong-type]: theme must be one of children's social care system, relationships for families, wider societal issues
            5 |   theme: childrens social care system
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: did you mean children's social care system?
        data/reports.yaml:9:12: error[wrong-type]: sources must be a list: one item a line, each after a dash
            9 |   sources: dfe
              |            ^^^
           help: write [dfe]
        data/reports.yaml:10:25: error[unknown-key]: unknown key sit
           10 |   links: [{url: /plan/, sit: Ours}]
              |                         ^^^
           help: did you mean site?
        7 errors, 0 warnings in 2 files
    """)


def test_records_that_are_no_list(refused: Refused) -> None:
    assert refused({"data/figures.yaml": "women: 215"}) == told("""
        data/figures.yaml:1:1: error[wrong-type]: must be a list: each record after a dash
            1 | women: 215
              | ^
        1 error, 0 warnings in 1 file
    """)


# Data


def test_data_that_is_not_valid(refused: Refused) -> None:
    assert refused(
        {
            "data/help.yaml": """
                - name: Line
                  number: 116 123
                - name: [Other
                """,
            "data/nav.yaml": "title: one\ntitle: two",
            "data/deep.yaml": "[" * 100_000,
            "data/tab.yaml": b"a:\n\tb: c\n",
        }
    ) == told("""
        data/deep.yaml:1:51: error[invalid-yaml]: it is nested too deeply to be read
            1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
              |                                                   ^
           help: make it simpler
        data/help.yaml:3:9: error[invalid-yaml]: this bracket [ is not closed
            3 | - name: [Other
              |         ^
           help: close it with ], and put commas between items
        data/nav.yaml:2:1: error[duplicate-key]: the key title stands twice (first on line 1)
            2 | title: two
              | ^^^^^
           help: keep one of the two
        data/tab.yaml:2:1: error[invalid-yaml]: there is a tab here
            2 | 	b: c
              | ^
           help: indent with spaces, not tabs
        4 errors, 0 warnings in 4 files
    """)


def test_a_wrong_site_file(refused: Refused) -> None:
    assert refused(
        {
            "data/site.yaml": """
                name: Ours
                base_url: example.org
                official: no
                languag: cy
                social: [{name: Feed}]
                """
        }
    ) == told("""
        data/site.yaml:2:11: error[wrong-type]: example.org is not the address of a site
            2 | base_url: example.org
              |           ^^^^^^^^^^^
           help: only http or https, host, port and path stand here: https://www.example.org/
        data/site.yaml:3:11: error[wrong-type]: official must be true or false
            3 | official: no
              |           ^^
           help: write false
        data/site.yaml:4:1: error[unknown-key]: unknown key languag
            4 | languag: cy
              | ^^^^^^^
           help: did you mean language?
        data/site.yaml:5:10: error[missing-key]: url is missing
            5 | social: [{name: Feed}]
              |          ^^^^^^^^^^^^
           help: add a line url: …
        4 errors, 0 warnings in 1 file
    """)


def test_a_site_file_that_is_not_valid(refused: Refused) -> None:
    assert refused({"data/site.yaml": "name: Ours: yours"}) == told("""
        data/site.yaml:1:11: error[invalid-yaml]: a text with a colon in it has to stand in quotes
            1 | name: Ours: yours
              |           ^
           help: put it in quotes: name: "Ours: yours"
        1 error, 0 warnings in 1 file
    """)
