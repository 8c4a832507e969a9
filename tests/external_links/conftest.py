"""Other sites that a test makes up: one server on this computer answers for every name."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Lock, Thread
from typing import Any

import pytest

from sitegen.external_links import hosts

#: What an address answers: a status, with headers; or what a handler does by itself.
Reply = tuple[int, Mapping[str, str]] | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Web:
    """The web of a test: ``replies`` by host and path, and every request in its order.

    ``most_at_once`` is, by host, how many requests it had at the same time.
    """

    port: int = 0
    replies: dict[str, Reply] = field(default_factory=dict)
    robots: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: dict[str, int] = field(default_factory=dict)
    most_at_once: dict[str, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    came: Condition = field(default_factory=Condition)
    met: bool = False

    def url(self, place: str) -> str:
        host, slash, path = place.partition("/")
        return f"http://{host}.example:{self.port}{slash}{path}"

    @property
    def looks(self) -> list[str]:
        return [one for one in self.asked if not one.endswith("/robots.txt")]

    def come(self, host: str, request: BaseHTTPRequestHandler) -> str:
        with self.lock:
            self.asked.append(f"{request.command} {host}{request.path}")
            self.agents.add(request.headers["User-Agent"])
            self.at_once[host] = self.at_once.get(host, 0) + 1
            self.most_at_once[host] = max(self.most_at_once.get(host, 0), self.at_once[host])
        return f"{host}{request.path}"

    def go(self, host: str) -> None:
        with self.lock:
            self.at_once[host] -= 1


class Handler(BaseHTTPRequestHandler):
    web: Web
    host = ""

    def do_HEAD(self) -> None:
        self.host = self.headers["Host"].partition(".example")[0]
        self.answer(self.host, self.web.come(self.host, self))

    def end_headers(self) -> None:
        self.web.go(self.host)  # before the answer is sent, after which the next request may come
        super().end_headers()

    do_GET = do_HEAD  # noqa: N815 - the name that the library calls

    def answer(self, host: str, place: str) -> None:
        if self.path == "/robots.txt" and place not in self.web.replies:
            text = self.web.robots.get(host)
            self.reply(404 if text is None else 200, {}, text or "")
            return
        reply = self.web.replies.get(f"{self.command} {place}", self.web.replies.get(place))
        if callable(reply):
            reply(self)
        else:
            status, headers = reply or (404, {})
            to = {name: self.web.url(to) if name == "To" else to for name, to in headers.items()}
            self.reply(status, {("Location" if n == "To" else n): v for n, v in to.items()})

    def reply(self, status: int, headers: Mapping[str, str], text: str = "") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    known = socket.getaddrinfo

    def only_here(host: Any, port: Any, *words: Any, **names: Any) -> Any:
        """Know the names of this test and no other: no request leaves this computer."""
        if not str(host).endswith(".example") or str(host).startswith("nowhere"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known("127.0.0.1", port, *words, **names)

    monkeypatch.setattr(socket, "getaddrinfo", only_here)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr("sitegen.external_links.check.Hosts", partial(hosts.Hosts, pause=0.0))
    with served(Web()) as found:
        yield found


@contextmanager
def served(web: Web) -> Iterator[Web]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Of", (Handler,), {"web": web}))
    server.daemon_threads = True
    web.port = server.server_port
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
