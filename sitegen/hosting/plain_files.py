"""_redirects and _headers, which Netlify and Cloudflare Pages read.

Sources: Netlify, "Redirects and rewrites" and "Custom headers"; Cloudflare Pages, "Redirects" and
"Headers". For Cloudflare, lines for one path come first: those behind a pattern count as patterns.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.config import SiteConfig
from sitegen.hosting.headers import headers_by_path
from sitegen.hosting.limits import lines_of
from sitegen.hosting.values import GONE, HostRules


def redirects_file(hosting: HostRules, aliases: Mapping[str, str]) -> str:
    """Return _redirects, "" if there is nothing to put into it.

    Netlify sends a file that is there, such as the page of an alias, unless a line has a "!", and
    Cloudflare drops such a line. So there is one only where Netlify alone reads the file.
    """
    force = "!" if "netlify" in hosting.hosts and "cloudflare" not in hosting.hosts else ""
    rules = [rule for rule in hosting.in_order(aliases) if rule.status != GONE]
    return "".join(f"{line}\n" for rule in rules for line in lines_of(rule, force))


def headers_file(config: SiteConfig, hosting: HostRules) -> str:
    """Return _headers: each path, and below it what is sent with it."""
    parts = []
    for path, headers in headers_by_path(config, hosting).items():
        lines = [f"  {name}: {value}" for name, value in headers.items()]
        parts.append("\n".join([path, *lines, ""]))
    return "\n".join(parts)
