"""Where a path leads by _redirects."""

from __future__ import annotations

import pytest

from sitegen.serve.lookup import Redirect, redirect_for

TEXT = """
# Old addresses
/team          /about/team/
/team          /never/
/gone          https://www.example.org/gone#why   302  # as was asked for
/blog/:year/:name/   /news/:name/?from=:year 301
/files/*       /downloads/:splat
/twice/:a/:a   /:a/
/forced/       /about/   301!
/inside/*      /index.html   200
/shop          /offers/   404
/language      Language=cy
/alone
"""


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/team", "/about/team/"),
        ("/gone", "https://www.example.org/gone#why"),
        ("/blog/2019/first/", "/news/first/?from=2019"),
        ("/files/a/b%20c.pdf", "/downloads/a/b%20c.pdf"),
        ("/files/", "/downloads/"),
        ("/twice/x/y", "/y/"),
    ],
)
def test_a_path_leads_where_the_first_fitting_line_says(path: str, location: str) -> None:
    assert redirect_for(TEXT, path) == Redirect(location, forced=False)


def test_an_exclamation_mark_forces() -> None:
    assert redirect_for(TEXT, "/forced/") == Redirect("/about/", forced=True)


@pytest.mark.parametrize(
    "path", ["/", "/teams", "/blog/2019/", "/inside/x", "/shop", "/language", "/alone", "#"]
)
def test_all_else_leads_nowhere(path: str) -> None:
    assert redirect_for(TEXT, path) is None


def test_no_file_leads_nowhere() -> None:
    assert redirect_for("", "/team") is None
