"""What the builder began for an editor and nobody has finished yet."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.schema.yaml_text import Location, YamlText

#: What stands for a text that is still to be written.
UNFINISHED = "…"

_HELP = "write it in place of …, or remove the line if it is not needed"


def unfinished(yaml: YamlText) -> Iterator[Diagnostic]:
    """Yield a mistake for each value that is still to be written."""
    if UNFINISHED in yaml.text:
        for at in _places(yaml.value):
            name = next((str(step) for step in reversed(at) if isinstance(step, str)), "this")
            message = f"{name} is still to be written"
            yield Diagnostic(yaml.span(at), "unfinished", message, _HELP)


def _places(value: object, at: Location = ()) -> Iterator[Location]:
    if value == UNFINISHED:
        yield at
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _places(one, (*at, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _places(one, (*at, place))
