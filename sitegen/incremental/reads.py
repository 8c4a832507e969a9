"""Record what a task reads: each key with the digest of what was returned, absence included."""

from __future__ import annotations

from sitegen.sources import digest

#: What kind of thing was read ("data", "template", ...) and which one.
Key = tuple[str, str]

ABSENT = "absent"


class Reads:
    """The reads of one task. A second read of a key is not digested again.

    ``shared`` keeps digests for all tasks of one build, in which every key has one value.
    """

    def __init__(self, shared: dict[Key, str]) -> None:
        self._shared = shared
        self._keys: set[Key] = set()

    def note(self, kind: str, name: str, value: object) -> None:
        """Record that a value was returned for a key; None means that there was nothing."""
        key = (kind, name)
        if key not in self._shared:
            self._shared[key] = ABSENT if value is None else digest(repr(value).encode())
        self._keys.add(key)

    def note_all(self, keys: frozenset[Key]) -> None:
        """Take over the reads of something that was made for an earlier task and kept."""
        self._keys |= keys

    @property
    def keys(self) -> frozenset[Key]:
        """Return what was read so far."""
        return frozenset(self._keys)

    def digests(self) -> tuple[tuple[Key, str], ...]:
        """Return every key with its digest, sorted."""
        return tuple((key, self._shared[key]) for key in sorted(self._keys))
