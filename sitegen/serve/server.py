"""The dev server from its start to its end: listen, build, watch, serve, stop; what it tells."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from tornado.httpserver import HTTPServer

from sitegen.build_request import Result
from sitegen.diagnostics import count
from sitegen.incremental.explain import last_model
from sitegen.safe_text import safe
from sitegen.serve.handlers import application
from sitegen.serve.listening import audience, listen, port_of, url_of
from sitegen.serve.preview import Preview
from sitegen.serve.rebuild import Rebuilder
from sitegen.serve.state import Outcome, Publishing, ServeOptions, Shown, Step
from sitegen.serve.watch import POLLING, Watch, too_many

_NAMED_AT_MOST = 3
#: More often than ever is reached the youngest objects are searched before all are: only the
#: ``Rebuilder`` has that done, when nothing happens.
_NEVER = 2**31 - 1
#: In seconds: so long the thread that builds keeps those waiting that serve.
_TURN = 0.001


class Terminal:
    """Tells of each build once: reports to standard output, all else by what ``build`` says.

    ``has_site`` is whether there is a site to show while there are mistakes in the sources.
    """

    def __init__(self, options: ServeOptions) -> None:
        self._say = options.build.say
        self._host = options.host
        self._last = Outcome(None)
        self._publishing = Publishing()
        self.has_site = False

    def introduce(self, url: str, asked_port: int, port: int) -> None:
        """Print where the preview is, and who can reach it."""
        if asked_port not in (0, port):
            self._say(f"The port {asked_port} is in use: this is {port}.")
        if warning := audience(self._host):
            self._say(warning)
        self._say(f"The preview is at {url}   Ctrl-C ends it.")

    def tell(self, step: Step) -> None:
        """Print how a build ended, or what publishing would do, unless all is as it was."""
        if isinstance(step, Publishing):
            self._tell_publishing(step)
        elif isinstance(step, Outcome) and step.ended:
            self._tell_outcome(step)

    def _tell_outcome(self, outcome: Outcome) -> None:
        before, self._last = self._last, outcome
        if outcome.result is None:
            if outcome.trouble != before.trouble:
                self._say(f"{outcome.trouble}\nThe preview tries again every few seconds.")
            return
        if outcome.report != before.report:
            self._tell_report(outcome, outcome.result)
        if not outcome.result.failed:
            self.has_site = True
            self._tell_good(outcome.result, was_wrong=_is_wrong(before))

    def _tell_report(self, outcome: Outcome, result: Result) -> None:
        if outcome.report:
            print(outcome.report, flush=True)
        if result.failed:
            shown = "shows the last good site" if self.has_site else "has no site to show"
            self._say(f"The preview {shown} until this is mended.")

    def _tell_publishing(self, found: Publishing) -> None:
        before, self._publishing = self._publishing, found
        if found.number and found.report != before.report:
            print(found.report, flush=True)
            self._say(f"The preview is fine, but publishing would fail: {found.number}")
        elif before.number and not found.number:
            self._say("Publishing would not fail any more.")

    def _tell_good(self, result: Result, *, was_wrong: bool) -> None:
        mended = "Mended. " if was_wrong else ""
        if result.rendered or result.written or result.removed:
            done = f"{count(result.rendered, 'page')} rendered, {count(result.written, 'file')}"
            removed = f"{result.removed} removed in {result.seconds:.2f} s"
            self._say(f"{mended}{done} written, {removed}.")
            named = list(result.reasons.items())[:_NAMED_AT_MOST]
            for page, reason in named:
                self._say(safe(f"  {page}: {reason}"))
        elif mended:
            self._say(mended.rstrip())


def _is_wrong(outcome: Outcome) -> bool:
    return bool(outcome.trouble) or (outcome.result is not None and outcome.result.failed)


class Server:
    """One dev server, which listens from the start; OSError if it cannot.

    ``run`` serves until ``stop`` is called, from any thread; in the main thread until Ctrl-C, too.
    """

    def __init__(self, options: ServeOptions, output: Path) -> None:
        self._options = options
        self._output = output
        self._socket = listen(options.host, options.port)
        self._terminal = Terminal(options)
        self._rebuilder = Rebuilder(options, self._take, lambda: self._preview.urls())  # noqa: PLW0108 - it is made later
        self._ready = threading.Event()
        self.url = url_of(options.host, port_of(self._socket))

    def run(self) -> None:
        """Build, then serve and build again; what keeps the first build from ending is raised."""
        with ExitStack() as at_the_end:
            at_the_end.enter_context(self._socket)
            self._build_first()
            watch = at_the_end.enter_context(closing(self._watch()))
            asyncio.run(self._serve(watch))

    def stop(self) -> None:
        """End in good order; from any thread, once it serves."""
        self._ready.wait()
        with suppress(RuntimeError):  # it has ended already
            self._end()

    def _end(self) -> None:
        self._loop.call_soon_threadsafe(self._stopped.set)

    def wait(self, seconds: float) -> bool:
        """Wait until it serves, but no longer than this; return whether it does."""
        return self._ready.wait(seconds)

    def _build_first(self) -> None:
        first = self._rebuilder.first()
        is_there = self._output.is_dir()
        site = last_model(self._options.build.site, self._output) if is_there else None
        shown = Shown(site=site)
        self._terminal.has_site = site is not None
        self._preview = Preview(self._output, self._options, shown, lambda: self._rebuilder.noticed)
        self._preview.take(first)
        self._terminal.tell(first)

    async def _serve(self, watch: Watch) -> None:
        self._loop, self._stopped = asyncio.get_running_loop(), asyncio.Event()
        with _process_of_its_own(self._end):
            await self._serve_until_stopped(watch)

    async def _serve_until_stopped(self, watch: Watch) -> None:
        server = HTTPServer(application(self._preview))
        server.add_socket(self._socket)
        self._rebuilder.start(watch)
        url = f"{self.url}{self._preview.shown.base_path}/"
        self._terminal.introduce(url, self._options.port, port_of(self._socket))
        opening = asyncio.create_task(self._open(url))
        self._ready.set()
        await self._stopped.wait()
        server.stop()
        await asyncio.to_thread(self._rebuilder.stop)
        self._preview.close()
        await server.close_all_connections()
        await opening

    async def _open(self, url: str) -> None:
        if self._options.open_browser:
            await asyncio.to_thread(webbrowser.open, url)

    def _take(self, step: Step) -> None:
        """Hand on what the building thread tells, to the tabs first."""
        with suppress(RuntimeError):  # the server has ended meanwhile
            self._loop.call_soon_threadsafe(self._preview.take, step)
        with suppress(OSError):  # nobody reads what is printed any more: the tabs still do
            self._terminal.tell(step)

    def _watch(self) -> Watch:
        """Watch by events where they arrive, else by polling."""
        watch = Watch(self._options.build.site, self._rebuilder.wake, poll=self._options.poll)
        try:
            watch.renew()
            if self._options.poll or watch.hears():
                return watch
            why = "No events of changed files arrive here"
        except OSError as error:
            why = too_many(error)
        self._options.build.say(f"{why}: {POLLING}")
        watch.begin_again(poll=True)
        return watch


@contextmanager
def _process_of_its_own(stop: Callable[[], None]) -> Iterator[None]:
    """End on signals; let requests in while pages are rendered; search no old objects for garbage.

    These are matters of the process: a server in another thread than the main one leaves them
    alone. What the first build made stays, so that no search need look through it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    gc.collect()
    gc.freeze()
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
    sys.setswitchinterval(_TURN)
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: stop()) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
