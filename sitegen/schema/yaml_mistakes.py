"""What is wrong with a text that is no YAML, at its place and in an editor's words."""

from __future__ import annotations

import re

import yaml

from sitegen.diagnostics import Diagnostic, Span

QUOTES = "put the whole text in quotes"
_PLAIN_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
#: Words of the parser's message, what they mean to an editor, and what to do; the first that fits.
_MEANINGS = (
    ("found another document", "a second document begins here", "a file holds one: remove ---"),
    ("cannot start any token", "a text cannot begin with this sign", QUOTES),
    ("an alias", "an alias (*name) is not read here", "put text that begins with * in quotes"),
    ("alphabetic", "a text cannot begin with * or &", QUOTES),
    ("non-alphabetical", "a text cannot begin with %", QUOTES),
    ("block sequence", "a text cannot begin with a dash", QUOTES),
    (
        "comment or line break",
        "a text cannot begin with > or |",
        "put the whole text in quotes, or begin it on the next line, indented by two spaces",
    ),
    ("',' or ']'", "this bracket [ is not closed", "close it with ], and put commas between items"),
    ("',' or '}'", "this bracket { is not closed", "close it with }, and put commas between items"),
    ("end of stream", "this quote is not closed", "end the text with the same quote"),
    ("could not find expected ':'", "this line has no colon after its key", "write key: value"),
    (
        "did not find expected",
        "this does not fit what stands before it",
        "check the indentation; put text with quotes or brackets in it in quotes as a whole",
    ),
    ("nested too deeply", "it is nested too deeply to be read", "make it simpler"),
)
_KEY = r"(?P<before>\s*(?:- )*)(?P<key>[\w-]+)"
_TEXT_WITH_COLON = re.compile(rf"{_KEY}: +(?P<text>[^\"'\[{{].*:(?: .*)?)")
#: A text in quotes with the same quotes in it, of which the second ends the text.
_QUOTE_INSIDE = re.compile(rf"{_KEY}: +(?P<quote>[\"'])(?P<text>.*(?P=quote).*)(?P=quote) *")
#: A line that says that its text stands on the lines below.
_BLOCK = re.compile(r": *([|>])[-+0-9]*\s*$")
_NO_SPACE_AFTER_DASH = re.compile(r" *(?P<dash>-)(?P<key>[\w-]+):(?: |$)")
_A_KEY = re.compile(rf"{_KEY}:")
_NO_SPACE = re.compile(rf"{_KEY}(?P<colon>:)(?=[^\s/]|\u00a0)")


def diagnose(error: yaml.YAMLError, path: str, text: str, first_line: int) -> Diagnostic:
    """Return what a parser could not read, given the text and the line it starts on."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _unreadable_character(error, path, text, first_line)
    problem = str(getattr(error, "problem", None) or "")
    if _is_at_end(text, mark):
        mark = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    line, column, message, help_ = _explain(problem, lines, mark.line, mark.column)
    return Diagnostic(Span(path, line + first_line, column + 1), "invalid-yaml", message, help_)


def of_tag(tag: str) -> tuple[str, str]:
    """Return message and help for a tag, which may be a text that begins with a sign."""
    if tag in _PLAIN_TAGS:
        return "a text cannot begin with !", QUOTES
    or_quotes = "" if tag.startswith("tag:") else f", or {QUOTES} if it begins with !"
    return f"the tag {tag} is not read here", f"remove it{or_quotes}"


def line_and_index(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Return the line (from 0) and the index from which on a text could not be read."""
    mark = getattr(error, "problem_mark", None)
    index = mark.index if mark else _index_of_character(error, text)
    return text.count("\n", 0, index), index


def _index_of_character(error: yaml.YAMLError, text: str) -> int:
    """Return the index of what the parser could not read, which it counts in bytes of UTF-8."""
    position = int(getattr(error, "position", 0))
    return len(text.encode(errors="replace")[:position].decode(errors="ignore"))


def _unreadable_character(
    error: yaml.YAMLError, path: str, text: str, first_line: int
) -> Diagnostic:
    line, index = line_and_index(error, text)
    column = index - text.rfind("\n", 0, index)
    span = Span(path, line + first_line, column)
    message = "a character that YAML does not allow"
    help_ = f"delete the character U+{ord(text[index : index + 1] or ' '):04X}"
    return Diagnostic(span, "invalid-yaml", message, help_)


def _explain(problem: str, lines: list[str], line: int, column: int) -> tuple[int, int, str, str]:
    """Return the place (line and column from 0), the message and the help."""
    here = lines[line] if line < len(lines) else ""
    for above in range(min(line, len(lines) - 1), max(line - 3, -1), -1):
        if slip := _slip_in(lines[above], next(filter(str.strip, lines[above - 1 :: -1]), "")):
            return above, *slip
    if "mapping values" in problem:
        return line, column, *_of_colon(here)
    return line, *_of_place(problem, here, column)


def _slip_in(line: str, before: str) -> tuple[int, str, str] | None:
    """Return column, message and help for a slip that comes to light some lines below it."""
    if found := _NO_SPACE.match(line):
        help_ = f"write {found['key']}: and then the text"
        return found.start("colon"), "there is no space after this colon", help_
    if found := _NO_SPACE_AFTER_DASH.match(line):
        help_ = f"write - {found['key']}: and then the text"
        return found.start("dash"), "there is no space after this dash", help_
    opened = _BLOCK.search(before)
    if opened and line[:1].strip() and not _A_KEY.match(line):
        message = f"the text below {opened[1]} has to be indented"
        return 0, message, "begin each of its lines with two spaces"
    return None


def _of_place(problem: str, here: str, column: int) -> tuple[int, str, str]:
    """Return the column, the message and the help for what stands at a place in a line."""
    if "did not find expected" in problem and (found := _QUOTE_INSIDE.fullmatch(here)):
        return found.start("quote"), *_of_quotes(found)
    if here[column : column + 1] == "\t" or here.lstrip(" ").startswith("\t"):
        return column, "there is a tab here", "indent with spaces, not tabs"
    for words, message, help_ in _MEANINGS:
        if words in problem:
            return column, message, help_
    return column, problem or "the text is not valid YAML", ""


def _of_quotes(found: re.Match[str]) -> tuple[str, str]:
    """Return message and help for a text that its own quotes or apostrophe end too early."""
    text, key = found["text"], found["key"]
    if found["quote"] == "'":
        doubled = text.replace('"', "'")
        return "the apostrophe inside ends this text", f'use double quotes: {key}: "{doubled}"'
    return "the quotes inside end this text", "write the quotes inside as “ and ”"


def _of_colon(line: str) -> tuple[str, str]:
    if found := _TEXT_WITH_COLON.fullmatch(line):
        quoted = found["text"].replace('"', "'")
        help_ = f'put it in quotes: {found["key"]}: "{quoted}"'
        return "a text with a colon in it has to stand in quotes", help_
    message = "this line does not go on from the line before"
    return message, "begin keys of one record in the same column, each with a colon"


def _is_at_end(text: str, mark: yaml.Mark) -> bool:
    """Whether nothing follows, so that the place to show is where the unfinished began."""
    rest = text.split("\n")[mark.line :]
    return not "\n".join(rest)[mark.column :].strip()
