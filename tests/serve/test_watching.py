"""Changes are found with events, without them, and after them; trouble is told and gets over."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from watchdog.observers.polling import PollingObserver

from sitegen.build_request import Options, Result
from sitegen.pipeline import build
from sitegen.serve import rebuild, watch
from sitegen.serve.rebuild import Rebuilder
from sitegen.serve.watch import Watch
from tests.serve.serving import FILES, Serving, options_of, serving, until
from tests.support import Files, Site


def deaf() -> PollingObserver:
    """Stand in for the system's events where none arrive."""
    return PollingObserver(timeout=3600)


def test_polling_finds_what_is_saved(tmp_path: Path) -> None:
    with serving(tmp_path / "site", poll=True) as preview:
        preview.site.write({"content/about.md": "Polled."})
        preview.wait_for("Polled.", "/about/")
        preview.site.write({"content/team/index.md": "A new folder."})
        preview.wait_for("A new folder.", "/team/")


def test_where_no_events_arrive_it_polls_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "Observer", deaf)
    with serving(tmp_path / "site") as preview:
        why = "No events of changed files arrive here"
        assert f"{why}: looking for changes twice a second instead." in preview.said
        preview.site.write({"content/about.md": "Polled."})
        preview.wait_for("Polled.", "/about/")
    assert not list((tmp_path / "site/content").glob(".*"))


def test_where_the_system_cannot_watch_it_polls_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Exhausted(PollingObserver):
        def schedule(self, *_: Any, **__: Any) -> Any:
            raise OSError("inotify watch limit reached")

    monkeypatch.setattr(watch, "Observer", Exhausted)
    with serving(tmp_path / "site") as preview:
        why = "The system cannot watch so many folders (inotify watch limit reached)"
        assert f"{why}: looking for changes twice a second instead." in preview.said
        preview.site.write({"content/about.md": "Polled."})
        preview.wait_for("Polled.", "/about/")


def test_where_the_system_has_nothing_left_to_watch_with_it_polls_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted() -> Any:
        raise OSError("inotify instance limit reached")

    monkeypatch.setattr(watch, "Observer", exhausted)
    with serving(tmp_path / "site") as preview:
        why = "The system cannot watch so many folders (inotify instance limit reached)"
        assert f"{why}: looking for changes twice a second instead." in preview.said
        preview.site.write({"content/about.md": "Polled."})
        preview.wait_for("Polled.", "/about/")


def test_where_the_system_cannot_watch_any_more_it_polls_from_then_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tmp_path / "site") as preview:
        renew = watch.Watch.renew

        def exhausted(self: watch.Watch) -> None:
            if not self._poll:
                raise OSError("inotify watch limit reached")
            renew(self)

        monkeypatch.setattr(watch.Watch, "renew", exhausted)
        preview.site.write({"content/team/index.md": "A new folder."})
        preview.wait_for("A new folder.", "/team/")
        assert any("(inotify watch limit reached): looking for" in line for line in preview.said)
        preview.site.write({"content/about.md": "Polled."})
        preview.wait_for("Polled.", "/about/")


def test_with_events_nothing_is_said_of_polling(tmp_path: Path) -> None:
    with serving(tmp_path / "site") as preview:
        assert not any("looking for changes" in line for line in preview.said)


def test_a_change_without_an_event_is_found_and_events_are_heard_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "Observer", deaf)
    monkeypatch.setattr(Watch, "hears", lambda _: True)
    begun: list[bool] = []
    begin_again = Watch.begin_again

    def noted(self: Watch, *, poll: bool) -> None:
        begun.append(poll)
        begin_again(self, poll=poll)

    monkeypatch.setattr(Watch, "begin_again", noted)
    with serving(tmp_path / "site", look_every=0.1) as preview:
        for text in ("Found at the start.", "Found by looking."):
            preview.site.write({"content/about.md": text})
            preview.wait_for(text, "/about/")
        assert set(begun) == {False}


