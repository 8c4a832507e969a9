"""Figures and charts on a small site: what pages print of them, and what can be downloaded."""

from __future__ import annotations

import csv
import io

from tests.sites.conftest import Refused
from tests.support import Site, told

SOURCES = "- {id: dfe, title: Evaluation, publisher: 'Department, London', url: https://e.org/}"
FIGURES = """
    - {id: women, value: 3250, measures: Women met, period: "2025", source: dfe, published_as: "about 3,250"}
    - {id: share, value: 30, unit: percent, measures: 'Part "A"', period: "2025", source: dfe, sample: 61 women}
    - {id: rest, value: 12.5, unit: percent, measures: Part B, period: "2025", source: dfe, place: Hull}
    - {id: mothers, value: 4, unit: one in, measures: Mothers, period: "2025", source: dfe}
    """
BARS = """
    - id: parts
      title: Most are in A & B
      measures: Share of all women
      kind: bars
      labels: Part
      points:
        - {label: Part A, figure: share}
        - {label: Part B, figure: rest, note: one year}
      place: Hull
      period: "2025"
      caution: A small number.
    """


def test_a_chart_of_bars_is_a_table(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/charts.yaml": BARS,
            "content/index.md": "Before.\n\n[[chart:parts]]\n\nAfter, in code: `[[chart:parts]]`",
        }
    )
    built = site.build()
    assert built.report == ""
    assert built.outputs["index.html"] == told("""
        <p>Before.</p>
        <figure class="chart" id="chart-parts">
        <figcaption id="chart-parts-title">Most are in A &amp; B</figcaption>
        <table>
        <caption>Share of all women</caption>
        <thead><tr><th scope="col">Part</th><th scope="col" class="number">Share</th></tr></thead>
        <tbody>
        <tr><th scope="row">Part A<svg class="chart-bar" width="100%" height="16" aria-hidden="true"><rect class="track" width="100%" height="16"/><rect class="mark" width="30%" height="16"/></svg></th><td class="number">30%</td></tr>
        <tr><th scope="row">Part B <span class="muted">(one year)</span><svg class="chart-bar" width="100%" height="16" aria-hidden="true"><rect class="track" width="100%" height="16"/><rect class="mark" width="12.5%" height="16"/></svg></th><td class="number">12.5%</td></tr>
        </tbody>
        </table>
        <p class="muted">Hull, 2025. A small number. Source: <a href="https://e.org/">Evaluation</a>, Department, London.</p>
        <p class="muted download"><a href="/data/charts/parts.csv">Download the numbers: Most are in A &amp; B (CSV, 177 bytes)</a></p>
        </figure>
        <p>After, in code: <code>[[chart:parts]]</code></p>
    """)


def test_a_layout_prints_the_same_chart_as_a_text(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/charts.yaml": BARS,
            "content/index.md": "[[chart:parts]]",
            "content/layout.md": "---\ntitle: L\ndescription: D\nlayout: chart\n---\n",
            "templates/layouts/page.html": "{{ page.html }}<a href='/layout/'>Layout</a>",
            "templates/layouts/chart.html": "{{ shortcode('chart', 'parts') }}<a href='/'>Home</a>",
        }
    )
    outputs = site.build().outputs
    figure = outputs["index.html"].partition("</figure>")[0]
    assert figure.startswith('<figure class="chart" id="chart-parts">')
    assert outputs["layout/index.html"].partition("</figure>")[0] == figure


def test_a_page_tells_which_figures_it_has_printed(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/charts.yaml": BARS,
            "content/index.md": "[[figure:women]]and [[figure:women]].\n\n[[chart:parts]]",
            "templates/layouts/page.html": """
                {{ record('figures', 'mothers').text }}
                {% for one in printed('figures') %}{{ one.id }} {{ one.text }}
                {% endfor %}
                """,
        }
    )
    assert (
        site.build().outputs["index.html"]
        == told("""
        1 in 4
        women 3,250
        share 30%
        rest 12.5%
        mothers 1 in 4
    """)
        + "\n"
    )


