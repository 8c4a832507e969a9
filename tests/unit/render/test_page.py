"""One page's task: what it read, no more and no less."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.incremental.reads import ABSENT, Key, answer_digest
from sitegen.incremental.trust import unpack
from sitegen.render.page import Renderer
from sitegen.render.queries import ask
from sitegen.render.rendered import PageFacts, Rendered
from tests.support import Files, inputs_of

SITE: Files = {
    "content/index.md": "Home.",
    "content/news/index.md": "News.",
    "content/news/a.md": """
        ---
        title: A
        description: D
        sources: [dfe]
        ---
        [[figure:women]] women, [home](../index.md), ![Dot](dot.svg), [out](https://e.org/).
        """,
    "content/news/b.md": "B.",
    "content/news/dot.svg": '<svg viewBox="0 0 2 2"/>',
    "data/facts.yaml": "[1]",
    "data/unused.yaml": "[1]",
    "data/navigation.yaml": "- news/index.md",
    "data/figures.yaml": "- {id: women, value: 2, measures: m, period: p, source: dfe}",
    "data/sources.yaml": "- {id: dfe, title: T, publisher: P, url: https://e.org/}",
    "assets/a.css": "p {}",
    "templates/base.html": "{% block body %}{% endblock %}",
    "templates/layouts/page.html": """
        {% extends 'base.html' %}
        {% from 'macros/card.html' import card %}
        {% block body %}
        {{ page.html }}{% for one in page.sources %}{{ one.title }}{% endfor %}
        {% if page.url == '/news/a/' %}
        {% include 'partials/part.html' %}
        {% include ['partials/none.html', 'partials/part.html'] %}
        {% for one in pages(section='news', sort='title') %}{{ card(one.title) }}{% endfor %}
        {{ data('facts')|join }}{{ asset('a.css') }}{{ today() }}
        {{ menu('primary', 'partials/menu.html') }}
        {% endif %}
        {% endblock %}
        """,
    "templates/partials/part.html": "{{ page.next.title }}",
    "templates/partials/menu.html": "{% for item in items %}{{ item.title }}{% endfor %}",
    "templates/partials/unused.html": "",
    "templates/macros/card.html": "{% macro card(title) %}<b>{{ title }}</b>{% endmacro %}",
}

PAGE, OTHER = "content/news/a.md", "content/news/b.md"
LIST: Key = ("pages", None, "news", "title", None)
MENU: Key = ("menu", "primary", "/news/", False)

READS: list[Key] = [
    ("source", PAGE),
    ("file", PAGE),
    ("config",),
    ("record", "figures", "women"),
    ("address", PAGE, "../index.md"),
    ("address", PAGE, "dot.svg"),
    ("picture", "content/news/dot.svg"),
    ("address", PAGE, "https://e.org/"),
    ("watched",),
    ("voice",),
    ("page", PAGE, "layout"),
    ("template", "layouts/page.html"),
    ("template", "base.html"),
    ("template", "macros/card.html"),
    ("page", PAGE, "sources"),
    ("records", "sources", "dfe"),
    ("page", PAGE, "url"),
    ("template", "partials/part.html"),
    ("page", PAGE, "next"),
    ("page", OTHER, "title"),
    ("template", "partials/none.html"),
    ("has_section", "news"),
    LIST,
    ("page", PAGE, "title"),
    ("data", "facts"),
    ("asset", "a.css"),
    ("today",),
    ("place", PAGE, "primary"),
    MENU,
    ("template", "partials/menu.html"),
    ("page", PAGE, "unpublished"),
]

OTHER_TITLE = "---\ntitle: Bee\ndescription: D\n---\nB."
MACRO = "{% macro card(title) %}<i>{{ title }}</i>{% endmacro %}"


def render(files: Files, page: str = PAGE) -> Rendered:
    inputs, found = inputs_of(files)
    assert found == ()
    rendered = Renderer(inputs).render(page)
    assert rendered.diagnostics == ()
    return rendered


def reads_of(rendered: Rendered) -> tuple[tuple[Key, str], ...]:
    return rendered.reads


def without_bytes(rendered: Rendered) -> Rendered:
    """Return what is left to compare: equal facts may be packed in different bytes."""
    return replace(rendered, packed=b"")


def changed(path: str, text: str) -> set[Key]:
    """Return the questions whose digests an edit of one file changes in the task of one page."""
    before = dict(reads_of(render(SITE)))
    after = dict(reads_of(render({**SITE, path: text})))
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def test_a_task_records_all_that_it_read_in_order_and_nothing_else() -> None:
    assert [key for key, _ in reads_of(render(SITE))] == READS


@pytest.mark.parametrize("page", ["content/index.md", "content/news/index.md", PAGE, OTHER])
def test_whoever_asks_again_of_the_same_site_gets_the_answers_recorded(page: str) -> None:
    inputs, _ = inputs_of(SITE)
    reads = reads_of(render(SITE, page))
    assert reads == tuple((key, answer_digest(ask(inputs, key))) for key, _ in reads)


def test_what_rules_need_to_know_of_a_page_is_kept_as_facts() -> None:
    assert render(SITE).facts == PageFacts(
        links=(("/", "/", ""), ("/news/dot.svg", "/news/dot.svg", "")),
        ids=(),
        faults=(),
        headings=(),
        uses=(
            ("../index.md", "/"),
            ("dot.svg", "/news/dot.svg"),
            ("https://e.org/", "https://e.org/"),
        ),
        templates=(
            "layouts/page.html",
            "base.html",
            "macros/card.html",
            "partials/part.html",
            "partials/none.html",
            "partials/menu.html",
        ),
        data=("facts", "sources", "figures"),
        complete=True,
        pictures=("content/news/dot.svg",),
    )


def test_a_template_that_is_not_there_is_recorded_as_absent() -> None:
    absent = [key for key, read in reads_of(render(SITE)) if read == ABSENT]
    assert absent == [("template", "partials/none.html")]


def test_a_page_that_uses_less_reads_less() -> None:
    keys = {key for key, _ in reads_of(render(SITE, OTHER))}
    assert ("data", "facts") not in keys
    assert ("template", "partials/part.html") not in keys
    assert ("template", "macros/card.html") in keys


def test_the_second_page_of_a_renderer_records_what_the_first_left_in_caches() -> None:
    inputs, _ = inputs_of({**SITE, PAGE: "A.", "content/news/c.md": "C."})
    renderer = Renderer(inputs)
    renderer.render(OTHER)
    alone = Renderer(inputs).render("content/news/c.md")
    second = renderer.render("content/news/c.md")
    assert unpack(second.packed) == unpack(alone.packed) == second.facts
    assert without_bytes(second) == without_bytes(alone)


def test_a_body_that_is_kept_gives_what_converting_the_text_gives() -> None:
    inputs, _ = inputs_of(SITE)
    converted = Renderer(inputs).render(PAGE)
    assert converted.body is not None
    kept = Renderer(replace(inputs, bodies={PAGE: converted.body})).render(PAGE)
    assert [key for key, _ in kept.reads] == [key for key, _ in converted.reads]
    assert {digest for _, digest in kept.reads[: kept.of_body]} == {""}
    expected = replace(without_bytes(converted), body=None, reads=kept.reads)
    assert without_bytes(kept) == expected


def test_a_kept_menu_is_a_read_of_every_page_that_shows_it() -> None:
    layout = "{{ menu('primary', 'partials/menu.html') }}"
    inputs, _ = inputs_of({**SITE, "templates/layouts/page.html": layout})
    renderer = Renderer(inputs)
    reads = [dict(reads_of(renderer.render(f"content/news/{name}.md"))) for name in "ab"]
    for one in reads:
        assert ("template", "partials/menu.html") in one
        assert MENU in one


@pytest.mark.parametrize(
    ("path", "text", "keys"),
    [
        ("data/facts.yaml", "[2]", {("data", "facts")}),
        ("data/facts.yaml", "[1] # the same", set()),
        ("data/unused.yaml", "[2]", set()),
        ("data/site.yaml", "name: Ours", {("config",)}),
        (
            "data/navigation.yaml",
            "- {page: news/index.md, title: New}",
            {MENU},
        ),
        ("templates/partials/unused.html", "new", set()),
        ("templates/partials/none.html", "new", {("template", "partials/none.html")}),
        ("templates/macros/card.html", MACRO, {("template", "macros/card.html")}),
        ("content/index.md", "Other words.", set()),
        (OTHER, "Other words.", set()),
        (OTHER, OTHER_TITLE, {("page", OTHER, "title")}),
        ("assets/a.css", "a {}", {("asset", "a.css")}),
        (
            "content/news/dot.svg",
            '<svg viewBox="0 0 3 3"/>',
            {("picture", "content/news/dot.svg")},
        ),
        (
            "content/news/aa.md",
            "Between a and b.",
            {
                LIST,
                ("page", PAGE, "next"),
                ("page", "content/news/aa.md", "title"),
            },
        ),
    ],
)
def test_an_edit_changes_just_the_reads_that_depend_on_it(
    path: str, text: str, keys: set[Key]
) -> None:
    assert changed(path, text) == keys


@pytest.mark.parametrize("reference", [False, True])
def test_records_are_listed_in_the_order_of_the_text_whoever_reads_it(reference: bool) -> None:
    figure = '- {{id: {0}, value: 1, measures: {0}, period: "2025", source: dfe}}\n'
    files: Files = {
        "data/site.yaml": f"markdown: {{reference: {str(reference).lower()}}}",
        "data/sources.yaml": "- {id: dfe, title: T, publisher: P, url: https://a.example/}",
        "data/figures.yaml": "".join(map(figure.format, "abcdefgh")),
        "templates/layouts/page.html": (
            "{{ page.html }}!{% for one in printed('figures') %}{{ one.id }}{% endfor %}!"
        ),
        "content/index.md": """
            ## B [[figure:b]]

            - a [[figure:e]]
                - b [[figure:d]]
            - c [[figure:c]]

            | h |
            |---|
            | [[figure:f]] |

            > q **[[figure:a]]** [its [[figure:g]]](index.md)

            end [[figure:h]] and [[figure:b]]
        """,
    }
    renderer = Renderer(inputs_of(files)[0])
    assert b"!bedcfagh!" in renderer.render("content/index.md").html