def test_where_no_event_came_it_looks_more_often(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write(FILES)
    options, _ = options_of(site.root, [])
    rebuilder = Rebuilder(options, lambda _: None)
    rebuilder.first()
    rebuilder.look()
    assert rebuilder.look_every == options.look_every
    site.write({"content/about.md": "Saved, and no event told of it."})
    rebuilder.look()
    assert rebuilder.look_every < options.look_every


@pytest.mark.parametrize("told", ["content/about.md", "content/none.md"])
def test_what_events_did_not_tell_of_is_found_once_the_page_is_shown(
    told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "Observer", deaf)
    monkeypatch.setattr(Watch, "hears", lambda _: True)
    with serving(tmp_path / "site") as preview:
        rebuilder = preview.server._rebuilder
        until(lambda: rebuilder._checked is not None, "first look")
        preview.site.write({"content/about.md": "Told.", "content/news/index.md": "Not told."})
        preview.site.write({"content/more.md": "New."})
        rebuilder.wake(told)
        preview.wait_for("Not told.", "/news/")
        assert "Told." in preview.ask("/about/").text
        assert "New." in preview.ask("/more/").text


def test_only_what_was_touched_is_listed_before_the_page_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched: list[frozenset[str] | None] = []

    def noted(options: Options) -> Result:
        touched.append(options.touched)  # type: ignore[arg-type]  # so it is made
        return build(options)

    with serving(tmp_path / "site") as preview:
        until(lambda: preview.server._rebuilder._checked is not None, "first look")
        monkeypatch.setattr(rebuild, "build", noted)
        preview.site.write({"content/about.md": "Edited."})
        preview.wait_for("Edited.", "/about/")
        (preview.site.root / "content/news").rename(preview.site.root / "content/new")
        preview.site.write({"content/index.md": "Moved. [N](new/index.md), [A](about.md)"})
        preview.wait_for("Moved.")
    assert touched[0] == frozenset(["content/about.md"])
    assert None in touched[1:]


def test_garbage_is_searched_for_when_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: searched.append(1))
    with serving(tmp_path / "site", look_every=0.1) as preview:
        until(lambda: len(searched) == 1, "search after the first builds")
        preview.site.write({"content/about.md": "Edited."})
        until(lambda: len(searched) == 2, "search after the edit")


def test_a_preview_that_is_deleted_comes_again(tmp_path: Path) -> None:
    with serving(tmp_path / "site", look_every=0.1) as preview:
        preview.site.write({"content/about.md": "Still here."})
        until(lambda: "content/about.md" in preview.said[-1], "end of the build")
        told = len(preview.said)
        preview.output.parent.rename(tmp_path / "away")
        until(lambda: len(preview.said) > told, "another build")
        preview.wait_for("Still here.", "/about/")


@pytest.fixture
def looking(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path / "site", look_every=0.1) as preview:
        yield preview


def test_folders_that_go_and_come_again(looking: Serving) -> None:
    content, away = looking.site.root / "content", looking.site.root / "away"
    for text in ("Once.", "Twice."):
        content.rename(away)
        looking.wait_for("is not a site: it has no folder content/")
        away.rename(content)
        until(lambda: "is not a site" not in looking.ask("/").text, "recovery")
        looking.site.write({"content/about.md": text})
        looking.wait_for(text, "/about/")
    shutil.rmtree(looking.site.root / "assets")
    looking.wait_for("there is no file assets/css/site.css")
    looking.site.write(FILES)
    until(lambda: "there is no file" not in looking.ask("/").text, "recovery")
    looking.site.write({"data/site.yaml": "name: New\n"})
    looking.site.write({"content/about.md": "After all."})
    looking.wait_for("After all.", "/about/")


def test_a_folder_that_is_another_one_now_is_watched(tmp_path: Path) -> None:
    layout = "<main>{{ site.name }}: {{ page.html }}</main>"
    files = {**FILES, "templates/layouts/page.html": layout, "data/site.yaml": "name: One\n"}
    with serving(tmp_path / "site", files) as preview:
        shutil.rmtree(preview.site.root / "data")
        preview.wait_for("<main>Untitled site")
        preview.site.write({"data/site.yaml": "name: Two\n"})
        preview.site.write({"content/about.md": "Who we are now."})
        preview.wait_for("<main>Two: <p>Who we are now.", "/about/")
        preview.site.write({"data/site.yaml": "name: Three\n"})
        preview.wait_for("<main>Three")


def test_a_folder_that_is_deleted_and_made_again_at_once_is_heard(tmp_path: Path) -> None:
    layout = "<main>{{ site.name }}</main>"
    with serving(tmp_path / "site", {**FILES, "templates/layouts/page.html": layout}) as preview:
        folder = preview.site.root / "data"
        preview.site.write({"content/about.md": "Begun.", "data/site.yaml": "name: Begun\n"})
        preview.wait_for("<main>Begun")
        for number in range(5):
            shutil.rmtree(folder)
            preview.site.write({"data/site.yaml": f"name: Again {number}\n"})
            preview.wait_for(f"<main>Again {number}")
            preview.site.write({"data/site.yaml": f"name: Once more {number}\n"})
            preview.wait_for(f"<main>Once more {number}")


def test_a_folder_that_was_moved_away_and_back_is_heard(tmp_path: Path) -> None:
    with serving(tmp_path / "site") as preview:
        news, away = preview.site.root / "content/news", tmp_path / "away"
        preview.site.write({"content/index.md": "Welcome. [About](about.md)"})
        preview.wait_for("Welcome.")
        news.rename(away)
        until(lambda: preview.ask("/news/").status == 404, "lost page")
        away.rename(news)
        until(lambda: preview.ask("/news/").status == 200, "page that is back")
        preview.site.write({"content/news/index.md": "Still heard."})
        preview.wait_for("Still heard.", "/news/")


