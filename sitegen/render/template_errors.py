"""What is wrong in a template: what stops one, where it stands, and blocks that nobody shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from traceback import walk_tb
from types import FrameType

from jinja2 import (
    Environment,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)

from sitegen.diagnostics import Diagnostic, Span
from sitegen.errors import is_engine_fault
from sitegen.render.environment import CHECKED, FOLDER, SiteEnvironment
from sitegen.render.filters import UnusableValueError, shown
from sitegen.render.inputs import Inputs
from sitegen.render.undefined import NotThereError, described, place_in
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.sources import Snapshot


class LookupFailedError(Exception):
    """A template asked for something that the site does not have; ``help`` says what was near."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


class BlockedError(Exception):
    """A template asked for data with mistakes in it, or a record that is not there.

    Both are told at their own place.
    """


class HookFailedError(Exception):
    """A template asked for something that a hook of a model failed to make."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def name_of(value: object) -> str:
    """Return a name that a template gave, or refuse what is no text."""
    if not isinstance(value, str):
        raise LookupFailedError(f"a name in quotes is wanted here, not {shown(value)}")
    return value


_TEMPLATES_FAULT = (
    LookupFailedError,
    UnusableValueError,
    UndefinedError,
    TemplateNotFound,
)
_UNDEFINED = re.compile(r"'([^']+)' is undefined")
_META = re.compile(r"\bpage\.meta\.(\w+)")


def syntax_mistakes(inputs: Inputs) -> tuple[Diagnostic, ...]:
    """Compile every template, used or not, and report those that are not valid."""
    environment = SiteEnvironment(inputs.snapshot, inputs.site.config)
    found = []
    for name in environment.names:
        try:
            environment.get_template(name)
        except TemplateSyntaxError as error:
            found.append(_syntax_mistake(error, inputs.snapshot))
    return (*found, *lost_blocks(inputs.snapshot, environment))


def explain(
    error: Exception, snapshot: Snapshot, page: str, names: Iterable[str]
) -> Diagnostic | None:
    """Return the diagnostic for what went wrong while a page was rendered.

    ``names`` are those that templates may use. None stands for what is reported elsewhere: data
    with mistakes in it, and the syntax of templates that ``syntax_mistakes`` sees. What is the
    engine's own fault is raised again.
    """
    if isinstance(error, BlockedError):
        return None
    if isinstance(error, TemplateSyntaxError):
        mistake = _syntax_mistake(error, snapshot)
        return None if mistake.span.path.endswith(CHECKED) else mistake
    if not isinstance(error, _TEMPLATES_FAULT) and is_engine_fault(error, FOLDER):
        raise error
    path, line, frame = _last_template(error) or (page.partition(" for ")[0], 1, None)
    if isinstance(error, NotThereError):
        return _not_there(error, snapshot, Span(path, line), frame, names, page)
    rule, message, help_, word = _describe(error, snapshot, names)
    word = word or _named_in(message, snapshot.line(path, line))
    help_ = help_ or _of_meta(snapshot.line(path, line), page)
    return Diagnostic(_span(snapshot, path, line, word), rule, message, help_, page=page)


def _not_there(
    error: NotThereError,
    snapshot: Snapshot,
    at: Span,
    frame: FrameType | None,
    names: Iterable[str],
    page: str,
) -> Diagnostic:
    """Return that a template reads what a value does not have."""
    text = snapshot.line(at.path, at.line)
    column, chain, of_id = place_in(text, error, frame)
    message, help_ = described(error, names, chain)
    span = replace(at, column=column, length=len(error.name)) if column else None
    span = span or _span(snapshot, at.path, at.line, error.name)
    help_ = of_id or help_ or _of_meta(text, page)
    return Diagnostic(span, "undefined", message, help_, page=page)


def _of_meta(line: str, page: str) -> str:
    """Return where to look if a template reads what front matter says freely, under meta."""
    key = _META.search(line)
    return f"hold {key[1]} under meta: in {page} against a page that has it too" if key else ""


def _syntax_mistake(error: TemplateSyntaxError, snapshot: Snapshot) -> Diagnostic:
    path, message = error.filename or f"{FOLDER}{error.name}", error.message or "not valid"
    span = _span(snapshot, path, error.lineno, _quoted(message))
    return Diagnostic(span, "template-syntax", message)


def _describe(
    error: Exception, snapshot: Snapshot, names: Iterable[str]
) -> tuple[str, str, str, str]:
    """Return the rule, the message, the help, and the word to look for in the line."""
    text = str(error)
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        known = [file.path.removeprefix(FOLDER) for file in snapshot.under("templates")]
        return "missing-template", f"there is no template {name}", did_you_mean(name, known), name
    if isinstance(error, LookupFailedError):
        return "template", text, error.help, ""
    if isinstance(error, UndefinedError) and (match := _UNDEFINED.search(text)):
        return "undefined", f"{match[1]} is not defined", did_you_mean(match[1], names), match[1]
    if isinstance(error, RecursionError):
        return "template", "it is used inside itself without an end", "", ""
    own = isinstance(error, TemplateRuntimeError | UnusableValueError)
    message = text if own else f"{type(error).__name__}: {text}"
    return "template", message, getattr(error, "help", ""), _quoted(text) if own else ""


def _quoted(message: str) -> str:
    match = re.search(r"'([^']+)'", message)
    return match.group(1) if match else ""


def _named_in(message: str, line: str) -> str:
    """Return the name in quotes of a template's line that a message tells of last, or ""."""
    names = [match[2] for match in re.finditer(r"""(["'])(.+?)\1""", line)]
    found = [re.search(rf"(?<!\w){re.escape(name)}\b", message) for name in names]
    places = {name: match.start() for name, match in zip(names, found, strict=True) if match}
    return max(places, key=lambda name: places[name], default="")


