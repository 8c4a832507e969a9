"""Nobody but this computer's own browser reads the preview, and nothing but what is published."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.websocket import websocket_connect

from tests.serve.serving import PATIENCE, Serving, serving

SOCKET = "/__sitegen__/livereload"


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("sites")
    (folder / "secret.txt").write_text("secret")
    with serving(folder / "site") as running:
        strange = running.output / "strange"
        strange.mkdir()
        (strange / "out.txt").symlink_to(folder / "secret.txt")
        (strange / "folder").symlink_to(folder)
        (strange / ".env").write_text("secret")
        (running.output / ".git").mkdir()
        (running.output / ".git/config").write_text("secret")
        yield running
        for path in (strange / "out.txt", strange / "folder", strange / ".env"):
            path.unlink()
        strange.rmdir()
        (running.output / ".git/config").unlink()
        (running.output / ".git").rmdir()


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/../../secret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
        "/..%2f..%2fsecret.txt",
        "/about/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/strange/out.txt",
        "/strange/folder/secret.txt",
        "/strange/.env",
        "/.git/config",
        "/.well-known/../.git/config",
        "/.well-known/.env",
        "/about/%00",
        "/__sitegen__/../preview.py",
        "/__sitegen__/bar.html",
        "/forcereload?path=/",
        "/livereload.js",
        f"/{'a' * 300}",
        f"/{'a' * 300}/",
        f"/{'a/' * 3000}",
    ],
)
def test_what_is_not_published_is_not_there(preview: Serving, path: str) -> None:
    answer = preview.ask(path)
    assert (answer.status, "Nothing is here." in answer.text) == (404, True)
    assert "secret" not in answer.text


@pytest.mark.parametrize("ending", ["/about", "/about/", "/about/index.html"])
def test_no_path_of_this_computer_leads_in(tmp_path: Path, ending: str) -> None:
    with serving(tmp_path / "site", output=tmp_path / "out") as preview:
        answer = preview.ask(f"/{preview.output.resolve()}{ending}")
        assert (answer.status, answer.headers.get("Location")) == (404, None)


def test_the_strange_files_would_be_found_without_that_care(preview: Serving) -> None:
    assert (preview.output / "strange/out.txt").read_text() == "secret"
    (preview.output / "strange/plain.txt").write_text("plain")
    assert preview.ask("/strange/plain.txt").text == "plain"
    (preview.output / "strange/plain.txt").unlink()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
@pytest.mark.parametrize("path", ["/", "/lost", "/sitemap.xml", "/__sitegen__/preview.js", SOCKET])
def test_a_foreign_name_is_refused(preview: Serving, host: str, path: str) -> None:
    answer = preview.ask(path, Host=host)
    assert (answer.status, answer.text) == (421, "421: Misdirected Request\n")


@pytest.mark.parametrize("host", ["localhost:1", "LOCALHOST", "127.0.0.1", "[::1]:8000"])
def test_every_name_of_this_computer_will_do(preview: Serving, host: str) -> None:
    assert preview.ask("/", Host=host).status == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://localhost"])
@pytest.mark.parametrize("path", ["/", "/sitemap.xml", SOCKET])
def test_a_foreign_page_is_refused(preview: Serving, origin: str, path: str) -> None:
    assert preview.ask(path, Origin=origin).status == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(preview: Serving, method: str) -> None:
    assert preview.ask("/", method).status == 405


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Version": "13",
}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 101),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 421),
    ],
)
def test_a_foreign_page_cannot_listen(
    preview: Serving, headers: dict[str, str], status: int
) -> None:
    assert preview.ask(SOCKET, **UPGRADE, **headers).status == status


def first_answer(preview: Serving, *messages: str) -> str:
    """Say something over the socket and return the first answer to it."""

    async def talk() -> str:
        socket = await websocket_connect(f"ws://{preview.netloc}{SOCKET}")
        for message in messages:
            await socket.write_message(message)
        answer = await asyncio.wait_for(socket.read_message(), PATIENCE)
        socket.close()
        while await socket.read_message() is not None:
            pass
        return str(answer)

    return asyncio.run(talk())


def test_nonsense_over_the_socket_is_ignored(preview: Serving) -> None:
    nonsense = ["", "{", "[]", "1", '"hello"', "{}", '{"command": "url"}', '{"command": ["a"]}']
    nonsense.append("[" * 100_000)
    hello = '{"command": "hello"}'
    assert '"command": "hello"' in first_answer(preview, *nonsense, hello)


@pytest.mark.parametrize("url", ["/\\ud800", f"/{'a' * 300}", "/\\u0000", ""])
def test_a_tab_that_is_nowhere_gets_the_bar_of_no_page(preview: Serving, url: str) -> None:
    build = preview.ask("/").text.partition('data-build="')[2].partition('"')[0]
    answer = first_answer(preview, f'{{"command": "info", "url": "{url}", "build": "{build}"}}')
    assert "This address has no page" in json.loads(answer)["bar"]


def test_a_tab_of_an_earlier_server_is_reloaded(preview: Serving) -> None:
    answer = first_answer(preview, '{"command": "info", "url": "/", "build": "earlier-1"}')
    assert answer == '{"command": "reload", "path": "*", "liveCSS": true}'


def test_the_server_listens_on_this_computer_only(preview: Serving) -> None:
    assert preview.url.startswith("http://127.0.0.1:")
    assert not any("can read this preview" in line for line in preview.said)


def test_beyond_this_computer_it_says_who_can_read(tmp_path: Path) -> None:
    with serving(tmp_path / "site", host="0.0.0.0") as preview:
        who = "Everybody who can reach any address of this computer can read this preview"
        assert f"{who}, drafts included." in preview.said
        assert preview.url.startswith("http://127.0.0.1:")
        assert preview.ask("/", Host="192.0.2.7:8000").status == 200
        assert preview.ask("/", Host="evil.example").status == 421
        assert preview.ask("/", Host=os.uname().nodename).status == 200
