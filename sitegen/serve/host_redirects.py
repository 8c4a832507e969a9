"""The redirects that hosts read from the published file _redirects.

Source: Netlify, "Redirects and rewrites"; Cloudflare Pages, "Redirects". A line is an old path, in
which * stands for anything and :name for one part; then where it leads, with the former as :splat;
then a status, if it is another than the host's usual one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

#: With any other status, such as 200, a host does not send visitors on.
_STATUSES = ("", "301", "302", "303", "307", "308")
_COMMENT = re.compile(r"(^|\s)#.*")
_NAME = re.compile(r"(\*|:[A-Za-z]\w*)")


@dataclass(frozen=True)
class Redirect:
    """Where a path leads; ``forced`` tells that it does even if there is a file."""

    location: str
    forced: bool


def redirect_for(text: str, path: str) -> Redirect | None:
    """Return where the first line that fits a path below the site's root leads, both quoted."""
    for line in text.splitlines():
        old, new, status = (*_COMMENT.sub("", line).split(), "", "", "")[:3]
        match = _pattern(old).fullmatch(path) if _leads_on(new, status) else None
        if match:
            names = [name.replace("*", ":splat") for name in _NAME.findall(old)]
            location = _filled(new, dict(zip(names, match.groups(""), strict=True)))
            return Redirect(location, forced=status.endswith("!"))
    return None


def _filled(new: str, stands_for: Mapping[str, str]) -> str:
    return _NAME.sub(lambda name: stands_for.get(name[0], name[0]), new)


def _leads_on(new: str, status: str) -> bool:
    is_address = new.startswith(("/", "https://", "http://"))
    return is_address and status.removesuffix("!") in _STATUSES


def _pattern(old: str) -> re.Pattern[str]:
    return re.compile("".join(_part(part) for part in _NAME.split(old)))


def _part(part: str) -> str:
    if part == "*":
        return "(.*)"
    return "([^/]+)" if _NAME.fullmatch(part) else re.escape(part)
