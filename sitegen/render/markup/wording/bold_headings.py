"""What looks like a heading is one: screen readers list headings, and know no bold type."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.render.markup.wording.prose import Prose, Rule, Spot

_ALONE = ["Paragraph", "Strong", "Text", "Strong", "Paragraph"]
_LONGEST = 80
#: What ends a sentence, and no heading.
_ENDS = tuple(".!?,;")


def _look(prose: Prose) -> Iterator[Spot]:
    """Look at each paragraph that begins a line and is not the last block."""
    events = prose.reading.events
    for place, event in enumerate(events[: -len(_ALONE)]):
        is_block = event.name == "Paragraph" and prose.text[event.start - 1 : event.start] in "\n"
        if is_block and [one.name for one in events[place : place + len(_ALONE)]] == _ALONE:
            bold, words = events[place + 1], prose.text[slice(*events[place + 2][2:4])]
            if len(words) <= _LONGEST and not words.endswith(_ENDS):
                message = (
                    "this looks like a heading, and is bold type: screen readers do not list it"
                )
                yield Spot(bold.start, bold.end, message, f"write ## {words.rstrip(':')}")


RULE = Rule(
    "bold-heading",
    "What looks like a heading is one: screen readers list headings, and know no bold type.",
    "**How to reach us**\n\nRing us.",
    "## How to reach us\n\nRing us.",
    _look,
)
