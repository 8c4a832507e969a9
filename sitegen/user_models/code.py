"""The code of a site's models: imported from the snapshot, under names that stay.

The modules are called ``models`` and ``models.NAME`` in every process, so that values of their
classes can be kept and sent to workers. The code that runs is that of the snapshot, not what lies
on the disk by now. Of two sites in one process one is at hand at a time.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import importlib.util
import marshal
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from itertools import chain
from types import CodeType, ModuleType
from typing import Any

from sitegen.diagnostics import Diagnostic, Span
from sitegen.fields.record import FieldError, Part
from sitegen.sources import InputFile, Snapshot, digest
from sitegen.user_models.hooks import described, help_of, span_of
from sitegen.user_models.restrictions import FOLDER, keep_within_reach

#: Of so many sites the modules are kept while others are at hand.
_MOST_ASIDE = 4

_WORD = re.compile(r"\w+")
_NAME_WANTED = re.compile(r"cannot import name '(\w+)'")
_NO_CIRCLE = "write this import below if TYPE_CHECKING: where only fields name the class"
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


def imported(
    code: Code, text_of: Callable[[str], str | None] = lambda _: None
) -> tuple[tuple[ModuleType, ...], tuple[Diagnostic, ...]]:
    """Import all modules, with a mistake for each line at which that fails.

    ``text_of`` returns the text of a module by its path, in which the line of a field is found.
    """
    if code.digest:  # it costs a little at each question of Python's
        keep_within_reach()
    _finder.turn_to(code)
    modules: list[ModuleType] = []
    found: dict[Diagnostic, None] = {}
    for name in code.names():
        try:
            modules.append(importlib.import_module(name))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # an end of everything that a model calls for is none
            found[_not_imported(error, name, text_of)] = None
    _name_the_others(modules)
    circles = [one for one in found if one.help == _NO_CIRCLE]
    return tuple(modules), tuple(one for one in found if one not in circles[1:])


def _not_imported(
    error: BaseException, name: str, text_of: Callable[[str], str | None]
) -> Diagnostic:
    span = span_of(error) or Span(f"{name.replace('.', '/')}.py")
    if waited_for := _waited_for(error, text_of):
        message = f"{waited_for} is not there yet: two modules import each other"
        return Diagnostic(span, "model-import", message, _NO_CIRCLE)
    if isinstance(error, FieldError):
        message, _, help_ = str(error).partition(": ")
        at = place_of(text_of(span.path) or "", span.path, error.owner, error.field)
        return Diagnostic(at, "model-field", message, help_)
    message = f"this cannot be imported: {described(error)}"
    return Diagnostic(span, "model-import", message, help_of(error, _HELP))


def _waited_for(error: BaseException, text_of: Callable[[str], str | None]) -> str:
    """Return which class a module does not define yet, for it waits for the one that imports it."""
    wanted = _NAME_WANTED.match(str(error)) if isinstance(error, ImportError) else None
    path = f"{str(error.name).replace('.', '/')}.py" if isinstance(error, ImportError) else ""
    is_there = wanted and re.search(rf"^class {wanted[1]}\b", text_of(path) or "", re.MULTILINE)
    return wanted[1] if wanted and is_there else ""


def _name_the_others(modules: Sequence[ModuleType]) -> None:
    """Put into each module the classes of others that its fields name and that it does not import.

    So modules can refer to each other: each imports the other's classes for type checks only.
    """
    known: dict[str, list[type[Part]]] = {}
    for module in modules:
        for one in parts_in(module):
            known.setdefault(one.__name__, []).append(one)
    for module in modules:
        hints = (vars(one).get("__annotations__", {}).values() for one in parts_in(module))
        words = {word for hint in chain(*hints) for word in _WORD.findall(str(hint))}
        for word in words - vars(module).keys():
            if len(known.get(word, ())) == 1:
                vars(module)[word] = known[word][0]


def parts_in(module: ModuleType) -> list[type[Part]]:
    """Return the classes of records, of pages and of their parts that a module defines itself.

    What a value is, its type tells: a value can say of itself what it likes, or raise.
    """
    classes = [one for one in vars(module).values() if issubclass(type(one), type)]
    parts = [one for one in classes if Part in type.mro(one)]
    return [one for one in parts if one.__module__ == module.__name__]


def span_of_class(owner: type, snapshot: Snapshot, name: str = "") -> Span:
    """Return the line of a class in models/, or that of a field, a setting or a method in it."""
    path = path_of(owner.__module__, snapshot)
    return place_of(snapshot.text(path) or "", path, owner.__name__, name)


def path_of(module: str, snapshot: Snapshot) -> str:
    """Return the path of a module."""
    path = module.replace(".", "/")
    return f"{path}.py" if f"{path}.py" in snapshot.files else f"{path}/__init__.py"


def place_of(text: str, path: str, owner: str, name: str = "") -> Span:
    """Return the line of a class in a module, or that of a field in it."""
    classes = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.ClassDef))
    found = next((one for one in classes if one.name == owner), None)
    for line in found.body if found and name else ():
        if name in _names_of(line):
            return Span(path, line.lineno, line.col_offset + 1, len(name))
    return Span(path, found.lineno if found else 1)


def _names_of(line: ast.stmt) -> list[str]:
    """Return what a line of a class defines: a field, a setting or a method."""
    if isinstance(line, ast.FunctionDef | ast.AsyncFunctionDef):
        return [line.name]
    if isinstance(line, ast.AnnAssign):
        return [ast.unparse(line.target)]
    return list(map(ast.unparse, line.targets)) if isinstance(line, ast.Assign) else []


class _Finder:
    """Finds modules of the site that is at hand, and keeps those of other sites aside.

    It inherits nothing: importlib.abc would load thirty modules more.
    """

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
        path: Sequence[str] | None = None,  # noqa: ARG002 - as importlib asks
        target: ModuleType | None = None,  # noqa: ARG002 - as importlib asks
    ) -> ModuleSpec | None:
        """Return what is known of a module of the site's, or None for all others."""
        is_package = self._code.digest != "" and self._code.is_package(fullname)
        if fullname not in self._code.modules and not is_package:
            return None
        origin = f"{fullname.replace('.', '/')}{'/__init__' if is_package else ''}.py"
        loader: Any = self  # one by what it does
        return importlib.util.spec_from_loader(
            fullname, loader, origin=origin, is_package=is_package
        )

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:  # noqa: ARG002 - as importlib asks
        """Leave it to Python to make a module as usual."""
        return None

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module, if there is any: a folder need not have its own."""
        if data := self._code.modules.get(module.__name__):
            code: CodeType = marshal.loads(data)
            # Standard output belongs to what the builder prints, which programs read.
            module.__dict__["__builtins__"] = {**vars(builtins), "print": _print_aside}
            exec(code, module.__dict__)


def _print_aside(*words: object, **settings: Any) -> None:
    print(*words, **{"file": sys.stderr, **settings})


_finder = _Finder()
