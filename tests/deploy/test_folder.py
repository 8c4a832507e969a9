"""A folder as a target: readers find whole pages at each step, whatever happens."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sitegen.deploy import folder
from sitegen.deploy.host import PublicationError
from tests.deploy.places import FIRST, SECOND, THIRD, Cut, FolderPlace, Story, Texts

STEPS = ("copy", "move", "remove", "write")


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(FolderPlace(tmp_path / "public"), tmp_path / "output")


def at_each_step(monkeypatch: pytest.MonkeyPatch, look: Callable[[], None]) -> None:
    """Call something before each change that a publication makes to files."""
    for name in STEPS:
        monkeypatch.setattr(folder, name, partial(_look_and_do, look, getattr(folder, name)))


def _look_and_do(look: Callable[[], None], do: Callable[..., None], *words: Path) -> None:
    look()
    do(*words)


def is_whole(public: Path, *states: Texts) -> None:
    """Assert that each page there is one of its states, and that its assets are there."""
    for page in public.rglob("*.html") if public.exists() else ():
        text, path = page.read_text(), page.relative_to(public).as_posix()
        if path.startswith("."):
            continue
        assert text in {state.get(path) for state in states}, path
        for asset in re.findall(r"href=/([^>]*)>", text):
            assert (public / asset).read_text() in {s.get(asset) for s in states}, (path, asset)


def test_a_reader_never_meets_half_a_file_or_a_page_without_its_assets(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looks: list[None] = []

    def look() -> None:
        is_whole(tmp_path / "public", FIRST, SECOND)
        looks.append(None)

    at_each_step(monkeypatch, look)
    for texts in (FIRST, SECOND, FIRST):
        story.publish(texts)
        assert story.place.holds() == texts
    assert len(looks) > 50


def test_whoever_is_loading_a_page_still_gets_its_assets_for_a_while(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    story.publish(FIRST)
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        assert (tmp_path / "public/index.html").read_text() == SECOND["index.html"]
        assert (tmp_path / "public/assets/site.1111111111.css").exists()
        pauses.append(seconds)

    monkeypatch.setattr("time.sleep", sleep)
    story.publish(SECOND, pause=7)
    story.publish({**SECOND, "index.html": "<link href=/assets/site.2222222222.css>Hello"}, pause=7)
    assert pauses == [7]


def test_after_a_cut_at_any_step_pages_are_whole_and_the_next_publication_completes_them(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at = 1
    while is_cut(story, monkeypatch, at):
        is_whole(tmp_path / "public", FIRST, SECOND)
        story.publish(THIRD)
        assert story.place.holds() == THIRD, at
        story.go_back(1)
        assert story.place.holds() == FIRST, at
        at += 1
    assert at > 20


def is_cut(story: Story, monkeypatch: pytest.MonkeyPatch, at: int) -> bool:
    """Publish anew, and cut the second publication at one of its steps, if it has so many."""
    shutil.rmtree(story.output.with_name("public"), ignore_errors=True)
    shutil.rmtree(story.output.with_name(".public.sitegen-publications"), ignore_errors=True)
    story.publish(FIRST)
    steps = count(1)

    def look() -> None:
        if next(steps) == at:
            raise Cut

    with monkeypatch.context() as patch, suppress(Cut):
        at_each_step(patch, look)
        story.publish(SECOND)
        return False
    return True


def test_after_a_cut_a_rollback_undoes_the_half(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.publish(FIRST)
    with monkeypatch.context() as patch:
        at_each_step(patch, lambda: cut_at_sitemap(story))
        with pytest.raises(Cut):
            story.publish(SECOND)
    assert story.place.holds() != FIRST
    story.go_back()
    assert story.place.holds() == FIRST


def cut_at_sitemap(story: Story) -> None:
    if story.place.holds().get("index.html") == SECOND["index.html"]:
        raise Cut


def test_ten_publications_are_kept_with_the_files_that_they_need(
    story: Story, tmp_path: Path
) -> None:
    for number in range(1, 15):
        story.publish({"index.html": f"state {number}", "same.txt": "same"})
    history = tmp_path / ".public.sitegen-publications"
    assert sorted(int(path.stem) for path in history.glob("[0-9]*.json")) == list(range(5, 15))
    assert sorted(int(path.name) for path in (history / "kept").iterdir()) == list(range(5, 14))
    assert stat.S_IMODE(history.stat().st_mode) == 0o700
    story.go_back(5)
    assert story.place.holds() == {"index.html": "state 5", "same.txt": "same"}


def test_what_was_kept_and_is_damaged_is_not_brought_back(story: Story, tmp_path: Path) -> None:
    story.publish(FIRST)
    story.publish(SECOND)
    kept = tmp_path / ".public.sitegen-publications/kept/1"
    (kept / "index.html").write_text("damaged")
    (kept / "sitemap.xml").unlink()
    with pytest.raises(PublicationError, match=r"damaged or gone: index\.html, sitemap\.xml\n"):
        story.go_back()
    assert story.place.holds() == SECOND


def test_a_record_that_cannot_be_read_is_as_good_as_none(story: Story, tmp_path: Path) -> None:
    story.publish(FIRST)
    (tmp_path / ".public.sitegen-publications/1.json").write_text('{"number": 1, "at": "now"}')
    with pytest.raises(PublicationError, match=r"no publication brought there: assets/site"):
        story.publish(SECOND)
    story.publish(SECOND, adopt=True)
    assert story.place.holds() == SECOND
    story.go_back()
    assert story.place.holds() == FIRST


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, r"public is full: .*\nVisitors still find whole pages\. Make room there"),
        (errno.EROFS, r"public cannot be written to: .*\nChange who may write there"),
    ],
)
def test_a_full_or_read_only_place_is_told_and_mended_by_the_next_publication(
    story: Story, monkeypatch: pytest.MonkeyPatch, number: int, message: str
) -> None:
    story.publish(FIRST)

    def fails(_source: object, target: object, _draft: object) -> None:
        raise OSError(number, os.strerror(number), str(target))

    with monkeypatch.context() as patch:
        patch.setattr(folder, "copy", fails)
        with pytest.raises(PublicationError, match=message):
            story.publish(SECOND)
    assert story.place.holds() == FIRST
    story.publish(SECOND)
    assert story.place.holds() == SECOND


@pytest.mark.parametrize("path", ["robots.txt/mine", "news"])
def test_what_is_left_to_somebody_else_and_in_the_way_is_named(story: Story, path: str) -> None:
    story.place.put(path, "by somebody else")
    wanted = {**FIRST, "robots.txt": "for all"}
    with pytest.raises(PublicationError, match=rf"stands where .*/{path}.*\nMove it away, or"):
        story.publish(wanted, leave=(path,))
    assert story.place.holds()[path] == "by somebody else"
    story.publish(wanted, adopt=True)
    assert story.place.holds() == wanted


def test_a_place_that_answers_otherwise_is_told_and_tried_again(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def garbled(source: Path, target: Path, draft: Path, _do: Any = folder.copy) -> None:
        _do(source, target, draft)
        target.write_text(target.read_text().replace("Hull", "hull"))

    with monkeypatch.context() as patch:
        patch.setattr(folder, "copy", garbled)
        with pytest.raises(PublicationError, match=r"what was sent: news/hull/index\.html\n"):
            story.publish(SECOND)
    assert story.publish(SECOND).plan.sent == ("news/hull/index.html",)
    assert story.place.holds() == SECOND


def test_two_publications_do_not_mix(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(story.place, FolderPlace)
    waits = story.place.waits
    other = Story(story.place, story.output.with_name("other"))
    thread = threading.Thread(target=other.publish, args=(THIRD,))

    def begin_another() -> None:
        if thread.ident is None:
            thread.start()
            while not waits:
                assert thread.is_alive()

    at_each_step(monkeypatch, begin_another)
    story.publish(SECOND)
    thread.join()
    assert (waits, story.place.holds()) == (["waited"], THIRD)
    story.go_back()
    assert story.place.holds() == SECOND


def test_files_are_for_all_to_read_whatever_the_umask(story: Story, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        story.publish(FIRST)
    finally:
        os.umask(before)
    public = tmp_path / "public"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (public, *public.rglob("*"))}
    assert modes == {0o644, 0o755}


def test_where_nothing_can_be_put_beside_the_history_is_inside(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    story.publish(FIRST)
    story.publish(SECOND)
    history = tmp_path / "public/.sitegen-publications"
    assert sorted(path.name for path in history.glob("*.json")) == ["1.json", "2.json"]
    assert stat.S_IMODE(history.stat().st_mode) == 0o700
    story.go_back()
    inside = {k for k in story.place.holds() if not k.startswith(history.name)}
    assert inside == set(FIRST)
