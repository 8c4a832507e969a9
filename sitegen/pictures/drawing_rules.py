"""What a drawing may hold: nothing that runs, and nothing that is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

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
