"""Words to avoid are found in a time that grows with the text and no faster."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.documents.word_lists import Habit
from sitegen.model.voice import Voice, avoided
from tests.growth import times_as_long

HABIT = Habit("a", ("was found", "it's"), "b", "c", unless=("was found out",))
VOICE = Voice((HABIT,))


def test_each_place_is_given_with_the_words_as_they_are_written() -> None:
    text = "\u0130t Was\nFound, it\u2019s was found out. \u0130 was found."
    found = list(avoided(text, VOICE, lambda _: True))
    assert [(offset, words) for offset, words, _ in found] == [
        (3, "Was\nFound"),
        (14, "it\u2019s"),
        (36, "was found"),
    ]


@pytest.mark.parametrize("sign", ['"', "\u201c", "](", "[[", "> ", "was found ", "was ", "\n"])
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(sign: str) -> None:
    def search(times: int) -> Callable[[], object]:
        text = "was found " + sign * times
        return lambda: list(avoided(text, VOICE, lambda _: True))

    assert times_as_long(search, 5_000, 40_000, below=32) < 32
