"""Which headers a path gets from _headers."""

from __future__ import annotations

import pytest

from sitegen.serve.lookup import headers_for

TEXT = """
# For all
/*
  X-All: yes
  Link: <a>; rel=x

/assets/*
  Cache-Control: max-age=1
  Link: <b>; rel=y
/news/:year/
  X-Year: yes
/a.b
  X-Exact: yes
"""


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/", {}),
        ("/assets/a/b.css", {"Cache-Control": "max-age=1", "Link": "<a>; rel=x, <b>; rel=y"}),
        ("/news/2026/", {"X-Year": "yes"}),
        ("/news/2026/11/", {}),
        ("/a.b", {"X-Exact": "yes"}),
        ("/aXb", {}),
    ],
)
def test_headers_for(path: str, more: dict[str, str]) -> None:
    assert headers_for(TEXT, path) == {"X-All": "yes", "Link": "<a>; rel=x", **more}


def test_no_file_gives_no_headers() -> None:
    assert headers_for("", "/") == {}
