"""The engine says nothing of what one site is about: that stands in the site's own models."""

from __future__ import annotations

import re
from pathlib import Path

ENGINE = Path(__file__).parents[1] / "sitegen"
#: Words of subjects that models/ tells of: an engine that knows one of them knows one site.
OF_ONE_SITE = re.compile(
    r"\b(?:vacanc|trustee|funder|episode|podcast|timeline|help.?line|women\b|stories\b)",
    re.IGNORECASE,
)


def test_no_word_of_one_site_stands_in_the_engine() -> None:
    found = [
        f"{path.relative_to(ENGINE)}:{number}: {line.strip()}"
        for path in sorted(ENGINE.rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1)
        if OF_ONE_SITE.search(line)
    ]
    assert found == []
