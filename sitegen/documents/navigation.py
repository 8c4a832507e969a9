"""data/navigation.yaml as written: menus of items, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from sitegen.diagnostics import Diagnostic
from sitegen.fields.marks import Listed
from sitegen.schema.check import CLOSED, check
from sitegen.schema.did_you_mean import nearest
from sitegen.schema.yaml_text import Location, YamlText

PATH = "data/navigation.yaml"
MENUS = ("primary", "utility", "footer")

#: The path of a page as data writes it.
_PAGE = Listed("pages", "the path of a page's file below content/")


@dataclass(frozen=True)
class WrittenEntry:
    """An entry of a menu that is more than a page's path."""

    __pydantic_config__ = CLOSED
    page: Annotated[str, _PAGE] = ""
    """The path of the page's file below content/: about-us/index.md."""
    url: str = ""
    """The address of a page elsewhere, in place of a page of this site."""
    title: str = ""
    """The words of the entry; without them it has the page's title."""
    children: tuple[object, ...] = ()
    """The entries below this one."""


@dataclass(frozen=True)
class NavigationItem:
    """One item: a page's source path or a URL, and where in the file it says so."""

    page: str
    url: str
    title: str
    children: tuple[NavigationItem, ...]
    location: Location


def load_navigation(
    yaml: YamlText,
) -> tuple[dict[str, tuple[NavigationItem, ...]], tuple[Diagnostic, ...]]:
    """Read every menu; a bare list is the primary menu."""
    reader = _Reader(yaml)
    value = {"primary": yaml.value} if isinstance(yaml.value, list) else yaml.value
    at: Location = () if isinstance(yaml.value, list) else ("",)
    menus: dict[str, tuple[NavigationItem, ...]] = dict.fromkeys(MENUS, ())
    if isinstance(value, dict):
        for name, items in value.items():
            near = nearest(name, MENUS)
            if near not in ("", name) and near not in value:
                message, help_ = f"there is no menu {name}", f"did you mean {near}?"
                span = yaml.span((name,), key=True)
                reader.found.append(Diagnostic(span, "navigation", message, help_))
            menus[name] = tuple(reader.items(items, (name,) if at else ()))
    elif value is not None:
        reader.note((), "navigation must be a list of items or a mapping of menus")
    return menus, tuple(reader.found)


class _Reader:
    def __init__(self, yaml: YamlText) -> None:
        self.yaml = yaml
        self.found: list[Diagnostic] = []

    def note(self, at: Location, message: str, help_: str = "") -> None:
        self.found.append(Diagnostic(self.yaml.span(at), "navigation", message, help_))

    def items(self, value: object, at: Location) -> Iterator[NavigationItem]:
        if not isinstance(value, list):
            self.note(at, "a menu must be a list: each item after a dash")
            return
        for place, item in enumerate(value):
            if read := self._item(item, (*at, place)):
                yield read

    def _item(self, value: object, at: Location) -> NavigationItem | None:
        if isinstance(value, str):
            return NavigationItem(value, "", "", (), at)
        checked = check(self.yaml, WrittenEntry, value=value or {}, at=at)
        self.found.extend(checked.diagnostics)
        written = checked.record
        if written is None:
            return None
        if bool(written.page) == bool(written.url):
            self.note(at, "an item needs page: or url:, and not both")
            return None
        if written.url and not written.title:
            self.note(at, "an item with url: needs a title:", "add a line title: …")
            return None
        children = tuple(self.items(list(written.children), (*at, "children")))
        return NavigationItem(written.page, written.url, written.title, children, at)
