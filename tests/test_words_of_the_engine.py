"""The engine says nothing of what one site is about: that stands in the site's own models.

Nor does it know a country: what is local is a key of data/site.yaml.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.fields import codes

ENGINE = Path(__file__).parents[1] / "sitegen"
#: Words of one site's subjects, in whatever form they stand, names in code included.
SUBJECTS = (
    "charit trustee vacanc funder episode podcast timeline help.?line women stories practitioner "
    "chart glossary evaluation academic typed.?number citation bibtex news publisher "
    "council borough postcode custody tribunal"
)
#: Names of one site, its country and its money, as they are written.
NAMES = (
    r"\bPause\b \bLondon\b Britain British England Scotland \bWales\b (?<!GOV\.)\bUK\b \bGBP?\b "
    r"\bgbp\b £ \+44 \b0?0\)44 (?i:\bwom[ae]n\b) "
    # Lists and keys that one site has.
    r"data/(?:sources|reports|figures|terms|help|places)\b "
    r"['\"](?:sources|reports|figures|terms|places)['\"]"
)
OF_ONE_SITE = re.compile(
    rf"(?i:(?<![a-z])(?:{'|'.join(SUBJECTS.split())}))|{'|'.join(NAMES.split())}"
)
#: All countries and currencies of the world stand in one list.
OF_THE_WORLD = Path(codes.__file__)


def told(path: Path) -> list[str]:
    """Return the lines of a file in which the engine tells what it does not know."""
    return [
        f"{path.relative_to(ENGINE)}:{number}: {line.strip()}"
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1)
        if OF_ONE_SITE.search(line)
    ]


def test_no_word_of_one_site_stands_in_the_engine() -> None:
    files = [path for path in sorted(ENGINE.rglob("*")) if path.suffix in (".py", ".html", ".js")]
    assert len(files) > 100
    aside = {OF_THE_WORLD}
    assert [line for path in files if path not in aside for line in told(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        *("the charity's own site", "_CHARITY_STATUS", "is_vacancy", "count by Pause", "help line"),
        *('records["sources"]', "data/terms.yaml", "A woman at a desk", "the publisher"),
        *('"GB"', "in GBP", "£1", '"tel:+44"', "(?:00)44", "by the UK clock", "Europe/London"),
    ],
)
def test_words_that_are_found(line: str) -> None:
    assert OF_ONE_SITE.search(line)


@pytest.mark.parametrize("line", ["_PAUSE = 0.1", "pause: float", "GOV.UK", "a story of builds"])
def test_words_that_mean_something_else(line: str) -> None:
    assert not OF_ONE_SITE.search(line)