def test_all_figures_can_be_downloaded(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "templates/layouts/page.html": """
                {% set csv = download('data/figures.csv') %}
                <a href="{{ csv.url }}">All figures ({{ csv.type }}, {{ csv.size|filesize }})</a>
                """,
        }
    )
    built = site.build()
    data = site.files("output")["data/figures.csv"]
    assert data.startswith(b"\xef\xbb\xbfid,value,")
    assert built.outputs["index.html"] == (
        f'<a href="/data/figures.csv">All figures (CSV, {len(data)} bytes)</a>'
    )
    assert data.count(b"\r\n") == data.count(b"\n") == 5
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    assert [row["id"] for row in rows] == ["women", "share", "rest", "mothers"]
    assert rows[1] == {
        "id": "share",
        "value": "30",
        "unit": "percent",
        "measures": 'Part "A"',
        "period": "2025",
        "place": "",
        "sample": "61 women",
        "evidence": "statement",
        "published_as": "",
        "caution": "",
        "differs_from": "",
        "source": "dfe",
        "source_title": "Evaluation",
        "source_publisher": "Department, London",
        "source_url": "https://e.org/",
        "topic": "Other figures",
    }


def test_the_numbers_of_a_chart_can_be_downloaded(site: Site) -> None:
    site.write(
        {"data/sources.yaml": SOURCES, "data/figures.yaml": FIGURES, "data/charts.yaml": BARS}
    )
    site.build()
    text = site.files("output")["data/charts/parts.csv"].decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [
        ["label", "value", "unit", "date", "note", "figure", "source_title", "source_url"],
        ["Part A", "30", "percent", "", "", "share", "Evaluation", "https://e.org/"],
        ["Part B", "12.5", "percent", "", "one year", "rest", "Evaluation", "https://e.org/"],
    ]


def test_numbers_typed_into_a_text_are_warnings(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "content/index.md": """
                ---
                title: Up by 30%
                description: For 30% or £12.
                ---
                Of these 30% and, for each £1 spent, £1,200.50 or £2.5 million.

                - **30 per cent**, `30%`, [12.5% of them](https://example.com/?a=30%25)

                | Only a sign |
                |---|
                | 99% |

                        30% of code
                """,
        }
    )
    built = site.build()
    assert not built.result.failed
    assert built.report == told("""
        content/index.md:5:10: warning[typed-number]: 30% is typed here, and nobody can trace it
            5 | Of these 30% and, for each £1 spent, £1,200.50 or £2.5 million.
              |          ^^^
           help: write [[figure:share]]
        content/index.md:5:38: warning[typed-number]: £1,200.50 is typed here, and nobody can trace it
            5 | Of these 30% and, for each £1 spent, £1,200.50 or £2.5 million.
              |                                      ^^^^^^^^^
           help: add a record to data/figures.yaml, write [[figure:ID]]
        content/index.md:5:51: warning[typed-number]: £2.5 million is typed here, and nobody can trace it
            5 | Of these 30% and, for each £1 spent, £1,200.50 or £2.5 million.
              |                                                   ^^^^^^^^^^^^
           help: add a record to data/figures.yaml, write [[figure:ID]]
        content/index.md:7:5: warning[typed-number]: 30 per cent is typed here, and nobody can trace it
            7 | - **30 per cent**, `30%`, [12.5% of them](https://example.com/?a=30%25)
              |     ^^^^^^^^^^^
           help: write [[figure:share]]
        content/index.md:7:28: warning[typed-number]: 12.5% is typed here, and nobody can trace it
            7 | - **30 per cent**, `30%`, [12.5% of them](https://example.com/?a=30%25)
              |                            ^^^^^
           help: write [[figure:rest]]
        content/index.md:11:3: warning[typed-number]: 99% is typed here, and nobody can trace it
           11 | | 99% |
              |   ^^^
           help: add a record to data/figures.yaml, write [[figure:ID]]
        0 errors, 6 warnings in 1 file
    """)


