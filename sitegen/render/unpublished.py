"""The mark that a page carries which is not public yet, in a build that shows such pages."""

from __future__ import annotations

import re
from html import escape

_BODY = re.compile(r"<body(?=[\s>])[^>]*>", re.IGNORECASE)


def marked(html: str, why: str) -> str:
    """Return a page with a line in front of all it says, or as it is if there is no reason to.

    The builder writes it, not a layout: no template can forget it.
    """
    if not why:
        return html
    mark = f'<p class="unpublished" role="note">Not public: {escape(why)}.</p>\n'
    body = _BODY.search(html)
    place = body.end() if body else len(html)
    return html[:place] + mark + html[place:]
