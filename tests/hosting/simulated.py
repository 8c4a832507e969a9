"""How Netlify and Cloudflare Pages read _redirects and _headers, by their documentation alone.

Nothing of the builder is used here. Sources, as of 2026: docs.netlify.com, "Redirects and
rewrites", "Redirect options", "Custom headers"; developers.cloudflare.com/pages,
"Redirects", "Headers", "Serving Pages".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

STATUSES = {"301", "302", "303", "307", "308"}


class Simulated(NamedTuple):
    """What a host answers."""

    status: int
    location: str
    headers: Mapping[str, str]


class Line(NamedTuple):
    """One redirect that a host takes in."""

    old: str
    new: str
    status: int
    forced: bool


def netlify(root: Path, url: str) -> Simulated:
    """Files come first, unless a line is forced; /a and /a/ are one; the first line counts."""
    path, _, query = url.partition("?")
    headers = sent(root, path)
    file = file_at(root, path)
    for line in netlify_lines(root):
        groups = fitting(line.old, path)
        if groups is None:
            groups = fitting(line.old.rstrip("/"), path.rstrip("/"))
        if groups is not None and (line.forced or file is None):
            return Simulated(line.status, filled(line.new, groups, query), headers)
    return Simulated(200 if file else 404, "", headers)


def cloudflare(root: Path, url: str) -> Simulated:
    """Redirects come first: those for one path as they are written, then those with patterns."""
    path, _, query = url.partition("?")
    exact, patterns = cloudflare_lines(root)
    headers = sent(root, path)
    if path in exact:
        return Simulated(exact[path].status, filled(exact[path].new, {}, query), headers)
    for line in patterns:
        groups = fitting(line.old, path)
        if groups is not None:
            return Simulated(line.status, filled(line.new, groups, query), headers)
    return Simulated(200 if file_at(root, path) else 404, "", headers)


def netlify_lines(root: Path) -> Iterator[Line]:
    for words in written(root / "_redirects"):
        status = words[2] if len(words) > 2 else "301"
        yield Line(words[0], words[1], int(status.rstrip("!")), status.endswith("!"))


def cloudflare_lines(root: Path) -> tuple[dict[str, Line], list[Line]]:
    """Behind the first pattern every line counts as one; of each kind so many are read."""
    exact: dict[str, Line] = {}
    patterns: list[Line] = []
    for words in written(root / "_redirects"):
        status = words[2] if len(words) > 2 else "302"
        if status not in STATUSES or len(" ".join(words)) > 1000:
            continue
        line = Line(words[0], words[1], int(status), forced=True)
        if re.search(r"\*|:[A-Za-z]", line.old) or patterns:
            if len(patterns) < 100:
                patterns.append(line)
        elif len(exact) < 2000:
            exact.setdefault(line.old, line)
    return exact, patterns


def written(file: Path) -> Iterator[list[str]]:
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        if line.strip() and not line.startswith("#"):
            yield line.split()


def fitting(old: str, path: str) -> Mapping[str, str] | None:
    """Return what the star and the names of a pattern stand for, or None."""
    parts = re.split(r"(:[A-Za-z]\w*|\*)", old)
    named = [
        f"(?P<{part[1:]}>[^/]+)"
        if part.startswith(":")
        else "(?P<splat>.*)"
        if part == "*"
        else re.escape(part)
        for part in parts
    ]
    found = re.fullmatch("".join(named), path)
    return None if found is None else found.groupdict()


def filled(new: str, groups: Mapping[str, str], query: str) -> str:
    for name, value in groups.items():
        new = re.sub(rf":{name}\b", lambda _, value=value: value, new)  # type: ignore[misc] # a value of each turn
    return new if "?" in new or "#" in new or not query else f"{new}?{query}"


def sent(root: Path, path: str) -> Mapping[str, str]:
    """Return the headers for a path; what two paths say of one name is joined with a comma."""
    found: dict[str, str] = {}
    fits = False
    for line in (root / "_headers").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith((" ", "\t")):
            fits = fitting(line.strip(), path) is not None
        elif line.strip() and fits:
            name, _, value = line.strip().partition(":")
            name, value = name.lower(), value.strip()
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def file_at(root: Path, path: str) -> Path | None:
    for name in (path, f"{path}index.html", f"{path}/index.html", f"{path}.html"):
        if (file := root / name.lstrip("/")).is_file():
            return file
    return None
