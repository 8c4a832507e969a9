"""Files that a site's models make: beside single pages, and for the whole site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from sitegen.diagnostics import Diagnostic
from sitegen.model.types import Site
from sitegen.modelling.code import answer, failed
from sitegen.render.formats.plain_text import plain

_WHOLE_SITE = "the whole site"


#: A hook that returns texts of files by their paths.
_Hook = Callable[..., Mapping[str, str]]
#: Such a hook, what it is given, and what says about what it was asked.
_Asked = tuple[_Hook, tuple[Any, ...], Callable[[], str]]


class MadeFiles(NamedTuple):
    """Texts by their paths in the output, who makes each, and what is wrong with the hooks.

    ``makers`` are by paths in small letters: two that differ only in capitals are one on many
    computers.
    """

    texts: Mapping[str, str]
    makers: Mapping[str, _Hook]
    mistakes: tuple[Diagnostic, ...]

    @property
    def data(self) -> Mapping[str, bytes]:
        """Return the bytes of each file."""
        return {path: plain(text).encode() for path, text in self.texts.items()}


def beside_pages(site: Site) -> MadeFiles:
    """Return what types of pages make beside each page."""
    hooks = (
        (own.files, (page, site), partial(str, page.source))
        for page in site.pages.values()
        for own in page.types
    )
    return _made(hooks)


def of_whole_site(site: Site) -> MadeFiles:
    """Return what collections and types of pages make once."""
    models = site.models
    classes = (*models.collections.values(), *models.page_types.values())
    return _made((one.site_files, (site,), partial(str, _WHOLE_SITE)) for one in classes)


def made_twice(own: MadeFiles, once: MadeFiles, by_build: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a mistake for each file that models make twice, or that the build makes itself."""
    for path in sorted(own.makers.keys() & once.makers.keys()):
        yield failed(own.makers[path], _twice(path, once.makers[path]), _WHOLE_SITE)
    makers = {**own.makers, **once.makers}
    for path in sorted(makers.keys() & {one.casefold() for one in by_build}):
        yield failed(makers[path], f"the build makes the file {path} itself", _WHOLE_SITE)


def _made(asked: Iterable[_Asked]) -> MadeFiles:
    texts: dict[str, str] = {}
    makers: dict[str, _Hook] = {}
    mistakes: list[Diagnostic] = []
    for hook, given, about in asked:
        made, wrong = answer(hook, given, _is_mapping, about)
        mistakes += wrong
        for path, text in (made or {}).items():
            if fault := _fault(path, text, makers):
                mistakes.append(failed(hook, fault, about()))
            else:
                texts[path], makers[path.casefold()] = text, hook
    return MadeFiles(texts, makers, tuple(mistakes))


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _fault(path: object, text: object, makers: Mapping[str, _Hook]) -> str:
    """Return why something is no file of its own with a path below the output, or ""."""
    if not isinstance(path, str) or not isinstance(text, str):
        return f"it returns {path!r}: {type(text).__name__}, where a path: text is wanted"
    is_below = all(part not in ("", ".", "..") for part in path.split("/"))
    if not is_below or "\\" in path or not path.isprintable():
        return f"it returns the path {path!r}, which is none below the output: write folder/name"
    other = makers.get(path.casefold())
    return _twice(path, other) if other else ""


def _twice(path: str, other: _Hook) -> str:
    return f"{other.__qualname__} makes the file {path}, too"
