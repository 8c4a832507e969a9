"""A site is shown as soon as its model stands: from then on each page that is asked for is new."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sitegen import checks
from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic
from sitegen.render.rendered import Rendered
from sitegen.serve.pending_site import Coming
from sitegen.serve.state import Outcome, Step
from tests.serve.serving import FILES, PATIENCE, Serving, serving, until
from tests.support import Files

PAGES = 12
ASKED = ["about", "news", *(f"news/page-{number}" for number in range(PAGES))]
#: How often somebody saves again before anything is noticed.
HURRIED = 0.4
LAYOUT = (
    '<!doctype html><link rel="stylesheet" href="{{ asset("css/site.css") }}">'
    '<main>{{ data("facts").text }} {{ page.html }}</main>'
)
SITE = {
    **FILES,
    **{f"content/news/page-{number}.md": f"Text {number}." for number in range(PAGES)},
    "data/facts.yaml": "text: Old\n",
    "templates/layouts/page.html": LAYOUT,
}


class Gate:
    """Keeps the pages that nobody asks for from being rendered until it is opened, or is of old."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.reached = threading.Event()
        self.is_of_old: Callable[[], bool] = lambda: False

    def hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rendered = Coming.rendered

        def held(coming: Coming, ids: Iterable[str], _: object = None) -> Iterator[Rendered]:
            if waiting := tuple(ids):
                self.reached.set()
                while not (self.open.wait(0.005) or self.is_of_old()):
                    yield from rendered(coming, ())
            yield from rendered(coming, waiting)

        monkeypatch.setattr(Coming, "rendered", held)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    made.hold(monkeypatch)
    yield made
    made.open.set()


@pytest.fixture
def preview(tmp_path: Path, gate: Gate) -> Iterator[Serving]:
    with serving(tmp_path / "site", SITE) as running:
        gate.is_of_old = running.server._rebuilder._woken.is_set
        until(lambda: running.server._rebuilder._checked is not None, "first look")
        yield running
        gate.open.set()


def in_folder(preview: Serving, page: str) -> str:
    return (preview.output / page / "index.html").read_text()


def test_a_stale_page_is_there_when_it_is_asked_for(preview: Serving, gate: Gate) -> None:
    preview.site.write({"data/facts.yaml": "text: New\n"})
    assert gate.reached.wait(20)
    for page in ("news/page-7", "about", "news/page-7"):
        assert "<main>New <p>" in preview.ask(f"/{page}/").text
        assert "<main>Old <p>" in in_folder(preview, page), "it is published with all the others"
    assert preview.ask("/about/", "HEAD").status == 200
    gate.open.set()
    until(lambda: "New" in in_folder(preview, "news/page-7"), "new page in the folder")


def test_a_file_of_the_site_that_is_coming_is_sent_at_once(preview: Serving, gate: Gate) -> None:
    new = LAYOUT.replace("<main>", '<main>{{ asset("js/new.js") }} ')
    preview.site.write({"assets/css/site.css": "main { color: red }", "assets/js/new.js": "1"})
    preview.wait_for("red", "/assets/css/site.css")
    until((preview.output / "assets/js/new.js").exists, "new script in the folder")
    preview.site.write(
        {
            "assets/css/site.css": "main {}",
            "assets/js/new.js": "22",
            "templates/layouts/page.html": new,
        }
    )
    assert gate.reached.wait(20)
    assert "/assets/js/new.js Old" in preview.ask("/about/").text
    assert preview.ask("/assets/js/new.js").text == "22\n"
    assert preview.ask("/assets/css/site.css").text == "main {}\n"
    assert (preview.output / "assets/js/new.js").read_text() == "1\n"


