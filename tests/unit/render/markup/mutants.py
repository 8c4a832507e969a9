"""The decision of what is plain with one clause less: each must print some text otherwise.

A clause is one condition that a text must meet, one alternative of a pattern that keeps texts out,
or one sign of such a pattern.
"""

from __future__ import annotations

import ast
import copy
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import sitegen.render.markup.plain as package

#: Where the decision is made, those first that the others import.
MODULES = (
    "common_language",
    "page",
    "words",
    "blocks",
    "simplest",
    "text",
)
#: Those whose patterns tell what may be there, and not what may not.
_LETTING_IN = ("simplest",)
#: What a function says that lets texts through only if all conditions hold, or none.
_ALL_OF = re.compile(r"(?:is|are|may)_(?!outside)")
_IN_CLASS = re.compile(r"\\x..-\\x..|\\u....-\\u....|\\x..|\\u....|\\.|[^\\]-[^\\\]]|[^\\]")
_SIGN = re.compile(r"\\.|.")
_LOOK = re.compile(r"\(\?<?[!=](?:\[(?:\\.|[^\]\\])+\]|\\.|[^()\[\]\\])+\)")
_CLASS = re.compile(r"\[((?!\^)(?:\\.|[^\]\\])+)\]")


class Mutant(NamedTuple):
    """One module without one clause; ``name`` says what is left out."""

    name: str
    module: str
    code: ast.Module


def mutants() -> Iterator[Mutant]:
    """Yield the decision without each of its clauses."""
    for module in MODULES:
        tree = ast.parse(source_of(module))
        for number in range(len(list(_clauses(tree, module)))):
            mutated = copy.deepcopy(tree)
            line, what, leave_out = list(_clauses(mutated, module))[number]
            leave_out()
            yield Mutant(f"{module}.py:{line}: {what}", module, ast.fix_missing_locations(mutated))


def source_of(module: str) -> str:
    return (Path(package.__path__[0]) / f"{module}.py").read_text("utf-8")


def loaded(mutant: Mutant) -> ModuleType:
    """Return the module ``plain`` with a mutant in it; what is imported already stays as it is."""
    names = [f"{package.__name__}.{module}" for module in MODULES]
    kept = {name: sys.modules[name] for name in names}
    try:
        for module, name in zip(MODULES, names, strict=True):
            made = sys.modules[name] = ModuleType(name)
            is_it = module == mutant.module
            code = mutant.code if is_it else ast.parse(source_of(module))
            exec(compile(code, f"{module}.py", "exec"), made.__dict__)
        return sys.modules[names[-1]]
    finally:
        sys.modules.update(kept)


#: Where a clause stands, what it says, what leaves it out.
_Clause = tuple[int, str, Callable[[], None]]


def _clauses(tree: ast.Module, module: str) -> Iterator[_Clause]:
    if module in _LETTING_IN:
        for assigned in (one for one in tree.body if isinstance(one, ast.Assign)):
            yield from _of_letting_in(assigned)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and _is_need(node.value):
            yield from _of_condition(node.value, "args", 0)
        elif isinstance(node, ast.FunctionDef):
            yield from _of_function(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            yield from _of_pattern(node.targets[0], node.value)


def _of_letting_in(node: ast.Assign) -> Iterator[_Clause]:
    """Yield what patterns that let in keep out nevertheless: by looking around, by signs."""
    pattern = _SIGN if ast.unparse(node.targets[0]) == "_SIGNS" else _LOOK
    for part in ast.walk(node.value):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            for one in pattern.finditer(part.value):
                rest = part.value[: one.start()] + part.value[one.end() :]
                less = partial(setattr, part, "value", rest)
                yield part.lineno, f"{part.value} without {one[0]}", less


def _of_function(function: ast.FunctionDef) -> Iterator[_Clause]:
    for answer in function.body:
        if isinstance(answer, ast.Return) and _ALL_OF.match(function.name):
            yield from _of_condition(answer, "value", None)


def _is_need(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "need"


def _of_condition(parent: ast.AST, field: str, place: int | None) -> Iterator[_Clause]:
    """Yield each condition of those that must all hold."""
    node = getattr(parent, field) if place is None else getattr(parent, field)[place]

    def put(new: ast.expr) -> None:
        if place is None:
            setattr(parent, field, new)
        else:
            getattr(parent, field)[place] = new

    if not (isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And)):
        yield node.lineno, ast.unparse(node), partial(put, ast.Constant(value=True))
        yield from _of_comparison(node)
        return
    for number, one in enumerate(node.values):
        yield one.lineno, ast.unparse(one), partial(_replace, node.values, number, value=True)
        yield from _of_comparison(one)


def _replace(values: list[ast.expr], number: int, *, value: bool) -> None:
    values[number] = ast.Constant(value=value)


def _of_comparison(node: ast.expr) -> Iterator[_Clause]:
    """Yield each of several comparisons."""
    if not isinstance(node, ast.Compare):
        return
    for number in range(len(node.ops) if node.ops[1:] else 0):

        def drop(number: int = number) -> None:
            operands = [node.left, *node.comparators]
            del operands[0 if not number else number + 1], node.ops[number]
            node.left, node.comparators = operands[0], operands[1:]

        yield node.lineno, f"comparison {number} of {ast.unparse(node)}", drop


def _of_pattern(target: ast.expr, call: ast.Call) -> Iterator[_Clause]:
    """Yield each alternative of a pattern that keeps texts out, each sign of one that lets in."""
    name, pattern = ast.unparse(target), call.args[0] if call.args else None
    if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
        keeps_out = name.startswith(("_NO_", "_CONTROL", "_REST"))
        for rest, what in _without_one(pattern.value) if keeps_out else ():
            yield call.lineno, f"{name} without {what}", partial(setattr, pattern, "value", rest)


def _without_one(pattern: str) -> Iterator[tuple[str, str]]:
    """Yield a pattern without each of its alternatives, and each sign of those that are classes."""
    parts = _alternatives(pattern)
    for number, part in enumerate(parts):
        signs = _CLASS.fullmatch(part)
        for sign in _IN_CLASS.finditer(part, *signs.span(1)) if signs else ():
            parts[number] = part[: sign.start()] + part[sign.end() :]
            yield "|".join(one for one in parts if one != "[]"), sign[0]
        rest = [one for at, one in enumerate(parts) if at != number]
        parts[number] = part
        if not signs and rest:
            yield "|".join(rest), part


def _alternatives(pattern: str) -> list[str]:
    """Return the parts of a pattern between bars that stand in no brackets."""
    parts, depth, start, in_class, at = [], 0, 0, False, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 1
        elif in_class or sign == "[":
            in_class = sign != "]" if in_class else True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif sign == "|" and not depth:
            parts.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*parts, pattern[start:]]
