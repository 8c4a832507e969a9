"""Which file answers a request."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.serve.lookup import Found, look_up


@pytest.mark.skipif(os.name == "nt", reason="no file can have such a name")
@pytest.mark.parametrize("url", ["/a%5Cb.html", "/a%5Cb", "/c%5C/d.html"])
def test_no_backslash_is_part_of_an_address(tmp_path: Path, url: str) -> None:
    (tmp_path / "a\\b.html").write_text("as a browser never asks for it")
    (tmp_path / "c\\").mkdir()
    (tmp_path / "c\\/d.html").write_text("nor for this")
    assert look_up(tmp_path, "", url) == Found(404)


@pytest.mark.parametrize("url", ["/a%00.html", "/%00", "/a.html%00/b"])
def test_no_zero_is_part_of_an_address(tmp_path: Path, url: str) -> None:
    (tmp_path / "a.html").write_text("there")
    assert look_up(tmp_path, "", url) == Found(404)
