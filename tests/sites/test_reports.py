"""Reports and their files, from the record to the page, with every mistake that can be made."""

from __future__ import annotations

from tests.pdfs import by_hand, digest, pdf
from tests.sites.conftest import Refused
from tests.support import Site, told

TAGGED = pdf("Plan", "en-GB", tagged=True, pages=3)
PLAN = """
    - id: plan
      title: Plan
      date: "2026"
      kind: strategy
      theme: wider societal issues
      publisher: Us
      summary: What we will do.
      sources: []
    """


def plan(*lines: str) -> str:
    """Return the record of the plan with more lines."""
    return "\n".join([told(PLAN), *(f"  {line}" for line in lines), ""])


def listed(name: str, data: bytes, *more: str) -> str:
    """Return the record of the plan with one file."""
    lines = [f"- path: {name}", "  title: Plan", f"  sha256: {digest(data)}", *more]
    return plan("files:", *(f"  {line}" for line in lines))


def test_a_page_tells_the_findings_with_their_figures_and_the_files_with_their_facts(
    site: Site,
) -> None:
    record = f"""{listed("plan.pdf", TAGGED)}
  findings: ["[[figure:women]] women took part.", Most were well.]
  recommendations: ["Go on: [[figure: women]] and [[figure:women]]."]
"""
    site.write(
        {
            "assets/files/plan.pdf": TAGGED,
            "data/reports.yaml": record,
            "data/sources.yaml": "- {id: s, title: S, publisher: P, url: https://e.org/}",
            "data/figures.yaml": "- {id: women, value: 61, measures: m, period: p, source: s}",
            "content/each.md": (
                "---\ntitle: '{title}'\ndescription: D\nkind: report\n"
                "each: {records: reports}\n---\n"
            ),
            "content/index.md": "[Plan](plan.md)",
            "templates/layouts/page.html": """
                {% if page.item %}
                {% set report = records("reports", page.item)|first %}
                {% for text in report.findings + report.recommendations %}
                {{ filled(text) }}
                {% endfor %}
                {{ report.figures|join }}, {{ report.where }}
                {% for file in report.files %}
                {% set facts = attachment(file.asset) %}
                {{ facts.url }}: {{ facts.type }}, {{ facts.pages }} pages, {{ facts.pdf.title }}
                {% endfor %}
                {{ page_of("reports", "plan").url }} {{ page_of("reports", "gone") is none }}
                {% else %}{{ page.html }}{% endif %}
                """,
        }
    )
    built = site.build()
    assert built.report == ""
    assert built.outputs["plan/index.html"].strip() == told("""
        61 women took part.
        Most were well.
        Go on: 61 and 61.
        women, here
        /files/plan.pdf: PDF, 3 pages, Plan
        /plan/ True
    """)


def test_a_report_that_nobody_can_find(refused: Refused) -> None:
    assert refused({"data/reports.yaml": plan()}) == told("""
        data/reports.yaml:1:7: error[wrong-report]: nothing says where plan can be read
            1 | - id: plan
              |       ^^^^
           help: add files: or links:, or say availability: not found
        1 error, 0 warnings in 1 file
    """)


def test_people_who_cannot_be_turned_into_a_citation(refused: Refused) -> None:
    text = plan("availability: not found", "people: [Ann Example]")
    assert refused({"data/reports.yaml": text}) == told("""
        data/reports.yaml:10:11: error[wrong-report]: Ann Example cannot be turned into a citation
           10 |   people: [Ann Example]
              |           ^^^^^^^^^^^^^
           help: write the family name first: Example, Ann
        1 error, 0 warnings in 1 file
    """)


def test_a_report_that_is_not_where_it_is_said_to_be(refused: Refused) -> None:
    second = listed("plan.pdf", TAGGED).replace("id: plan", "id: second")
    third = plan("availability: elsewhere").replace("id: plan", "id: third")
    assert refused(
        {
            "assets/files/plan.pdf": TAGGED,
            "data/reports.yaml": plan("availability: here")
            + second
            + "  availability: not found\n"
            + third,
        }
    ) == told("""
        data/reports.yaml:9:17: error[wrong-report]: availability is here, but there are no files
            9 |   availability: here
              |                 ^^^^
           help: add files:, or say availability: not found
        data/reports.yaml:22:17: error[wrong-report]: availability is not found, but there are files
           22 |   availability: not found
              |                 ^^^^^^^^^
           help: remove the line
        data/reports.yaml:31:17: error[wrong-report]: availability is elsewhere, but there are no links
           31 |   availability: elsewhere
              |                 ^^^^^^^^^
           help: add links:, or say availability: not found
        3 errors, 0 warnings in 1 file
    """)


def test_a_report_that_no_longer_holds_says_why(refused: Refused) -> None:
    def other(id_: str, *lines: str) -> str:
        return plan("availability: not found", *lines).replace("id: plan", f"id: {id_}")

    assert refused(
        {
            "data/reports.yaml": other("a", "status: superseded")
            + other("b", "status: withdrawn")
            + other("c", "superseded_by: a")
            + other("d", "status: withdrawn", "withdrawn_because: It erred.")
            + other("e", "status: old")
        }
    ) == told("""
        data/reports.yaml:10:11: error[wrong-report]: status is superseded, but superseded_by is missing
           10 |   status: superseded
              |           ^^^^^^^^^^
           help: add superseded_by: with the id of the newer report
        data/reports.yaml:20:11: error[wrong-report]: status is withdrawn, but withdrawn_because is missing
           20 |   status: withdrawn
              |           ^^^^^^^^^
           help: add withdrawn_because: with the reason in a sentence
        data/reports.yaml:30:18: error[wrong-report]: there is superseded_by, but status is current
           30 |   superseded_by: a
              |                  ^
           help: write status: superseded
        data/reports.yaml:51:11: error[wrong-type]: status must be one of current, superseded, withdrawn
           51 |   status: old
              |           ^^^
        4 errors, 0 warnings in 1 file
    """)


