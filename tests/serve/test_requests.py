"""The preview answers as the site's host will, and adds its own parts to pages only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.serving import FILES, Serving, serving
from tests.support import Files

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    more: Files = {
        "content/about.md": (
            "---\ntitle: About\ndescription: About us.\naliases: [/who/]\n---\nWho we are.\n"
        ),
        "content/later.md": "---\ntitle: Later\ndescription: L.\ndate: 2027-02-03\n---\nSoon.\n",
        "content/draft.md": "---\ntitle: Draft\ndescription: Draft.\ndraft: true\n---\nPerhaps.\n",
        "content/index.md": (
            "[About](about.md) [News](news/index.md) [Later](later.md) [Draft](draft.md)"
            " [Large](large.pdf) [Plain](plain.md)"
        ),
        "content/large.pdf": bytes(range(256)) * 4096,
        "content/plain.md": "---\ntitle: P\ndescription: D\nlayout: plain\n---\n",
        "templates/layouts/plain.html": "<p>No head, no body</p>",
        "assets/public/.well-known/key.txt": "key",
        "assets/public/photo.avif": b"not really",
        "assets/public/app.webmanifest": "{}",
        "assets/public/_redirects": (
            "/team/* /about/?who=:splat\n/about/ /never/\n/later /about/#forced 301!\n"
            "/away https://example.org/ 302\n/within /about/ 200\n"
        ),
    }
    with serving(tmp_path_factory.mktemp("sites") / "site", {**FILES, **more}) as running:
        yield running


@pytest.mark.parametrize(
    ("path", "status", "location", "text"),
    [
        ("/about/", 200, None, "Who we are."),
        ("/about", 302, "/about/", ""),
        ("/about?from=menu", 302, "/about/?from=menu", ""),
        ("/about/index.html", 200, None, "Who we are."),
        ("/news/", 200, None, "All news."),
        ("/plain/", 200, None, "No head, no body"),
        ("/404", 200, None, "Nothing is here."),
        ("/later?from=menu", 302, "/about/#forced", ""),
        ("/team/a/b", 302, "/about/?who=a/b", ""),
        ("/away?from=menu", 302, "https://example.org/?from=menu", ""),
        ("/within", 404, None, "Nothing is here."),
        ("/_redirects", 404, None, "Nothing is here."),
        ("/who/", 200, None, "This page has moved"),
        ("/lost/", 404, None, "Nothing is here."),
        ("/404.html", 200, None, "Nothing is here."),
        ("/.well-known/key.txt", 200, None, "key"),
        ("/draft/", 200, None, "Perhaps."),
        ("/later/", 200, None, "Soon."),
    ],
)
def test_addresses_lead_where_they_will(
    preview: Serving, path: str, status: int, location: str | None, text: str
) -> None:
    answer = preview.ask(path)
    assert (answer.status, answer.headers.get("Location")) == (status, location)
    assert text in answer.text


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/lost", "text/html; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/large.pdf", "application/pdf"),
        ("/photo.avif", "image/avif"),
        ("/app.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/__sitegen__/preview.js", "text/javascript; charset=utf-8"),
        ("/__sitegen__/preview.css", "text/css; charset=utf-8"),
    ],
)
def test_types_and_charsets(preview: Serving, path: str, type_: str) -> None:
    assert preview.ask(path).headers["Content-Type"] == type_


@pytest.mark.parametrize("path", ["/", "/lost", "/large.pdf", "/about", "/__sitegen__/preview.js"])
def test_head_is_get_without_the_body(preview: Serving, path: str) -> None:
    head, get = preview.ask(path, "HEAD"), preview.ask(path)
    for headers in (head.headers, get.headers):
        headers.pop("Date")  # type: ignore[attr-defined]  # a dict of our own
    assert (head.status, head.headers, head.body) == (get.status, get.headers, b"")


def test_a_part_of_a_large_file(preview: Serving) -> None:
    answer = preview.ask("/large.pdf", Range="bytes=256-259")
    assert (answer.status, answer.body) == (206, bytes([0, 1, 2, 3]))
    assert answer.headers["Content-Range"] == "bytes 256-259/1048576"
    assert preview.ask("/large.pdf", Range="bytes=2000000-").status == 416
    again = preview.ask("/large.pdf", If_None_Match=answer.headers["Etag"])
    assert (again.status, again.body) == (304, b"")


def test_what_hosts_read_is_followed_and_not_shown(preview: Serving) -> None:
    page = preview.ask("/about/").headers
    assert page["X-Content-Type-Options"] == "nosniff"
    for path in ("/about/", "/__sitegen__/preview.js"):
        assert preview.ask(path).headers["Cache-Control"] == "no-store"
    for path in ("/robots.txt", "/assets/css/site.css"):
        kept = preview.ask(path).headers
        assert kept["Cache-Control"] == "no-cache", "asked for each time, and sent if it is new"
        assert preview.ask(path, If_None_Match=kept["Etag"]).status == 304
    assert preview.ask("/_headers").status == 404


@pytest.mark.parametrize("path", ["/about/", "/lost/"])
def test_the_policy_is_wider_by_the_previews_own_parts(preview: Serving, path: str) -> None:
    own = f"http://{preview.netloc}/__sitegen__/preview"
    wider = (
        f"default-src 'none'; style-src 'self' {own}.css; script-src 'self' {own}.js; "
        "img-src 'self'; font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'"
    )
    socket = f"connect-src ws://{preview.netloc}/__sitegen__/livereload"
    answer = preview.ask(path)
    sent = answer.headers["Content-Security-Policy"]
    assert sent == f"{wider}; frame-ancestors 'none'; {socket}"
    written = POLICY.search(answer.text)
    assert written
    assert written[1].replace("&#x27;", "'") == f"{wider}; {socket}"


def test_only_what_is_sent_holds_the_previews_parts(preview: Serving) -> None:
    sent = preview.ask("/about/").text
    added = sent[sent.index("<sitegen-preview") : sent.index("</body>")]
    assert added.count("<script ") == 1
    assert "sitegen-preview" not in (preview.output / "about/index.html").read_text()
    plain = preview.ask("/plain/").text
    assert plain.startswith("<p>No head, no body</p><sitegen-preview")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/about/", ["content/about.md", "page, rendered with templates/layouts/page.html"]),
        ("/about/", ["This page", "rendered, because it was not built before"]),
        ("/draft/", ["<mark>Draft: not published</mark>"]),
        ("/later/", ["<mark>Not published before 3 February 2027</mark>"]),
        ("/who/", ["<mark>An old address that leads to /about/</mark>"]),
        ("/lost/", ["<mark>This address has no page</mark>", "content/404.md"]),
    ],
)
def test_the_bar_tells_what_a_page_is(preview: Serving, path: str, words: list[str]) -> None:
    text = preview.ask(path).text
    assert [word for word in words if word not in text] == []
    assert "overlay" not in text


def test_a_site_in_a_folder_of_its_host(tmp_path: Path) -> None:
    files = {**FILES, "assets/public/_redirects": "/old /about/\n"}
    with serving(tmp_path / "site", files, base_url="https://host.example/repo/") as preview:
        first = preview.ask("/")
        assert (first.status, first.headers["Location"]) == (302, "/repo/")
        assert preview.ask("/repo").headers["Location"] == "/repo/"
        assert preview.ask("/repo/about").headers["Location"] == "/repo/about/"
        assert preview.ask("/repo/old").headers["Location"] == "/repo/about/"
        assert 'href="/repo/about/"' in preview.ask("/repo/").text
        assert preview.ask("/repo/about/").headers["X-Content-Type-Options"] == "nosniff"
        assert preview.ask("/about/").status == 404
