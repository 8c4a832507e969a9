"""The ways in which people meet a page: narrow or wide, light, dark or own colours, no scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.whole_site.publishing import LOST, PAGES

NARROW, WIDE = 320, 1280


@dataclass(frozen=True)
class Mode:
    """One way to meet a page. ``colours`` is light, dark or forced (colours of the reader's)."""

    width: int
    colours: str
    scripts: bool = True

    def __str__(self) -> str:
        """Return the name that tests show."""
        return f"{self.width}px-{self.colours}-{'scripts' if self.scripts else 'no-scripts'}"

    @property
    def settings(self) -> dict[str, Any]:
        """Return what Playwright sets in a browser for this mode."""
        return {
            "viewport": {"width": self.width, "height": 800},
            "color_scheme": "dark" if self.colours == "dark" else "light",
            "forced_colors": "active" if self.colours == "forced" else "none",
            "java_script_enabled": self.scripts,
            "reduced_motion": "reduce",
            "service_workers": "block",
        }


MODES = tuple(
    Mode(width, colours, scripts)
    for width in (NARROW, WIDE)
    for colours in ("light", "dark", "forced")
    for scripts in (True, False)
)
#: The two modes that differ in everything: each page is seen in one of them every time, by turns.
EVERY_TIME = (Mode(NARROW, "dark", scripts=False), Mode(WIDE, "light"))
#: Six modes in which each two of width, colours and scripts come together: for one of each kind.
PAIRS = (
    *EVERY_TIME,
    Mode(NARROW, "light", scripts=False),
    Mode(NARROW, "forced"),
    Mode(WIDE, "dark"),
    Mode(WIDE, "forced", scripts=False),
)
ONE_OF_EACH_KIND = {
    "home": "/",
    "page": "/our-impact/the-data/",
    "news": "/news/first-frost/",
    "podcast": "/what-we-do/influencing/podcast/",
    "publications": "/what-we-do/influencing/",
    "figures": "/figures-and-sources/",
    "timeline": "/about-us/timeline/",
    "places": "/what-we-do/where-we-work/",
    "funders": "/about-us/funders/",
    "help": "/help/if-your-garden-is-in-trouble/",
    "glossary": "/help/words/",
    "library": "/publications/",
    "report": "/publications/evaluation-2020/",
    "library-theme": "/publications/theme/relationships-for-families/",
    "library-kind": "/publications/kind/campaign/",
    "error": LOST,
}
#: Seen in all pairs every time; besides the kinds a page with a list of the pages below it.
IN_PAIRS = (*ONE_OF_EACH_KIND.values(), "/about-us/")


def visits() -> list[object]:
    """Return every page in every mode; most of them are left to the long run."""
    return [
        pytest.param(url, mode, id=f"{url}-{mode}", marks=marks(url, mode))
        for url in PAGES
        for mode in MODES
    ]


def marks(url: str, mode: Mode) -> list[pytest.MarkDecorator]:
    """Return the marks of one visit."""
    return [] if mode in modes_each_time(url) else [pytest.mark.long]


def modes_each_time(url: str) -> tuple[Mode, ...]:
    """Return the modes in which the ordinary run sees a page."""
    if url in IN_PAIRS:
        return PAIRS
    return (EVERY_TIME[PAGES.index(url) % len(EVERY_TIME)],)
