"""The redirects that hosts read from the published file _redirects.

Source: Netlify, "Redirects and rewrites"; Cloudflare Pages, "Redirects". A line is an old path, in
which * stands for anything and :name for one part; then where it leads, with the former as :splat;
then a status, if it is another than the host's usual one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sitegen.hosting.patterns import MOST_DYNAMIC, NAMES, is_dynamic, match

#: With any other status, such as 200, a host does not send visitors on.
_STATUSES = ("", "301", "302", "303", "307", "308")
_COMMENT = re.compile(r"(^|\s)#.*")


@dataclass(frozen=True)
class Redirect:
    """Where a path leads; ``forced`` tells that it does even if there is a file."""

    location: str
    forced: bool


def redirect_for(text: str, path: str) -> Redirect | None:
    """Return where the first line that fits a path below the site's root leads, both quoted."""
    dynamic = 0
    for line in text.split("\n"):
        old, new, status = (*_uncommented(line).split(), "", "", "")[:3]
        dynamic += is_dynamic(old)
        is_read = dynamic <= MOST_DYNAMIC or not is_dynamic(old)
        found = match(old, path) if is_read and _leads_on(new, status) else None
        if found is not None:
            names = [name.replace("*", ":splat") for name in NAMES.findall(old)]
            location = _filled(new, dict(zip(names, found, strict=True)))
            return Redirect(location, forced=status.endswith("!"))
    return None


def _uncommented(line: str) -> str:
    """Return a line without its comment, which begins with a # at its start or after a space."""
    return line if "#" not in line else _COMMENT.sub("", line)


def _filled(new: str, stands_for: Mapping[str, str]) -> str:
    return NAMES.sub(lambda name: stands_for.get(name[0], name[0]), new)


def _leads_on(new: str, status: str) -> bool:
    is_address = new.startswith(("/", "https://", "http://"))
    return is_address and status.removesuffix("!") in _STATUSES
