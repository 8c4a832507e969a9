"""The time for a text grows as the text does, whatever stands in it: no kind of mistake explodes.

Four times the text may take eight times as long at most; what is quadratic takes sixteen times.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitegen.render.page import Renderer
from tests.growth import times_as_long
from tests.support import Files, inputs_of

FILES: Files = {
    "templates/layouts/page.html": "{{ page.html }}",
    "data/site.yaml": "contact: {telephone: 020 3011 1949, email: a@example.org}",
}
MAKERS: dict[str, Callable[[int], str]] = {
    "comments without an end": lambda n: "<!--" * n,
    "comments in lines of their own": lambda n: "<!-- a -->\n" * n,
    "comments in a line": lambda n: "a <!-- b --> " * n,
    "spaces in a shortcode": lambda n: "[[figure:" + " " * (20 * n),
    "shortcodes that are not there": lambda n: "[[figure:a]]\n\n" * n,
    "half shortcodes": lambda n: "[[figure abc]] " * n,
    "tags of templates": lambda n: "{{ " * n,
    "typed numbers": lambda n: "51% " * n,
    "typed numbers, each another": lambda n: " ".join(f"{one}%" for one in range(n)),
    "digits": lambda n: "1," * (20 * n),
    "telephone numbers": lambda n: "020 3011 194 " * n,
    "broken links": lambda n: "[a](x.md) " * n,
    "broken links, each another": lambda n: "\n\n".join(f"[a](x{one}.md)" for one in range(n)),
    "references to nothing": lambda n: "[a][b] " * n,
    "footnotes that nobody uses": lambda n: "\n".join(f"[^{one}]: x" for one in range(n)),
    "brackets": lambda n: "[" * n,
    "brackets of pictures": lambda n: "![" * n,
    "links without an end": lambda n: "[a](b " * n,
    "exchanged brackets": lambda n: "(a)[b.md " * n,
    "rows that are too long": lambda n: (
        "| a |\n|---|\n" + "".join(f"| {one} | b |\n" for one in range(n))
    ),
    "lists in paragraphs": lambda n: "text\n" + "- a\n" * n,
    "notes": lambda n: "!!! note\n\n" * n,
    "fences without an end": lambda n: "```py\n" * n,
    "backticks": lambda n: "` `` ``` " * n,
    "raw HTML": lambda n: "<b>\n\n" * n,
    "attributes": lambda n: "## a {" + " ".join(f"x{one}=1" for one in range(n)) + "}",
    "white space": lambda n: ("a" + " " * 40 + "\n") * n,
}


@pytest.mark.parametrize("kind", MAKERS)
def test_time_grows_with_the_text(kind: str) -> None:
    def rendering(size: int) -> Callable[[], object]:
        page = f"Text.\n\n{MAKERS[kind](size)}"
        renderer = Renderer(inputs_of({**FILES, "content/index.md": page})[0])
        return lambda: renderer.render("content/index.md")

    assert times_as_long(rendering, 400, 1_600, below=8) < 8
