"""One request to another site: it says who asks, and reads no more than is needed."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from sitegen import __version__

#: By this name a robots.txt can speak of this program.
NAME = "sitegen"

_ANSWER_WITHIN = 20.0
#: What an address holds as it is; all else is sent as % and two digits. Source: RFC 3986.
KEPT = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True)
class Answer:
    """What came of a request: a status, or the trouble that kept a host from answering.

    ``location`` is the address to which the host sends on, ``retry_after`` what it says of when to
    come again, ``text`` the beginning of what it sent, if that was wanted. ``is_dropped`` says that
    the connection ended without an answer, as it does where a host knows no HEAD.
    """

    status: int = 0
    location: str = ""
    retry_after: str = ""
    text: str = ""
    trouble: str = ""
    is_dropped: bool = False

    @property
    def is_found(self) -> bool:
        """Whether there is something at the address."""
        return 200 <= self.status < 300  # noqa: PLR2004 - as RFC 9110, 15, groups them

    @property
    def is_failure(self) -> bool:
        """Whether the host says that there is nothing, or nothing for this request."""
        return self.status >= 400  # noqa: PLR2004 - as above


class Asker:
    """Asks other sites in the name of the site that links to them."""

    def __init__(self, base_url: str) -> None:
        self._agent = f"{NAME}/{__version__} (looks at links of {base_url}; +{base_url})"
        self._opener = urllib.request.build_opener(FollowNothing)

    def ask(self, method: str, address: str, most: int = 0) -> Answer:
        """Ask once; read at most so many bytes of the answer."""
        headers = {"User-Agent": self._agent, "Accept": "*/*"}
        try:
            request = urllib.request.Request(as_sent(address), headers=headers, method=method)
            with self._open(request) as response:
                return _answer(response, address, most)
        except (OSError, HTTPException, ValueError) as error:
            dropped = isinstance(error, (HTTPException, ConnectionError))
            return Answer(trouble=_told(error), is_dropped=dropped)

    def _open(self, request: urllib.request.Request) -> Any:
        try:
            return self._opener.open(request, timeout=_ANSWER_WITHIN)
        except urllib.error.HTTPError as error:  # an answer as well, only not one of success
            return error


class FollowNothing(urllib.request.HTTPRedirectHandler):
    """Leaves it to the caller to follow: it has to be allowed at the other address, too."""

    def redirect_request(self, *_: Any) -> None:
        """Return no other request."""


def as_sent(address: str) -> str:
    """Return an address as it is sent; raise ValueError for one that cannot be.

    A name and a password before the host are left out: they are nobody's business.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if not host or parts.scheme not in ("http", "https"):
        raise ValueError("it is no address of the web")
    place = f"[{host}]" if ":" in host else host
    place += f":{parts.port}" if parts.port else ""
    path, query = quote(parts.path or "/", safe=KEPT), quote(parts.query, safe=KEPT)
    return urlunsplit((parts.scheme, place, path, query, ""))


def name_of(address: str) -> str:
    """Return the name of an address's host, "" if it is no address of the web."""
    try:
        return urlsplit(as_sent(address)).hostname or ""
    except ValueError:
        return ""


def _answer(response: Any, address: str, most: int) -> Answer:
    headers = response.headers
    location = headers.get("Location", "")
    # Hosts send what is not ASCII as UTF-8, and headers are read as Latin-1.
    location = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    return Answer(
        status=response.status,
        location=urljoin(as_sent(address), location) if location else "",
        retry_after=headers.get("Retry-After", ""),
        text=response.read(most).decode("utf-8", "replace") if most else "",
    )


def _told(error: Exception) -> str:
    """Return what kept a host from answering, in an editor's words."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({reason.verify_message})"
    if isinstance(reason, TimeoutError):
        return "no answer came in time"
    if isinstance(reason, OSError) and reason.args and isinstance(reason.args[0], int):
        return _of_system(reason)
    return f"{reason}" if isinstance(error, ValueError) else f"no sound answer came ({reason})"


def _of_system(error: OSError) -> str:
    import socket

    if isinstance(error, socket.gaierror):
        return "there is no host of that name"
    return f"no connection ({error.strerror or error})"
