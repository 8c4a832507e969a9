"""A style sheet that is read rule by rule refers to what it refers to as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render import stylesheets
from sitegen.render.stylesheets import _File, as_a_whole, in_parts

PIECES = [
    '@charset "utf-8";\n',
    "@import 'a.css' screen;\n",
    "@import url(b.css);\n",
    "@namespace url(http://example.org/);\n",
    "a { background: url(dot.png) }\n",
    'b{c:url( "d}e.png" )}',
    "/* a } comment { */\n",
    "@media (min-width: 1em) { a { b: url('x.svg') } c { d: e } }\n",
    "a { b: image-set('x.png' 1x, url(y.png) 2x) }\n",
    "a[href='}'] { color: red }\n",
    "a { &:hover { b: url(z.png) } }\n",
    "@font-face { src: url(f.woff2) format('woff2') }\n",
    "a\\} { b: c }\n",
    "\ta { b: '\\'}' }\n\n",
    "<!-- a { b: url(c.png) } -->\n",
    "\u00e9 { b: url(\u00e9.png) }\n",
]
BROKEN = ["a { b }\n", "c: d;\n", "a { b: url(x y.png) }\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_rule_by_rule_is_as_a_whole(text: str) -> None:
    assert (in_parts(text), ()) == as_a_whole(_File("", text))


@given(st.lists(st.sampled_from([*PIECES, *BROKEN]), max_size=8).map("".join))
def test_what_is_no_css_is_read_as_a_whole(text: str) -> None:
    references, mistakes = as_a_whole(_File("a.css", text))
    assert in_parts(text) == (None if mistakes else references)
    assert stylesheets.read("a.css", text, "digest")[1] == mistakes


def test_only_rules_that_were_edited_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f".rule-{number} {{ background: url(dot.png) }}\n" for number in range(50))
    in_parts(text)
    read: list[str] = []

    def noted(file: _File) -> object:
        read.append(file.text)
        return as_a_whole(file)

    monkeypatch.setattr(stylesheets, "as_a_whole", noted)
    in_parts(text.replace(".rule-7 {", ".rule-7 { color: red;"))
    assert read == ["\n.rule-7 { color: red; background: url(dot.png) }"]
