"""The build that is asked for most: nothing has changed, and the last result is given again.

Nothing is imported here but what tells that, see ``pipeline.py``.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from sitegen.diagnostics import has_errors
from sitegen.incremental.traces import Header
from sitegen.last_build import LastBuild
from sitegen.request import Options, Result
from sitegen.sources import Snapshot, SourceLines


def unchanged(last: LastBuild, options: Options, started: float) -> Result | None:
    """Return the last result again if neither inputs nor outputs nor what is asked have changed."""
    header = last.standing_header
    if header is None or last.inputs_changed or header.commit != last.commit:
        return None
    if last.inputs_changed.looked_into or last.state.part("reasons"):
        _touch(last, header)
    return Result(
        pages=header.pages,
        written=0,
        removed=0,
        seconds=time.monotonic() - started,
        diagnostics=header.diagnostics,
        failed=has_errors(header.diagnostics, strict=options.strict),
        source_line=SourceLines(lambda: Snapshot(options.site, dict(last.deferred()))),
        listed=last.listed,
        outputs=header.outputs,
        site=_model_at_hand(last, options),
        until=header.until,
        unpublished=header.unpublished,
        strict=options.strict,
    )


def _model_at_hand(last: LastBuild, options: Options) -> Any:
    """Return the model of the site where it costs nothing: in a process that builds repeatedly."""
    model = last.memo.last("model", "") if options.memory is not None else None
    return model[0] if model else None


def _touch(last: LastBuild, header: Header) -> None:
    """Keep that nothing had changed, so that files once looked into need not be again."""
    inputs = {path: (last.listed[path], known[1]) for path, known in header.inputs.items()}
    header = replace(header, taken_at=last.taken_at, inputs=inputs)
    last.state.save({"header": header, "reasons": {}}, {}, {})
