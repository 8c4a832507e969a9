"""What a file's name tells: its type; a left-over, one of two versions, a name that some refuse."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from mimetypes import MimeTypes
from pathlib import PurePosixPath

from sitegen.diagnostics import Finding

#: Hidden files that hosts read.
_HIDDEN_BUT_PUBLISHED = (".well-known", ".nojekyll")

#: What editors, office programs, browsers and systems leave behind. Sources: the ignore templates
#: of github.com/github/gitignore (Global/), and the manuals of the programs.
_LEFTOVER = re.compile(
    r"""
    [.#].* | ~\$.* | ~wr[ld]\d+\..*                       # hidden, Emacs, Word
    | .*~ | .*\.(?:sw[nopx]|tmp|temp|bak|orig|rej|save|autosave|asd|wbk)
    | .*\.(?:crdownload|part|partial|opdownload|aria2)    # unfinished downloads
    | .*___jb_(?:tmp|old)___ | 4913                       # JetBrains, and Vim's trial file
    | .*\.sb-[0-9a-f]+-\w+                                # macOS, while it saves
    | (?:eh)?thumbs(?:_vista)?\.db | desktop\.ini | icon\r | \$recycle\.bin | @eadir | __macosx
    | __pycache__                                         # Python
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

#: Names by which programs keep the second of two versions. Sources: the help pages of Dropbox,
#: Nextcloud, Syncthing, Google Drive and OneDrive; the file managers of Windows and macOS.
_CONFLICT = re.compile(
    r"""
    (?P<base>.*?) \s*
    (?: \([^()]*(?:conflicted\ copy|case\ conflict|sync\ conflict|conflict\ \d{4})[^()]*\)
      | \[conflict\] | _conf\(\d+\)
      | \.sync-conflict-\d{8}-\d{6}(?:-\w+)?
      | (?-i: -(?:DESKTOP|LAPTOP|WIN)-[A-Z0-9]{7,11})
    ) \s* (?P<ending>\.\w+)?
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
#: Names of copies, which are such only beside the file that they are a copy of.
_COPY = re.compile(
    r"(?:copy of )?(?P<base>.+?)(?: \(\d+\)| ?-? copy(?: \(?\d+\)?)?)?(?P<ending>\.\w+)?",
    re.IGNORECASE | re.DOTALL,
)
#: The name of a computer, behind that of a text which OneDrive could not bring together.
_COMPUTER = re.compile(r"(?P<base>.+)-(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{4,}(?P<ending>\.\w+)", re.DOTALL)
_EDITED = (".md", ".yaml", ".html", ".css", ".js")

#: Source: Microsoft, "Naming Files, Paths, and Namespaces".
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[1-9\u00b9\u00b2\u00b3]) *(?:\..*)?",
    re.IGNORECASE | re.DOTALL,
)
_WINDOWS_SIGNS = re.compile(r'[<>:"|?*\\]')
#: What is in a text and not to be seen in it: marks of width, of joining and of direction, soft
#: hyphens, byte order marks, and spaces other than the usual one.
_INVISIBLE_CHARACTERS = (
    r"\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180e\u2000-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE_CHARACTERS}]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

#: The longest name that file systems take, in bytes of UTF-8.
LONGEST_NAME = 255
#: The longest path below the site: macOS takes 1,024 bytes with all that stands before it.
LONGEST_PATH = 900
#: How many bytes a character has in UTF-8 at most.
_MOST_BYTES = 4


#: Most names are such, and nothing that is told here is wrong with them.
_ORDINARY = re.compile(
    r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9][a-z0-9-]*+"
    r"\.(?:md|yaml|html|css|js|svg|jpg|png|pdf)"
)


@lru_cache(maxsize=1 << 14)  # each listing of the inputs asks several times
def is_ordinary(name: str) -> bool:
    """Whether a name needs no closer look: looks add up in a site of thousands of files."""
    return bool(_ORDINARY.fullmatch(name))


def is_leftover(name: str) -> bool:
    """Whether a file name is an editor's or a system's leftover, or hidden."""
    if is_ordinary(name) or name in _HIDDEN_BUT_PUBLISHED:
        return False
    return bool(_LEFTOVER.fullmatch(name))


def copied_from(name: str, beside: Container[str]) -> str:
    """Return the name of the file that one is a second version of, or ""; given its neighbours."""
    if found := _CONFLICT.fullmatch(name):
        return f"{found['base']}{found['ending'] or ''}"
    for pattern in (_COPY, _COMPUTER) if name.endswith(_EDITED) else (_COPY,):
        found = pattern.fullmatch(name)
        base = f"{found['base']}{found['ending'] or ''}" if found else name
        if base != name and base in beside:
            return base
    return ""


def fault_of(name: str) -> Finding | None:
    """Return why a name cannot be that of a file on each system that the site is cloned to."""
    for pattern, fault in (
        (_CONTROL, "a control character"),
        (INVISIBLE, "an invisible character"),
    ):
        if found := pattern.search(name):
            return _wrong(f"the name holds {fault}, U+{ord(found[0]):04X}", "rename it without")
    if unicodedata.normalize("NFC", name) != name:
        message = "the accents in this name are characters of their own, so that no link finds it"
        return _wrong(message, "type the name anew, best without accents")
    return _of_windows(name)


def _of_windows(name: str) -> Finding | None:
    if _RESERVED.fullmatch(name):
        return _wrong(f"{name} is a name that Windows keeps for itself", "give it another name")
    if name.endswith((".", " ")) or name.startswith(" "):
        message = "the name begins or ends with a space, or ends with a dot, which Windows drops"
        return _wrong(message, f"rename it to {name.strip('. ') or 'another name'}")
    if found := _WINDOWS_SIGNS.search(name):
        return _wrong(f"no file on Windows has {found[0]} in its name", "rename it without")
    return None


def _wrong(message: str, help_: str) -> Finding:
    return Finding("file-name", message, help_)


def folded(name: str) -> str:
    """Return what two names have in common that are one on Windows and macOS."""
    if is_ordinary(name):
        return name
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def too_long(path: str) -> str:
    """Return why a path is too long to be published or cloned, or ""."""
    if len(path) <= LONGEST_NAME // _MOST_BYTES:
        return ""
    longest = max((len(part.encode(errors="replace")) for part in path.split("/")), default=0)
    if longest > LONGEST_NAME:
        return f"a part of this path has {longest} bytes, and file systems take {LONGEST_NAME}"
    size = len(path.encode(errors="replace"))
    return f"this path has {size} bytes, at most {LONGEST_PATH} fit" if size > LONGEST_PATH else ""


#: Types that older tables lack or have otherwise. Source: IANA, "Media Types".
_NEWER = {
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".js": "text/javascript",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
_TEXT_TOO = ("application/json", "application/manifest+json", "application/xml", "image/svg+xml")

_SCRIPT = ("text/javascript", "application/javascript", "application/x-javascript")
#: The types as which browsers use a file for what it is. Source: WHATWG Fetch, "nosniff".
_USED_AS = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": _SCRIPT,
    ".mjs": _SCRIPT,
    ".svg": ("image/svg+xml",),
    ".pdf": ("application/pdf",),
}


def content_type(name: str) -> str:
    """Return the type of a file; texts are UTF-8, as all that the builder writes."""
    found = _TYPES.guess_type(name)[0] or "application/octet-stream"
    is_text = found.startswith("text/") or found in _TEXT_TOO
    return f"{found}; charset=utf-8" if is_text else found


def is_used(name: str, sent: str) -> bool:
    """Whether browsers use a file for what it is, if it is sent with such a Content-Type."""
    usable = _USED_AS.get(PurePosixPath(name).suffix)
    return usable is None or sent.partition(";")[0].strip().lower() in usable


def _types() -> MimeTypes:
    """Return a table of its own: the module's one asks the system, which can hold anything."""
    types = MimeTypes()
    for ending, type_ in _NEWER.items():
        types.add_type(type_, ending)
    return types


_TYPES = _types()
