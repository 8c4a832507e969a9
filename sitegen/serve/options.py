"""What the dev server is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from sitegen.orders import Options, Result


@dataclass(frozen=True)
class ServeOptions:
    """What the dev server is asked to do.

    ``build`` says how to build, and where to; ``day`` and ``clock`` say as of when. ``report``
    words the mistakes of a build for the terminal, ``describe_failure`` an exception that ended
    one. ``look_every`` is how often, in seconds, it looks for changes that no event told of.
    """

    build: Options
    day: Callable[[], date]
    report: Callable[[Result], str]
    describe_failure: Callable[[Exception], str]
    host: str = "127.0.0.1"
    port: int = 8000
    open_browser: bool = False
    poll: bool = False
    look_every: float = 2.0
    clock: Callable[[], time] = time
