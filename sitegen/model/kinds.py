"""Which kind a page is, which layout it is rendered with, and what its front matter has to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from sitegen.config import PATH as CONFIG
from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic, Severity
from sitegen.documents.load import Loaded
from sitegen.documents.page import Document
from sitegen.documents.records import unfinished
from sitegen.model.routes import ERROR_PAGE
from sitegen.model.types import ENGINE_KINDS
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import Location, YamlText
from sitegen.sources import Snapshot
from sitegen.user_models.code import span_of_class
from sitegen.user_models.declared import Models
from sitegen.user_models.hooks import answers, is_mistake

_LAYOUTS = "templates/layouts"


@dataclass(frozen=True)
class Kinds:
    """The layouts of a site by name, and the kinds that its folders give to pages."""

    layouts: frozenset[str]
    folders: Mapping[str, str]
    page_types: Mapping[str, type[Any]]

    @classmethod
    def of(cls, snapshot: Snapshot, config: SiteConfig, models: Models) -> Kinds:
        """Read the layouts' names from the templates and the folders from the config."""
        names = [PurePosixPath(file.path) for file in snapshot.under(_LAYOUTS)]
        layouts = frozenset(name.stem for name in names if name.suffix == ".html")
        return cls(layouts, config.kinds, models.page_types)

    @property
    def known(self) -> frozenset[str]:
        """Return every kind that a page may have."""
        return self.layouts.union(ENGINE_KINDS, self.page_types)

    def kind_of(self, document: Document) -> str:
        """Return the kind a page names, or its folder's (the longest that fits), or "page".

        The page that hosts show where there is none is of the kind "error" by itself.
        """
        own = document.front.kind or ("error" if document.path == ERROR_PAGE else "")
        return own or self.kind_below(document.path.removeprefix("content/"))

    def kind_below(self, path: str) -> str:
        """Return the kind of pages at a path below content/ that name none."""
        fitting = [folder for folder in self.folders if path.startswith(folder.strip("/") + "/")]
        return self.folders[max(fitting, key=len)] if fitting else "page"

    def is_private(self, kind: str) -> bool:
        """Whether nobody else should see who reads a page of a kind."""
        own = self.page_types.get(kind)
        return own is not None and own.is_private

    def without_keys(self, kind: str) -> tuple[Any, ...]:
        """Return the type of pages of a kind if it has no keys in front matter; else nothing."""
        own = self.page_types.get(kind)
        return () if own is None or fields(own) else (own(),)

    def layout_of(self, name: str) -> str:
        """Return the template of a layout or a kind: its own, or that of "page"."""
        return f"layouts/{name if name in self.layouts else 'page'}.html"

    def unknown_of(self, document: Document) -> Iterator[Diagnostic]:
        """Yield a mistake where a page names a kind or a layout that does not exist."""
        kind, layout = document.front.kind, document.front.layout
        if kind and kind not in self.known:
            yield _unknown("kind", kind, self.known, document)
        if layout and layout not in self.layouts:
            yield _unknown("layout", layout, self.layouts, document)

    def unknown(self, loaded: Loaded, snapshot: Snapshot) -> Iterator[Diagnostic]:
        """Yield mistakes for kinds in the config that do not exist, and for types of no pages."""
        yield from self._unknown_in_config(loaded.config, loaded.yaml(CONFIG))
        yield from self._unused(loaded, snapshot)

    def _unused(self, loaded: Loaded, snapshot: Snapshot) -> Iterator[Diagnostic]:
        """Yield a warning for each type of pages that no page is of, and a layout almost."""
        without = [name for name in self.page_types if name not in self.layouts]
        used = {*map(self.kind_of, loaded.documents), *self.folders.values()} if without else ()
        others = self.layouts - self.page_types.keys()
        for name in without:
            help_ = "" if name in used else did_you_mean(name, others)
            if help_:
                message = f"no page is of the kind {name}, and no layout: nothing asks this class"
                span, severity = span_of_class(self.page_types[name], snapshot), Severity.WARNING
                yield Diagnostic(span, "unused-type", message, help_, severity)

    def _unknown_in_config(self, config: SiteConfig, yaml: YamlText) -> Iterator[Diagnostic]:
        of_folders: Iterable[tuple[Location, str]] = (
            (("kinds", folder), kind) for folder, kind in config.kinds.items()
        )
        urgent = ((("urgent_kinds", place), kind) for place, kind in enumerate(config.urgent_kinds))
        for at, kind in (*of_folders, *urgent):
            if kind not in self.known:
                help_ = did_you_mean(kind, self.known)
                yield Diagnostic(yaml.span(at), "unknown-kind", f"no kind {kind}", help_)


