"""The socket of one open tab, over which it is told to reload: the LiveReload protocol.

livereload keeps its tabs on the class, lets any page connect, and drops a save that follows another
within three seconds. So each tab joins the preview of its own server here, foreign pages are
refused before, as with every request, and only the protocol is livereload's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from livereload.handlers import LiveReloadHandler

from sitegen.serve.guard import Guarded


class TabHandler(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload has no types
    """One open tab, from its greeting until it is closed."""

    url = "/"

    def on_message(self, message: str | bytes) -> None:
        """Answer a greeting, and take in a tab that says where it is; all else is ignored."""
        heard = _heard(message)
        if heard.get("command") == "hello":
            super().on_message(message)
        elif heard.get("command") == "info":
            self.url = str(heard.get("url"))
            self.preview.join(self, str(heard.get("build")))

    def on_close(self) -> None:
        """Forget the tab."""
        self.preview.leave(self)


def _heard(message: str | bytes) -> Mapping[str, Any]:
    try:
        heard = json.loads(message)
    except (ValueError, RecursionError):
        return {}
    return heard if isinstance(heard, dict) else {}
