"""A page in another language than the site's stands in a frame that keeps the site's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sitegen.build_request import Options
from sitegen.pipeline import build
from tests.whole_site.publishing import DAY, SITE

PAGE = """---
title: Croeso
menu_title: Hafan
description: Geiriau am y safle hwn, i bawb.
lang: cy
---
Helo.

## Pennawd
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("welsh")
    shutil.copytree(SITE, folder / "site")
    (folder / "site/content/what-we-do/croeso.md").write_text(PAGE, "utf-8")
    menu = folder / "site/data/navigation.yaml"
    text = menu.read_text("utf-8").replace(
        "  - contact.md\n", "  - contact.md\n  - what-we-do/croeso.md\n"
    )
    menu.write_text(text, "utf-8")
    assert not build(Options(folder / "site", folder / "out", DAY)).failed
    return folder / "out"


def test_the_page_has_its_language_and_the_frame_that_of_the_site(pages: Path) -> None:
    html = (pages / "what-we-do/croeso/index.html").read_text("utf-8")
    assert '<html lang="en-GB"' in html
    assert '<title lang="cy">Croeso' in html
    assert '<span class="here" lang="cy">Croeso</span>' in html
    assert '<li aria-current="page"><span lang="cy">Hafan</span></li>' in html
    article = html.partition('<article class="article" lang="cy">')[2].partition("</article>")[0]
    before, _, after = article.partition('<div class="prose">')
    assert before.strip().startswith('<div lang="en-GB">')
    assert before.strip().endswith("</div>")
    assert after.partition("</div>")[2].strip().startswith('<div lang="en-GB">')


def test_menus_and_lists_elsewhere_mark_its_title(pages: Path) -> None:
    home = (pages / "index.html").read_text("utf-8")
    assert '<span lang="cy">Hafan</span>' in home
    above = (pages / "what-we-do/index.html").read_text("utf-8")
    assert '<a href="/what-we-do/croeso/" lang="cy">Hafan</a>' in above


def test_pages_in_the_sites_own_language_are_not_marked(pages: Path) -> None:
    home = (pages / "contact/index.html").read_text("utf-8")
    assert home.count(' lang="') == home.count(' lang="cy"') + 1
