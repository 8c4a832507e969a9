"""What is told of two published sites: all that visitors would meet, and nothing else."""

from __future__ import annotations

import json

from sitegen.compare.difference import Comparison, compare
from sitegen.compare.printed import as_json, as_markdown, as_text
from sitegen.compare.published import read
from sitegen.diagnostics import Diagnostic, Span
from tests.support import told

FIGURES = "\ufeffid,value,unit,measures\nwomen,30,percent,Women who came\n"


def page(main: str, title: str = "Title", frame: str = "", head: str = "") -> bytes:
    """Return a page of a site whose address is at the root."""
    return (
        f"<!DOCTYPE html><title>{title}</title>"
        f'<meta name="description" content="About {title}">{head}'
        f"<body><nav>{frame}</nav><main>{main}</main>"
    ).encode()


def redirect(target: str) -> bytes:
    return f'<meta http-equiv="refresh" content="0; url={target}"><main>Moved</main>'.encode()


def between(old: dict[str, bytes], new: dict[str, bytes]) -> Comparison:
    return compare(read(old), read(new))


def text(old: dict[str, bytes], new: dict[str, bytes]) -> str:
    return as_text(between(old, new))


def test_two_equal_sites() -> None:
    site = {"index.html": page("<p>Hello</p>"), "assets/site.0123456789.css": b"a{}"}
    assert text(site, dict(site)) == "Visitors see no difference."
    assert between(site, dict(site)).is_same


def test_a_change_of_words_is_shown_with_a_few_words_around_it() -> None:
    long = "In a year the team works with <b>{} women</b> in the towns and villages of the county."
    old = {"a/index.html": page(f"<h1>A</h1><p>{long.format(12)}</p><p>Same</p>")}
    new = {"a/index.html": page(f"<h1>A</h1><p>{long.format(14)}</p><p>Same</p><p>More</p>")}
    assert text(old, new) == told("""
        /a/ "Title"
          - … a year the team works with 12 women in the towns and villages …
          + … a year the team works with 14 women in the towns and villages …
          + More

        Pages: 0 added, 0 removed, 0 moved, 1 changed.
        """)


def test_rows_lists_pictures_and_breaks_read_as_they_are_seen() -> None:
    main = (
        "<table><tr><th>Place</th><td>Hull, <b>north</b></td></tr></table>"
        "<ul><li>One<ul><li>Two</li></ul>Three</ul><p>a<br>b</p>"
        '<img src="/assets/map-480.0123456789.webp" alt=""><img src="/x.png" alt="A map">'
        "<script>never</script><template><p>nor this</p></template>"
    )
    assert read({"index.html": page(main)}).pages["/"].main.lines == (
        "Place | Hull, north",
        "One",
        "Two",
        "Three",
        "a b",
        "[picture: map-480.webp] [picture: A map]",
    )


def test_titles_descriptions_and_links() -> None:
    old = {"index.html": page('<p>See <a href="/a/">this</a> or <a href="/b/">that</a></p>')}
    new = {"index.html": page('<p>See <a href="/a/">it</a> or <a href="/c/">that</a></p>', "New")}
    assert text(old, new).startswith(
        told("""
        / "New"
          - title: Title
          + title: New
          - description: About Title
          + description: About New
          - See this or that
          + See it or that
          - link: that -> /b/
          + link: that -> /c/
        """)
    )


def test_links_that_change_places_are_told_though_all_addresses_are_still_there() -> None:
    old = {"index.html": page('<a href="/a/">A</a> <a href="/b/">B</a>')}
    new = {"index.html": page('<a href="/b/">A</a> <a href="/a/">B</a>')}
    (change,) = between(old, new).changed
    assert [(link.text, link.address) for link in change.main.links_added] == [
        ("A", "/b/"),
        ("B", "/a/"),
    ]


def test_what_changes_around_every_text_is_told_once() -> None:
    names = ("index", "a/index", "b/index")
    old = {f"{name}.html": page(f"<p>{name}</p>", frame="Menu") for name in names}
    new = {f"{name}.html": page(f"<p>{name}</p>", frame="All pages") for name in names}
    assert text(old, new).startswith(
        "Around the text of 3 pages: /, /a/, /b/\n  - Menu\n  + All pages\n"
    )
    assert between(old, new).changed == ()


