"""One drawing (SVG): read by an XML parser, refused where it could act, and written back.

What is published is what the parser understood: known elements and attributes, no comments, nothing
of the program that it was drawn with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from sitegen.diagnostics import Finding
from sitegen.pictures.drawing_rules import (
    KNOWN,
    SVG,
    XLINK,
    XML,
    faults_of_attributes,
    faults_of_element,
    faults_of_style,
    size_of,
)

#: The document types that drawing programs write; nothing is ever read of them.
_KNOWN_TYPES = (
    "-//W3C//DTD SVG 1.0//EN",
    "-//W3C//DTD SVG 1.1//EN",
    "-//W3C//DTD SVG 20010904//EN",
)
_PREFIXES = {XLINK: "xlink:", XML: "xml:"}
_MOST_FAULTS = 20
_MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Something wrong in a drawing, with its line and column from 1."""

    line: int
    column: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that was read: what is published, its size in pixels, what is wrong with it.

    ``size`` is None where the root element says none that can be used; ``data`` is empty where the
    drawing could not be read to its end.
    """

    data: bytes
    size: tuple[int, int] | None
    faults: tuple[Misplaced, ...]


class _StopError(Exception):
    """Reading on would be of no use."""


@lru_cache(maxsize=100)  # a process that builds again and again reads what has changed
def read_drawing(data: bytes) -> Drawing:
    """Read a drawing and write it back."""
    reader = _Reader()
    try:
        reader.read(data)
    except _StopError:
        pass
    except expat.ExpatError as error:
        reader.faults.append(Misplaced(error.lineno, error.offset + 1, _ill_formed(error)))
    except (LookupError, ValueError) as error:  # an encoding that expat leaves to Python
        finding = Finding(
            "unreadable-image", f"the file cannot be read: {error}", "save it as UTF-8"
        )
        reader.faults.append(Misplaced(1, 1, finding))
    faults = tuple(reader.faults[:_MOST_FAULTS])
    return Drawing(b"" if faults else reader.written(), size_of(reader.root), faults)


def _ill_formed(error: expat.ExpatError) -> Finding:
    """Return why a file is no XML, in plainer words where it only ends too early."""
    told = expat.errors.messages.get(error.code, "")
    if told in (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN):
        told = "it ends in the middle"
    message = f"the drawing is no well-formed XML: {told}"
    return Finding("unreadable-image", message, "save it again, as SVG")


@dataclass
class _Style:
    """The text of a <style> element so far, and the line it begins in."""

    line: int
    text: list[str] = field(default_factory=list)


class _Reader:
    """Takes in what the parser finds, in one pass and without recursion."""

    def __init__(self) -> None:
        self.faults: list[Misplaced] = []
        self.root: Mapping[str, str] = {}
        self._parts: list[str] = []
        self._depth = 0
        self._left_out = 0
        self._style: _Style | None = None
        self._is_empty = False
        self.parser = self._new_parser()

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._document_type
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._undefined
        parser.ProcessingInstructionHandler = self._instruction
        return parser

    def read(self, data: bytes) -> None:
        """Read a whole drawing; ExpatError and ValueError say that it cannot be read."""
        if len(data) > _MOST_BYTES:
            message = f"the drawing has {len(data)} bytes, more than {_MOST_BYTES}"
            help_ = "simplify it, or save it as PNG"
            self._report([Finding("large-svg", message, help_)], line=1)
            raise _StopError
        self.parser.Parse(data, True)

    def written(self) -> bytes:
        """Return the drawing as it is published."""
        link = f' xmlns:xlink="{XLINK}"' if any("xlink:href=" in one for one in self._parts) else ""
        root = f'<svg xmlns="{SVG}"{link}' + self._parts[0].removeprefix("<svg")
        return ("".join([root, *self._parts[1:]]) + "\n").encode()

    def _report(self, findings: list[Finding], line: int = 0) -> None:
        if not findings:
            return
        column = 1 if line else self.parser.CurrentColumnNumber + 1
        line = line or self.parser.CurrentLineNumber
        self.faults.extend(Misplaced(line, column, one) for one in findings)
        if len(self.faults) >= _MOST_FAULTS:
            raise _StopError

    def _document_type(
        self, _name: str, system: str | None, public: str | None, has_own: bool
    ) -> None:
        if has_own or ((system or public) and public not in _KNOWN_TYPES):
            message = "the drawing has a document type of its own"
            help_ = "save it as plain SVG, or delete the lines <!DOCTYPE …>"
            self._report([Finding("unsafe-svg", message, help_)])
            raise _StopError

    def _entity(self, name: str, *_rest: object) -> None:
        message = f"the drawing defines an entity, {name}"
        self._report([Finding("unsafe-svg", message, "save it as plain SVG, without entities")])
        raise _StopError

    def _undefined(self, name: str, _is_parameter: object) -> None:
        message = f"the entity &{name}; is not known in drawings"
        self._report([Finding("unreadable-image", message, "write the character itself")])

    def _instruction(self, target: str, _text: str) -> None:
        if target == "xml-stylesheet":
            message = "the drawing takes its style from another file"
            self._report([Finding("unsafe-svg", message, "put the style into the drawing")])

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self._depth += 1
        if self._depth == 1:
            self._begin(space, local, attributes)
        if not self._left_out:
            self._report([*faults_of_element(space, local, attributes)])
        if self._left_out or space not in (SVG, "") or local not in KNOWN:
            self._left_out += 1
            return
        self._report([*faults_of_attributes(attributes)])
        if local == "style":
            self._style = _Style(self.parser.CurrentLineNumber)
        self._parts.append(_tag(local, attributes))
        self._is_empty = True

    def _begin(self, space: str, local: str, attributes: Mapping[str, str]) -> None:
        if space not in (SVG, "") or local != "svg":
            message = "there is no <svg> element at its root"
            self._report([Finding("unreadable-image", message, "save it again, as SVG")])
            raise _StopError
        self.root = attributes

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._left_out:
            self._left_out -= 1
            return
        local = name.rpartition(" ")[2]
        if self._style is not None and local == "style":
            style, self._style = self._style, None
            for line, finding in faults_of_style("".join(style.text)):
                self._report([finding], style.line + line - 1)
        if self._is_empty:
            self._parts[-1] = self._parts[-1].removesuffix(">") + "/>"
        else:
            self._parts.append(f"</{local}>")
        self._is_empty = False

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.text.append(text)
        if not self._left_out:
            self._parts.append(escape(text))
            self._is_empty = False


def _tag(local: str, attributes: Mapping[str, str]) -> str:
    """Return a start tag with the attributes that browsers know."""
    written = [f"<{local}"]
    for name, value in attributes.items():
        space, _, bare = name.rpartition(" ")
        if not space or (space == XLINK and bare == "href") or (space == XML and bare != "base"):
            written.append(f"{_PREFIXES.get(space, '')}{bare}={quoteattr(value)}")
    return " ".join(written) + ">"
