"""Values that are made again only when what they were made of has changed.

A value is kept under its name and key, with a digest of what it was made of. Values of one name
stand in the state in groups, each of which is read when one of its values is asked for, and written
when one of them is another.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar
from zlib import crc32

from sitegen.incremental.state import State

Value = TypeVar("Value")

#: So many groups have the values of one name: few enough for a small site, and small enough to be
#: written anew for one value of a large one.
GROUPS = 32

#: What each value of a group was made of, and the value, by its key.
_Group = dict[str, tuple[str, Any]]


def group_of(name: str, key: str) -> str:
    """Return the name of the group in which a key's value stands."""
    return name + _number_of(key)


@lru_cache(maxsize=1024)  # what is asked of a page is asked in a row
def _number_of(key: str) -> str:
    return f" {crc32(key.encode()) % GROUPS:02}"


def _as_it_is(value: Value) -> Value:
    return value


def _always(_value: object) -> bool:
    return True


class Memo:
    """What earlier builds made, and what this one makes: unchanged values are taken as they are.

    What a build made that then did not end well is taken too, in the same process.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: dict[str, _Group] = {}
        self._now: dict[str, _Group] = {}

    def __call__(
        self,
        name: str,
        key: str,
        basis: str,
        make: Callable[[], Value],
        *,
        holds: Callable[[Value], bool] = _always,
        keep: Callable[[Value], Value] = _as_it_is,
    ) -> Value:
        """Return a value as it was kept, if it was made of the same and holds; else make it.

        ``keep`` returns what is to be kept of a new one.
        """
        group = group_of(name, key)
        kept = self._group(group).get(key)
        if kept is not None and kept[0] == basis and holds(kept[1]):
            self._now.setdefault(group, {})[key] = kept
            value: Value = kept[1]
            return value
        unsaved = self._state.unsaved
        made = unsaved.get((name, key))
        if made is None or made[0] != basis or not holds(made[1]):
            made = unsaved[name, key] = (basis, make())
        value = made[1]
        self._now.setdefault(group, {})[key] = (basis, keep(value))
        return value

    def has_taken(self, name: str, key: str) -> bool:
        """Whether this build took a value as it was kept."""
        group = group_of(name, key)
        now = self._now.get(group, {}).get(key)
        return now is not None and now is self._known.get(group, {}).get(key)

    def last_basis(self, name: str, key: str) -> str:
        """Return of what a value was made that was kept last, "" if none was."""
        kept = self._group(group_of(name, key)).get(key)
        return kept[0] if kept else ""

    def last(self, name: str, key: str) -> Any:
        """Return what was kept last, be it made of the same or not; None if nothing was."""
        kept = self._group(group_of(name, key)).get(key)
        return kept[1] if kept else None

    def changed(self) -> dict[str, _Group]:
        """Return the groups in which not all is as it was kept."""
        return {
            name: now
            for name, now in self._now.items()
            if not _same(now, self._known.get(name, {}))
        }

    def _group(self, group: str) -> _Group:
        if group not in self._known:
            self._known[group] = self._state.part(group) or {}
        return self._known[group]


def _same(now: _Group, known: _Group) -> bool:
    return now.keys() == known.keys() and all(now[key] is known[key] for key in now)
