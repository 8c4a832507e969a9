"""The headers that hosts read from the published file _headers.

Source: Netlify, "Custom headers"; Cloudflare Pages, "Headers". A line without indentation is a
path, in which * stands for anything and :name for one part; indented lines below it are headers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping


def headers_for(text: str, path: str) -> Mapping[str, str]:
    """Return the headers of a path below the site's root; what is said twice is joined."""
    found: dict[str, str] = {}
    applies = False
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            applies = bool(_pattern(line.strip()).fullmatch(path))
        elif applies:
            name, _, value = (part.strip() for part in line.partition(":"))
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _pattern(written: str) -> re.Pattern[str]:
    parts = re.split(r"(\*|:[A-Za-z]\w*)", written)
    return re.compile("".join(_part(part) for part in parts), re.DOTALL)


def _part(part: str) -> str:
    if part == "*":
        return ".*"
    return "[^/]+" if part.startswith(":") else re.escape(part)
