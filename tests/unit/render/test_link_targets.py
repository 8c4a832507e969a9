"""What an address in a page means."""

from __future__ import annotations

import pytest

from sitegen.diagnostics import Finding
from sitegen.render.link_targets import Target, resolve, split
from tests.support import Files, inputs_of

FILES: Files = {
    "content/index.md": "Home.",
    "content/a/index.md": "A.",
    "content/a/b.md": "B.",
    "content/a/c/index.md": "C.",
    "content/a/map.svg": b"<svg/>",
    "content/a/two words.pdf": b"",
    "content/draft.md": "---\ntitle: Draft\ndescription: D\ndraft: true\n---\n",
    "assets/files/r.pdf": b"",
    "assets/public/p.txt": b"",
}


def resolved(address: str) -> Target | Finding:
    """Resolve an address as written in content/a/b.md."""
    inputs, _ = inputs_of(FILES)
    return resolve(address, "content/a/b.md", inputs.site, inputs.assets)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("index.md", Target("/a/", "content/a/index.md")),
        ("./index.md", Target("/a/", "content/a/index.md")),
        ("../index.md", Target("/", "content/index.md")),
        ("c/index.md#part", Target("/a/c/#part", "content/a/c/index.md")),
        ("index.md?x=1#part", Target("/a/?x=1#part", "content/a/index.md")),
        ("map.svg", Target("/a/map.svg", "content/a/map.svg")),
        ("two%20words.pdf", Target("/a/two%20words.pdf", "content/a/two words.pdf")),
        ("assets/files/r.pdf", Target("/files/r.pdf", "assets/files/r.pdf")),
        ("../../assets/files/r.pdf", Target("/files/r.pdf", "assets/files/r.pdf")),
        ("/assets/files/r.pdf", Target("/files/r.pdf", "assets/files/r.pdf")),
        ("/a/", Target("/a/")),
        ("/nowhere/", Target("/nowhere/")),
        ("#part", Target("#part")),
        ("https://www.example.org/", Target("https://www.example.org/")),
        ("HTTPS://www.example.org/", Target("HTTPS://www.example.org/")),
        ("mailto:a@example.org", Target("mailto:a@example.org")),
        ("tel:+44123", Target("tel:+44123")),
    ],
)
def test_an_address_that_leads_somewhere(address: str, target: Target) -> None:
    assert resolved(address) == target


NO_SCHEME = "allowed are http, https, mailto, tel, sms"
AWAY = "link to a page of this site"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("", ("broken-link", "the link is empty", "write the page between the brackets")),
        ("//e.org/", ("broken-link", "//e.org/ has no scheme", "write https://e.org/")),
        ("javascript:x", ("broken-link", "links with javascript: are not allowed", NO_SCHEME)),
        ("../../data/site.yaml", ("outside-site", "../../data/site.yaml leaves the site", AWAY)),
        ("../../../x.md", ("outside-site", "../../../x.md leaves the site", AWAY)),
        ("%2e%2e/%2e%2e/x", ("outside-site", "%2e%2e/%2e%2e/x leaves the site", AWAY)),
        ("../draft.md", ("broken-link", "../draft.md is a draft", "remove the link for now")),
        ("b", ("missing-file", "there is no file b", "did you mean b.md?")),
        ("c", ("missing-file", "there is no file c", "did you mean c/index.md?")),
        ("bb.md", ("broken-link", "there is no file bb.md", "did you mean b.md?")),
        ("b.md5#x", ("missing-file", "there is no file b.md5#x", "did you mean b.md?")),
        ("a/b.md", ("broken-link", "there is no file a/b.md", "did you mean b.md?")),
        (
            r"..\a\b.md#x",
            (
                "broken-link",
                r"..\a\b.md#x is a path of Windows",
                r"write / for \: ../a/b.md#x",
            ),
        ),
        ("mapp.svg", ("missing-file", "there is no file mapp.svg", "did you mean map.svg?")),
        (
            "zzzz.zip",
            (
                "missing-file",
                "there is no file zzzz.zip",
                "correct the link, or put the file there",
            ),
        ),
    ],
)
def test_an_address_that_leads_nowhere(address: str, problem: tuple[str, str, str]) -> None:
    assert resolved(address) == Finding(*problem)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("a", ("a", "")),
        ("a?b", ("a", "?b")),
        ("a#b?c", ("a", "#b?c")),
        ("a?b#c", ("a", "?b#c")),
        ("#a", ("", "#a")),
        ("", ("", "")),
    ],
)
def test_a_path_and_what_follows_it(address: str, parts: tuple[str, str]) -> None:
    assert split(address) == parts
