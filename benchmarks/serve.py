"""From a save to the browser's message, in this builder's dev server and in Hugo's.

    python3 benchmarks/serve.py --pages 1000 --saves 60

Both servers run at once on sites of the same pages; saves go to one and the other in turn. For a
tab stands a client of the LiveReload protocol, which both speak. What is measured ends with the
message; should the page that is served then not hold the saved words yet, once it does.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks import corpus
from benchmarks.command import tools_folder
from benchmarks.tool import Tool
from benchmarks.tools import ENGINE, HUGO

_START_WITHIN = 120
_ANSWER_WITHIN = 10
_BETWEEN_SAVES = 0.4
_HELLO = '{"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]}'
_INFO = '{"command": "info", "url": "/", "build": ""}'

#: What a tab hears over its socket.
Heard = asyncio.Queue[str | bytes | None]


@dataclass
class Server:
    """A server that runs: where its tabs connect, and how long each save took, in seconds."""

    tool: Tool
    site: Path
    address: str
    socket_path: str
    times: list[float] = field(default_factory=list)


def main() -> int:
    """Measure both servers and print a table."""
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="benchmark-")))
        tools = tools_folder(options.tools)
        starts = {"engine": _engine, "hugo": lambda *words: _hugo(tools, *words)}
        servers = [
            stack.enter_context(_running(start, folder / name, options.pages))
            for name, start in starts.items()
        ]
        asyncio.run(_measure(servers, options.saves))
    print(_table(servers, options.pages))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        allow_abbrev=False, prog="serve.py", description="From a save to the message."
    )
    parser.add_argument("--pages", type=int, default=1000, help="how many pages (%(default)s)")
    parser.add_argument("--saves", type=int, default=60, help="how many saves (%(default)s)")
    parser.add_argument("--tools", type=Path, metavar="DIR", help="where Hugo is installed, once")
    return parser.parse_args()


Start = Callable[[Path, int], tuple[Tool, Sequence[str], str]]


def _engine(_site: Path, port: int) -> tuple[Tool, Sequence[str], str]:
    python, program, *here = ENGINE.command(Path())
    words = [python, program, "serve", *here, "--port", str(port)]
    return ENGINE, words, "/__sitegen__/livereload"


def _hugo(tools: Path, _site: Path, port: int) -> tuple[Tool, Sequence[str], str]:
    words = [*HUGO.command(tools / HUGO.name), "server", "--port", str(port)]
    return HUGO, [*words, "--bind", "127.0.0.1"], "/livereload"


@contextmanager
def _running(start: Start, site: Path, pages: int) -> Iterator[Server]:
    port = _free_port()
    tool, command, socket_path = start(site, port)
    tool.lay_out(site, pages)
    with site.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen(command, cwd=site, stdout=log, stderr=subprocess.STDOUT)
        try:
            server = Server(tool, site, f"127.0.0.1:{port}", socket_path)
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
    url = f"http://{server.address}{corpus.page(corpus.EDITED).url}"
    with urllib.request.urlopen(url, timeout=_ANSWER_WITHIN) as answer:
        text: str = answer.read().decode()
        return text


async def _measure(servers: Sequence[Server], saves: int) -> None:
    heard: list[Heard] = [asyncio.Queue() for _ in servers]
    tabs = [await _tab(*one) for one in zip(servers, heard, strict=True)]
    for number in range(1, saves + 1):
        for server, messages in zip(servers, heard, strict=True):
            await _save(server, messages, number)
    for tab in tabs:
        tab.close()


async def _tab(server: Server, heard: Heard) -> WebSocketClientConnection:
    _page(server)
    address = f"ws://{server.address}{server.socket_path}"
    tab = await websocket_connect(address, on_message_callback=heard.put_nowait)
    for message in (_HELLO, _INFO):
        await tab.write_message(message)
    await asyncio.sleep(1)
    return tab


async def _save(server: Server, heard: Heard, number: int) -> None:
    """Save the edited page; wait for the message, and until the new page is what is served."""
    await asyncio.sleep(_BETWEEN_SAVES)
    while not heard.empty():  # what the save before led to, or the first greeting
        heard.get_nowait()
    started = time.perf_counter()
    mark = corpus.edit(server.tool.edited_file(server.site, "body"), "body", number)
    await asyncio.wait_for(_reload(heard), _ANSWER_WITHIN)
    seconds = time.perf_counter() - started
    while mark not in _page(server):  # it was told too early
        if seconds > _ANSWER_WITHIN:
            raise TimeoutError(f"{server.tool.label} does not serve what was saved")
        await asyncio.sleep(0.001)
        seconds = time.perf_counter() - started
    server.times.append(seconds)


async def _reload(heard: Heard) -> None:
    while '"reload"' not in str(await heard.get()):
        pass


def _table(servers: Sequence[Server], pages: int) -> str:
    lines = [
        f"From a save to the message, {pages} pages, {len(servers[0].times)} saves, milliseconds:",
        "",
        "|  | median | 95th percentile | longest |",
        "| --- | --: | --: | --: |",
    ]
    for server in servers:
        late = statistics.quantiles(server.times, n=20)[-1]
        values = (statistics.median(server.times), late, max(server.times))
        cells = " | ".join(f"{value * 1000:.0f}" for value in values)
        lines.append(f"| {server.tool.label} | {cells} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
