"""Mistakes in texts, each told once, at its place, in words that say what to do."""

from __future__ import annotations

import io
import unicodedata

import pytest
from PIL import Image

from sitegen import cli
from tests.sites.conftest import Refused
from tests.support import Files, Site, told

TERMS: Files = {
    "data/sources.yaml": "- {id: S, title: T, publisher: P, url: https://www.example.org/}",
    "data/terms.yaml": """
        - id: lac
          term: looked-after child
          meaning: a child in the care of the council
          nations: [England]
          sources: [S]
        """,
}


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (3, 2)).save(file, "PNG")
    return file.getvalue()


# Tables


def test_a_term_in_a_cell_with_its_own_words(site: Site) -> None:
    cell = "[[term:lac|looked-after children]]"
    site.write({**TERMS, "content/index.md": f"| Word | Note |\n|---|---|\n| {cell} | a note |"})
    page = site.build().outputs["index.html"]
    assert "<span>looked-after children</span> (a child in the care of the council)</td>" in page
    assert ">a note</td>" in page


def test_a_row_with_more_cells_than_the_head(site: Site) -> None:
    rows = "> | 1 | 2 | 9 to 5 |\n> | `a|b` | c \\| d |"
    site.write({"content/index.md": f"> | A | B |\n> |---|---|\n{rows}"})
    assert site.build().report == told("""
        content/index.md:7:3: warning[table-form]: this row has more cells than the head of its table: the last are not shown
            7 | > | 1 | 2 | 9 to 5 |
              |   ^^^^^^^^^^^^^^^^^^
           help: remove a |, or write \\| where one is meant as a sign
        0 errors, 1 warning in 1 file
    """)


def test_a_caption_in_the_line_before_a_table(site: Site) -> None:
    table = "| Period | Saved |\n|---|---|\n| 2016 | 1 |"
    site.write({"content/index.md": f"Table: Savings by *period*\n{table}"})
    tight = site.build().outputs["index.html"]
    site.write({"content/index.md": f"Table: Savings by *period*\n\n{table}"})
    assert "<caption>Savings by <em>period</em></caption>" in tight
    assert site.build().outputs["index.html"] == tight


# Footnotes


def test_footnotes_without_a_reference_and_references_without_a_footnote(refused: Refused) -> None:
    text = "Text[^a], `[^x]` and [^x](https://www.gov.uk/).\n\n- one[^9]\n\n[^a]: A[^8].\n[^b]: B."
    assert refused({"content/index.md": text}) == told("""
        content/index.md:7:6: error[footnote]: there is no footnote [^9]
            7 | - one[^9]
              |      ^^^^
           help: add a line [^9]: with the text of the footnote, or remove [^9]
        content/index.md:9:8: error[footnote]: there is no footnote [^8]
            9 | [^a]: A[^8].
              |        ^^^^
           help: add a line [^8]: with the text of the footnote, or remove [^8]
        content/index.md:10:1: error[footnote]: nobody refers to the footnote [^b]
           10 | [^b]: B.
              | ^^^^^
           help: write [^b] where it belongs, or remove the footnote
        3 errors, 0 warnings in 1 file
    """)


def test_an_abbreviation_after_a_term(site: Site) -> None:
    text = "[[term:lac]] is what the NHS say.\n\n*[NHS]: National Health Service"
    site.write({**TERMS, "content/index.md": text})
    page = site.build().outputs["index.html"]
    assert 'what the <abbr title="National Health Service">NHS</abbr> say.' in page


# Tags of templates


def test_each_tag_of_a_template_is_one_mistake(refused: Refused) -> None:
    text = """
        Some {{ x }} here {% if y %}

        > Quote
        {% endfor %}

        ## Heading {% added "1.0" %}

        But \\{{ name }}, &#123;&#123; name }} and `{{ name }}`.
        """
    said = refused({"content/index.md": text})
    tags = [line for line in said.split("\n") if "error[" in line]
    assert [line.partition(" is a tag of a template")[0] for line in tags] == [
        "content/index.md:5:6: error[half-shortcode]: {{ x }}",
        "content/index.md:5:19: error[half-shortcode]: {% if y %}",
        "content/index.md:8:1: error[half-shortcode]: {% endfor %}",
        'content/index.md:10:12: error[half-shortcode]: {% added "1.0" %}',
    ]
    assert said.count("to show braces write &#123;&#123;, or put them in code: `…`") == len(tags)


