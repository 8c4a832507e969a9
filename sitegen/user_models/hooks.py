"""Hooks of a site's models, called: what they return, or what is wrong at their line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, TypeVar

from sitegen.diagnostics import Diagnostic, Span
from sitegen.fields.record import Mistake
from sitegen.user_models.restrictions import FOLDER, ModelError, OutOfReachError

Answer = TypeVar("Answer")

_HELP = "correct the hook, or what the record says"
_MISTAKE = 'Mistake(("key",), "name-of-rule", "what is wrong", "what to do")'
_PAIR = f"a record of the list and a mistake: record, {_MISTAKE}"
#: What each hook is asked for.
_WANTED: Mapping[str, str] = {
    "mistakes": _MISTAKE,
    "mistakes_in_site": _MISTAKE,
    "mistakes_in_files": _MISTAKE,
    "promises": _MISTAKE,
    "mistakes_among": _PAIR,
    "promises_among": _PAIR,
    "found_in_text": f"{_MISTAKE}, or None",
    "due": 'Due("what to do", day)',
    "turning": 'Turning("before", "after", moment), with a moment that has a time zone, or None',
    "name_of": "a text",
    "words_to_explain": "texts",
    "as_words": "a text",
    "as_inline": "a text, a Link(words, url) or Explained(words, meaning, url)",
    "as_block": "Block(html)",
    "search_entry": "SearchEntry(url, title, summary), or None",
    "json_ld": "mappings",
    "files": "a mapping of paths to texts",
    "site_files": "a mapping of paths to texts",
}
#: Where Python has found a module, and where a value is in its memory.
_WHERE = re.compile(r" \((?:unknown location|[^()]*[/\\][^()]*)\)$")
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_LONGEST = 300


class UselessAnswerError(ModelError):
    """A hook answered with what it is not asked for."""

    help = "correct what the hook answers"


def described(error: BaseException) -> str:
    """Return an error of a model in a line."""
    if isinstance(error, ModelError):
        return str(error)
    words = str(error).strip().partition("\n")[0]
    if isinstance(error, ImportError):
        words = _WHERE.sub("", words)
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def shown(value: object) -> str:
    """Return a value and its type in words, the same on each computer."""
    try:
        words = _ADDRESS.sub("", repr(value))
    except Exception:
        words = "without words for it"
    return f"{type(value).__name__} {words[:_LONGEST]}"


def help_of(error: BaseException, otherwise: str = _HELP) -> str:
    """Return what to do about an error of a model."""
    return str(error.help) if isinstance(error, OutOfReachError | UselessAnswerError) else otherwise


def span_of(error: BaseException) -> Span | None:
    """Return the last line of the models that an error went through, or None if it met none."""
    if isinstance(error, ModelError):
        return error.span
    at, span = error.__traceback__, None
    while at:
        path = at.tb_frame.f_code.co_filename
        if path.startswith(f"{FOLDER}/"):
            span = Span(path, at.tb_lineno)
        at = at.tb_next
    return span if span or error.__cause__ is None else span_of(error.__cause__)


def answers(
    hook: Callable[..., Iterable[Answer]],
    given: tuple[Any, ...],
    is_answer: Callable[[Answer], bool],
    about: Callable[[], str],
    verb: str = "yield",
) -> tuple[list[Answer], tuple[Diagnostic, ...]]:
    """Return what a hook yields, with a mistake if it fails or yields something else.

    ``about`` says what it was asked about: it is called only if there is a mistake to tell.
    """
    try:
        return list(yielded(hook, given, is_answer, verb)), ()
    except ModelError as error:
        lacking = [id_ for site in given for id_ in getattr(site, "lacking", ())]
        if follows(error, lacking):
            return [], ()
        return [], (_at(error.span, hook, str(error), about(), help_of(error)),)


def follows(error: BaseException, lacking: Collection[str]) -> bool:
    """Whether a hook failed because records are lacking, which is told where they are named.

    ``lacking`` are the ids that are named and that no sound record has.
    """
    cause = error.__cause__ or error
    if not lacking:
        return False
    if isinstance(cause, KeyError):
        return cause.args[:1] != () and cause.args[0] in lacking
    return isinstance(cause, AttributeError) and cause.obj is None  # such as that of no page


def yielded(
    hook: Callable[..., Iterable[Answer]],
    given: tuple[Any, ...],
    is_answer: Callable[[Answer], bool],
    verb: str = "yield",
) -> Iterator[Answer]:
    """Yield what a hook yields; raise ModelError if it fails, or for what it is not asked for."""
    found: Any = asked(hook, hook, *given)
    if not isinstance(found, Iterable) or isinstance(found, str):
        raise useless(hook, f"it returns {shown(found)}, and should yield {_wanted(hook)}")
    for one in asked(hook, list, found):
        if not is_answer(one):
            what = f"it {verb}s {shown(one)}, and should {verb} {_wanted(hook)}"
            raise useless(hook, what)
        yield one


def _wanted(hook: Callable[..., object]) -> str:
    return _WANTED.get(getattr(hook, "__name__", ""), "its answers")


def asked(hook: Callable[..., object], step: Callable[..., Any], *given: Any) -> Any:
    """Return what a step of a hook returns; raise ModelError, which has its line, if it fails."""
    try:
        return step(*given)
    except (ModelError, KeyboardInterrupt):
        raise
    except BaseException as error:  # an end of everything that a model calls for is none
        raise ModelError(span_of(error) or line_of(hook), described(error)) from error


def useless(hook: Callable[..., object], what: str) -> UselessAnswerError:
    """Return the error that a hook's answer is of no use."""
    return UselessAnswerError(line_of(hook), what)


def answer(
    hook: Callable[..., Answer],
    given: tuple[Any, ...],
    is_answer: Callable[[Answer], bool],
    about: Callable[[], str],
) -> tuple[Answer | None, tuple[Diagnostic, ...]]:
    """Return the one answer of a hook, or None with a mistake."""

    @wraps(hook)
    def listed(*words: Any) -> tuple[Answer]:
        return (hook(*words),)

    found, failed = answers(listed, given, is_answer, about, "return")
    return (found[0] if found else None), failed


def failed_while_rendering(error: Exception, span: Span, page: str) -> Diagnostic:
    """Return that a model failed where a page was rendered, at the model's line."""
    message = f"the model fails here: {described(error)}"
    return Diagnostic(span, "model-hook", message, help_of(error), page=page)


def failed(hook: Callable[..., object], what: str, about: str) -> Diagnostic:
    """Return that what a hook returned for something is of no use, at the hook's line."""
    return _at(line_of(hook), hook, what, about)


def _at(
    span: Span, hook: Callable[..., object], what: str, about: str, help_: str = _HELP
) -> Diagnostic:
    name = getattr(hook, "__qualname__", "the hook")
    return Diagnostic(span, "model-hook", f"{name} fails for {about}: {what}", help_, page=about)


def is_mistake(answer: object) -> bool:
    """Whether a hook yields what it is asked for: what is wrong."""
    return isinstance(answer, Mistake) and answer.is_told


def line_of(hook: Callable[..., object]) -> Span:
    """Return the line at which a hook begins."""
    own = getattr(hook, "__wrapped__", hook)
    code = getattr(getattr(own, "__func__", own), "__code__", None)
    return Span(code.co_filename, code.co_firstlineno) if code else Span(f"{FOLDER}/__init__.py")
