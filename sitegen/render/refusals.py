"""What stops a template: something it asked for is not there, or is wrong at its own place."""

from __future__ import annotations

from sitegen.diagnostics import Diagnostic
from sitegen.render.filters import shown


class LookupFailedError(Exception):
    """A template asked for something that the site does not have; ``help`` says what was near."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


class BlockedError(Exception):
    """A template asked for data with mistakes in it, which are reported at their own place."""


class HookFailedError(Exception):
    """A template asked for something that a hook of a model failed to make."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def name_of(value: object) -> str:
    """Return a name that a template gave, or refuse what is no text."""
    if not isinstance(value, str):
        raise LookupFailedError(f"a name in quotes is wanted here, not {shown(value)}")
    return value
