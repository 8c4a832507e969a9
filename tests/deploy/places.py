"""Places to publish to, small outputs to publish, and cuts in the middle."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from socket import create_connection, socket
from typing import Any, Protocol

from sitegen.deploy.folder import Folder, files_of
from sitegen.deploy.git_branch import MANIFEST, NO_JEKYLL, GitBranch
from sitegen.deploy.host import HISTORY, Host
from sitegen.deploy.publication import Publication, Request, go_back, publish
from sitegen.deploy.rclone import program
from sitegen.deploy.storage import StorageHost
from sitegen.documents.hosting import Branch, Storage

Texts = Mapping[str, str]

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

#: Three states of a small site: every page uses the style sheet of its state.
FIRST: Texts = {
    "index.html": "<link href=/assets/site.1111111111.css>Welcome",
    "news/index.html": "<link href=/assets/site.1111111111.css>No news",
    "assets/site.1111111111.css": "body {color: red}",
    "files/report.pdf": "a report",
    "sitemap.xml": "/ /news/",
}
SECOND: Texts = {
    "index.html": "<link href=/assets/site.2222222222.css>Welcome",
    "news/index.html": "<link href=/assets/site.2222222222.css>A Practice opens",
    "news/hull/index.html": "<link href=/assets/site.2222222222.css>In Hull",
    "assets/site.2222222222.css": "body {color: blue}",
    "files/report.pdf": "a report",
    "sitemap.xml": "/ /news/ /news/hull/",
}
THIRD: Texts = {
    "index.html": "<link href=/assets/site.3333333333.css>Good morning",
    "news/index.html": "<link href=/assets/site.3333333333.css>A Practice opens",
    "assets/site.3333333333.css": "body {color: green}",
    "sitemap.xml": "/ /news/",
}


class Cut(BaseException):
    """The process ends here, as far as the code can tell."""


class Place(Protocol):
    """Somewhere that can be published to, and looked at as its visitors do."""

    def host(self) -> Host: ...

    def holds(self) -> dict[str, str]: ...

    def put(self, path: str, text: str) -> None:
        """Put a file there, as somebody else does."""

    def folders(self) -> set[str]:
        """Return the folders there, where there are such."""


@dataclass
class FolderPlace:
    folder: Path
    waits: list[str] = field(default_factory=list)

    def host(self) -> Host:
        return Folder(self.folder, None, lambda: self.waits.append("waited"))

    def holds(self) -> dict[str, str]:
        return texts_in(self.folder)

    def put(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def folders(self) -> set[str]:
        return folders_in(self.folder)


@dataclass
class BranchPlace:
    bare: Path
    force: bool = False

    def host(self) -> Host:
        branch = Branch(str(self.bare), "gh-pages")
        return GitBranch(self.bare.parent, branch, force=self.force)

    def holds(self) -> dict[str, str]:
        if not git(self.bare, "branch", "--list", "gh-pages"):
            return {}
        names = git(self.bare, "ls-tree", "-r", "--name-only", "gh-pages").split("\n")
        own = (MANIFEST, NO_JEKYLL)
        return {n: git(self.bare, "show", f"gh-pages:{n}") for n in names if n not in own}

    def put(self, path: str, text: str) -> None:
        clone = self.bare.parent / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        git(self.bare.parent, "clone", "-q", "-b", "gh-pages", str(self.bare), str(clone))
        FolderPlace(clone).put(path, text)
        git(clone, "add", "--all")
        git(clone, "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-qm", "By hand")
        git(clone, "push", "-q")

    def folders(self) -> set[str]:
        return set()


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode()[: -1 if words[0] != "show" else None]


def texts_in(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text() for path in files_of(folder)}


def folders_in(folder: Path) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}
    return {path for path in found if not path.startswith(HISTORY)}


@dataclass
class Story:
    """One output after the other, published to one place."""

    place: Place
    output: Path

    def write(self, texts: Texts) -> None:
        shutil.rmtree(self.output, ignore_errors=True)
        for path, text in texts.items():
            FolderPlace(self.output).put(path, text)

    def publish(self, texts: Texts, **request: Any) -> Publication:
        self.write(texts)
        return publish(self.place.host(), files_of(self.output), self.output, asked(request))

    def go_back(self, number: int | None = None, **request: Any) -> Publication:
        return go_back(self.place.host(), number, asked(request))


def asked(request: Mapping[str, Any]) -> Request:
    return Request(**{"now": NOW, **request})


#: What each kind of server is started with, and what a target then says of it.
SERVERS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "s3": (
        ("--auth-key", "key-of-the-test,secret-of-the-test"),
        {"type": "s3", "provider": "Rclone", "endpoint": "http://127.0.0.1:{port}"},
    ),
    "sftp": (
        ("--user", "me", "--pass", "secret-of-the-test"),
        {"type": "sftp", "host": "127.0.0.1", "port": "{port}", "user": "me"},
    ),
    "webdav": (
        ("--user", "me", "--pass", "secret-of-the-test"),
        {"type": "webdav", "url": "http://127.0.0.1:{port}", "user": "me"},
    ),
}


@dataclass
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]


@dataclass
class StoragePlace:
    """A folder of a server that rclone runs; ``root`` is what the server serves."""

    kind: str
    root: Path
    server: Server
    path: str

    def host(self) -> Host:
        settings = {k: v.format(port=self.server.port) for k, v in SERVERS[self.kind][1].items()}
        return StorageHost("trial", Storage(settings, self.path), "", lambda: None)

    def holds(self) -> dict[str, str]:
        found = texts_in(self.root / self.path)
        return {path: text for path, text in found.items() if not path.startswith(HISTORY)}

    def put(self, path: str, text: str) -> None:
        FolderPlace(self.root / self.path).put(path, text)
        self.server.process.send_signal(signal.SIGHUP)  # it looks at all folders anew
        time.sleep(0.2)

    def folders(self) -> set[str]:
        return set() if self.kind == "s3" else folders_in(self.root / self.path)


@contextmanager
def serving(kind: str, root: Path) -> Iterator[Server]:
    """Serve a folder with rclone."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    (root / "site").mkdir(parents=True)
    words = ["--config=", "serve", kind, str(root), "--addr", f"127.0.0.1:{port}"]
    words += SERVERS[kind][0]
    with subprocess.Popen([program(), *words], stderr=subprocess.DEVNULL) as server:
        try:
            while not answers(port):
                assert server.poll() is None, words
            yield Server(port, server)
        finally:
            server.terminate()


def answers(port: int) -> bool:
    try:
        with create_connection(("127.0.0.1", port), timeout=0.1):
            return True
    except OSError:
        return False
