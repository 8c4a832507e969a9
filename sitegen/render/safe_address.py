"""What an address in a finished page is to a browser, and whether it may stand there."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from sitegen.diagnostics import Finding
from sitegen.fields.web_address import SCHEMES

#: What browsers drop before they read an address: controls and spaces around it, and tabs and line
#: ends anywhere. Source: URL Standard (https://url.spec.whatwg.org/#concept-basic-url-parser).
_AROUND = "".join(map(chr, range(0x21)))
_WITHIN = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_WEB = re.compile(r"https?://[^/?#]", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)  # menus and footers stand in every page
def unsafe_address(written: str) -> Finding | None:
    """Return why an address (as an attribute holds it, decoded) may not be published, or None."""
    address = written.strip(_AROUND).translate(_WITHIN)
    if match := _SCHEME.match(address):
        return _unsafe_scheme(address, match[1].lower())
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if "\\" in path:
        return _unsafe(f"browsers read \\ in {shown(written)} as /", "write / in its place")
    if path.startswith("//"):
        return _unsafe(
            f"{shown(written)} leads to another host without saying how",
            f"write https:{path} for another site, one / for a page of this one",
        )
    return None


def _unsafe_scheme(address: str, scheme: str) -> Finding | None:
    if scheme not in SCHEMES:
        return _unsafe(
            f"links with {scheme}: are not allowed",
            f"allowed are {', '.join(SCHEMES)}, and paths of this site",
        )
    if scheme in ("http", "https"):
        return _unsafe_host(address, scheme)
    return None


def _unsafe_host(address: str, scheme: str) -> Finding | None:
    """Return what is wrong before the path: browsers take more forms for a host than people see."""
    help_ = "copy it from the browser: https://www.example.org/x"
    before = re.split(r"[?#]", address, maxsplit=1)[0]
    if not _WEB.match(address) or "\\" in before:
        return _unsafe(f"{shown(address)} is no whole web address", help_)
    try:
        has_user = "@" in urlsplit(address).netloc
    except ValueError:
        return _unsafe(f"{shown(address)} is no whole web address", help_)
    if has_user:
        message = f"{shown(address)} has a name before its host, which misleads readers"
        return _unsafe(message, f"write the host right after {scheme}://")
    return None


def _unsafe(message: str, help_: str) -> Finding:
    return Finding("unsafe-link", message, help_)


def leads_elsewhere(address: str) -> bool:
    """Whether a safe address leads to another host (or to a telephone, or a mailbox)."""
    return bool(_SCHEME.match(address.strip(_AROUND).translate(_WITHIN)))


def shown(text: str) -> str:
    """Return a text as a message shows it: one line, no control characters, not too long."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)
    longest = 80
    return clean if len(clean) <= longest else f"{clean[:longest]}…"
