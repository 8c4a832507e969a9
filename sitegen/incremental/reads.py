"""Record what a task reads: each question with the digest of its answer, absence included."""

from __future__ import annotations

from sitegen.sources import digest

#: A question: its kind ("data", "template", ...), then what it asks for.
Key = tuple[str | int | bool | None, ...]

ABSENT = "absent"

#: The questions that get another answer by themselves: with each day, with each year.
CALENDAR: tuple[Key, ...] = (("today",), ("year",))


class Reads:
    """The reads of one task. A second read of a key is not digested again.

    ``shared`` keeps digests for all tasks of one build, in which every key has one answer.
    """

    def __init__(self, shared: dict[Key, str]) -> None:
        self._shared = shared
        self._keys: dict[Key, None] = {}

    def note(self, key: Key, answer: object) -> None:
        """Record that an answer was given; None means that there was nothing."""
        if key not in self._shared:
            self._shared[key] = answer_digest(answer)
        self._keys[key] = None

    def note_all(self, keys: tuple[Key, ...]) -> None:
        """Take over the reads of something that was made for an earlier task and kept.

        Of what an earlier build kept every answer still holds.
        """
        self._keys.update(dict.fromkeys(keys))

    def part(self) -> Reads:
        """Return a record of a part of the task: who asks for it takes its reads over in time."""
        return Reads(self._shared)

    def __contains__(self, key: Key) -> bool:
        """Whether a question was asked so far."""
        return key in self._keys

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return what was read so far, in order."""
        return tuple(self._keys)

    def digests(self) -> tuple[tuple[Key, str], ...]:
        """Return every key with the digest of its answer, in the order of reading.

        It is "" for an answer that is known from an earlier build.
        """
        return tuple((key, self._shared.get(key, "")) for key in self._keys)


def answer_digest(answer: object) -> str:
    """Return the digest of an answer. Answers are frozen values, whose repr tells all of them."""
    return ABSENT if answer is None else digest(repr(answer).encode())
