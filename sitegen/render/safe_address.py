"""What an address in a finished page is to a browser, and whether it may stand there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from sitegen.documents.web_address import SCHEMES

#: What browsers drop before they read an address: controls and spaces around it, and tabs and line
#: ends anywhere. Source: URL Standard (https://url.spec.whatwg.org/#concept-basic-url-parser).
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)


class Unsafe(NamedTuple):
    """Why something may not stand in a page, and how to mend it."""

    message: str
    help: str


@lru_cache(maxsize=1 << 14)  # menus and footers stand in every page
def unsafe_address(written: str) -> Unsafe | None:
    """Return why an address (as an attribute holds it, decoded) may not be published, or None."""
    address = written.strip(_AROUND).translate(_WITHIN)
    if match := _SCHEME.match(address):
        return _unsafe_scheme(address, match[1].lower())
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if "\\" in path:
        return Unsafe(f"browsers read \\ in {shown(written)} as /", "write / in its place")
    if path.startswith("//"):
        return Unsafe(
            f"{shown(written)} leads to another host without saying how",
            f"write https:{path} for another site, one / for a page of this one",
        )
    return None


def _unsafe_scheme(address: str, scheme: str) -> Unsafe | None:
    if scheme not in SCHEMES:
        return Unsafe(
            f"links with {scheme}: are not allowed",
            f"allowed are {', '.join(SCHEMES)}, and paths of this site",
        )
    if scheme in ("http", "https"):
        return _unsafe_host(address, scheme)
    return None


def _unsafe_host(address: str, scheme: str) -> Unsafe | None:
    """Return what is wrong before the path: browsers take more forms for a host than people see."""
    help_ = "copy it from the browser: https://www.gov.uk/x"
    before = re.split(r"[?#]", address, maxsplit=1)[0]
    if not _WEB.match(address) or "\\" in before:
        return Unsafe(f"{shown(address)} is no whole web address", help_)
    try:
        has_user = "@" in urlsplit(address).netloc
    except ValueError:
        return Unsafe(f"{shown(address)} is no whole web address", help_)
    if has_user:
        message = f"{shown(address)} has a name before its host, which misleads readers"
        return Unsafe(message, f"write the host right after {scheme}://")
    return None


def leads_elsewhere(address: str) -> bool:
    """Whether a safe address leads to another host (or to a telephone, or a mailbox)."""
    return bool(_SCHEME.match(address.strip(_AROUND).translate(_WITHIN)))


def shown(text: str) -> str:
    """Return a text as a message shows it: one line, no control characters, not too long."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    longest = 80
    return clean if len(clean) <= longest else f"{clean[:longest]}…"
