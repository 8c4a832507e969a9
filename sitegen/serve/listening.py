"""Where the server listens, who can reach it there, and by which names it may be asked."""

from __future__ import annotations

import errno
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

_TRIES = 20
_LAST_PORT = 65535
_EVERY_ADDRESS = ("", "0.0.0.0", "::")


def listen(host: str, port: int) -> socket.socket:
    """Open a port, or the next one that is free; 0 stands for any. OSError if there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(port + _TRIES, _LAST_PORT)
    for candidate in range(port, last + 1):
        try:
            opened = socket.create_server((host, candidate), family=family)
            opened.setblocking(False)
            return opened
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(f"the ports {port} to {last} are all in use: name another with --port")


def port_of(opened: socket.socket) -> int:
    """Return the port that a socket listens on."""
    port: int = opened.getsockname()[1]
    return port


def url_of(host: str, port: int) -> str:
    """Return the address to type into a browser on this computer."""
    name = "127.0.0.1" if host in _EVERY_ADDRESS else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def is_loopback(name: str) -> bool:
    """Whether a name or address leads to this computer only."""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name.lower() == "localhost"


def audience(host: str) -> str:
    """Return who can reach a server beyond this computer, or "" if nobody can."""
    if is_loopback(host):
        return ""
    where = "any address of this computer" if host in _EVERY_ADDRESS else host
    return f"Everybody who can reach {where} can read this preview, drafts included."


def is_known_host(header: str, host: str) -> bool:
    """Whether a request may name its host so; ``host`` is where the server listens.

    A foreign name that leads to this computer is how a foreign page would read the preview
    (DNS rebinding). An address cannot be made to lead elsewhere, so beyond loopback all will do.
    """
    try:
        name = urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return False
    if is_loopback(name):
        return True
    own = (host.lower(), socket.gethostname().lower())
    return bool(name) and not is_loopback(host) and (name in own or _is_address(name))


def is_own_origin(origin: str | None, header: str) -> bool:
    """Whether a request comes from a page of this server, or from no page at all."""
    return origin is None or origin == f"http://{header}"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
