"""The code of a site's models: imported from the snapshot, under names that stay.

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec
from types import CodeType, ModuleType

from sitegen.diagnostics import Diagnostic, Span
from sitegen.modelling.hooks import described, help_of, span_of
from sitegen.modelling.reach import FOLDER, keep_within_reach
from sitegen.sources import InputFile, digest

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
            message = f"this cannot be imported: {described(error)}"
            span = span_of(error) or Span(f"{name.replace('.', '/')}.py")
            found[Diagnostic(span, "model-import", message, help_of(error, _HELP))] = None
    return tuple(modules), tuple(found)


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
