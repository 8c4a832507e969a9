"""What a style sheet refers to, and where it cannot be read.

This is the only module that needs a parser of CSS, and it is loaded only for sheets that have
changed. Source: CSS Syntax Module Level 3 (https://www.w3.org/TR/css-syntax-3/).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sitegen.diagnostics import Diagnostic, Span

#: A node of the parser's, which comes without types.
Node = Any

#: What holds brackets that are none, and each bracket, quote or comment that is not closed there.
_SKIPPED = re.compile(
    r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|\\."
    r"|[uU][rR][lL]\(\s*(?![\"'\s])(?:\\.|[^()\\\"'])*\)|(/\*|[][(){}\"'])",
    re.DOTALL,
)
#: An unquoted address: its beginning, its words as written, its end.
_URL = re.compile(r"([^(]*\(\s*)((?:\\.|[^\s)\\])*)(\s*\))", re.DOTALL)
_STRING = re.compile(r"([\"'])((?:\\.|(?!\1)[^\\])*)\1", re.DOTALL)
_CLOSING = {"(": ")", "[": "]", "{": "}"}
#: How many brackets may be open at once; each is looked into by a call within a call.
_DEEPEST = 50
_UNCLOSED = {"/*": "comment", '"': "text in quotes", "'": "text in quotes"}
#: What the parser says of a rule without a block, whatever the rule is.
_NO_BLOCK = "EOF reached before {} block for a qualified rule."
#: Functions whose texts in quotes are addresses.
_OF_URLS = ("url", "src")
_OF_PICTURES = ("image-set", "-webkit-image-set", "image", "cross-fade", "-webkit-cross-fade")


class SheetReference(NamedTuple):
    """An address in a style sheet: where all of it stands, what it says, and where its words do."""

    start: int
    end: int
    target: str
    words: int


class Sheet(NamedTuple):
    """What is known of a style sheet whose bytes have a digest."""

    digest: str
    references: tuple[SheetReference, ...]


@dataclass(frozen=True)
class _File:
    """A style sheet as written."""

    path: str
    text: str

    @cached_property
    def _lines(self) -> list[int]:
        """Return where each line begins."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def offset(self, node: Node) -> int:
        """Return where a node begins."""
        return self._lines[int(node.source_line) - 1] + int(node.source_column) - 1

    def mistake(self, offset: int, message: str) -> Diagnostic:
        """Return what the parser or we could not read at a place."""
        line = bisect_right(self._lines, offset)
        in_words = "a rule has no { … }, or a declaration no colon"
        words = in_words if message == _NO_BLOCK else message.rstrip(".")
        help_ = "browsers drop what they cannot read: correct the rule, or delete it"
        span = Span(self.path, line, offset - self._lines[line - 1] + 1)
        return Diagnostic(span, "css", f"this is no CSS: {words}", help_)


def read(path: str, text: str, digest: str) -> tuple[Sheet, tuple[Diagnostic, ...]]:
    """Return what a style sheet refers to, and each place where it is no CSS."""
    file = _File(path, text)
    if (mistake := _unbalanced(file)) is not None:
        return Sheet(digest, ()), (mistake,)
    found = in_parts(text)
    references, mistakes = (found, ()) if found is not None else as_a_whole(file)
    return Sheet(digest, references), mistakes


def as_a_whole(file: _File) -> tuple[tuple[SheetReference, ...], tuple[Diagnostic, ...]]:
    """Return what a text refers to that is not parted, and where it is no CSS."""
    import tinycss2

    references: list[SheetReference] = []
    found: list[Diagnostic] = []
    for node in _nodes(tinycss2.parse_stylesheet(file.text, skip_comments=True)):
        if node.type == "error":
            found.append(file.mistake(file.offset(node), node.message))
        elif node.type == "url":
            references.append(_unquoted(file.text, file.offset(node), node.value))
        else:
            references.append(_quoted(file, node))
    return tuple(references), tuple(found)


