"""The project's own site, built once as it is, once under a path and once as the official one."""

from __future__ import annotations

import shutil

import pytest

from tests.real_site.publishing import ROOT, Published, publish


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
    copy = tmp_path_factory.mktemp("official")
    for folder in ("assets", "content", "data", "templates"):
        shutil.copytree(ROOT / folder, copy / folder)
    settings = copy / "data/site.yaml"
    before = settings.read_text("utf-8")
    after = before.replace("\nofficial: false\n", "\nofficial: true\n")
    assert after != before, "data/site.yaml does not say official: false"
    settings.write_text(after, "utf-8")
    return publish(tmp_path_factory.mktemp("public"), site=copy)
