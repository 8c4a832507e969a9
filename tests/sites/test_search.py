"""A search: its form, its index, the page from A to Z, and searches that are to work."""

from __future__ import annotations

import json

from sitegen.documents.word_lists import SearchWords
from sitegen.fields.record import SearchEntry as Entry
from sitegen.model.search import Ranking
from tests.support import SMALLEST, Files, Site, lines, steps, told

SEARCHING: Files = {
    **SMALLEST,
    "data/site.yaml": "search: true\n",
    "content/search.md": "---\ntitle: All pages\ndescription: D\nkind: search\n---\n",
    "content/plums.md": "## Jam\n",
    "templates/layouts/page.html": """
        <meta http-equiv="Content-Security-Policy" content="{{ site.csp }}">
        {% if search() %}<form action="{{ search().url }}"><input></form>{% endif %}
        {{ page.html }}
        """,
    "templates/layouts/search.html": """
        {% for one in pages(sort="title") %}
        <a href="{{ one.url }}">{{ one.letter }}: {{ one.title }}</a>
        {% endfor %}
        """,
}


def index(site: Site) -> list[list[object]]:
    text = site.outputs["search/index.js"]
    found: list[list[object]] = json.loads(text.removeprefix("export default ").rstrip(";\n"))[
        "entries"
    ]
    return found


def test_the_index_follows_every_edit_of_a_page(site: Site) -> None:
    site.write(SEARCHING)
    assert not site.build().report
    plums = ["/plums/", "Plums", "All about Plums.", "", "Jam", 1.0]
    assert index(site) == [["/", "Content", "All about Content.", "", "", 1.0], plums]
    assert '<form action="/search/">' in site.outputs["index.html"]
    assert "form-action &#39;self&#39;" in site.outputs["index.html"]
    assert "P: Plums" in site.outputs["search/index.html"]
    site.write({"content/plums.md": "## Jam and wine\n"})
    site.build()
    assert index(site)[1][4] == "Jam and wine"


def test_a_site_may_switch_its_search_off(site: Site) -> None:
    site.write({**SEARCHING, "data/site.yaml": "search: false\n"})
    site.build()
    assert "search/index.js" not in site.outputs
    assert "<form" not in site.outputs["index.html"]
    assert "form-action &#39;none&#39;" in site.outputs["index.html"]
    assert "P: Plums" in site.outputs["search/index.html"]


def test_a_search_that_does_not_find_its_page_is_told_at_its_line(site: Site) -> None:
    expected = """
        synonyms:
          - [marmalade, jam]
        expected:
          - {words: plum, page: plums.md}
          - {words: marmalade, page: plums.md}
          - {words: jam, page: index.md}
          - {words: pears, page: plum.md}
        """
    site.write({**SEARCHING, "data/search.yaml": expected})
    assert site.build().report == told("""
        data/search.yaml:6:13: warning[search]: a search for jam finds other pages first: Plums (/plums/)
            6 |   - {words: jam, page: index.md}
              |             ^^^
           help: add keywords to the page's front matter, or a line to synonyms
        data/search.yaml:7:26: error[search]: there is no page plum.md
            7 |   - {words: pears, page: plum.md}
              |                          ^^^^^^^
           help: did you mean plums.md?
        1 error, 1 warning in 1 file
    """)


def test_searches_that_no_build_should_do(site: Site) -> None:
    many = "\n".join(["expected:", *["- {words: plum, page: plums.md}"] * 500])
    site.write({**SEARCHING, "data/search.yaml": many})
    assert site.build().report == ""
    more = f"- {{words: {'plum ' * 20}x, page: plums.md}}"
    site.write({"data/search.yaml": f"{many}\n{more}"})
    assert lines(site.build().result.diagnostics) == [
        "502:3 limit: more than 500 searches are expected -> keep those that matter most",
        "502:11 limit: a search has at most 100 characters -> write what people type",
    ]


def test_the_work_of_a_search_does_not_grow_with_the_words_that_mean_the_same() -> None:
    def work(size: int) -> int:
        same = tuple(("plum", f"word{n}") for n in range(size))
        ranking = Ranking([Entry("/", "Plum", "", "", "", 1.0)], SearchWords(same))
        return steps(lambda: ranking.best("plum"))

    assert work(2000) < 2 * work(200)