def test_an_address_that_goes_is_lost_and_one_that_leads_on_is_waited_for(
    preview: Serving, gate: Gate
) -> None:
    moved = "---\ntitle: M\ndescription: D\naliases: [/news/page-3/]\n---\nMoved.\n"
    for name in ("page-3", "page-4"):
        (preview.site.root / f"content/news/{name}.md").unlink()
    preview.site.write({"content/moved.md": moved, "data/facts.yaml": "text: New\n"})
    preview.wait_for("Moved.", "/moved/")
    lost = preview.ask("/news/page-4/")
    assert (lost.status, "New <p>Nothing is here." in lost.text) == (404, True)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(preview.ask, "/news/page-3/")
        gate.open.set()
        assert "/moved/" in waiting.result().text


def test_a_mistake_on_a_page_brings_the_last_good_site_back(preview: Serving, gate: Gate) -> None:
    new = LAYOUT.replace("</main>", "{% if 'page-9' in page.url %}{{ lost }}{% endif %}</main>")
    preview.site.write({"data/facts.yaml": "text: New\n", "templates/layouts/page.html": new})
    assert gate.reached.wait(20)
    assert "<main>New <p>" in preview.ask("/about/").text
    assert "To mend: 1 error" in preview.ask("/news/page-9/").text, "it is told when it is found"
    about = preview.ask("/about/").text
    assert "<main>Old <p>" in about
    assert "To mend: 1 error" in about
    preview.site.write({"templates/layouts/page.html": LAYOUT})
    gate.open.set()
    until(lambda: "To mend" not in preview.ask("/about/").text, "page without a mistake")
    assert "<main>New <p>" in preview.ask("/about/").text


def test_what_a_check_found_is_believed_until_another_check(preview: Serving, gate: Gate) -> None:
    gate.open.set()
    preview.site.write({"content/about.md": "[Lost](/lost/)"})
    preview.wait_for("To mend: 1 error")
    gate.open.clear()
    gate.reached.clear()
    preview.site.write({"data/facts.yaml": "text: New\n"})
    assert gate.reached.wait(20)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(preview.ask, "/news/")
        gate.open.set()
        assert "To mend: 1 error" in waiting.result().text
    preview.site.write({"content/about.md": "Found."})
    preview.wait_for("<main>New <p>", "/about/")


def steps_of(preview: Serving, *looked_at: str) -> list[type]:
    """Return a list to which the steps of all builds from now on are added; tabs show some URLs."""
    told: list[type] = []
    rebuilder = preview.server._rebuilder
    until(lambda: rebuilder._checked is not None, "first look")
    rebuilder._looked_at = lambda: looked_at
    tell = rebuilder._tell

    def noted(step: Step) -> None:
        told.append(type(step))
        tell(step)

    rebuilder._tell = noted
    return told


LINKED: Files = {
    **FILES,
    "content/about.md": "## Us\n\n[All](news/index.md#all) [Us](#us)",
    "content/news/index.md": "## All\n\nNews.",
}


@pytest.mark.parametrize(
    ("edit", "is_shown"),
    [
        ({"content/about.md": "## We\n\n[All](news/index.md#all) [We](#we)"}, True),
        ({"content/about.md": "[All](news/index.md#some)"}, False),
        ({"content/about.md": "## We\n\n[Us](#us)"}, False),
        ({"content/about.md": "[Lost](/lost/)"}, False),
        ({"content/news/index.md": "## Some\n\nNews."}, False),
        ({}, False),
    ],
)
def test_what_would_be_taken_back_is_not_shown_first(
    edit: Files, is_shown: bool, tmp_path: Path
) -> None:
    with serving(tmp_path / "site", LINKED) as preview:
        told = steps_of(preview, "/about/", "/news/", "/")
        if not edit:
            (preview.site.root / "content/about.md").unlink()
        preview.site.write(edit)
        until(lambda: Outcome in told, "end of the build")
        assert (Coming in told) == is_shown
        told.clear()
        preview.site.write(LINKED)
        until(lambda: Outcome in told and "To mend" not in preview.ask("/").text, "mended site")


