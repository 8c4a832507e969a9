"""Pages are light: they open on an old phone with a poor connection."""

from __future__ import annotations

import gzip
from pathlib import Path

from tests.real_site.publishing import Published

KB = 1000


def test_every_page_weighs_at_most_25_kb_as_sent(site: Published) -> None:
    weights = {path: sent(site.root / path) for path in site.files if path.endswith(".html")}
    assert {path: weight for path, weight in weights.items() if weight > 25 * KB} == {}


def test_the_only_style_sheet_weighs_at_most_10_kb_as_sent(site: Published) -> None:
    styles = [path for path in site.files if path.endswith(".css")]
    assert len(styles) == 1
    assert sent(site.root / styles[0]) <= 10 * KB


def test_the_only_script_weighs_at_most_4_kb_unpacked(site: Published) -> None:
    scripts = [path for path in site.files if path.endswith(".js")]
    assert len(scripts) == 1
    assert (site.root / scripts[0]).stat().st_size <= 4 * KB


def sent(path: Path) -> int:
    """Return how many bytes a host sends for a file that it packs with gzip."""
    return len(gzip.compress(path.read_bytes()))
