"""Whose fault an error is: the engine's own, or that of the text or template it worked on."""

from __future__ import annotations

from pathlib import Path
from traceback import walk_tb

_ENGINE = str(Path(__file__).parent)


def is_engine_fault(error: Exception, blamed: str) -> bool:
    """Tell whether an error came up in the engine's own code, and not in code that was given work.

    ``blamed`` is how the names of the latter's files begin: those of templates, or of a library.
    What is nested too deeply is never the engine's fault, wherever the last straw fell.
    """
    names = [frame.f_code.co_filename for frame, _ in walk_tb(error.__traceback__)]
    concerned = [name for name in names if name.startswith((blamed, _ENGINE))]
    own = bool(concerned) and concerned[-1].startswith(_ENGINE)
    return own and not isinstance(error, RecursionError)
