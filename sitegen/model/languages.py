"""The language of a page where it is not that of the site around it."""

from __future__ import annotations

from sitegen.config import SiteConfig


def other_language(language: str, config: SiteConfig) -> str:
    """Return a language tag, or "" if it is that of the site: tags differ in capitals at will."""
    return "" if language.casefold() == config.language.casefold() else language