def test_a_save_ends_the_rules_for_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(tmp_path / "site", LINKED) as preview:
        told, reached = steps_of(preview, "/"), threading.Event()

        def slow(_: Finished) -> Iterator[Diagnostic]:
            if not reached.is_set():
                reached.set()
                until(preview.server._rebuilder._woken.is_set, "save")
            yield from ()

        monkeypatch.setattr(checks, "CHECKS", (slow, *checks.CHECKS))
        preview.site.write({"content/index.md": "[About](about.md) One."})
        assert reached.wait(PATIENCE)
        preview.site.write({"content/index.md": "[About](about.md) Two."})
        until(lambda: Outcome in told, "end of the build")
        assert told[:3] == [Coming, Coming, Outcome]


def test_a_broken_template_is_told_before_all_pages_are_tried(preview: Serving, gate: Gate) -> None:
    preview.site.write({"templates/layouts/page.html": f"{LAYOUT}{{% if %}}"})
    assert gate.reached.wait(20)
    about = preview.ask("/about/").text
    assert "<main>Old <p>" in about
    assert "To mend: 1 error" in about
    gate.open.set()
    preview.site.write({"templates/layouts/page.html": LAYOUT})
    until(lambda: "To mend" not in preview.ask("/about/").text, "page without a mistake")


def test_a_save_ends_what_is_rendered_for_an_older_one(preview: Serving, gate: Gate) -> None:
    preview.site.write({"data/facts.yaml": "text: New\n"})
    assert gate.reached.wait(20)
    assert "New" in preview.ask("/about/").text
    before = preview.server._rebuilder.noticed
    preview.site.write({"data/facts.yaml": "text: Newest\n"})
    until(lambda: preview.server._rebuilder.noticed > before, "notice of the save")
    assert "<main>Newest <p>" in preview.ask("/about/").text
    assert "<main>Old <p>" in in_folder(preview, "about"), "nothing of the older one is published"


@pytest.mark.parametrize(("again", "is_shown_again"), [("New", False), ("Newest", True)])
def test_a_file_that_is_saved_twice_as_it_is_reloads_no_tab_again(
    again: str, is_shown_again: bool, preview: Serving, gate: Gate
) -> None:
    told = steps_of(preview)
    preview.site.write({"data/facts.yaml": "text: New\n"})
    preview.wait_for("<main>New <p>", "/about/")
    number, before = preview.server._preview.shown.number, len(told)
    preview.site.write({"data/facts.yaml": f"text: {again}\n"})
    until(lambda: len(told) > before, "second of two saves")
    gate.open.set()
    until(lambda: Outcome in told, "end of the build")
    preview.wait_for(f"<main>{again} <p>", "/about/")
    now = preview.server._preview.shown.number
    assert now == number + is_shown_again


class States:
    """Saves one part of a site after the other; each page tells of all of them."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._parts = [0] * 5

    @property
    def files(self) -> Files:
        return {f"data/part-{part}.yaml": f"n: {n}\n" for part, n in enumerate(self._parts)}

    @property
    def layout(self) -> str:
        show = (f'{{{{ data("part-{part}").n }}}} ' for part in range(len(self._parts)))
        return LAYOUT.replace("<main>", f"<main>{''.join(show)}")

    @property
    def shown(self) -> str:
        return f"<main>{' '.join(map(str, self._parts))} Old"

    def save(self, preview: Serving) -> None:
        part = self._chance.randrange(len(self._parts))
        self._parts[part] += 1
        path = f"data/part-{part}.yaml"
        preview.site.write({path: self.files[path]})


def test_no_page_is_ever_older_than_the_last_save_that_was_noticed(tmp_path: Path) -> None:
    chance = random.Random(16)
    states = States(chance)
    files = {**SITE, **states.files, "templates/layouts/page.html": states.layout}
    with serving(tmp_path / "site", files) as preview:
        for _ in range(40):
            before = preview.server._rebuilder.noticed
            states.save(preview)
            if chance.random() < HURRIED:
                continue
            until(lambda: preview.server._rebuilder.noticed > before, "notice")  # noqa: B023 - asked now
            for page in chance.sample(ASKED, chance.randrange(4)):
                assert states.shown in preview.ask(f"/{page}/").text
        preview.wait_for(states.shown, "/about/")
