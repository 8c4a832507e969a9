"""The ways in which people meet a page: narrow or wide, light, dark or own colours, no scripts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from promises.the_site import chosen

NARROW, WIDE = 320, 1280
HOME = "/"


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
#: The two modes that differ in everything.
APART = (Mode(NARROW, "dark", scripts=False), Mode(WIDE, "light"))
#: Six modes in which each two of width, colours and scripts come together: for the home page.
PAIRS = (
    *APART,
    Mode(NARROW, "light", scripts=False),
    Mode(NARROW, "forced"),
    Mode(WIDE, "dark"),
    Mode(WIDE, "forced", scripts=False),
)
#: The mode in which the ordinary run takes a quick look at every other page.
QUICK = Mode(NARROW, "light")


@cache
def one_of_each_layout() -> tuple[str, ...]:
    """Return a page of each layout, the one with the longest text.

    Other pages differ from these in their words alone, which the ordinary run looks at quickly.
    """
    site = chosen()
    longest: dict[str, str] = {}
    for url in sorted(site.pages, key=lambda url: len(site.text(site.pages[url].source))):
        longest[site.pages[url].layout] = url
    return tuple(sorted(longest.values()))


def visits() -> list[object]:
    """Return every page in every mode, and one of each layout with all that opens opened.

    Most of them are left to the long run.
    """
    as_loaded = [(url, mode, False) for url in chosen().pages for mode in MODES]
    opened = [(url, mode, True) for url in one_of_each_layout() for mode in APART]
    return [
        pytest.param(
            url,
            mode,
            is_opened,
            id=f"{url}-{mode}{'-opened' if is_opened else ''}",
            marks=[] if is_ordinary(url, mode, is_opened) else [pytest.mark.long],
        )
        for url, mode, is_opened in as_loaded + opened
    ]


def is_ordinary(url: str, mode: Mode, is_opened: bool) -> bool:
    """Whether the ordinary run examines a page in this way: few ways that have all in them.

    Of the frozen site, which is there to try the promises, each page is met in one of two ways.
    """
    examined = one_of_each_layout()
    if chosen().is_frozen and url != HOME and url in examined:
        return (mode, is_opened) == ((APART[0], True), (APART[1], False))[examined.index(url) % 2]
    if is_opened:
        return mode == APART[0]
    return mode in PAIRS if url == HOME else mode == APART[1] and url in examined


def only_looked_at() -> list[str]:
    """Return the pages that the ordinary run does not examine."""
    return [url for url in chosen().pages if url not in one_of_each_layout()]
