"""The models of a site, imported and held against each other: what they declare, or mistakes."""

from __future__ import annotations

from collections.abc import Collection

from sitegen.diagnostics import Diagnostic
from sitegen.modelling.code import compiled, imported
from sitegen.modelling.declared import Models, declared
from sitegen.modelling.mistakes import Mistakes
from sitegen.modelling.reach import FOLDER
from sitegen.sources import Snapshot

#: Code in which this process has found no mistake, with what it was held against.
_sound: set[tuple[str, ...]] = set()


def load_models(
    snapshot: Snapshot, taken: Collection[str] = (), own_files: Collection[str] = ()
) -> tuple[Models, tuple[Diagnostic, ...]]:
    """Import the models of a site, or return none with the mistakes in them.

    ``taken`` are the keys that each page can have: no type of pages can be called so. ``own_files``
    are the files in data/ that the engine reads itself: they are no lists of a model's.
    """
    code, no_python = compiled(snapshot.under(FOLDER))
    if no_python:
        return Models(), no_python
    modules, failed = imported(code, snapshot.text)
    if failed:
        return Models(), failed
    asked = (code.digest, *sorted(taken), "", *sorted(own_files))
    found = () if asked in _sound else tuple(Mistakes(snapshot, modules, taken, own_files).all())
    if found:
        return Models(), found
    _sound.add(asked)
    return declared(modules, code), ()