def _span(snapshot: Snapshot, path: str, line: int, word: str) -> Span:
    text = snapshot.line(path, line)
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) if word else None
    if match:
        return Span(path, line, match.start() + 1, len(word))
    indent = len(text) - len(text.lstrip())
    return Span(path, line, indent + 1, max(1, len(text.strip())))


def _last_template(error: Exception) -> tuple[str, int, FrameType] | None:
    frames = walk_tb(error.__traceback__)
    places = [(frame.f_code.co_filename, line, frame) for frame, line in frames]
    inside = [place for place in places if place[0].startswith(FOLDER)]
    return inside[-1] if inside else None


_FOLDER = "templates/"


@dataclass(frozen=True)
class _Blocks:
    """The template that one extends, its outer blocks with their lines, and the names of all."""

    extends: str
    outer: Mapping[str, int]
    names: frozenset[str]


def lost_blocks(snapshot: Snapshot, environment: Environment) -> Iterator[Diagnostic]:
    """Yield a mistake for each block that fills no block of the templates above it."""
    known: dict[str, _Blocks | None] = {}
    for file in snapshot.under("templates"):
        name = file.path.removeprefix(_FOLDER)
        extends = file.path.endswith(".html") and b"extends" in file.data
        own = _blocks(name, snapshot, environment, known) if extends else None
        above = _above(own, snapshot, environment, known) if own else None
        if own is None or above is None:
            continue
        for block in (one for one in own.outer if one not in above):
            line = own.outer[block]
            span = Span(file.path, line, snapshot.line(file.path, line).find(block) + 1, len(block))
            message = f"no template above has a block {block}: this is shown nowhere"
            yield Diagnostic(span, "unknown-block", message, did_you_mean(block, above))


def _above(
    own: _Blocks, snapshot: Snapshot, environment: Environment, known: dict[str, _Blocks | None]
) -> frozenset[str] | None:
    """Return the names of all blocks above; None where there is nothing, or nobody knows."""
    names: frozenset[str] = frozenset()
    passed: set[str] = set()
    while own.extends:
        parent = _blocks(own.extends, snapshot, environment, known)
        if parent is None or own.extends in passed:
            return None
        passed.add(own.extends)
        names, own = names | parent.names, parent
    return names if passed else None


def _blocks(
    name: str, snapshot: Snapshot, environment: Environment, known: dict[str, _Blocks | None]
) -> _Blocks | None:
    """Return the blocks of a template, or None if it is not there, not valid, or extends either."""
    if name not in known:
        text = snapshot.text(_FOLDER + name)
        known[name] = None if text is None else _kept(name, text, environment)
    return known[name]


#: What this process has read last of each template, with its text: most stay from build to build.
_KEPT: dict[str, tuple[str, _Blocks | None]] = {}


def _kept(name: str, text: str, environment: Environment) -> _Blocks | None:
    before, blocks = _KEPT.get(name, ("", None))
    if before != text:
        try:
            blocks = _read(environment.parse(text, name))
        except TemplateSyntaxError:
            blocks = None
        _KEPT[name] = (text, blocks)
    return blocks


def _read(template: nodes.Template) -> _Blocks | None:
    extends = template.find(nodes.Extends)
    if extends and not isinstance(extends.template, nodes.Const):
        return None
    blocks = {one.name: one.lineno for one in template.find_all(nodes.Block)}
    inner = {
        within.name
        for one in template.find_all(nodes.Block)
        for within in one.find_all(nodes.Block)
    }
    outer = {name: line for name, line in blocks.items() if name not in inner}
    parent = str(extends.template.value) if extends else ""  # type: ignore[attr-defined]  # a Const, as tested
    return _Blocks(parent, outer, frozenset(blocks))
