"""Rules that hold for the finished site: one module per rule, each a generator of findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sitegen.build_request import go_on
from sitegen.checks import (
    broken_links,
    empty_site,
    lost_addresses,
    orphans,
    redirects,
    repeated_ids,
    script_files,
    searches,
    unread_pictures,
    unsafe_pages,
    unused_data,
    unused_files,
)
from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, has_errors

Check = Callable[[Finished], Iterator[Diagnostic]]

#: Held against every build.
CHECKS: tuple[Check, ...] = (broken_links.check, repeated_ids.check, unread_pictures.check)

#: Held against every build, behind what looks at single sources.
FENCES: tuple[Check, ...] = (unsafe_pages.check, script_files.check, redirects.check)

#: Held only against a site without errors, for what is missing there may be missing because of one.
CHECKS_OF_SOUND_SITES: tuple[Check, ...] = (
    lost_addresses.check,
    empty_site.check,
    orphans.check,
    searches.check,
    unused_data.check,
    unused_files.check,
)


def run_checks(
    finished: Finished, known: Sequence[Diagnostic], give_way: Callable[[], None] = go_on
) -> list[Diagnostic]:
    """Return what the rules find, given the mistakes that are known already.

    What a fence finds is left out where another rule has found the same place, or something
    around it, at fault already. ``give_way`` is called before each rule.
    """

    def found_by(rules: Sequence[Check]) -> Iterator[Diagnostic]:
        for rule in rules:
            give_way()
            yield from rule(finished)

    places = _Places(known)
    found = [*found_by(CHECKS)]
    found += [one for one in found_by(FENCES) if one not in places]
    if not has_errors([*known, *found]):
        found += found_by(CHECKS_OF_SOUND_SITES)
    return found


class _Places:
    """The places of mistakes, from their first character to their last."""

    def __init__(self, known: Sequence[Diagnostic]) -> None:
        self._in_line: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for one in known:
            at = (one.span.column, one.span.column + max(1, one.span.length))
            self._in_line.setdefault((one.span.path, one.span.line), []).append(at)

    def __contains__(self, found: Diagnostic) -> bool:
        in_line = self._in_line.get((found.span.path, found.span.line), ())
        return any(start <= found.span.column < end for start, end in in_line)
