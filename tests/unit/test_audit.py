"""`check --html DIR`: any folder of built pages, each with one thing wrong in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.html_audit import audit
from sitegen.html_audit.folder import NoPagesError

HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<title>Plums</title><link rel="stylesheet" href="/style.css"><link rel="icon" href="i.svg">'
)
TOP = (
    '<a href="#main">Skip to the main part</a><header><a href="/">Plums</a>'
    '<nav aria-label="Main"><ul><li><a href="/" aria-current="page">Home</a></li>'
    '<li><a href="/about/">About</a></li></ul></nav></header>'
)
TEXT = """<h1>Plums</h1><h2 id="ripe">When they are ripe</h2>
<p>See <a href="#ripe">above</a>, <a href="about/#who">who we are</a> and
<a href="https://www.example.org/">another site</a>.</p>
<img src="plum.svg" alt="A plum" srcset="plum.svg 1x"><img src="plum.svg" alt="">
<svg role="img" aria-label="A plum, cut"><path d="M0 0"/></svg>
<form action="/find/"><label for="q">Search</label><input id="q" name="q"><button>Find</button>
<fieldset><legend>Kind</legend><label><input type="radio" name="k"> Red</label></fieldset></form>
<table><caption>Plums by month</caption><tr><th>Month</th><th>Kilograms</th></tr>
<tr><td>May</td><td>2</td></tr></table>
<iframe src="about/" title="About us"></iframe>
<nav aria-label="On this page"><ul><li><a href="#ripe">Ripe</a></li></ul></nav>
<a href="/about/" target="_blank">About us (opens in a new tab)</a>
<button type="button" aria-label="Close the box">Close</button>
<video src="v.mp4" controls></video>"""
CLEAN = (
    f'<!doctype html><html lang="en-GB"><head>{HEAD}</head><body>{TOP}'
    f'<main id="main">{TEXT}</main><footer><p>Us.</p></footer></body></html>'
)
#: The same page in a folder.
BELOW = re.sub(r'"(plum.svg|v.mp4|i.svg|about/)', r'"/\1', CLEAN)


def site(folder: Path, page: str, style: str = "body { color: black }") -> Path:
    """Write a small built site whose front page is the one given."""
    files = {
        "index.html": page,
        "about/index.html": BELOW.replace("<p>See", '<p id="who">See'),
        "find/index.html": BELOW,
        "style.css": style,
        "plum.svg": "<svg/>",
        "i.svg": "<svg/>",
        "v.mp4": "",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def rules(folder: Path) -> set[str]:
    """Return the rules that the front page breaks; no other page breaks any."""
    _, found = audit(folder)
    assert {one.span.path for one in found} <= {"index.html"}
    return {one.rule for one in found}


def test_a_clean_page_is_told_nothing(tmp_path: Path) -> None:
    _, found = audit(site(tmp_path, CLEAN))
    assert found == ()


@pytest.mark.parametrize(
    ("written", "instead", "rule"),
    [
        # Language, title, zoom.
        (' lang="en-GB"', "", "language"),
        ('lang="en-GB"', 'lang=""', "language"),
        ('lang="en-GB"', 'lang="english language"', "language"),
        ("<p>See", '<p lang="xx_YY">See', "language"),
        ("<title>Plums</title>", "", "page-title"),
        ("<title>Plums</title>", "<title> </title>", "page-title"),
        ("initial-scale=1", "user-scalable=no", "zoom"),
        ("initial-scale=1", "initial-scale=1, maximum-scale=1.0", "zoom"),
        # Landmarks, headings, ids, skip link.
        ('<main id="main">', '<div id="main">', "landmark"),
        ("<footer>", "<main><p>More.</p></main><footer>", "landmark"),
        ("<footer>", "<p>Stray.</p><footer>", "landmark"),
        ("<footer>", "<footer><p>One.</p></footer><footer>", "landmark"),
        ('<nav aria-label="Main">', "<nav>", "navigation-name"),
        ('aria-label="On this page"', 'aria-label="Main"', "navigation-name"),
        ("<h1>Plums</h1>", "", "heading-level"),
        ('<h2 id="ripe">When they are ripe</h2>', '<h4 id="ripe">When</h4>', "heading-level"),
        ("When they are ripe", "", "heading-level"),
        ("<footer>", "<footer><h1>Again</h1>", "heading-level"),
        ("<p>See", '<p id="ripe">See', "repeated-id"),
        ('<a href="#main">Skip to the main part</a>', "", "skip-link"),
        ('<a href="#main">', '<a href="#content">', "broken-link"),
        # Fields, links and buttons.
        ('<label for="q">Search</label>', "", "label"),
        ('<label for="q">', '<label for="query">', "label"),
        ('<input id="q" name="q">', '<input placeholder="Search">', "label"),
        ("<button>Find</button>", "<select><option>1</option></select>", "label"),
        ("<button>Find</button>", "<textarea></textarea>", "label"),
        ("<legend>Kind</legend>", "", "label"),
        ("<button>Find</button>", "<button></button>", "name"),
        ("<button>Find</button>", '<button><svg aria-hidden="true"></svg></button>', "name"),
        ("<button>Find</button>", '<input type="button">', "name"),
        (">another site</a>", "></a>", "name"),
        (">another site</a>", '><img src="plum.svg" alt=""></a>', "name"),
        ('aria-label="Close the box"', 'aria-label="Dismiss"', "label-in-name"),
        ("<p>See", '<p tabindex="3">See', "tabindex"),
        ("<button>Find</button>", '<button aria-hidden="true">Find</button>', "tabindex"),
        ("<p>See", '<p aria-labelledby="nobody">See', "aria-reference"),
        # Menus, places, new tabs.
        ('<nav aria-label="Main"><ul>', '<nav aria-label="Main"><ul role="menu">', "menu-role"),
        ("<p>See", '<span role="menuitem">A</span><p>See', "menu-role"),
        ('aria-current="page"', 'aria-current="yes"', "aria-current"),
        ('<a href="/about/">', '<a href="/about/" aria-current="page">', "aria-current"),
        (" (opens in a new tab)", "", "new-tab"),
        # Pictures, drawings, frames, sound, tables.
        (' alt="A plum"', "", "missing-alt"),
        ('alt="A plum"', 'alt="plum.svg"', "missing-alt"),
        ("<button>Find</button>", '<input type="image" src="plum.svg">', "missing-alt"),
        (' aria-label="A plum, cut"', "", "graphic-name"),
        ('<svg role="img" aria-label="A plum, cut">', "<svg>", "graphic-name"),
        ("<video", "<canvas></canvas><video", "graphic-name"),
        (' title="About us"', "", "frame-title"),
        ("<video", "<video autoplay", "autoplay"),
        ("<video", "<marquee>Plums</marquee><video", "autoplay"),
        ("<title>", '<meta http-equiv="refresh" content="30"><title>', "autoplay"),
        ("<th>Month</th><th>Kilograms</th>", "<td>Month</td><td>Kilograms</td>", "table-header"),
        ("<th>Month</th><th>Kilograms</th>", "<th></th><th></th>", "table-header"),
        # Addresses.
        ('href="#ripe"', 'href="#riper"', "broken-link"),
        ('href="about/#who"', 'href="about/#whom"', "broken-link"),
        ('href="about/#who"', 'href="abuot/"', "broken-link"),
        ('<img src="plum.svg"', '<img src="pulm.svg"', "missing-file"),
        ("<title>", '<script src="https://cdn.example/a.js"></script><title>', "third-party"),
        ("<title>", '<link rel="preconnect" href="//fonts.example"><title>', "third-party"),
        ('<img src="plum.svg"', '<img src="https://img.example/p.png"', "third-party"),
        ("<p>See", '<p style="background: url(https://img.example/p.png)">See', "third-party"),
    ],
)
def test_one_thing_that_is_wrong(tmp_path: Path, written: str, instead: str, rule: str) -> None:
    assert written in CLEAN
    assert rule in rules(site(tmp_path, CLEAN.replace(written, instead, 1)))


def test_a_style_sheet_that_asks_another_host(tmp_path: Path) -> None:
    _, found = audit(site(tmp_path, CLEAN, '@import "https://fonts.example/a.css";'))
    assert {one.rule for one in found} == {"third-party"}
    assert len(found) == 3, "once for each page that uses the sheet"


def test_what_makes_a_page_heavy_is_named(tmp_path: Path) -> None:
    folder = site(
        tmp_path, CLEAN.replace('src="plum.svg" alt="A plum"', 'src="p.png" alt="A plum"')
    )
    (folder / "p.png").write_bytes(bytes(600_000))
    _, found = audit(folder)
    assert [(one.place, one.rule) for one in found] == [("index.html:1:16", "weight")]
    assert "p.png 600 KB" in found[0].message


def test_the_place_is_that_of_the_element(tmp_path: Path) -> None:
    page = CLEAN.replace('<img src="plum.svg" alt="A plum"', '<img src="plum.svg"')
    _, found = audit(site(tmp_path, page))
    line = page.split("\n")[found[0].span.line - 1]
    assert line[found[0].span.column - 1 :].startswith('<img src="plum.svg" srcset')


def test_a_site_below_a_path_of_its_host(tmp_path: Path) -> None:
    canonical = '<link rel="canonical" href="https://www.example.org/plums/">'
    page = CLEAN.replace("<title>", f"{canonical}<title>")
    page = page.replace('href="/about/"', 'href="/plums/about/"').replace(
        '"/find/"', '"/plums/find/"'
    )
    page = page.replace('<a href="/"', '<a href="https://www.example.org/plums/"')
    folder = site(tmp_path, page.replace('"/style.css"', '"/plums/style.css"'))
    for name in ("about", "find"):
        file = folder / name / "index.html"
        file.write_text(file.read_text("utf-8").replace('"/', '"/plums/'), "utf-8")
    assert rules(folder) == set()


def test_a_page_that_sends_its_visitors_on_is_no_page(tmp_path: Path) -> None:
    folder = site(tmp_path, CLEAN)
    (folder / "old.html").write_text('<meta http-equiv="refresh" content="0; url=/">', "utf-8")
    assert audit(folder)[1] == ()


def test_a_folder_without_pages(tmp_path: Path) -> None:
    with pytest.raises(NoPagesError, match="holds no HTML"):
        audit(tmp_path)
