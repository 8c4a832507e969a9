"""What a drawing may hold, and its size: nothing that runs, and nothing fetched from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from string import ascii_lowercase

import tinycss2
from tinycss2.ast import Node

from sitegen.diagnostics import Finding

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
HTML = "http://www.w3.org/1999/xhtml"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: The elements that browsers draw, or that explain a drawing. Source: SVG 2, appendix F.
KNOWN = _words(
    "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend "
    "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient "
    "marker mask mpath path pattern polygon polyline radialGradient rect set stop style svg "
    "switch symbol text textPath title tspan use view"
)
#: Elements that run, or that hold what runs, in small letters.
_ACTING = _words(
    "script foreignobject handler listener iframe object embed audio video canvas discard"
)
_ANIMATIONS = _words("animate animatecolor animatemotion animatetransform set")
_REFERENCES = _words("href src srcset ping formaction action data")
#: Functions of CSS that fetch what they name. Source: CSS Values 4, 4.5, and CSS Images 4, 2.
_FETCHING = _words("url src image image-set -webkit-image-set cross-fade element")
_LONGEST_SHOWN = 60
#: Attributes with brackets that are no CSS.
_GEOMETRY = _words("transform gradientTransform patternTransform d points")


def faults_of_element(space: str, local: str, attributes: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with an element, its attributes aside."""
    name = local.lower()
    if space == HTML or (name in _ACTING and space in (SVG, "")):
        what = "HTML" if space == HTML else f"<{local}>"
        yield _unsafe(f"a drawing may not hold {what}", "save it as plain SVG, or take it out")
    elif name in _ANIMATIONS and _is_target(attributes.get("attributeName", "")):
        target = attributes["attributeName"]
        yield _unsafe(f"<{local}> changes {target} while the drawing is shown", "take it out")


def _is_target(name: str) -> bool:
    bare = name.strip().lower().rpartition(":")[2]
    return bare in _REFERENCES or bare.startswith("on")


def faults_of_attributes(attributes: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with the attributes of an element."""
    for name, value in attributes.items():
        space, _, bare = name.rpartition(" ")
        if not space and bare.lower().startswith("on"):
            yield _unsafe(f"the attribute {bare} runs a script", "take it out")
        elif space in ("", XLINK) and bare.lower() in _REFERENCES:
            yield from _faults_of_reference(bare, value)
        elif not space and bare not in _GEOMETRY and any(sign in value for sign in "(\\@"):
            yield from _faults_of_value(value)


@lru_cache(maxsize=1024)  # the same few references stand in many elements
def _faults_of_value(value: str) -> tuple[Finding, ...]:
    return tuple(fault for _, fault in _fetched(tinycss2.parse_component_value_list(value)))


def _faults_of_reference(name: str, value: str) -> Iterator[Finding]:
    address = "".join(value.split())
    if address and not address.startswith("#"):
        help_ = "keep all that it shows inside the drawing, and put links into the page"
        yield _unsafe(f"the drawing refers to {_shortened(address)} ({name})", help_)


def faults_of_style(text: str) -> Iterator[tuple[int, Finding]]:
    """Yield what is wrong with a style sheet inside a drawing, each with its line from 1."""
    if any(sign in text for sign in "(\\@"):  # without these it can name nothing
        yield from _fetched(tinycss2.parse_stylesheet(text, skip_comments=True))


def _fetched(nodes: Iterable[Node]) -> Iterator[tuple[int, Finding]]:
    """Yield a fault for each thing that CSS would fetch, with its line; without recursion."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        if node.type == "at-rule" and node.lower_at_keyword == "namespace":
            continue
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            yield node.source_line, _unsafe("the style takes in another file", _INTO)
        elif node.type == "url" or (node.type == "function" and node.lower_name in _FETCHING):
            yield from _fault_of_address(node)
        waiting += reversed(_inside(node))


_INTO = "put the style into the drawing"


def _fault_of_address(node: Node) -> Iterator[tuple[int, Finding]]:
    strings = [one.value for one in _inside(node) if one.type == "string"]
    for address in [node.value] if node.type == "url" else strings:
        if not address.strip().startswith("#"):
            message = f"the style refers to {_shortened(address.strip())}"
            yield node.source_line, _unsafe(message, "keep all that it shows inside the drawing")


def _inside(node: Node) -> list[Node]:
    """Return the nodes within a node of CSS."""
    parts: list[Node] = []
    for name in ("prelude", "content", "arguments", "value"):
        part = getattr(node, name, None)
        if isinstance(part, list):
            parts += part
    return parts


def _unsafe(message: str, help_: str) -> Finding:
    return Finding("unsafe-svg", message, help_)


def _shortened(address: str) -> str:
    shown = "".join(sign if sign.isprintable() else "?" for sign in address)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"


#: Pixels in one unit. Source: CSS Values and Units 4, 6.2; em and ex as in a page without styles.
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
}
_RELATIVE = ("%", "vw", "vh", "vmin", "vmax")
_MOST = 100_000
_LONGEST_NUMBER = 40
_BOX = 4


def size_of(root: Mapping[str, str]) -> tuple[int, int] | None:
    """Return width and height, or None if there are none; what is not given follows the viewBox.

    Source: SVG 2, 8.12, and CSS Images 3, 5.2 (sizes from a ratio).
    """
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    box = _box(root.get("viewBox", ""))
    if box is None:
        return _whole(width, height)
    across, down = box
    if width is None and height is None:
        return _whole(across, down)
    if height is None and width is not None:
        return _whole(width, width * down / across)
    return _whole(width if width is not None else (height or 0) * across / down, height)


def _whole(width: float | None, height: float | None) -> tuple[int, int] | None:
    if width is None or height is None:
        return None
    if not (0 < width <= _MOST and 0 < height <= _MOST):
        return None
    return max(1, round(width)), max(1, round(height))


def _length(text: str) -> float | None:
    """Return a length in pixels, or None for one that depends on where the drawing stands.

    What is no length, or below 0, is not passed over: it comes out as 0, which no picture has.
    """
    text = text.strip().lower()
    number = text.rstrip(ascii_lowercase + "%")
    unit = text.removeprefix(number)
    if text in ("", "auto") or unit in _RELATIVE:
        return None
    value = _number(number)
    return max(value, 0.0) * _UNITS[unit] if value is not None and unit in _UNITS else 0.0


def _box(text: str) -> tuple[float, float] | None:
    """Return width and height of a viewBox, or None if there is none of any use."""
    numbers = [_number(word) for word in text.replace(",", " ").split()]
    if len(numbers) != _BOX or any(number is None for number in numbers):
        return None
    _, _, width, height = (number or 0.0 for number in numbers)
    return (width, height) if width > 0 and height > 0 else None


def _number(text: str) -> float | None:
    """Return a number as SVG writes them, or None; words such as inf and nan are none."""
    text = text.strip()
    if not text or len(text) > _LONGEST_NUMBER or text.strip("+-.0123456789eE"):
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
