"""One file that makes a page of each of several things, from its text to what is published."""

from __future__ import annotations

from collections.abc import Mapping

from tests.sites.conftest import Refused
from tests.support import Site, told

REPORTS = """
    - id: never-more
      title: Never More
      date: "2023"
      kind: policy report
      theme: wider societal issues
      publisher: Us
      summary: What we ask for.
      availability: not found
      sources: []
    - id: plan
      title: Plan
      date: unknown
      kind: strategy
      theme: children's social care system
      publisher: Us
      summary: What we will do.
      availability: not found
      sources: []
    """
EACH_REPORT = """
    ---
    title: "{title}"
    description: "A report: {summary}"
    kind: report
    each: report
    ---
    Back to [all](index.md).
    """
LAYOUT = "{{ page.title }} | {{ page.description }} | {{ page.item }} | {{ page.html }}"


def test_a_file_makes_a_page_of_each_report(site: Site) -> None:
    site.write(
        {
            "data/reports.yaml": REPORTS,
            "content/library/index.md": "[Plan](plan.md)\n\n[Never](never-more.md)",
            "content/library/each.md": EACH_REPORT,
            "content/index.md": "[Library](library/index.md)",
            "templates/layouts/page.html": "{{ page.html }}",
            "templates/layouts/report.html": LAYOUT,
        }
    )
    built = site.build()
    assert built.report == ""
    assert built.outputs["library/plan/index.html"] == (
        'Plan | A report: What we will do. | plan | <p>Back to <a href="/library/">all</a>.</p>'
    )
    assert built.outputs["library/never-more/index.html"] == (
        "Never More | A report: What we ask for. | never-more | "
        '<p>Back to <a href="/library/">all</a>.</p>'
    )
    assert "library/each/index.html" not in built.outputs


def test_a_page_for_each_theme_kind_and_year(site: Site) -> None:
    def each(thing: str, word: str) -> str:
        return f"---\ntitle: 'On {{{word}}}'\ndescription: D\neach: {thing}\n---\n"

    site.write(
        {
            "data/reports.yaml": REPORTS,
            "content/theme/each.md": each("theme", "name"),
            "content/kind/each.md": each("report kind", "name"),
            "content/news/each.md": each("year", "year"),
            "content/news/a.md": "---\ntitle: A\ndescription: D\ndate: 2024-05-01\n---\n",
            "content/news/b.md": "---\ntitle: B\ndescription: D\ndate: 2024-06-01\n---\n",
            "content/news/old/c.md": "---\ntitle: C\ndescription: D\ndate: 2019-06-01\n---\n",
            "templates/layouts/page.html": "{{ page.title }}",
        }
    )
    pages = {
        path: html for path, html in site.build().outputs.items() if path.endswith("index.html")
    }
    assert pages == {
        "index.html": "Content",
        "kind/policy-report/index.html": "On policy reports",
        "kind/strategy/index.html": "On strategies",
        "news/2019/index.html": "On 2019",
        "news/2024/index.html": "On 2024",
        "news/a/index.html": "A",
        "news/b/index.html": "B",
        "news/old/c/index.html": "C",
        "theme/childrens-social-care-system/index.html": "On children&#39;s social care system",
        "theme/wider-societal-issues/index.html": "On wider societal issues",
    }


def test_mistakes_stand_once_and_in_the_file_that_was_written(refused: Refused) -> None:
    assert refused(
        {
            "data/reports.yaml": REPORTS,
            "content/library/each.md": """
                ---
                title: "{title}"
                description: D
                each: report
                ---
                Back to [all](indexx.md), [[figure:none]].
                """,
        }
    ) == told("""
        content/library/each.md:6:15: error[broken-link]: there is no file indexx.md
            6 | Back to [all](indexx.md), [[figure:none]].
              |               ^^^^^^^^^
           help: did you mean ../index.md?
        content/library/each.md:6:27: error[unknown-figure]: there is no figure none
            6 | Back to [all](indexx.md), [[figure:none]].
              |                           ^^^^^^^^^^^^^^^
           help: add it to data/figures.yaml, or correct the id
        2 errors, 0 warnings in 1 file
    """)


def test_a_word_that_nothing_fills_and_an_address_that_is_taken(refused: Refused) -> None:
    assert refused(
        {
            "data/reports.yaml": REPORTS,
            "content/library/index.md": "[Plan](plan.md)",
            "content/library/each.md": EACH_REPORT,
            "content/library/plan.md": "A page of its own.",
            "content/kinds/each.md": """
                ---
                title: "All of {nmae}"
                description: D
                each: report kind
                ---
                """,
        }
    ) == told("""
        content/kinds/each.md:2:8: error[unknown-word]: there is no {nmae} in a page for each report kind
            2 | title: "All of {nmae}"
              |        ^^^^^^^^^^^^^^^
           help: did you mean name?
        content/library/each.md:5:7: error[duplicate-url]: this makes a page content/library/plan.md, but there is such a file
            5 | each: report
              |       ^^^^^^
           help: rename the file or the record
        2 errors, 0 warnings in 2 files
    """)  # noqa: E501 - reports as they are printed


def test_a_year_in_which_nothing_is_public_has_no_page_yet(site: Site) -> None:
    def item(dated: str) -> str:
        return f"---\ntitle: A\ndescription: D\n{dated}\n---\n"

    site.write(
        {
            "content/news/each.md": "---\ntitle: 'In {year}'\ndescription: D\neach: year\n---\n",
            "content/news/public.md": item("date: 2024-05-01"),
            "content/news/draft.md": item("date: 2025-05-01\ndraft: true"),
            "content/news/coming.md": item("date: 2031-05-01"),
            "content/news/other.md": item("date: 2024-05-02\ndraft: true"),
            "content/index.md": "[2025](news/2025.md)",
            "templates/layouts/page.html": "{{ page.title }}",
        }
    )
    assert site.build().report.splitlines()[0] == (
        "content/index.md:5:8: error[broken-link]: news/2025.md is a page of a year, 2025, in "
        "which nothing is public"
    )
    site.write({"content/index.md": "[2024](news/2024.md)"})
    assert _years(site.build().outputs) == ["2024"]
    assert _years(site.build(drafts=True).outputs) == ["2024", "2025", "2031"]


def _years(outputs: Mapping[str, str]) -> list[str]:
    years = (path.removeprefix("news/").removesuffix("/index.html") for path in outputs)
    return sorted(year for year in years if year.isdecimal())
