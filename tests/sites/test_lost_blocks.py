"""A block that no template above has is shown nowhere: a mistake at its line."""

from __future__ import annotations

from tests.sites.conftest import Refused
from tests.support import Site, told

BASE = "{% block main %}{% block inner %}{% endblock %}{% endblock %}{% block foot %}{% endblock %}"


def test_a_block_that_no_template_above_has(refused: Refused) -> None:
    assert refused(
        {
            "templates/base.html": BASE,
            "templates/layouts/page.html": (
                '{% extends "base.html" %}\n{% block main %}{{ page.html }}{% endblock %}'
            ),
            "templates/layouts/trustees.html": (
                '{% extends "layouts/page.html" %}\n{% block foto %}Nobody sees this{% endblock %}'
            ),
        }
    ) == told("""
        templates/layouts/trustees.html:2:10: error[unknown-block]: no template above has a block foto: this is shown nowhere
            2 | {% block foto %}Nobody sees this{% endblock %}
              |          ^^^^
           help: did you mean foot?
        1 error, 0 warnings in 1 file
    """)


def test_blocks_that_are_shown(site: Site) -> None:
    site.write(
        {
            "templates/base.html": BASE,
            "templates/layouts/page.html": (
                '{% extends "base.html" %}{% block main %}{{ page.html }}'
                "{% block own %}{% endblock %}{% endblock %}{% block foot %}{% endblock %}"
            ),
            "templates/layouts/news.html": (
                '{% extends "layouts/page.html" %}{% block own %}{% endblock %}'
                "{% block inner %}{% endblock %}"
            ),
            "templates/layouts/any.html": (
                "{% extends layout %}{% block whatever %}{% endblock %}"
            ),
            "templates/partials/part.html": "{% block alone %}{% endblock %}",
        }
    )
    assert site.build().report == ""
