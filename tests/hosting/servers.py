"""Real servers, each on a free port of this computer, with the rules of one site."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest

#: In seconds: how long a server may take to start, to answer or to end on a busy computer.
START_WITHIN = 120

NGINX = """
daemon off;
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{}}
http {{
    access_log off;
    include {types};
    client_body_temp_path {work}/1; proxy_temp_path {work}/2; fastcgi_temp_path {work}/3;
    uwsgi_temp_path {work}/4; scgi_temp_path {work}/5;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {work}/site.conf;
    }}
}}
"""
TYPES = """
types { text/html html; text/css css; text/javascript js; text/plain txt; application/pdf pdf; }
"""
MODULES = "mpm_event authz_core alias dir mime headers rewrite"
APACHE = """
ServerName 127.0.0.1
{user}
ServerRoot {work}
PidFile {work}/apache.pid
ErrorLog {work}/error.log
Listen 127.0.0.1:{port}
{modules}
TypesConfig /dev/null
AddType text/html .html
AddType text/css .css
AddType text/plain .txt
AddType application/pdf .pdf
DocumentRoot {root}
<Directory {root}>
AllowOverride FileInfo Indexes
Require all granted
</Directory>
"""
APACHE_MODULES = Path("/usr/lib/apache2/modules")


class Answer(NamedTuple):
    """What came back: the headers by their names in small letters."""

    status: int
    location: str
    headers: Mapping[str, str]
    body: bytes


def installed(name: str) -> str:
    """Return the program of a server, also from where an ordinary user's path does not lead."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


def needed(config: pytest.Config, name: str) -> None:
    """Leave a server out by its name where it is not installed; the long run needs it."""
    program = "apache2" if name == "apache" else name
    if not installed(program):
        said = f"{name} is not installed, so it was not tried (apt install {program})"
        pytest.fail(said) if config.getoption("--run-long") else pytest.skip(said)


@contextmanager
def nginx(work: Path, root: Path, rules: str) -> Iterator[int]:
    (work / "site.conf").write_text(rules, "utf-8")
    (work / "types").write_text(TYPES, "utf-8")
    with running(
        lambda port: NGINX.format(work=work, root=root, port=port, types=work / "types"),
        [installed("nginx"), "-p", str(work), "-c", str(work / "conf")],
        work,
    ) as port:
        yield port


@contextmanager
def apache(work: Path, root: Path) -> Iterator[int]:
    loaded = [
        f"LoadModule {one}_module {APACHE_MODULES / f'mod_{one}.so'}" for one in MODULES.split()
    ]
    modules = "\n".join(loaded)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    with running(
        lambda port: APACHE.format(work=work, root=root, port=port, modules=modules, user=user),
        [installed("apache2"), "-d", str(work), "-f", str(work / "conf"), "-DFOREGROUND"],
        work,
    ) as port:
        yield port


@contextmanager
def running(conf: Callable[[int], str], command: list[str], work: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    (work / "conf").write_text(conf(port), "utf-8")
    with (work / "output").open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        wait_for(port, server, work)
        yield port
    finally:
        server.terminate()
        server.wait(START_WITHIN)


def wait_for(port: int, server: subprocess.Popen[bytes], work: Path) -> None:
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    said = (work / "output").read_text("utf-8", "replace")
    raise AssertionError(f"{server.args!r} does not start: {said}")


def ask(port: int, path: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask for a path exactly as it is written."""
    connection = HTTPConnection("127.0.0.1", port, timeout=START_WITHIN)
    connection.request("GET", path, headers=dict(headers or {}))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    found = {name.lower(): value for name, value in answer.getheaders()}
    location = found.get("location", "").removeprefix(f"http://127.0.0.1:{port}")
    return Answer(answer.status, location, found, body)
