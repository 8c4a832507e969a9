"""From a save to the browser's message, in this builder's dev server and in Hugo's.

    python3 benchmarks/serve.py --pages 1000 --saves 60
    python3 benchmarks/serve.py --pages 10000 --saves 20 --only engine --edits body,title,partial
    python3 benchmarks/serve.py --real-site --saves 20

Both servers run at once on sites of the same pages; saves go to one and the other in turn. For a
tab stands a client of the LiveReload protocol, which both speak. What is measured ends with the
message; should the page that is served then not hold the saved words yet, once it does. With
--real-site it is a copy of the project's own site, in this builder's server alone, and edits of
every kind. The time until the tab holds the page that it asks for then is told beside.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks import corpus
from benchmarks.command import tools_folder
from benchmarks.tool import Tool
from benchmarks.tools import ENGINE, HUGO, ROOT
from sitegen.sources import ROOTS

_START_WITHIN = 120
_ANSWER_WITHIN = 10
_BETWEEN_SAVES = 0.4
_HELLO = '{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}'
_INFO = '{"command": "info", "url": "%s", "build": ""}'

#: What a tab hears over its socket.
Heard = asyncio.Queue[str | bytes | None]


@dataclass
class Server:
    """A server that runs: where its tabs connect, and how long each save took, in seconds."""

    tool: Tool
    address: str
    socket_path: str
    looked_at: str
    edits: Mapping[str, Edit]
    times: dict[str, list[float]] = field(default_factory=dict)
    loaded: dict[str, list[float]] = field(default_factory=dict)


def main() -> int:
    """Measure the servers and print a table for each kind of edit."""
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="benchmark-")))
        tools = tools_folder(options.tools)
        starts = {"engine": _engine, "hugo": lambda *words: _hugo(tools, *words)}
        only = ["engine"] if options.real_site else options.only.split(",")
        layout = _real if options.real_site else partial(_corpus, options.pages, options.edits)
        servers = [
            stack.enter_context(_running(starts[name], folder / name, layout)) for name in only
        ]
        asyncio.run(_measure(servers, options.saves))
    print(_table(servers, "the project's own site" if options.real_site else options.pages))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        allow_abbrev=False, prog="serve.py", description="From a save to the message."
    )
    parser.add_argument("--pages", type=int, default=1000, help="how many pages (%(default)s)")
    parser.add_argument("--saves", type=int, default=60, help="how many saves (%(default)s)")
    parser.add_argument("--only", default="engine,hugo", help="which servers (%(default)s)")
    parser.add_argument("--edits", default="body", help="of body,title,partial,data (%(default)s)")
    parser.add_argument("--real-site", action="store_true", help="the project's own site")
    parser.add_argument("--tools", type=Path, metavar="DIR", help="where Hugo is installed, once")
    return parser.parse_args()


Start = Callable[[Path, int], tuple[Tool, Sequence[str], str]]
#: Writes a site for a tool; returns the URL that a tab shows, and what is edited.
Layout = Callable[[Tool, Path], tuple[str, Mapping[str, "Edit"]]]


@dataclass(frozen=True)
class Edit:
    """An edit that can be made again and again: the ``mark`` in a file gets another number.

    ``shown`` tells that the page which the tab shows has the mark in it, too.
    """

    file: Path
    mark: str
    shown: bool = True

    def make(self, number: int) -> str:
        """Save the file; return the mark that the page has to show, or ""."""
        text, times = re.subn(rf"\b{self.mark}\d+", new := f"{self.mark}{number}", self._text)
        if times != 1:
            raise ValueError(f"{self.file} holds {times} marks {self.mark}")
        self.file.write_text(text, "utf-8")
        return new if self.shown else ""

    @property
    def _text(self) -> str:
        return self.file.read_text("utf-8")

    def begin(self, before: str) -> Edit:
        """Put the first mark behind some words of the file."""
        self.file.write_text(self._text.replace(before, f"{before} {self.mark}0", 1), "utf-8")
        return self


def _corpus(pages: int, edits: str, tool: Tool, site: Path) -> tuple[str, Mapping[str, Edit]]:
    tool.lay_out(site, pages)
    kinds = edits.split(",")
    files = {kind: tool.edited_file(site, kind) for kind in kinds}
    url = corpus.page(corpus.EDITED).url
    return url, {kind: Edit(file, f"{kind}-edition-") for kind, file in files.items()}


#: What is edited of the project's own site: a file, and the words behind which the mark comes. The
#: tab shows the page whose text and title are edited.
_LOOKED_AT = "/about-us/our-founder/"
_REAL_EDITS = {
    "text": ("content/about-us/our-founder.md", "Both worked in Hackney, London, and", True),
    "title": ("content/about-us/our-founder.md", "title: Our Founder", True),
    "style sheet": ("assets/css/site.css", "/*", False),
    "partial of all pages": ("templates/partials/footer.html", '<span class="line">', True),
    "navigation": ("data/navigation.yaml", "title: The Pause Story", True),
    "site.yaml": ("data/site.yaml", "line: Creating space for change", True),
    "report": ("data/reports.yaml", "summary: The first independent evaluation of", False),
    "picture": ("assets/images/home.svg", "<style>/*", False),
}


def _real(_: Tool, site: Path) -> tuple[str, Mapping[str, Edit]]:
    for folder in ROOTS:
        shutil.copytree(ROOT / folder, site / folder)
    sheet, drawing = site / "assets/css/site.css", site / "assets/images/home.svg"
    sheet.write_text(f"/* */\n{sheet.read_text('utf-8')}", "utf-8")
    drawing.write_text(drawing.read_text("utf-8").replace("<style>", "<style>/* */"), "utf-8")
    edits = {
        kind: Edit(site / path, f"edition-{place}-of-", shown).begin(before)
        for place, (kind, (path, before, shown)) in enumerate(_REAL_EDITS.items())
    }
    return _LOOKED_AT, edits


def _engine(_site: Path, port: int) -> tuple[Tool, Sequence[str], str]:
    python, program, *here = ENGINE.command(Path())
    words = [python, program, "serve", *here, "--port", str(port)]
    return ENGINE, words, "/__sitegen__/livereload"


def _hugo(tools: Path, _site: Path, port: int) -> tuple[Tool, Sequence[str], str]:
    words = [*HUGO.command(tools / HUGO.name), "server", "--port", str(port)]
    return HUGO, [*words, "--bind", "127.0.0.1"], "/livereload"


@contextmanager
def _running(start: Start, site: Path, layout: Layout) -> Iterator[Server]:
    port = _free_port()
    tool, command, socket_path = start(site, port)
    looked_at, edits = layout(tool, site)
    with site.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen(command, cwd=site, stdout=log, stderr=subprocess.STDOUT)
        try:
            server = Server(tool, f"127.0.0.1:{port}", socket_path, looked_at, edits)
            _wait(server)
            yield server
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        port: int = opened.getsockname()[1]
        return port


def _wait(server: Server) -> None:
    patience = time.monotonic() + _START_WITHIN
    while time.monotonic() < patience:
        try:
            _page(server)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{server.tool.label} does not serve")


def _page(server: Server) -> str:
    url = f"http://{server.address}{server.looked_at}"
    with urllib.request.urlopen(url, timeout=_ANSWER_WITHIN) as answer:
        text: str = answer.read().decode()
        return text


async def _measure(servers: Sequence[Server], saves: int) -> None:
    heard: list[Heard] = [asyncio.Queue() for _ in servers]
    tabs = [await _tab(*one) for one in zip(servers, heard, strict=True)]
    for kind in servers[0].edits:
        for number in range(1, saves + 1):
            for server, messages in zip(servers, heard, strict=True):
                await _save(server, messages, kind, number)
    for tab in tabs:
        tab.close()


async def _tab(server: Server, heard: Heard) -> WebSocketClientConnection:
    _page(server)
    address = f"ws://{server.address}{server.socket_path}"
    tab = await websocket_connect(address, on_message_callback=heard.put_nowait)
    for message in (_HELLO, _INFO % server.looked_at):
        await tab.write_message(message)
    await asyncio.sleep(1)
    return tab


async def _save(server: Server, heard: Heard, kind: str, number: int) -> None:
    """Save an edit; wait for the message, and until the new page is what is served."""
    await asyncio.sleep(_BETWEEN_SAVES)
    while not heard.empty():  # what the save before led to, or the first greeting
        heard.get_nowait()
    started = time.perf_counter()
    mark = server.edits[kind].make(number)
    await asyncio.wait_for(_reload(heard), _ANSWER_WITHIN)
    seconds = time.perf_counter() - started
    text = _page(server)
    server.loaded.setdefault(kind, []).append(time.perf_counter() - started)
    if mark not in text:  # it was told too early
        seconds = await _until_served(server, mark, started)
    server.times.setdefault(kind, []).append(seconds)


async def _until_served(server: Server, mark: str, started: float) -> float:
    """Return after how many seconds the page holds a mark."""
    while mark not in _page(server):
        if time.perf_counter() - started > _ANSWER_WITHIN:
            raise TimeoutError(f"{server.tool.label} does not serve what was saved")
        await asyncio.sleep(0.001)
    return time.perf_counter() - started


async def _reload(heard: Heard) -> None:
    while '"reload"' not in str(await heard.get()):
        pass


def _table(servers: Sequence[Server], pages: object) -> str:
    saves = len(next(iter(servers[0].times.values())))
    what = f"{pages} pages" if isinstance(pages, int) else pages
    lines = [
        f"From a save to the message, {what}, {saves} saves, milliseconds:",
        "",
        "|  | median | 95th percentile | longest | page loaded, median |",
        "| --- | --: | --: | --: | --: |",
    ]
    for kind in servers[0].times:
        for server in servers:
            times, loaded = server.times[kind], server.loaded[kind]
            late = statistics.quantiles(times, n=20)[-1]
            values = (statistics.median(times), late, max(times), statistics.median(loaded))
            cells = " | ".join(f"{value * 1000:.0f}" for value in values)
            lines.append(f"| {kind}, {server.tool.label} | {cells} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
