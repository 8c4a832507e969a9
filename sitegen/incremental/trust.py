"""What of .sitegen/ may be believed: the builder's own folder in a site, and bytes with its seal.

The folder holds what earlier builds learned, and which outputs are theirs. One that somebody else
has put there must not be believed, nor be written through.

What is unpacked can run code, so it has to be what this builder packed: bytes that come from a
file are unpacked only once their seal has been found to be ours, which only builds by the same user
on this computer can make. A state that comes with a checkout, an archive or a folder of somebody
else has no such seal, so none of it is used. The key is a secret in the user's own data folder.
Sources: RFC 7693 (BLAKE2), 2.9, keyed hashing; freedesktop.org, "XDG Base Directory Specification".
"""

from __future__ import annotations

import os
import pickle
import stat
import sys
import zlib
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import Any

from sitegen.git import ask

#: Three to four times less is written and read for hardly any time; more gains a hundredth.
_LEVEL = 1
#: What the values of most pages hold, so that it takes no room in each of them: names as pickles
#: have them, and HTML.
_NAMES = """
    sitegen.render.rendered PageFacts links ids faults headings uses templates data complete
    pictures layouts/page.html base.html sitegen.render.markup.converter Body html toc diagnostics
    TocEntry level id title children source file config record address watched voice content/
    """
_HTML = """\
<h2 id=""><a href="/"><strong></strong><em></em></a></h2>
<table>\n<thead>\n<tr>\n<th></th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td></td>\n</tr>\n</tbody>
</table>
<ol>
<ul>
<li></li>
<li></li>
</ul>
<p></p>
"""
_COMMON = (
    b"".join(b"\x8c%c%b\x94" % (len(name), name) for name in _NAMES.encode().split())
    + _HTML.encode()
)


def pack(value: object) -> bytes:
    """Return a value as bytes, compressed."""
    made = zlib.compressobj(_LEVEL, zdict=_COMMON)
    return made.compress(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)) + made.flush()


def unpack(data: bytes) -> Any:
    """Return a value that was packed; None for no bytes at all.

    None, too, is what another version of this builder kept in classes that this one does not have.
    """
    try:
        return pickle.loads(zlib.decompressobj(zdict=_COMMON).decompress(data)) if data else None
    except (AttributeError, ImportError):
        return None


#: In bytes: the seal that stands before what it seals.
SIZE = 16

_KEY_SIZE = 32
_NAME = "state-key"


class NoSecretError(Exception):
    """No secret can be kept for this user; the message says why."""


@dataclass(frozen=True)
class Seal:
    """Seals bytes together with the place at which they are kept, so that none is moved about."""

    key: bytes

    def close(self, data: bytes, *place: str) -> bytes:
        """Return bytes with their seal before them."""
        return self._of(data, place) + data

    def open(self, sealed: bytes, *place: str) -> bytes:
        """Return what was sealed, or no bytes at all if it was not sealed so, by us, for here."""
        seal, data = sealed[:SIZE], sealed[SIZE:]
        return data if compare_digest(seal, self._of(data, place)) else b""

    def _of(self, data: bytes, place: tuple[str, ...]) -> bytes:
        found = blake2b(key=self.key, digest_size=SIZE)
        for part in place:
            encoded = os.fsencode(part)
            found.update(len(encoded).to_bytes(8, "little") + encoded)
        found.update(data)
        return found.digest()


def own_seal() -> Seal:
    """Return the seal of this user, whose secret is made when it is first asked for."""
    try:
        path = data_folder() / _NAME
        return Seal(_read(path) or _make(path))
    except (OSError, RuntimeError) as error:  # the latter where a user has no home folder
        raise NoSecretError(str(error)) from error


def data_folder() -> Path:
    """Return where this builder keeps what is the user's and not a site's.

    RuntimeError for a user without a home folder.
    """
    return _data_folder() / "sitegen"


def _data_folder() -> Path:
    """Return where programs keep data of this user."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support"
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named) if Path(named).is_absolute() else Path.home() / ".local/share"


def _read(path: Path) -> bytes:
    """Return the secret, or no bytes if there is none that nobody else can have read or written."""
    try:
        with path.open("rb") as file:
            key, about = file.read(_KEY_SIZE + 1), os.fstat(file.fileno())
    except FileNotFoundError:
        return b""
    is_private = sys.platform == "win32" or (
        about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )
    return key if is_private and len(key) == _KEY_SIZE else b""


def _make(path: Path) -> bytes:
    """Keep a new secret, in one step; what was sealed with an older one is lost, and built anew."""
    import secrets  # slow to load, and needed once for each user

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_SIZE))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path.read_bytes()


FOLDER = ".sitegen"
STATE = f"{FOLDER}/state.sqlite3"

#: In bytes: the index of a million files; and the longest path that a system has.
_LARGEST_INDEX = 200_000_000
_LONGEST_PATH = 4096


def distrust(site: Path) -> str:
    """Return why the folder must not be used, or "" if it may, or is not there yet."""
    for path in (site / FOLDER, site / STATE):
        if path.is_symlink():
            return f"{path} is a symbolic link"
        if not _is_own(path):
            return f"{path} belongs to another user"
    if (site / FOLDER).exists() and _is_tracked(site):
        return f"{site / FOLDER} is tracked by git (git rm -r --cached {FOLDER})"
    return ""


def _is_own(path: Path) -> bool:
    try:
        owner = path.lstat().st_uid
    except OSError:
        return True
    return os.name == "nt" or owner == os.geteuid()


def _is_tracked(site: Path) -> bool:
    """Whether git keeps a file of the folder; git is asked only where its index may name one.

    The index holds paths as bytes, in its fourth version without what two neighbours have in
    common. Source: git documentation, gitformat-index.
    """
    index = _index_of(site)
    if index is None or not _may_name_it(index):
        return False
    from subprocess import CalledProcessError  # slow to load, and seldom needed

    try:
        return bool(ask(site, "ls-files", "--", FOLDER))
    except (OSError, CalledProcessError):
        return True


def _may_name_it(index: Path) -> bool:
    if index.stat().st_size > _LARGEST_INDEX:
        return True
    data = index.read_bytes()
    return f"{FOLDER}/".encode() in data or b"sqlite3" in data


def _index_of(site: Path) -> Path | None:
    """Return git's index of the working tree that a site is in, if it is in one.

    In a further working tree .git is a file of one line, which names the folder.
    """
    for folder in (site.resolve(), *site.resolve().parents):
        git = folder / ".git"
        if git.is_file():
            with git.open("rb") as file:
                line = os.fsdecode(file.read(_LONGEST_PATH))
            git = folder / line.removeprefix("gitdir:").strip()
        with suppress(OSError):  # whatever stands in that file, it is no path then
            if (git / "index").is_file():
                return git / "index"
    return None
