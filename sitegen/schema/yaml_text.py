"""Strict YAML: plain values out, no surprises, and the place of every key and value.

PyYAML's own loader takes duplicate keys silently and reads ``NO`` as false and ``12:30`` as 750.
Here a plain scalar is null, true, false or a decimal number as in the core schema of YAML 1.2
(https://yaml.org/spec/1.2.2/#103-core-schema), less its octal and hexadecimal forms; a number
with a leading zero and all else is text, dates too: the schema converts those.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.diagnostics import Diagnostic, Span
from sitegen.schema.yaml_mistakes import diagnose

Location = tuple[str | int, ...]

_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
#: A text without quotes, and a word that begins with # in it.
_CUT_OFF = re.compile(r"""\s*(?:- )*[\w-]+:\s+[^\s"'|>\[{&*!#][^#]*?\s(#[^\s#]+)""")
_DEEPEST = 50
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")


@dataclass(frozen=True, slots=True)
class YamlText:
    """YAML as written in one file, and the plain value it holds (dicts, lists, scalars).

    ``first_line`` is the line of the file on which the text starts. Places are looked up only
    when there is a mistake to show, so the text is kept instead of a tree of positions.
    """

    path: str
    text: str
    value: object
    first_line: int = 1

    def span(self, location: Location, *, key: bool = False) -> Span:
        """Return the place of the value (or of its key), or of the nearest thing around it."""
        node = _compose(self.text)
        found = node
        for step in location:
            pair = _child(node, step)
            if pair is None:
                break
            found = pair[0] if key and pair[0] is not None else pair[1]
            node = pair[1]
        return self._span_of(found)

    def span_of_words(self, location: Location, words: str) -> Span:
        """Return the place of some words in the text at a location, or else of that text."""
        node = self._node(location)
        if node is None:
            return self.span(location)
        lines = self.text.split("\n")
        for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(lines))):
            start = node.start_mark.column if number == node.start_mark.line else 0
            column = lines[number].find(words, start)
            if column >= 0:
                return Span(self.path, number + self.first_line, column + 1, len(words))
        return self.span(location)

    def _node(self, location: Location) -> Node | None:
        node = _compose(self.text)
        for step in location:
            pair = _child(node, step)
            node = pair[1] if pair else None
        return node

    def _span_of(self, node: Node | None) -> Span:
        if node is None:
            return Span(self.path, self.first_line)
        return _node_span(self.path, node, self.first_line)


def read_yaml(text: str, path: str, first_line: int = 1) -> tuple[YamlText, tuple[Diagnostic, ...]]:
    """Read one YAML document. With a mistake the value holds what could be read, or None."""
    try:
        _check_events(text)
        node = _compose(text)
        reader = _Reader(path, first_line)
        value = None if node is None else reader.value_of(node)
    except yaml.YAMLError as error:
        return YamlText(path, text, None, first_line), (diagnose(error, path, text, first_line),)
    lost = _lost(text, path, first_line) if "#" in text else ()
    return YamlText(path, text, value, first_line), (*reader.found, *lost)


def _lost(text: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Give a mistake for each text that YAML would cut off at a sign that is meant to be read."""
    for number, line in enumerate(text.split("\n"), start=first_line):
        if found := _CUT_OFF.match(line):
            message = f"all from {found[1]} on would be left out, as a comment"
            help_ = "put the whole text in quotes, or a space after # if it is a comment"
            span = Span(path, number, found.start(1) + 1, len(found[1]))
            yield Diagnostic(span, "lost-text", message, help_)


class _Reader:
    """Turns nodes into values and notes what strict YAML does not allow."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.found: list[Diagnostic] = []

    def value_of(self, node: Node) -> object:
        if node.tag not in _PLAIN_TAGS:
            self._note(node, "invalid-yaml", f"the tag {node.tag} is not read here", "remove it")
        if isinstance(node, MappingNode):
            return dict(self._items(node))
        if isinstance(node, SequenceNode):
            return [self.value_of(child) for child in node.value]
        return _scalar(node) if isinstance(node, ScalarNode) else None

    def _items(self, node: MappingNode) -> Iterator[tuple[str, object]]:
        first: dict[str, Node] = {}
        for key_node, value_node in node.value:
            value = self.value_of(value_node)
            if not isinstance(key_node, ScalarNode):
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
    if "*" not in text and sum(map(text.count, "[{-:?")) <= _DEEPEST:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        problem = "an alias (*name) is not read here" if isinstance(event, AliasEvent) else ""
        if problem or depth > _DEEPEST:
            problem, mark = problem or "it is nested too deeply to be read", event.start_mark
            raise yaml.MarkedYAMLError(None, None, problem, mark)  # type: ignore[arg-type] # C mark


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
    if not math.isfinite(number):
        return text
    return int(text) if _INTEGER.fullmatch(text) else number


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _node_span(path: str, node: Node, first_line: int) -> Span:
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Span(path, start.line + first_line, start.column + 1, max(1, length))
