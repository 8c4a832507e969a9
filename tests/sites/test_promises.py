"""What a site holds its texts to that says `promises: true`; other sites are left in peace."""

from __future__ import annotations

import pytest

from tests.sites.conftest import Refused
from tests.support import Files, Site, told

ON = {"data/site.yaml": "promises: true\nofficial_url: https://www.ours.example/\n"}
LONG = "All that a page like this one is about, told in some words more, for it is page"
SOURCE = "- {id: dfe, title: T, publisher: P, url: 'https://a.uk/'}\n"
KEPT = f"---\ntitle: Home\ndescription: {LONG} one.\n---\n"


def page(number: str, text: str = "Text.", **front: str) -> str:
    """Return a page that keeps every promise, but for what it is given."""
    keys = {"title": f"Page {number}", "description": f"{LONG} {number}.", **front}
    return "\n".join(["---", *(f"{key}: {value}" for key, value in keys.items()), "---", text])


def test_front_matter_and_names_of_files(site: Site) -> None:
    links = " ".join(f"[{name}]({name}.md)" for name in ("a", "b", "c", "Our_Team", "news/x"))
    files: Files = {
        **ON,
        "content/index.md": f"{KEPT}{links}\n",
        "content/a.md": page("a", description="Short."),
        "content/b.md": page("b", description="Long. " * 40),
        "content/c.md": page("c", title="Page b", description=f"{LONG} one."),
        "content/Our_Team.md": page("d"),
        "content/news/x.md": page("e", kind="news", date="2026-11-02"),
    }
    site.write(files)
    assert site.build(strict=True).report == told(f"""
        content/Our_Team.md:1:1: warning[file-name]: Our_Team.md is hard to type and to read out as a part of an address
            1 | ---
              | ^
           help: rename it to our-team.md: small letters, digits and hyphens
        content/a.md:3:14: warning[description]: the description has 6 characters, and 50 to 160 are wanted where the page is found
            3 | description: Short.
              |              ^^^^^^
           help: say what is on the page, in a sentence or two
        content/b.md:3:14: warning[description]: the description has 239 characters, and 50 to 160 are shown where the page is found
            3 | description: {("Long. " * 40)[:107]}…
              |              {"^" * 107}
           help: say what is on the page, in a sentence or two
        content/c.md:2:8: warning[same-text]: content/b.md has the same title
            2 | title: Page b
              |        ^^^^^^
           help: give each page a title of its own, by which people can tell them apart
        content/index.md:3:14: warning[same-text]: content/c.md has the same description
            3 | description: {LONG} one.
              |              {"^" * len(f"{LONG} one.")}
           help: give each page a description of its own, by which people can tell them apart
        content/news/x.md:2:1: warning[news]: this piece of news has no sources
            2 | title: Page e
              | ^
           help: add a line sources: [ID] with an id of data/sources.yaml
        content/news/x.md:2:1: warning[news]: this piece of news has no summary
            2 | title: Page e
              | ^
           help: add a line summary: with what happened, in a sentence
        0 errors, 7 warnings in 6 files
    """)


def test_marks_of_markdown_in_front_matter(site: Site) -> None:
    front = {"title": '"**Us** & them"', "summary": '"See [us](us.md) or 2 * 3 * 4"'}
    site.write({**ON, "content/index.md": page("a", **front)})
    assert site.build().report == told("""
        content/index.md:2:8: warning[plain-text]: **Us** would be printed as it stands: title is plain text
            2 | title: "**Us** & them"
              |        ^^^^^^^^^^^^^^^
           help: write it without marks of Markdown
        content/index.md:4:10: warning[plain-text]: [us](us.md) would be printed as it stands: summary is plain text
            4 | summary: "See [us](us.md) or 2 * 3 * 4"
              |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           help: write it without marks of Markdown
        0 errors, 2 warnings in 1 file
    """)


