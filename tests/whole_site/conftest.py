"""The frozen site, built once as it is, once under a path and once as an official one."""

from __future__ import annotations

import pytest

from promises.published import Published
from tests.frozen import copy_frozen_site
from tests.support import as_bytes
from tests.whole_site.dated_files import DATED_FILES
from tests.whole_site.publishing import publish


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site at its own address."""
    return publish(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def site_in_a_folder(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site under the path /repo/ of its host."""
    return publish(tmp_path_factory.mktemp("repo"), base_url="https://host.example/repo/")


@pytest.fixture(scope="session")
def official_site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site as the charity would publish it: a copy with one edit."""
    copy = copy_frozen_site(tmp_path_factory.mktemp("official"))
    settings = copy / "data/site.yaml"
    before = settings.read_text("utf-8")
    after = before.replace("\nofficial: false\n", "\nofficial: true\n")
    assert after != before, "data/site.yaml does not say official: false"
    settings.write_text(after, "utf-8")
    return publish(tmp_path_factory.mktemp("public"), site=copy)


@pytest.fixture(scope="session")
def dated_site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The site with what it has no real one of: events, vacancies, a story, a sound file."""
    copy = copy_frozen_site(tmp_path_factory.mktemp("dated"))
    for name, text in DATED_FILES.items():
        path = copy / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_bytes(name, text))
    return publish(tmp_path_factory.mktemp("with-dates"), site=copy)
