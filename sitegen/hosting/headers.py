"""What a site's hosts send with its files, by path: a policy for all, and what editors add.

Sources: W3C, "Content Security Policy Level 3"; RFC 6797 (HSTS); WHATWG Fetch, nosniff; W3C,
"Referrer Policy" and "Permissions Policy".
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.config import SiteConfig
from sitegen.hosting.values import HostRules

#: Every path, and the files whose names change with their content.
EVERYTHING, FINGERPRINTED = "/*", "/assets/*"

#: Values by the names of headers.
Headers = Mapping[str, str]

_DAY = 24 * 60 * 60
_YEAR = 365 * _DAY


def headers_by_path(config: SiteConfig, hosting: HostRules) -> Mapping[str, Headers]:
    """Return what is sent with each path, or with all below one: ``/files/*``.

    Where two of them are for one file, both are sent; none of their headers has the same name.
    """
    own: dict[str, dict[str, str]] = {EVERYTHING: dict(_of_all(config, hosting))}
    own[FINGERPRINTED] = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
    for path, headers in hosting.headers.items():
        names = {name.lower() for name in headers}
        kept = {name: text for name, text in own.get(path, {}).items() if name.lower() not in names}
        own[path] = {**kept, **headers}
    return {path: headers for path, headers in own.items() if headers}


def sent_with(config: SiteConfig, hosting: HostRules, path: str) -> Headers:
    """Return all that is sent with what a path of `headers_by_path` is for."""
    found: dict[str, str] = {}
    for other, headers in headers_by_path(config, hosting).items():
        if covers(other, path):
            found |= headers
    return found


def covers(path: str, other: str) -> bool:
    """Whether what one path is for is among what another is for."""
    if path.endswith("*"):
        return other.startswith(path[:-1])
    return path == other


def _of_all(config: SiteConfig, hosting: HostRules) -> Mapping[str, str]:
    found = {
        "Content-Security-Policy": f"{config.csp}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if config.base_url.startswith("https://") and hosting.hsts_days > 0:
        found["Strict-Transport-Security"] = f"max-age={hosting.hsts_days * _DAY}"
    if not config.official:
        found["X-Robots-Tag"] = "noindex"
    return found
