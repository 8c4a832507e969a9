"""The editor's desk as a page of the preview: what waits for an editor, and who links where."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.desk import desk, who_links_where
from sitegen.diagnostics import Diagnostic
from sitegen.finished_site import last_made
from sitegen.request import Options
from sitegen.serve.bar import ENVIRONMENT
from sitegen.serve.editor import Editor

#: The page loads its own style sheet, and nothing runs on it.
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"


def desk_html(options: Options, found: Sequence[Diagnostic], editor: Editor, style: str) -> str:
    """Return the page, given the mistakes that are open; "" before the first build."""
    finished = last_made(options)
    if finished is None:
        return ""
    site = finished.inputs.site
    leading = who_links_where(finished)
    base = site.config.base_path
    return ENVIRONMENT.get_template("desk.html").render(
        sections=desk(finished, found),
        links=[(page, leading[page.url]) for page in site.pages.values()],
        editor=editor,
        style=style,
        base=base,
        home=f"{base}/",
    )
