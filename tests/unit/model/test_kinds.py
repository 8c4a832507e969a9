"""A page's kind: its own, its folder's, or page; and the layout of it."""

from __future__ import annotations

import pytest

from tests.support import inputs_of, lines

FILES = {
    "data/site.yaml": "kinds: {news/: news, news/events: report, new: story}",
    "templates/layouts/page.html": "",
    "templates/layouts/report.html": "",
    "templates/layouts/wide.html": "",
    "templates/layouts/notes.txt": "",
}
DATE = "date: 2026-01-01"


@pytest.mark.parametrize(
    ("path", "front", "kind", "layout"),
    [
        ("content/a.md", "", "page", "layouts/page.html"),
        ("content/news/a.md", DATE, "news", "layouts/page.html"),
        ("content/news/index.md", "", "news", "layouts/page.html"),
        ("content/news/events/a.md", "", "report", "layouts/report.html"),
        ("content/news/a.md", "kind: home", "home", "layouts/page.html"),
        ("content/news/a.md", "kind: wide", "wide", "layouts/wide.html"),
        ("content/a.md", "layout: wide", "page", "layouts/wide.html"),
        ("content/newsletter.md", "", "page", "layouts/page.html"),
    ],
)
def test_the_longest_folder_that_fits_gives_the_kind(
    path: str, front: str, kind: str, layout: str
) -> None:
    text = f"---\ntitle: T\ndescription: D\n{front}\n---\n"
    inputs, found = inputs_of({**FILES, path: text})
    assert found == ()
    page = inputs.site.pages[path]
    assert (page.kind, page.layout) == (kind, layout)


@pytest.mark.parametrize(
    ("front", "mistake"),
    [
        ("kind: wied", "4:7 unknown-kind: no kind wied -> did you mean wide?"),
        (
            "layout: story",
            "4:9 unknown-layout: no layout story -> known are page, report, wide",
        ),
        ("layout: notes", "4:9 unknown-layout: no layout notes -> known are page, report, wide"),
    ],
)
def test_unknown_names_are_mistakes(front: str, mistake: str) -> None:
    text = f"---\ntitle: T\ndescription: D\n{front}\n---\n"
    assert lines(inputs_of({**FILES, "content/a.md": text})[1]) == [mistake]
