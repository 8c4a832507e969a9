"""The headers that hosts read from the published file _headers.

Source: Netlify, "Custom headers"; Cloudflare Pages, "Headers". A line without indentation is a
path, in which * stands for anything and :name for one part; indented lines below it are headers.
"""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.hosting.patterns import match


def headers_for(text: str, path: str) -> Mapping[str, str]:
    """Return the headers of a path below the site's root; what is said twice is joined."""
    found: dict[str, str] = {}
    applies = False
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            applies = match(line.strip(), path) is not None
        elif applies:
            name, _, value = (part.strip() for part in line.partition(":"))
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found
