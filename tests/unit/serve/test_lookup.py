"""Which file answers a request."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.serve.lookup import Lookup, look_up


@pytest.mark.skipif(os.name == "nt", reason="no file can have such a name")
@pytest.mark.parametrize("url", ["/a%5Cb.html", "/a%5Cb", "/c%5C/d.html"])
def test_no_backslash_is_part_of_an_address(tmp_path: Path, url: str) -> None:
    (tmp_path / "a\\b.html").write_text("as a browser never asks for it")
    (tmp_path / "c\\").mkdir()
    (tmp_path / "c\\/d.html").write_text("nor for this")
    assert look_up(tmp_path, "", url) == Lookup(404)


@pytest.mark.parametrize("url", ["/a%00.html", "/%00", "/a.html%00/b"])
def test_no_zero_is_part_of_an_address(tmp_path: Path, url: str) -> None:
    (tmp_path / "a.html").write_text("there")
    assert look_up(tmp_path, "", url) == Lookup(404)


@pytest.mark.parametrize(
    "url", ["/.git/config", "/a/.env", "/a/../b.html", "/../b.html", "//b.html", "/_headers"]
)
def test_what_is_never_published_is_not_shown(tmp_path: Path, url: str) -> None:
    site = tmp_path / "output"
    for path in (".git/config", "a/.env", "b.html", "_headers"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("there")
    (tmp_path / "b.html").write_text("outside")
    assert look_up(site, "", url) == Lookup(404)
    assert look_up(site, "", "/b.html") == Lookup(200, "b.html")


def test_a_link_that_leads_out_of_the_output_is_not_followed(tmp_path: Path) -> None:
    site = tmp_path / "output"
    site.mkdir()
    (tmp_path / "secret.html").write_text("outside")
    (site / "inside.html").write_text("inside")
    (site / "out.html").symlink_to(tmp_path / "secret.html")
    (site / "in.html").symlink_to(site / "inside.html")
    assert look_up(site, "", "/out.html") == Lookup(404)
    assert look_up(site, "", "/in.html") == Lookup(200, "in.html")


def test_a_site_below_a_path_of_its_host(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("index.html", "a/index.html", "404.html"):
        (tmp_path / name).write_text("there")
    (tmp_path / "_redirects").write_text("/old /new/ 301\n/a/ /b/ 301!\n/x /a/\xe4", "latin-1")
    found = {
        "/": Lookup(302, location="/repo/"),
        "/repo": Lookup(302, location="/repo/"),
        "/repo/": Lookup(200, "index.html"),
        "/repo/404": Lookup(200, "404.html"),
        "/repo/old": Lookup(302, location="/repo/new/"),
        "/repo/a/": Lookup(302, location="/repo/b/"),
        "/repo/a": Lookup(302, location="/repo/a/"),
        "/a": Lookup(404, "404.html"),
        "/repository/": Lookup(404, "404.html"),
        "/repo/.well-known/none": Lookup(404, "404.html"),
    }
    assert {url: look_up(tmp_path, "/repo", url) for url in found} == found
    assert look_up(tmp_path, "", "/") == Lookup(200, "index.html")
