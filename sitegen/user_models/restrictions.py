"""What models may not reach: files, programs, the network. What they return hangs on no such thing.

Pages are made anew when what they were made of has changed, and the builder knows only what it
hands to a model itself. It hears of the rest from Python, which asks before it opens a file.
Source: the Python Standard Library, "Audit events table".
"""

from __future__ import annotations

import os
import sys
import zoneinfo
from pathlib import Path
from types import FrameType

from sitegen.diagnostics import Span

FOLDER = "models"

_FILES = (
    "open os.listdir os.scandir os.mkdir os.rmdir os.remove os.rename os.link os.symlink "
    "os.truncate os.utime os.chmod os.chown glob.glob pathlib.Path.glob sqlite3.connect"
)
_PROGRAMS = "subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.startfile os.fork"
_NETWORK = "socket.connect socket.bind socket.sendto socket.getaddrinfo socket.gethostbyname"
#: What Python calls that which is refused, and what is said of it.
_REFUSED = {
    **dict.fromkeys(_FILES.split(), "reads or writes files"),
    **dict.fromkeys(_PROGRAMS.split(), "runs another program"),
    **dict.fromkeys(_NETWORK.split(), "asks the network"),
    **dict.fromkeys(("builtins.input", "builtins.breakpoint"), "waits for somebody to type"),
}

_ENGINE = str(Path(__file__).parents[1]) + os.sep
#: Parts of Python that read what is the same on every computer: modules, and rules of time zones.
_OF_PYTHON = (
    "<frozen importlib",
    *(f"{Path(os.__file__).parent / name}{os.sep}" for name in ("importlib", "zoneinfo")),
)


class ModelError(Exception):
    """Something is wrong with a model; ``span`` is its line."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span


class OutOfReachError(ModelError):
    """A model reaches for what it is not given."""

    help = "return it from what the model is given: texts and lists stand in data/"


def keep_within_reach() -> None:
    """Refuse models of this process what they may not reach, from now on."""
    if not _kept:
        _kept.append(True)
        sys.addaudithook(_listen)


#: Python cannot be told to stop asking: it is told once what to ask.
_kept: list[bool] = []


def _listen(event: str, given: tuple[object, ...]) -> None:
    if event in _REFUSED and (line := _line_of_model(sys._getframe(1))):
        named = str(given[0]) if given and isinstance(given[0], str | os.PathLike) else ""
        if not named.startswith(zoneinfo.TZPATH):
            what = f" ({named})" if named else ""
            raise OutOfReachError(line, f"this {_REFUSED[event]}{what}")


def _line_of_model(frame: FrameType | None) -> Span | None:
    """Return the line of a model that something is done for, None where the engine does it."""
    while frame:
        path = frame.f_code.co_filename
        if path.startswith(f"{FOLDER}/"):
            return Span(path, frame.f_lineno)
        if path.startswith((_ENGINE, *_OF_PYTHON)):
            return None
        frame = frame.f_back
    return None
