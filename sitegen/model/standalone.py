"""What a page is by itself: its kind and address, which records it names, what is wrong with it.

That follows from its front matter, and from what the site says of all pages. A process that builds
repeatedly finds it once for each page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sitegen.diagnostics import Diagnostic
from sitegen.documents.page import Document, WrittenPage, written_with
from sitegen.documents.site_file import Fact
from sitegen.model import references, values, voice
from sitegen.model.kinds import Kinds, kind_mistakes
from sitegen.model.page_lists import SortKey, order_key
from sitegen.model.references import Use
from sitegen.model.routes import Route, page_route
from sitegen.model.voice import Voice
from sitegen.schema.locale import Local
from sitegen.user_models.declared import Models


@dataclass(frozen=True)
class Frame:
    """What a site says of all pages: its models, place and time, kinds, facts, words to avoid."""

    models: Models
    local: Local
    kinds: Kinds
    facts: Mapping[str, Fact]
    voice: Voice

    @cached_property
    def schema(self) -> type[WrittenPage]:
        """Return the schema of front matter."""
        return written_with(self.models)

    @cached_property
    def where(self) -> str:
        """Return in words how dates and the like are written."""
        return repr(self.local)


@dataclass(frozen=True)
class Standalone:
    """A page by itself.

    ``written`` is how it was loaded; ``document`` is not sound either where its kind finds
    mistakes. ``order`` sorts it among others. ``mistakes`` are those of its kind, ``in_texts``
    those from which a comment in its front matter may excuse it.
    """

    written: Document
    document: Document
    kind: str
    layout: str
    is_private: bool
    types: tuple[Any, ...]
    route: Route
    order: SortKey
    uses: tuple[Use, ...]
    mistakes: tuple[Diagnostic, ...]
    in_texts: tuple[Diagnostic, ...]


def standalone(
    documents: Iterable[Document], frame: Frame, known: Mapping[str, Standalone]
) -> dict[str, Standalone]:
    """Return what pages are by themselves, by their ids; ``known`` is of the same frame."""

    def page(document: Document) -> Standalone:
        before = known.get(document.path)
        is_same = before is not None and before.written is document
        return before if before and is_same else _page(document, frame)

    return {one.path: page(one) for one in documents}


def _page(document: Document, frame: Frame) -> Standalone:
    front, kind = document.front, frame.kinds.kind_of(document)
    mistakes = tuple(kind_mistakes(document, kind, frame.models))
    return Standalone(
        written=document,
        document=replace(document, sound=False) if mistakes else document,
        kind=kind,
        layout=frame.kinds.layout_of(front.layout or kind),
        is_private=front.private or frame.kinds.is_private(kind),
        types=(*front.own.values(), *frame.kinds.without_keys(kind)),
        route=page_route(document.path),
        order=order_key(front),
        uses=tuple(references.uses_of_page(front, frame.models)),
        mistakes=(*mistakes, *frame.kinds.unknown_of(document)),
        in_texts=tuple(_in_texts(document, kind, frame)),
    )


def _in_texts(document: Document, kind: str, frame: Frame) -> Iterator[Diagnostic]:
    yield from values.misplaced_shortcodes(document, frame.facts, frame.models)
    yield from values.wrong_addresses(document, frame.schema)
    yield from voice.in_front_matter(document, kind, frame.voice, frame.schema)
