"""Templates print what they are given, and reach nothing behind it."""

from __future__ import annotations

import pytest

from tests.support import SMALLEST, Site


@pytest.mark.parametrize(
    "printed",
    [
        "{{ page.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ page._context }}",
        "{{ today.__func__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ '{a.__class__}'.format_map({'a': page}) }}",
        "{% set name = 'format' %}{{ '{0.__class__}'['format'](page) }}",
        "{{ page['__class__'] }}",
        "{% set name = '__cl' ~ 'ass__' %}{{ page[name] }}",
        "{{ page|attr('__class__') }}",
        "{{ [page]|map(attribute='__class__')|list }}",
        "{{ [page]|map('attr', '__class__')|list }}",
        "{{ [page]|groupby('__class__') }}",
        "{{ page.html.__init__ }}",
        "{% for n in range(10000000) %}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{% from 'other.html' import x %}{{ x.__call__ }}",
    ],
)
def test_no_template_gets_behind_a_value(
    site: Site, printed: str, capfd: pytest.CaptureFixture[str]
) -> None:
    other = "{% macro x() %}{% endmacro %}"
    site.write({**SMALLEST, "templates/layouts/page.html": printed, "templates/other.html": other})
    built = site.build()
    assert built.result.failed or "class '" not in built.outputs["index.html"]
    assert "site-packages" not in built.report
    assert all(one.span.path.startswith("templates/") for one in built.result.diagnostics)


def test_a_forbidden_name_has_its_place(site: Site) -> None:
    site.write({**SMALLEST, "templates/layouts/page.html": "<p>\n{{ page.__class__ }}"})
    assert site.build().report.startswith(
        "templates/layouts/page.html:2:9: error[template-syntax]: templates may not use the "
        "attribute '__class__'\n"
    )


def test_what_is_public_can_be_computed(site: Site) -> None:
    layout = (
        "{% set name = 'ti' ~ 'tle' %}{{ page[name] }} {{ page|attr('title') }} "
        "{{ [page]|map(attribute='title')|join }} {{ {'a': 1}['a'] }} {{ [7][0] }} "
        "{{ '%s!'|format('x') }} {% for n in range(3) %}{{ n }}{% endfor %}"
    )
    site.write({**SMALLEST, "templates/layouts/page.html": layout})
    assert site.build().outputs["index.html"] == "Content Content Content 1 7 x! 012"
