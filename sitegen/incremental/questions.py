"""Every question that a page asked, once, with the digest of its answer; and which pages asked it.

A question has a number. Of each page the numbers of its questions are kept, so that all who asked
a question that has another answer now are found at once. The state has questions in groups, by
their kind and by what they are about: only those groups are read that are wanted.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sitegen.incremental.memo import GROUPS, group_of
from sitegen.incremental.reads import Key
from sitegen.incremental.state import LostError, State

_QUESTIONS = "questions "
#: So many questions are asked again before a pause.
_AT_ONCE = 50
#: How many of a page's questions are those of its text, which come first, and all their numbers.
Asked = tuple[int, bytes]
#: A question as it stands in its group: its kind, its words, its number, the digest of its answer.
_Left = tuple[str, tuple[Any, tuple[int, str]]]


@dataclass(frozen=True)
class Again:
    """Questions that are asked again, each once: ``changed`` are those with another answer now.

    ``left`` are those that are still to be asked, by their numbers, ``live`` returns the numbers of
    those that pages of today asked. ``current`` returns the digest of today's answer.
    """

    changed: dict[int, Key]
    left: dict[int, _Left]
    live: Callable[[], frozenset[int]]
    current: Callable[[Key], str]

    def ask(self, numbers: Iterable[int] | None = None) -> None:
        """Ask those of some questions that are left, or all of them."""
        for number in self._all if numbers is None else numbers:
            if question := self.left.pop(number, None):
                kind, (words, (_, digest)) = question
                if self.current((kind, *words)) != digest:
                    self.changed[number] = (kind, *words)

    def ask_in_turns(self) -> Iterator[None]:
        """Ask all that are left, with a pause now and then, in which others may be asked."""
        numbers = self._all
        for start in range(0, len(numbers), _AT_ONCE):
            self.ask(numbers[start : start + _AT_ONCE])
            yield

    @property
    def _all(self) -> tuple[int, ...]:
        return tuple(self.left.keys() & self.live()) if self.left else ()


class Questions:
    """The questions of all pages.

    ``names`` are those of the groups in which they stand, ``first_free`` is a number that no
    question has yet: these two are the part "questions" of the state. ``noted`` are the pages of
    which it was noted what they asked.
    """

    def __init__(
        self, state: State, names: frozenset[str] = frozenset(), first_free: int = 0
    ) -> None:
        self._names = names
        self._first_free = first_free
        self._state = state
        self._groups: dict[str, dict[Any, Any]] = {}
        self._known_now: dict[Key, tuple[int, str]] = {}
        self.noted: set[str] = set()
        self._changed: set[str] = set()
        self._is_left = False

    def asked(self, page: str) -> tuple[int, array[int]]:
        """Return the numbers of what a page asked, and how many of them are of its text.

        A page that was never rendered asked nothing; any other asked for its file.
        """
        found: Asked = self._group(group_of("asked", page)).get(page, (0, b""))
        return found[0], array("I", found[1])

    @property
    def pages(self) -> Iterator[str]:
        """Yield every page that was rendered."""
        return (page for group in self._of_pages() for page in group)

    def again(
        self,
        pages: Collection[str],
        kinds: Callable[[str], bool],
        is_same: Callable[[str, Key], bool],
        files: Iterable[Key],
        current: Callable[[Key], str],
    ) -> Again:
        """Return what is to be asked again: what pages asked that is of one of the kinds.

        ``is_same`` tells of a kind and its words that the answer surely is the same. ``files`` are
        questions that are asked at once. ``current`` returns the digest of today's answer.
        """
        known = [(key, one) for key in files if (one := self._known(key))]
        changed = {one[0]: key for key, one in known if current(key) != one[1]}
        left: dict[int, _Left] = {}
        for kind, name in self._kinds():
            group = self._group(name) if kinds(kind) else {}
            left |= {one[1][0]: (kind, one) for one in group.items() if not is_same(kind, one[0])}
        return Again(changed, left, partial(self._numbers, pages), current)

    def askers(self, numbers: Collection[int], only: str = "") -> Mapping[str, int]:
        """Return who asked one of some questions, each with the first of those in its order.

        If only one page is wanted, not many others are looked at.
        """
        wanted = frozenset(numbers)
        all_ = [self._group(group_of("asked", only))] if only else self._of_pages()
        groups = (one for one in all_ if not wanted.isdisjoint(_joined(one)))
        firsts = (
            (page, next((one for one in array("I", packed) if one in wanted), None))
            for group in groups
            for page, (_, packed) in group.items()
        )
        return {page: first for page, first in firsts if first is not None}

    def is_asked(self, key: Key) -> bool:
        """Whether any page asked a question."""
        known = self._known(key)
        return known is not None and any(known[0] in _joined(one) for one in self._of_pages())

    def of_page(self, page: str) -> list[tuple[Key, str]]:
        """Return what a page asked, in its order, with the digests of the answers."""
        by_number = {
            number: ((kind, *words), digest)
            for kind, name in self._kinds()
            for words, (number, digest) in self._group(name).items()
        }
        return [by_number[number] for number in self.asked(page)[1]]

    def note(self, page: str, reads: Iterable[tuple[Key, str]], of_body: int) -> None:
        """Keep what a page asked; an answer without a digest is the one that is known."""
        self.noted.add(page)
        known, numbers = self._known_now, array("I")
        for key, digest in reads:
            one = known.get(key)
            if one is None or (digest != one[1] and digest):
                one = known[key] = self._note(key, digest)
            numbers.append(one[0])
        asked = (of_body, numbers.tobytes())
        if self._group(group_of("asked", page)).get(page) != asked:
            self.forget(page)
            self._own(group_of("asked", page))[page] = asked

    def forget(self, page: str) -> None:
        """Forget what a page asked."""
        if self.asked(page)[1]:
            del self._own(group_of("asked", page))[page]
            self._is_left = True

    def parts(self) -> dict[str, Any]:
        """Return the parts that have changed; in them no question is left that nobody asks."""
        changed = {name: self._group(name) for name in self._changed}
        live = self._numbers(frozenset(self.pages)) if self._is_left else frozenset()
        for name, group in changed.items():
            if self._is_left and name.startswith(_QUESTIONS):
                changed[name] = {words: one for words, one in group.items() if one[0] in live}
        return {**changed, "questions": (self._names, self._first_free)}

    def _note(self, key: Key, digest: str) -> tuple[int, str]:
        name, words = _name_of(key), key[1:]
        known: tuple[int, str] | None = self._group(name).get(words)
        if known is not None and digest in ("", known[1]):
            return known
        number = self._first_free if known is None else known[0]
        self._first_free += known is None
        made = self._own(name)[words] = (number, digest)
        return made

    def _known(self, key: Key) -> tuple[int, str] | None:
        return self._group(_name_of(key)).get(key[1:])

    def _numbers(self, pages: Collection[str]) -> frozenset[int]:
        """Return the numbers of all that some pages asked."""
        asked = (
            {page: one for page, one in group.items() if page in pages}
            for group in self._of_pages()
        )
        return frozenset().union(*map(_joined, asked))

    def _of_pages(self) -> Iterator[dict[str, Asked]]:
        """Yield the groups of what pages asked."""
        return (self._group(f"asked {number:02}") for number in range(GROUPS))

    def _kinds(self) -> Iterator[tuple[str, str]]:
        """Yield the names of the groups of questions, each with the kind of those in it."""
        names = sorted(self._names)
        return ((name.split(" ")[1], name) for name in names if name.startswith(_QUESTIONS))

    def _group(self, name: str) -> dict[Any, Any]:
        if name not in self._groups:
            found = self._state.part(name)
            if found is None and name in self._names:
                raise LostError(name)
            self._groups[name] = found or {}
        return self._groups[name]

    def _own(self, name: str) -> dict[Any, Any]:
        """Return a group to be changed; what is in memory is left as it is."""
        if name not in self._changed:
            self._groups[name] = dict(self._group(name))
            self._changed.add(name)
            self._names |= {name}
        return self._groups[name]


def _name_of(key: Key) -> str:
    return group_of(f"{_QUESTIONS}{key[0]}", str(key[1]) if len(key) > 1 else "")


def _joined(group: Mapping[str, Asked]) -> array[int]:
    """Return the numbers of all that the pages of a group asked."""
    return array("I", b"".join(packed for _, packed in group.values()))
