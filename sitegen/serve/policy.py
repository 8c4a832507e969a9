"""The site's Content-Security-Policy, widened for the server's own script, style and socket only.

All else stays forbidden as it will be once the site is published, so that what would break there
breaks here. Source: W3C, "Content Security Policy Level 3", 6.8 (fallback to default-src).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

#: What is allowed in addition: the source by its directive, such as script-src.
Own = Mapping[str, str]

_META = re.compile(r"<meta\s[^<>]*>", re.IGNORECASE)
_NAME = "content-security-policy"
_CONTENT = re.compile(r"(?<=\scontent=)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)


def widen(policy: str, own: Own) -> str:
    """Return a policy, or several with commas between them, that allows these sources too."""
    return ", ".join(_widen(one, own) for one in policy.split(","))


def widen_in_page(html: str, own: Own) -> str:
    """Return a page with every policy that stands in it widened."""
    return _META.sub(lambda meta: _widened(meta[0], own), html)


def _widened(meta: str, own: Own) -> str:
    if _NAME not in meta.lower():
        return meta
    return _CONTENT.sub(lambda text: _quoted(text, own), meta)


def _quoted(text: re.Match[str], own: Own) -> str:
    return f'"{escape(widen(unescape(text[0][1:-1]), own))}"'


def _widen(policy: str, own: Own) -> str:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {name.lower(): sources for name, *sources in parts}
    for name, source in own.items():
        allowed = directives.get(name, directives.get("default-src"))
        if allowed is not None:
            directives[name] = [*(one for one in allowed if one != "'none'"), source]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())
