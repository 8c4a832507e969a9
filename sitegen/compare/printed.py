"""A comparison as text for a terminal, as JSON, and as Markdown for a pull request's comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from html import escape

from sitegen.compare.difference import Comparison
from sitegen.compare.outline import Part, outline, summary
from sitegen.safe_text import safe, safe_json

#: By this line whoever writes the comment finds the one it wrote before.
MARK = "<!-- what visitors would see change -->"
_HEADING = "### What visitors would see change"
#: GitHub and GitLab refuse longer ones: 65,536 characters, 1,000,000.
_LONGEST_COMMENT = 60_000


def as_text(found: Comparison) -> str:
    """Return the comparison as a person reads it in a terminal."""
    parts = [
        "\n".join([safe(part.heading), *(f"  {safe(line)}" for line in part.lines)])
        for part in outline(found)
    ]
    return "\n\n".join([*parts, summary(found)])


def as_json(found: Comparison) -> str:
    """Return one object with all that is different, and the summary."""
    told = {"summary": summary(found), "is_same": found.is_same, **asdict(found)}
    for name in ("findings_new", "findings_gone"):
        told[name] = [one.as_record() for one in getattr(found, name)]
    return safe_json(json.dumps(told, ensure_ascii=False, indent=2))


def as_markdown(found: Comparison) -> str:
    """Return the comparison as a comment: what does not fit in is counted.

    All that the site says stands in code, where it can neither act as Markdown or HTML nor call
    upon somebody by name.
    """
    texts = [MARK, _HEADING, f"{summary(found)}"]
    parts = [_folded(part) for part in outline(found)]
    room = _LONGEST_COMMENT
    for place, text in enumerate(parts):
        room -= len(text)
        if room < 0:
            texts.append(f"{len(parts) - place} more parts are in the whole comparison.")
            break
        texts.append(text)
    return "\n\n".join(texts) + "\n"


def _folded(part: Part) -> str:
    lines = [safe(line) for line in part.lines]
    fence = "`" * max(3, 1 + max(map(len, _runs(lines)), default=0))
    block = "\n".join([f"{fence}diff", *lines, fence])
    heading = f"<summary><code>{escape(safe(part.heading))}</code></summary>"
    return f"<details>{heading}\n\n{block}\n\n</details>"


def _runs(lines: list[str]) -> Iterator[str]:
    """Yield every run of backticks, so that a longer one can stand around them."""
    for line in lines:
        yield from re.findall("`+", line)