def test_braces_in_raw_code_are_code(site: Site) -> None:
    text = "<pre><code>{{ name }}</code></pre>"
    site.write({"data/site.yaml": "raw_html: true", "content/index.md": text})
    assert site.build().report == ""


# Attributes


@pytest.mark.parametrize("language", ["“cy”", "Welsh, of course", "c", "en_GB"])
def test_a_language_is_a_tag(refused: Refused, language: str) -> None:
    said = refused({"content/index.md": f"## Croeso {{lang={language}}}"})
    assert f"error[attribute]: {language.split(maxsplit=1)[0]} is no language tag" in said


@pytest.mark.parametrize("language", ["cy", "en-GB", "zh-Hant-TW", "'cy'"])
def test_a_tag_of_a_language_is_taken(site: Site, language: str) -> None:
    site.write({"content/index.md": f"## Croeso {{lang={language}}}"})
    assert site.build().report == ""


def test_the_braces_of_a_fence_set_nothing_that_runs(refused: Refused) -> None:
    fence = '``` {.python onclick="alert(1)" style="inset:0"}\nx\n```'
    assert refused({"content/index.md": f"Text.\n\n{fence}"}) == told("""
        content/index.md:7:14: error[attribute]: an attribute list may not set onclick
            7 | ``` {.python onclick="alert(1)" style="inset:0"}
              |              ^^^^^^^
           help: for code, id and class can be set
        content/index.md:7:33: error[attribute]: an attribute list may not set style
            7 | ``` {.python onclick="alert(1)" style="inset:0"}
              |                                 ^^^^^
           help: for code, id and class can be set
        2 errors, 0 warnings in 1 file
    """)


@pytest.mark.parametrize("name", ["footnote", "footnote-ref", "footnote-backref"])
def test_no_class_keeps_a_link_from_being_checked(refused: Refused, name: str) -> None:
    assert refused({"content/index.md": f"[a](javascript:alert(1)){{.{name}}}"}) == told(f"""
        content/index.md:5:5: error[broken-link]: links with javascript: are not allowed
            5 | [a](javascript:alert(1)){{.{name}}}
              |     ^^^^^^^^^^^^^^^^^^^
           help: allowed are http, https, mailto, tel, sms
        1 error, 0 warnings in 1 file
    """)


# Links and pictures


def test_a_picture_without_a_text_among_others_of_the_same_file(refused: Refused) -> None:
    text = "![A garden](photo.png)\n\n![](photo.png)\n\n![photo.png](photo.png)"
    assert refused({"content/index.md": text, "content/photo.png": picture()}) == told("""
        content/index.md:7:5: error[missing-alt]: the picture photo.png has no text in its place
            7 | ![](photo.png)
              |     ^^^^^^^^^
           help: say what it shows: ![A desk with a lamp](photo.png)
        content/index.md:9:14: error[missing-alt]: the picture photo.png has only the name of a file, photo.png, in its place
            9 | ![photo.png](photo.png)
              |              ^^^^^^^^^
           help: say what it shows: ![A desk with a lamp](photo.png)
        2 errors, 0 warnings in 1 file
    """)


def test_a_film_of_another_host_is_no_picture(refused: Refused) -> None:
    assert refused({"content/index.md": "![A film](https://www.youtube.com/watch?v=a)"}) == told("""
        content/index.md:5:11: error[remote-picture]: pictures are not loaded from other hosts
            5 | ![A film](https://www.youtube.com/watch?v=a)
              |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: link to it: [its words](https://www.youtube.com/watch?v=a)
        1 error, 0 warnings in 1 file
    """)


def test_a_message_has_one_line(refused: Refused) -> None:
    assert refused({"content/index.md": "[over\nlines](https://www.gov.uk/a\nb)"}) == told("""
        content/index.md:6:8: error[broken-link]: https://www.gov.uk/a b is no whole web address
            6 | lines](https://www.gov.uk/a
              |        ^^^^^^^^^^^^^^^^^^^^
           help: copy it from the browser: https://www.example.org/x
        1 error, 0 warnings in 1 file
    """)


