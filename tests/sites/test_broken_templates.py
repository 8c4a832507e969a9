"""Templates that are broken: all that the build says of it.

Every site here is the smallest site, published and then broken. A page that shows no front matter
has four lines of it, so that its text begins on line 5.
"""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import Site, told


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
    """)


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
    """)


def test_a_value_that_a_filter_cannot_format(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ page.title|date }}</p>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:1: error[template]: the filter date wants a date, not 'Content' (while rendering content/index.md)
            2 | <p>{{ page.title|date }}</p>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_a_filter_that_gets_no_address(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ 5|absolute }}</p>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:1: error[template]: the filter absolute wants an address, not 5 (while rendering content/index.md)
            2 | <p>{{ 5|absolute }}</p>
              | ^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_an_error_while_a_template_runs(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ 1 // (page.title|length - 4) }}</p>\n"
    page = "---\ntitle: Four\ndescription: D\n---\n"
    files = {"templates/layouts/page.html": layout, "content/index.md": page}
    assert refused(files) == told("""
        templates/layouts/page.html:2:1: error[template]: ZeroDivisionError: integer division or modulo by zero (while rendering content/index.md)
            2 | <p>{{ 1 // (page.title|length - 4) }}</p>
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_an_undefined_variable(refused: Refused) -> None:
    layout = "{{ page.html }}\n<nav>{{ navigaton.primary }}</nav>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:9: error[undefined]: navigaton is not defined (while rendering content/index.md)
            2 | <nav>{{ navigaton.primary }}</nav>
              |         ^^^^^^^^^
           help: did you mean navigation?
        1 error, 0 warnings in 1 file
    """)


def test_an_undefined_attribute_of_a_page(refused: Refused) -> None:
    layout = "{{ page.html }}\n<h1>{{ page.titel }}</h1>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:13: error[undefined]: there is nothing named titel (while rendering content/index.md)
            2 | <h1>{{ page.titel }}</h1>
              |             ^^^^^
           help: did you mean title?
        1 error, 0 warnings in 1 file
    """)


def test_an_undefined_attribute_of_the_site(refused: Refused) -> None:
    layout = "{{ page.html }}\n<p>{{ site.legal.company }}</p>\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:18: error[undefined]: there is nothing named company (while rendering content/index.md)
            2 | <p>{{ site.legal.company }}</p>
              |                  ^^^^^^^
        1 error, 0 warnings in 1 file
    """)


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
    """)


def test_a_macro_file_that_does_not_exist(refused: Refused) -> None:
    layout = "{% from 'macros/card.html' import card %}\n{{ card(page.title) }}\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:10: error[missing-template]: there is no template macros/card.html (while rendering content/index.md)
            1 | {% from 'macros/card.html' import card %}
              |          ^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


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
    """)


def test_a_template_that_includes_itself(refused: Refused) -> None:
    layout = "{% include 'layouts/page.html' %}"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:1: error[template]: it is used inside itself without an end (while rendering content/index.md)
            1 | {% include 'layouts/page.html' %}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_the_partial_of_a_menu_that_does_not_exist(refused: Refused) -> None:
    layout = "{{ page.html }}\n{{ menu('primary', 'partials/nav.html') }}\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:21: error[missing-template]: there is no template partials/nav.html (while rendering content/index.md)
            2 | {{ menu('primary', 'partials/nav.html') }}
              |                     ^^^^^^^^^^^^^^^^^
        1 error, 0 warnings in 1 file
    """)


def test_a_menu_that_does_not_exist(refused: Refused) -> None:
    layout = "{{ page.html }}\n{{ navigation.primry }}\n"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:2:1: error[template]: there is no menu primry (while rendering content/index.md)
            2 | {{ navigation.primry }}
              | ^^^^^^^^^^^^^^^^^^^^^^^
           help: did you mean primary?
        1 error, 0 warnings in 1 file
    """)


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
    """)


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
    """)


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
    """)


def test_a_figure_that_a_template_asks_for_in_vain(refused: Refused) -> None:
    layout = "{{ page.html }}{{ record('figures', 'women').text }}"
    assert refused({"templates/layouts/page.html": layout}) == told("""
        templates/layouts/page.html:1:38: error[template]: there is no figure women (while rendering content/index.md)
            1 | {{ page.html }}{{ record('figures', 'women').text }}
              |                                      ^^^^^
        1 error, 0 warnings in 1 file
    """)


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
    """)


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
