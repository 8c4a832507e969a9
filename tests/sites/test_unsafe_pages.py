"""Nothing in a published page runs or leads where it must not: whoever printed it is named."""

from __future__ import annotations

from tests.sites.conftest import Refused
from tests.support import SMALLEST, Site, told

LAYOUT = "templates/layouts/page.html"


def test_an_address_of_front_matter_that_a_layout_prints(refused: Refused) -> None:
    assert refused(
        {
            "content/index.md": """
                ---
                title: Home
                description: Welcome.
                meta:
                  doors:
                    - {title: Help, page: "javascript:alert(1)"}
                    - {title: More, page: "java\\tscript:alert(2)"}
                    - {title: Away, page: //evil.example/}
                ---
                """,
            LAYOUT: '{% for one in page.meta.doors %}<a href="{{ one.page }}">x</a>{% endfor %}',
        }
    ) == told("""
        content/index.md:6:28: error[unsafe-link]: links with javascript: are not allowed
            6 |     - {title: Help, page: "javascript:alert(1)"}
              |                            ^^^^^^^^^^^^^^^^^^^
           help: allowed are http, https, mailto, tel, sms, and paths of this site
        content/index.md:7:27: error[unsafe-link]: links with javascript: are not allowed
            7 |     - {title: More, page: "java\\tscript:alert(2)"}
              |                           ^^^^^^^^^^^^^^^^^^^^^^^
           help: allowed are http, https, mailto, tel, sms, and paths of this site
        content/index.md:8:27: error[unsafe-link]: //evil.example/ leads to another host without saying how
            8 |     - {title: Away, page: //evil.example/}
              |                           ^^^^^^^^^^^^^^^
           help: write https://evil.example/ for another site, one / for a page of this one
        3 errors, 0 warnings in 1 file
    """)


def test_what_a_template_and_its_data_print(refused: Refused) -> None:
    assert refused(
        {
            LAYOUT: """
                <a href="{{ data('doors').first }}" onclick="x()">x</a>
                <script>x()</script>{{ page.html }}
                """,
            "data/doors.yaml": "first: /\\evil.example/\n",
            "content/about.md": "Text.",
        }
    ) == told("""
        data/doors.yaml:1:8: error[unsafe-link]: browsers read \\ in /\\evil.example/ as / (while rendering content/about.md and 1 more page)
            1 | first: /\\evil.example/
              |        ^^^^^^^^^^^^^^^
           help: write / in its place
        templates/layouts/page.html:1:37: error[unsafe-html]: the attribute onclick would run a script (while rendering content/about.md and 1 more page)
            1 | <a href="{{ data('doors').first }}" onclick="x()">x</a>
              |                                     ^^^^^^^
           help: remove it
        templates/layouts/page.html:2:1: error[unsafe-html]: a script may only be a file of assets/, or data as JSON (while rendering content/about.md and 1 more page)
            2 | <script>x()</script>{{ page.html }}
              | ^^^^^^^
           help: put it into assets/js/, and print its address with asset()
        3 errors, 0 warnings in 2 files
    """)


def test_raw_html_may_be_written_where_a_site_allows_it_but_nothing_that_runs(site: Site) -> None:
    allowed = {**SMALLEST, "data/site.yaml": "raw_html: true\n"}
    site.write({**allowed, "content/index.md": '<div class="box"><b>Text</b></div>\n'})
    assert not site.build().report
    site.write(
        {"content/index.md": '<div style="top:0" onclick="x">Text</div>\n\n<iframe src="/">'}
    )
    assert site.build().report == told("""
        content/index.md:5:6: error[unsafe-html]: the attribute style is not allowed in a page
            5 | <div style="top:0" onclick="x">Text</div>
              |      ^^^^^
           help: give the element a class, and the class its style in a style sheet
        content/index.md:5:20: error[unsafe-html]: the attribute onclick would run a script
            5 | <div style="top:0" onclick="x">Text</div>
              |                    ^^^^^^^
           help: remove it
        content/index.md:7:1: error[unsafe-html]: the element <iframe> is not allowed in a page
            7 | <iframe src="/">
              | ^^^^^^^
           help: link to it
        3 errors, 0 warnings in 1 file
    """)


def test_what_was_found_in_a_page_is_found_again_when_another_one_is_edited(site: Site) -> None:
    site.write({**SMALLEST, "content/about.md": "Text."})
    layout = '<a href="{{ page.meta.get("to", "/about/") }}">x</a><a href="/">y</a>{{ page.html }}'
    site.write({LAYOUT: layout})
    assert not site.build().report
    bad = '---\ntitle: A\ndescription: B\nmeta: {to: "data:,x"}\n---\nText.\n'
    site.write({"content/about.md": bad})
    first = site.build().report
    site.write({"content/index.md": "Other words."})
    assert site.build().report == first
    assert "content/about.md:4:13: error[unsafe-link]: links with data: are not allowed" in first


def test_no_document_beside_the_pages_runs(refused: Refused) -> None:
    said = refused(
        {
            "content/index.md": "[a](a.HTML) [b](/b.js) [c](/files/c.xml) [d](/d.txt)",
            "content/a.HTML": "<script>x()</script>",
            "assets/public/b.js": "x()",
            "assets/files/c.xml": "<x/>",
            "assets/public/d.txt": "<script>",
            "assets/js/e.js": "x()",
        }
    )
    assert "error[running-file]: a file .js could run in a browser" in said
    assert [line.partition(":")[0] for line in said.splitlines() if ": error[" in line] == [
        "assets/files/c.xml",
        "assets/public/b.js",
        "content/a.HTML",
    ]
