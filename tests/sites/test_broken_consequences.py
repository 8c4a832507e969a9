"""One mistake is told once, whatever follows from it; and warnings: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

from tests.sites.conftest import Refused
from tests.support import Site, told

# One mistake is one mistake


def test_many_mistakes_of_different_kinds_are_reported_in_one_run(refused: Refused) -> None:
    assert refused(
        {
            "assets/css/site.css": "p { background: url(nothing.png) }",
            "content/a.md": "---\ntitle: A\n---\n[Lost](lost.md)",
            "content/b.md": "<b>Bold</b> and [lost](/lost/).",
            "data/navigation.yaml": "- c.md",
            "data/figures.yaml": "- {id: x}",
            "templates/partials/unused.html": "{% for %}",
        }
    ) == told("""
        data/figures.yaml:1:3: error[missing-key]: measures is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line measures: …
        data/figures.yaml:1:3: error[missing-key]: period is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line period: …
        data/figures.yaml:1:3: error[missing-key]: source is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line source: …
        data/figures.yaml:1:3: error[missing-key]: value is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line value: …
        data/navigation.yaml:1:3: error[navigation]: there is no page c.md
            1 | - c.md
              |   ^^^^
           help: did you mean b.md?
        assets/css/site.css:1:21: error[missing-file]: there is no file nothing.png
            1 | p { background: url(nothing.png) }
              |                     ^^^^^^^^^^^
        content/a.md:2:1: error[missing-key]: description is missing
            2 | title: A
              | ^
           help: add a line description: …
        content/a.md:4:8: error[broken-link]: there is no file lost.md
            4 | [Lost](lost.md)
              |        ^^^^^^^
           help: correct the link, or put the file there
        content/b.md:5:1: error[raw-html]: raw HTML is not allowed: <b>
            5 | <b>Bold</b> and [lost](/lost/).
              | ^^^
           help: write it in Markdown; to show it, put it in `…`
        content/b.md:5:8: error[raw-html]: raw HTML is not allowed: </b>
            5 | <b>Bold</b> and [lost](/lost/).
              |        ^^^^
           help: write it in Markdown; to show it, put it in `…`
        content/b.md:5:24: error[broken-link]: no page has the URL /lost/
            5 | <b>Bold</b> and [lost](/lost/).
              |                        ^^^^^^
           help: correct the address, or remove the link
        templates/partials/unused.html:1:1: error[template-syntax]: Expected an expression, got 'end of statement block'
            1 | {% for %}
              | ^^^^^^^^^
        By rule:
              5 missing-key
              2 broken-link
              2 raw-html
              1 navigation
              1 missing-file
              1 template-syntax
        12 errors, 0 warnings in 6 files
    """)


def test_a_broken_data_file_does_not_fail_the_pages_that_read_it(refused: Refused) -> None:
    assert refused(
        {
            "data/help.yaml": "- name: Line: one",
            "data/figures.yaml": "- {id: women, value: many, measures: m, period: p, source: dfe}",
            "data/sources.yaml": "- {id: dfe, title: T, publisher: P}",
            "data/reports.yaml": "- [plan]",
            "content/index.md": """
                ---
                title: Home
                description: D
                sources: [dfe]
                reports: [plan]
                ---
                There are [[figure:women]] women.
                """,
            "templates/layouts/page.html": """
                {{ page.html }} {{ data('help')|length }}
                {% for one in page.sources + page.reports %}{{ one.title }}{% endfor %}
                {{ record('figures', 'women').text }}
                """,
        }
    ) == told("""
        data/figures.yaml:1:22: error[wrong-type]: value must be a number (1 place uses this record)
            1 | - {id: women, value: many, measures: m, period: p, source: dfe}
              |                      ^^^^
           help: write digits only, such as 3250 or 4.5
        data/help.yaml:1:13: error[invalid-yaml]: a text with a colon in it has to stand in quotes
            1 | - name: Line: one
              |             ^
           help: put it in quotes: name: "Line: one"
        data/reports.yaml:1:3: error[wrong-type]: this must be a mapping: lines of the form key: value
            1 | - [plan]
              |   ^^^^^^
        data/sources.yaml:1:3: error[missing-key]: url is missing (1 place uses this record)
            1 | - {id: dfe, title: T, publisher: P}
              |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: add a line url: …
        4 errors, 0 warnings in 4 files
    """)


def test_a_broken_site_file_does_not_fail_the_pages_that_read_it(refused: Refused) -> None:
    assert refused(
        {
            "data/site.yaml": """
                name: Ours
                raw_html: true
                legal: {company: "09703298"}
                contact: {email: 5}
                oficial: false
                """,
            "content/index.md": "Some <b>bold</b> text.",
            "templates/layouts/page.html": """
                {{ page.html }} {{ site.legal.company }} {{ site.contact.email }}
                """,
        }
    ) == told("""
        data/site.yaml:4:18: error[wrong-type]: email must be text
            4 | contact: {email: 5}
              |                  ^
           help: put it in quotes: "5"
        data/site.yaml:5:1: error[unknown-key]: unknown key oficial
            5 | oficial: false
              | ^^^^^^^
           help: did you mean official?
        2 errors, 0 warnings in 1 file
    """)


def test_a_broken_page_does_not_break_the_links_to_it(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "---\ntitle: About\n---\n## Costs",
            "content/index.md": "[About](about.md#costs), [again](/about/#anything)",
            "data/navigation.yaml": "- about.md",
        }
    ) == told("""
        content/about.md:2:1: error[missing-key]: description is missing
            2 | title: About
              | ^
           help: add a line description: …
        1 error, 0 warnings in 1 file
    """)


# Warnings


WARNINGS = {
    "content/index.md": "Welcome.",
    "content/lost.md": "Nobody links to me.",
    "content/plan.md": "---\ntitle: Plan\ndescription: D\ndraft: true\n---\n",
    "content/old.csv": "Unused.",
    "data/navigation.yaml": "- index.md\n- plan.md",
}


def test_warnings_do_not_keep_a_site_from_being_published(site: Site) -> None:
    site.write(WARNINGS)
    built = site.build()
    assert built.report == told("""
        data/navigation.yaml:2:3: warning[navigation]: plan.md is a draft and left out of the menu
            2 | - plan.md
              |   ^^^^^^^
           help: take the entry out until the page is published
        content/lost.md:1:1: warning[orphan]: nothing leads to the page /lost/
            1 | ---
              | ^
           help: link to it, or add it to data/navigation.yaml
        content/old.csv:1:1: warning[unused-file]: no page links to this file, yet it would be published
            1 | Unused.
              | ^
           help: link to it from a page, or move it out of content/
        0 errors, 3 warnings in 3 files
    """)
    assert not built.result.failed
    assert "lost/index.html" in built.outputs


def test_warnings_are_errors_when_the_build_is_strict(site: Site) -> None:
    site.write(WARNINGS)
    built = site.build(strict=True)
    assert built.result.failed
    assert built.outputs == {}
    assert built.report == site.build(strict=True).report
