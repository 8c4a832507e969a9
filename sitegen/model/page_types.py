"""Types of pages that a site's models declare: what each says of itself, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from keyword import iskeyword
from typing import ClassVar, TypeVar

from sitegen.documents.page import FrontMatter, Turning
from sitegen.fields.record import Due, Mistake, Part, require_class
from sitegen.model.types import Page, Site

_Class = TypeVar("_Class", bound="type[PageType]")


class PageType(Part):
    """What pages of a kind say of themselves, under a key of the kind's name in front matter.

    The methods are hooks: pure functions, asked of pages that have that key. A type without fields
    has no key: its ``json_ld``, ``files`` and attributes are asked of all pages of the kind.
    """

    #: The name of the kind and of its key, which ``page_type`` sets.
    page_type: ClassVar[str] = ""
    #: What to add where the key is missing.
    example: ClassVar[str] = ""
    #: Whether such a page needs a date, be it for lists or for those who read its data.
    is_dated: ClassVar[bool] = False
    #: Whether nobody else should see who reads such a page.
    is_private: ClassVar[bool] = False
    #: Fields by which lists can be sorted: ``pages(sort="starts")``.
    sorts: ClassVar[tuple[str, ...]] = ()
    #: Methods that layouts reach as attributes of the page; each takes the page and the site.
    attributes: ClassVar[tuple[str, ...]] = ()
    #: How much a page counts in the search, beside 1 for one that tells what something is.
    search_weight: ClassVar[float] = 1.0
    hooks: ClassVar[tuple[str, ...]] = (
        "mistakes",
        "promises",
        "turning",
        "due",
        "json_ld",
        "files",
        "site_files",
    )

    def mistakes(self, front: FrontMatter) -> Iterable[Mistake]:  # noqa: ARG002 - a hook
        """Yield what is wrong; the places are those below the key."""
        return ()

    def promises(self, front: FrontMatter) -> Iterable[Mistake]:  # noqa: ARG002 - a hook
        """Yield what a site with ``promises: true`` is warned of."""
        return ()

    def turning(self, front: FrontMatter) -> Turning | None:  # noqa: ARG002 - a hook
        """Return how the page changes by itself at a moment, or None if it never does."""
        return None

    def due(self, front: FrontMatter) -> Iterable[Due]:  # noqa: ARG002 - a hook
        """Yield what somebody has to do about the page, and by when."""
        return ()

    def json_ld(self, page: Page, site: Site) -> Iterable[Mapping[str, object]]:  # noqa: ARG002 - a hook
        """Yield blocks of JSON-LD for search engines."""
        return ()

    def files(self, page: Page, site: Site) -> Mapping[str, str]:  # noqa: ARG002 - a hook
        """Return the texts of files that stand beside the page, by their paths in the output."""
        return {}

    @classmethod
    def site_files(cls, site: Site) -> Mapping[str, str]:  # noqa: ARG003 - a hook
        """Return the texts of files that the site has once, by their paths in the output."""
        return {}


def page_type(name: str) -> Callable[[_Class], _Class]:
    """Make a class that of pages of the kind NAME.

    Raises TypeError or ValueError, which say how to write it, for what is no such declaration.
    """
    if not isinstance(name, str):
        raise TypeError('write @page_type("walk") for pages of the kind walk')
    if not name.isidentifier() or iskeyword(name) or name.startswith("_"):
        raise ValueError(f"{name!r} cannot be a key: it holds small letters, digits, underscores")

    def named(declared: _Class) -> _Class:
        require_class(declared, PageType)
        declared.page_type = name
        return declared

    return named
