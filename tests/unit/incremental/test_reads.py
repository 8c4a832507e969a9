"""What a task reads is recorded: each question with a digest of its answer."""

from __future__ import annotations

from sitegen.incremental.reads import ABSENT, Key, Reads

HELP: Key = ("data", "help")


def test_a_read_is_a_question_and_a_digest_of_the_answer() -> None:
    one, same, other = Reads({}), Reads({}), Reads({})
    one.note(HELP, {"a": 1})
    same.note(HELP, {"a": 1})
    other.note(HELP, {"a": 2})
    assert one.keys == (HELP,)
    assert one.digests() == same.digests()
    assert one.digests() != other.digests()


def test_what_is_not_there_is_recorded_too() -> None:
    reads = Reads({})
    reads.note(HELP, None)
    assert reads.digests() == ((HELP, ABSENT),)


def test_nothing_there_is_not_the_same_as_an_empty_answer() -> None:
    answers: list[object] = ["", 0, False, (), {}, "None", ABSENT]
    for empty in answers:
        reads = Reads({})
        reads.note(HELP, empty)
        assert reads.digests() != ((HELP, ABSENT),)


def test_reads_stand_in_the_order_of_reading_and_each_stands_once() -> None:
    reads = Reads({})
    for name in ("b", "a", "b"):
        reads.note(("data", name), name)
    reads.note(("asset", "z"), "z")
    assert reads.keys == (("data", "b"), ("data", "a"), ("asset", "z"))
    assert tuple(key for key, _ in reads.digests()) == reads.keys


def test_questions_with_other_words_are_other_questions() -> None:
    reads = Reads({})
    reads.note(("pages", None, "news", "title", None), ("content/a.md",))
    reads.note(("pages", None, "news", "title", 5), ("content/a.md",))
    reads.note(("pages", "news", None, "title", None), ("content/b.md",))
    assert len(reads.keys) == 3


def test_tasks_of_one_build_share_digests_but_not_reads() -> None:
    shared: dict[Key, str] = {}
    first, second = Reads(shared), Reads(shared)
    first.note(HELP, "value")
    assert second.keys == ()
    second.note(HELP, "a value that is not looked at, as the question has an answer already")
    assert second.digests() == first.digests()


def test_reads_of_something_kept_are_taken_over() -> None:
    shared: dict[Key, str] = {}
    kept, task = Reads(shared), Reads(shared)
    kept.note(("data", "a"), 1)
    kept.note(("data", "b"), 2)
    task.note(("data", "c"), 3)
    task.note(("data", "b"), 2)
    task.note_all(kept.keys)
    assert task.keys == (("data", "c"), ("data", "b"), ("data", "a"))
    assert set(kept.digests()) < set(task.digests())
