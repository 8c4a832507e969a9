"""Which pages' tasks have to run again, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from sitegen.incremental.reads import Key
from sitegen.incremental.traces import Trace


def stale(
    pages: Iterable[str],
    traces: Mapping[str, Trace],
    current: Callable[[Key], str],
    altered: Collection[str],
) -> Mapping[str, str]:
    """Return the reason for each page whose task has to run; all others are fresh.

    A task is stale if it never ran, if its output is missing or altered, or if one of its
    questions has another answer now.
    """
    found = {}
    for page in pages:
        reason = _reason(page, traces.get(page), current, altered)
        if reason:
            found[page] = reason
    return found


def _reason(
    page: str, trace: Trace | None, current: Callable[[Key], str], altered: Collection[str]
) -> str:
    if trace is None:
        return "it was not built before"
    if page in altered:
        return "its output was missing or altered"
    for key, digest in trace.reads:
        if current(key) != digest:
            return f"{in_words(key)} changed"
    return ""


def in_words(key: Key) -> str:
    """Return what a question is about, leaving out what is not in words: "template base.html"."""
    return " ".join(str(word) for word in key if word is not None and not isinstance(word, bool))
