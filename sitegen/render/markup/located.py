"""Findings in a text as diagnostics: each at its place in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.render.markup.collected import InText, What
from sitegen.render.markup.elements import Place, elements


def placed(
    findings: Iterable[InText], text: str, kinds: tuple[str, ...], path: str, first: int
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each finding; the text begins in the ``first`` line of its file.

    ``kinds`` are those of shortcodes that name records. The nth finding of a rule about the same
    words is at their nth place.
    """
    seen: Counter[tuple[What, str, str]] = Counter()
    for one in findings:
        places, told = elements(text, kinds), one.finding
        if one.at is not None:
            span = places.span_at(Place(one.at, len(one.written)), path, first)
        else:
            nth = seen[one.what, one.written, told.rule] if one.nth is None else one.nth
            span = places.span(one.what, one.written, nth, path, first)
        words = (told.rule, _line(told.message), _line(told.help))
        yield Diagnostic(span, *words, told.severity, fix=told.fix)
        seen[one.what, one.written, told.rule] += 1


def _line(message: str) -> str:
    """Return a message in one line: what it quotes may have had several."""
    return " ".join(message.split()) if "\n" in message else message
