"""What layouts see of a page: attributes, each of which is a recorded question when it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from markupsafe import Markup

from sitegen.render.markup.converter import Body
from sitegen.render.queries import PAGE_ATTRIBUTES


class Asked(Protocol):
    """What a page's view asks of the context that it is seen in."""

    def ask(self, kind: str, *words: Any) -> Any:
        """Return a recorded answer."""

    def own_attributes(self) -> tuple[str, ...]:
        """Return the attributes of pages that the site's models add."""

    def own(self, page: str, name: str) -> object:
        """Return such an attribute of a page."""

    def view(self, page_id: str) -> PageView:
        """Return another page as layouts see it."""

    def body(self, page_id: str) -> Body:
        """Return the converted text of a page."""

    def entries(self, page_id: str) -> tuple[Any, ...]:
        """Return the records or pages that a page is made of."""


class PageView:
    """A page as layouts see it."""

    __slots__ = ("_context", "_id")

    def __init__(self, page_id: str, context: Asked) -> None:
        self._id = page_id
        self._context = context

    def __getattr__(self, name: str) -> object:
        if name in _RICHER:
            return _RICHER[name](self._id, self._context)
        if name in PAGE_ATTRIBUTES:
            return self._context.ask("page", self._id, name)
        if name in self._context.own_attributes():
            return self._context.own(self._id, name)
        raise AttributeError(name)


def _related(name: str) -> Callable[[str, Asked], PageView | None]:
    def get(page: str, context: Asked) -> PageView | None:
        found = context.ask("page", page, name)
        return None if found is None else context.view(found)

    return get


#: Attributes that are more than the plain answer: other pages, records, HTML.
_RICHER: Mapping[str, Callable[[str, Asked], object]] = {
    "children": lambda page, context: tuple(
        context.view(child) for child in context.ask("page", page, "children")
    ),
    "previous": _related("previous"),
    "next": _related("next"),
    "entries": lambda page, context: context.entries(page),
    "json_ld": lambda page, context: tuple(
        Markup(block) for block in context.ask("page", page, "json_ld")
    ),
    "card": lambda page, context: context.ask("card", page),
    "html": lambda page, context: Markup(context.body(page).html),
    "toc": lambda page, context: context.body(page).toc,
}

#: Every attribute that a layout can name.
ATTRIBUTES = (*PAGE_ATTRIBUTES, *_RICHER)
