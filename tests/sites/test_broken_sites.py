"""One broken site per kind of mistake, with everything that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from sitegen import cli
from tests.sites.conftest import Refused
from tests.support import SMALLEST, Files, Site, told

SOURCE = """
    - id: dfe
      title: Evaluation
      publisher: Department
      url: https://www.example.org/evaluation
    """


# Front matter


def test_a_colon_in_a_title_needs_quotes(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About us: our story
                description: Who we are.
                ---
                Text.
                """
        }
    ) == told("""
        content/about.md:2:16: error[invalid-yaml]: a text with a colon in it has to stand in quotes
            2 | title: About us: our story
              |                ^
           help: put it in quotes: title: "About us: our story"
        1 error, 0 warnings in 1 file
    """)


def test_an_unclosed_bracket_is_shown_where_it_opens(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                aliases: [/who/
                ---
                """
        }
    ) == told("""
        content/about.md:4:10: error[invalid-yaml]: this bracket [ is not closed
            4 | aliases: [/who/
              |          ^
           help: close it with ], and put commas between items
        1 error, 0 warnings in 1 file
    """)


def test_a_key_stands_once(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                title: About us
                ---
                """
        }
    ) == told("""
        content/about.md:4:1: error[duplicate-key]: the key title stands twice (first on line 2)
            4 | title: About us
              | ^^^^^
           help: keep one of the two
        1 error, 0 warnings in 1 file
    """)


def test_an_unknown_key_gets_the_nearest_known_one(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                sumary: Short.
                ---
                """
        }
    ) == told("""
        content/about.md:4:1: error[unknown-key]: unknown key sumary
            4 | sumary: Short.
              | ^^^^^^
           help: did you mean summary?
        1 error, 0 warnings in 1 file
    """)


def test_title_and_description_are_required(refused: Refused) -> None:
    assert refused({"content/about.md": "---\ndate: 2026-11-21\n---\nText."}) == told("""
        content/about.md:2:1: error[missing-key]: description is missing
            2 | date: 2026-11-21
              | ^
           help: add a line description: …
        content/about.md:2:1: error[missing-key]: title is missing
            2 | date: 2026-11-21
              | ^
           help: add a line title: …
        2 errors, 0 warnings in 1 file
    """)


def test_title_and_description_hold_something(refused: Refused) -> None:
    assert refused({"content/about.md": "---\ntitle: ''\ndescription: ' '\n---\n"}) == told("""
        content/about.md:2:8: error[missing-key]: title is empty
            2 | title: ''
              |        ^^
           help: write the page's title
        content/about.md:3:14: error[missing-key]: description is empty
            3 | description: ' '
              |              ^^^
           help: write the page's description
        2 errors, 0 warnings in 1 file
    """)


def test_empty_front_matter_lacks_its_keys(refused: Refused) -> None:
    assert refused({"content/about.md": "---\n---\nText."}) == told("""
        content/about.md:2:1: error[missing-key]: description is missing
            2 | ---
              | ^
           help: add a line description: …
        content/about.md:2:1: error[missing-key]: title is missing
            2 | ---
              | ^
           help: add a line title: …
        2 errors, 0 warnings in 1 file
    """)


def test_front_matter_is_a_mapping(refused: Refused) -> None:
    assert refused({"content/about.md": "---\n- About\n---\nText."}) == told("""
        content/about.md:2:1: error[wrong-type]: this must be a mapping: lines of the form key: value
            2 | - About
              | ^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_values_have_their_types_and_all_are_reported_at_once(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: 2026
                description: [Who, we, are]
                order: first
                draft: yes
                status: curent
                aliases: /who/
                share: "true"
                meta: none
                ---
                """
        }
    ) == told("""
        content/about.md:2:8: error[wrong-type]: title must be text
            2 | title: 2026
              |        ^^^^
           help: put it in quotes: "2026"
        content/about.md:3:14: error[wrong-type]: description must be text
            3 | description: [Who, we, are]
              |              ^^^^^^^^^^^^^^
        content/about.md:4:8: error[wrong-type]: order must be a whole number
            4 | order: first
              |        ^^^^^
           help: write digits only, such as 3
        content/about.md:5:8: error[wrong-type]: draft must be true or false
            5 | draft: yes
              |        ^^^
           help: write true
        content/about.md:6:9: error[wrong-type]: status must be one of current, superseded, withdrawn
            6 | status: curent
              |         ^^^^^^
           help: did you mean current?
        content/about.md:7:10: error[wrong-type]: aliases must be a list: one item a line, each after a dash
            7 | aliases: /who/
              |          ^^^^^
           help: write [/who/]
        content/about.md:8:8: error[wrong-type]: share must be true or false
            8 | share: "true"
              |        ^^^^^^
           help: write true
        content/about.md:9:7: error[wrong-type]: meta must be a mapping: indented lines of the form key: value
            9 | meta: none
              |       ^^^^
        8 errors, 0 warnings in 1 file
    """)  # noqa: E501


def test_dates_are_days_that_exist(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                date: 2026-02-30
                updated: 21 November 2026
                checked: "1666569600"
                ---
                """
        }
    ) == told("""
        content/about.md:4:7: error[wrong-type]: date must be a date such as 2026-11-21
            4 | date: 2026-02-30
              |       ^^^^^^^^^^
           help: February 2026 has 28 days
        content/about.md:5:10: error[wrong-type]: updated must be a date such as 2026-11-21
            5 | updated: 21 November 2026
              |          ^^^^^^^^^^^^^^^^
           help: write 2026-11-21
        content/about.md:6:10: error[wrong-type]: checked must be a date such as 2026-11-21
            6 | checked: "1666569600"
              |          ^^^^^^^^^^^^
           help: write year, month and day: 2026-11-21
        3 errors, 0 warnings in 1 file
    """)


def test_a_page_without_front_matter(refused: Refused) -> None:
    assert refused({"content/about.md": b"# About us\n\nText.\n"}) == told("""
        content/about.md:1:1: error[front-matter]: the front matter is missing
            1 | # About us
              | ^
           help: begin the file with a line ---, then title: and description:, then a line ---
        1 error, 0 warnings in 1 file
    """)


def test_an_empty_page(refused: Refused) -> None:
    assert refused({"content/about.md": b""}) == told("""
        content/about.md:1:1: error[front-matter]: the front matter is missing
           help: begin the file with a line ---, then title: and description:, then a line ---
        1 error, 0 warnings in 1 file
    """)


def test_front_matter_that_is_not_closed(refused: Refused) -> None:
    text = b"---\ntitle: About\ndescription: Who we are.\n\nText.\n"
    assert refused({"content/about.md": text}) == told("""
        content/about.md:1:1: error[front-matter]: the front matter is not closed
            1 | ---
              | ^
           help: put a line --- after its last key
        1 error, 0 warnings in 1 file
    """)


def test_text_that_is_not_utf_8(refused: Refused) -> None:
    text = "---\ntitle: About\ndescription: Who we are.\n---\nA caf\u00e9.\n".encode("latin-1")
    assert refused({"content/about.md": text}) == told("""
        content/about.md:5:6: error[not-utf-8]: the byte 0xe9 is not UTF-8 text
            5 | A caf�.
              |      ^
           help: save the file with the encoding UTF-8
        1 error, 0 warnings in 1 file
    """)


# Kinds and layouts


def test_an_unknown_kind(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                kind: storie
                ---
                """
        }
    ) == told("""
        content/about.md:4:7: error[unknown-kind]: no kind storie
            4 | kind: storie
              |       ^^^^^^
           help: did you mean story?
        1 error, 0 warnings in 1 file
    """)


def test_an_unknown_layout(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: Who we are.
                layout: wide
                ---
                """
        }
    ) == told("""
        content/about.md:4:9: error[unknown-layout]: no layout wide
            4 | layout: wide
              |         ^^^^
           help: known are page
        1 error, 0 warnings in 1 file
    """)


