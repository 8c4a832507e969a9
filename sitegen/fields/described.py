"""What a type of fields says of itself as JSON Schema: the look of a text, what it is the name of.

Source: JSON Schema, Draft 2020-12. A pattern is one of ECMA-262, as that asks, and of Python too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: The keywords of our own by which a schema says which names can be listed for a value, and that
#: shortcodes may stand in it.
NAMES, SHORTCODES = "x-names", "x-shortcodes"
#: What files can be named is listed under this, and their folder.
FILES, PICTURES = "files in ", "pictures in "


def text_like(pattern: str, title: str, *examples: str) -> dict[str, Any]:
    """Return the JSON Schema of a text: its pattern, what that is in words, and examples.

    ``patternErrorMessage`` is what programs for editing show in place of the pattern.
    """
    found = {
        "type": "string",
        "title": title,
        "pattern": f"^(?:{pattern})$",
        "patternErrorMessage": f"must be {title}",
    }
    return {**found, "examples": list(examples)} if examples else found


class SchemaMark:
    """A mark that adds something to the JSON Schema of the type that it stands at."""

    __slots__ = ()

    def keywords(self) -> dict[str, Any]:
        """Return what it adds."""
        raise NotImplementedError

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        """Add it to what Pydantic says of the type."""
        return {**handler(core), **self.keywords()}


@dataclass(frozen=True, slots=True)
class Shape(SchemaMark):
    """The look of a text whose form is checked where it is read; ``title`` says it in words."""

    pattern: str
    title: str
    example: str = ""

    def keywords(self) -> dict[str, Any]:
        """Return pattern, title and example."""
        return text_like(self.pattern, self.title, *([self.example] if self.example else []))


@dataclass(frozen=True, slots=True)
class Listed(SchemaMark):
    """The name of something that a site has several of: ``kinds``, ``layouts`` or ``pages``."""

    names: str
    title: str

    def keywords(self) -> dict[str, Any]:
        """Return what it is the name of."""
        return {"title": self.title, NAMES: self.names}


@dataclass(frozen=True, slots=True)
class WithKeys(SchemaMark):
    """A mapping some keys of which have texts of a form; others are free."""

    shapes: tuple[tuple[str, Shape], ...]

    def keywords(self) -> dict[str, Any]:
        """Return these keys with the look of their texts."""
        return {"properties": {key: shape.keywords() for key, shape in self.shapes}}


@dataclass(frozen=True, slots=True)
class NoProse(SchemaMark):
    """A text that is no sentence of the site, of which rules on words ask nothing.

    ``is_name`` says that texts may repeat it whole, whatever words it holds.
    """

    is_name: bool = False

    def keywords(self) -> dict[str, Any]:
        """Return nothing: such a text looks like any other."""
        return {}


#: Words, and not only spaces.
WORDS = Shape(r"[\s\S]*\S[\s\S]*", "text")
