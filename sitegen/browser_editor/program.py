"""Sveltia CMS as npm publishes it, held against its hash, and what of it a site serves.

Its script asks other hosts for its fonts: the addresses of these are changed to the site's own, and
the one without which no button has a sign is served too.
"""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sitegen.editing.change import EditRefusedError

_REGISTRY = "https://registry.npmjs.org/"
_TIMEOUT = 60
_FONTS = b"https://cdn.jsdelivr.net/fontsource/fonts/"
_SYMBOLS = b"material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2"


class Package(NamedTuple):
    """A package of npm in one version: its archive, its hash, and the file in it that is wanted."""

    archive: str
    sha512: str
    file: str


SCRIPT = Package(
    "@sveltia/cms/-/cms-0.221.1.tgz",
    "J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
    "package/dist/sveltia-cms.js",
)
FONT = Package(
    "@fontsource-variable/material-symbols-outlined/-/material-symbols-outlined-5.3.8.tgz",
    "vKpCnuTqRehg5RUVrqEQ/A8a52KykOJ65wqal9nxFXFVTYKlJOhx7r0TUbTgd2SN7oh31NJblxvX2CJxBNVqJg==",
    "package/files/material-symbols-outlined-latin-wght-normal.woff2",
)

#: Returns what stands at an address.
Fetch = Callable[[str], bytes]


def fetched(address: str) -> bytes:
    """Return what stands at an address; EditRefusedError where it cannot be reached."""
    try:
        with urllib.request.urlopen(address, timeout=_TIMEOUT) as answer:
            data: bytes = answer.read()
    except (urllib.error.URLError, OSError) as error:
        message = f"{address} cannot be fetched ({error}): nothing was written"
        raise EditRefusedError(message) from error
    return data


def program(fetch: Fetch = fetched) -> Mapping[str, bytes]:
    """Return the files of the program by their names in /admin/."""
    script = _file(SCRIPT, fetch).replace(_FONTS + _SYMBOLS, b"/admin/symbols.woff2")
    return {
        "sveltia-cms.js": script.replace(_FONTS, b"/admin/fonts/"),
        "symbols.woff2": _file(FONT, fetch),
    }


def _file(package: Package, fetch: Fetch) -> bytes:
    address = _REGISTRY + package.archive
    archive = fetch(address)
    if base64.b64encode(hashlib.sha512(archive).digest()).decode() != package.sha512:
        message = f"what {address} holds is not what was looked at: nothing was written"
        raise EditRefusedError(message)
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        member = opened.extractfile(package.file)
        assert member is not None, "the hash is that of an archive with this file"
        return member.read()
