"""A finished page as browsers read it: its elements in order, each with its attributes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

#: Its name; its attributes as a browser has them: of two of a name the first, None without a value;
#: and what returns the HTML between its tags.
Element = tuple[str, dict[str, str | None], Callable[[], str]]

_QUICK = LexborDocumentOptions.WO_EVENTS


def elements(html: str, *, scripting: bool = False) -> Iterator[Element]:
    """Yield every element of a page; those in templates come too.

    Lexbor builds the tree that the HTML Standard describes. What a ``noscript`` holds is text where
    scripts run, and elements where they do not: ``scripting`` says which.
    """
    return _below(LexborHTMLParser(html, options=_QUICK, scripting=scripting).root)


def _below(root: LexborNode | None) -> Iterator[Element]:
    if root is None:
        return
    for node in root.traverse(include_text=False):
        tag = node.tag or ""
        yield tag, node.attributes, partial(_inside, node)
        if tag == "template":  # its content stands beside the tree
            content = (node.html or "").partition(">")[2].removesuffix("</template>")
            inside = LexborHTMLParser(
                content, is_fragment=True, fragment_tag="template", options=_QUICK
            )
            yield from _below(inside.root)


def _inside(node: LexborNode) -> str:
    return node.inner_html or ""
