"""Every published page is sound HTML that says what it is and loads nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from urllib.parse import urlsplit

from promises.published import CSS_URL, HtmlFile, Published, words
from promises.the_site import LOST, chosen


def test_every_page_of_the_content_is_published_and_no_other(site: Published) -> None:
    assert sorted(page.url for page in site.pages) == sorted(chosen().pages)


def test_a_strict_parser_finds_no_fault_in_any_page(site: Published) -> None:
    assert [fault for page in site.everything for fault in parse_errors(page)] == []


def test_no_page_has_an_id_twice(site: Published) -> None:
    repeated = {page.where: twice(page.ids) for page in site.everything}
    assert {url: ids for url, ids in repeated.items() if ids} == {}


def test_every_page_has_one_main_heading_and_one_main_part(site: Published) -> None:
    for page in site.everything:
        assert words(page.one("h1")), page.where
        assert page.one("main") is not None


def test_no_heading_skips_a_level(site: Published) -> None:
    for page in site.pages:
        levels = [int(str(one.tag)[1]) for one in page.elements if one.tag in HEADINGS]
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert (levels[0], jumps) == (1, []), page.where


def test_every_navigation_of_a_page_has_a_name_of_its_own(site: Published) -> None:
    for page in site.everything:
        names = [page.name_of(nav) for nav in page.find("nav")]
        assert all(names), page.where
        assert twice(names) == [], page.where


def test_every_page_names_its_language(site: Published) -> None:
    assert [page.where for page in site.everything if not page.html.get("lang")] == []


def test_every_page_has_a_title_of_its_own_that_ends_with_the_name_of_the_site(
    site: Published,
) -> None:
    titles = {page.where: words(page.one("title")) for page in site.pages}
    assert repeats(titles) == []
    config = chosen().model.config
    for page in site.pages:
        is_home = chosen().pages[page.url].kind == "home"
        name = words(page.one("h1"))
        full = (config.name, config.line) if is_home else (name, config.name)
        assert titles[page.where] == " \N{EN DASH} ".join(full), page.where


def test_every_page_but_the_one_for_lost_addresses_names_its_full_address(site: Published) -> None:
    for page in site.pages:
        expected = [] if page.url == LOST else [full_address(site, page.url)]
        assert [link.get("href") for link in page.find("link", rel="canonical")] == expected
        assert [meta.get("content") for meta in page.find("meta", property="og:url")] == expected


def test_a_redirect_page_leads_on_in_three_ways_that_agree(site: Published) -> None:
    published = {page.url for page in site.pages}
    for page in site.redirects:
        assert page.target in published
        assert page.one("a").get("href") == page.target
        canonical = page.one("link", rel="canonical").get("href")
        assert canonical == full_address(site, page.target)


def test_the_sitemap_lists_every_page_but_the_one_for_lost_addresses(site: Published) -> None:
    sitemap = (site.root / "sitemap.xml").read_text("utf-8")
    for page in site.everything:
        listed = f"<loc>{full_address(site, page.url)}</loc>" in sitemap
        assert listed is not (page.is_redirect or page.url == LOST), page.where


def test_the_policy_in_every_page_is_the_one_that_hosts_send(site: Published) -> None:
    headers = (site.root / "_headers").read_text("utf-8").splitlines()
    sent = [line for line in headers if line.startswith("  Content-Security-Policy: ")]
    assert len(sent) == 1
    policy, _, rest = sent[0].partition("Content-Security-Policy: ")[2].partition("; frame-anc")
    assert rest == "estors 'none'"
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for page in site.everything:
        meta = page.one("meta", http_equiv="Content-Security-Policy")
        assert meta.get("content") == policy, page.where


def test_no_page_holds_a_style_or_a_script_that_its_policy_would_stop(site: Published) -> None:
    assert [fault for page in site.everything for fault in inline_code(page)] == []


def test_no_page_loads_anything_from_another_host(site: Published) -> None:
    foreign = [
        (page.where, tag, address)
        for page in site.everything
        for tag, name, address in page.addresses
        if tag != "a" and name != "cite" and urlsplit(address).scheme + urlsplit(address).netloc
    ]
    canonical = [(page.where, "link", found) for page in site.everything for found in full(page)]
    assert sorted(foreign) == sorted(canonical)


def test_no_style_sheet_loads_anything_from_another_host(site: Published) -> None:
    styles = [path for path in site.files if path.endswith(".css")]
    assert styles
    for path in styles:
        text = (site.root / path).read_text("utf-8")
        assert "@import" not in text
        assert [url for url in CSS_URL.findall(text) if urlsplit(url).netloc] == []


def test_every_image_has_a_text_in_its_place(site: Published) -> None:
    for page in site.everything:
        lacking = [image.attrib for image in page.find("img") if "alt" not in image.attrib]
        assert lacking == [], page.where


def test_the_trail_for_search_engines_is_the_one_that_readers_see(site: Published) -> None:
    for page in site.pages:
        trail = [block for block in page.json_ld if block["@type"] == "BreadcrumbList"]
        if page.url in ("/", LOST):
            assert trail == []
        else:
            assert trail_for_machines(trail) == trail_for_readers(site, page), page.where


HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse_errors(page: HtmlFile) -> list[str]:
    """Return the first thing that a strict parser refuses, with its place."""
    return [f"{page.where} {fault}" for fault in page.faults[:1]]


def full_address(site: Published, url: str) -> str:
    return f"{site.base_url.rstrip('/')}{url}"


def repeats(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the places (the keys) that have a text in common."""
    places: dict[str, list[str]] = {}
    for where, text in texts.items():
        places.setdefault(text, []).append(where)
    return [tuple(found) for found in places.values() if len(found) > 1]


def twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def inline_code(page: HtmlFile) -> list[str]:
    """Name every style element, inline script, style attribute and event handler of a page."""
    found = [f"{page.where} style element" for _ in page.find("style")]
    inline = (script for script in page.find("script") if "src" not in script.attrib)
    code = (script for script in inline if script.get("type") != "application/ld+json")
    found += [f"{page.where} inline script" for _ in code]
    for element in page.elements:
        names = [name for name in element.attrib if name == "style" or name.startswith("on")]
        found += [f"{page.where} {element.tag} {name}" for name in names]
    return found


def full(page: HtmlFile) -> list[str]:
    """Return the address that a page names in full and loads nothing from."""
    return [link.get("href", "") for link in page.find("link", rel="canonical")]


def trail_for_machines(trail: list[dict[str, object]]) -> list[tuple[object, object]]:
    assert len(trail) == 1
    items = trail[0]["itemListElement"]
    assert isinstance(items, list)
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    return [(item["name"], item.get("item")) for item in items]


def trail_for_readers(site: Published, page: HtmlFile) -> list[tuple[object, object]]:
    """Return title and full address of each step; the last one is the page itself."""
    steps: list[tuple[object, object]] = []
    for item in page.nav("Breadcrumb").iter("li"):
        link = item.find("a")
        path = page.url if item.get("aria-current") == "page" else None
        path = link.get("href") if link is not None else path
        steps.append((words(item), full_address(site, path) if path else None))
    return steps