def test_records(site: Site) -> None:
    report = (
        "- {id: r, title: R, date: '2025', kind: evaluation, theme: wider societal issues,"
        " publisher: Us, summary: Short., availability: not found, sources: [dfe]}\n"
    )
    word = "{nations: [England], sources: [dfe], meaning: that"
    tile = "{nation: England, label: [N], column: 1, row: 2"
    files: Files = {
        **ON,
        "content/index.md": f"{KEPT}[a](a.md) [r](r.md)\n",
        "content/a.md": page("a", aliases="[/there/]"),
        "content/each.md": (
            '---\ntitle: "{title}"\ndescription: "{lead}"\neach: {records: reports}\n---\n'
        ),
        "data/reports.yaml": report,
        "data/sources.yaml": f"{SOURCE}- {{id: b, title: T, publisher: P, url: "
        "'https://ours.example/there'}\n- {id: c, title: T, publisher: P, url: "
        "'https://www.ours.example/gone/'}\n",
        "data/terms.yaml": f"- {word}, id: b, term: bed}}\n- {word}, id: a, term: Acre}}\n",
        "data/regions.yaml": f"- {tile}, id: n, name: N}}\n- {tile}, id: o, name: O}}\n",
        "templates/layouts/page.html": "{{ page.html }}"
        "{% if records('terms') and records('regions') %}{% endif %}",
    }
    site.write(files)
    found = [line for line in site.build().report.splitlines() if ": warning[" in line]
    assert found == [
        "data/regions.yaml:2:41: warning[same-place]: the tile of o lies on that of n",
        "data/reports.yaml:1:107: warning[description]: the description has 6 characters,"
        " and 50 to 160 are wanted where the page is found",
        "data/sources.yaml:3:40: warning[lost-address]: /gone/ is an address of the official site,"
        " and leads nowhere here",
        "data/terms.yaml:2:68: warning[wrong-order]: Acre stands behind bed",
    ]


@pytest.mark.parametrize(
    "words",
    ["here", "Click here", "Read more", "more", "Find out more.", "this page", "Link", "more info"],
)
def test_a_link_whose_words_do_not_say_where_it_leads(site: Site, words: str) -> None:
    text = f"{KEPT}[{words}](a.md) `[{words}](a.md)` [{words} about us](a.md)\n"
    site.write({**ON, "content/index.md": text, "content/a.md": page("a")})
    assert site.build().report == told(f"""
        content/index.md:5:1: warning[link-words]: the words of this link do not say where it leads
            5 | [{words}](a.md) `[{words}](a.md)` [{words} about us](a.md)
              | {"^" * len(f"[{words}](a.md)")}
           help: name what it leads to, for example: [our impact](the-page.md)
        0 errors, 1 warning in 1 file
    """)


def test_a_long_sentence_on_a_page_for_people_in_distress(site: Site) -> None:
    nine = "one two three four five six seven eight nine"
    text = f"Short.\n\nThis (not counted {nine}) {nine} *and so* on to a [court](a.md) in\n{nine}."
    files: Files = {
        "data/site.yaml": f"{ON['data/site.yaml']}wording: {{sentence_words: {{help: 20}}}}\n",
        "content/index.md": page("h", text, kind="help"),
        "content/a.md": page("a", text.replace("a.md", "index.md")),
        "templates/layouts/help.html": "{{ page.html }}",
    }
    site.write(files)
    found = [line for line in site.build().report.splitlines() if ": warning[" in line]
    assert found == [
        "content/index.md:8:1: warning[long-sentence]: this sentence has 26 words,"
        " and 20 are the most on this page"
    ]


def test_a_site_that_promises_nothing_is_left_in_peace(site: Site) -> None:
    files: Files = {
        "content/index.md": "---\ntitle: A\ndescription: D\nkind: news\ndate: 2026-11-02\n---\n"
        "[here](Our_Team.md)\n",
        "content/Our_Team.md": "---\ntitle: A\ndescription: D\n---\n",
    }
    site.write(files)
    assert site.build().report == ""


def test_what_is_wrong_anyway_is_not_held_to_promises_too(refused: Refused) -> None:
    wrong = "---\ntitel: A\ndescription: D\n---\n"
    said = refused({**ON, "content/index.md": KEPT, "content/a.md": wrong})
    assert "content/a.md:2:1: error[unknown-key]" in said
    assert "warning[" not in said
