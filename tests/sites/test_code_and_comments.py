"""What is code and what is a comment: neither hides what stands beside it."""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import Site, told


@pytest.mark.parametrize(
    "text",
    [
        "A stray ` tick.\n\nThere are [[figure abc]].\n\nAnother ` tick.",
        "    ```\n    an example of a fence\n\nThere are [[figure abc]].",
        "- a ` tick\n- another ` tick\n\nThere are [[figure abc]].\n\n- a ` tick",
        "<!-- ` -->\n\nThere are [[figure abc]].\n\n<!-- ` -->",
        "~~~\n```\n~~~\n\nThere are [[figure abc]].\n\n~~~\n```\n~~~",
    ],
)
def test_nothing_hides_what_would_be_published(refused: Refused, text: str) -> None:
    line = 5 + text[: text.index("There")].count("\n")
    assert refused({"content/index.md": text}) == told(f"""
        content/index.md:{line}:11: error[half-shortcode]: [[figure abc]] is no whole shortcode, and would be printed as it stands
        {line:5} | There are [[figure abc]].
              |           ^^^^^^^^^^^^^^
           help: write [[chart:ID]], [[figure:ID]], [[term:ID]] or [[site:NAME]]
        1 error, 0 warnings in 1 file
    """)


def test_a_fence_without_an_end_hides_nothing(refused: Refused) -> None:
    text = "```\na fence without an end\n\nThere are [[figure abc]]."
    assert refused({"content/index.md": text}) == told("""
        content/index.md:5:1: warning[code-form]: this code is not closed: what follows is printed as text
            5 | ```
              | ^^^
           help: write ``` in a line of its own below the code
        content/index.md:8:11: error[half-shortcode]: [[figure abc]] is no whole shortcode, and would be printed as it stands
            8 | There are [[figure abc]].
              |           ^^^^^^^^^^^^^^
           help: write [[chart:ID]], [[figure:ID]], [[term:ID]] or [[site:NAME]]
        1 error, 1 warning in 1 file
    """)


def test_slips_beside_code_are_told(site: Site) -> None:
    site.write({"content/index.md": "A ` tick.\n\nBring:\n- a pen\n\n#### Deep\n\nA ` tick."})
    assert site.build().report == told("""
        content/index.md:8:1: warning[list-form]: this list is printed as a part of the paragraph before it
            8 | - a pen
              | ^^^^^^^
           help: put an empty line before the list
        content/index.md:10:1: warning[heading-level]: a heading of level 4 follows one of level 1
           10 | #### Deep
              | ^^^^^^^^^
           help: write ## Deep
        0 errors, 2 warnings in 1 file
    """)


@pytest.mark.parametrize("raw_html", [False, True])
def test_comments_are_never_published(site: Site, raw_html: bool) -> None:
    site.write(
        {
            "data/site.yaml": f"raw_html: {str(raw_html).lower()}",
            "content/index.md": """
                It is rock `n roll. <!-- private: one -->

                <!-- private: two -->

                - item
                    <!-- private: three -->

                    <!--
                    private: four

                    of two paragraphs -->

                    more

                > quoted <!-- private: five -->

                | a | b |
                |---|---|
                | 1 <!-- private: six --> | 2 |

                Another `n thing.
                """,
        }
    )
    built = site.build()
    assert built.report == ""
    assert "private" not in built.outputs["index.html"]
    assert "comment" not in built.outputs["index.html"]


@pytest.mark.parametrize("raw_html", [False, True])
def test_a_comment_parts_what_stands_around_it(site: Site, raw_html: bool) -> None:
    site.write(
        {
            "data/site.yaml": f"raw_html: {str(raw_html).lower()}",
            "content/index.md": """
                - apple
                - pear

                <!-- -->

                - a list of its own

                Code:

                    <div>
                    <!-- the menu -->
                    </div>

                A line of its own.
                <!-- editor: check this -->
                The next line.

                One ends.

                <!-- option x -->

                :   A line with a colon.
                """,
        }
    )
    built = site.build()
    assert built.report == ""
    assert built.outputs["index.html"].replace("\n\n", "\n") == told("""
        <ul>
        <li>apple</li>
        <li>pear</li>
        </ul>
        <ul>
        <li>a list of its own</li>
        </ul>
        <p>Code:</p>
        <pre><code>&lt;div&gt;
        &lt;!-- the menu --&gt;
        &lt;/div&gt;
        </code></pre>
        <p>A line of its own.</p>
        <p>The next line.</p>
        <p>One ends.</p>
        <p>:   A line with a colon.</p>
    """)


def test_a_comment_without_an_end_is_one_mistake(refused: Refused) -> None:
    assert refused({"content/index.md": "`<!--` a <!-- b <!-- c\n\n<!-- d"}) == told("""
        content/index.md:5:10: error[raw-html]: a comment is not closed
            5 | `<!--` a <!-- b <!-- c
              |          ^^^^
           help: end it with -->
        1 error, 0 warnings in 1 file
    """)


def test_the_words_of_a_link_may_be_code(site: Site) -> None:
    site.write({"content/index.md": "Call [`open()`](https://www.gov.uk/open)."})
    assert site.build().report == ""


def test_what_is_read_as_it_is_meant_is_no_slip(site: Site) -> None:
    site.write(
        {
            "content/about.md": "Back [home](index.md).",
            "content/index.md": (
                "- see [that][a1]\n\n    [a1]: about.md\n\n"
                'See [x][our  page] and [y](about.md\n"Our title").\n\n'
                '!!! note "T"\n\tText\n\n[our page]: about.md\n\n'
                '!!! danger highlight "Do not"\n    Read this.\n\n'
                "[Terms: read them](about.md), [Chart: savings][] and [figure: one].\n\n"
                "[chart: savings]: about.md\n[figure: one]: about.md"
            ),
        }
    )
    assert site.build().report == ""
