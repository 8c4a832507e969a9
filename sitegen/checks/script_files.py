"""Nothing published beside the pages runs in a browser: pages alone carry the site's policy."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, Span
from sitegen.model.content_files import DOCUMENTS, PARTS


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake for each file that would be published and could run."""
    for path, url in finished.inputs.assets.urls.items():
        ending = path.rpartition(".")[2].lower()
        is_part = ending in PARTS and not url.startswith("/assets/")
        if ending in DOCUMENTS or is_part:
            message = f"a file .{ending} could run in a browser, outside of what pages may do"
            help_ = (
                "put it into assets/js/ or assets/css/" if is_part else "make it a page, or a PDF"
            )
            yield Diagnostic(Span(path), "running-file", message, help_)