def in_parts(text: str) -> tuple[SheetReference, ...] | None:
    """Return what a balanced text refers to, read rule by rule; None if one of them is no CSS.

    A process that reads a style sheet after each edit of it reads the rules anew that were edited.
    """
    start, found = 0, []
    for part in _parts(text):
        references = _of_part(part)
        if references is None:
            return None
        found += [_moved(one, start) for one in references]
        start += len(part)
    return tuple(found)


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts that end where a block ends that stands in no other: with a rule."""
    start = depth = 0
    for match in _SKIPPED.finditer(text):
        sign = match[1]
        depth += (sign in _CLOSING) - (sign in _CLOSING.values())
        if sign == "}" and not depth:
            yield text[start : match.end()]
            start = match.end()
    yield text[start:]


@lru_cache(maxsize=10_000)
def _of_part(part: str) -> tuple[SheetReference, ...] | None:
    references, mistakes = as_a_whole(_File("", part))
    return None if mistakes else references


def _moved(one: SheetReference, by: int) -> SheetReference:
    return SheetReference(one.start + by, one.end + by, one.target, one.words + by)


def _nodes(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield the addresses (tokens, strings, functions) and errors below some nodes, in order."""
    for node in nodes:
        if node.type in ("error", "url"):
            yield node
        elif node.type in _BELOW:
            yield from _BELOW[node.type](node)


def _of_rule(rule: Node) -> Iterator[Node]:
    yield from _nodes(rule.prelude)
    yield from _of_block(rule)


def _of_at_rule(rule: Node) -> Iterator[Node]:
    keyword = rule.lower_at_keyword
    if keyword == "namespace":  # a name, not an address to load
        return
    prelude = list(rule.prelude)
    if keyword == "import":
        yield from [node for node in prelude if node.type == "string"][:1]
    yield from _nodes(prelude)
    if rule.content is not None:
        yield from _of_block(rule)


def _of_block(rule: Node) -> Iterator[Node]:
    import tinycss2

    yield from _nodes(tinycss2.parse_blocks_contents(rule.content, skip_comments=True))


def _of_function(function: Node) -> Iterator[Node]:
    name = function.lower_name
    strings = [node for node in function.arguments if node.type == "string"]
    if name in _OF_URLS and strings:
        yield function
    elif name in _OF_PICTURES:
        yield from strings
    yield from _nodes(function.arguments)


_BELOW: dict[str, Callable[[Node], Iterator[Node]]] = {
    "at-rule": _of_at_rule,
    "qualified-rule": _of_rule,
    "declaration": lambda node: _nodes(node.value),
    "function": _of_function,
    "{} block": lambda node: _nodes(node.content),
    "[] block": lambda node: _nodes(node.content),
    "() block": lambda node: _nodes(node.content),
}


def _unquoted(text: str, offset: int, value: str) -> SheetReference:
    match = _URL.match(text, offset)
    assert match is not None, text[offset : offset + 20]
    return SheetReference(offset, match.end(), value, match.start(2))


def _quoted(file: _File, node: Node) -> SheetReference:
    """Return the reference of a string, or of url() with a string in it."""
    inside = (
        node if node.type == "string" else next(x for x in node.arguments if x.type == "string")
    )
    place = file.offset(inside)
    match = _STRING.match(file.text, place)
    assert match is not None, file.text[place : place + 20]
    end = match.end() if inside is node else file.text.index(")", match.end()) + 1
    return SheetReference(file.offset(node), end, inside.value, match.start(2))


def _unbalanced(file: _File) -> Diagnostic | None:
    """Return the first bracket, quote or comment that is not closed as it was opened, or None.

    The parser closes what is open at the end, as browsers do: the rules after it are lost unseen.
    """
    opened: list[tuple[str, int]] = []
    for match in _SKIPPED.finditer(file.text):
        sign, place = match[1], match.start()
        if sign in _UNCLOSED:
            return file.mistake(place, f"the {_UNCLOSED[sign]} is not closed")
        if sign in _CLOSING:
            opened.append((sign, place))
            if len(opened) > _DEEPEST:
                return file.mistake(place, f"more than {_DEEPEST} brackets are open here")
        elif sign and not opened:
            return file.mistake(place, f"{sign} closes nothing")
        elif sign and not _closes(sign, opened):
            break
    return _open(file, *opened[-1]) if opened else None


def _closes(sign: str, opened: list[tuple[str, int]]) -> bool:
    """Whether a sign closes what was opened last; that is open no more."""
    closes = _CLOSING[opened[-1][0]] == sign
    if closes:
        opened.pop()
    return closes


def _open(file: _File, sign: str, place: int) -> Diagnostic:
    return file.mistake(place, f"{sign} is not closed by {_CLOSING[sign]}")
