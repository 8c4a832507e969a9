"""A process that builds again and again keeps what it learned at hand, and is not misled by it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sitegen import model_stages
from sitegen.build_request import Memory
from sitegen.checks.link_index import LinkIndex
from sitegen.incremental.trust import unpack
from sitegen.model import places
from sitegen.model.assemble import assemble
from sitegen.model.places import Place, _page
from sitegen.model.standalone import Standalone
from sitegen.model.types import Page
from sitegen.render.rendered import Rendered
from tests.support import SMALLEST, Built, Files, Site


def page(title: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: D\n{more}\n---\nText.\n"


LINKED = "Welcome. [Lonely](lonely.md)"
WALKS = {
    "content/walks/index.md": page("Walks"),
    "content/walks/a.md": page("A", "order: 1"),
    "content/walks/b.md": page("B", "order: 2"),
}
EVERY_PAGE = ["content/index.md", "content/lonely.md", *sorted(WALKS)]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.write({**SMALLEST, "content/index.md": LINKED, "content/lonely.md": "Found."})
    return made


def test_what_is_at_hand_is_not_read_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    memory: Memory = {}
    site.build(memory=memory)
    read: list[bytes] = []

    def noted(data: bytes) -> object:
        read.append(data)
        return unpack(data)

    monkeypatch.setattr("sitegen.incremental.state.unpack", noted)
    site.write({"content/index.md": f"{LINKED} once."})
    assert site.build(memory=memory).result.rendered == 1
    assert len(read) == 1, "only the facts of the one page are read"
    site.write({"content/index.md": f"{LINKED} twice."})
    assert site.build().result.rendered == 1
    assert len(read) > 10, "without a memory the model, the questions and the like are read, too"


def test_what_another_process_learned_meanwhile_counts(site: Site) -> None:
    memory: Memory = {}
    site.build(memory=memory)
    site.write({"content/index.md": "Welcome."})
    assert "orphan" in site.build().report
    site.write({"content/index.md": "Welcome again."})
    assert "orphan" in site.build(memory=memory).report
    site.write({"content/index.md": LINKED})
    assert site.build(memory=memory).report == ""


class SavedMeanwhileError(Exception):
    """A build is to end before anything is published."""


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that tells whenever a model is made."""
    made: list[str] = []

    def noted(*words: Any, **wishes: Any) -> Any:
        made.append("assemble")
        return assemble(*words, **wishes)

    monkeypatch.setattr(model_stages, "assemble", noted)
    return made


def give_up(*_: object) -> Iterator[Rendered]:
    raise SavedMeanwhileError


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        ({"data/site.yaml": "name: New\n"}, ["assemble"]),
        ({"content/index.md": f"{LINKED} again."}, []),
        ({"assets/css/site.css": "p { color: blue }"}, []),
    ],
)
def test_what_a_build_made_that_was_given_up_is_not_made_again(
    edit: Files, again: list[str], site: Site, models: list[str]
) -> None:
    memory: Memory = {}
    site.write({"assets/css/site.css": "p { color: red }"})
    site.build(memory=memory)
    models.clear()
    site.write(edit)
    for text in (LINKED, f"{LINKED} twice."):
        site.write({"content/lonely.md": f"{text}."})
        with pytest.raises(SavedMeanwhileError):
            site.build(memory=memory, rendering=give_up)
    outputs = site.build(memory=memory).outputs
    assert models == again
    shutil.rmtree(site.root / ".sitegen")
    shutil.rmtree(site.root / "output")
    assert outputs == site.build().outputs


@pytest.mark.parametrize(
    ("edit", "made"),
    [
        ({"content/walks/a.md": page("Another", "order: 1")}, ["content/walks/a.md"]),
        (
            {"content/walks/a.md": page("A", "order: 9")},
            ["content/walks/a.md", "content/walks/b.md", "content/walks/index.md"],
        ),
        (
            {"content/walks/index.md": page("Ways")},
            ["content/walks/a.md", "content/walks/b.md", "content/walks/index.md"],
        ),
        ({"templates/partials/note.html": "Note."}, []),
        ({"data/site.yaml": "name: New\n"}, EVERY_PAGE),
    ],
)
def test_pages_are_made_anew_whose_front_matter_or_place_is_another(
    edit: Files, made: list[str], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory: Memory = {}
    site.write(WALKS)
    site.build(memory=memory)
    anew: list[str] = []

    def noted(page: Standalone, place: Place) -> Page:
        anew.append(page.document.path)
        return _page(page, place)

    monkeypatch.setattr(places, "_page", noted)
    site.write(edit)
    built = site.build(memory=memory)
    assert sorted(anew) == made
    shutil.rmtree(site.root / ".sitegen")
    shutil.rmtree(site.root / "output")
    assert built.outputs == site.build().outputs


def build_after_a_mistake(site: Site) -> Built:
    """Take the only link to a page out, together with a mistake, and put it back."""
    memory: Memory = {}
    assert site.build(memory=memory).report == ""
    site.write({"content/index.md": "[Lost](/lost/)"})
    assert site.build(memory=memory).result.failed
    site.write({"content/index.md": f"{LINKED} again."})
    return site.build(memory=memory)


def test_a_build_that_failed_leaves_nothing_in_it(site: Site) -> None:
    assert build_after_a_mistake(site).report == ""


def test_a_memory_that_is_changed_would_be_noticed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LinkIndex, "copy", lambda index: index)
    assert "nothing leads to the page /lonely/" in build_after_a_mistake(site).report
