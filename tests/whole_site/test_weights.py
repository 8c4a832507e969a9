"""Pages are light: they open on an old phone with a poor connection."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.whole_site.publishing import Published

KB = 1000


def test_every_page_weighs_at_most_25_kb_as_sent(site: Published) -> None:
    weights = {path: sent(site.root / path) for path in site.files if path.endswith(".html")}
    assert {path: weight for path, weight in weights.items() if weight > 25 * KB} == {}


def test_the_only_style_sheet_weighs_at_most_10_kb_as_sent(site: Published) -> None:
    styles = [path for path in site.files if path.endswith(".css")]
    assert len(styles) == 1
    assert sent(site.root / styles[0]) <= 10 * KB


def test_the_scripts_of_a_page_weigh_at_most_4_kb_as_sent(site: Published) -> None:
    for page in site.pages:
        loaded = [script.attrib["src"] for script in page.find("script", type="module")]
        assert sum(sent(site.root / path.removeprefix("/")) for path in loaded) <= 4 * KB, page.url


def test_only_the_library_has_a_script_that_other_pages_do_not_have(site: Published) -> None:
    scripts = {page.url: len(page.find("script", type="module")) for page in site.pages}
    assert {url: count for url, count in scripts.items() if count != 1} == {"/publications/": 2}


def sent(path: Path) -> int:
    """Return how many bytes a host sends for a file that it packs with gzip."""
    return len(gzip.compress(path.read_bytes()))
