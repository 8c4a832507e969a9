"""Whatever is edited, in whatever order: an incremental build gives the bytes of a clean one."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import last_build, page_stages
from sitegen.build_request import Memory
from sitegen.diagnostics import Diagnostic
from sitegen.documents.page import Document
from sitegen.incremental.memo import Memo
from sitegen.incremental.questions import Questions
from sitegen.incremental.reads import Key, Reads
from sitegen.last_build import LastBuild
from sitegen.model import assemble
from sitegen.model.pages import Pages
from sitegen.model.places import Place
from sitegen.model.standalone import Frame, Standalone, standalone
from sitegen.render.environment import SiteEnvironment
from tests.incremental.edits import (
    EDITS,
    Edit,
    Site,
    edit_the_model_of_a_term,
    outputs,
    restore_everything,
)

EDIT = st.tuples(st.sampled_from(EDITS), st.integers(0, 30))
MUTANT_STEPS = 300


class Clean(NamedTuple):
    """What a build from nothing gave."""

    diagnostics: tuple[Diagnostic, ...]
    failed: bool
    outputs: dict[str, bytes]


#: Every walk begins with the same site, and comes back to it; many an edit, made again, leaves all
#: as it was. So the last states that were built from nothing are remembered.
KNOWN: dict[tuple[object, ...], Clean] = {}
REMEMBERED = 50


def clean_build(site: Site, folder: Path) -> Clean:
    """Build a site from nothing, unless it was built so before."""
    how = (site.day, site.clock, site.drafts, site.base_url, site.fingerprints, site.engine)
    state = (*how, frozenset(site.files.items()))
    if state not in KNOWN:
        if len(KNOWN) > REMEMBERED:
            del KNOWN[list(KNOWN)[1]]  # the first one is where all begin
        result = site.build_clean(folder)
        KNOWN[state] = Clean(result.diagnostics, result.failed, outputs(folder))
    return KNOWN[state]


def difference(site: Site, folder: Path, *, checks: bool = False) -> tuple[str, bool]:
    """Build on what is there and build afresh; return what differs, and whether both failed.

    If asked, check as well, on what earlier checks left.
    """
    before = outputs(folder)
    result = site.build(folder)
    checked = site.check(folder) if checks else result
    clean = clean_build(site, folder.with_name(f"{folder.name}-clean"))
    if result.diagnostics != clean.diagnostics or result.failed != clean.failed:
        return f"{result.diagnostics} instead of {clean.diagnostics}", clean.failed
    if checked.diagnostics != clean.diagnostics or checked.failed != clean.failed:
        return f"checked: {checked.diagnostics} instead of {clean.diagnostics}", clean.failed
    expected, found = before if clean.failed else clean.outputs, outputs(folder)
    paths = found.keys() | expected.keys()
    wrong = sorted(path for path in paths if found.get(path) != expected.get(path))
    return ", ".join(wrong), clean.failed


def walk(edits: list[tuple[Edit, int]], folder: Path, *, warm: Memory | None = None) -> str:
    """Make one edit after the other, mending the site after each that broke it.

    A process that is ``warm`` keeps in this memory what it learned, as the dev server does. One
    that is not checks the site after each build. The folder may hold what an earlier walk left.
    """
    site, checks = Site(memory=warm), warm is None
    found, failed = difference(site, folder, checks=checks)
    if found:
        return f"mended: {found}"
    done = []
    for edit, number in edits:
        for step in [restore_everything, edit] if failed else [edit]:
            step(site, number)
            done.append(f"{step.__name__}({number})")
            found, failed = difference(site, folder, checks=checks)
            if found:
                return f"after {', '.join(done)}: {found}"
    return found


@pytest.mark.heavy
@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDIT, min_size=4, max_size=10), warm=st.booleans())
def test_any_edits_in_any_order(
    edits: list[tuple[Edit, int]], warm: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("site") / "site"
    assert walk(edits, folder, warm={} if warm else None) == ""


@pytest.mark.long
@settings(max_examples=400, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDIT, min_size=4, max_size=20), warm=st.booleans())
def test_thousands_of_edits(
    edits: list[tuple[Edit, int]], warm: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("site") / "site"
    assert walk(edits, folder, warm={} if warm else None) == ""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that one test after the other edits, each of which mends it first."""
    return tmp_path_factory.mktemp("mended") / "site"


