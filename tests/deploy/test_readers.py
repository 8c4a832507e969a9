"""Readers who never stop, on real servers, while a site is built, published, cut and mended.

A page says the number of the edit at its beginning and at its end, and so do the words it leads to,
many times: what is missing, half written, or of two edits at once does not pass for a page.

All numbers have as many digits: Apache asks for a file's length before it opens the file, and sends
so many bytes of the one that took its place in between. No way to write a file can mend that.
"""

from __future__ import annotations

import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sitegen import cli
from tests.hosting import servers
from tests.support import Site

ROOT = Path(__file__).parents[2]
#: What is published at each address: a page and, by its title, its words.
PAGES = {
    "/": ("index.md", "Content"),
    "/advice/": ("advice.md", "Advice"),
    "/events/": ("events.md", "Events"),
    "/news/": ("news.md", "News"),
}
LAYOUT = """
    {{ page.html }}<a href="{{ asset("words-" ~ page.title ~ ".txt") }}">words</a>{{ page.html }}
    """
NUMBER = r"""<p><a href="[^"]+">(\d+)</a></p>"""
PAGE = re.compile(rf"""{NUMBER}<a href="([^"]+)">words</a>{NUMBER}\s*""")
WORDS = 20_000

#: The command as a process of its own. Its pause is as long as the readers need for a page.
COMMAND = """
import sys, time
from pathlib import Path
from sitegen import cli

def rounds():
    return [path.stat().st_size for path in sorted(Path(sys.argv[1]).iterdir())]

def pause(_seconds):
    before = rounds()
    while any(now < then + 2 for now, then in zip(rounds(), before)):
        sleep(0.001)

sleep, time.sleep = time.sleep, pause
print("It begins.", flush=True)
sys.exit(cli.main(["publish", "--no-build", "--no-verify", *sys.argv[2:]]))
"""


@dataclass
class Readers:
    """Threads that read pages, and note what is wrong; each adds a byte to its file after a page.

    With ``words`` they read what a page leads to as well.
    """

    rounds: Path
    wrong: list[str] = field(default_factory=list)
    end: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def at(self, port: int, name: str, *, words: bool) -> Iterator[None]:
        (self.rounds / name).touch()
        thread = threading.Thread(target=self._read, args=(port, self.rounds / name, words))
        thread.start()
        try:
            yield
        finally:
            self.end.set()
            thread.join()

    def pause(self, _seconds: float) -> None:
        """Wait until each reader has read a page that it had not begun when it was called."""
        before = {path: path.stat().st_size for path in self.rounds.iterdir()}
        while any(path.stat().st_size < size + 2 for path, size in before.items()):
            self.end.wait(0.001)

    def _read(self, port: int, counted: Path, words: bool) -> None:
        with counted.open("ab", buffering=0) as rounds:
            while not self.end.is_set():
                for page in PAGES:
                    self.wrong += _faults(port, page, words=words)
                    rounds.write(b".")


def _faults(port: int, page: str, *, words: bool) -> Iterator[str]:
    answer = servers.ask(port, page)
    found = PAGE.fullmatch(answer.body.decode())
    if answer.status != 200 or not found or found[1] != found[3]:
        yield f"{page}: {answer.status} {answer.body!r}"
    elif words:
        linked = servers.ask(port, found[2])
        if linked.status != 200 or linked.body.split() != [found[1].encode()] * WORDS:
            yield f"{page}: {found[2]}: {linked.status}, {len(linked.body)} bytes"


@dataclass
class Stage:
    """A site, the folder that it is published to, and readers of that and of the output."""

    site: Site
    public: Path
    readers: Readers

    def edit(self, number: int) -> None:
        files = [file for file, _ in PAGES.values()]
        linked = dict(zip(files, (*files[1:], files[0]), strict=True))
        self.site.write(
            {f"content/{file}": f"[{number:04}]({other})" for file, other in linked.items()}
            | {f"assets/words-{title}.txt": f"{number:04} " * WORDS for _, title in PAGES.values()}
        )
        assert self.site.build().report == ""

    def publish(self, kill_after: float | None = None) -> int:
        """Publish in a process of its own, and kill it after so many seconds."""
        words = ["-c", COMMAND, str(self.readers.rounds), *self.words()]
        with subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE) as begun:
            assert begun.stdout is not None
            assert begun.stdout.readline() == b"It begins.\n"
            if kill_after is not None:
                time.sleep(kill_after)
                begun.kill()
            begun.stdout.read()
        return begun.returncode

    def words(self) -> list[str]:
        return ["--site", str(self.site.root), "--to", str(self.public)]

    def holds(self) -> None:
        """Assert that the folder is the output, and that no reader met anything wrong."""
        assert self.readers.wrong == []
        assert Site(self.public).files() == self.site.files("output")


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Begin with a folder that holds the number 0; servers run as another user, who can read it."""
    servers.needed(request.config, request.param)
    with tempfile.TemporaryDirectory(prefix="sitegen-readers-") as folder, ExitStack() as stack:
        top = Path(folder)
        top.chmod(0o755)
        (top / "rounds").mkdir()
        made = Stage(Site(top / "site"), top / "public", Readers(top / "rounds"))
        made.site.write({"templates/layouts/page.html": LAYOUT})
        made.edit(0)
        output = made.site.root / "output"
        shutil.copytree(output, made.public)
        for root, words in ((made.public, True), (output, False)):
            port = stack.enter_context(served(request.param, root, top / f"server-of-{root.name}"))
            stack.enter_context(made.readers.at(port, root.name, words=words))
        yield made


@contextmanager
def served(name: str, root: Path, work: Path) -> Iterator[int]:
    work.mkdir()
    with servers.nginx(work, root, "") if name == "nginx" else servers.apache(work, root) as port:
        yield port


@pytest.mark.parametrize("stage", ["nginx"], indirect=True)
def test_readers_meet_whole_pages_while_a_site_is_built_and_published(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt_and_published(stage, 3, monkeypatch)


@pytest.mark.long  # a hundred publications
@pytest.mark.parametrize("stage", ["nginx"], indirect=True)
def test_readers_meet_whole_pages_during_a_hundred_builds(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt_and_published(stage, 100, monkeypatch)


def rebuilt_and_published(stage: Stage, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", stage.readers.pause)
    for number in range(1, times + 1):
        stage.edit(number)
        words = ["--no-build", "--no-verify", *(["--adopt"] if number == 1 else [])]
        assert cli.main(["publish", *words, *stage.words()]) == 0
        stage.holds()


@pytest.mark.long  # forty processes, of which twenty are killed
@pytest.mark.parametrize("stage", ["nginx", "apache"], indirect=True)
def test_readers_meet_whole_pages_while_publications_are_killed(stage: Stage) -> None:
    assert cli.main(["publish", "--no-build", "--no-verify", "--adopt", *stage.words()]) == 0
    stage.edit(1)
    began = time.monotonic()
    assert stage.publish() == 0
    usual, chance = time.monotonic() - began, random.Random(7)
    ends = []
    for number in range(2, 22):
        stage.edit(number)
        ends.append(stage.publish(kill_after=chance.uniform(0, usual)))
        stage.edit(number + 1000)
        assert stage.publish() == 0
        stage.holds()
    assert ends.count(-signal.SIGKILL) > 10
