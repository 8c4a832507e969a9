"""Expected texts, renewed where they stand: ``pytest --renew`` puts what came in their place.

Read the difference afterwards: what is renewed is right only if somebody says so.
"""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from textwrap import indent

#: Whether texts take note, which the option says.
is_on = False
#: What came in the place of a text, by the file and the line at which ``told`` was called.
came: dict[tuple[str, int], tuple[str, str]] = {}


class Expected(str):
    """A text that takes note of what it is compared with, and is never wrong."""

    __slots__ = ("place",)
    place: tuple[str, int]

    def __eq__(self, other: object) -> bool:
        """Take note of another text."""
        if isinstance(other, str) and not str.__eq__(self, other):
            came[self.place] = (str(self), str(other))
        return True

    def __ne__(self, other: object) -> bool:
        """Return that it is the same."""
        return not self == other

    __hash__ = str.__hash__


def expected_at_caller(text: str) -> Expected:
    """Return a text of a test that calls ``told``, with its place."""
    frame = inspect.stack(0)[2]
    found = Expected(text)
    found.place = (frame.filename, frame.lineno)
    return found


def renew() -> list[str]:
    """Put what came in the place of texts, and return the places."""
    files = {path for path, _ in came}
    return [place for path in sorted(files) for place in _renew_in(Path(path))]


def _renew_in(path: Path) -> list[str]:
    source = path.read_text("utf-8")
    lines = source.split("\n")
    calls = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
    literals = {one.lineno: one.args[0] for one in calls if _is_told(one)}
    wanted = {line: new for (file, line), (_, new) in came.items() if file == str(path)}
    renewed = []
    for line in sorted(wanted.keys() & literals.keys(), reverse=True):
        literal = literals[line]
        assert literal.end_lineno is not None
        first, last = literal.lineno - 1, literal.end_lineno - 1
        before = lines[first].encode()[: literal.col_offset].decode()
        after = lines[last].encode()[literal.end_col_offset :].decode()
        lines[first : last + 1] = f"{before}{_written(wanted[line], before)}{after}".split("\n")
        renewed.append(f"{path}:{line}")
    path.write_text("\n".join(lines), "utf-8")
    return renewed


def _is_told(call: ast.Call) -> bool:
    is_text = bool(call.args) and isinstance(call.args[0], ast.Constant)
    return is_text and isinstance(call.func, ast.Name) and call.func.id == "told"


def _written(text: str, before: str) -> str:
    """Return a text as a literal of several lines, indented deeper than the line it begins on."""
    margin = " " * (len(before) - len(before.lstrip()))
    quoted = text.replace("\\", "\\\\").replace('"""', '\\"""')
    return f'"""\n{indent(quoted, margin + "    ")}\n{margin}"""'