def test_pages_that_come_go_and_move() -> None:
    old = {
        "old/index.html": page("<p>Moved with an alias, and edited.</p>"),
        "lost/index.html": page("<p>Moved without.</p>", "Lost"),
        "merged/index.html": page("<p>Merged.</p>", "Merged"),
        "gone/index.html": page("<p>Gone.</p>", "Gone"),
        "index.html": page("<p>Home</p>"),
    }
    new = {
        "old/index.html": redirect("/new/"),
        "new/index.html": page("<p>Moved with an alias, and changed.</p>"),
        "found/index.html": page("<p>Moved without.</p>", "Lost"),
        "merged/index.html": redirect("/"),
        "fresh/index.html": page("<p>Fresh.</p>", "Fresh"),
        "index.html": page("<p>Home</p>"),
    }
    nowhere = 'nowhere: visitors meet "Page not found". An alias in the front matter would help'
    assert text(old, new).startswith(
        told(f"""
        Pages added, removed, moved
          + /fresh/ "Fresh"
          - /gone/ "Gone": the address leads {nowhere}
          - /merged/ "Merged": the address leads to /
            /lost/ -> /found/ "Lost": the old address leads {nowhere}
            /old/ -> /new/ "Title": the old address leads there

        /new/ "Title"
          - Moved with an alias, and edited.
          + Moved with an alias, and changed.
        """)
    )


def test_rows_of_data_files_old_addresses_and_weights() -> None:
    old = {
        "index.html": page('<img src="/a.0123456789.jpg" alt="">'),
        "a.0123456789.jpg": b"1" * 2000,
        "data/figures.csv": FIGURES.encode(),
        "was/index.html": redirect("/"),
        "assets/cards/0123456789abcdef0123.png": b"a card",
        "build.json": b"{}",
    }
    new = {
        **old,
        "data/figures.csv": FIGURES.replace("30", "35").encode(),
        "was/index.html": redirect("/a/"),
        "a.9876543210.jpg": b"2" * 4000,
        "build.json": b'{"day": ""}',
    }
    del new["a.0123456789.jpg"], new["assets/cards/0123456789abcdef0123.png"]
    shown = text(old, new)
    assert "Data\n    figures, women: value 30 -> value 35\n" in shown
    assert "Old addresses\n    /was/: / -> /a/\n" in shown
    assert "    a.jpg: 2000 bytes -> 4000 bytes\n" in shown
    assert "    pictures: 2.0 KB -> 4.0 KB\n" in shown
    assert "weight, as sent: 2.1 KB -> 4.1 KB" in shown
    assert "0123456789" not in shown
    assert "build.json" not in shown


def test_what_only_stands_beside_the_sites_own_files_is_no_change() -> None:
    new = {"index.html": page("<p>The same</p>"), "files/a.gz": b"1" * 2000}
    old = {
        **new,
        **{"index.html.gz": b"2" * 3000, "index.html.br": b"3" * 3000},
        **{"build.json": b"4" * 3000, "sbom.cdx.json": b"5" * 3000},
    }
    assert text(old, new) == text(new, new)
    assert "files/a.gz" in text(old, {"index.html": new["index.html"]})


def test_a_site_in_a_folder_of_its_host_is_the_same_as_one_at_the_root() -> None:
    def built(base: str) -> dict[str, bytes]:
        head = f'<link rel="canonical" href="https://example.org{base}/">'
        return {"index.html": page(f'<a href="{base}/a/">A</a>', head=head)}

    assert between(built(""), built("/repo")).changed == ()


def test_mistakes_are_the_same_wherever_they_stand_in_their_file() -> None:
    site = {"index.html": page("")}
    first = Diagnostic(Span("content/a.md", 3), "typed-number", "51% is typed")
    moved = Diagnostic(Span("content/a.md", 9), "typed-number", "51% is typed")
    found = compare(read(site, (first,)), read(site, (moved, first)))
    assert as_text(found).startswith(
        "New mistakes and warnings\n    content/a.md:3:1: error[typed-number]: 51% is typed\n"
    )
    assert as_text(compare(read(site, (first,)), read(site, (moved,)))) == (
        "Visitors see no difference."
    )
    assert json.loads(as_json(found))["findings_new"][0]["line"] == 3


def test_a_comment_holds_what_the_site_says_as_code_and_is_never_too_long() -> None:
    evil = "<p>```` @somebody &lt;img src=x&gt;</p>"
    old = {"index.html": page("")}
    shown = as_markdown(between(old, {"index.html": page(evil, "&lt;b&gt;@you")}))
    assert "<summary><code>/ &quot;&lt;b&gt;@you&quot;</code></summary>" in shown
    assert "\n`````diff\n" in shown
    assert shown.count("`````") == 2
    many = {f"{n}/index.html": page(f"<p>{n} {'words ' * 60}</p>") for n in range(300)}
    more = {path: data.replace(b"words", b"terms") for path, data in many.items()}
    shown = as_markdown(between(many, more))
    assert len(shown) < 65_000
    assert shown.endswith(" more parts are in the whole comparison.\n")
