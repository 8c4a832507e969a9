"""The build: what has changed is made again, and what follows from it; all else is as it was.

Most builds find that nothing has changed, and return the last result again: that needs a few small
modules. All others have six stages: discover, load and model (``model_stages.py``), render and
check (``page_stages.py``), publish (``publish_stage.py``). These are imported only once it is known
that there is something to do: it takes them longer to load than most builds take otherwise.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from sitegen.build_request import Options, Result
from sitegen.diagnostics import report
from sitegen.errors import SitegenError
from sitegen.incremental.changes import trace
from sitegen.incremental.state import Header, LostError, opened
from sitegen.last_build import LastBuild
from sitegen.safe_text import safe
from sitegen.sources import EditedDuringBuildError, require_site

_TRIES = 5
#: In seconds: so long whatever changes many files, as git does, is left alone before another look.
_PAUSE = 0.1
#: How the system says that a file or folder is not there any more, or is the other of the two.
_VANISHED = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


#: What stands for the output folder of checks, which have none: without drafts, and with them.
_CHECKS = ("check", "check with drafts")


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
        options = replace(options, touched=None)
        time.sleep(_PAUSE)
    raise KeepsChangingError(
        "The site's files keep changing while it is built. Try again when nothing writes to them."
    )


def _build(options: Options) -> Result:
    started = time.monotonic()
    require_site(options.site)
    target = str(options.output.resolve()) if options.output else _CHECKS[options.drafts]
    with opened(options.site, target, options.say, options.memory) as state:
        last = LastBuild.look(options, state)
        try:
            return _same_again(last, options, started) or _made(options, last, started)
        except LostError:
            return _made(options, replace(last, header=None), started)


def _made(options: Options, last: LastBuild, started: float) -> Result:
    """Make again what has changed, and all that follows from it."""
    from sitegen.documents.load import BrokenModelsError
    from sitegen.page_stages import make
    from sitegen.publish_stage import finish

    try:
        with last.staging() as staging:
            return finish(last, make(options, last, staging), started, staging)
    except BrokenModelsError as broken:  # all else follows from them
        return last.result(started, report(broken.diagnostics))


def _same_again(last: LastBuild, options: Options, started: float) -> Result | None:
    """Return the last result again if neither inputs nor outputs nor what is asked have changed."""
    if last.header is None or last.inputs_changed:
        return None
    header = last.standing_header
    if header is None or header.commit != last.commit:
        return None
    if last.inputs_changed.looked_into or last.part("reasons"):
        _touch(last, header)
    return last.result(
        started,
        header.diagnostics,
        pages=header.pages,
        until=header.until,
        unpublished=header.unpublished,
        **_at_hand(last, options),
    )


def _at_hand(last: LastBuild, options: Options) -> dict[str, Any]:
    """Return what is of use where it costs nothing: in a process that builds repeatedly."""
    if options.memory is None:
        return {}
    return {"site": last.model, "outputs": last.outputs if options.output else {}}


def _touch(last: LastBuild, header: Header) -> None:
    """Keep that nothing had changed, so that files once looked into need not be again."""
    inputs = {path: (last.listed[path], known) for path, (_, known) in last.inputs.items()}
    header = replace(header, taken_at=last.taken_at, inputs=trace(inputs, last.taken_at))
    last.state.save({"header": header, "inputs": inputs, "reasons": {}}, {}, {})
