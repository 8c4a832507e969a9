"""Pictures of what changed, before and after: taken only of pages that look different."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error

from sitegen.compare import pictures
from sitegen.compare.difference import compare
from sitegen.compare.pictures import Side, take
from sitegen.compare.published import read

pytestmark = [pytest.mark.browser, pytest.mark.long]


def side(colour: str, **pages: str) -> Side:
    outputs = {
        f"{name}/index.html": (
            f'<!DOCTYPE html><title>{name}</title><link rel="stylesheet" href="/{name}.css">'
            f'<img src="https://elsewhere.example/x.png" alt=""><main>{text}</main>'
        ).encode()
        for name, text in pages.items()
    }
    sheets = {f"{name}.css": f"p {{ color: {colour} }}".encode() for name in pages}
    return Side({**outputs, **sheets}, read({**outputs, **sheets}))


def test_a_page_that_reads_differently_has_two_pictures_of_each_width(tmp_path: Path) -> None:
    old = side("red", same="<p>Same</p>", words="<p>Before</p>", hidden="<p>Equal</p>")
    new = side("red", same="<p>Same</p>", words="<p>After it</p>", hidden="<p id=x>Equal</p>")
    assert take(compare(old.published, new.published), old, new, tmp_path) == (1, 0)
    names = sorted(path.name.partition("-")[2].partition("-")[2] for path in tmp_path.glob("*.png"))
    assert names == ["1280-after.png", "1280-before.png", "360-after.png", "360-before.png"]
    shown = (tmp_path / "index.html").read_text("utf-8")
    assert "<h2>/words/</h2>" in shown
    assert shown.count("<img ") == 4


def test_a_page_that_takes_too_long_keeps_no_other_from_being_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = pictures._picture

    def picture(address: str, window: BrowserContext) -> bytes:
        if address == "/slow/":
            raise Error("Timeout 90000ms exceeded.")
        return known(address, window)

    monkeypatch.setattr(pictures, "_picture", picture)
    old = side("red", slow="<p>Before</p>", words="<p>Before</p>")
    new = side("red", slow="<p>After it</p>", words="<p>After it</p>")
    assert take(compare(old.published, new.published), old, new, tmp_path) == (1, 1)
    assert "<h2>/words/</h2>" in (tmp_path / "index.html").read_text("utf-8")
