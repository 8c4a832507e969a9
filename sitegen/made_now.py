"""The finished site as its sources are now: made for whoever asks about it, and not published."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sitegen.checks.finished import Finished
from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import Diagnostic
from sitegen.incremental import traces
from sitegen.last_build import LastBuild
from sitegen.render.inputs import Inputs
from sitegen.request import Options, say_nothing
from sitegen.sources import Snapshot
from sitegen.stages import discover_load_and_model, make


def made_now(
    options: Options, edited: Mapping[str, bytes] = MappingProxyType({})
) -> tuple[Finished, tuple[Diagnostic, ...]]:
    """Return the site with all that is wrong; what the last build to its output made is used.

    ``edited`` is what some files would hold.
    """
    assert options.output is not None
    target = str(options.output.resolve())
    with traces.opened(options.site, target, options.say, options.memory) as state:
        last = LastBuild.look(options, state)
        made = make(options, last, model=discover_load_and_model(options, last.sheets, edited))
    outputs = made.kept.union(made.outputs)
    return Finished(made.inputs, made.facts, (), made.index, outputs), made.diagnostics


def last_made(options: Options) -> Finished | None:
    """Return the site as the last build to its output made it, None if there was none."""
    assert options.output is not None
    target = str(options.output.resolve())
    with traces.opened(options.site, target, say_nothing, options.memory) as state:
        last = LastBuild.look(options, state)
        model, index = state.part("model"), state.part("index")
        if last.header is None or model is None or not isinstance(index, LinkIndex):
            return None
        inputs = Inputs(Snapshot(options.site, dict(last.deferred())), *model)
        facts = {page: trace.facts for page, trace in last.traces.items()}
        outputs = frozenset(last.header.outputs) - last.header.companions
    return Finished(inputs, facts, (), index, outputs)
