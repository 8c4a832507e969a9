"""The docstrings of fields: the text in the line below a field of a class."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

from sitegen.modelling.code import FOLDER
from sitegen.sources import Snapshot


class Docstrings:
    """Reads what classes say of their fields, those of a site's models in its snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def of_fields(self, schema: type) -> Mapping[str, str]:
        """Return the docstring of each field of a class that has one, inherited ones too."""
        found: dict[str, str] = {}
        for one in reversed(schema.__mro__):
            found |= dict(_of_class(self._text_of(one.__module__), one.__name__))
        return found

    def of_class(self, schema: type) -> str:
        """Return the docstring of a class in a line or several."""
        return plain(inspect.cleandoc(schema.__doc__ or ""))

    def _text_of(self, module: str) -> str:
        if module.partition(".")[0] != FOLDER:
            return _text_of(module)
        path = module.replace(".", "/")
        text = self._snapshot.text(f"{path}.py") or self._snapshot.text(f"{path}/__init__.py")
        return text or ""


@cache
def _text_of(module: str) -> str:
    """Return the text of a module of the engine; what is built in has none."""
    known = sys.modules.get(module)
    has_text = known is not None and module.partition(".")[0] == "sitegen"
    return inspect.getsource(known) if known and has_text else ""


def _of_class(text: str, name: str) -> Iterator[tuple[str, str]]:
    for node in _classes(text).get(name, []):
        for field, below in pairwise(node.body):
            is_field = isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
            if is_field and isinstance(below, ast.Expr):
                value = below.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield ast.unparse(field.target), plain(inspect.cleandoc(value.value))  # type: ignore[attr-defined] # it is one


@cache
def _classes(text: str) -> Mapping[str, list[ast.ClassDef]]:
    found: dict[str, list[ast.ClassDef]] = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            found.setdefault(node.name, []).append(node)
    return found


def plain(text: str) -> str:
    """Return a docstring as it is shown: each paragraph in one line, names in single quotes."""
    paragraphs = text.replace("``", "`").split("\n\n")
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)
