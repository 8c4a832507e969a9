"""One build without what protects it against foreign content: what a comparison builds.

    python benchmarks/unprotected.py --site DIR --jobs 1

Every protection below is replaced by nothing, in this process only; ``KEEP`` in the environment
leaves all in place, and is otherwise the same. Whatever is built so must never be published.

Left in place, since nothing simpler could stand there: the reading of each page tag by tag, which
finds its links too, reading that stays linear, the keyed secret's file, addresses and names that
feeds and calendars escape. What the modules of all this take to load is in both, and told apart.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


def _returning(value: Any) -> Callable[..., Any]:
    return lambda *_, **__: value


def _read(root: Path, path: str) -> bytes:
    return (root / path).read_bytes()


def _snapshot(last: Any) -> Any:
    return import_module("sitegen.sources").take_snapshot(last.options.site)


_NOTHING, _NO_FAULT, _NO_FAULTS = _returning(None), _returning(None), _returning(())

#: What protects, by the module or class in which it is looked up, and what stands in for it.
STAND_INS: tuple[tuple[str, str, object], ...] = (
    # Nothing runs in a finished page, or leads where it must not.
    ("sitegen.render.page_reading", "attribute_fault", _NO_FAULT),
    ("sitegen.render.page_reading", "address_fault", _NO_FAULT),
    ("sitegen.render.page_reading", "element_faults", _NO_FAULTS),
    ("sitegen.render.page_reading", "_control_characters", _NO_FAULTS),
    ("sitegen.checks", "FENCES", ()),
    # Files beside pages, characters that YAML hides, cells that spreadsheets run.
    ("sitegen.model.content_files", "unlisted", _NO_FAULTS),
    ("sitegen.schema.yaml_text", "hidden_character", _NOTHING),
    ("sitegen.render.formats", "harmless", lambda cell: cell),
    ("sitegen.diagnostics", "safe", lambda text, **_: text),
    # Texts and files of bounded size, of a regular kind, with names that every system takes.
    ("sitegen.render.markup.converter", "too_much", _NOTHING),
    ("sitegen.sources", "flaws", _NO_FAULTS),
    ("sitegen.sources", "read_input", _read),
    ("sitegen.discovery", "_bad_kind", _NOTHING),
    ("sitegen.discovery", "_refused", _NOTHING),
    ("sitegen.discovery", "_badly_named", _NOTHING),
    ("sitegen.discovery:_Walk", "add_up", _NOTHING),
    # Inputs that somebody changes meanwhile.
    ("sitegen.model_stages", "_settled_snapshot", _snapshot),
    # The state is sealed, and its folder our own; published files have public modes.
    ("sitegen.incremental.trust:Seal", "_of", _returning(bytes(16))),
    ("sitegen.incremental.state", "distrust", _returning("")),
    ("sitegen.output.folder", "distrust", _returning("")),
    ("sitegen.output.staging", "public_modes", nullcontext),
)


def _stand_in(place: str, name: str, value: object) -> None:
    module, _, inside = place.partition(":")
    owner: Any = import_module(module)
    owner = getattr(owner, inside) if inside else owner
    getattr(owner, name)  # what is there no more must not go unnoticed
    if "KEEP" not in os.environ:
        setattr(owner, name, value)


def _without_sandbox() -> None:
    """Let templates be read, and items be taken, as plain Jinja does."""
    from sitegen.render.environment import Sandboxed

    if "KEEP" not in os.environ:
        del Sandboxed._parse, Sandboxed.getitem


def main() -> int:
    """Put the stand-ins in place, then hand over to the command line."""
    for place, name, value in STAND_INS:
        _stand_in(place, name, value)
    _without_sandbox()
    from sitegen import cli

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
