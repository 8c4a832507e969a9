"""A site as it would be published, checked right after a build of it with all its drafts.

What that build rendered is used wherever its questions have the same answers without the drafts,
and the model of an earlier check as long as nothing but texts of pages has changed since. Nothing
is written, and nothing kept but in the memory of this process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from sitegen.finish import answer
from sitegen.incremental import traces
from sitegen.incremental.traces import Header
from sitegen.last_build import LastBuild
from sitegen.request import Options, Result, say_nothing
from sitegen.sources import Snapshot, digest
from sitegen.stages import Modelled, discover_load_and_model, make

_PART = "model as published"


def as_published(options: Options, give_way: Callable[[], None]) -> Result:
    """Check the site of a build that was asked the same, without its unpublished pages.

    ``give_way`` is called again and again meanwhile; what it raises ends the check.
    """
    started = time.monotonic()
    assert options.output is not None
    target = str(options.output.resolve())
    options = replace(options, drafts=False, progress=lambda *_: give_way())
    with traces.opened(options.site, target, say_nothing, options.memory) as state:
        last = LastBuild.look(options, state)
        give_way()
        model = _model(last, target)
        give_way()
        return answer(last, make(options, last, model=model), started)


def _model(last: LastBuild, target: str) -> Modelled:
    """Return the site's model: that of the last check, if only texts have been edited since."""
    options, header = last.options, last.header
    if header is None or options.memory is None:
        return discover_load_and_model(options)
    known, kept = options.memory.get((target, _PART), (b"", None))
    basis = _basis(header, options)
    if basis == known and isinstance(kept, tuple):
        inputs, loaded, mistakes = kept
        snapshot = Snapshot(options.site, dict(last.deferred()))
        return replace(inputs, snapshot=snapshot), loaded, mistakes
    model = discover_load_and_model(options)
    options.memory[target, _PART] = basis, model
    return model


def _basis(header: Header, options: Options) -> bytes:
    """Return a digest of what a model is made from: whole files, but of pages the front matter."""
    files = {path: known for path, (_, known) in header.inputs.items()}
    made_from = (
        sorted({**files, **header.fronts}.items()),
        options.lasting(header.zone),
        header.until,
    )
    return digest(repr(made_from).encode()).encode()
