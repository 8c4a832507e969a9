"""An ordinary edit leaves every promise kept, or its author is told at the line what is wrong.

The edits are made to copies of the frozen site. Each is built strictly, as for publishing, and what
is built is held to the promises of the site that need no browser.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promises import the_site
from promises.holding import broken_promises
from promises.published import Published
from promises.the_site import TheSite
from sitegen.build_request import Options, Result
from sitegen.diagnostics import Diagnostic
from sitegen.pipeline import build
from sitegen.report_formats import as_text
from tests.editing.edits import OF_THE_GUIDE, OTHERS, Edit
from tests.editing.random_edits import Editor, edits
from tests.frozen import copy_frozen_site
from tests.whole_site.publishing import DAY

pytestmark = pytest.mark.heavy

#: An output belongs to the place it was built at: a copy of it would be somebody else's files.
NOT_ITS_OWN = shutil.ignore_patterns("output")


@pytest.fixture(scope="module")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen site and what a build has made of it: an edit builds only what it changes."""
    site = copy_frozen_site(tmp_path_factory.mktemp("built") / "site")
    assert not published(site).diagnostics
    return site


@pytest.fixture
def site(built_site: Path, tmp_path: Path) -> Path:
    """A copy of the built site that a test may edit."""
    return shutil.copytree(built_site, tmp_path / "site", ignore=NOT_ITS_OWN)


FIVE = st.lists(edits(), min_size=5, max_size=5)


@pytest.fixture(autouse=True)
def the_site_of_other_tests() -> Iterator[None]:
    """Other modules go on with the site that they chose."""
    before = the_site.chosen()
    yield
    the_site.choose(before)


def told_of(site: Path) -> str:
    """Build a site as for publishing, hold it to its promises, and return all that is told."""
    result = published(site)
    if result.failed:
        return as_text(result.diagnostics, result.source_line, colour=False)
    return promises_broken_on(site)


def published(site: Path) -> Result:
    """Build a site as for publishing."""
    return build(Options(site=site, output=site / "output", day=DAY, strict=True))


def promises_broken_on(site: Path) -> str:
    """Return what is told of the promises that a site, as published, does not keep."""
    edited = TheSite(site, DAY)
    the_site.choose(edited)
    output = Published(site / "output", edited.model.config.base_url, edited.sources)
    return "\n".join(broken_promises(output))


@pytest.mark.long
@pytest.mark.parametrize("edit", [one for one in (*OF_THE_GUIDE, *OTHERS) if not one.told], ids=str)
def test_an_ordinary_edit_leaves_every_promise_kept(edit: Edit, site: Path) -> None:
    edit.make(site)
    assert told_of(site) == ""


@pytest.mark.parametrize("edit", [one for one in OTHERS if one.told], ids=str)
def test_what_is_wrong_is_told_at_its_line(edit: Edit, site: Path) -> None:
    edit.make(site)
    told = told_of(site)
    assert [one for one in edit.told if not all(part in told for part in one.split(": "))] == []


#: It makes the page that the edit before it makes too.
(MAPPING,) = (one for one in OF_THE_GUIDE if "mapping" in one.name)
TOGETHER = {
    "of the guide": [one for one in OF_THE_GUIDE if one is not MAPPING],
    "others": [MAPPING, *(one for one in OTHERS if not one.told)],
}


@pytest.mark.parametrize("made", TOGETHER.values(), ids=TOGETHER)
def test_ordinary_edits_made_together_leave_every_promise_kept(
    made: list[Edit], site: Path
) -> None:
    for edit in made:
        edit.make(site)
    assert told_of(site) == ""


@settings(max_examples=2)
@given(chosen=FIVE)
def test_random_edits_are_fine_or_told_at_their_file(
    chosen: list[Editor], built_site: Path
) -> None:
    edit_at_random(chosen, built_site)


@pytest.mark.long
@settings(max_examples=10)
@given(chosen=FIVE)
def test_fifty_random_edits(chosen: list[Editor], built_site: Path) -> None:
    edit_at_random(chosen, built_site)


def edit_at_random(chosen: list[Editor], built_site: Path) -> None:
    """Make edits one after the other; take back those that are told to be wrong."""
    site = built_site.with_name("edited")
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(built_site, site, ignore=NOT_ITS_OWN)
    edited = {path for edit in chosen if is_sound(edit, site) for path in edit.files}
    published(site)
    told = promises_broken_on(site)
    assert not told or any(path in told for path in edited), told


def is_sound(edit: Editor, site: Path) -> bool:
    """Make an edit; take it back if it is told to be wrong, which it is at a line of its file."""
    before = snapshot(site)
    edit.make(site)
    found = published(site).diagnostics
    if found:
        assert all(names(one, edit.files) for one in found), found
        assert all(one.span.line for one in found), found
        restore(site, before)
    return not found


def names(found: Diagnostic, files: tuple[str, ...]) -> bool:
    """Whether a mistake stands in one of these files, or says which of them it is about."""
    return found.span.path in files or any(path in found.message for path in files)


def snapshot(site: Path) -> dict[Path, bytes]:
    """Return what editors have written."""
    files = (*site.glob("content/**/*.md"), *site.glob("data/*.yaml"))
    return {path: path.read_bytes() for path in files}


def restore(site: Path, before: dict[Path, bytes]) -> None:
    """Take back all that was written since: who was told of a mistake mends it."""
    for path in snapshot(site).keys() - before.keys():
        path.unlink()
    for path, data in before.items():
        path.write_bytes(data)
