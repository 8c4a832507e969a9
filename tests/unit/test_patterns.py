"""What is looked for with a pattern is found in a time that grows as the text does.

Four times the text may take eight times as long at most; what is quadratic takes sixteen times.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from sitegen.documents.page import load_document
from sitegen.documents.site_file import load_config
from sitegen.render import stylesheets
from sitegen.render.page_changes import load_first_at_once, with_base_path
from sitegen.render.typography import typeset
from sitegen.serve.lookup import widen_in_page
from sitegen.sources import SourceFile
from tests.growth import times_as_long


def telephone(text: str) -> None:
    assert load_config(f"contact: {{telephone: '{text}x'}}")[2]


def date(text: str) -> None:
    page = f"---\ntitle: T\ndescription: D\ndate: '{text}x'\n---\n"
    assert load_document(SourceFile("content/a.md", page.encode(), ""))[1]


def candidates(text: str) -> None:
    html = f'<img srcset="/a.png{text}">'
    assert with_base_path(html, "/repo") == html.replace("/a", "/repo/a")


def without_an_end(text: str) -> None:
    html = f'<p loading="lazy">{text}'
    assert with_base_path(html, "/repo") == html
    assert typeset(html, "en") == html
    assert load_first_at_once(html) == html


def style_sheet(text: str) -> None:
    comment = "/*" + "\n" * len(text) + "*/"  # to the parser one piece
    sheet, _ = stylesheets.read(
        "assets/css/a.css", comment + "a{b:url(x)}" * (len(text) // 100), ""
    )
    assert sheet.references


def policy(text: str) -> None:
    assert widen_in_page(f"<meta {text}", {}) == f"<meta {text}"


CASES = [
    (telephone, "1"),
    (telephone, "1 "),
    (date, "1"),
    (candidates, ","),
    (candidates, " "),
    (candidates, " 1x, "),
    *((without_an_end, part) for part in ("<script ", "<style>", "<!--", "<![", "<a b=", "< ")),
    *((without_an_end, part) for part in ('<img "', "<pre>", "<textarea", '<a href="tel:')),
    (style_sheet, "x"),
    (policy, " content="),
    (policy, "<meta "),
]


@pytest.mark.parametrize(("read", "part"), CASES)
def test_time_grows_with_the_text_and_no_faster(read: Callable[[str], None], part: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        return partial(read, part * (size // len(part)))

    assert times_as_long(reading, 20_000, 80_000, below=8) < 8
