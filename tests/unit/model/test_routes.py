"""Where pages, files and aliases are published."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.routes import (
    Route,
    alias_output,
    alias_url,
    file_route,
    page_route,
)
from tests.support import inputs_of, lines, model_of


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("content/index.md", Route("/", "index.html")),
        ("content/a.md", Route("/a/", "a/index.html")),
        ("content/a/index.md", Route("/a/", "a/index.html")),
        ("content/a/b.md", Route("/a/b/", "a/b/index.html")),
        ("content/a/index/b.md", Route("/a/index/b/", "a/index/b/index.html")),
        ("content/404.md", Route("/404.html", "404.html")),
        ("content/a/404.md", Route("/a/404/", "a/404/index.html")),
        ("content/v1.2.md", Route("/v1.2/", "v1.2/index.html")),
    ],
)
def test_the_url_of_a_page_follows_its_path(path: str, route: Route) -> None:
    assert page_route(path) == route


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("content/a/b.png", Route("/a/b.png", "a/b.png")),
        ("content/a b.png", Route("/a%20b.png", "a b.png")),
        ("assets/public/.well-known/x", Route("/.well-known/x", ".well-known/x")),
        ("assets/files/r.pdf", Route("/files/r.pdf", "files/r.pdf")),
        ("assets/css/site.css", None),
        ("content/a.md", None),
        ("data/site.yaml", None),
        ("templates/a.html", None),
    ],
)
def test_files_whose_names_stay(path: str, route: Route | None) -> None:
    assert file_route(path) == route


NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True).filter(
    lambda name: name != "index"
)


@given(st.lists(NAMES, min_size=1, max_size=4).map("/".join))
def test_a_page_is_found_again_from_its_url(path: str) -> None:
    for source in (f"content/{path}.md", f"content/{path}/index.md"):
        if source != "content/404.md":
            route = page_route(source)
            assert route.url == f"/{path}/"
            assert route.output == f"{route.url[1:]}index.html"


@given(st.text(min_size=1).filter(lambda name: "/" not in name and not name.endswith(".md")))
def test_the_url_of_a_file_leads_to_its_output(name: str) -> None:
    route = file_route(f"assets/public/{name}")
    assert route is not None
    assert unquote(route.url) == f"/{route.output}"
    assert re.fullmatch(r"[\x21-\x7e]+", route.url)


@pytest.mark.parametrize(
    ("alias", "url", "output"),
    [
        ("/old/", "/old/", "old/index.html"),
        ("/old", "/old/", "old/index.html"),
        ("/old.html", "/old.html", "old.html"),
        ("/a/b.php", "/a/b.php/", "a/b.php/index.html"),
    ],
)
def test_an_alias_is_a_url_and_a_file(alias: str, url: str, output: str) -> None:
    assert alias_url(alias) == url
    assert alias_output(alias_url(alias)) == output


def aliased(alias: str) -> str:
    return f"---\ntitle: T\ndescription: D\naliases: ['{alias}']\n---\n"


@pytest.mark.parametrize(
    "alias",
    ["/a b/", "/a?b/", "/a#b/", "/a:b/", "/a*/", '/a"b/', "/<a>/", "/a|b/", "/a\\b/", "/a%20b/"],
)
def test_an_alias_holds_only_what_a_file_name_can_hold(alias: str) -> None:
    _, found = inputs_of({"content/a.md": aliased(alias)})
    assert lines(found) == [
        f"4:11 alias: the alias {alias} holds a character that no file name can hold"
        " -> remove or change the alias"
    ]


@pytest.mark.parametrize("alias", ["/../up/", "/a/./b/", "/.git/", "/a/.sitegen-staging/"])
def test_an_alias_is_no_hidden_file(alias: str) -> None:
    _, found = inputs_of({"content/a.md": aliased(alias)})
    assert lines(found) == [
        f"4:11 alias: the alias {alias} has a part that begins with a dot, which hosts do not show"
        " -> remove or change the alias"
    ]


@pytest.mark.parametrize("written", ["\\0", "\\e", "\\x08", "\\N"])
def test_a_control_character_in_an_alias_is_refused_once(written: str) -> None:
    page = f'---\ntitle: T\ndescription: D\naliases: ["/a{written}b/"]\n---\n'
    inputs, found = inputs_of({"content/a.md": page})
    assert lines(found) == [
        f"4:14 control-character: a control character, written as {written}, which is no text"
        " -> delete it"
    ]
    assert inputs.site.redirects == {}


def test_an_alias_may_be_the_place_of_a_page_that_is_hidden() -> None:
    files = {
        "content/a.md": aliased("/b/"),
        "content/b.md": "---\ntitle: B\ndescription: D\ndraft: true\n---\n",
    }
    assert model_of(files).redirects == {"/b/": "/a/"}


def test_outputs_have_no_path_but_their_own() -> None:
    assert PurePosixPath(page_route("content/a/b.md").output).parts == ("a", "b", "index.html")
