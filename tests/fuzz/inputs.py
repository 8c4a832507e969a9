"""Files as nobody writes them: front matter, data, Markdown, drawings and names for a site."""

from __future__ import annotations

import json
from dataclasses import fields

from hypothesis import strategies as st

from sitegen.config import SiteConfig
from sitegen.documents.page import written_with
from tests.support import models_of_project, subjects_of_project

SUBJECTS = subjects_of_project()

#: Values that have broken readers of YAML, of dates and of numbers.
_NASTY = """
    9999-12-31 0000-00-00 0001-01-01 2026-02-30 1e400 -1e400 1e-400 .inf .nan -0 0x10 1_000 ~ null
    true NO [] {} [[]] [[],{}] {a:} - ? : ! & * % @ ` | > # "" '' "\\0" "\\e" "\\ud800"
    !!binary !x &a *a << = [[figure:a]] [[chart:a]] [[term:a|b]] [[site:a]] {{ {% %}
    ../../../etc/passwd / // /a//b/ javascript:alert(1) data:, http://[ tel: mailto: https://a/%ff
    /%00/ \\ - unknown 2026 "2026-11"
    """
NASTY = _NASTY.split()
TEXT = st.text(max_size=30)
#: A mapping or two inside others, with keys that the builder knows and values that are not right.
_INNER = """
    starts ends organiser online status booking cost access closes employer hours employment salary
    minimum maximum per apply about minutes ending short consent review label figure date note path
    sha256 tagged url site text says speaker font paper ink accent page_bytes depth page title
    children person picture action doors help figures
    """
INNER = st.dictionaries(st.sampled_from(_INNER.split()), st.sampled_from(NASTY), max_size=5).map(
    lambda one: "{" + ", ".join(f"{key}: {value}" for key, value in one.items()) + "}"
)
VALUE = st.one_of(
    st.sampled_from(NASTY),
    TEXT.map(json.dumps),
    TEXT,
    st.integers(-(10**20), 10**20).map(str),
    st.sampled_from(
        ["9" * 400, "a" * 300, "[" * 60, "- " * 60, "\u0301" * 50, "\u202e\u200b\ufeff"]
    ),
    st.lists(st.sampled_from(NASTY), max_size=4).map(lambda one: f"[{', '.join(one)}]"),
    st.lists(st.sampled_from(NASTY), max_size=3).map(lambda one: "{a: " + ", b: ".join(one) + "}"),
    INNER,
    st.lists(INNER, max_size=3).map(lambda one: f"[{', '.join(one)}]"),
)
#: Values that fit where they stand, so that what comes after the check is reached too.
FITTING = {
    "title": "A title",
    "description": "What it is about.",
    "date": "2026-01-02",
    "id": "a",
    "kind": "event",
    "sources": "[a]",
    "event": "{starts: 2026-12-01 10:00, organiser: us}",
    "story": (
        "{about: [a], minutes: 3, ending: b, short: c, consent: 2026-01-01, review: 2027-01-01}"
    ),
    "value": "51",
    "measures": "women",
    "period": "'2025'",
    "source": "a",
    "publisher": "us",
    "summary": "It has 51% and [[figure:a]].",
    "theme": "wider societal issues",
    "text": "words",
    "availability": "not found",
    "nations": "[England]",
    "points": "[{label: a, figure: a}]",
    "labels": "Women",
    "name": "A name",
    "purpose": "to help",
    "meaning": "a word",
    "term": "word",
    "whom": "all",
    "topic": "Help",
    "checked": "2026-01-02",
    "confidence": "high",
    "url": "https://www.example.org/",
}


def mappings(names: tuple[str, ...], indent: str) -> st.SearchStrategy[str]:
    """Return lines of YAML with some of the keys, most of them fitting, and perhaps one of none."""

    def written(keys: list[str], nasty: dict[str, str]) -> str:
        rows = [f"{key}: {nasty.get(key, FITTING.get(key, 'x'))}" for key in dict.fromkeys(keys)]
        return f"\n{indent}".join(rows)

    keys = st.lists(st.sampled_from(names), min_size=1, max_size=len(names))
    bad = st.dictionaries(st.sampled_from(names), VALUE, max_size=2)
    return st.builds(written, keys, bad)


