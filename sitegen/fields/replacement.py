"""What a page prints in the place of a shortcode, besides plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.fields.record import Record


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Words whose meaning stands in brackets behind them where a page uses them first.

    There they lead to an address as well, if there is one. They are plain words from then on, and
    in headings and links.
    """

    words: str
    meaning: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """HTML that stands between paragraphs. ``printed`` are further records that it shows."""

    html: str
    printed: tuple[Record, ...] = ()


Replacement = str | Link | Explained | Block
