"""Mappings and lists that stay as they are, whoever is given them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

Made = TypeVar("Made")


def refuse(*words: Any, **named: Any) -> Any:  # noqa: ARG001 - of many methods
    """Raise TypeError: this is what stands for each method that would change something."""
    raise TypeError("what a site is stays as it is: return what is made of it")


class ReadOnly(dict[str, Made]):
    """A mapping that stays as it is; unlike Python's own it can be kept."""

    __setitem__ = __delitem__ = __ior__ = refuse
    clear = pop = popitem = setdefault = update = refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return ReadOnly, (dict(self),)


class ReadOnlyList(list[Made]):
    """A list that stays as it is."""

    __setitem__ = __delitem__ = __iadd__ = __imul__ = refuse
    append = clear = extend = insert = pop = remove = reverse = sort = refuse

    def __reduce__(self) -> tuple[Any, ...]:
        return ReadOnlyList, (list(self),)


def read_only(value: object) -> object:
    """Return a value of mappings, lists and scalars that stays as it is all the way down."""
    if isinstance(value, dict):
        return ReadOnly({key: read_only(one) for key, one in value.items()})
    return ReadOnlyList(map(read_only, value)) if isinstance(value, list) else value


class ReadOnlyValues(Mapping[str, object]):
    """Values by name that stay as they are: each is made so when it is first asked for."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values
        self._made: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._made:
            self._made[name] = read_only(self._values[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return ReadOnlyValues, (self._values,)
