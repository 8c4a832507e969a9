"""Split a Markdown file into its YAML front matter and its body."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.diagnostics import Diagnostic, Span

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Split:
    """The two parts of a file; the front matter starts on line 2, the body on ``body_line``."""

    front: str
    body: str
    body_line: int
    diagnostics: tuple[Diagnostic, ...] = ()


def split_front_matter(text: str, path: str) -> Split:
    """Split at the two lines ``---``; a file without them, or with only one, is a mistake."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        message = "the front matter is missing"
        help_ = "begin the file with a line ---, then title: and description:, then a line ---"
        return Split("", text, 1, (Diagnostic(Span(path), "front-matter", message, help_),))
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return Split("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
    message = "the front matter is not closed"
    help_ = "put a line --- after its last key"
    return Split("", "", len(lines), (Diagnostic(Span(path), "front-matter", message, help_),))
