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
    each: {records: reports}
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
    def dated(title: str, day: str, kind: str) -> str:
        return f"---\ntitle: {title}\ndescription: D\ndate: {day}\nkind: {kind}\n---\n"

    def each(thing: str, word: str) -> str:
        return f"---\ntitle: 'On {{{word}}}'\ndescription: D\neach: {thing}\n---\n"

    site.write(
        {
            "data/reports.yaml": REPORTS,
            "content/theme/each.md": each("{records: reports, by: theme}", "name"),
            "content/kind/each.md": each("{records: reports, by: kind}", "name"),
            "content/news/each.md": each("{pages: news, by: year}", "year"),
            "content/news/a.md": dated("A", "2024-05-01", "news"),
            "content/news/b.md": dated("B", "2024-06-01", "news"),
            "content/news/old/c.md": dated("C", "2019-06-01", "news"),
            "content/news/other.md": dated("Other", "2020-06-01", "page"),
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
        "news/other/index.html": "Other",
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
                each: {records: reports}
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
                each: {records: reports, by: kind}
                ---
                """,
        }
    ) == told("""
        content/kinds/each.md:2:8: error[unknown-word]: there is no {nmae} in a page of the kind of reports
            2 | title: "All of {nmae}"
              |        ^^^^^^^^^^^^^^^
           help: did you mean name?
        content/library/each.md:5:7: error[duplicate-url]: this makes a page content/library/plan.md, but there is such a file
            5 | each: {records: reports}
              |       ^^^^^^^^^^^^^^^^^^
           help: rename the file or the record
        2 errors, 0 warnings in 2 files
    """)


def test_a_year_in_which_nothing_is_public_has_no_page_yet(site: Site) -> None:
    def item(dated: str) -> str:
        return f"---\ntitle: A\ndescription: D\nkind: news\n{dated}\n---\n"

    site.write(
        {
            "content/news/each.md": (
                "---\ntitle: 'In {year}'\ndescription: D\neach: {pages: news, by: year}\n---\n"
            ),
            "content/news/public.md": item("date: 2024-05-01"),
            "content/news/draft.md": item("date: 2025-05-01\ndraft: true"),
            "content/news/coming.md": item("date: 2031-05-01"),
            "content/news/other.md": item("date: 2024-05-02\ndraft: true"),
            "content/index.md": "[2025](news/2025.md)",
            "templates/layouts/page.html": "{{ page.title }}",
        }
    )
    assert site.build().report.splitlines()[0] == (
        "content/index.md:5:8: error[broken-link]: news/2025.md is a page for the year 2025, of "
        "which nothing is public"
    )
    site.write({"content/index.md": "[2024](news/2024.md)"})
    assert _years(site.build().outputs) == ["2024"]
    assert _years(site.build(drafts=True).outputs) == ["2024", "2025", "2031"]


def _years(outputs: Mapping[str, str]) -> list[str]:
    years = (path.removeprefix("news/").removesuffix("/index.html") for path in outputs)
    return sorted(year for year in years if year.isdecimal())


TREES = """
    from sitegen.models import DateInPart, Record, Ref, collection


    @collection("soils")
    class Soil(Record):
        name: str
        kind: str = ""


    @collection("trees")
    class Tree(Record):
        name: str
        soil: Ref[Soil]
        date: DateInPart = "unknown"
        uses: tuple[str, ...] = ()
        tall: bool = False

        @property
        def label(self) -> str:
            return f"{self.name}!"

        @classmethod
        def name_of(cls, key, value):
            return {"true": "tall trees", "false": "short trees"}.get(value, value)
    """
LISTING = (
    "{{ page.title }} ({{ page.menu_title }}) {{ page.item }}:"
    "{% for one in page.entries %} {{ one.NAME }}{% endfor %}"
)
PARK = {
    "models/trees.py": TREES,
    "data/soils.yaml": "- {id: clay, name: Clay}\n- {id: sand, name: Sand}",
    "data/trees.yaml": """
        - {id: oak, name: Oak, soil: clay, date: "1999-05", uses: [Ship's masts, tables],
           tall: true}
        - {id: ash, name: Ash, soil: clay, date: "1999", uses: [tables]}
        - {id: fir, name: Fir, soil: sand, tall: true}
        """,
    "templates/layouts/page.html": LISTING.replace("NAME", "name"),
}


def made(site: Site) -> dict[str, str]:
    """Return what the pages that files make say, by their paths below content/."""
    built = site.build()
    assert not built.result.failed, built.report
    return {
        path.removesuffix("/index.html"): html
        for path, html in built.outputs.items()
        if path.endswith("/index.html")
    }


def each(what: str, title: str) -> str:
    return f"---\ntitle: '{title}'\nmenu_title: '{{heading}}'\ndescription: D\neach: {what}\n---\n"


def test_pages_of_records_by_what_they_have_in_common(site: Site) -> None:
    site.write(PARK)
    of_each = "---\ntitle: '{label} {uses}'\ndescription: D\neach: {records: trees}\n---\n"
    site.write({"content/tree/each.md": of_each.replace(" {uses}", "")})
    site.write({"content/soil/each.md": each("{records: trees, by: soil}", "On {name}, {id}")})
    site.write({"content/year/each.md": each("{records: trees, by: year}", "Of {year}")})
    site.write({"content/uses/each.md": each("{records: trees, by: uses}", "For {uses}")})
    site.write({"content/tall/each.md": each("{records: trees, by: tall}", "All {name}")})
    assert made(site) == {
        "tree/oak": "Oak! (Oak!) oak: Oak",
        "tree/ash": "Ash! (Ash!) ash: Ash",
        "tree/fir": "Fir! (Fir!) fir: Fir",
        "soil/clay": "On Clay, clay (Clay) clay: Oak Ash",
        "soil/sand": "On Sand, sand (Sand) sand: Fir",
        "year/1999": "Of 1999 (1999) 1999: Oak Ash",
        "uses/ships-masts": "For Ship&#39;s masts (Ship&#39;s masts) Ship&#39;s masts: Oak",
        "uses/tables": "For tables (Tables) tables: Oak Ash",
        "tall/true": "All tall trees (Tall trees) true: Oak Fir",
        "tall/false": "All short trees (Short trees) false: Ash",
    }


def test_pages_of_pages_by_a_key_of_theirs(site: Site) -> None:
    def walk(title: str, *front: str) -> str:
        return "\n".join(["---", f"title: {title}", "description: D", *front, "---", ""])

    site.write({**PARK, "templates/layouts/page.html": LISTING.replace("NAME", "title")})
    site.write({"content/tags/each.md": each("{pages: page, by: keywords}", "On {keywords}")})
    site.write({"content/a.md": walk("A", "keywords: [hills, rain]", "date: 2025-01-01")})
    site.write({"content/b.md": walk("B", "keywords: [hills]", "date: 2026-01-01")})
    site.write({"content/later.md": walk("C", "keywords: [hills, sun]", "date: 2031-01-01")})
    found = made(site)
    assert {path: text for path, text in found.items() if path.startswith("tags/")} == {
        "tags/hills": "On hills (Hills) hills: B A",
        "tags/rain": "On rain (Rain) rain: A",
    }
    site.write({"content/b.md": walk("B", "keywords: [rain]", "date: 2026-01-01")})
    assert made(site)["tags/rain"] == "On rain (Rain) rain: B A"


def test_what_a_file_cannot_make_pages_of(refused: Refused) -> None:
    def written(what: str) -> str:
        return f"---\ntitle: T\ndescription: D\neach: {what}\n---\n"

    assert refused(
        {
            **PARK,
            "data/trees.yaml": """
                - {id: oak, name: Oak, soil: clay, uses: [For fire, "for fire!"]}
                """,
            "content/a/each.md": written("{records: tress}"),
            "content/b/each.md": written("{records: trees, by: sail}"),
            "content/c/each.md": written("{pages: pge, by: year}"),
            "content/d/each.md": written("{pages: page}"),
            "content/e/each.md": written("{}"),
            "content/f/each.md": written("tree"),
            "content/g/each.md": written("{records: trees, by: uses}"),
            "content/h/each.md": written("{records: trees}"),
            "content/h/other.md": written("{records: trees}"),
        }
    ) == told("""
        content/a/each.md:4:17: error[unknown-collection]: there are no records tress
            4 | each: {records: tress}
              |                 ^^^^^
           help: did you mean trees?
        content/b/each.md:4:28: error[unknown-key]: trees cannot be grouped by sail
            4 | each: {records: trees, by: sail}
              |                            ^^^^
           help: did you mean soil?
        content/c/each.md:4:15: error[unknown-kind]: no kind pge
            4 | each: {pages: pge, by: year}
              |               ^^^
           help: did you mean page?
        content/d/each.md:4:7: error[missing-key]: by is missing: each page of a kind is a page already
            4 | each: {pages: page}
              |       ^^^^^^^^^^^^^
           help: add by: year, or another key by which they differ
        content/e/each.md:4:7: error[wrong-type]: each names either records or pages
            4 | each: {}
              |       ^^
           help: write {records: NAME}, {records: NAME, by: KEY} or {pages: KIND, by: KEY}
        content/f/each.md:4:7: error[wrong-type]: each must be a mapping: lines of the form key: value
            4 | each: tree
              |       ^^^^
           help: write {records: NAME}, {records: NAME, by: KEY} or {pages: KIND, by: KEY}
        content/g/each.md:4:7: error[duplicate-url]: for fire! and For fire would both make the page content/g/for-fire.md
            4 | each: {records: trees, by: uses}
              |       ^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: rename one of the two
        content/h/other.md:4:7: error[duplicate-url]: oak and oak of content/h/each.md would both make the page content/h/oak.md
            4 | each: {records: trees}
              |       ^^^^^^^^^^^^^^^^
           help: rename one of the two
        8 errors, 0 warnings in 8 files
    """)


def test_a_property_that_fails_is_told_with_its_record(refused: Refused) -> None:
    report = refused(
        {
            **PARK,
            "models/trees.py": told(TREES).replace('f"{self.name}!"', "self.name + 1"),
            "content/tree/each.md": each("{records: trees}", "{label}").replace("{heading}", ""),
        }
    )
    assert report.startswith(
        "models/trees.py:20:1: error[model-hook]: Tree.label fails for data/trees.yaml:1 and 2 "
        "more: TypeError"
    )
