"""Storage on the web as a target, tried with the servers that rclone itself has."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sitegen.deploy import lock, rclone
from sitegen.deploy.credentials import Login, failures_explained
from sitegen.deploy.host import PublicationError
from sitegen.deploy.storage import StorageHost
from tests.deploy.conftest import Storages
from tests.deploy.places import FIRST, SECOND, SERVERS, THIRD, Cut, Story

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.usefixtures("login")


def cut(story: Story, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Publish, and end at one of the requests to the server."""
    ask, asked = rclone.Rclone.ask, []
    lock = threading.Lock()

    def counted(self: rclone.Rclone, command: str, **words: Any) -> dict[str, Any]:
        with lock:
            asked.append(command)
            if len(asked) >= at:
                raise Cut
        return ask(self, command, **words)

    with monkeypatch.context() as patch:
        patch.setattr(rclone.Rclone, "ask", counted)
        with pytest.raises(Cut):
            story.publish(SECOND)


@pytest.mark.parametrize("kind", SERVERS)
def test_after_a_cut_the_next_publication_completes_it_and_a_rollback_restores_the_bytes(
    kind: str, storages: Storages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    story = Story(storages(kind, "site/cut-once"), tmp_path / "output")
    story.publish(FIRST)
    cut(story, monkeypatch, 15)
    assert story.place.holds() not in (FIRST, SECOND)
    story.publish(THIRD)
    assert story.place.holds() == THIRD
    assert story.go_back().number == 3
    assert story.place.holds() == FIRST


@pytest.mark.long
@pytest.mark.parametrize("kind", SERVERS)
def test_after_twenty_cuts_the_place_is_what_was_published_last(
    kind: str, storages: Storages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    story = Story(storages(kind, "site/cut-often"), tmp_path / "output")
    chance = random.Random(kind)
    for _ in range(20):
        story.publish(FIRST)
        cut(story, monkeypatch, chance.randint(3, 20))
        story.publish(THIRD)
        assert story.place.holds() == THIRD
        story.go_back()
        assert story.place.holds() == FIRST


def test_each_file_has_its_type_and_says_how_long_it_may_be_kept(
    storages: Storages, tmp_path: Path
) -> None:
    story = Story(storages("s3", "site/headers"), tmp_path / "output")
    story.publish(FIRST)
    host = story.place.host()
    assert isinstance(host, StorageHost)
    with host.opened(to_write=False):
        asked = {"recurse": True, "filesOnly": True, "metadata": True}
        told = host.rclone.ask("operations/list", fs=f"{host.shown}/", remote="", opt=asked)["list"]
    names = ("content-type", "cache-control")
    assert {one["Path"]: tuple(map(one["Metadata"].get, names)) for one in told[1:]} == {
        "assets/site.1111111111.css": (
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        "files/report.pdf": ("application/pdf", "public, max-age=3600"),
        "index.html": ("text/html; charset=utf-8", "public, max-age=0, must-revalidate"),
        "news/index.html": ("text/html; charset=utf-8", "public, max-age=0, must-revalidate"),
        "sitemap.xml": ("application/xml; charset=utf-8", "public, max-age=0, must-revalidate"),
    }


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        (
            {"type": "s3"},
            "RCLONE_CONFIG_PLACE_ACCESS_KEY_ID and RCLONE_CONFIG_PLACE_SECRET_ACCESS_KEY are",
        ),
        ({"type": "sftp", "host": "h"}, "RCLONE_CONFIG_PLACE_PASS is"),
        ({"type": "webdav"}, "RCLONE_CONFIG_PLACE_URL and RCLONE_CONFIG_PLACE_PASS are"),
        ({"type": "azureblob", "account": "a"}, "RCLONE_CONFIG_PLACE_KEY is"),
    ],
)
def test_a_login_that_is_missing_is_named_by_its_variable(
    settings: dict[str, str], missing: str
) -> None:
    with pytest.raises(PublicationError) as refusal:
        Login("place", settings).check({})
    assert str(refusal.value) == (
        f"The target place needs a login: {missing} not set.\n"
        "Set it in the environment, never in a file of this site: see docs/publishing.md."
    )
    Login("place", {"type": "s3", "env_auth": "true"}).check({})


def test_who_is_not_let_in_learns_which_variables_to_check_and_no_secret_is_told(
    storages: Storages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    story = Story(storages("s3", "site/refused"), tmp_path / "output")
    monkeypatch.setenv("RCLONE_CONFIG_TRIAL_SECRET_ACCESS_KEY", "another-secret")
    with pytest.raises(PublicationError) as refusal:
        story.publish(FIRST)
    assert str(refusal.value).endswith(
        "It does not let you in, or not write: check RCLONE_CONFIG_TRIAL_ACCESS_KEY_ID and "
        "RCLONE_CONFIG_TRIAL_SECRET_ACCESS_KEY."
    )
    assert "another-secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("write failed: no space left on device", "It is full. Make room there"),
        ("file too big for remaining disk space", "It is full. Make room there"),
        ("open index.html: permission denied", "It cannot be written to."),
        ("Method Not Allowed: 405 Method Not Allowed", "It is full, or cannot be written to."),
        ("NoSuchBucket: it does not exist", "Make the bucket at the host first"),
        ("dial tcp: connect: connection refused", "No host answers there: check the network"),
        ("is it obscured", "Write into RCLONE_CONFIG_PLACE_PASS what `rclone obscure` prints"),
        ("connection reset by peer", "Visitors still find whole pages. Publish again"),
    ],
)
def test_what_rclone_says_comes_with_the_next_step(said: str, step: str) -> None:
    with (
        pytest.raises(PublicationError, match=f"^place:www: {said}\n{step}"),
        failures_explained("place:www", Login("place", {"type": "sftp"})),
    ):
        raise rclone.RcloneError(said)


