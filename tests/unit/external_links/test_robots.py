"""robots.txt, as RFC 9309 reads it."""

from __future__ import annotations

import pytest

from sitegen.external_links.hosts import ALL_MAY, NOTHING_MAY, read_robots
from tests.support import told


@pytest.mark.parametrize(
    ("text", "path", "may"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:\n", "/a", True),
        ("User-agent: *\nDisallow: /\n", "/a", False),
        ("user-AGENT : *\r\ndisALLOW : /a # all of it\r\n", "/a/b", False),
        ("\ufeffUser-agent: *\nDisallow: /a\n", "/a", False),
        ("Disallow: /a\n", "/a", True),
        ("User-agent: other\nDisallow: /\n", "/a", True),
        ("User-agent: Sitegen/9.9\nDisallow: /\n", "/a", False),
        ("User-agent: other\nUser-agent: sitegen\nDisallow: /\n", "/a", False),
        ("User-agent: sitegen\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n", "/b", True),
        ("User-agent: sitegen\n\nUser-agent: *\nDisallow: /\n", "/b", False),
        ("User-agent: sitegen\nAllow: /\nUser-agent: *\nDisallow: /\n", "/b", True),
        ("User-agent: sitegen\nDisallow: /a\nUser-agent: sitegen\nDisallow: /b\n", "/b", False),
        ("User-agent: *\nDisallow: /a\nSitemap: /map\nDisallow: /b\n", "/b", False),
        ("User-agent: *\nAllow: /\nDisallow: /a\n", "/a", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", True),
        ("User-agent: *\nDisallow: /*.gif$\n", "/a.gif", False),
        ("User-agent: *\nDisallow: /*.gif$\n", "/a.gif?b", True),
        ("User-agent: *\nDisallow: /*.gif$\n", "/a.gif.gif", False),
        ("User-agent: *\nDisallow: /a$\n", "/a/", True),
        ("User-agent: *\nDisallow: /a$\n", "/a", False),
        ("User-agent: *\nDisallow: /*/b*c\n", "/a/b/x/c/y", False),
        ("User-agent: *\nDisallow: /*/b*c\n", "/a/c/b", True),
        ("User-agent: *\nDisallow: /*?\n", "/a", True),
        ("User-agent: *\nDisallow: /*?\n", "/a?b=c", False),
        ("User-agent: *\nDisallow: /caf%C3%A9\n", "/café", False),
        ("User-agent: *\nDisallow: /café\n", "/caf%c3%a9", False),
        ("User-agent: *\nDisallow: /%61\n", "/a", False),
        ("User-agent: *\nDisallow: /a%2Fb\n", "/a/b", True),
        ("User-agent: *\nDisallow: /a\n", "", True),
        ("User-agent: *\nDisallow: /$\n", "", False),
    ],
)
def test_which_addresses_may_be_asked_for(text: str, path: str, may: bool) -> None:
    assert read_robots(text, "sitegen").permit(f"https://a.example{path}") is may


def test_where_there_is_none_all_may_be_asked_for_and_nothing_where_it_fails() -> None:
    assert ALL_MAY.permit("https://a.example/a")
    assert not NOTHING_MAY.permit("https://a.example/")


def test_the_delay_is_that_for_this_program() -> None:
    text = told(
        """
        User-agent: *
        Crawl-delay: 5
        User-agent: sitegen
        Crawl-delay: soon
        Crawl-delay: 2.5
        Disallow: /a
        """
    )
    assert read_robots(text, "sitegen").delay == 2.5
    assert read_robots(text, "another").delay == 5
    assert read_robots("", "sitegen").delay == 0