def test_ids_in_a_report_of_what_does_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": "- {id: s, title: S, publisher: P, url: https://e.org/}",
            "data/figures.yaml": "- {id: women, value: 61, measures: m, period: p, source: s}",
            "data/reports.yaml": plan(
                "availability: not found",
                "status: superseded",
                "superseded_by: plann",
                "related: [planet]",
                "findings:",
                "  - All is well.",
                "  - We met [[figure:womenn]] women.",
            ),
        }
    ) == told("""
        data/reports.yaml:11:18: error[unknown-report]: there is no report plann
           11 |   superseded_by: plann
              |                  ^^^^^
           help: did you mean plan?
        data/reports.yaml:12:13: error[unknown-report]: there is no report planet
           12 |   related: [planet]
              |             ^^^^^^
           help: did you mean plan?
        data/reports.yaml:15:7: error[unknown-figure]: there is no figure womenn
           15 |     - We met [[figure:womenn]] women.
              |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: did you mean women?
        3 errors, 0 warnings in 1 file
    """)


def test_a_file_that_is_missing(refused: Refused) -> None:
    assert refused(
        {"assets/files/plan.pdf": TAGGED, "data/reports.yaml": listed("plans.pdf", TAGGED)}
    ) == told("""
        data/reports.yaml:10:13: error[missing-file]: there is no file assets/files/plans.pdf
           10 |     - path: plans.pdf
              |             ^^^^^^^^^
           help: did you mean plan.pdf?
        1 error, 0 warnings in 1 file
    """)


def test_a_file_that_is_not_what_its_record_says(refused: Refused) -> None:
    other = by_hand()
    assert refused(
        {"assets/files/plan.pdf": other, "data/reports.yaml": listed("plan.pdf", TAGGED)}
    ) == told(f"""
        data/reports.yaml:10:7: error[file-differs]: the language in plan.pdf is cy, not en-GB
           10 |     - path: plan.pdf
              |       ^
           help: set the language in the PDF, or write language: cy
        data/reports.yaml:11:14: error[file-differs]: the title in plan.pdf is Llais \N{EM DASH} 2, not Plan
           11 |       title: Plan
              |              ^^^^
           help: set the title in the PDF, or write title: Llais \N{EM DASH} 2
        data/reports.yaml:12:15: error[file-differs]: plan.pdf is another file than the one that was recorded
           12 |       sha256: {digest(TAGGED)}
              |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: if it is the right one, write sha256: {digest(other)}
        3 errors, 0 warnings in 1 file
    """)


def test_a_pdf_without_title_language_and_tags(refused: Refused) -> None:
    plain = pdf()
    assert refused(
        {
            "assets/files/plan.pdf": plain,
            "data/reports.yaml": listed("plan.pdf", plain, "  language: en-GB", "  tagged: true"),
        }
    ) == told("""
        data/reports.yaml:11:14: error[file-differs]: the title in plan.pdf is empty, not Plan
           11 |       title: Plan
              |              ^^^^
           help: set the title in the PDF
        data/reports.yaml:13:17: error[file-differs]: the language in plan.pdf is empty, not en-GB
           13 |       language: en-GB
              |                 ^^^^^
           help: set the language in the PDF
        data/reports.yaml:14:15: error[file-differs]: plan.pdf is not tagged for screen readers
           14 |       tagged: true
              |               ^^^^
           help: save it with tags, or say tagged: false
        3 errors, 0 warnings in 1 file
    """)


def test_a_pdf_that_is_better_than_its_record_and_one_that_is_locked(refused: Refused) -> None:
    locked = pdf("Plan", "en-GB", tagged=True, password="secret")
    second = listed("locked.pdf", locked).replace("id: plan", "id: locked")
    assert refused(
        {
            "assets/files/plan.pdf": TAGGED,
            "assets/files/locked.pdf": locked,
            "data/reports.yaml": listed("plan.pdf", TAGGED, "  tagged: false") + second,
        }
    ) == told("""
        data/reports.yaml:13:15: error[file-differs]: plan.pdf is tagged for screen readers
           13 |       tagged: false
              |               ^^^^^
           help: remove tagged: false
        data/reports.yaml:23:13: error[unreadable-file]: locked.pdf cannot be read as a PDF
           23 |     - path: locked.pdf
              |             ^^^^^^^^^^
           help: save it again, without a password
        2 errors, 0 warnings in 1 file
    """)


def test_a_mended_or_broken_file_is_noticed_by_the_next_build(site: Site) -> None:
    site.write({"assets/files/plan.pdf": TAGGED, "data/reports.yaml": listed("plan.pdf", TAGGED)})
    assert site.build().report == ""
    site.write({"assets/files/plan.pdf": pdf("Plan", "en-GB", tagged=True)})
    assert "plan.pdf is another file" in site.build().report
    site.write({"assets/files/plan.pdf": TAGGED})
    assert site.build().report == ""
    (site.root / "assets/files/plan.pdf").unlink()
    assert "there is no file assets/files/plan.pdf" in site.build().report