@pytest.mark.parametrize(
    ("address", "help_"),
    [
        ("abuot.md", "did you mean about.md?"),
        ("../about.md", "did you mean about.md?"),
        ("our-storey/index.md", "did you mean our-story/index.md?"),
        ("b/abuot-us/index.md", "did you mean about-us/index.md?"),
        ("our-story/indx.md", "did you mean our-story/index.md?"),
        ("nope.md", "correct the link, or put the file there"),
        ("help-centre.md", "correct the link, or put the file there"),
    ],
)
def test_a_suggestion_is_close_or_absent(refused: Refused, address: str, help_: str) -> None:
    said = refused(
        {
            "content/index.md": f"See [x]({address}), [y](about.md) and [z](our-story/index.md).",
            "content/about.md": "Text.",
            "content/our-story/index.md": "Text.",
            "content/about-us/index.md": "[Home](../index.md) [x](about-us/index.md)",
        }
    )
    expected = "link to a page of this site" if address.startswith("..") else help_
    assert f"   help: {expected}\n" in said


@pytest.mark.parametrize(
    ("address", "message", "help_"),
    [
        (
            "/about-us/index.md",
            "no page has the URL /about-us/index.md",
            "did you mean /about-us/ ?",
        ),
        ("/nothing/", "no page has the URL /nothing/", "correct the address, or remove the link"),
        ("about-us/index.md#no", "the page /about-us/ has no anchor #no", "its headings have #one"),
        ("#no", "the page / has no anchor #no", "remove #no, or add the heading"),
    ],
)
def test_an_address_without_a_file_says_what_there_is(
    refused: Refused, address: str, message: str, help_: str
) -> None:
    said = refused(
        {
            "content/index.md": f"[x]({address}) [y](about-us/index.md)",
            "content/about-us/index.md": "[Home](../index.md)\n\n## One\n",
        }
    )
    assert f"content/index.md:5:5: error[broken-link]: {message}\n" in said
    assert f"   help: {help_}" in said


def test_a_file_whose_name_writes_its_accents_apart_is_one_mistake(refused: Refused) -> None:
    decomposed = unicodedata.normalize("NFD", "résumé.pdf")
    said = refused(
        {
            f"assets/files/{decomposed}": "%PDF-1.4",
            f"content/{decomposed}": "%PDF-1.4",
            "content/index.md": "[a](/files/résumé.pdf) [b](résumé.pdf)",
        }
    )
    assert [line for line in said.splitlines() if ": error[" in line] == [
        f"{folder}/{decomposed}:1:1: error[file-name]: the accents in this name are characters of"
        " their own, so that no link finds it"
        for folder in ("assets/files", "content")
    ]


def test_raw_html_with_an_attribute_that_is_refused_too_is_one_mistake(refused: Refused) -> None:
    said = refused({"content/index.md": 'Red <b style="color: red" onclick="x()">text'})
    assert said.count("error[") == 1
    assert "error[raw-html]" in said


def test_the_longer_address_before_it_is_not_the_wrong_one(refused: Refused) -> None:
    text = "[x](about.md) first.\n\nThen [y](about)."
    assert refused({"content/index.md": text, "content/about.md": "[a](index.md)"}) == told("""
        content/index.md:7:10: error[missing-file]: there is no file about
            7 | Then [y](about).
              |          ^^^^^
           help: did you mean about.md?
        1 error, 0 warnings in 1 file
    """)


def test_a_place_is_in_characters_whatever_the_file_is_written_with(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    front = "\ufeff---\r\ntitle: T\r\ndescription: D\r\n---\r\n"
    body = "“Ünï🙂”\t`x.md`\t[x](x.md).\r\n\r\n1.\té [y](x.md)\r\n"
    (site.root / "content/index.md").write_bytes((front + body).encode())
    assert cli.main(["check", "--site", str(site.root)]) == 1
    places = [line for line in capsys.readouterr().out.splitlines() if "error[" in line]
    assert [line.partition(": ")[0] for line in places] == [
        "content/index.md:5:19",
        "content/index.md:7:10",
    ]


# The page for what is not there


def test_the_error_page_is_known_by_its_name(site: Site) -> None:
    site.write({"content/404.md": "---\ntitle: Lost\ndescription: L\n---\nGo [home](index.md)."})
    built = site.build()
    assert built.report == ""
    assert "404" not in built.outputs["sitemap.xml"]
