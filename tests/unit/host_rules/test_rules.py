"""Which paths a line of _headers or _redirects is for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.host_rules.rules import LONGEST_PATH, match
from sitegen.serve.lookup import redirect_for


@pytest.mark.parametrize(
    ("written", "path", "found"),
    [
        ("/a", "/a", ()),
        ("/a", "/a/", None),
        ("/*", "/", ("",)),
        ("/*", "/a/b", ("a/b",)),
        ("*", "", ("",)),
        ("/a/*.pdf", "/a/b/c.pdf", ("b/c",)),
        ("/a/*.pdf", "/a/b/c.pdf/", None),
        ("/a/*/a/", "/a/", None),
        ("/a*a", "/a", None),
        ("/*/b/*", "/a/b/c/b/d", ("a", "c/b/d")),
        ("/:a/", "/x/", ("x",)),
        ("/:a/", "//", None),
        ("/:a/", "/x/y/", None),
        ("/:a", "/x", ("x",)),
        ("/:a.html", "/x.html", ("x",)),
        ("/:year-:month/", "/2026-11/", ("2026", "11")),
        ("/:a/*", "/x/y/z", ("x", "y/z")),
        ("/*/:a", "/x/y/z", ("x/y", "z")),
        ("/:9", "/:9", ()),
        ("/a.b", "/aXb", None),
    ],
)
def test_what_stars_and_names_stand_for(
    written: str, path: str, found: tuple[str, ...] | None
) -> None:
    assert match(written, path) == found


@given(st.text("ab/*", max_size=8), st.text("ab/", max_size=12))
def test_stars_fit_what_a_regular_expression_fits(written: str, path: str) -> None:
    expected = re.fullmatch(".*".join(map(re.escape, written.split("*"))), path)
    assert (match(written, path) is not None) == (expected is not None)


@given(st.text("ab/*", max_size=8), st.text("ab/", max_size=12))
def test_what_is_found_is_what_stands_there(written: str, path: str) -> None:
    found = match(written, path)
    if found is not None:
        parts = written.split("*")
        filled = "".join(text + star for text, star in zip(parts, (*found, ""), strict=True))
        assert filled == path


class Counted(str):
    """A path that counts how often it is searched."""

    searched = 0

    def find(self, *words: object) -> int:
        type(self).searched += 1
        return super().find(*words)  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["/" + "*a" * 12, "/" + "*" * 12 + "b", "/*:a" * 6 + "/b"])
def test_time_grows_with_the_path_and_no_faster(written: str) -> None:
    searches = []
    for size in (500, 2000):
        Counted.searched = 0
        match(written + "!", Counted("/" + "a" * size))
        searches.append(Counted.searched)
    assert searches[1] <= 4 * searches[0] + 50


def test_no_longer_path_than_hosts_answer() -> None:
    assert match("/*", "/" + "a" * (LONGEST_PATH - 1)) is not None
    assert match("/*", "/" + "a" * LONGEST_PATH) is None


def test_no_more_lines_with_stars_than_hosts_read() -> None:
    lines = [f"/{number}/* /new/" for number in range(101)]
    text = "\n".join([*lines, "/plain /new/"])
    assert redirect_for(text, "/99/x") is not None
    assert redirect_for(text, "/100/x") is None
    assert redirect_for(text, "/plain") is not None
