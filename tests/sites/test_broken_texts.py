"""Broken texts in Markdown, and what nobody means in a text: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.sites.conftest import Refused
from tests.support import Files, Site, told

SOURCE = """
    - id: dfe
      title: Evaluation
      publisher: Department
      url: https://www.example.org/evaluation
    """


# Markdown


def test_raw_html(refused: Refused) -> None:
    text = "Text with <b>bold</b>.\n\n<div>\nBlock\n</div>\n\n`<i>` is fine."
    assert refused({"content/index.md": text}) == told("""
        content/index.md:5:11: error[raw-html]: raw HTML is not allowed: <b>
            5 | Text with <b>bold</b>.
              |           ^^^
           help: write it in Markdown; to show it, put it in `…`
        content/index.md:5:18: error[raw-html]: raw HTML is not allowed: </b>
            5 | Text with <b>bold</b>.
              |                  ^^^^
           help: write it in Markdown; to show it, put it in `…`
        content/index.md:7:1: error[raw-html]: raw HTML is not allowed: <div>
            7 | <div>
              | ^^^^^
           help: write it in Markdown; to show it, put it in `…`
        content/index.md:9:1: error[raw-html]: raw HTML is not allowed: </div>
            9 | </div>
              | ^^^^^^
           help: write it in Markdown; to show it, put it in `…`
        4 errors, 0 warnings in 1 file
    """)


def test_a_comment_that_is_not_closed(refused: Refused) -> None:
    assert refused({"content/index.md": "Text <!-- to do"}) == told("""
        content/index.md:5:6: error[raw-html]: a comment is not closed
            5 | Text <!-- to do
              |      ^^^^
           help: end it with -->
        1 error, 0 warnings in 1 file
    """)


def test_an_attribute_list_that_runs_a_script(refused: Refused) -> None:
    text = "## Head {#head onclick='alert(1)'}\n\nText\n{: style='color: red' .box }"
    assert refused({"content/index.md": text}) == told("""
        content/index.md:5:16: error[attribute]: an attribute list may not set onclick
            5 | ## Head {#head onclick='alert(1)'}
              |                ^^^^^^^
           help: id, class and lang can be set
        content/index.md:8:4: error[attribute]: an attribute list may not set style
            8 | {: style='color: red' .box }
              |    ^^^^^
           help: id, class and lang can be set
        2 errors, 0 warnings in 1 file
    """)


def test_an_id_stands_once_in_a_page(refused: Refused) -> None:
    text = "## One {#a}\n\nText\n{: #a }"
    assert refused({"content/index.md": text}) == told("""
        content/index.md:8:4: error[repeated-id]: the id a stands 2 times in the page
            8 | {: #a }
              |    ^^
           help: give one of its headings another id: ## Heading {#another-id}
        1 error, 0 warnings in 1 file
    """)


# What nobody means


def test_a_merge_that_was_not_finished(refused: Refused) -> None:
    conflict = "<<<<<<< HEAD\n- {id: a}\n=======\n- {id: b}\n>>>>>>> branch\n"
    files: Files = {
        "content/about.md": f"Text.\n\n{conflict}",
        "data/timeline.yaml": conflict,
        "templates/layouts/page.html": "{{ page.html }}\n>>>>>>> branch\n",
    }
    assert [line for line in refused(files).splitlines() if ": error[" in line] == [
        f"{place}: error[merge-conflict]: "
        "two versions of this file were merged and not brought together"
        for place in (
            "data/timeline.yaml:1:1",
            "content/about.md:7:1",
            "templates/layouts/page.html:2:1",
        )
    ]


def test_a_control_character(refused: Refused) -> None:
    assert refused({"data/facts.yaml": b"a: 1\nb: \xc3\xa9\x08\n"}) == told("""
        data/facts.yaml:2:5: error[control-character]: a control character, 0x08, which is no text
            2 | b: é\\x08
              |     ^^^^
           help: delete it
        1 error, 0 warnings in 1 file
    """)


def test_a_character_that_turns_the_way_a_text_is_read(refused: Refused) -> None:
    # Who reviews this line sees "Ring 0800 123", visitors are shown another number.
    assert refused({"content/about.md": "Ring \u202e321 0080\u202c."}) == told("""
        content/about.md:5:6: error[control-character]: \
a hidden character, U+202E, which turns the way a text is read
            5 | Ring \\u202e321 0080\\u202c.
              |      ^^^^^^
           help: delete the word or number in which it stands, and type that again
        1 error, 0 warnings in 1 file
    """)


@pytest.mark.parametrize(
    "written",
    [
        "[[figure:women]",
        "[figure:women]]",
        "[figure:women]",
        "[[figure women]]",
        "[[Figure:women]]",
        "[[figure : women]]",
        "[[figure:all women]]",
        "[[term:care|words]",
    ],
)
def test_a_shortcode_that_is_not_whole(refused: Refused, written: str) -> None:
    said = refused({"content/index.md": f"We reached {written} in `[[figure:women]` all."})
    assert said.startswith(
        f"content/index.md:5:12: error[half-shortcode]: {written} is no whole shortcode, "
        "and would be printed as it stands\n"
    )
    assert said.endswith("\n1 error, 0 warnings in 1 file")


def test_shortcodes_where_nothing_fills_them_in(refused: Refused) -> None:
    files: Files = {
        "content/index.md": """
            ---
            title: "[[figure:women]] women"
            description: About [[figure:women].
            ---
            """,
        "data/sources.yaml": SOURCE,
        "data/funders.yaml": """
            - {id: f, name: "[[term:a]]", purpose: "[[term:b]]", period: P, sources: [dfe]}
            """,
    }
    assert [line for line in refused(files).splitlines() if ": error[" in line] == [
        "data/funders.yaml:1:18: error[half-shortcode]: [[term:a]] is not filled in here",
        "data/funders.yaml:1:41: error[half-shortcode]: [[term:b]] is not filled in here",
        "content/index.md:2:9: error[half-shortcode]: [[figure:women]] is not filled in here",
        "content/index.md:3:20: error[half-shortcode]: [[figure:women] is no whole shortcode, "
        "and would be printed as it stands",
    ]


@pytest.mark.parametrize(
    ("id_", "help_"),
    [
        ("new event", "write id: new-event"),
        ("../../x", "write id: x"),
        ("a/b", "write id: a-b"),
        ("café", "write id: cafe"),
    ],
)
@pytest.mark.parametrize("name", ["reports", "charts", "timeline"])
def test_an_id_that_can_be_part_of_no_address(
    refused: Refused, name: str, id_: str, help_: str
) -> None:
    said = refused({f"data/{name}.yaml": f"- {{id: '{id_}', unknown: 1}}\n"})
    message = f"the id {id_} may hold letters, digits and hyphens only"
    assert f"data/{name}.yaml:1:8: error[wrong-id]: {message}\n" in said
    assert f"help: {help_}\n" in said


@pytest.mark.parametrize(
    ("address", "message", "help_"),
    [
        ("www.gov.uk", "www.gov.uk is no web address", "write https://www.gov.uk"),
        ("htps://gov.uk", "links with htps: are not allowed", "did you mean https:?"),
        ("https://", "https:// is no whole web address", "copy it from the browser"),
        ("http:/gov.uk", "http:/gov.uk is no whole web address", "write http://gov.uk"),
        ("https//gov.uk/", "https//gov.uk/ is no web address", "write https://gov.uk/"),
        ("javascript:x", "links with javascript: are not allowed", "allowed are http"),
        (
            "http://127.0.0.1:8000/a/",
            "http://127.0.0.1:8000/a/ leads to your own computer",
            "write the path of the page's file",
        ),
    ],
)
def test_an_address_in_a_record_that_leads_nowhere(
    refused: Refused, address: str, message: str, help_: str
) -> None:
    source = f"- {{id: a, title: T, publisher: P, url: '{address}'}}\n"
    said = refused({"data/sources.yaml": source})
    assert said.startswith(f"data/sources.yaml:1:40: error[wrong-address]: {message}\n")
    assert f"   help: {help_}" in said


@pytest.mark.parametrize(
    ("link", "message", "help_"),
    [
        ("www.gov.uk/a", "there is no file www.gov.uk/a", "write https://www.gov.uk/a"),
        ("a@b.uk", "there is no file a@b.uk", "write mailto:a@b.uk"),
        ("mailto:b.uk", "mailto:b.uk has no @", "write mailto:name@example.org"),
        ("tel:O2O", "tel:O2O is no telephone number", "write digits: tel:+33199001234"),
        (
            "C:/me/a.pdf",
            "C:/me/a.pdf is a file on your own computer",
            "put the file beside the page, and link to its name",
        ),
    ],
)
def test_a_link_that_lacks_its_beginning_or_leads_nowhere(
    refused: Refused, link: str, message: str, help_: str
) -> None:
    said = refused({"content/index.md": f"`a@b.uk` and `b.uk/a` are code. [A]({link})"})
    assert said.startswith("content/index.md:5:37: error[")
    assert f"]: {message}\n" in said
    assert f"   help: {help_}\n" in said


def test_a_text_that_yaml_would_cut_off(refused: Refused) -> None:
    page = "---\ntitle: Story #4 of ours # a comment\ndescription: D # a comment\n---\n"
    assert refused({"content/index.md": page}) == told("""
        content/index.md:2:14: error[lost-text]: all from #4 on would be left out, as a comment
            2 | title: Story #4 of ours # a comment
              |              ^^
           help: put the whole text in quotes, or a space after # if it is a comment
        1 error, 0 warnings in 1 file
    """)


def test_a_colon_without_a_space_is_shown_where_it_stands(refused: Refused) -> None:
    page = "---\ntitle:Ours\ndescription: D\n---\n"
    assert refused({"content/index.md": page}) == told("""
        content/index.md:2:6: error[invalid-yaml]: there is no space after this colon
            2 | title:Ours
              |      ^
           help: write title: and then the text
        1 error, 0 warnings in 1 file
    """)


def test_a_menu_with_a_name_that_is_nearly_one(refused: Refused) -> None:
    assert refused({"data/navigation.yaml": "utilities: []\n"}) == told("""
        data/navigation.yaml:1:1: error[navigation]: there is no menu utilities
            1 | utilities: []
              | ^^^^^^^^^
           help: did you mean utility?
        1 error, 0 warnings in 1 file
    """)


@pytest.mark.parametrize(
    ("text", "place", "message", "help_"),
    [
        (
            "Bring:\n- a pen\n- a bag",
            "6:1: warning[list-form]",
            "this list is printed as a part of the paragraph before it",
            "put an empty line before the list",
        ),
        (
            "# Ours",
            "5:1: warning[heading-level]",
            "the title of the page is its only heading of the first level",
            "write ## Ours",
        ),
        (
            "## One\n\n#### Two",
            "7:1: warning[heading-level]",
            "a heading of level 4 follows one of level 2",
            "write ### Two",
        ),
        (
            "See (us)[a.md].",
            "5:5: warning[link-form]",
            "the brackets of this link are exchanged",
            "",
        ),
        (
            "See [us] (a.md).",
            "5:5: warning[link-form]",
            "there is a space between the two parts of this link",
            "",
        ),
        ("See [us](a.md and more.", "5:5: warning[link-form]", "this link is not closed", ""),
        (
            "See [](https://a.uk/).",
            "5:5: warning[link-form]",
            "this link has no words to click on",
            "",
        ),
        ("See [us][ours].", "5:5: warning[link-form]", "nothing says where [ours] leads", ""),
        (
            '!!! note "Mind"\nText.',
            "5:1: warning[note-form]",
            "this is no whole note",
            'write !!! note "Title", and below it the text, indented by 4 spaces',
        ),
        (
            "!!! note “Mind”\n    Text.",
            "5:1: warning[note-form]",
            "this is no whole note",
            'write !!! note "Title", and below it the text, indented by 4 spaces',
        ),
    ],
)
def test_what_looks_like_markdown_and_is_none(
    site: Site, text: str, place: str, message: str, help_: str
) -> None:
    site.write({"content/index.md": text})
    said = site.build().report
    assert said.startswith(f"content/index.md:{place}: {message}\n")
    help_ = help_ or "a link is written [its words](the-page.md)"
    assert said.endswith(f"   help: {help_}\n0 errors, 1 warning in 1 file")


@pytest.mark.parametrize(
    "text",
    [
        "- one\n  goes on\n- two",
        "1. one\n2. two",
        "`[a] (b.md)` and `# c`\n\n```\nText\n- one\n```",
        "Text - one\nand -two",
        "> - one\n> - two",
        '!!! note "A"\n\n    Text.',
        "[a][b] and [c][b]\n\n[b]: https://a.uk/",
        "See [us](https://a.uk/a_(b)) (or not).",
        "## One\n\n### Two\n\n## Three",
    ],
)
def test_what_is_good_markdown(site: Site, text: str) -> None:
    site.write({"content/index.md": text})
    assert site.build().report == ""


def test_a_data_file_that_nobody_reads(site: Site) -> None:
    site.write({"data/Timeline.yaml": "[]", "data/xylophones.yaml": "[]", "data/facts.yaml": "[1]"})
    site.write({"templates/layouts/page.html": "{{ page.html }}{{ data('facts')|length }}"})
    expected = told("""
        data/Timeline.yaml:1:1: warning[unused-file]: no page reads this file
            1 | []
              | ^
           help: did you mean timeline?
        data/xylophones.yaml:1:1: warning[unused-file]: no page reads this file
            1 | []
              | ^
           help: correct its name, or remove it
        0 errors, 2 warnings in 2 files
    """)
    assert site.build().report == expected
    site.write({"content/index.md": "Other words."})
    assert site.build().report == expected


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.MD", "a.md"),
        ("a.markdown", "a.md"),
        ("a.md.txt", "a.md"),
        ("Index.md", "index.md"),
    ],
)
def test_a_file_that_is_nearly_a_page(refused: Refused, name: str, wanted: str) -> None:
    said = refused({f"content/new/{name}": "---\ntitle: T\ndescription: D\n---\n"})
    message = f"{name} makes no page: pages end in .md, landing pages are index.md"
    assert said.startswith(f"content/new/{name}:1:1: error[file-name]: {message}\n")
    assert f"   help: rename it to {wanted}\n" in said


@pytest.mark.parametrize("kind", ["TIFF", "BMP"])
def test_a_picture_that_browsers_do_not_show(refused: Refused, kind: str) -> None:
    data = io.BytesIO()
    Image.new("RGB", (2, 2)).save(data, kind)
    assert (
        f"error[unreadable-image]: a.png cannot be read as an image: browsers do not show {kind}\n"
        in refused({"content/a.png": data.getvalue(), "content/index.md": "![A](a.png)"})
    )


def test_an_id_that_a_template_repeats_is_one_mistake_for_many_pages(refused: Refused) -> None:
    layout = '<main id="main">{{ page.html }}</main>\n<p id="main"></p>'
    files = {"templates/layouts/page.html": layout, "content/a.md": "[Home](index.md)"}
    assert refused({**files, "content/index.md": "[A](a.md)"}) == told("""
        templates/layouts/page.html:2:8: error[repeated-id]: the id main stands 2 times in the page (while rendering content/a.md and 1 more page)
            2 | <p id="main"></p>
              |        ^^^^
           help: give one of the two elements another id
        1 error, 0 warnings in 1 file
    """)
