"""A dev server for a site written in a test, on a free port, and requests to it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from sitegen.build_request import Options, Result
from sitegen.output.folder import PREVIEW
from sitegen.report_formats import as_text
from sitegen.serve.server import Server
from sitegen.serve.state import ServeOptions
from sitegen.sources import ROOTS
from tests.support import DAY, Files, Site

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>'
    '<meta http-equiv="Content-Security-Policy" content="{{ site.csp }}">'
    '<link rel="stylesheet" href="{{ asset("css/site.css") }}"></head>'
    "<body><main>{{ page.html }}</main></body></html>"
)
#: A site with what a preview is about: pages, a style sheet, a page for lost addresses.
FILES: Files = {
    "content/index.md": "Welcome. [About](about.md), [News](news/index.md).",
    "content/about.md": "Who we are.",
    "content/news/index.md": "All news.",
    "content/404.md": "---\ntitle: Lost\ndescription: Lost.\nkind: error\n---\nNothing is here.",
    "templates/layouts/page.html": PAGE,
    "assets/css/site.css": "main { color: rgb(1, 2, 3) }",
}
#: In seconds: how long anything may take on a busy computer.
PATIENCE = 120.0


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Serving:
    """A server that runs, and the site that it shows."""

    site: Site
    server: Server
    output: Path
    said: list[str]

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def netloc(self) -> str:
        return self.url.removeprefix("http://")

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path exactly as it is written; ``Host`` may be any."""
        connection = HTTPConnection(self.netloc, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": self.netloc, **headers}.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def wait_for(self, text: str, path: str = "/") -> None:
        """Return once a page holds a text; fail if it does not in time."""
        until(lambda: text in self.ask(path).text, f"{path} with {text!r}")


def until(holds: Callable[[], bool], what: str) -> None:
    """Return once something holds; fail if it does not in time."""
    patience = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < patience, f"there was no {what}"
        time.sleep(0.01)


@contextmanager
def serving(
    root: Path, files: Files = FILES, *, broken: bool = False, **wishes: Any
) -> Iterator[Serving]:
    """Serve a site until the block ends; then its folder must be that of a clean build.

    ``broken`` tells that it has mistakes in it to begin with.
    """
    site = Site(root)
    site.write(files)
    said: list[str] = []
    options, output = options_of(root, said, **wishes)
    server = Server(options, output)
    with running(server):
        assert any("until this is mended" in line for line in said) == broken, said
        yield Serving(site, server, output, said)
    assert served(output) == clean_build(site, options.build.base_url)


@contextmanager
def running(server: Server) -> Iterator[None]:
    """Run a server in a thread of its own until the block ends."""
    thread = threading.Thread(target=server.run)
    thread.start()
    assert server.wait(PATIENCE), "the server does not serve"
    try:
        yield
    finally:
        server.stop()
        thread.join()


def options_of(root: Path, said: list[str], **wishes: Any) -> tuple[ServeOptions, Path]:
    """Return what a server is asked to do, and its folder; what it says is added to a list.

    Unless asked to, it does not look for changes by itself: a lost event is a lost save then.
    """
    output, base_url = wishes.pop("output", root / PREVIEW), wishes.pop("base_url", "")
    build = Options(
        root, output, DAY, base_url=base_url, drafts=True, fingerprints=False, say=said.append
    )
    defaults = {"port": 0, "look_every": 60.0, "day": lambda: DAY}
    return ServeOptions(
        build, report=report, describe_failure=str, **{**defaults, **wishes}
    ), output


def report(result: Result) -> str:
    """Return the mistakes of a build as they are printed."""
    found = result.diagnostics
    return as_text(found, result.source_line, colour=False) if found else ""


def served(output: Path) -> Mapping[str, bytes]:
    """Return every file that is served."""
    return Site(output.parent).files(output.name)


def clean_build(site: Site, base_url: str) -> Mapping[str, bytes]:
    """Return every file that a build of the same sources from nothing publishes."""
    afresh = site.root.with_name(f"{site.root.name}-afresh")
    shutil.rmtree(afresh, ignore_errors=True)
    for folder in ROOTS:
        if (site.root / folder).is_dir():
            shutil.copytree(site.root / folder, afresh / folder)
    built = Site(afresh).build(drafts=True, fingerprints=False, base_url=base_url)
    assert not built.result.failed, built.report
    return Site(afresh).files("output")
