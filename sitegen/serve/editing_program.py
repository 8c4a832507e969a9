"""The address that opens a file of the site at a line in somebody's editor.

Sources: Visual Studio Code, "Opening VS Code with URLs"; JetBrains Toolbox, Zed, TextMate and
Sublime's URL handlers, each as their documentation writes them. Only this computer's own browser
is given such addresses: they name its folders.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

_LIKE_CODE = "://file{path}:{line}:{column}"
_WITH_QUERY = "://open?url=file://{path}&line={line}&column={column}"
#: Editors by name, each with its address; "none" is that of nobody.
PROGRAMS = {
    **{name: name + _LIKE_CODE for name in ("vscode", "vscodium", "cursor", "windsurf", "zed")},
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "sublime": "subl" + _WITH_QUERY,
    "textmate": "txmt" + _WITH_QUERY,
    "none": "",
}
USUAL = PROGRAMS["vscode"]
FORM = (
    f"name one of {', '.join(PROGRAMS)}, or write its address with {{path}}, {{line}}, {{column}}"
)

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_PLACES = re.compile(r"\{[^{}]*\}")
_KNOWN = frozenset(("{path}", "{line}", "{column}"))
#: What a click must not do: leave the site, read a file in the browser, or run what is written.
_NO_EDITORS = frozenset(
    ("http", "https", "ws", "wss", "ftp", "file", "data", "blob", "about", "javascript", "vbscript")
)
_DRIVE = re.compile(r"[A-Za-z]:(?=/)")


def is_address(text: str) -> bool:
    """Whether a text can be the address of an editor: of a program, with {path} in it."""
    scheme = _SCHEME.match(text)
    places = set(_PLACES.findall(text))
    plain = _PLACES.sub("", text)
    is_sound = plain.isascii() and plain.isprintable() and not set(plain) & set(" \"'<>{}`\\")
    is_program = scheme is not None and scheme[1] not in _NO_EDITORS
    return is_sound and is_program and "{path}" in places and places <= _KNOWN


@dataclass(frozen=True)
class EditingProgram:
    """What links to the files of a site: ``address`` is one of an editor, or "" for no links."""

    site: Path
    address: str

    def link(self, path: str, line: int = 1, column: int = 1) -> str:
        """Return the address that opens a file of the site, or "" where none is to be opened."""
        parts = PurePosixPath(path).parts
        if not self.address or not parts or path.startswith("/") or ".." in parts:
            return ""
        whole = (self.site.resolve() / path).as_posix()
        drive = _DRIVE.match(whole)
        rooted = f"/{drive[0]}{quote(whole[2:])}" if drive else quote(whole)
        numbers = {"{line}": str(line), "{column}": str(column)}
        return _PLACES.sub(lambda one: numbers.get(one[0], rooted), self.address)
