"""The files that are no pages: redirects, sitemap, robots, headers, structured data."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.config import NamedLink, SiteConfig
from sitegen.model.pages import Pages
from sitegen.model.types import Crumb, Page, Site
from sitegen.render.model_files import of_whole_site
from sitegen.render.site_files import redirect_page, robots, sitemap
from sitegen.render.structured_data import structured_data
from tests.support import model_of

ODD = "Us & <them> \"or\" 'you' </script> {braces} \u2028"


class Parsed(HTMLParser):
    """Collects attributes by tag, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_redirect_page_leads_on_whatever_the_names_are() -> None:
    config = SiteConfig(name=ODD, base_url="https://host.example/repo/")
    page = Parsed(redirect_page(config, "/a&b/", ODD))
    assert ("meta", {"http-equiv": "refresh", "content": "0; url=/repo/a&b/"}) in page.found
    assert ("link", {"rel": "canonical", "href": "https://host.example/repo/a&b/"}) in page.found
    assert ("meta", {"name": "robots", "content": "noindex"}) in page.found
    assert ("a", {"href": "/repo/a&b/"}) in page.found
    assert f"This page has moved - {ODD}" in page.text
    assert f"Go to the page {ODD}" in page.text
    assert not any(tag in ("them", "script") for tag, _ in page.found)


def test_the_sitemap_is_xml_and_lists_every_page_with_its_last_change() -> None:
    site = model_of(
        {
            "data/site.yaml": "base_url: https://host.example/a&b/",
            "content/index.md": "Home.",
            "content/b.md": "---\ntitle: B\ndescription: D\ndate: 2026-01-01\n---\n",
            "content/a.md": """
                ---
                title: A
                description: D
                date: 2026-01-01
                updated: 2026-02-01
                aliases: [/old/]
                ---
                """,
            "content/404.md": "---\ntitle: Lost\ndescription: D\nkind: error\n---\n",
        }
    )
    root = ElementTree.fromstring(sitemap(site))
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert [[child.text for child in url] for url in root] == [
        ["https://host.example/a&b/"],
        ["https://host.example/a&b/a/", "2026-02-01"],
        ["https://host.example/a&b/b/", "2026-01-01"],
    ]
    assert "Sitemap: https://host.example/a&b/sitemap.xml\n" in robots(site)


def page_with(*crumbs: Crumb, url: str = "/a/") -> Page:
    site = model_of({"content/a.md": "A."})
    return replace(site.pages["content/a.md"], url=url, breadcrumbs=crumbs)


def site_with(config: SiteConfig) -> Site:
    return replace(model_of({}), config=config)


def test_breadcrumbs_as_structured_data() -> None:
    page = page_with(Crumb("Home", "/"), Crumb("Folder", None), Crumb(ODD, "/a/", current=True))
    (block,) = structured_data(page, site_with(SiteConfig(base_url="https://host.example/repo")))
    assert json.loads(block) == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": 1,
                "name": "Home",
                "item": "https://host.example/repo/",
            },
            {"@type": "ListItem", "position": 2, "name": "Folder"},
            {
                "@type": "ListItem",
                "position": 3,
                "name": ODD,
                "item": "https://host.example/repo/a/",
            },
        ],
    }


def test_the_organisation_as_structured_data() -> None:
    config = SiteConfig(
        name=ODD,
        organisation="NGO",
        line="Hope",
        contact={"email": "a@e.org", "telephone": "020 3011 1949", "address": "Here"},
        social=(NamedLink("Feed", "https://feed.example/"),),
    )
    (block,) = structured_data(page_with(url="/"), site_with(config))
    assert json.loads(block) == {
        "@context": "https://schema.org",
        "@type": "NGO",
        "name": ODD,
        "url": "https://example.org/",
        "slogan": "Hope",
        "email": "a@e.org",
        "telephone": "020 3011 1949",
        "sameAs": ["https://feed.example/"],
    }
    assert structured_data(page_with(url="/"), site_with(replace(config, official=False))) == ()
    assert structured_data(page_with(url="/"), site_with(replace(config, organisation=""))) == ()
    assert structured_data(page_with(url="/a/"), site_with(config)) == ()


@pytest.fixture(scope="module")
def any_site() -> Site:
    return site_with(SiteConfig())


@given(title=st.text())
def test_structured_data_never_ends_its_script(any_site: Site, title: str) -> None:
    (block,) = structured_data(page_with(Crumb(title, "/a/")), any_site)
    assert json.loads(block)["itemListElement"][0]["name"] == title
    assert not {"<", "\u2028", "\u2029"} & set(block)


@pytest.mark.parametrize(
    ("base_url", "path", "absolute"),
    [
        ("https://host.example/", "", "https://host.example/a/"),
        ("https://host.example", "", "https://host.example/a/"),
        ("https://host.example/repo/", "/repo", "https://host.example/repo/a/"),
        ("https://host.example/x/y", "/x/y", "https://host.example/x/y/a/"),
    ],
)
def test_the_address_of_the_site(base_url: str, path: str, absolute: str) -> None:
    config = SiteConfig(base_url=base_url)
    assert (config.base_path, config.absolute("/a/")) == (path, absolute)
    for other in ("https://e.org/", "//e.org/", "a/", "#a", ""):
        assert config.absolute(other) == other


def test_what_no_text_holds_is_in_no_file_even_if_it_came_so_far() -> None:
    site = model_of(
        {
            "data/site.yaml": "name: Us",
            "content/news/index.md": "News.",
            "content/news/a.md": """
                ---
                title: A
                description: D
                kind: news
                date: 2026-01-01
                ---
                """,
        }
    )
    page = site.pages["content/news/a.md"]
    front = replace(page.front, title="A\x07B\ufffe\x1b[31m")
    odd = replace(site, pages=Pages({**site.pages, page.id: replace(page, front=front)}, {}))
    feed = of_whole_site(odd).data["news/feed.xml"]
    titles = [one.text for one in ElementTree.fromstring(feed).iterfind(".//{*}title")]
    assert titles == ["Us: News", "AB[31m"]