def test_a_folder_mapped_to_an_unknown_kind(refused: Refused) -> None:
    assert refused({"data/site.yaml": "kinds:\n  news/: newz"}) == told("""
        data/site.yaml:2:10: error[unknown-kind]: no kind newz
            2 |   news/: newz
              |          ^^^^
           help: did you mean news?
        1 error, 0 warnings in 1 file
    """)


def test_a_site_without_the_layout_of_its_pages(refused: Refused, site: Site) -> None:
    (site.root / "templates/layouts/page.html").rename(site.root / "templates/layouts/tale.html")
    site.write({"content/index.md": "---\ntitle: H\ndescription: D\nkind: tale\n---\n"})
    assert refused({"content/about.md": "Text."}) == told("""
        content/about.md:1:1: error[missing-template]: there is no template layouts/page.html (while rendering content/about.md)
            1 | ---
              | ^^^
           help: did you mean layouts/tale.html?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


# Templates


def test_a_template_that_is_not_valid(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "templates/layouts/page.html": """
                <main>
                {% if page.date %}
                {{ page.html }}
                </main>
                """,
        }
    ) == told("""
        templates/layouts/page.html:3:1: error[template-syntax]: Unexpected end of template. Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. The innermost block that needs to be closed is 'if'.
            3 | {{ page.html }}
              | ^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_template_that_is_not_valid_though_no_page_uses_it(refused: Refused) -> None:
    assert refused({"templates/partials/card.html": "<p>{{ title </p>"}) == told("""
        templates/partials/card.html:1:1: error[template-syntax]: unexpected '/'
            1 | <p>{{ title </p>
              | ^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_a_template_that_is_not_valid_and_no_html(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "templates/layouts/page.html": '{% include "icons/home.svg" %}{{ page.html }}',
            "templates/icons/home.svg": "<svg>{{ title </svg>",
        }
    ) == told("""
        templates/icons/home.svg:1:1: error[template-syntax]: unexpected '/'
            1 | <svg>{{ title </svg>
              | ^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_an_unknown_filter(refused: Refused) -> None:
    layout = "<p>{{ page.title|capitalise }}</p>"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:18: error[template-syntax]: No filter named 'capitalise'.
            1 | <p>{{ page.title|capitalise }}</p>
              |                  ^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_an_unknown_filter_behind_a_condition(refused: Refused) -> None:
    layout = "{% if page.title %}<p>{{ page.title|capitalise }}</p>{% endif %}"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:37: error[template]: No filter named 'capitalise' found. (while rendering content/index.md)
            1 | {% if page.title %}<p>{{ page.title|capitalise }}</p>{% endif %}
              |                                     ^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_value_that_a_filter_cannot_format(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ page.title|date }}</p>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:1: error[template]: the filter date wants a date, not 'Content' (while rendering content/index.md)
            2 | <p>{{ page.title|date }}</p>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_filter_that_gets_no_address(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ 5|absolute }}</p>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:1: error[template]: the filter absolute wants an address, not 5 (while rendering content/index.md)
            2 | <p>{{ 5|absolute }}</p>
              | ^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_an_error_while_a_template_runs(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ 1 // (page.title|length - 4) }}</p>\n"
    page = "---\ntitle: Four\ndescription: D\n---\n"
    files = {"templates/layouts/page.html": layout, "content/index.md": page}
    assert refused(files) == told("""
        templates/layouts/page.html:2:1: error[template]: ZeroDivisionError: integer division or modulo by zero (while rendering content/index.md)
            2 | <p>{{ 1 // (page.title|length - 4) }}</p>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_an_undefined_variable(refused: Refused) -> None:
    layout = "{{ page.html }}\n<nav>{{ navigaton.primary }}</nav>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:9: error[undefined]: navigaton is not defined (while rendering content/index.md)
            2 | <nav>{{ navigaton.primary }}</nav>
              |         ^^^^^^^^^
           help: did you mean navigation?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_an_undefined_attribute_of_a_page(refused: Refused) -> None:
    layout = "{{ page.html }}\n<h1>{{ page.titel }}</h1>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:13: error[undefined]: there is nothing named titel (while rendering content/index.md)
            2 | <h1>{{ page.titel }}</h1>
              |             ^^^^^
           help: did you mean title?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_an_undefined_attribute_of_the_site(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ site.legal.company }}</p>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:18: error[undefined]: there is nothing named company (while rendering content/index.md)
            2 | <p>{{ site.legal.company }}</p>
              |                  ^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_partial_that_does_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "templates/layouts/page.html": "{% include 'partials/foter.html' %}",
            "templates/partials/footer.html": "<footer></footer>",
        }
    ) == told("""
        templates/layouts/page.html:1:13: error[missing-template]: there is no template partials/foter.html (while rendering content/index.md)
            1 | {% include 'partials/foter.html' %}
              |             ^^^^^^^^^^^^^^^^^^^
           help: did you mean partials/footer.html?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_macro_file_that_does_not_exist(refused: Refused) -> None:
    layout = "{% from 'macros/card.html' import card %}\n{{ card(page.title) }}\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:10: error[missing-template]: there is no template macros/card.html (while rendering content/index.md)
            1 | {% from 'macros/card.html' import card %}
              |          ^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_macro_that_its_file_does_not_have(refused: Refused) -> None:
    assert refused(
        {
            "templates/layouts/page.html": """
                {% from 'macros/card.html' import crad %}
                {{ crad(page.title) }}
                """,
            "templates/macros/card.html": "{% macro card(title) %}{{ title }}{% endmacro %}",
        }
    ) == told("""
        templates/layouts/page.html:2:1: error[template]: the template 'macros/card.html' (imported on line 1 in 'layouts/page.html') does not export the requested name 'crad' (while rendering content/index.md)
            2 | {{ crad(page.title) }}
              | ^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_template_that_includes_itself(refused: Refused) -> None:
    layout = "{% include 'layouts/page.html' %}"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:1: error[template]: it is used inside itself without an end (while rendering content/index.md)
            1 | {% include 'layouts/page.html' %}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_the_partial_of_a_menu_that_does_not_exist(refused: Refused) -> None:
    layout = "{{ page.html }}\n{{ menu('primary', 'partials/nav.html') }}\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:21: error[missing-template]: there is no template partials/nav.html (while rendering content/index.md)
            2 | {{ menu('primary', 'partials/nav.html') }}
              |                     ^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_menu_that_does_not_exist(refused: Refused) -> None:
    layout = "{{ page.html }}\n{{ navigation.primry }}\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:1: error[template]: there is no menu primry (while rendering content/index.md)
            2 | {{ navigation.primry }}
              | ^^^^^^^^^^^^^^^^^^^^^^^
           help: did you mean primary?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_data_file_that_does_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "data/help.yaml": "[]",
            "templates/layouts/page.html": "{{ page.html }}\n{{ data('hlep') }}\n",
        }
    ) == told("""
        templates/layouts/page.html:2:10: error[template]: there is no file data/hlep.yaml (while rendering content/index.md)
            2 | {{ data('hlep') }}
              |          ^^^^
           help: did you mean help?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_an_asset_that_does_not_exist(refused: Refused) -> None:
    assert refused(
        {
            "assets/css/site.css": "p { color: red }",
            "templates/layouts/page.html": "{{ page.html }}\n{{ asset('css/stie.css') }}\n",
        }
    ) == told("""
        templates/layouts/page.html:2:11: error[template]: there is no file assets/css/stie.css (while rendering content/index.md)
            2 | {{ asset('css/stie.css') }}
              |           ^^^^^^^^^^^^
           help: did you mean css/site.css?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_picture_in_assets_that_is_none(refused: Refused) -> None:
    assert refused(
        {
            "assets/logo.png": b"nonsense",
            "templates/layouts/page.html": "{{ page.html }}{{ image('logo.png', '').width }}\n",
        }
    ) == told("""
        templates/layouts/page.html:1:26: error[template]: assets/logo.png cannot be read: it is no picture of a known type (while rendering content/index.md)
            1 | {{ page.html }}{{ image('logo.png', '').width }}
              |                          ^^^^^^^^
           help: save it again, as JPEG, PNG or WebP
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_figure_that_a_template_asks_for_in_vain(refused: Refused) -> None:
    layout = "{{ page.html }}{{ record('figures', 'women').text }}"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:38: error[template]: there is no figure women (while rendering content/index.md)
            1 | {{ page.html }}{{ record('figures', 'women').text }}
              |                                      ^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


@pytest.mark.parametrize(
    "call", ["pages(sort='size')", "pages(limit='3')", "pages(section=5)", "pages(kind=['x'])"]
)
def test_a_listing_asked_for_wrongly(refused: Refused, call: str) -> None:
    layout = f"{{{{ page.html }}}}\n{{{{ {call} }}}}\n"
    said = refused({"templates/layouts/page.html": layout})
    place, message, *_ = said.split(": error[template]: ")
    assert place.startswith("templates/layouts/page.html:2:")
    assert message.startswith("pages()")


def test_a_listing_of_a_section_that_does_not_exist(refused: Refused) -> None:
    page = "{{ page.html }}{% for one in pages(section='nws') %}{{ one.title }}{% endfor %}"
    assert refused(
        {"templates/layouts/page.html": page, "content/news/a.md": "Text.", "content/b.md": "Text."}
    ) == told("""
        templates/layouts/page.html:1:45: error[template]: there is no section nws (while rendering content/b.md and 2 more pages)
            1 | {{ page.html }}{% for one in pages(section='nws') %}{{ one.title }}{% endfor %}
              |                                             ^^^
           help: did you mean news?
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_section_that_appears_or_goes_is_noticed_by_the_next_build(site: Site) -> None:
    page = "{{ page.html }}{% for one in pages(section='news') %}{{ one.title }}{% endfor %}"
    site.write({"templates/layouts/page.html": page})
    assert "there is no section news" in site.build().report
    site.write({"content/news/a.md": "---\ntitle: A\ndescription: D\ndraft: true\n---\n"})
    assert site.build().report == ""
    (site.root / "content/news/a.md").unlink()
    assert "there is no section news" in site.build().report


@pytest.mark.parametrize(
    ("call", "message", "help_"),
    [
        ("pages(kind='nws')", "there is no kind nws", "did you mean news?"),
        ("page_of('reprots', 'a')", "there are no records reprots", "did you mean reports?"),
    ],
)
def test_a_listing_of_what_does_not_exist(
    refused: Refused, call: str, message: str, help_: str
) -> None:
    said = refused({"templates/layouts/page.html": f"{{{{ page.html }}}}{{{{ {call} }}}}"})
    assert f"error[template]: {message} (while" in said
    assert f"help: {help_}\n" in said


@pytest.mark.parametrize(
    "call",
    ["data(5)", "asset(none)", "record('figures', ['a'])", "image(1, '')", "menu(5, 'a.html')"],
)
def test_a_function_that_gets_no_name(refused: Refused, call: str) -> None:
    said = refused({"templates/layouts/page.html": f"{{{{ page.html }}}}{{{{ {call} }}}}"})
    assert said.startswith("templates/layouts/page.html:1:")
    assert "error[template]: a name in quotes is wanted here, not " in said


@pytest.mark.parametrize("use", ["page.nope|date", "page.nope|absolute", "data(page.nope)"])
def test_what_is_undefined_is_called_so_wherever_it_is_used(refused: Refused, use: str) -> None:
    said = refused({"templates/layouts/page.html": f"{{{{ {use} }}}}"})
    assert ": error[undefined]: there is nothing named nope" in said


# Menus


def test_a_page_stands_once_in_a_menu(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "data/navigation.yaml": """
                primary:
                  - about.md
                  - title: Us
                    page: about.md
                """,
        }
    ) == told("""
        data/navigation.yaml:4:11: error[navigation]: about.md stands twice in the menu primary (first on line 2)
            4 |     page: about.md
              |           ^^^^^^^^
           help: keep one of the two
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_page_stands_once_in_a_menu_by_its_name_and_by_its_url(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "data/navigation.yaml": """
                - page: about.md
                - url: /about/
                  title: Us
                """,
        }
    ) == told("""
        data/navigation.yaml:2:3: error[navigation]: about.md stands twice in the menu primary (first on line 1)
            2 | - url: /about/
              |   ^
           help: keep one of the two
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_an_entry_of_a_menu_names_a_page_that_exists(refused: Refused) -> None:
    files = {"content/about.md": "Text.", "data/navigation.yaml": "- about.md\n- abuot.md"}
    assert refused(files) == told("""
        data/navigation.yaml:2:3: error[navigation]: there is no page abuot.md
            2 | - abuot.md
              |   ^^^^^^^^
           help: did you mean about.md?
        1 error, 0 warnings in 1 file
    """)


def test_an_entry_of_a_menu_leads_somewhere(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "Text.",
            "data/navigation.yaml": "- {title: About, url: /abot/}",
        }
    ) == told("""
        data/navigation.yaml:1:23: error[navigation]: no page has the URL /abot/
            1 | - {title: About, url: /abot/}
              |                       ^^^^^^
           help: did you mean /about/?
        1 error, 0 warnings in 1 file
    """)


def test_entries_of_a_menu_have_one_of_two_forms(refused: Refused) -> None:
    assert refused(
        {
            "data/navigation.yaml": """
                primary:
                  - title: Nothing
                  - {page: index.md, url: /}
                  - url: https://www.example.org/
                  - {page: index.md, childern: []}
                  - 5
                footer: index.md
                """
        }
    ) == told("""
        data/navigation.yaml:2:5: error[navigation]: an item needs page: or url:, and not both
            2 |   - title: Nothing
              |     ^
        data/navigation.yaml:3:5: error[navigation]: an item needs page: or url:, and not both
            3 |   - {page: index.md, url: /}
              |     ^^^^^^^^^^^^^^^^^^^^^^^^
        data/navigation.yaml:4:5: error[navigation]: an item with url: needs a title:
            4 |   - url: https://www.example.org/
              |     ^
           help: add a line title: …
        data/navigation.yaml:5:22: error[unknown-key]: unknown key childern
            5 |   - {page: index.md, childern: []}
              |                      ^^^^^^^^
           help: did you mean children?
        data/navigation.yaml:6:5: error[wrong-type]: this must be a mapping: lines of the form key: value
            6 |   - 5
              |     ^
        data/navigation.yaml:7:9: error[navigation]: a menu must be a list: each item after a dash
            7 | footer: index.md
              |         ^^^^^^^^
        6 errors, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_menu_url_that_runs_a_script(refused: Refused) -> None:
    menu = "- {title: Run, url: 'javascript:alert(1)'}"
    assert refused({"data/navigation.yaml": menu}) == told("""
        data/navigation.yaml:1:21: error[navigation]: links with javascript: are not allowed
            1 | - {title: Run, url: 'javascript:alert(1)'}
              |                     ^^^^^^^^^^^^^^^^^^^^^
           help: allowed are http, https, mailto, tel, sms
        1 error, 0 warnings in 1 file
    """)


def test_navigation_is_a_list_or_a_mapping(refused: Refused) -> None:
    assert refused({"data/navigation.yaml": "index.md"}) == told("""
        data/navigation.yaml:1:1: error[navigation]: navigation must be a list of items or a mapping of menus
            1 | index.md
              | ^^^^^^^^
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


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
    """)  # noqa: E501


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
    """)  # noqa: E501


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
    """)  # noqa: E501
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
    """)  # noqa: E501


def test_a_file_that_would_replace_a_page(refused: Refused) -> None:
    assert refused(
        {"content/about.md": "Text.", "assets/public/about/index.html": "<p>Mine</p>"}
    ) == told("""
        assets/public/about/index.html:1:1: error[duplicate-url]: assets/public/about/index.html and content/about.md would both be published as about/index.html
            1 | <p>Mine</p>
              | ^
           help: rename one of them
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_a_file_where_a_page_needs_a_folder(refused: Refused) -> None:
    assert refused({"content/about.md": "Text.", "assets/public/about": "mine"}) == told("""
        content/about.md:1:1: error[duplicate-url]: content/about.md needs a folder about/ where assets/public/about makes a file
            1 | ---
              | ^
           help: rename one of them
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


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
    """)  # noqa: E501


# Addresses


def test_two_pages_with_one_url(refused: Refused) -> None:
    assert refused({"content/about.md": "Text.", "content/about/index.md": "Text."}) == told("""
        content/about/index.md:1:1: error[duplicate-url]: content/about/index.md and content/about.md have the same URL /about/
            1 | ---
              | ^
           help: rename one of the two
        content/about/index.md:1:1: error[duplicate-url]: content/about/index.md and content/about.md would both be published as about/index.html
            1 | ---
              | ^
           help: rename one of them
        2 errors, 0 warnings in 1 file
    """)  # noqa: E501


def test_two_pages_that_differ_in_capitals_only(refused: Refused) -> None:
    assert refused({"content/about.md": "Text.", "content/About.md": "Text."}) == told("""
        content/about.md:1:1: error[duplicate-url]: content/about.md and content/About.md have the same URL /about/
            1 | ---
              | ^
           help: rename one of the two
        content/about.md:1:1: error[duplicate-url]: content/about.md and content/About.md would both be published as about/index.html
            1 | ---
              | ^
           help: rename one of them
        2 errors, 0 warnings in 1 file
    """)  # noqa: E501


def test_two_files_that_differ_in_capitals_only(refused: Refused) -> None:
    text = "[One](a.csv), [two](A.csv)"
    assert refused({"content/a.csv": "1", "content/A.csv": "2", "content/index.md": text}) == told(
        """
            content/a.csv:1:1: error[duplicate-url]: content/a.csv and content/A.csv would both be published as a.csv
                1 | 1
                  | ^
               help: rename one of them
            1 error, 0 warnings in 1 file
        """  # noqa: E501
    )


def test_an_alias_that_is_a_page_or_an_alias_already(refused: Refused) -> None:
    assert refused(
        {
            "content/contact.md": "Text.",
            "content/a.md": """
                ---
                title: A
                description: D
                aliases: [/old/, /contact/]
                ---
                """,
            "content/b.md": """
                ---
                title: B
                description: D
                aliases:
                  - /old
                ---
                """,
        }
    ) == told("""
        content/a.md:4:18: error[alias]: the alias /contact/ is already the address of content/contact.md
            4 | aliases: [/old/, /contact/]
              |                  ^^^^^^^^^
           help: remove or change the alias
        content/b.md:5:5: error[alias]: the alias /old is already the address of content/a.md
            5 |   - /old
              |     ^^^^
           help: remove or change the alias
        2 errors, 0 warnings in 2 files
    """)  # noqa: E501


def test_an_alias_that_differs_from_a_page_in_capitals_only(refused: Refused) -> None:
    assert refused(
        {"content/about.md": "---\ntitle: A\ndescription: D\naliases: [/About/]\n---\n"}
    ) == told("""
        content/about.md:4:11: error[alias]: the alias /About/ is already the address of content/about.md
            4 | aliases: [/About/]
              |           ^^^^^^^
           help: remove or change the alias
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_an_alias_where_the_build_makes_a_file(refused: Refused) -> None:
    assert refused(
        {"content/about.md": "---\ntitle: A\ndescription: D\naliases: [/robots.txt]\n---\n"}
    ) == told("""
        content/about.md:1:1: error[duplicate-url]: content/about.md needs a folder robots.txt/ where the build makes a file
            1 | ---
              | ^
           help: rename one of them
        1 error, 0 warnings in 1 file
    """)  # noqa: E501


def test_aliases_that_are_no_addresses(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": """
                ---
                title: About
                description: D
                aliases:
                  - about-us/
                  - //elsewhere.example/
                  - /../outside/
                  - /with space/
                  - /question?/
                  - /a//b/
                ---
                """
        }
    ) == told("""
        content/about.md:5:5: error[alias]: the alias about-us/ must begin with one / and have no // in it
            5 |   - about-us/
              |     ^^^^^^^^^
           help: write /about-us/
        content/about.md:6:5: error[alias]: the alias //elsewhere.example/ must begin with one / and have no // in it
            6 |   - //elsewhere.example/
              |     ^^^^^^^^^^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:7:5: error[alias]: the alias /../outside/ has a part that begins with a dot, which hosts do not show
            7 |   - /../outside/
              |     ^^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:8:5: error[alias]: the alias /with space/ holds a character that no file name can hold
            8 |   - /with space/
              |     ^^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:9:5: error[alias]: the alias /question?/ holds a character that no file name can hold
            9 |   - /question?/
              |     ^^^^^^^^^^^
           help: remove or change the alias
        content/about.md:10:5: error[alias]: the alias /a//b/ must begin with one / and have no // in it
           10 |   - /a//b/
              |     ^^^^^^
           help: write /a/b/
        6 errors, 0 warnings in 1 file
    """)  # noqa: E501


# Symbolic links


def test_symbolic_links_that_cannot_be_followed(
    refused: Refused, site: Site, tmp_path: Path
) -> None:
    content = site.root / "content"
    (tmp_path / "secret.md").write_text("Secret.")
    (content / "outside.md").symlink_to(tmp_path / "secret.md")
    (content / "folder").symlink_to(site.root / "templates")
    (content / "dangling.md").symlink_to("nowhere.md")
    (content / "round.md").symlink_to("round.md")
    assert site.build(output=None).report == told("""
        content/dangling.md:1:1: error[symbolic-link]: content/dangling.md is a symbolic link to a folder or to nothing
           help: put a copy of it in its place
        content/folder:1:1: error[symbolic-link]: content/folder is a symbolic link to a folder or to nothing
           help: put a copy of it in its place
        content/outside.md:1:1: error[symbolic-link]: content/outside.md is a symbolic link that leaves the site
           help: put a copy of it in its place
        content/round.md:1:1: error[symbolic-link]: content/round.md is a symbolic link to a folder or to nothing
           help: put a copy of it in its place
        4 errors, 0 warnings in 4 files
    """)  # noqa: E501


def test_a_folder_of_the_site_that_is_a_symbolic_link(site: Site, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (site.root / "data").symlink_to(tmp_path / "shared")
    assert site.build(output=None).report == told("""
        data:1:1: error[symbolic-link]: data is a symbolic link that leaves the site
           help: put a copy of it in its place
        1 error, 0 warnings in 1 file
    """)


def test_a_symbolic_link_to_a_file_of_the_site_is_that_file(site: Site) -> None:
    (site.root / "content/again.md").symlink_to("index.md")
    assert "Welcome." in site.build().outputs["again/index.html"]


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


# Records


def test_unknown_ids_of_sources_reports_and_figures(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCE,
            "data/reports.yaml": """
                - id: plan
                  title: Plan
                  date: "2026"
                  kind: strategy
                  theme: wider societal issues
                  publisher: Us
                  summary: What we will do.
                  availability: not found
                  sources: [dffe]
                """,
            "data/figures.yaml": """
                - {id: women, value: 215, measures: women, period: "2025", source: ofsted}
                """,
            "content/about.md": """
                ---
                title: About
                description: D
                sources: [dfe, dfee]
                reports:
                  - plans
                ---
                We reached [[figure:womenn]] women.
                """,
        }
    ) == told("""
        data/figures.yaml:1:68: error[unknown-source]: there is no source ofsted
            1 | - {id: women, value: 215, measures: women, period: "2025", source: ofsted}
              |                                                                    ^^^^^^
           help: add it to data/sources.yaml, or correct the id
        data/reports.yaml:9:13: error[unknown-source]: there is no source dffe
            9 |   sources: [dffe]
              |             ^^^^
           help: did you mean dfe?
        content/about.md:4:16: error[unknown-source]: there is no source dfee
            4 | sources: [dfe, dfee]
              |                ^^^^
           help: did you mean dfe?
        content/about.md:6:5: error[unknown-report]: there is no report plans
            6 |   - plans
              |     ^^^^^
           help: did you mean plan?
        content/about.md:8:12: error[unknown-figure]: there is no figure womenn
            8 | We reached [[figure:womenn]] women.
              |            ^^^^^^^^^^^^^^^^^
           help: did you mean women?
        5 errors, 0 warnings in 3 files
    """)


def test_an_id_stands_once_in_a_file(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": """
                - {id: a, title: A, publisher: P, url: https://www.example.org/a}
                - {id: b, title: B, publisher: P, url: https://www.example.org/b}
                - {id: a, title: C, publisher: P, url: https://www.example.org/c}
                """
        }
    ) == told("""
        data/sources.yaml:3:8: error[duplicate-id]: the id a stands twice (first on line 1)
            3 | - {id: a, title: C, publisher: P, url: https://www.example.org/c}
              |        ^
        1 error, 0 warnings in 1 file
    """)


def test_records_with_wrong_values(refused: Refused) -> None:
    assert refused(
        {
            "data/sources.yaml": SOURCE,
            "data/reports.yaml": """
                - id: plan
                  title: Plan
                  date: 2026-13
                  kind: plan
                  theme: childrens social care system
                  publisher: Us
                  summary: What we will do.
                  availability: elsewhere
                  sources: dfe
                  links: [{url: /plan/, sit: Ours}]
                """,
            "data/figures.yaml": """
                - id: women
                  value: many
                  measures: women
                  period: 2025
                  source: dfe
                """,
        }
    ) == told("""
        data/figures.yaml:2:10: error[wrong-type]: value must be a number
            2 |   value: many
              |          ^^^^
           help: write digits only, such as 3250 or 4.5
        data/figures.yaml:4:11: error[wrong-type]: period must be text
            4 |   period: 2025
              |           ^^^^
           help: put it in quotes: "2025"
        data/reports.yaml:3:9: error[wrong-type]: 2026-13 is no date
            3 |   date: 2026-13
              |         ^^^^^^^
           help: write 2026-11-21, 2026-11, 2026 (in quotes) or unknown
        data/reports.yaml:4:9: error[wrong-type]: kind must be one of evaluation, policy report, briefing, consultation response, academic paper, strategy, impact data, campaign
            4 |   kind: plan
              |         ^^^^
        data/reports.yaml:5:10: error[wrong-type]: theme must be one of children's social care system, relationships for families, wider societal issues
            5 |   theme: childrens social care system
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: did you mean children's social care system?
        data/reports.yaml:9:12: error[wrong-type]: sources must be a list: one item a line, each after a dash
            9 |   sources: dfe
              |            ^^^
           help: write [dfe]
        data/reports.yaml:10:25: error[unknown-key]: unknown key sit
           10 |   links: [{url: /plan/, sit: Ours}]
              |                         ^^^
           help: did you mean site?
        7 errors, 0 warnings in 2 files
    """)  # noqa: E501


def test_records_that_are_no_list(refused: Refused) -> None:
    assert refused({"data/figures.yaml": "women: 215"}) == told("""
        data/figures.yaml:1:1: error[wrong-type]: must be a list: each record after a dash
            1 | women: 215
              | ^
        1 error, 0 warnings in 1 file
    """)


# Data


def test_data_that_is_not_valid(refused: Refused) -> None:
    assert refused(
        {
            "data/help.yaml": """
                - name: Line
                  number: 116 123
                - name: [Other
                """,
            "data/nav.yaml": "title: one\ntitle: two",
            "data/deep.yaml": "[" * 100_000,
            "data/tab.yaml": b"a:\n\tb: c\n",
        }
    ) == told("""
        data/deep.yaml:1:51: error[invalid-yaml]: it is nested too deeply to be read
            1 | [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
              |                                                   ^
           help: make it simpler
        data/help.yaml:3:9: error[invalid-yaml]: this bracket [ is not closed
            3 | - name: [Other
              |         ^
           help: close it with ], and put commas between items
        data/nav.yaml:2:1: error[duplicate-key]: the key title stands twice (first on line 1)
            2 | title: two
              | ^^^^^
           help: keep one of the two
        data/tab.yaml:2:1: error[invalid-yaml]: there is a tab here
            2 | 	b: c
              | ^
           help: indent with spaces, not tabs
        4 errors, 0 warnings in 4 files
    """)  # noqa: E501


def test_a_wrong_site_file(refused: Refused) -> None:
    assert refused(
        {
            "data/site.yaml": """
                name: Ours
                base_url: example.org
                official: no
                languag: cy
                social: [{name: Feed}]
                """
        }
    ) == told("""
        data/site.yaml:2:11: error[wrong-type]: example.org is not the address of a site
            2 | base_url: example.org
              |           ^^^^^^^^^^^
           help: only http or https, host, port and path stand here: https://www.example.org/
        data/site.yaml:3:11: error[wrong-type]: official must be true or false
            3 | official: no
              |           ^^
           help: write false
        data/site.yaml:4:1: error[unknown-key]: unknown key languag
            4 | languag: cy
              | ^^^^^^^
           help: did you mean language?
        data/site.yaml:5:10: error[missing-key]: url is missing
            5 | social: [{name: Feed}]
              |          ^^^^^^^^^^^^
           help: add a line url: …
        4 errors, 0 warnings in 1 file
    """)


def test_a_site_file_that_is_not_valid(refused: Refused) -> None:
    assert refused({"data/site.yaml": "name: Ours: yours"}) == told("""
        data/site.yaml:1:11: error[invalid-yaml]: a text with a colon in it has to stand in quotes
            1 | name: Ours: yours
              |           ^
           help: put it in quotes: name: "Ours: yours"
        1 error, 0 warnings in 1 file
    """)


# One mistake is one mistake


def test_many_mistakes_of_different_kinds_are_reported_in_one_run(refused: Refused) -> None:
    assert refused(
        {
            "assets/css/site.css": "p { background: url(nothing.png) }",
            "content/a.md": "---\ntitle: A\n---\n[Lost](lost.md)",
            "content/b.md": "<b>Bold</b> and [lost](/lost/).",
            "data/navigation.yaml": "- c.md",
            "data/figures.yaml": "- {id: x}",
            "templates/partials/unused.html": "{% for %}",
        }
    ) == told("""
        data/figures.yaml:1:3: error[missing-key]: measures is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line measures: …
        data/figures.yaml:1:3: error[missing-key]: period is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line period: …
        data/figures.yaml:1:3: error[missing-key]: source is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line source: …
        data/figures.yaml:1:3: error[missing-key]: value is missing
            1 | - {id: x}
              |   ^^^^^^^
           help: add a line value: …
        data/navigation.yaml:1:3: error[navigation]: there is no page c.md
            1 | - c.md
              |   ^^^^
           help: did you mean b.md?
        assets/css/site.css:1:21: error[missing-file]: there is no file nothing.png
            1 | p { background: url(nothing.png) }
              |                     ^^^^^^^^^^^
        content/a.md:2:1: error[missing-key]: description is missing
            2 | title: A
              | ^
           help: add a line description: …
        content/a.md:4:8: error[broken-link]: there is no file lost.md
            4 | [Lost](lost.md)
              |        ^^^^^^^
           help: correct the link, or put the file there
        content/b.md:5:1: error[raw-html]: raw HTML is not allowed: <b>
            5 | <b>Bold</b> and [lost](/lost/).
              | ^^^
           help: write it in Markdown; to show it, put it in `…`
        content/b.md:5:8: error[raw-html]: raw HTML is not allowed: </b>
            5 | <b>Bold</b> and [lost](/lost/).
              |        ^^^^
           help: write it in Markdown; to show it, put it in `…`
        content/b.md:5:24: error[broken-link]: no page has the URL /lost/
            5 | <b>Bold</b> and [lost](/lost/).
              |                        ^^^^^^
           help: correct the address, or remove the link
        templates/partials/unused.html:1:1: error[template-syntax]: Expected an expression, got 'end of statement block'
            1 | {% for %}
              | ^^^^^^^^^
        By rule:
              5 missing-key
              2 broken-link
              2 raw-html
              1 navigation
              1 missing-file
              1 template-syntax
        12 errors, 0 warnings in 6 files
    """)  # noqa: E501


def test_a_broken_data_file_does_not_fail_the_pages_that_read_it(refused: Refused) -> None:
    assert refused(
        {
            "data/help.yaml": "- name: Line: one",
            "data/figures.yaml": "- {id: women, value: many, measures: m, period: p, source: dfe}",
            "data/sources.yaml": "- {id: dfe, title: T, publisher: P}",
            "data/reports.yaml": "- [plan]",
            "content/index.md": """
                ---
                title: Home
                description: D
                sources: [dfe]
                reports: [plan]
                ---
                There are [[figure:women]] women.
                """,
            "templates/layouts/page.html": """
                {{ page.html }} {{ data('help') }} {{ page.sources }} {{ page.reports }}
                {{ record('figures', 'women').text }}
                """,
        }
    ) == told("""
        data/figures.yaml:1:22: error[wrong-type]: value must be a number (1 place uses this record)
            1 | - {id: women, value: many, measures: m, period: p, source: dfe}
              |                      ^^^^
           help: write digits only, such as 3250 or 4.5
        data/help.yaml:1:13: error[invalid-yaml]: a text with a colon in it has to stand in quotes
            1 | - name: Line: one
              |             ^
           help: put it in quotes: name: "Line: one"
        data/reports.yaml:1:3: error[wrong-type]: this must be a mapping: lines of the form key: value
            1 | - [plan]
              |   ^^^^^^
        data/sources.yaml:1:3: error[missing-key]: url is missing (1 place uses this record)
            1 | - {id: dfe, title: T, publisher: P}
              |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: add a line url: …
        4 errors, 0 warnings in 4 files
    """)  # noqa: E501


def test_a_broken_site_file_does_not_fail_the_pages_that_read_it(refused: Refused) -> None:
    assert refused(
        {
            "data/site.yaml": """
                name: Ours
                raw_html: true
                legal: {company: "09703298"}
                contact: {email: 5}
                oficial: false
                """,
            "content/index.md": "Some <b>bold</b> text.",
            "templates/layouts/page.html": """
                {{ page.html }} {{ site.legal.company }} {{ site.contact.email }}
                """,
        }
    ) == told("""
        data/site.yaml:4:18: error[wrong-type]: email must be text
            4 | contact: {email: 5}
              |                  ^
           help: put it in quotes: "5"
        data/site.yaml:5:1: error[unknown-key]: unknown key oficial
            5 | oficial: false
              | ^^^^^^^
           help: did you mean official?
        2 errors, 0 warnings in 1 file
    """)


def test_a_broken_page_does_not_break_the_links_to_it(refused: Refused) -> None:
    assert refused(
        {
            "content/about.md": "---\ntitle: About\n---\n## Costs",
            "content/index.md": "[About](about.md#costs), [again](/about/#anything)",
            "data/navigation.yaml": "- about.md",
        }
    ) == told("""
        content/about.md:2:1: error[missing-key]: description is missing
            2 | title: About
              | ^
           help: add a line description: …
        1 error, 0 warnings in 1 file
    """)


# Warnings


WARNINGS = {
    "content/index.md": "Welcome.",
    "content/lost.md": "Nobody links to me.",
    "content/plan.md": "---\ntitle: Plan\ndescription: D\ndraft: true\n---\n",
    "content/old.csv": "Unused.",
    "data/navigation.yaml": "- index.md\n- plan.md",
}


def test_warnings_do_not_keep_a_site_from_being_published(site: Site) -> None:
    site.write(WARNINGS)
    built = site.build()
    assert built.report == told("""
        data/navigation.yaml:2:3: warning[navigation]: plan.md is a draft and left out of the menu
            2 | - plan.md
              |   ^^^^^^^
           help: take the entry out until the page is published
        content/lost.md:1:1: warning[orphan]: nothing leads to the page /lost/
            1 | ---
              | ^
           help: link to it, or add it to data/navigation.yaml
        content/old.csv:1:1: warning[unused-file]: no page links to this file, yet it would be published
            1 | Unused.
              | ^
           help: link to it from a page, or move it out of content/
        0 errors, 3 warnings in 3 files
    """)  # noqa: E501
    assert not built.result.failed
    assert "lost/index.html" in built.outputs


def test_warnings_are_errors_when_the_build_is_strict(site: Site) -> None:
    site.write(WARNINGS)
    built = site.build(strict=True)
    assert built.result.failed
    assert built.outputs == {}
    assert built.report == site.build(strict=True).report


# Output folders that are not the build's


REFUSED_PLACES = {
    ".": "holds the site itself. Name another with --output DIR.",
    "..": "holds the site itself. Name another with --output DIR.",
    "content": "is part of the site. Name another with --output DIR.",
    "templates/layouts": "is part of the site. Name another with --output DIR.",
    ".sitegen": "is part of the site. Name another with --output DIR.",
    "notes.txt": "is not a folder. Name another with --output DIR.",
}


@pytest.mark.parametrize("place", sorted(REFUSED_PLACES))
def test_an_output_folder_in_the_wrong_place_is_refused(
    site: Site, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    site.write({"notes.txt": "Mine."})
    before = site.files()
    output = (site.root / place).resolve()
    assert cli.main(["--site", str(site.root), "--output", str(output)]) == 2
    assert capsys.readouterr() == ("", f"build.py: {output} {REFUSED_PLACES[place]}\n")
    assert site.files() == before


def test_files_of_somebody_else_are_never_touched(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({f"output/{name}.txt": "Mine." for name in "abcde"})
    before = site.files()
    assert cli.main(["--site", str(site.root)]) == 2
    assert capsys.readouterr().err == (
        f"build.py: {site.root}/output holds files that this build did not make: "
        "a.txt, b.txt, c.txt and 2 more.\n"
        "Nothing was changed. Move them away, or name another folder with --output DIR.\n"
    )
    assert site.files() == before


def test_a_file_added_to_a_built_folder_is_never_touched(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build()
    site.write({"output/mine.txt": "Mine.", "content/index.md": "Changed."})
    before = site.files()
    assert cli.main(["--site", str(site.root)]) == 2
    assert "holds files that this build did not make: mine.txt." in capsys.readouterr().err
    assert site.files() == before


def test_another_folder_with_files_is_refused_even_if_they_have_the_right_names(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("Mine.")
    assert cli.main(["--site", str(site.root), "--output", str(other)]) == 2
    assert "holds files that this build did not make: index.html." in capsys.readouterr().err
    assert (other / "index.html").read_text() == "Mine."


def test_a_folder_that_another_site_built_is_refused(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other")
    other.write(SMALLEST)
    other.build(output=tmp_path / "shared")
    assert cli.main(["--site", str(site.root), "--output", str(tmp_path / "shared")]) == 2


def test_a_link_to_a_folder_in_output_is_not_written_through(site: Site, tmp_path: Path) -> None:
    site.write({"content/about.md": "Text."})
    site.build()
    (site.root / "output/about/index.html").unlink()
    (site.root / "output/about").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (site.root / "output/about").symlink_to(tmp_path / "elsewhere")
    assert cli.main(["--site", str(site.root)]) == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("damage", ["", "{", "[[1]]", "[1]", '{"a": 1}', "\xff"])
def test_a_damaged_record_is_survived(site: Site, damage: str) -> None:
    site.write({"content/about.md": "Text."})
    site.build()
    (record,) = (site.root / ".sitegen/published").iterdir()
    record.write_text(damage, encoding="latin-1")
    (site.root / "content/about.md").unlink()
    built = site.build()
    assert (built.result.written, built.result.removed) == (2, 1)
    assert sorted(built.outputs) == [
        "_headers",
        "build.json",
        "index.html",
        "robots.txt",
        "sbom.cdx.json",
        "sitemap.xml",
    ]


def test_a_text_that_the_markdown_library_cannot_convert(refused: Refused) -> None:
    message = "the text cannot be converted (RuntimeError: OrderedDict mutated during iteration)"
    text = "[^a]: [^b]: Two in one.\n\nText.\n\n[^c]: Another.\n"
    assert refused({"content/about.md": text}) == told(f"""
        content/about.md:5:1: error[markdown]: {message}
            5 | [^a]: [^b]: Two in one.
              | ^
           help: look for footnotes within footnotes, or for lists nested very deeply
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
    said = refused({"content/index.md": f"a@b.uk and www.gov.uk/a are words. [A]({link})"})
    assert said.startswith("content/index.md:5:40: error[")
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
    site.write({"templates/layouts/page.html": "{{ page.html }}{{ data('facts') }}"})
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
    """)  # noqa: E501
