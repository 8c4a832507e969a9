"""What a command that cannot go on raises, whose fault an exception is, and what is said of it.

A mistake in the content is no exception: it is a diagnostic.
"""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from sitegen import COMMAND, IS_PROJECT, __version__
from sitegen.safe_text import safe_lines

_ENGINE = str(Path(__file__).parent)

BUG_TEXT = (
    f"this is a bug in the builder (version {__version__}), not in your site.\n"
    "Nothing was published. Please report it with the lines above."
)


class SitegenError(Exception):
    """A command cannot go on, for a reason that its message tells whoever typed it."""


#: What ends a command with a message; every other exception is a bug.
FAILURES = (SitegenError, OSError)


def describe_failure(error: Exception) -> str:
    """Return why a command could not go on; of a bug, print where it happened."""
    if isinstance(error, FAILURES):
        return safe_lines(str(error))
    print_bug(error)
    return BUG_TEXT


def print_bug(error: Exception) -> None:
    """Print where a bug came up; what it quotes of the site steers no terminal."""
    print(safe_lines("".join(traceback.format_exception(error))), file=sys.stderr, end="")


def is_engine_fault(error: Exception, blamed: str) -> bool:
    """Whether an error came up in the engine's own code, and not in code that was given work.

    ``blamed`` is how the names of the latter's files begin: those of templates, or of a library.
    What is nested too deeply is never the engine's fault, wherever the last straw fell.
    """
    names = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    concerned = [name for name in names if name.startswith((blamed, _ENGINE))]
    own = bool(concerned) and concerned[-1].startswith(_ENGINE)
    return own and not isinstance(error, RecursionError)


def installing(extra: str, package: str) -> str:
    """Return the command that installs an extra, which consists of a package and what that needs.

    Here it comes from its lock; where a wheel of the builder is, as pip knows it.
    """
    return f"{COMMAND} install {extra}" if IS_PROJECT else f"python -m pip install {package}"
