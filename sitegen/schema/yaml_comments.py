"""Texts that YAML would cut off in silence at a sign #, and what its escapes would hide."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from sitegen.diagnostics import Diagnostic, Span

#: Source: YAML 1.2.2, section 5.7, escaped characters.
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
#: Short escapes of control characters and of line ends that only machines know.
_SHORT = "0abvferNLP"
#: Control characters (tab and line feed aside), separators of lines, what is no character, and what
#: turns the direction of reading.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")


def hidden_character(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first such escape between two indexes of a text, if there is one."""
    for match in _ESCAPE.finditer(text, start, end):
        code, short = match[1] or match[2] or match[3], match[4]
        if _HIDDEN.match(chr(int(code, 16))) if code else short in _SHORT:
            return match
    return None


_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

#: Where a comment may begin. One that is meant as such has a space after its sign.
_SIGN = re.compile(r"(?<!\S)#")
_WORD = re.compile(r"(?<!\S)#[^\s#]\S*")
#: A line that was a key or an item, and was made a comment.
_COMMENTED_OUT = re.compile(r"#(?:- ?|[\w-]+:(?:\s|$)|[^\w\"'\u201c\u2018(])")
_OR_COMMENT = ", or a space after # if it is a comment"
_OPENING = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_FLOW_OPENING = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_FLOW_ENDING = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment stands: its index in the text, what is before it, and around it.

    ``column`` is that of the block which holds it, ``in_flow`` says whether brackets do.
    """

    index: int
    before: yaml.Token | None
    column: int
    in_flow: bool


def lost_texts(
    text: str, path: str, first_line: int, unread_from: tuple[int, int] | None = None
) -> tuple[Diagnostic, ...]:
    """Report each text that a # ends which is meant to be read.

    ``unread_from`` is the line and index from which on the text is no YAML, if there is such a
    place: a comment right before it may be the reason.
    """
    if not (_WORD if unread_from is None else _SIGN).search(text):
        return ()
    found, line, counted = [], 0, 0
    for place in _comments(text):
        line, counted = line + text.count("\n", counted, place.index), place.index
        word = _WORD.match(text, place.index)
        is_reason = unread_from is not None and line == unread_from[0] - 1
        if (word and _is_meant(text, place)) or (is_reason and _cuts(text, place)):
            shown = word[0].rstrip(",]}") if word else "#"
            column = place.index - text.rfind("\n", 0, place.index)
            span = Span(path, line + first_line, column, len(shown))
            message = f"all from {shown} on would be left out, as a comment"
            found.append(Diagnostic(span, "lost-text", message, _help(text, place)))
    return tuple(found)


def _comments(text: str) -> Iterator[Place]:
    """Yield every comment, as far as the text is YAML; signs inside of texts begin none."""
    signs = deque(match.start() for match in _SIGN.finditer(text))
    around = _Around()
    for token in _tokens(text):
        while signs and signs[0] < token.start_mark.index:
            yield around.place(signs.popleft())
        around.pass_by(token)
        if isinstance(token, yaml.ScalarToken):
            if signs and _is_in_header(text, token, signs[0]):
                yield around.place(signs.popleft())
            while signs and signs[0] < token.end_mark.index:
                signs.popleft()


class _Around:
    """What is around a place in YAML, kept while its tokens pass by."""

    def __init__(self) -> None:
        self.columns = [-1]
        self.depth = 0
        self.before: yaml.Token | None = None

    def pass_by(self, token: yaml.Token) -> None:
        if isinstance(token, yaml.BlockEndToken):
            self.columns.pop()
        elif isinstance(token, _OPENING):
            self.columns.append(token.start_mark.column)
        else:
            self.depth += isinstance(token, _FLOW_OPENING) - isinstance(token, _FLOW_ENDING)
            self.before = token

    def place(self, index: int) -> Place:
        return Place(index, self.before, self.columns[-1], self.depth > 0)


def _tokens(text: str) -> Iterator[yaml.Token]:
    try:
        yield from yaml.scan(text, Loader=_Loader)
    except yaml.YAMLError:
        return


def _is_in_header(text: str, token: yaml.ScalarToken, sign: int) -> bool:
    """Whether a sign stands in the first line of a block text, after > or |."""
    end = text.find("\n", token.start_mark.index)
    return token.style in ("|", ">") and token.start_mark.index < sign < end


def _is_meant(text: str, place: Place) -> bool:
    """Whether what would be a comment goes on from a text, or is one."""
    return _cuts(text, place) and (_shares_line(text, place) or _continues(text, place))


def _cuts(text: str, place: Place) -> bool:
    before = place.before
    if isinstance(before, yaml.ScalarToken):
        is_header = before.style in ("|", ">") and _shares_line(text, place)
        return bool(before.plain) or is_header
    starts_value = (yaml.ValueToken, yaml.BlockEntryToken, yaml.FlowEntryToken)
    return isinstance(before, (*starts_value, *_FLOW_OPENING))


def _shares_line(text: str, place: Place) -> bool:
    return bool(text[text.rfind("\n", 0, place.index) + 1 : place.index].strip())


def _continues(text: str, place: Place) -> bool:
    """Whether a comment alone on its line stands where the text before it could go on."""
    column = place.index - text.rfind("\n", 0, place.index) - 1
    is_inside = place.in_flow or column > place.column >= 0
    return is_inside and not _COMMENTED_OUT.match(text, place.index)


def _help(text: str, place: Place) -> str:
    before = place.before
    if isinstance(before, yaml.ScalarToken) and not before.plain:
        return "begin the text on the next line, indented by two spaces" + _OR_COMMENT
    if place.in_flow:
        return "put this item of the list in quotes" + _OR_COMMENT
    if _shares_line(text, place) and "\n" not in _written(text, before):
        return "put the whole text in quotes" + _OR_COMMENT
    return "put the whole text in quotes, from its first word to its last" + _OR_COMMENT


def _written(text: str, token: yaml.Token | None) -> str:
    return text[token.start_mark.index : token.end_mark.index] if token else ""
