"""What stands in a page in the place of a shortcode, as the site's models say."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sitegen.diagnostics import Diagnostic
from sitegen.fields.record import Record
from sitegen.fields.shortcodes import Block, Expansion, Explained, Link
from sitegen.model.types import Site
from sitegen.modelling.declared import Models, is_own_hook
from sitegen.modelling.hooks import answer
from sitegen.schema.yaml_text import read_yaml
from sitegen.sources import Snapshot


def inline_kinds(models: Models) -> frozenset[str]:
    """Return those that put something into a line, and no block."""
    return frozenset(
        kind for kind, one in models.shortcodes.items() if not is_own_hook(one, "as_block")
    )


def list_named(models: Models, kind: str) -> str:
    """Return the name of the list whose records a shortcode names, or ""."""
    named = models.shortcodes.get(kind)
    return named.collection if named else ""


def record_of(site: Site, kind: str, id_: str) -> Record | None:
    """Return the record that a shortcode names, or None."""
    found: Record | None = site.records[site.models.shortcodes[kind].collection].get(id_)
    return found


def replacement(
    site: Site, snapshot: Snapshot, kind: str, id_: str, words: str
) -> tuple[Expansion | None, tuple[Diagnostic, ...]]:
    """Return what a shortcode stands for, or None if there is no such record, or its hook fails.

    ``words`` stand behind the bar.
    """
    record = record_of(site, kind, id_)
    if record is None:
        return None, ()
    hook, given, types = _hook_of(record, words, site)
    about = partial(_where, snapshot, f"data/{record.collection}.yaml", id_)
    found, failed = answer(hook, given, lambda one: isinstance(one, types), about)
    return found, failed


def _where(snapshot: Snapshot, path: str, id_: str) -> str:
    yaml, _ = read_yaml(snapshot.text(path) or "", path)
    return f"{path}:{yaml.span((yaml.places[id_],)).line}"


def _hook_of(
    record: Record, words: str, site: Site
) -> tuple[Callable[..., Expansion], tuple[Any, ...], tuple[type, ...]]:
    """Return the hook of a record's shortcode, what it is given, and what it may return."""
    if is_own_hook(type(record), "as_words"):
        return record.as_words, (), (str,)
    if is_own_hook(type(record), "as_inline"):
        return record.as_inline, (words, site), (str, Link, Explained)
    return record.as_block, (site,), (Block,)