def test_of_several_figures_of_one_value_those_from_the_sources_of_the_page_are_named(
    site: Site,
) -> None:
    site.write(
        {
            "data/sources.yaml": """
                - {id: dfe, title: A, publisher: B, url: https://e.org/dfe}
                - {id: own, title: C, publisher: D, url: https://e.org/own}
                """,
            "data/figures.yaml": """
                - {id: a, value: 30, unit: percent, measures: A, period: "2025", source: dfe}
                - {id: b, value: 30, unit: percent, measures: B, period: "2025", source: own}
                - {id: c, value: 30, unit: percent, measures: C, period: "2025", source: dfe, also_in: [own]}
                """,
            "content/index.md": """
                ---
                title: Home
                description: D
                sources: [own]
                ---
                Of these 30%. [On](on.md)
                """,
            "content/on.md": "Here 30%.",
        }
    )
    helps = [found.help for found in site.build().result.diagnostics]
    assert helps == [
        "write [[figure:b]] or [[figure:c]]",
        "write [[figure:a]] or [[figure:b]] or [[figure:c]]",
    ]


def test_numbers_typed_into_the_findings_of_a_report_are_warnings(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/reports.yaml": """
                - id: plan
                  title: Plan
                  date: "2023"
                  kind: strategy
                  theme: wider societal issues
                  publisher: Us
                  summary: What we will do for 30% of all.
                  availability: not found
                  sources: [dfe]
                  findings:
                    - "[[figure:share]] of all"
                    - Some 30% of all, for each £1
                  recommendations: [Spend £99]
                """,
        }
    )
    assert site.build().report == told("""
        data/reports.yaml:7:32: warning[typed-number]: 30% is typed here, and nobody can trace it
            7 |   summary: What we will do for 30% of all.
              |                                ^^^
           help: write [[figure:share]]
        data/reports.yaml:12:12: warning[typed-number]: 30% is typed here, and nobody can trace it
           12 |     - Some 30% of all, for each £1
              |            ^^^
           help: write [[figure:share]]
        data/reports.yaml:13:27: warning[typed-number]: £99 is typed here, and nobody can trace it
           13 |   recommendations: [Spend £99]
              |                           ^^^
           help: add a record to data/figures.yaml, write [[figure:ID]]
        0 errors, 3 warnings in 1 file
    """)


def test_texts_of_all_records_name_figures_and_are_warned_of_typed_numbers(site: Site) -> None:
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/timeline.yaml": """
                - id: a
                  date: "2024"
                  text: Of these [[figure:share]].
                  note: Some say 30%.
                  sources: [dfe]
                """,
            "data/funders.yaml": """
                - {id: f, name: F, purpose: 30% more, amount: £9, period: "2024", sources: [dfe]}
                """,
            "data/episodes.yaml": """
                - {id: e, title: E, date: unknown, summary: "For [[figure:share]]", sources: [dfe]}
                """,
            "templates/layouts/page.html": """
                {{ page.html }}
                {% for one in records("timeline") %}{{ filled(one.text) }}{% endfor %}
                {% for one in records("episodes") %}{{ one.summary }}{% endfor %}
                """,
        }
    )
    built = site.build()
    assert built.report == told("""
        data/funders.yaml:1:29: warning[typed-number]: 30% is typed here, and nobody can trace it
            1 | - {id: f, name: F, purpose: 30% more, amount: £9, period: "2024", sources: [dfe]}
              |                             ^^^
           help: write [[figure:share]]
        data/funders.yaml:1:47: warning[typed-number]: £9 is typed here, and nobody can trace it
            1 | - {id: f, name: F, purpose: 30% more, amount: £9, period: "2024", sources: [dfe]}
              |                                               ^^
           help: add a record to data/figures.yaml, write [[figure:ID]]
        data/timeline.yaml:4:18: warning[typed-number]: 30% is typed here, and nobody can trace it
            4 |   note: Some say 30%.
              |                  ^^^
           help: write [[figure:share]]
        0 errors, 3 warnings in 2 files
    """)
    assert "Of these 30%." in built.outputs["index.html"]
    assert "For 30%" in built.outputs["index.html"]
    site.write({"data/figures.yaml": FIGURES.replace("value: 30", "value: 31")})
    assert "For 31%" in site.build().outputs["index.html"]


def test_the_figures_of_a_typed_number_are_named_though_only_they_have_changed(site: Site) -> None:
    site.write({"data/sources.yaml": SOURCES, "content/index.md": "Of these 30%."})
    assert "add a record" in site.build().report
    site.write({"data/figures.yaml": FIGURES})
    assert "help: write [[figure:share]]" in site.build().report


def test_figures_that_contradict_each_other_unless_one_names_the_other(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": """
                - {id: a, value: 1, measures: women, period: "2025", place: Hull, source: dfe}
                - {id: b, value: 2, measures: women, period: "2025", place: Hull, source: dfe}
                - {id: c, value: 3, measures: women, period: "2025", place: Hull, source: dfe, differs_from: [a, b]}
                - {id: d, value: 4, measures: women, period: "2025", place: Leeds, source: dfe}
                - {id: e, value: 1, measures: women, period: "2025", place: Hull, source: dfe, differs_from: [b]}
                """,
        }
    ) == told("""
        data/figures.yaml:2:18: error[contradiction]: a gives another value for the same measure, place and period
            2 | - {id: b, value: 2, measures: women, period: "2025", place: Hull, source: dfe}
              |                  ^
           help: add a line differs_from: [a], or say how the two differ
        data/figures.yaml:5:18: error[contradiction]: c gives another value for the same measure, place and period
            5 | - {id: e, value: 1, measures: women, period: "2025", place: Hull, source: dfe, differs_from: [b]}
              |                  ^
           help: add a line differs_from: [c], or say how the two differ
        2 errors, 0 warnings in 1 file
    """)


def test_a_figure_without_source_value_or_known_evidence(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": """
                - {id: a, value: ten, measures: women, period: "2025"}
                - {id: b, value: 2, measures: women, period: "2025", source: dfe, evidence: surveys}
                """,
        }
    ) == told("""
        data/figures.yaml:1:3: error[missing-key]: source is missing
            1 | - {id: a, value: ten, measures: women, period: "2025"}
              |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: add a line source: …
        data/figures.yaml:1:18: error[wrong-type]: value must be a number
            1 | - {id: a, value: ten, measures: women, period: "2025"}
              |                  ^^^
           help: write digits only, such as 3250 or 4.5
        data/figures.yaml:2:77: error[wrong-type]: evidence must be one of independent evaluation, academic study, official statistics, survey, local count, count by Pause, statement, money awarded
            2 | - {id: b, value: 2, measures: women, period: "2025", source: dfe, evidence: surveys}
              |                                                                             ^^^^^^^
           help: did you mean survey?
        3 errors, 0 warnings in 1 file
    """)


def test_ids_in_figures_and_charts_that_do_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": """
                - {id: a, value: 1, measures: women, period: "2025", source: dfe, also_in: [dfee]}
                - {id: women, value: 2, measures: all, period: "2025", source: dfe, differs_from: [womn]}
                """,
            "data/charts.yaml": """
                - {id: parts, title: T, measures: M, kind: bars, labels: L, points: [{label: A, figure: womem}]}
                """,
            "content/index.md": "[[chart:part]]\n\nSee [[chart:parts]].",
        }
    ) == told("""
        data/charts.yaml:1:89: error[unknown-figure]: there is no figure womem
            1 | - {id: parts, title: T, measures: M, kind: bars, labels: L, points: [{label: A, figure: womem}]}
              |                                                                                         ^^^^^
           help: did you mean women?
        data/figures.yaml:1:77: error[unknown-source]: there is no source dfee
            1 | - {id: a, value: 1, measures: women, period: "2025", source: dfe, also_in: [dfee]}
              |                                                                             ^^^^
           help: did you mean dfe?
        data/figures.yaml:2:84: error[unknown-figure]: there is no figure womn
            2 | - {id: women, value: 2, measures: all, period: "2025", source: dfe, differs_from: [womn]}
              |                                                                                    ^^^^
           help: did you mean women?
        content/index.md:5:1: error[unknown-chart]: there is no chart part
            5 | [[chart:part]]
              | ^^^^^^^^^^^^^^
           help: did you mean parts?
        content/index.md:7:5: error[block-in-line]: a chart stands in a line of its own
            7 | See [[chart:parts]].
              |     ^^^^^^^^^^^^^^^
           help: put empty lines around it
        5 errors, 0 warnings in 3 files
    """)


def test_charts_that_cannot_be_drawn(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/charts.yaml": """
                - {id: empty, title: T, measures: M, kind: bars, labels: L, points: []}
                - id: when
                  title: T
                  measures: M
                  kind: dated points
                  labels: L
                  points:
                    - {label: A, figure: share, date: "2024"}
                    - {label: B, figure: share, date: "2024-13"}
                    - {label: C, figure: share}
                    - {label: D, figure: share, date: "2023-05"}
                - id: many
                  title: T
                  measures: M
                  kind: columns
                  labels: L
                  points:
                    - {label: "1", figure: share}
                    - {label: "2", figure: share}
                    - {label: "3", figure: share}
                    - {label: "4", figure: share}
                    - {label: "5", figure: share}
                    - {label: "6", figure: share}
                    - {label: "7", figure: share}
                """,
            "content/index.md": "[[chart:when]]",
        }
    ) == told("""
        data/charts.yaml:1:69: error[empty-chart]: the chart empty is empty
            1 | - {id: empty, title: T, measures: M, kind: bars, labels: L, points: []}
              |                                                                     ^^
           help: add a point: a line - {label: …, figure: …}
        data/charts.yaml:9:39: error[wrong-type]: 2024-13 is no date
            9 |     - {label: B, figure: share, date: "2024-13"}
              |                                       ^^^^^^^^^
           help: write 2026-11-21, 2026-11 or 2026, in quotes
        data/charts.yaml:10:7: error[wrong-type]: a dated point needs a date
           10 |     - {label: C, figure: share}
              |       ^^^^^^^^^^^^^^^^^^^^^^^^^
           help: write 2026-11-21, 2026-11 or 2026, in quotes
        data/charts.yaml:11:39: error[wrong-order]: 2023-05 stands after 2024
           11 |     - {label: D, figure: share, date: "2023-05"}
              |                                       ^^^^^^^^^
           help: put the points in the order of time
        data/charts.yaml:24:7: error[chart-kind]: 7 columns have no room on a phone
           24 |     - {label: "7", figure: share}
              |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: write kind: bars
        5 errors, 0 warnings in 1 file
    """)


def test_charts_of_figures_that_do_not_go_together(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/charts.yaml": """
                - id: mixed
                  title: T
                  measures: M
                  kind: bars
                  labels: L
                  points:
                    - {label: A, figure: share}
                    - {label: B, figure: women}
                - {id: people, title: T, measures: M, kind: people, labels: L, points: [{label: A, figure: share}]}
                - {id: one-in, title: T, measures: M, kind: bars, labels: L, points: [{label: A, figure: mothers}]}
                """,
        }
    ) == told("""
        data/charts.yaml:8:26: error[mixed-units]: women is in count, share in percent
            8 |     - {label: B, figure: women}
              |                          ^^^^^
           help: make a chart of each unit
        data/charts.yaml:9:92: error[chart-kind]: 30% cannot be drawn as people
            9 | - {id: people, title: T, measures: M, kind: people, labels: L, points: [{label: A, figure: share}]}
              |                                                                                            ^^^^^
           help: people show figures of the unit one in; the others show all other units, from 0
        data/charts.yaml:10:90: error[chart-kind]: 1 in 4 cannot be drawn as bars
           10 | - {id: one-in, title: T, measures: M, kind: bars, labels: L, points: [{label: A, figure: mothers}]}
              |                                                                                          ^^^^^^^
           help: people show figures of the unit one in; the others show all other units, from 0
        3 errors, 0 warnings in 1 file
    """)


def test_a_template_that_asks_for_a_chart_or_a_file_in_vain(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCES,
            "data/figures.yaml": FIGURES,
            "data/charts.yaml": BARS,
            "content/other.md": "---\ntitle: O\ndescription: D\nlayout: other\n---\n",
            "templates/layouts/page.html": (
                "{{ shortcode('chart', 'part') }}<a href='/other/'>Other</a>"
            ),
            "templates/layouts/other.html": "{{ download('data/figure.csv') }}",
        }
    ) == told("""
        templates/layouts/other.html:1:14: error[template]: no file data/figure.csv is made (while rendering content/other.md)
            1 | {{ download('data/figure.csv') }}
              |              ^^^^^^^^^^^^^^^
           help: did you mean data/figures.csv?
        templates/layouts/page.html:1:24: error[template]: there is no chart part (while rendering content/index.md)
            1 | {{ shortcode('chart', 'part') }}<a href='/other/'>Other</a>
              |                        ^^^^
           help: did you mean parts?
        2 errors, 0 warnings in 2 files
    """)