def records(subject: str) -> st.SearchStrategy[str]:
    names = tuple(one.name for one in fields(SUBJECTS[subject]))
    one = mappings(names, "  ").map(lambda text: f"- {text}\n")
    return st.lists(one, max_size=3).map("".join)


_MARKS = """
    # ## - * > | --- ``` ~~~ !!! ![]( [a](b.md) [a]( <!-- --> <b> </b> <svg> <script> &#47; &amp; \\
    [^1] [^1]: *[A]: | ** __ ` [[ ]] {#a} {.b} { } Table: [TOC] <https://a.b> ![x](p.svg) [x](/p) :
    """
_RUNS = ["\n", "\n\n", "    ", "\t", " " * 40, "[" * 30, "`" * 5, "> " * 30, "*a " * 20]
PIECES = TEXT | st.sampled_from(NASTY) | st.sampled_from(_MARKS.split()) | st.sampled_from(_RUNS)
MARKDOWN = st.lists(PIECES, max_size=25).map("".join)
FRONT = mappings(tuple(one.name for one in fields(written_with(models_of_project()))), "")
PAGE = st.one_of(
    st.builds(lambda front, body: f"---\n{front}\n---\n{body}".encode(), FRONT, MARKDOWN),
    MARKDOWN.map(lambda body: f"---\ntitle: T\ndescription: D\n---\n{body}".encode()),
    st.builds(lambda front: f"---\n{front}".encode(), FRONT),
    st.binary(max_size=60),
)
MENUS = st.sampled_from(["primary", "utility", "footer", "other"])
DATA = st.one_of(
    st.sampled_from(sorted(SUBJECTS)).flatmap(
        lambda name: records(name).map(lambda text: (f"data/{name}.yaml", text.encode()))
    ),
    mappings(tuple(one.name for one in fields(SiteConfig)), "").map(
        lambda text: ("data/site.yaml", text.encode())
    ),
    VALUE.map(lambda text: ("data/navigation.yaml", f"- {text}\n".encode())),
    st.builds("{}: [{}, {{page: index.md, children: [{}]}}]\n".format, MENUS, VALUE, VALUE).map(
        lambda text: ("data/navigation.yaml", text.encode())
    ),
    st.tuples(
        st.sampled_from(["data/sources.yaml", "data/any.yaml", "data/navigation.yaml"]),
        st.binary(max_size=80) | TEXT.map(str.encode),
    ),
)
SIZES = st.sampled_from(["0", "1", "-1", "9" * 400, "1e400", "10px", "100%", "", "x", "nan", "inf"])
SVG = st.builds(
    "<svg xmlns='http://www.w3.org/2000/svg' width='{}' height='{}' viewBox='{}'>{}</svg>".format,
    SIZES,
    SIZES,
    SIZES | st.lists(SIZES, min_size=4, max_size=4).map(" ".join),
    st.sampled_from(["", "<script/>", "<!--", "<a", "&x;", "<g>" * 50, "<g " * 50, "\0", "]]>"]),
).map(str.encode)
NAMES = st.one_of(
    st.sampled_from(
        ["a.md", "b/index.md", "404.md", "index.md", "con.md", "a (1).md", "A.md", "p.svg"]
    ),
    st.text(min_size=1, max_size=20).map(lambda name: f"{name}.md"),
    st.text(min_size=1, max_size=20),
    st.sampled_from(["p.png", "p.jpg", "p.gif", "p.webp", "p.pdf", "p.html", "p.csv", "p.docx"]),
).filter(lambda name: "\0" not in name and not {"", ".", ".."} & set(name.split("/")))


def page_files() -> st.SearchStrategy[tuple[str, bytes]]:
    return st.tuples(NAMES.map(lambda name: f"content/{name}"), PAGE | SVG)


INPUTS = st.lists(
    page_files() | DATA | st.tuples(st.just("content/p.svg"), SVG), min_size=1, max_size=6
).map(dict)
