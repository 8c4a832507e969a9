"""The build: the shortest of three ways that lead to the same result.

If nothing has changed, the last result is returned again. If only texts of pages have changed,
those pages are rendered. Else the whole way is gone, which ``stages.py`` tells from the top. The
first way needs a few small modules; the packages of the others are imported only once it is known
to be closed, for it takes them longer to load than most builds of an editor take otherwise.
"""

from __future__ import annotations

import time

from sitegen.diagnostics import Diagnostic, report
from sitegen.errors import SitegenError
from sitegen.incremental import traces
from sitegen.last_build import LastBuild
from sitegen.request import Options, Result
from sitegen.safe_text import safe
from sitegen.sources import (
    EditedDuringBuildError,
    SourceLines,
    list_inputs,
    require_site,
    take_snapshot,
)
from sitegen.unchanged import unchanged

_TRIES = 5
#: In seconds: so long whatever changes many files, as git does, is left alone before another look.
_PAUSE = 0.1
#: How the system says that a file or folder is not there any more, or is the other of the two.
_VANISHED = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


class KeepsChangingError(SitegenError):
    """The site's files change all the time, so that no build of them comes to an end."""


def build(options: Options) -> Result:
    """Build a site, or only check it; mistakes in it are in the result, never raised."""
    for _ in range(_TRIES):
        try:
            return _build(options)
        except EditedDuringBuildError as edited:
            options.say(f"{safe(str(edited))} was changed during the build: beginning again.")
        except _VANISHED as error:
            options.say(
                f"{safe(str(error.filename))} is gone since the build began: beginning again."
            )
        time.sleep(_PAUSE)
    raise KeepsChangingError(
        "The site's files keep changing while it is built. Try again when nothing writes to them."
    )


def _build(options: Options) -> Result:
    started = time.monotonic()
    require_site(options.site)
    if options.output is None:
        return _changed(options, LastBuild.none(options), started)
    target = str(options.output.resolve())
    with traces.opened(options.site, target, options.say, options.memory) as state:
        last = LastBuild.look(options, state)
        return unchanged(last, options, started) or _changed(options, last, started)


def _changed(options: Options, last: LastBuild, started: float) -> Result:
    """Render pages whose texts were edited, or go the whole way if there is more to do."""
    from sitegen import edited_bodies, stages
    from sitegen.documents.load import BrokenModelsError

    try:
        result = edited_bodies.rendered(last, options, started)
        return result or stages.whole(options, last, started)
    except BrokenModelsError as broken:
        return _of_broken_models(broken.diagnostics, last, options, started)


def _of_broken_models(
    diagnostics: tuple[Diagnostic, ...], last: LastBuild, options: Options, started: float
) -> Result:
    """Return the mistakes in the models alone: all else follows from them."""
    return Result(
        pages=0,
        written=0,
        removed=0,
        seconds=time.monotonic() - started,
        diagnostics=report(diagnostics),
        failed=True,
        source_line=SourceLines(lambda: take_snapshot(options.site, list_inputs(options.site))[0]),
        listed=last.listed,
        strict=options.strict,
    )
