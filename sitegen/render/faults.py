"""Whose fault an error is: the engine's own, or that of a text which a library cannot handle."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

_ENGINE = str(Path(__file__).parents[1])


def is_engine_fault(error: Exception) -> bool:
    """Tell whether an error came up in the engine's own code rather than in a library's.

    What is nested too deeply is never the engine's fault, wherever the last straw fell.
    """
    last = ""
    traceback: TracebackType | None = error.__traceback__
    while traceback is not None:
        last = traceback.tb_frame.f_code.co_filename
        traceback = traceback.tb_next
    return last.startswith(_ENGINE) and not isinstance(error, RecursionError)
