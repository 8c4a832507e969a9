"""Strict YAML: plain values out, no surprises, and the place of every key and value.

PyYAML's own loader takes duplicate keys silently and reads ``NO`` as false and ``12:30`` as 750.
Here a plain scalar is null, true, false or a decimal number as in the core schema of YAML 1.2
(https://yaml.org/spec/1.2.2/#103-core-schema), less its octal and hexadecimal forms; a number
with a leading zero and all else is text, dates too: the schema converts those.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeVar

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.diagnostics import Diagnostic, Span
from sitegen.schema.yaml_comments import hidden_character, lost_texts
from sitegen.schema.yaml_mistakes import QUOTES, diagnose, line_and_index, of_tag

Location = tuple[str | int, ...]

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
#: From this size on a computer's numbers lose digits; a number so long is a text of digits.
_TOO_LARGE = 10**15
#: Lines of which each is a key and a text that can mean nothing else, as front matter often is.
_PLAIN_LINE = (
    r"[a-z_]{1,99}+: (?!(?i:null|true|false)$)[a-zA-Z](?:[\w ,.;()!?/'\"-]*[\w,.;()!?/'\"-])?"
)
_PLAIN_LINES = re.compile(rf"(?>(?:{_PLAIN_LINE}(?:\n|\Z))+)", re.ASCII | re.MULTILINE)
#: What the parser takes for the end of a line, though no editor shows it as one.
_LINE_SEPARATORS = str.maketrans("\u2028\u2029", "  ")
#: Where an alias may begin.
_ALIAS = re.compile(r"(?<![^\s\[{,:])\*")
_DEEPEST = 50

Found = TypeVar("Found")

#: A key (there is none in a list) and its value, as they stand in the text.
_Pair = tuple[Node | None, Node]


@dataclass(frozen=True)
class YamlText:
    """YAML as written in one file, and the plain value it holds (dicts, lists, scalars).

    ``first_line`` is the line of the file on which the text starts, ``cut_lines`` are those with a
    mistake already for a text that a comment cuts off. Places are looked up only
    when there is a mistake to show: they are found once, and kept from then on.
    """

    path: str
    text: str
    value: object
    first_line: int = 1
    cut_lines: frozenset[int] = frozenset()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pack what is written; places are found again when there is a mistake to show."""
        written = (self.path, self.text, self.value, self.first_line, self.cut_lines)
        return YamlText, written

    def once(self, what: str, given: object, found: Iterator[Found]) -> tuple[Found, ...]:
        """Return what is found in this text, given something else.

        As long as a process keeps the text, it is looked through again only if that is another.
        """
        kept: dict[str, tuple[object, Any]] = self.__dict__.setdefault("_found", {})
        if what not in kept or kept[what][0] != given:
            kept[what] = (given, tuple(found))
        known: tuple[Found, ...] = kept[what][1]
        return known

    @cached_property
    def _pairs(self) -> Mapping[Location, _Pair]:
        return dict(_pairs((), (None, node)) if (node := _compose(self.text)) else ())

    @property
    def mapping(self) -> Mapping[str, Any]:
        """Return the mapping that the text is, or an empty one."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def listed(self) -> Sequence[Any]:
        """Return the list that the text is, or an empty one."""
        return self.value if isinstance(self.value, list) else ()

    def ids(self) -> Iterator[tuple[int, str]]:
        """Yield the place in the list and the id of each record that has one."""
        for place, item in enumerate(self.listed):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield place, item["id"]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Return the place of each record in a list by its id, faulty records and all."""
        found: dict[str, int] = {}
        for place, name in self.ids():
            found.setdefault(name, place)
        return found

    def texts(self) -> Iterator[tuple[Location, str]]:
        """Yield each text that the value holds, with its place."""
        return _texts((), self.value)

    def span(self, location: Location, *, key: bool = False) -> Span:
        """Return the place of the value (or of its key), or of the nearest thing around it."""
        while location and location not in self._pairs:
            location = location[:-1]
        pair = self._pairs.get(location)
        if pair is None:
            return Span(self.path, self.first_line)
        node = pair[0] if key and pair[0] is not None else pair[1]
        return _node_span(self.path, node, self.first_line)

    def written(self, location: Location) -> str:
        """Return the text of a scalar at a location as it is written, "" if there is none."""
        node = self._pairs[location][1] if location in self._pairs else None
        return str(node.value) if isinstance(node, ScalarNode) else ""

    def span_of_words(self, location: Location, words: str) -> Span:
        """Return the place of some words in the text at a location, or else of that text."""
        if location not in self._pairs:
            return self.span(location)
        node = self._pairs[location][1]
        lines = self.text.split("\n")
        for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(lines))):
            start = node.start_mark.column if number == node.start_mark.line else 0
            column = lines[number].find(words, start)
            if column >= 0:
                return Span(self.path, number + self.first_line, column + 1, len(words))
        return self.span(location)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlText, tuple[Diagnostic, ...]]:
    """Read one YAML document. With a mistake the value holds what could be read, or None."""
    if (plain := _plain_value(text)) is not None:
        return YamlText(path, text, plain, first_line), ()
    text = text.translate(_LINE_SEPARATORS)
    try:
        _check_events(text)
        node = _compose(text)
        reader = _Reader(path, text, first_line)
        value = None if node is None else reader.value_of(node)
    except yaml.YAMLError as error:
        lost = lost_texts(text, path, first_line, line_and_index(error, text))
        found = lost or (diagnose(error, path, text, first_line),)
        return YamlText(path, text, None, first_line), found
    lost = lost_texts(text, path, first_line)
    cut_lines = frozenset(one.span.line for one in lost)
    return YamlText(path, text, value, first_line, cut_lines), (*reader.found, *lost)


