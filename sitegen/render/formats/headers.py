"""_headers: what hosts that read such a file (Netlify, Cloudflare Pages) send with every page."""

from __future__ import annotations

from sitegen.config import SiteConfig

_YEAR = 365 * 24 * 60 * 60


def headers(config: SiteConfig) -> str:
    """Return the file: the strict policy for all pages, long keeping for fingerprinted files."""
    lines = [
        "/*",
        f"  Content-Security-Policy: {config.csp}; frame-ancestors 'none'",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: no-referrer",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "  Cross-Origin-Opener-Policy: same-origin",
    ]
    if not config.official:
        lines.append("  X-Robots-Tag: noindex")
    lines += ["", "/assets/*", f"  Cache-Control: public, max-age={_YEAR}, immutable", ""]
    return "\n".join(lines)
