"""What CONTRIBUTING.md shows an engineer works as it stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen import checks
from tests.support import SMALLEST, Site, documented, told


def shown(heading: str) -> list[str]:
    return documented(heading, "CONTRIBUTING.md")


@pytest.fixture
def empty(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_record_type(empty: Site) -> None:
    model, records, layout = shown("Add a record type")
    empty.write({"models/benches.py": model, "data/benches.yaml": records})
    empty.write({**SMALLEST, "templates/layouts/page.html": layout})
    built = empty.build()
    assert built.report == ""
    assert built.outputs["index.html"] == "By the pond: 3 seats"


def test_a_page_type(empty: Site) -> None:
    model, page, layout = shown("Add a page type")
    empty.write({**SMALLEST, "content/index.md": "[Carols](carols.md)"})
    empty.write({"models/concert.py": model, "content/carols.md": page})
    empty.write({"templates/layouts/concert.html": layout})
    built = empty.build()
    assert built.report == ""
    assert built.outputs["carols/index.html"] == ("<h1>Carols (coming)</h1><p>Bring a lantern.</p>")


def test_a_check(empty: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    (module,) = shown("Add a check")
    names: dict[str, Any] = {}
    exec(module, names)
    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, names["check"]))
    title = "All that anybody could ever want to know of the benches in our park"
    page = f"---\ntitle: {title}\ndescription: D\n---\nWelcome."
    empty.write({**SMALLEST, "content/index.md": page})
    assert empty.build().report == told("""
        content/index.md:2:1: warning[long-title]: the title has 67 characters
            2 | title: All that anybody could ever want to know of the benches in our park
              | ^
           help: say it in 60: search engines cut off the rest
        0 errors, 1 warning in 1 file
    """)
