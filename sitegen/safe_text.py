r"""Foreign text made fit for a terminal, a log or a page: what it holds can only be read.

File names, keys and lines of a site reach reports. A control character in them could steer a
terminal, a line break begin a line that a CI service obeys, a mark of direction show words in
another order. Each becomes the escape that Python writes for it, such as \x1b.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

#: C0 and C1 controls, marks of direction, line and paragraph separators, byte order marks,
#: annotation and tag characters, and halves of surrogate pairs. "##[" is the older form of GitHub's
#: workflow commands, which its runner obeys anywhere in a line. Source: Unicode 15, "Bidirectional
#: Algorithm" (UAX 9), 2; github.com/actions/runner, ActionCommand.TryParse.
_UNSAFE_CHARACTERS = (
    r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f"
)
_UNSAFE = re.compile(rf"[{_UNSAFE_CHARACTERS}]|(?<=#)#(?=\[)")
_UNSAFE_IN_JSON = re.compile(rf"(?!\n)(?:{_UNSAFE.pattern})")


def safe(text: str, *, keep: str = "") -> str:
    """Return a text in one line that steers nothing; characters in ``keep`` stay as they are."""
    if text.isprintable() and "##[" not in text:
        return text
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else _escape(found[0]), text)


def safe_lines(text: str) -> str:
    """Return a text of several lines that steers nothing."""
    return safe(text, keep="\n")


def some_of(names: Sequence[str], at_most: int = 10) -> str:
    """Return names in one line; of many the first so many, and how many more there are."""
    more = f" and {len(names) - at_most} more" if names[at_most:] else ""
    return ", ".join(map(safe, names[:at_most])) + more


def safe_json(value: object, indent: int = 2) -> str:
    """Return a value as JSON, which reads back the same, without a character that steers."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE_IN_JSON.sub(lambda found: _json_escape(found[0]), text)


def _escape(character: str) -> str:
    return r"\x23" if character == "#" else character.encode("unicode_escape").decode("ascii")


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
