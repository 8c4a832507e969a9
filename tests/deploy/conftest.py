"""Stories of publication, the same for every kind of place."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sitegen.deploy import lock
from sitegen.deploy.rclone import program
from tests.deploy.places import (
    SERVERS,
    BranchPlace,
    FolderPlace,
    Place,
    Server,
    StoragePlace,
    Story,
    git,
    serving,
)

Storages = Callable[[str, str], StoragePlace]


@pytest.fixture
def branch(tmp_path: Path) -> BranchPlace:
    git(tmp_path, "init", "-q", "--bare", "site.git")
    return BranchPlace(tmp_path / "site.git")


@pytest.fixture(scope="session")
def storages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storages]:
    """Return places on servers, each of which is started when it is first asked for."""
    servers: dict[str, Server] = {}
    top = tmp_path_factory.mktemp("servers")
    with ExitStack() as stack:

        def place(kind: str, path: str) -> StoragePlace:
            if kind not in servers:
                servers[kind] = stack.enter_context(serving(kind, top / kind))
            (top / kind / path).mkdir(parents=True)
            return StoragePlace(kind, top / kind, servers[kind], path)

        yield place


@pytest.fixture(scope="session")
def obscured() -> str:
    """Return the password of the servers in the form in which rclone takes it."""
    words = [program(), "obscure", "secret-of-the-test"]
    return subprocess.run(words, capture_output=True, check=True, text=True).stdout.strip()


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch, obscured: str) -> None:
    """Set what lets a target named trial in, and do not wait for others."""
    monkeypatch.setenv("RCLONE_CONFIG_TRIAL_ACCESS_KEY_ID", "key-of-the-test")
    monkeypatch.setenv("RCLONE_CONFIG_TRIAL_SECRET_ACCESS_KEY", "secret-of-the-test")
    monkeypatch.setenv("RCLONE_CONFIG_TRIAL_PASS", obscured)
    monkeypatch.setattr(lock, "SETTLED", 0.0)
    monkeypatch.setattr(lock, "BELIEVED", 0.5)
    # On a slow machine the lock would be written anew, and a cut would end the thread that does it.
    monkeypatch.setattr(lock, "BEAT", 3600.0)


@pytest.fixture(
    params=[
        *("folder", "branch"),
        *(pytest.param(kind, marks=pytest.mark.long) for kind in SERVERS),
    ]
)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Return a place of each kind in turn."""
    if request.param == "folder":
        return FolderPlace(tmp_path / "public")
    if request.param == "branch":
        found: Place = request.getfixturevalue("branch")
        return found
    request.getfixturevalue("login")
    storages: Storages = request.getfixturevalue("storages")
    return storages(request.param, f"site/{tmp_path.name.lower().replace('_', '-')}")


@pytest.fixture
def story(place: Place, tmp_path: Path) -> Story:
    return Story(place, tmp_path / "output")
