"""What the dev server tells in the terminal: where it is, what was built, what has to be mended."""

from __future__ import annotations

from sitegen.diagnostics import count
from sitegen.orders import Result
from sitegen.safe_text import safe
from sitegen.serve.addresses import audience
from sitegen.serve.state import Outcome, Publishing, ServeOptions

_NAMED_AT_MOST = 3


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

    def tell(self, outcome: Outcome | Publishing) -> None:
        """Print how a build ended, or what publishing would do, unless all is as it was."""
        if isinstance(outcome, Publishing):
            self._tell_publishing(outcome)
            return
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
