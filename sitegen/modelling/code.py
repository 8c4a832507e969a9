"""The code of a site's models: imported from the snapshot under names that stay; hooks, called.

The modules are called ``models`` and ``models.NAME`` in every process, so that values of their
classes can be kept and sent to workers. The code that runs is that of the snapshot, not what lies
on the disk by now. Of two sites in one process one is at hand at a time.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.util
import marshal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType
from typing import Any, TypeVar

from sitegen.diagnostics import Diagnostic, Span
from sitegen.sources import InputFile, digest

FOLDER = "models"

#: Of so many sites the modules are kept while others are at hand.
_MOST_ASIDE = 4

_HELP = "correct this line, or what it names"


@dataclass(frozen=True)
class Code:
    """Modules by their names, compiled, and one digest of all their texts."""

    digest: str = ""
    modules: Mapping[str, bytes] = field(default_factory=dict)

    def names(self) -> Iterator[str]:
        """Yield the names of all modules, in order."""
        return (name for name in sorted(self.modules))

    def is_package(self, name: str) -> bool:
        """Whether a name is that of a folder, be there a file __init__.py in it or not."""
        return any(one.startswith(f"{name}.") for one in self.modules) or name == FOLDER


#: What has been compiled in this process, by the path and the digest of its text.
_compiled: dict[tuple[str, str], bytes] = {}


def compiled(files: Iterable[InputFile]) -> tuple[Code, tuple[Diagnostic, ...]]:
    """Compile the files of models/, with a mistake for each that is no Python."""
    found: list[Diagnostic] = []
    modules: dict[str, bytes] = {}
    sources = [file for file in files if file.path.endswith(".py")]
    for file in sources:
        try:
            modules[_module_of(file.path)] = _compile(file)
        except (SyntaxError, ValueError) as error:
            found.append(_no_python(file.path, error))
    texts = "\n".join(f"{file.path} {file.digest}" for file in sources)
    return Code(digest(texts.encode()) if texts else "", modules), (*found, *_wrong_names(sources))


def _no_python(path: str, error: SyntaxError | ValueError) -> Diagnostic:
    line, column = getattr(error, "lineno", None) or 1, getattr(error, "offset", None) or 1
    message = f"this is no Python: {getattr(error, 'msg', error)}"
    return Diagnostic(Span(path, line, column), "model-import", message, "correct this line")


def _wrong_names(files: Iterable[InputFile]) -> Iterator[Diagnostic]:
    for file in files:
        if not all(part.isidentifier() for part in _module_of(file.path).split(".")):
            message = f"{file.path} has a name that cannot be imported"
            help_ = "rename it: a letter first, then letters, digits and _"
            yield Diagnostic(Span(file.path), "model-import", message, help_)


def _module_of(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _compile(file: InputFile) -> bytes:
    key = (file.path, file.digest)
    if key not in _compiled:
        _compiled[key] = marshal.dumps(compile(file.data, file.path, "exec", dont_inherit=True))
    return _compiled[key]


def imported(code: Code) -> tuple[tuple[ModuleType, ...], tuple[Diagnostic, ...]]:
    """Import all modules, with a mistake for each line at which that fails."""
    _finder.turn_to(code)
    modules: list[ModuleType] = []
    found: dict[Diagnostic, None] = {}
    for name in code.names():
        try:
            modules.append(importlib.import_module(name))
        except (Exception, SystemExit) as error:
            message = f"this cannot be imported: {described(error)}"
            span = span_of(error) or Span(f"{name.replace('.', '/')}.py")
            found[Diagnostic(span, "model-import", message, _HELP)] = None
    return tuple(modules), tuple(found)


class UselessAnswerError(Exception):
    """A hook answered with what it is not asked for; ``span`` is its line."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span


def described(error: BaseException) -> str:
    """Return an error of a model in a line."""
    if isinstance(error, UselessAnswerError):
        return str(error)
    words = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def span_of(error: BaseException) -> Span | None:
    """Return the last line of the models that an error went through, or None if it met none."""
    if isinstance(error, UselessAnswerError):
        return error.span
    at, span = error.__traceback__, None
    while at:
        path = at.tb_frame.f_code.co_filename
        if path.startswith(f"{FOLDER}/"):
            span = Span(path, at.tb_lineno)
        at = at.tb_next
    return span


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules of the site that is at hand, and keeps those of other sites aside."""

    def __init__(self) -> None:
        self._code = Code()
        self._aside: dict[str, dict[str, ModuleType]] = {}

    def turn_to(self, code: Code) -> None:
        """Take a site's code to hand."""
        if self not in sys.meta_path:
            sys.meta_path.insert(0, self)
        if code.digest == self._code.digest and code.digest:
            return
        ours = [name for name in sys.modules if name.partition(".")[0] == FOLDER]
        self._aside[self._code.digest] = {name: sys.modules.pop(name) for name in ours}
        while len(self._aside) > _MOST_ASIDE:
            del self._aside[next(iter(self._aside))]
        sys.modules.update(self._aside.pop(code.digest, {}) if code.digest else {})
        self._code = code

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - as inherited
        target: ModuleType | None = None,  # noqa: ARG002 - as inherited
    ) -> ModuleSpec | None:
        """Return what is known of a module of the site's, or None for all others."""
        is_package = self._code.digest != "" and self._code.is_package(fullname)
        if fullname not in self._code.modules and not is_package:
            return None
        origin = f"{fullname.replace('.', '/')}{'/__init__' if is_package else ''}.py"
        return importlib.util.spec_from_loader(fullname, self, origin=origin, is_package=is_package)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:  # noqa: ARG002 - as inherited
        """Leave it to Python to make a module as usual."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module, if there is any: a folder need not have its own."""
        if data := self._code.modules.get(module.__name__):
            code: CodeType = marshal.loads(data)
            exec(code, module.__dict__)


_finder = _Finder()


Answer = TypeVar("Answer")

_HOOK_HELP = "correct the hook, or what the record says"


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

    found, failed = answers(listed, given, is_answer, about)
    return (found[0] if found else None), failed


def failed_while_rendering(error: Exception, span: Span, page: str) -> Diagnostic:
    """Return that a model failed where a page was rendered, at the model's line."""
    message = f"the model fails here: {described(error)}"
    return Diagnostic(span, "model-hook", message, _HOOK_HELP, page=page)


def failed(hook: Callable[..., object], what: str, about: str) -> Diagnostic:
    """Return that what a hook returned for something is of no use, at the hook's line."""
    return _at(line_of(hook), hook, what, about)


def _at(span: Span, hook: Callable[..., object], what: str, about: str) -> Diagnostic:
    name = getattr(hook, "__qualname__", "the hook")
    return Diagnostic(span, "model-hook", f"{name} fails for {about}: {what}", _HOOK_HELP)


def line_of(hook: Callable[..., object]) -> Span:
    """Return the line at which a hook begins."""
    own = getattr(hook, "__wrapped__", hook)
    code = getattr(getattr(own, "__func__", own), "__code__", None)
    return Span(code.co_filename, code.co_firstlineno) if code else Span(f"{FOLDER}/__init__.py")
