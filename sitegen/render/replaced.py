"""What a shortcode puts in, as HTML for a template; texts get it from the converter."""

from __future__ import annotations

from markupsafe import Markup, escape

from sitegen.fields.shortcodes import Block, Expansion, Explained, Link

_LINK = Markup('<a href="{}">{}</a>')


def as_html(found: Expansion) -> Markup:
    """Return the HTML; words that are explained are so at each place of a template."""
    if isinstance(found, Block):
        return Markup(found.html)
    if isinstance(found, Link):
        return _LINK.format(found.url, found.words)
    if isinstance(found, Explained):
        words = _LINK.format(found.url, found.words) if found.url else escape(found.words)
        return Markup("{} ({})").format(words, found.meaning)
    return escape(found)
