"""What a task reads is recorded: each key with a digest of what was returned."""

from __future__ import annotations

from sitegen.incremental.reads import ABSENT, Key, Reads


def test_a_read_is_a_key_and_a_digest_of_the_value() -> None:
    one, same, other = Reads({}), Reads({}), Reads({})
    one.note("data", "help", {"a": 1})
    same.note("data", "help", {"a": 1})
    other.note("data", "help", {"a": 2})
    assert one.keys == {("data", "help")}
    assert one.digests() == same.digests()
    assert one.digests() != other.digests()


def test_what_is_not_there_is_recorded_too() -> None:
    reads = Reads({})
    reads.note("data", "help", None)
    assert reads.digests() == ((("data", "help"), ABSENT),)


def test_reads_are_sorted_and_each_stands_once() -> None:
    reads = Reads({})
    for name in ("b", "a", "b"):
        reads.note("data", name, name)
    reads.note("asset", "z", "z")
    assert [key for key, _ in reads.digests()] == [("asset", "z"), ("data", "a"), ("data", "b")]


def test_tasks_of_one_build_share_digests_but_not_reads() -> None:
    shared: dict[Key, str] = {}
    first, second = Reads(shared), Reads(shared)
    first.note("data", "a", "value")
    assert second.keys == frozenset()
    second.note("data", "a", "a value that is not looked at, as the key has one already")
    assert second.digests() == first.digests()


def test_reads_of_something_kept_are_taken_over() -> None:
    shared: dict[Key, str] = {}
    kept, task = Reads(shared), Reads(shared)
    kept.note("data", "a", 1)
    task.note("data", "b", 2)
    task.note_all(kept.keys)
    assert task.keys == {("data", "a"), ("data", "b")}
    assert dict(kept.digests()).items() < dict(task.digests()).items()
