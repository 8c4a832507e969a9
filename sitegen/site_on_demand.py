"""The finished site for whoever asks about it: as it is now, as last made, or as to be published.

It is made from the sources as they are, and not published: nothing is written, and nothing kept but
in the memory of this process.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from sitegen.build_request import Options, Result, say_nothing
from sitegen.checks.finished import Finished
from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import Diagnostic
from sitegen.incremental.state import Header, opened
from sitegen.last_build import LastBuild
from sitegen.model_stages import Modelled, discover_load_and_model
from sitegen.page_stages import make
from sitegen.publish_stage import answer
from sitegen.render.inputs import Inputs
from sitegen.sources import Snapshot, digest

_PART = "model as published"


def made_now(
    options: Options, edited: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Finished, tuple[Diagnostic, ...]]:
    """Return the site with all that is wrong; what the last build to its output made is used.

    ``edited`` is what some files would hold.
    """
    assert options.output is not None
    target = str(options.output.resolve())
    with opened(options.site, target, options.say, options.memory) as state:
        last = LastBuild.look(options, state)
        made = make(options, last, model=discover_load_and_model(options, last, edited))
        facts = dict(made.facts)  # read while the state is open
    outputs = made.beside.paths
    return Finished(made.inputs, facts, (), made.index, outputs), made.diagnostics


def last_made(options: Options) -> Finished | None:
    """Return the site as the last build to its output made it, None if there was none."""
    assert options.output is not None
    target = str(options.output.resolve())
    with opened(options.site, target, say_nothing, options.memory) as state:
        last = LastBuild.look(options, state)
        model, assets = last.memo.last("model", ""), last.memo.last("assets", "")
        index = state.part("index")
        if last.header is None or not (model and assets) or not isinstance(index, LinkIndex):
            return None
        snapshot = Snapshot(options.site, dict(last.deferred()))
        inputs = Inputs(snapshot, model[0], assets[0])
        facts = dict(last.facts_of(inputs.site.pages, {}))
        outputs = last.own_outputs
    return Finished(inputs, facts, (), index, outputs)


def as_published(options: Options) -> Result:
    """Check the site of a build that was asked the same, without its unpublished pages.

    What that build rendered is used wherever its questions have the same answers without the
    drafts, and the model of an earlier check as long as only texts of pages have changed since.
    Whatever ``give_way`` raises ends the check.
    """
    started = time.monotonic()
    assert options.output is not None
    target = str(options.output.resolve())
    give_way = options.give_way
    options = replace(options, drafts=False, progress=lambda *_: give_way())
    with opened(options.site, target, say_nothing, options.memory) as state:
        last = LastBuild.look(options, state)
        give_way()
        model = _model(last, target)
        give_way()
        return answer(last, make(options, last, model=model), started)


def _model(last: LastBuild, target: str) -> Modelled:
    """Return the site's model: that of the last check, if only texts have been edited since."""
    options, header = last.options, last.header
    if header is None or options.memory is None:
        return discover_load_and_model(options, last)
    known, kept = options.memory.get((target, _PART), (b"", None))
    basis = _basis(last, header)
    if basis == known and isinstance(kept, Modelled):
        snapshot = Snapshot(options.site, dict(last.deferred()))
        changed = last.changed_since(snapshot.files)
        return kept._replace(inputs=replace(kept.inputs, snapshot=snapshot), changed=changed)
    model = discover_load_and_model(options, last)
    options.memory[target, _PART] = basis, model
    return model


def _basis(last: LastBuild, header: Header) -> bytes:
    """Return a digest of what a model is made from: whole files, but of pages the front matter."""
    files = {path: known for path, (_, known) in last.inputs.items()}
    made_from = (
        sorted({**files, **last.part("fronts")}.items()),
        last.options.lasting(header.zone),
        header.until,
    )
    return digest(repr(made_from).encode()).encode()