def _plain_value(text: str) -> dict[str, str] | None:
    """Return what a text holds that is so plain that no parser is needed, else None."""
    if not _PLAIN_LINES.fullmatch(text):
        return None
    pairs = [line.split(": ", 1) for line in text.rstrip("\n").split("\n")]
    value = dict(pairs)
    return value if len(value) == len(pairs) else None


class _Reader:
    """Turns nodes into values and notes what strict YAML does not allow."""

    def __init__(self, path: str, text: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.found: list[Diagnostic] = []

    def value_of(self, node: Node) -> object:
        self._look_at(node)
        if isinstance(node, MappingNode):
            return dict(self._items(node))
        if isinstance(node, SequenceNode):
            return [self.value_of(child) for child in node.value]
        return _scalar(node) if isinstance(node, ScalarNode) else None

    def _look_at(self, node: Node) -> None:
        """Note what YAML takes out of a text in silence, or puts in by escapes."""
        sign = self.text[node.start_mark.index : node.start_mark.index + 1]
        if sign == "!":
            self._note(node, "invalid-yaml", *of_tag(node.tag))
        elif sign == "&":
            self._note(node, "invalid-yaml", "a text cannot begin with * or &", QUOTES)
        if isinstance(node, ScalarNode) and node.style == '"' and "\\" in self.text:
            start, end = node.start_mark.index, node.end_mark.index
            if escape := hidden_character(self.text, start, end):
                line = node.start_mark.line + self.text.count("\n", start, escape.start())
                column = escape.start() - self.text.rfind("\n", 0, escape.start())
                span = Span(self.path, line + self.first_line, column, len(escape[0]))
                message = f"a control character, written as {escape[0]}, which is no text"
                self.found.append(Diagnostic(span, "control-character", message, "delete it"))

    def _items(self, node: MappingNode) -> Iterator[tuple[str, object]]:
        first: dict[str, Node] = {}
        for key_node, value_node in node.value:
            value = self.value_of(value_node)
            self._look_at(key_node)
            if not isinstance(key_node, ScalarNode) or "\n" in key_node.value:
                self._note(key_node, "invalid-yaml", "a key must be plain text", "")
            elif key_node.value in first:
                line = _node_span("", first[key_node.value], self.first_line).line
                message = f"the key {key_node.value} stands twice (first on line {line})"
                self._note(key_node, "duplicate-key", message, "keep one of the two")
            else:
                first[key_node.value] = key_node
                yield key_node.value, value

    def _note(self, node: Node, rule: str, message: str, help_: str) -> None:
        span = _node_span(self.path, node, self.first_line)
        self.found.append(Diagnostic(span, rule, message, help_))


def _check_events(text: str) -> None:
    """Refuse aliases, and deep nesting, with which the C parser's composer would crash.

    Text with neither a star nor enough signs that open something can hold neither.
    """
    if not _ALIAS.search(text) and sum(map(text.count, "[{-:?")) <= _DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        problem = "an alias" if isinstance(event, AliasEvent) else ""
        if problem or depth > _DEEPEST:
            problem, mark = problem or "it is nested too deeply", event.start_mark
            raise yaml.MarkedYAMLError(None, None, problem, mark)  # type: ignore[arg-type] # C mark


@lru_cache(maxsize=4)  # whoever has read a text may want to know places in it
def _compose(text: str) -> Node | None:
    loader = _Loader(text)
    try:
        node: Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return node


def _scalar(node: ScalarNode) -> object:
    text: str = node.value
    if node.style is not None and node.style != "":
        return text
    if text.lower() in _WORDS and text in (text.lower(), text.capitalize(), text.upper()):
        return _WORDS[text.lower()]
    return _number(text) if _FLOAT.fullmatch(text) else text


def _number(text: str) -> int | float | str:
    """Return the number; one too large for a computer's numbers stays text."""
    number = float(text)
    if not math.isfinite(number) or abs(number) >= _TOO_LARGE:
        return text
    return int(text) if _INTEGER.fullmatch(text) else number


def _pairs(at: Location, pair: _Pair) -> Iterator[tuple[Location, _Pair]]:
    """Yield everything in a node by its location; of two equal keys the first counts."""
    yield at, pair
    node = pair[1]
    if isinstance(node, MappingNode):
        first = {
            key.value: (key, one)
            for key, one in reversed(node.value)
            if isinstance(key, ScalarNode)
        }
        for name, inner in first.items():
            yield from _pairs((*at, name), inner)
    elif isinstance(node, SequenceNode):
        for place, one in enumerate(node.value):
            yield from _pairs((*at, place), (None, one))


def _texts(at: Location, value: object) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict | list):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts((*at, step), one)


def _node_span(path: str, node: Node, first_line: int) -> Span:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Span(path, start.line + first_line, start.column + 1, max(1, length))
