"""Names and addresses of the server, and those of others."""

from __future__ import annotations

import socket

import pytest

from sitegen.serve import listening
from sitegen.serve.listening import audience, is_known_host, is_own_origin, listen, port_of, url_of


@pytest.mark.parametrize(
    ("header", "host", "known"),
    [
        ("localhost", "127.0.0.1", True),
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("192.0.2.7", "127.0.0.1", False),
        ("example.org", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("[", "127.0.0.1", False),
        ("192.0.2.7:8000", "0.0.0.0", True),
        ("[2001:db8::1]", "::", True),
        ("example.org", "0.0.0.0", False),
        ("", "", False),
        ("preview.example.org:80", "preview.example.org", True),
        ("preview.example.org.evil.example", "preview.example.org", False),
    ],
)
def test_which_hosts_are_known(header: str, host: str, known: bool) -> None:
    assert is_known_host(header, host) is known


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        (None, True),
        ("http://localhost:8000", True),
        ("http://localhost:8001", False),
        ("https://localhost:8000", False),
        ("http://evil.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_which_origins_are_own(origin: str | None, own: bool) -> None:
    assert is_own_origin(origin, "localhost:8000") is own


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("localhost", "http://localhost:80"),
    ],
)
def test_the_address_to_type(host: str, url: str) -> None:
    assert url_of(host, 80) == url


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_of_loopback_there_is_nothing_to_say(host: str) -> None:
    assert audience(host) == ""


def test_beyond_loopback_there_is() -> None:
    everybody = "Everybody who can reach {} can read this preview, drafts included."
    assert audience("0.0.0.0") == everybody.format("any address of this computer")
    assert audience("192.0.2.7") == everybody.format("192.0.2.7")


def test_the_next_free_port_is_taken_and_at_last_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "_TRIES", 0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = port_of(taken)
        with pytest.raises(OSError, match=f"the ports {port} to {port} are all in use"):
            listen("127.0.0.1", port)
