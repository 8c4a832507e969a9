"""Pages are light: they open on an old phone with a poor connection."""

from __future__ import annotations

import gzip
from pathlib import Path

from promises.published import HtmlFile, Published

KB = 1000
PAGE, STYLE, SCRIPTS = 25 * KB, 10 * KB, 4 * KB


def test_every_page_weighs_at_most_25_kb_as_sent(site: Published) -> None:
    heavy = {page.where: weight for page in site.everything if (weight := sent(page.text)) > PAGE}
    assert heavy == {}, "divide a page that is too long, or shorten what it lists"


def test_the_only_style_sheet_weighs_at_most_10_kb_as_sent(site: Published) -> None:
    styles = [path for path in site.files if path.endswith(".css")]
    assert len(styles) == 1
    assert {path: weight for path in styles if (weight := sent_file(site, path)) > STYLE} == {}


def test_the_scripts_of_a_page_weigh_at_most_4_kb_as_sent(site: Published) -> None:
    weights = {
        page.where: sum(sent_file(site, one) for one in scripts(page)) for page in site.pages
    }
    assert {where: weight for where, weight in weights.items() if weight > SCRIPTS} == {}


def scripts(page: HtmlFile) -> list[str]:
    """Return the paths of the scripts that a page loads."""
    return [
        one.attrib["src"].removeprefix("/") for one in page.find("script") if "src" in one.attrib
    ]


def sent(text: str) -> int:
    """Return how many bytes a host sends for a text that it packs with gzip."""
    return len(gzip.compress(text.encode()))


def sent_file(site: Published, path: str) -> int:
    """Return the same for a file of the site."""
    return sent(Path(site.root / path).read_text("utf-8"))
