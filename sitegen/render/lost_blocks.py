"""Blocks of templates that no template above has: what stands in them is shown nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from sitegen.diagnostics import Diagnostic, Span
from sitegen.schema.nearest import did_you_mean
from sitegen.sources import Snapshot

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
        try:
            known[name] = None if text is None else _read(environment.parse(text, name))
        except TemplateSyntaxError:
            known[name] = None
    return known[name]


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
