"""Hooks of models, called: what goes wrong inside one is a mistake at the model's line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, TypeVar

from sitegen.diagnostics import Diagnostic, Span
from sitegen.modelling.code import FOLDER, UselessAnswerError, described, span_of

Answer = TypeVar("Answer")

_HELP = "correct the hook, or what the record says"


def answers(
    hook: Callable[..., Iterable[Answer]],
    given: tuple[Any, ...],
    is_answer: Callable[[Answer], bool],
    about: Callable[[], str],
) -> tuple[list[Answer], tuple[Diagnostic, ...]]:
    """Return what a hook yields, with a mistake if it fails or yields something else.

    ``about`` says what it was asked about: it is called only if there is a mistake to tell.
    """
    try:
        return list(yielded(hook, given, is_answer)), ()
    except (Exception, SystemExit) as error:
        span = span_of(error)
        if span is None:
            raise
        return [], (_at(span, hook, described(error), about()),)


def yielded(
    hook: Callable[..., Iterable[Answer]],
    given: tuple[Any, ...],
    is_answer: Callable[[Answer], bool],
) -> Iterator[Answer]:
    """Yield what a hook yields; raise UselessAnswerError for all that it is not asked for."""
    found: Any = hook(*given)
    if not isinstance(found, Iterable):
        what = f"it returns {type(found).__name__} {found!r}, and should yield its answers"
        raise useless(hook, what)
    for one in found:
        if not is_answer(one):
            what = f"it yields {type(one).__name__} {one!r}, which is not what it is asked for"
            raise useless(hook, what)
        yield one


def useless(hook: Callable[..., object], what: str) -> UselessAnswerError:
    """Return the error that a hook's answer is of no use."""
    return UselessAnswerError(_line_of(hook), what)


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

    found, failed = answers(listed, given, is_answer, about)
    return (found[0] if found else None), failed


def failed_while_rendering(error: Exception, span: Span, page: str) -> Diagnostic:
    """Return that a model failed where a page was rendered, at the model's line."""
    message = f"the model fails here: {described(error)}"
    return Diagnostic(span, "model-hook", message, _HELP, page=page)


def failed(hook: Callable[..., object], what: str, about: str) -> Diagnostic:
    """Return that what a hook returned for something is of no use, at the hook's line."""
    return _at(_line_of(hook), hook, what, about)


def _at(span: Span, hook: Callable[..., object], what: str, about: str) -> Diagnostic:
    name = getattr(hook, "__qualname__", "the hook")
    return Diagnostic(span, "model-hook", f"{name} fails for {about}: {what}", _HELP)


def _line_of(hook: Callable[..., object]) -> Span:
    own = getattr(hook, "__wrapped__", hook)
    code = getattr(getattr(own, "__func__", own), "__code__", None)
    return Span(code.co_filename, code.co_firstlineno) if code else Span(f"{FOLDER}/__init__.py")