def test_a_new_day_is_built_without_a_save(tmp_path: Path) -> None:
    days = [date(2026, 11, 22), date(2026, 11, 21)]
    files = {
        **FILES,
        "templates/layouts/page.html": "<main>Today is {{ today() }}.</main>",
        "content/party.md": "---\ntitle: P\ndescription: P\ndate: 2026-11-22\n---\n",
    }
    with serving(tmp_path / "site", files, day=lambda: days[-1], look_every=0.1) as preview:
        party = preview.ask("/party/").text
        assert "Today is 2026-11-21." in party
        assert "Not published before 22 November 2026" in party
        days.pop()
        preview.wait_for("Today is 2026-11-22.", "/party/")
        until(lambda: "Not published" not in preview.ask("/party/").text, "newer bar")
        days.append(date(2026, 11, 21))
        preview.wait_for("Today is 2026-11-21.", "/party/")


def test_a_bug_ends_no_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(options: Options) -> Result:
        if "Trip over this" in (options.site / "content/about.md").read_text():
            raise KeyError("inside")
        return build(options)

    with serving(tmp_path / "site", look_every=0.1) as preview:
        monkeypatch.setattr(rebuild, "build", broken)
        preview.site.write({"content/about.md": "Trip over this."})
        preview.wait_for("The site could not be built. Below is the last good page.")
        assert "Who we are." in preview.ask("/about/").text
        preview.site.write({"content/about.md": "No more."})
        preview.wait_for("No more.", "/about/")
        until(lambda: "overlay" not in preview.ask("/about/").text, "recovery")
        assert [line for line in preview.said if "inside" in line] == [
            "'inside'\nThe preview tries again every few seconds."
        ]
        until(lambda: preview.said[-2].startswith("Mended. 1 page rendered"), "word of it")


def test_two_servers_in_one_process(tmp_path: Path) -> None:
    with serving(tmp_path / "one") as one, serving(tmp_path / "two") as two:
        assert one.url != two.url
        for text in ("First.", "Second."):
            one.site.write({"content/about.md": f"One {text}"})
            two.site.write({"content/about.md": f"Two {text}"})
            one.wait_for(f"One {text}", "/about/")
            two.wait_for(f"Two {text}", "/about/")


def test_two_servers_of_one_site(tmp_path: Path) -> None:
    with (
        serving(tmp_path / "site") as one,
        serving(tmp_path / "site", output=tmp_path / "another") as two,
    ):
        one.site.write({"content/about.md": "For both."})
        one.wait_for("For both.", "/about/")
        two.wait_for("For both.", "/about/")


def test_two_servers_of_one_folder_both_tell_their_tabs(tmp_path: Path) -> None:
    def build_of(preview: Serving) -> str:
        return preview.ask("/about/").text.partition('data-build="')[2].partition('"')[0]

    def all_tell(servers: tuple[Serving, ...], text: str, before: list[str]) -> bool:
        pages = [server.ask("/about/").text for server in servers]
        are_new = all(text in page and "Draft: not published" in page for page in pages)
        return are_new and set(before).isdisjoint(map(build_of, servers))

    with serving(tmp_path / "site") as one, serving(tmp_path / "site") as two:
        for text in ("First.", "Second.", "Third."):
            before = [build_of(one), build_of(two)]
            front = f"---\ntitle: {text}\ndescription: About us.\ndraft: true\n---\n"
            one.site.write({"content/about.md": front + text})
            until(partial(all_tell, (one, two), text, before), f"reload of both to {text}")


def test_what_is_saved_while_it_starts_is_built_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_and_hear(_: Watch) -> bool:
        Site(tmp_path / "site").write({"content/about.md": "Saved meanwhile."})
        return True

    monkeypatch.setattr(watch, "Observer", deaf)
    monkeypatch.setattr(Watch, "hears", save_and_hear)
    with serving(tmp_path / "site") as preview:
        preview.wait_for("Saved meanwhile.", "/about/")


MODEL = """
    from sitegen.models import Record, collection


    @collection("trees")
    class Tree(Record):
        name: str
    """
TREES: Files = {
    **FILES,
    "models/trees.py": MODEL,
    "data/trees.yaml": "- {id: oak, name: Oak}",
    "content/about.md": "Trees.",
    "templates/layouts/page.html": (
        "<!doctype html><main>{% for tree in records('trees') %}{{ tree.name }}{% endfor %}</main>"
    ),
}


def test_a_model_that_is_broken_is_told_and_gets_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path / "site", TREES) as preview:
        preview.wait_for("Oak", "/about/")
        preview.site.write({"models/trees.py": "x ="})
        until(lambda: any("until this is mended" in line for line in preview.said), "word of it")
        assert "models/trees.py:1:4: error[model-import]" in capsys.readouterr().out
        assert "Oak" in preview.ask("/about/").text
        preview.site.write({"models/trees.py": MODEL + "    shade: str = ''"})
        preview.site.write({"data/trees.yaml": "- {id: oak, name: Oak tree, shade: deep}"})
        preview.wait_for("Oak tree", "/about/")
