"""What holds for every kind of place: it has what was published, and remembers what it had."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sitegen.deploy import rclone
from sitegen.deploy.host import PublicationError
from sitegen.deploy.plan import Plan
from tests.deploy.places import FIRST, NOW, SECOND, THIRD, Cut, Story


def test_only_what_differs_is_sent_assets_before_pages_and_what_is_gone_is_removed_last(
    story: Story,
) -> None:
    first = story.publish(FIRST)
    assert story.place.holds() == FIRST
    assert (first.number, set(first.plan.sent)) == (1, set(FIRST))
    second = story.publish(SECOND)
    assert story.place.holds() == SECOND
    assert second.plan == Plan(
        keep=("assets/site.1111111111.css", "index.html", "news/index.html", "sitemap.xml"),
        assets=("assets/site.2222222222.css",),
        pages=("news/hull/index.html", "news/index.html", "index.html", "sitemap.xml"),
        unused=("assets/site.1111111111.css",),
    )
    assert (second.number, second.size) == (2, sum(len(SECOND[p]) for p in second.plan.sent))
    again = story.publish(SECOND)
    assert (again.number, again.plan) == (2, Plan())


def test_a_rollback_brings_the_earlier_bytes_back_and_can_be_taken_back_too(story: Story) -> None:
    for texts in (FIRST, SECOND, THIRD):
        story.publish(texts)
    assert story.go_back().number == 4
    assert story.place.holds() == SECOND
    story.go_back()
    assert story.place.holds() == FIRST
    story.go_back(3)
    assert story.place.holds() == THIRD
    with pytest.raises(PublicationError, match="keeps no publication 9") as refusal:
        story.go_back(9)
    assert str(refusal.value).split("\n")[1:] == [
        "Kept are:",
        "  6  2026-11-21T09:30:00+00:00  4 files, those of 3",
        "  5  2026-11-21T09:30:00+00:00  5 files, those of 1",
        "  4  2026-11-21T09:30:00+00:00  6 files, those of 2",
        "  3  2026-11-21T09:30:00+00:00  4 files",
        "  2  2026-11-21T09:30:00+00:00  6 files",
        "  1  2026-11-21T09:30:00+00:00  5 files",
    ]
    assert story.place.holds() == THIRD


def test_files_that_no_publication_brought_are_refused_left_or_adopted(story: Story) -> None:
    story.publish(FIRST)
    story.place.put("older/page.html", "by somebody else")
    with pytest.raises(PublicationError, match=r"brought there: older/page\.html\n.*--adopt"):
        story.publish(SECOND)
    assert story.place.holds() == {**FIRST, "older/page.html": "by somebody else"}
    story.publish(SECOND, leave=("older/*",))
    assert story.place.holds() == {**SECOND, "older/page.html": "by somebody else"}
    assert story.publish(SECOND, adopt=True).plan.gone == ("older/page.html",)
    assert story.place.holds() == SECOND
    story.go_back()
    assert story.place.holds() == {**SECOND, "older/page.html": "by somebody else"}


def test_a_page_that_somebody_changed_is_mended(story: Story) -> None:
    story.publish(FIRST)
    story.place.put("index.html", "by somebody else")
    assert story.publish(FIRST).plan.sent == ("index.html",)
    assert story.place.holds() == FIRST


def test_a_dry_run_tells_the_plan_and_changes_nothing(story: Story) -> None:
    assert set(story.publish(FIRST, dry_run=True).plan.sent) == set(FIRST)
    assert story.place.holds() == {}
    story.publish(FIRST)
    assert story.publish(SECOND, dry_run=True).plan.sent[0] == "assets/site.2222222222.css"
    assert story.place.holds() == FIRST


def test_a_file_gives_way_to_a_folder_and_a_folder_to_a_file(story: Story) -> None:
    story.publish({"a": "a file", "b/c/d.html": "a page"})
    story.publish({"a/e/f.html": "a page", "b": "a file"})
    assert story.place.holds() == {"a/e/f.html": "a page", "b": "a file"}
    story.go_back()
    assert story.place.holds() == {"a": "a file", "b/c/d.html": "a page"}


def test_no_empty_folder_is_left_and_one_that_a_cut_left_gives_way(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    rest = {"index.html": "Home", "b/e.html": "another"}
    story.publish({**rest, "b/c/d.html": "a page", "f/g/h.html": "a page"})
    story.publish({**rest, "f/g/h.html": "a page"})
    assert story.place.folders() <= {"b", "f", "f/g"}
    ask = rclone.Rclone.ask

    def cut(*words: Any, **more: Any) -> Any:
        if words[1:] in ((), ("operations/rmdir",)):
            raise Cut
        return ask(*words, **more)

    with monkeypatch.context() as patch, suppress(Cut):
        patch.setattr(rclone.Rclone, "ask", cut)
        patch.setattr(Path, "rmdir", cut)
        story.publish(rest)
    story.publish({**rest, "f": "a file"})
    assert story.place.holds() == {**rest, "f": "a file"}


def test_a_clock_that_is_wrong_is_noticed_by_the_last_publication(story: Story) -> None:
    story.publish(FIRST)
    message = "The last publication was at 2026-11-21T09:30:00.* and here it is only 2026-11-20T"
    with pytest.raises(PublicationError, match=message):
        story.publish(SECOND, now=NOW - timedelta(days=1))
    assert story.place.holds() == FIRST