def test_no_secret_stands_in_a_list_of_processes(storages: Storages, tmp_path: Path) -> None:
    story = Story(storages("s3", "site/processes"), tmp_path / "output")
    host = story.place.host()
    with host.opened(to_write=False):
        listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, check=True, text=True)
    words = [line for line in listed.stdout.split("\n") if " rcd " in line and str(ROOT) in line]
    assert words
    assert not [line for line in words if "secret-of-the-test" in line]


def test_rclone_that_is_missing_is_told_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(PublicationError, match=r"rclone is missing.*\n.*build.py install rclone"):
        rclone.program()


def test_rclone_ends_with_a_publication_that_is_killed(tmp_path: Path) -> None:
    script = (
        "import os; from sitegen.deploy import rclone\n"
        "with rclone.running({}) as one:\n"
        "    print(one.ask('core/pid')['pid'], flush=True); os.kill(os.getpid(), 9)\n"
    )
    words = [sys.executable, "-c", script]
    killed = subprocess.run(words, capture_output=True, check=False, text=True, cwd=ROOT)
    number = int(killed.stdout)
    with suppress(FileNotFoundError, ProcessLookupError):  # it has ended, and was collected
        while Path(f"/proc/{number}/cmdline").read_bytes():  # else it has ended as well
            time.sleep(0.05)


def test_a_lock_that_a_cut_left_is_taken_over_and_one_at_work_is_waited_for() -> None:
    kept: list[bytes | None] = [b"left by a cut"]
    waits: list[str] = []
    notes = lock.Notes(lambda: kept[0], partial(kept.__setitem__, 0), kept.clear)
    with lock.held(notes, lambda: waits.append("waited")):
        assert waits == ["waited"]
        assert b"publication" in (kept[0] or b"")
    assert kept == []


def test_of_two_that_begin_at_the_same_moment_one_gives_up() -> None:
    kept: list[bytes | None] = [None]

    def write(_note: bytes) -> None:
        kept[0] = b'{"publication": "another"}'

    notes = lock.Notes(lambda: kept[0], write, kept.clear)
    with (
        pytest.raises(PublicationError, match=r"began at the same moment, and goes on\.\n"),
        lock.held(notes, lambda: None),
    ):
        raise AssertionError("both hold the lock")
    assert kept == [b'{"publication": "another"}']


def test_a_lock_is_written_anew_while_it_is_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "BEAT", 0.001)
    kept: list[bytes | None] = [None]
    beats: set[bytes] = set()
    is_enough = threading.Event()

    def write(note: bytes) -> None:
        kept[0] = note
        beats.add(note)
        if len(beats) > 3:
            is_enough.set()

    notes = lock.Notes(lambda: kept[0], write, kept.clear)
    with lock.held(notes, lambda: None):
        is_enough.wait()
    assert kept == []


def test_what_arrived_before_a_cut_is_not_sent_again_also_where_no_digest_tells(
    storages: Storages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(StorageHost, "at_once", 1)
    story = Story(storages("webdav", "site/resumed"), tmp_path / "output")
    cut(story, monkeypatch, 13)
    arrived = set(story.place.holds())
    assert arrived
    sent = set(story.publish(SECOND).plan.sent)
    assert len(sent & arrived) <= 1  # the last one may have been under way
    assert sent | arrived == set(SECOND)
    assert story.place.holds() == SECOND


def test_a_journal_that_a_cut_left_half_written_is_made_up_for_by_the_one_before(
    storages: Storages, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(StorageHost, "at_once", 1)
    place = storages("sftp", "site/half")
    story = Story(place, tmp_path / "output")
    cut(story, monkeypatch, 13)
    journals = list((place.root / place.path).glob(".sitegen-publications/journal*"))
    assert len(journals) == 2
    newest = max(journals, key=lambda one: int(json.loads(one.read_bytes())["turn"]))
    place.put(str(newest.relative_to(place.root / place.path)), newest.read_text("utf-8")[:-10])
    story.publish(THIRD)
    assert story.place.holds() == THIRD
    assert not any(one.exists() for one in journals)