def _unknown(key: str, name: str, known: frozenset[str], document: Document) -> Diagnostic:
    help_ = did_you_mean(name, known) or f"known are {', '.join(sorted(known))}"
    return Diagnostic(document.yaml.span((key,)), f"unknown-{key}", f"no {key} {name}", help_)


def kind_mistakes(document: Document, kind: str, models: Models) -> Iterator[Diagnostic]:
    """Yield what is wrong with a page, given its kind.

    A landing page only lists what its folder's kind is, and lacks nothing. Front matter that has
    mistakes already is left alone.
    """
    if document.sound:
        yield from () if document.front.draft else unfinished(document.yaml)
        yield from _keys_of_kinds(document, kind, models)
        yield from _date(document, kind, models)
        yield from _of_hooks(document)
        yield from _date_order(document)


def _keys_of_kinds(document: Document, kind: str, models: Models) -> Iterator[Diagnostic]:
    for key, page_type in models.page_types.items():
        is_there = key in document.front.own
        if is_there and kind != key:
            span = document.yaml.span((key,), key=True)
            message = f"{key} belongs to pages of the kind {key}, and this is of the kind {kind}"
            yield Diagnostic(span, "wrong-kind", message, f"remove it, or add a line kind: {key}")
        elif kind == key and not is_there and page_type.example and not is_landing(document):
            message, help_ = f"{key} is missing", f"add {page_type.example}"
            yield Diagnostic(document.yaml.span(()), "missing-key", message, help_)


def _of_hooks(document: Document) -> Iterator[Diagnostic]:
    for key, own in document.front.own.items():
        found, failed = answers(own.mistakes, (document.front,), is_mistake, lambda: document.path)
        yield from failed
        for one in found:
            span = document.yaml.span((key, *one.at))
            yield Diagnostic(span, one.rule, one.message, one.help)


def _date(document: Document, kind: str, models: Models) -> Iterator[Diagnostic]:
    if needs_date(kind, models) and document.front.date is None and not is_landing(document):
        message = f"date is missing, which a page of the kind {kind} needs"
        help_ = "add a line date: 2026-11-21"
        yield Diagnostic(document.yaml.span(()), "missing-key", message, help_)


def needs_date(kind: str, models: Models) -> bool:
    """Whether pages of a kind need a date."""
    return kind in models.page_types and models.page_types[kind].is_dated


def is_landing(document: Document) -> bool:
    """Whether a page is the landing page of its folder."""
    return document.path.endswith("/index.md")


def _date_order(document: Document) -> Iterator[Diagnostic]:
    published, updated = document.front.date, document.front.updated
    if published and updated and updated < published.day:
        message = f"updated is before date, {published.written}"
        span = document.yaml.span(("updated",))
        yield Diagnostic(span, "date-order", message, "put the two in order")


def overdue(
    documents: Sequence[Document], kinds: Kinds, config: SiteConfig, today: date
) -> Iterator[Diagnostic]:
    """Yield a note for each page whose review is due; a warning where it may do harm.

    So the review of any other page does not keep the site from being published strictly.
    """
    for document in {one.source: one for one in documents}.values():
        by = document.front.review_by
        if by and by < today:
            urgent = kinds.kind_of(document) in config.urgent_kinds
            severity = Severity.WARNING if urgent else Severity.NOTE
            message = f"this page was to be reviewed by {by}"
            help_ = "look at the page, and write the day of the next review"
            span = document.yaml.span(("review_by",))
            yield Diagnostic(span, "review-due", message, help_, severity)
