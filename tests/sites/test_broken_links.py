"""Links that lead nowhere, and files that are not there: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import told

# Links


def test_a_link_to_a_file_that_does_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "content/impact/evaluation.md": "Text.",
            "content/impact/index.md": "See [it](evaluation.md) or [this](evalation.md#costs).",
        }
    ) == told("""
        content/impact/index.md:5:35: error[broken-link]: there is no file evalation.md#costs
            5 | See [it](evaluation.md) or [this](evalation.md#costs).
              |                                   ^^^^^^^^^^^^^^^^^^
           help: did you mean evaluation.md?
        1 error, 0 warnings in 1 file
    """)


def test_a_link_to_a_url_that_does_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "content/our-impact.md": "Text.",
            "content/index.md": "Read more about [our impact](/our-impct/).",
        }
    ) == told("""
        content/index.md:5:30: error[broken-link]: no page has the URL /our-impct/
            5 | Read more about [our impact](/our-impct/).
              |                              ^^^^^^^^^^^
           help: did you mean /our-impact/ ?  (content/our-impact.md)
        1 error, 0 warnings in 1 file
    """)


def test_a_url_without_its_last_slash(refused: Refused) -> None:
    assert refused(
        {"content/about.md": "Text.", "content/index.md": "Read [about us](/about)."}
    ) == told("""
        content/index.md:5:17: error[broken-link]: no page has the URL /about
            5 | Read [about us](/about).
              |                 ^^^^^^
           help: did you mean /about/?
        1 error, 0 warnings in 1 file
    """)


def test_an_anchor_that_does_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "## Our costs\n\nText.",
            "content/index.md": "The [costs](about.md#our-cost), and [this](#nowhere).",
        }
    ) == told("""
        content/index.md:5:13: error[broken-link]: the page /about/ has no anchor #our-cost
            5 | The [costs](about.md#our-cost), and [this](#nowhere).
              |             ^^^^^^^^^^^^^^^^^
           help: did you mean #our-costs?
        content/index.md:5:44: error[broken-link]: the page / has no anchor #nowhere
            5 | The [costs](about.md#our-cost), and [this](#nowhere).
              |                                            ^^^^^^^^
           help: remove #nowhere, or add the heading
        2 errors, 0 warnings in 1 file
    """)


def test_an_anchor_in_a_template_that_does_not_exist(refused: Refused) -> None:
    layout = '<a href="#main">Skip</a>\n<main id="content">{{ page.html }}</main>\n'
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:10: error[broken-link]: the page / has no anchor #main (while rendering content/index.md)
            1 | <a href="#main">Skip</a>
              |          ^^^^^
           help: remove #main, or add the heading
        1 error, 0 warnings in 1 file
    """)


def test_a_link_in_a_layout_is_one_mistake_for_many_pages(refused: Refused) -> None:
    assert refused(
        {
            "content/a.md": "Text.",
            "content/b.md": "Text.",
            "templates/layouts/page.html": '{{ page.html }}\n<a href="/contcat/">Write</a>\n',
        }
    ) == told("""
        templates/layouts/page.html:2:10: error[broken-link]: no page has the URL /contcat/ (while rendering content/a.md and 2 more pages)
            2 | <a href="/contcat/">Write</a>
              |          ^^^^^^^^^
           help: correct the address, or remove the link
        1 error, 0 warnings in 1 file
    """)


def test_a_link_to_a_draft(refused: Refused) -> None:
    assert refused(
        {
            "content/plan.md": "---\ntitle: Plan\ndescription: D\ndraft: true\n---\n",
            "content/party.md": "---\ntitle: Party\ndescription: D\ndate: 2026-12-24\n---\n",
            "content/index.md": "[Plan](plan.md), [party](party.md), [plan again](/plan/)",
        }
    ) == told("""
        content/index.md:5:8: error[broken-link]: plan.md is a draft
            5 | [Plan](plan.md), [party](party.md), [plan again](/plan/)
              |        ^^^^^^^
           help: remove the link for now
        content/index.md:5:26: error[broken-link]: party.md is not published before 2026-12-24
            5 | [Plan](plan.md), [party](party.md), [plan again](/plan/)
              |                          ^^^^^^^^
           help: remove the link for now
        content/index.md:5:50: error[broken-link]: /plan/ is a draft
            5 | [Plan](plan.md), [party](party.md), [plan again](/plan/)
              |                                                  ^^^^^^
           help: remove the link for now
        3 errors, 0 warnings in 1 file
    """)


def test_a_link_that_leaves_the_site(refused: Refused) -> None:
    text = "[Data](../data/site.yaml), [secrets](../../etc/passwd)"
    assert refused({"content/index.md": text}) == told("""
        content/index.md:5:8: error[outside-site]: ../data/site.yaml leaves the site
            5 | [Data](../data/site.yaml), [secrets](../../etc/passwd)
              |        ^^^^^^^^^^^^^^^^^
           help: link to a page of this site
        content/index.md:5:38: error[outside-site]: ../../etc/passwd leaves the site
            5 | [Data](../data/site.yaml), [secrets](../../etc/passwd)
              |                                      ^^^^^^^^^^^^^^^^
           help: link to a page of this site
        2 errors, 0 warnings in 1 file
    """)


@pytest.mark.parametrize("scheme", ["javascript", "JavaScript", "data", "ftp", "vbscript"])
def test_a_link_that_runs_a_script(refused: Refused, scheme: str) -> None:
    said = refused({"content/index.md": f"[Run]({scheme}:alert(1))"})
    assert f"5:7: error[broken-link]: links with {scheme.lower()}: are not allowed" in said
    assert "help: allowed are http, https, mailto, tel, sms" in said


def test_a_link_without_an_address_or_a_scheme(refused: Refused) -> None:
    text = "[Nothing]() and [host](//www.example.org/)"
    assert refused({"content/index.md": text}) == told("""
        content/index.md:5:10: error[broken-link]: the link is empty
            5 | [Nothing]() and [host](//www.example.org/)
              |          ^^
           help: write the page between the brackets
        content/index.md:5:24: error[broken-link]: //www.example.org/ has no scheme
            5 | [Nothing]() and [host](//www.example.org/)
              |                        ^^^^^^^^^^^^^^^^^^
           help: write https://www.example.org/
        2 errors, 0 warnings in 1 file
    """)


def test_a_broken_link_in_raw_html_of_a_page(refused: Refused) -> None:
    files = {"data/site.yaml": "raw_html: true", "content/index.md": '<a href="/lost/">Lost</a>'}
    assert refused(files) == told("""
        content/index.md:5:10: error[broken-link]: no page has the URL /lost/
            5 | <a href="/lost/">Lost</a>
              |          ^^^^^^
           help: correct the address, or remove the link
        1 error, 0 warnings in 1 file
    """)


def test_the_same_broken_link_twice_has_two_places(refused: Refused) -> None:
    text = "[One](a.md)\n\n```\n[Code](a.md)\n```\n\n<!-- [Note](a.md) -->\n\n[Two](a.md)"
    assert refused({"content/index.md": text}) == told("""
        content/index.md:5:7: error[broken-link]: there is no file a.md
            5 | [One](a.md)
              |       ^^^^
           help: correct the link, or put the file there
        content/index.md:13:7: error[broken-link]: there is no file a.md
           13 | [Two](a.md)
              |       ^^^^
           help: correct the link, or put the file there
        2 errors, 0 warnings in 1 file
    """)


# Files


def test_a_picture_that_does_not_exist(refused: Refused) -> None:
    assert refused({"content/index.md": "![A door](images/door.png)"}) == told("""
        content/index.md:5:11: error[missing-file]: there is no file images/door.png
            5 | ![A door](images/door.png)
              |           ^^^^^^^^^^^^^^^
           help: correct the link, or put the file there
        1 error, 0 warnings in 1 file
    """)


def test_a_picture_that_cannot_be_read(refused: Refused) -> None:
    assert refused(
        {"content/door.png": b"nonsense", "content/index.md": "![A door](door.png)"}
    ) == (
        told("""
        content/index.md:5:11: error[unreadable-image]: door.png cannot be read as an image: it is no picture of a known type
            5 | ![A door](door.png)
              |           ^^^^^^^^
           help: save it again, as JPEG, PNG or WebP
        1 error, 0 warnings in 1 file
    """)
    )


def test_a_picture_from_elsewhere(refused: Refused) -> None:
    text = "![A door](https://www.example.org/door.png)"
    assert refused({"content/index.md": text}) == told("""
        content/index.md:5:11: error[remote-picture]: pictures are not loaded from other hosts
            5 | ![A door](https://www.example.org/door.png)
              |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: put a copy beside the page
        1 error, 0 warnings in 1 file
    """)


def test_a_style_sheet_that_asks_for_a_file_in_vain(refused: Refused) -> None:
    assert refused(
        {
            "assets/images/door.svg": "<svg viewBox='0 0 2 2'/>",
            "assets/css/site.css": """
                p { color: red }
                a { background: url(../images/dor.svg) }
                """,
        }
    ) == told("""
        assets/css/site.css:2:21: error[missing-file]: there is no file ../images/dor.svg
            2 | a { background: url(../images/dor.svg) }
              |                     ^^^^^^^^^^^^^^^^^
           help: did you mean ../images/door.svg?
        1 error, 0 warnings in 1 file
    """)


def test_a_file_that_would_replace_one_that_the_build_makes(refused: Refused) -> None:
    assert refused({"assets/public/robots.txt": "User-agent: *"}) == told("""
        assets/public/robots.txt:1:1: error[duplicate-url]: assets/public/robots.txt would be published as robots.txt, a file that the build makes itself
            1 | User-agent: *
              | ^
           help: remove or rename it
        1 error, 0 warnings in 1 file
    """)


def test_a_file_that_would_replace_a_page(refused: Refused) -> None:
    assert refused(
        {"content/about.md": "Text.", "assets/public/about/index.html": "<p>Mine</p>"}
    ) == told("""
        assets/public/about/index.html:1:1: error[duplicate-url]: assets/public/about/index.html and content/about.md would both be published as about/index.html
            1 | <p>Mine</p>
              | ^
           help: rename one of them
        1 error, 0 warnings in 1 file
    """)


def test_a_file_where_a_page_needs_a_folder(refused: Refused) -> None:
    assert refused({"content/about.md": "Text.", "assets/public/about": "mine"}) == told("""
        content/about.md:1:1: error[duplicate-url]: content/about.md needs a folder about/ where assets/public/about makes a file
            1 | ---
              | ^
           help: rename one of them
        1 error, 0 warnings in 1 file
    """)


def test_a_file_that_is_no_data(refused: Refused) -> None:
    assert refused({"data/help.yml": "[]"}) == told("""
        data/help.yml:1:1: error[data-file]: only files that end in .yaml are read from data/
            1 | []
              | ^
           help: rename the file
        1 error, 0 warnings in 1 file
    """)


def test_names_that_make_bad_addresses(refused: Refused) -> None:
    assert refused({"content/Über uns/team page.md": "Text."}) == told("""
        content/Über uns/team page.md:1:1: error[file-name]: team page.md cannot be part of an address
            1 | ---
              | ^
           help: rename it to team-page.md
        content/Über uns/team page.md:1:1: error[file-name]: Über uns cannot be part of an address
            1 | ---
              | ^
           help: rename it to uber-uns
        2 errors, 0 warnings in 1 file
    """)
