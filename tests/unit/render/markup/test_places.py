"""Whatever is wrong with a text is told at its place: no word, code or comment like it is meant.

A text is put together of parts. In ⟦rule:words⟧ a part says what is to be told of which words.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.build_request import Options
from sitegen.page_stages import make
from tests.support import DAY, Files, modelled, nothing_known

PAGES = 40
FILES: Files = {
    "templates/layouts/page.html": "{{ page.html }}",
    "data/site.yaml": "contact: {email: a@example.org}",
    "content/p.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
}
_MARK = re.compile(r"⟦([a-z,-]+):([^⟧]*)⟧")

WORDS = ("care", "ünï", "🙂", "“so”", "no-1.md", "p.svg", "onclick", "x_y", "a\tb", "é,", "b", "5")
#: What can be wrong within a line.
FAULTS = (
    *("[its *words*](⟦broken-link:no-1.md⟧)", "[“no-1.md”](⟦broken-link:no-1.md⟧ 'no-1.md')"),
    *(
        "[a](⟦broken-link:no-2.md⟧)",
        "[a](<⟦broken-link:no 3.md⟧>)",
        "[a](⟦broken-link:index.md#no⟧)",
    ),
    *(
        "![so](⟦missing-file:no.png⟧)",
        "![](⟦missing-alt:p.svg⟧)",
        "[![](⟦missing-alt:p.svg⟧)](index.md)",
    ),
    *("⟦unknown-shortcode:[[nope:x]]⟧", "⟦unknown-figure:[[figure:no|Ünï]]⟧"),
    *("⟦half-shortcode:[[figure x]]⟧", "⟦half-shortcode:{{ é }}⟧", "⟦footnote:[^no]⟧"),
    *("*a*{⟦attribute:onclick⟧=b}", "`onclick`{⟦attribute:onclick⟧=b .c}"),
    *(
        "⟦raw-html:<b>⟧é⟦raw-html:</b>⟧",
        "⟦link-form:(us)[index.md]⟧",
        "⟦link-form:www.example.org⟧",
    ),
    *("⟦emoji-form::smile:⟧", "⟦typed-fact:a@example.org⟧"),
    *(
        "[a]⟦broken-link:()⟧",
        "[a]( ⟦missing-file:no-1.md?a=1&amp;b=2⟧ )",
        "⟦link-form:[](index.md)⟧",
    ),
    *("[a](⟦broken-link:no\\_1.md⟧)", "<⟦broken-link:htp://é.org⟧>", "[a](⟦broken-link:htp:b⟧)"),
    *("⟦block-in-line,unknown-chart:[[chart:no]]⟧", "⟦unknown-figure:[[figure: no]]⟧"),
    "[its ⟦unknown-figure:[[figure:no]]⟧](⟦broken-link:no-1.md⟧)",
)
#: What looks like it and is right, or stands in code or in a comment.
SOUND = (
    *("[no-1.md](index.md)", "![p](p.svg)", "[p](p.svg)", "[a](index.md#part)", "*a*{.onclick}"),
    *("`[a](no-1.md)`", "``![](p.svg) ` [[nope:x]]``", "`{{ é }}<b>[^no]`", "\\[a](no-1.md)"),
    *(
        "<!-- [a](no-1.md) <b> [[figure:no]] -->",
        "`*a*{onclick=b}`",
        "`www.example.org`",
        "a\\*\\*b",
    ),
    *("`a@example.org`", "`:smile:`", "`(us)[index.md]`"),
)
_CODE = "[a](no-1.md) ![](p.svg) <b> [[nope:x]] {{ é }} [^no] *a*{onclick=b} www.example.org"


def line(dice: random.Random) -> str:
    """Return words of one line, some of them wrong."""
    kinds = dice.choices((WORDS, SOUND, FAULTS), (4, 2, 1), k=dice.randint(2, 6))
    return f"{dice.choice(WORDS[:2])} {' '.join(map(dice.choice, kinds))} so"


def text(dice: random.Random) -> str:
    """Return a paragraph of some lines."""
    more = [line(dice).replace("\t", " ") for _ in range(dice.randint(0, 2))]
    return dice.choice(("\n", " \n", "  \n")).join((line(dice), *more))


def cell(dice: random.Random) -> str:
    return line(dice).replace("|", "\\|") if dice.random() < 0.5 else dice.choice(WORDS[:4])


def table(dice: random.Random) -> str:
    """Return a table, of which a row may be too long."""
    rows = [f"| {dice.choice(WORDS[:4])} | {cell(dice)} |" for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.3:
        rows.append(f"⟦table-form:| é | {dice.choice((*WORDS, *SOUND))} | no |⟧")
    caption = dice.choice(("", "Table: Ünï\n\n"))
    return "\n".join((f"{caption}| é | {dice.choice(WORDS[:4])} |", "|---|---|", *rows))


def indented(block: str, by: str = "    ") -> str:
    """Return a block that is part of an item or the like."""
    return re.sub(r"\n(?=[^\n])", f"\n{by}", block)


def items(dice: random.Random) -> str:
    """Return a list, indented by as many spaces as one likes."""
    sign, by = dice.choice((("- ", "  "), ("- ", "    "), ("1. ", "   "), ("1.\t", "    ")))
    made = [sign + indented(text(dice), by) for _ in range(dice.randint(1, 3))]
    if dice.random() < 0.4:
        made.append(f"{sign}é\n{by}- {line(dice)}")
    return "\n".join(made)


def fence(dice: random.Random) -> str:
    signs = dice.choice(("```", "~~~~", "```js title='no-1.md'"))
    return f"{signs}\n{_CODE}\n{signs.partition('js')[0]}"


#: What makes each kind of block.
BLOCKS: tuple[Callable[[random.Random], str], ...] = (
    text,
    text,
    items,
    table,
    fence,
    lambda _: f"é\n\n    {_CODE}",
    lambda _: f"<!-- {_CODE}\n\n{_CODE} -->",
    lambda _: "⟦unknown-chart:[[chart:no]]⟧",
    lambda dice: f"## é {line(dice)}",
    lambda dice: f"## {line(dice)} é {{#é{dice.random()} ⟦attribute:onclick⟧=b}}",
    lambda dice: f"{line(dice)}\n{{: .onclick ⟦attribute:onclick⟧=b }}",
    lambda dice: f"{text(dice)}\n\n{line(dice)}\n---",
    lambda dice: f"> - {indented(text(dice), '  ')}\n>\n>   > {line(dice)}",
    lambda dice: f"- é\n\n  > {line(dice)}\n\n  ```\n  {_CODE}\n  ```",
    lambda _: "⟦heading-level:##### é no-1.md⟧\n\n### é",
    lambda dice: f"> {text(dice)}".replace("\n", "\n> "),
    lambda dice: f"> {items(dice)}".replace("\n", "\n> "),
    lambda dice: f'!!! note "é"\n    {indented(text(dice))}\n\n    {indented(items(dice))}',
    lambda dice: f"é\n:   {indented(text(dice))}",
    lambda _: "é\n⟦list-form:- no-1.md⟧\n- é",
    lambda _: "⟦list-form:• é⟧\n• é",
    lambda _: f'!!! note "é"\n    {_NO_BLOCKS}',
    lambda _: "⟦line-form:Ünï a⟧\nÜnï b\nÉ",
    lambda _: '!!! note "é"\n    ⟦line-form:Ünï⟧\n    Ünï\n    É',
    lambda _: "no-1.md a ⟦emphasis-form:**⟧ b",
    lambda _: "⟦note-form:!!! note “é”⟧\n    so",
    lambda _: "⟦table-form:| é | no-1.md |⟧\n| é | so |",
)
_NO_BLOCKS = "```\n    [a](no-1.md)\n    ```"


def page(seed: int) -> str:
    """Return a text with marks."""
    dice = random.Random(seed)
    blocks = [dice.choice(BLOCKS)(dice) for _ in range(dice.randint(2, 7))]
    name = f"r{dice.randint(1, 9)}"
    ends = (
        f"é[^1]\n\n[^1]: {line(dice)}",
        f"[é][{name}]\n\n[{name}]: ⟦broken-link:no-r.md⟧ 'no-r.md'",
        f"é[^é]\n\n[^é]: {text(dice)}".replace("\n", "\n    ").replace("\n    \n    ", "\n\n"),
        "é\n\n⟦footnote:[^é]:⟧ no-1.md",
        "é ⟦raw-html:<!--⟧ no-1.md",
        "é\n\n⟦code-form:```⟧\nno-1.md",
    )
    return "\n\n".join((*blocks, dice.choice(ends)))


Told = list[tuple[int, int, int, str]]


def expected(marked: str) -> tuple[str, Told]:
    """Return a text without marks, and what is to be told: line, column, length and rule."""
    plain, at = "", 0
    found: Told = []
    for mark in _MARK.finditer(marked):
        plain += marked[at : mark.start()]
        line, column = plain.count("\n") + 1, len(plain) - plain.rfind("\n")
        found += [(line, column, len(mark[2]), rule) for rule in mark[1].split(",")]
        plain, at = plain + mark[2], mark.end()
    return plain + marked[at:], sorted(found)


FRONT = "---\ntitle: “Ünï”\ndescription: All about it.\n---\n"


def as_file(seed: int, plain: str) -> bytes:
    """Return the text of a page as some editor or system writes it."""
    dice = random.Random(seed)
    mark = dice.choice(("", "\ufeff"))
    return f"{mark}{FRONT}{plain}\n".replace("\n", dice.choice(("\n", "\r\n", "\r"))).encode()


def check(seeds: range) -> None:
    """Compare what is told of each text with what is to be told."""
    texts = {f"content/t{seed}.md": expected(page(seed)) for seed in seeds}
    files = {
        path: as_file(seed, plain)
        for seed, (path, (plain, _)) in zip(seeds, texts.items(), strict=True)
    }
    links = "\n".join(f"[{seed}](t{seed}.md)" for seed in seeds)
    site = {**FILES, **files, "content/index.md": f"{links}\n\n## Part"}
    options = Options(site=Path("site"), output=None, day=DAY)
    made = make(options, nothing_known(options), model=modelled(site))
    told: dict[str, set[tuple[int, int, int, str]]] = {path: set() for path in texts}
    for one in made.diagnostics:
        span = one.span
        told[span.path].add((span.line - 4, span.column, span.length, one.rule))
    for path, (plain, wanted) in texts.items():
        found = sorted(told[path])
        assert found == wanted, f"{path}\n{plain}"


@pytest.mark.parametrize("part", range(4))
def test_every_place_is_exact(part: int) -> None:
    check(range(part * PAGES, part * PAGES + PAGES))
