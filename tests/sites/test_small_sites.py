"""Small whole sites: what stands in them, and what is published."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from sitegen.build_request import Options
from sitegen.model_stages import discover_load_and_model
from sitegen.render import workers
from tests.support import DAY, SMALLEST, Site, told

ROOT = Path(__file__).parents[2]


def png(width: int, height: int) -> bytes:
    """Return a picture of this size."""
    out = io.BytesIO()
    Image.new("RGB", (width, height)).save(out, "PNG")
    return out.getvalue()


def pdf(pages: int) -> bytes:
    """Return a PDF file of so many empty pages."""
    out, writer = io.BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def test_the_smallest_site_is_a_page_and_a_layout(site: Site) -> None:
    files = [path for path in site.files() if not path.startswith("models/")]
    assert sorted(files) == ["content/index.md", "templates/layouts/page.html"]
    built = site.build()
    assert built.report == ""
    assert built.result.counts() | {"seconds": 0} == {
        "pages": 1,
        "rendered": 1,
        "written": 6,
        "removed": 0,
        "seconds": 0,
    }
    assert sorted(built.outputs) == [
        "_headers",
        "build.json",
        "index.html",
        "robots.txt",
        "sbom.cdx.json",
        "sitemap.xml",
    ]
    assert built.outputs["index.html"] == "<p>Welcome.</p>"
    assert (
        built.outputs["robots.txt"]
        == told(
            """
        User-agent: *
        Allow: /

        Sitemap: https://example.org/sitemap.xml
        """
        )
        + "\n"
    )
    assert (
        built.outputs["sitemap.xml"]
        == told("""
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://example.org/</loc></url>
        </urlset>
    """)
        + "\n"
    )


# Sections, breadcrumbs, neighbours


def test_pages_know_their_place(site: Site) -> None:
    site.write(
        {
            "content/news/index.md": "---\ntitle: All news\ndescription: D\nmenu_title: News\n---\n",
            "content/news/old.md": "---\ntitle: Old\ndescription: D\ndate: 2026-01-01\n---\n",
            "content/news/new.md": "---\ntitle: New\ndescription: D\ndate: 2026-02-01\n---\n",
            "content/news/first.md": "---\ntitle: First\ndescription: D\norder: 1\n---\n",
            "templates/layouts/page.html": """
                {% for crumb in page.breadcrumbs %}
                {{ crumb.title }}|{{ crumb.url }}|{{ crumb.current }}
                {% endfor %}
                section {{ page.section.title if page.section else '-' }}
                children {{ page.children|map(attribute='title')|join(', ') }}.
                {{ page.previous.title if page.previous else '-' }} < {{ page.next.title if page.next else '-' }}
                """,
        }
    )
    outputs = site.build().outputs
    assert outputs["news/new/index.html"].rstrip() == told("""
        Home|/|False
        News|/news/|False
        New|/news/new/|True
        section News
        children .
        First < Old
    """)
    assert outputs["news/index.html"].rstrip() == told("""
        Home|/|False
        News|/news/|True
        section News
        children First, New, Old.
        - < -
    """)
    assert outputs["index.html"].rstrip() == told("""
        section -
        children All news.
        - < -
    """)


def test_a_folder_without_a_landing_page_is_a_name_in_breadcrumbs(site: Site) -> None:
    site.write(
        {
            "content/our-work/2026/report.md": "Text.",
            "templates/layouts/page.html": """
                {% for crumb in page.breadcrumbs %}
                {{ crumb.title }} ({{ crumb.url }})
                {% endfor %}
                {% for child in page.children %}{{ child.title }}{% endfor %}
                """,
        }
    )
    outputs = site.build().outputs
    assert outputs["our-work/2026/report/index.html"].splitlines() == [
        "Home (/)",
        "Our work ()",
        "2026 ()",
        "Report (/our-work/2026/report/)",
    ]
    assert outputs["index.html"] == "Report"


# Menus


MENU = """
    {% macro list(items) %}
    {% for item in items %}
    ({{ item.title }} {{ item.url }}{{ ' current' if item.current }}{{ ' within' if item.within }}
    {{- ' external' if item.external }}{{ list(item.children) }})
    {%- endfor %}
    {% endmacro %}
    {{ list(navigation.primary) }}
    """


def test_a_menu_of_three_levels_shows_where_a_page_stands(site: Site) -> None:
    site.write(
        {
            "content/about/index.md": "Text.",
            "content/about/team/index.md": "Text.",
            "content/about/team/roles.md": "Text.",
            "content/about/team/more/deep.md": "Text.",
            "data/navigation.yaml": """
                primary:
                  - page: about/index.md
                    title: About us
                    children:
                      - page: about/team/index.md
                        children: [about/team/roles.md]
                  - {url: https://www.example.org/, title: Shop}
                """,
            "templates/layouts/page.html": MENU,
        }
    )
    outputs = {path: " ".join(text.split()) for path, text in site.build().outputs.items()}
    assert outputs["index.html"] == told("""
        (About us /about/(Team /about/team/(Roles /about/team/roles/)))(Shop https://www.example.org/ external)
    """)
    assert outputs["about/index.html"] == told("""
        (About us /about/ current(Team /about/team/(Roles /about/team/roles/)))(Shop https://www.example.org/ external)
    """)
    assert outputs["about/team/index.html"] == told("""
        (About us /about/ within(Team /about/team/ current(Roles /about/team/roles/)))(Shop https://www.example.org/ external)
    """)
    assert outputs["about/team/roles/index.html"] == told("""
        (About us /about/ within(Team /about/team/ within(Roles /about/team/roles/ current)))(Shop https://www.example.org/ external)
    """)
    assert outputs["about/team/more/deep/index.html"] == told("""
        (About us /about/ within(Team /about/team/ within(Roles /about/team/roles/)))(Shop https://www.example.org/ external)
    """)


def test_a_bare_list_is_the_primary_menu_and_the_others_are_empty(site: Site) -> None:
    site.write(
        {
            "data/navigation.yaml": "- index.md",
            "templates/layouts/page.html": """
                {{ navigation.primary|length }}{{ navigation.utility|length }}{{ navigation.footer|length }}
                """,
        }
    )
    assert site.build().outputs["index.html"] == "100"


def test_a_menu_rendered_once_for_each_place_is_the_same_as_one_in_every_page(site: Site) -> None:
    site.write(
        {
            "content/a.md": "Text.",
            "content/b.md": "Text.",
            "content/deep/c.md": "Text.",
            "data/navigation.yaml": "- a.md\n- b.md",
            "templates/partials/menu.html": """
                {% for item in items %}{{ item.title }}{{ '*' if item.current }}{{ ' ' }}{% endfor %}
                """,
            "templates/layouts/page.html": "{{ menu('primary', 'partials/menu.html') }}",
        }
    )
    outputs = site.build().outputs
    assert [outputs[f"{page}index.html"].strip() for page in ("", "a/", "b/", "deep/c/")] == [
        "A B",
        "A* B",
        "A B*",
        "A B",
    ]


# Drafts, dates


WAITING = {
    "content/draft.md": "---\ntitle: Draft\ndescription: D\ndraft: true\n---\n",
    "content/party.md": "---\ntitle: Party\ndescription: D\ndate: 2026-12-24\n---\n",
    "content/today.md": "---\ntitle: Today\ndescription: D\ndate: 2026-11-21\n---\n",
}


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({}, ["index.html", "today/index.html"]),
        ({"day": date(2026, 11, 20)}, ["index.html"]),
        ({"day": date(2026, 12, 24)}, ["index.html", "party/index.html", "today/index.html"]),
        (
            {"drafts": True},
            ["draft/index.html", "index.html", "party/index.html", "today/index.html"],
        ),
    ],
)
def test_drafts_and_pages_of_later_days_wait(
    site: Site, options: dict[str, object], shown: list[str]
) -> None:
    site.write(WAITING)
    outputs = site.build(**options).outputs
    assert sorted(path for path in outputs if path.endswith(".html")) == shown


# Aliases


def test_an_alias_sends_visitors_on(site: Site) -> None:
    site.write(
        {
            "content/about.md": """
                ---
                title: About & more
                description: D
                aliases: [/who/, /old/page.html]
                ---
                """
        }
    )
    outputs = site.build().outputs
    assert outputs["who/index.html"] == outputs["old/page.html"]
    assert (
        outputs["who/index.html"]
        == told("""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>This page has moved - Untitled site</title>
        <meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; style-src &#x27;self&#x27;; script-src &#x27;self&#x27;; img-src &#x27;self&#x27;; font-src &#x27;self&#x27;; media-src &#x27;self&#x27;; base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;">
        <meta http-equiv="refresh" content="0; url=/about/">
        <meta name="robots" content="noindex">
        <link rel="canonical" href="https://example.org/about/">
        </head>
        <body>
        <main>
        <h1>This page has moved</h1>
        <p><a href="/about/">Go to the page About &amp; more</a></p>
        </main>
        </body>
        </html>
    """)
        + "\n"
    )
    assert "/who/" not in outputs["sitemap.xml"]


def test_a_link_to_an_alias_holds(site: Site) -> None:
    site.write(
        {
            "content/about.md": "---\ntitle: A\ndescription: D\naliases: [/who]\n---\n",
            "content/index.md": "[Who](/who/)",
        }
    )
    assert not site.build().result.failed


# Links


def test_links_are_written_as_paths_or_urls_with_or_without_anchors(site: Site) -> None:
    site.write(
        {
            "content/impact/index.md": "## Costs\n\nText.",
            "content/impact/data.md": """
                [path](index.md) [up](../index.md) [anchor](index.md#costs) [here](#here)
                [url](/impact/) [url anchor](/impact/#costs) [query](index.md?a=1&b=2#costs)
                [out](https://www.example.org/a_b) <mail@example.org> [call](tel:+442030111949)
                [ref][one]

                [one]: /

                ## Here
                """,
        }
    )
    built = site.build()
    assert not built.result.failed
    assert built.outputs["impact/data/index.html"] == told("""
        <p><a href="/impact/">path</a> <a href="/">up</a> <a href="/impact/#costs">anchor</a> <a href="#here">here</a>
        <a href="/impact/">url</a> <a href="/impact/#costs">url anchor</a> <a href="/impact/?a=1&amp;b=2#costs">query</a>
        <a href="https://www.example.org/a_b">out</a> <a href="mailto:mail@example.org">&#109;&#97;&#105;&#108;&#64;&#101;&#120;&#97;&#109;&#112;&#108;&#101;&#46;&#111;&#114;&#103;</a> <a href="tel:+442030111949">call</a>
        <a href="/">ref</a></p>
        <h2 id="here">Here</h2>
    """)


def test_absolute_links_into_the_site_are_checked_too(site: Site) -> None:
    site.write(
        {
            "data/site.yaml": "base_url: https://ours.example",
            "content/index.md": "[Lost](https://ours.example/lost/) [Not ours](https://ours.example.org/x/)",
        }
    )
    assert site.build().report == told("""
        content/index.md:5:8: error[broken-link]: no page has the URL /lost/ (https://ours.example/ is this site, by base_url in data/site.yaml)
            5 | [Lost](https://ours.example/lost/) [Not ours](https://ours.example.org/x/)
              |        ^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: correct the address, or remove the link
        1 error, 0 warnings in 1 file
    """)


# Files


def test_a_file_to_download_has_its_facts(site: Site) -> None:
    site.write(
        {
            "assets/files/report.pdf": pdf(3),
            "assets/files/list.xlsx": b"12345",
            "content/index.md": "Read [the report](assets/files/report.pdf).",
            "templates/layouts/page.html": """
                {{ page.html }}
                {% for name in ('report.pdf', 'list.xlsx') %}
                {% set file = attachment('files/' ~ name) %}
                {{ file.url }} {{ file.name }} {{ file.type }} {{ file.pages }} {{ file.size > 4 }}
                {% endfor %}
                """,
        }
    )
    built = site.build()
    assert not built.result.failed
    assert built.outputs["index.html"].rstrip() == told("""
        <p>Read <a href="/files/report.pdf">the report</a>.</p>
        /files/report.pdf report.pdf PDF 3 True
        /files/list.xlsx list.xlsx Excel  True
    """)


def test_public_files_are_copied_as_they_are_and_leftovers_are_not(site: Site) -> None:
    site.write(
        {
            "assets/public/.well-known/security.txt": "Contact: mailto:a@example.org",
            "assets/public/.nojekyll": b"",
            "assets/public/favicon.svg": "<svg/>",
            "assets/public/.DS_Store": b"",
            "assets/css/site.css~": "p {}",
            "content/Thumbs.db": b"",
            "content/.notes.md": "Not a page.",
        }
    )
    assert sorted(site.build().outputs) == [
        ".nojekyll",
        ".well-known/security.txt",
        "_headers",
        "build.json",
        "favicon.svg",
        "index.html",
        "robots.txt",
        "sbom.cdx.json",
        "sitemap.xml",
    ]


# Markdown


def test_the_markdown_dialect(site: Site) -> None:
    site.write(
        {
            "content/index.md": """
                ## Heading

                Text with a note.[^1] The HTML is short. <!-- dropped -->
                {: #lead .big lang=cy }

                <!-- dropped -->

                - one <!-- dropped -->
                - two

                Table: Costs by *year*

                | Year | Cost |
                |------|-----:|
                | 2025 | 4 |

                | No | Caption |
                |----|:-------:|
                | a | b |

                Term
                :   Meaning

                !!! note "Mind"
                    This.

                ```
                <b> [[figure:none]] <!-- kept -->
                ```

                <!--
                dropped [[figure:none]] [lost](lost.md)
                -->

                [^1]: A note.

                *[HTML]: HyperText Markup Language
                """
        }
    )
    built = site.build()
    assert built.report == ""
    assert built.outputs["index.html"] == told("""
        <h2 id="heading">Heading</h2>
        <p class="big" id="lead" lang="cy">Text with a note.<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> The <abbr title="HyperText Markup Language">HTML</abbr> is short. </p>
        <ul>
        <li>one </li>
        <li>two</li>
        </ul>
        <div class="table"><table>
        <caption>Costs by <em>year</em></caption><thead>
        <tr>
        <th scope="col">Year</th>
        <th class="number" scope="col">Cost</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="Year">2025</td>
        <td class="number" data-label="Cost">4</td>
        </tr>
        </tbody>
        </table></div>
        <div class="table"><table>
        <thead>
        <tr>
        <th scope="col">No</th>
        <th class="centred" scope="col">Caption</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td data-label="No">a</td>
        <td class="centred" data-label="Caption">b</td>
        </tr>
        </tbody>
        </table></div>
        <dl>
        <dt>Term</dt>
        <dd>Meaning</dd>
        </dl>
        <div class="admonition note">
        <p class="admonition-title">Mind</p>
        <p>This.</p>
        </div>
        <pre><code>&lt;b&gt; [[figure:none]] &lt;!-- kept --&gt;
        </code></pre>
        <div class="footnote">
        <hr>
        <ol>
        <li id="fn:1">
        <p>A note.&#160;<a class="footnote-backref" href="#fnref:1" title="Back to reference 1 in the text">&#8617;</a></p>
        </li>
        </ol>
        </div>
    """)


def test_the_contents_of_a_page_follow_its_headings(site: Site) -> None:
    site.write(
        {
            "content/index.md": "## One *two*\n\n### Three\n\n## Four {#own}\n",
            "templates/layouts/page.html": """
                {% for entry in page.toc %}
                {{ entry.title }} {{ entry.url }} {{ entry.level }}
                {%- for below in entry.children %} > {{ below.title }} {{ below.url }}{% endfor %}

                {% endfor %}
                """,
        }
    )
    assert site.build().outputs["index.html"].split("\n") == [
        "One two #one-two 2 > Three #three",
        "Four #own 2",
        "",
    ]


def test_raw_html_is_kept_where_the_site_allows_it(site: Site) -> None:
    site.write({"data/site.yaml": "raw_html: true", "content/index.md": "<b>Bold</b>"})
    assert site.build().outputs["index.html"] == "<p><b>Bold</b></p>"


# Data


FIGURES = """
    - {id: women, value: 3250, measures: women, period: "2025", source: dfe}
    - {id: share, value: 30, unit: percent, measures: part, period: "2025", source: dfe}
    - {id: saved, value: 4.5, unit: gbp, measures: money, period: "2025", source: dfe}
    - {id: cost, value: 12000, unit: gbp, measures: cost, period: "2025", source: dfe}
    """
SOURCES = "- {id: dfe, title: Evaluation, publisher: Department, url: https://www.example.org/}"


def test_figures_stand_in_text_and_in_layouts(site: Site) -> None:
    site.write(
        {
            "data/figures.yaml": FIGURES,
            "data/sources.yaml": SOURCES,
            "content/index.md": "[[figure:women]], [[figure:share]] and `[[ figure:x ]] [[figure:y]]`",
            "templates/layouts/page.html": """
                {{ page.html }} {{ record('figures', 'saved').text }} {{ record('figures', 'cost').text }}
                """,
        }
    )
    assert site.build().outputs["index.html"] == (
        "<p>3,250, 30% and <code>[[ figure:x ]] [[figure:y]]</code></p> £4.50 £12,000"
    )


def test_a_page_shows_its_sources_and_reports(site: Site) -> None:
    report = """
        - id: plan
          title: Plan
          date: 2020-11
          kind: strategy
          theme: wider societal issues
          publisher: Us
          summary: What we will do.
          availability: not found
          sources: [dfe]
        """
    site.write(
        {
            "data/sources.yaml": SOURCES,
            "data/reports.yaml": report,
            "content/index.md": """
                ---
                title: Home
                description: D
                sources: [dfe]
                reports: [plan]
                ---
                """,
            "templates/layouts/page.html": """
                {{ page.sources[0].title }}, {{ page.reports[0].title }}
                """,
        }
    )
    assert site.build().outputs["index.html"] == "Evaluation, Plan"


def test_data_is_given_to_layouts_as_plain_values(site: Site) -> None:
    site.write(
        {
            "data/lines.yaml": """
                - {name: Line, number: 116 123, open: 12:30, free: true, code: 007, country: NO}
                """,
            "data/deep/more.yaml": "a: {b: [1, 2.5, null]}",
            "templates/layouts/page.html": "{{ data('lines')|safe }} {{ data('deep/more')|safe }}",
        }
    )
    assert site.build().outputs["index.html"] == told("""
        [{'name': 'Line', 'number': '116 123', 'open': '12:30', 'free': True, 'code': '007', 'country': 'NO'}] {'a': {'b': [1, 2.5, None]}}
    """)


LISTED = {
    "content/news/index.md": "---\ntitle: News\ndescription: D\n---\n",
    "content/news/a.md": "---\ntitle: Apple\ndescription: D\ndate: 2026-01-01\n---\n",
    "content/news/b.md": "---\ntitle: Bean\ndescription: D\ndate: 2026-03-01\norder: 2\n---\n",
    "content/news/c.md": "---\ntitle: Corn\ndescription: D\nkind: report\norder: 1\n---\n",
    "content/other.md": """
        ---
        title: Other
        description: D
        date: 2026-02-01
        updated: 2026-04-01
        ---
        """,
    "content/404.md": "---\ntitle: Lost\ndescription: D\nkind: error\n---\n",
    "content/drafts/a.md": "---\ntitle: Draft\ndescription: D\ndraft: true\n---\n",
    "data/site.yaml": "kinds: {news/: news}",
}


@pytest.mark.parametrize(
    ("call", "titles"),
    [
        ("pages()", "Bean Other Apple Content Corn News"),
        ("pages(kind='news')", "Bean Apple News"),
        ("pages(kind='report')", "Corn"),
        ("pages(kind='event')", ""),
        ("pages(section='news')", "Bean Apple Corn"),
        ("pages(section='/news/')", "Bean Apple Corn"),
        ("pages(section='drafts')", ""),
        ("pages(kind='news', section='news')", "Bean Apple"),
        ("pages(sort='date')", "Apple Other Bean Content Corn News"),
        ("pages(sort='title')", "Apple Bean Content Corn News Other"),
        ("pages(sort='-title', limit=2)", "Other News"),
        ("pages(sort='-updated', limit=3)", "Other Bean Apple"),
        ("pages(section='news', sort='order')", "Corn Bean Apple"),
        ("pages(sort='url')", "Content News Apple Bean Corn Other"),
        ("pages(limit=1)", "Bean"),
        ("pages(limit=0)", ""),
    ],
)
def test_pages_are_listed_by_kind_and_section_in_an_order(
    site: Site, call: str, titles: str
) -> None:
    site.write(LISTED)
    site.write(
        {
            "templates/layouts/page.html": f"{{% for one in {call} %}}{{{{ one.title }}}} {{% endfor %}}"
        }
    )
    assert site.build().outputs["index.html"].split() == titles.split()


def test_a_kind_without_a_layout_of_its_own_uses_that_of_pages(site: Site) -> None:
    site.write(
        {
            "content/news/a.md": "---\ntitle: A\ndescription: D\ndate: 2026-01-01\n---\n",
            "content/b.md": "---\ntitle: B\ndescription: D\nkind: tale\n---\n",
            "content/c.md": "---\ntitle: C\ndescription: D\nlayout: tale\n---\n",
            "data/site.yaml": "kinds: {news: news}",
            "templates/layouts/page.html": "page of kind {{ page.kind }}",
            "templates/layouts/tale.html": "tale of kind {{ page.kind }}",
        }
    )
    outputs = site.build().outputs
    assert [outputs[f"{name}/index.html"] for name in ("news/a", "b", "c")] == [
        "page of kind news",
        "tale of kind tale",
        "tale of kind page",
    ]


# The site's address


def test_a_path_in_the_sites_address_is_put_before_every_internal_url(site: Site) -> None:
    site.write(
        {
            "assets/css/site.css": "a { background: url(../images/dot.svg#part) }",
            "assets/images/dot.svg": "<svg viewBox='0 0 2 2'/>",
            "content/about.md": "---\ntitle: About\ndescription: D\naliases: [/who/]\n---\n",
            "content/index.md": "[About](about.md) [again](/about/#top) [out](https://a.example/b)",
            "templates/layouts/page.html": """
                <link rel="stylesheet" href="{{ asset('css/site.css') }}">
                <link rel="canonical" href="{{ page.canonical }}">
                <body id="top">{{ page.html }}
                <a href='/'>Home</a> <form action=/about/></form>
                <img src="/assets/x.png" hidden>
                """,
            "assets/public/assets/x.png": png(1, 1),
        }
    )
    outputs = site.build(base_url="https://host.example/repo/").outputs
    assert outputs["index.html"] == told("""
        <link rel="stylesheet" href="/repo/assets/css/site.2da2f7f994.css">
        <link rel="canonical" href="https://host.example/repo/">
        <body id="top"><p><a href="/repo/about/">About</a> <a href="/repo/about/#top">again</a> <a href="https://a.example/b">out</a></p>
        <a href="/repo/">Home</a> <form action="/repo/about/"></form>
        <img src="/repo/assets/x.png" hidden>
    """)
    assert 'content="0; url=/repo/about/"' in outputs["who/index.html"]
    assert 'href="https://host.example/repo/about/"' in outputs["who/index.html"]
    assert "<loc>https://host.example/repo/about/</loc>" in outputs["sitemap.xml"]
    assert "Sitemap: https://host.example/repo/sitemap.xml" in outputs["robots.txt"]
    style = next(text for path, text in outputs.items() if path.endswith(".css"))
    assert (
        style
        == told("""
        a { background: url("../images/dot.61d0b01821.svg#part") }
    """)
        + "\n"
    )


OFFICIAL = """
    {{ page.indexable }}
    {% for block in page.json_ld %}
    <script type="application/ld+json">{{ block }}</script>
    {% endfor %}
    """


def test_the_official_site_introduces_itself_to_search_engines(site: Site) -> None:
    site.write(
        {
            "data/site.yaml": """
                name: Ours </script>
                line: Hope
                organisation: NGO
                contact: {email: a@example.org, telephone: 020 3011 1949}
                social: [{name: Feed, url: https://feed.example/}]
                """,
            "content/about.md": "Text.",
            "content/404.md": "---\ntitle: Lost\ndescription: D\nkind: error\n---\n",
            "templates/layouts/page.html": OFFICIAL,
        }
    )
    outputs = site.build().outputs
    assert outputs["index.html"].rstrip() == told("""
        True
        <script type="application/ld+json">{"@context": "https://schema.org", "@type": "NGO", "name": "Ours \\u003c/script>", "url": "https://example.org/", "slogan": "Hope", "email": "a@example.org", "telephone": "020 3011 1949", "sameAs": ["https://feed.example/"]}</script>
    """)
    assert outputs["about/index.html"].rstrip() == told("""
        True
        <script type="application/ld+json">{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home", "item": "https://example.org/"}, {"@type": "ListItem", "position": 2, "name": "About", "item": "https://example.org/about/"}]}</script>
    """)
    assert outputs["404.html"].split() == ["False"]
    assert "X-Robots-Tag" not in outputs["_headers"]


def test_a_site_that_is_not_official_stays_out_of_search_engines(site: Site) -> None:
    site.write({"data/site.yaml": "official: false", "templates/layouts/page.html": OFFICIAL})
    outputs = site.build().outputs
    assert outputs["index.html"].split() == ["False"]
    assert "\n  X-Robots-Tag: noindex\n" in outputs["_headers"]


# Builds


MANY: dict[str, str | bytes] = {
    **{
        f"content/part-{number % 3}/page-{number}.md": f"""
            ---
            title: Page {number}
            description: D
            date: 2026-{number % 11 + 1:02}-01
            aliases: [/p{number}/]
            draft: false
            ---
            ## Heading {number}

            [Home](../index.md), a note[^1] and the HTML.

            [^1]: Note {number}.

            *[HTML]: Words
            """
        for number in range(12)
    },
    "content/door.png": b"",
    "assets/css/a.css": "p { background: url(../b.svg) }",
    "assets/b.svg": "<svg viewBox='0 0 1 1'/>",
    "data/navigation.yaml": "- index.md\n- part-0/page-0.md\n- part-1/page-1.md",
    "templates/partials/menu.html": "{% for item in items %}{{ item.title }}{{ item.current }}{% endfor %}",
    "templates/layouts/page.html": """
        {{ page.html }}{{ asset('css/a.css') }}{{ menu('primary', 'partials/menu.html') }}
        {% for one in pages(limit=5) %}{{ one.title }} {{ one.date }}{% endfor %}
        {{ page.breadcrumbs|map(attribute='title')|join(' ') }} {{ today() }}
        """,
}


def write_many(site: Site) -> None:
    """Write a site in which a little of everything stands, in two orders of files."""
    site.write({**MANY, "content/door.png": png(2, 2), "content/index.md": "![Door](door.png)"})


def test_two_clean_builds_are_the_same_to_the_byte(site: Site, tmp_path: Path) -> None:
    write_many(site)
    other = Site(tmp_path / "another folder" / "with another name")
    other.write({**SMALLEST, **dict(reversed(MANY.items()))})
    write_many(other)
    built = site.build()
    assert not built.result.failed
    assert built.result.pages == 13
    other.build(output=tmp_path / "elsewhere")
    assert Site(tmp_path).files("elsewhere") == site.files("output")


def test_two_processes_give_the_same_as_one(site: Site, tmp_path: Path) -> None:
    write_many(site)
    site.build(jobs=1)
    site.build(jobs=2, output=tmp_path / "two")
    assert Site(tmp_path).files("two") == site.files("output")


def test_processes_give_pages_in_the_order_of_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_many(site)
    monkeypatch.setattr(workers, "_CHUNK", 2)
    options = Options(site.root, None, DAY, jobs=2)
    inputs, _, found, *_ = discover_load_and_model(options)
    assert found == ()
    pages = sorted(inputs.site.pages, reverse=True)
    assert [page.page for page in workers.render_all(inputs, pages, options)] == pages


def test_mistakes_found_in_another_process_are_the_same(site: Site) -> None:
    write_many(site)
    site.write(
        {"content/part-1/page-1.md": "[Lost](lost.md) <b>", "content/part-2/bad.md": "[[figure:x]]"}
    )
    assert site.build(jobs=2).report == site.build(jobs=1).report != ""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_seed_of_hashes_changes_nothing(site: Site, tmp_path: Path, seed: str) -> None:
    write_many(site)
    output = tmp_path / "elsewhere"
    words = ["--site", str(site.root), "--output", str(output), "--as-of", DAY.isoformat()]
    subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from sitegen.cli import main; sys.exit(main())",
            *words,
        ],
        env={**os.environ, "PYTHONHASHSEED": seed},
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    site.build()
    assert Site(tmp_path).files("elsewhere") == site.files("output")


def test_a_renamed_page_leaves_nothing_behind(site: Site) -> None:
    site.write({"content/a/b.md": "Text."})
    site.build()
    (site.root / "content/a/b.md").rename(site.root / "content/c.md")
    built = site.build()
    assert [path for path in built.outputs if path.endswith("html")] == [
        "c/index.html",
        "index.html",
    ]
    assert (built.result.written, built.result.removed) == (3, 1)
    assert built.result.reasons == {"content/c.md": "it was not built before"}
    assert not (site.root / "output/a").exists()


def test_a_page_becomes_a_file_and_a_file_a_page(site: Site) -> None:
    site.write({"assets/public/a": "File.", "content/b.md": "Page."})
    site.build()
    (site.root / "assets/public/a").unlink()
    (site.root / "content/b.md").unlink()
    site.write({"assets/public/b": "File.", "content/a.md": "Page."})
    outputs = site.build().outputs
    assert (outputs["b"], outputs["a/index.html"]) == ("File.\n", "<p>Page.</p>")


def times(site: Site) -> dict[Path, int]:
    """Return when everything in output/ was last written."""
    return {path: path.stat().st_mtime_ns for path in (site.root / "output").rglob("*")}


def test_an_unchanged_build_renders_and_writes_nothing(site: Site) -> None:
    write_many(site)
    first = site.build()
    before = times(site)
    built = site.build()
    assert built.result.counts() | {"seconds": 0} == {
        "pages": first.result.pages,
        "rendered": 0,
        "written": 0,
        "removed": 0,
        "seconds": 0,
    }
    assert times(site) == before


def test_a_build_that_has_forgotten_all_renders_everything_and_writes_nothing(site: Site) -> None:
    write_many(site)
    site.build()
    before = times(site)
    (site.root / ".sitegen/state.sqlite3").unlink()
    built = site.build()
    assert built.result.rendered == built.result.pages == 13
    assert (built.result.written, built.result.removed) == (0, 0)
    assert times(site) == before


def test_one_edit_renders_one_page_and_writes_it_and_the_list(site: Site) -> None:
    site.write({"content/a.md": "Text.", "content/b.md": "Text."})
    site.build()
    before = times(site)
    site.write({"content/a.md": "Other text."})
    built = site.build()
    assert (built.result.written, built.result.removed) == (2, 0)
    assert built.result.reasons == {"content/a.md": "file content/a.md changed"}
    assert built.outputs["a/index.html"] == "<p>Other text.</p>"
    edited = {path for path, time in times(site).items() if before.get(path) != time}
    written = {site.root / "output" / path for path in ("a/index.html", "build.json")}
    assert {path for path in edited if path.is_file()} == written


def test_what_was_altered_in_output_is_set_right(site: Site) -> None:
    site.build()
    site.write({"output/index.html": "Altered."})
    (site.root / "output/robots.txt").unlink()
    result = site.build().result
    assert (result.written, result.removed) == (2, 0)
    assert result.reasons == {"content/index.md": "its output was missing or altered"}
    assert site.outputs["index.html"] == "<p>Welcome.</p>"
    assert site.outputs["robots.txt"].startswith("User-agent: *\n")


def test_the_files_of_git_in_output_stay(site: Site) -> None:
    site.write({"output/.gitignore": "*", "output/.git/config": "[core]"})
    site.build()
    outputs = site.build().outputs
    assert (outputs[".gitignore"], outputs[".git/config"]) == ("*\n", "[core]\n")


def test_a_check_writes_nothing_but_what_it_learned(site: Site) -> None:
    before, folders = site.files(), {*site.root.rglob("*")}
    assert not site.build(output=None).result.failed
    state = site.root / ".sitegen/state.sqlite3"
    assert {*site.root.rglob("*")} - folders == {state, state.parent}
    assert before.items() <= site.files().items()


def test_a_build_does_not_write_to_its_sources(site: Site) -> None:
    write_many(site)
    before = site.files("content") | site.files("data") | site.files("templates")
    site.build()
    assert site.files("content") | site.files("data") | site.files("templates") == before


def test_progress_is_told_after_each_page(site: Site) -> None:
    site.write({"content/a.md": "Text."})
    told_so_far: list[tuple[int, int]] = []
    site.build(progress=lambda done, total: told_so_far.append((done, total)))
    assert told_so_far == [(1, 2), (2, 2)]