@pytest.fixture(scope="module")
def memory() -> Memory:
    """What the process keeps that builds it."""
    return {}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: str(edit.__name__))
def test_each_edit_alone(edit: Edit, folder: Path, memory: Memory) -> None:
    assert walk([(edit, 1), (edit, 2)], folder, warm=memory) == ""


def forget_absent_reads(patch: pytest.MonkeyPatch) -> None:
    note = Reads.note

    def mutant(self: Reads, key: Key, answer: object) -> None:
        if answer is not None:
            note(self, key, answer)

    patch.setattr(Reads, "note", mutant)


def forget_queries(patch: pytest.MonkeyPatch) -> None:
    note = Reads.note

    def mutant(self: Reads, key: Key, answer: object) -> None:
        if key[0] != "pages":
            note(self, key, answer)

    patch.setattr(Reads, "note", mutant)


def know_only_the_layout(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SiteEnvironment, "join_path", lambda *words: words[1])


def forget_diagnostics(patch: pytest.MonkeyPatch) -> None:
    look = LastBuild.look.__func__  # type: ignore[attr-defined]

    def mutant(cls: type[LastBuild], *words: object) -> LastBuild:
        last: LastBuild = look(cls, *words)
        if last.header is not None:
            object.__setattr__(last.header, "diagnostics", ())
        return last

    patch.setattr(LastBuild, "look", classmethod(mutant))


def believe_every_body(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(page_stages, "_is_same_text", lambda asked, _: bool(asked))


def keep_documents(patch: pytest.MonkeyPatch) -> None:
    """Take what a page's front matter was, whatever it is now."""
    call = Memo.__call__

    def mutant(self: Memo, name: str, key: str, basis: str, *words: Any, **more: Any) -> Any:
        return call(self, name, key, "" if name == "documents" else basis, *words, **more)

    patch.setattr(Memo, "__call__", mutant)


def forget_who_asked(patch: pytest.MonkeyPatch) -> None:
    """Keep a question, and not that a page asked it that another one had asked before."""
    note = Questions.note

    def mutant(self: Questions, page: str, reads: Iterable[tuple[Key, str]], of_body: int) -> None:
        known = {key for key, _ in reads if key[0] == "template" and self.is_asked(key)}
        note(self, page, [one for one in reads if one[0] not in known], of_body)

    patch.setattr(Questions, "note", mutant)


def take_all_pages_as_the_same(patch: pytest.MonkeyPatch) -> None:
    """Ask nothing again of a page, whatever it is made of now."""
    patch.setattr(Pages, "unchanged_since", lambda self, _: frozenset(self))


def take_pages_by_themselves_as_the_same(patch: pytest.MonkeyPatch) -> None:
    """Take what a page was by itself, whatever its front matter is now."""

    def mutant(documents: Iterable[Document], frame: Frame, known: dict[str, Standalone]) -> Any:
        return {**standalone(documents, frame, {}), **known}

    patch.setattr(assemble, "standalone", mutant)


def take_places_as_the_same(patch: pytest.MonkeyPatch) -> None:
    """Take a page as it was where it stood, whatever is around it now."""
    patch.setattr(Place, "__eq__", lambda *_: True)


@pytest.mark.parametrize(
    "cripple",
    [
        forget_absent_reads,
        forget_queries,
        know_only_the_layout,
        forget_diagnostics,
        believe_every_body,
        keep_documents,
        forget_who_asked,
        take_all_pages_as_the_same,
        take_pages_by_themselves_as_the_same,
        take_places_as_the_same,
    ],
)
def test_a_crippled_tracker_is_caught(
    cripple: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "KNOWN", {})  # nobody else believes what a cripple built
    cripple(monkeypatch)
    chance = random.Random(1)
    edits = [(chance.choice(EDITS), chance.randrange(30)) for _ in range(MUTANT_STEPS)]
    assert walk(edits, tmp_path / "site", warm={}) != ""


def test_a_tracker_that_overlooks_the_models_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "KNOWN", {})
    monkeypatch.setattr(last_build, "_models_changed", lambda *_: False)
    assert walk([(edit_the_model_of_a_term, 1)], tmp_path / "site") != ""
