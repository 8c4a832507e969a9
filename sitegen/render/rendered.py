"""What one page's task gives: its HTML, what it links to, what it read, its mistakes."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic
from sitegen.incremental.reads import Key
from sitegen.render.link_targets import Link
from sitegen.render.safe_html import Fault


@dataclass(frozen=True)  # without slots, which make pickles, of which each page has one, slow
class PageFacts:
    """What rules need to know of a finished page, its HTML aside.

    ``links`` are the distinct links that lead into this site; ``ids`` all ids, in order; ``faults``
    what may not be published; ``headings`` what the search finds a page by, its title aside;
    ``uses`` the addresses in the text, as written and as printed; ``templates`` and ``data`` name
    what could have printed the others; ``pictures`` are the files asked for as such; ``complete``
    is False where a mistake left nothing to publish.
    """

    links: tuple[Link, ...]
    ids: tuple[str, ...]
    faults: tuple[Fault, ...]
    headings: tuple[str, ...]
    uses: tuple[tuple[str, str], ...]
    templates: tuple[str, ...]
    data: tuple[str, ...]
    complete: bool
    pictures: tuple[str, ...] = ()


#: The facts of a page that could not be rendered at all.
NOTHING = PageFacts((), (), (), (), (), (), (), complete=False)


@dataclass(frozen=True)
class Rendered:
    """The result of one page's task. ``html`` are the bytes to publish, none after a mistake.

    ``trace`` and ``body`` are packed for the state: what the task read, and the outcome of
    converting the text with the reads of that, or None if it was taken from there. ``calendar``
    are those of its questions that get another answer by themselves.
    """

    page: str
    html: bytes
    facts: PageFacts
    diagnostics: tuple[Diagnostic, ...]
    trace: bytes = b""
    body: bytes | None = None
    calendar: tuple[Key, ...] = ()
