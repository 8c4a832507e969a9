"""Every link inside the site arrives, at the root of a host and in a folder of one."""

from __future__ import annotations

import pytest

from tests.whole_site.publishing import CSS_URL, LOST, HtmlFile, Published


@pytest.fixture(params=["site", "site_in_a_folder"])
def either_site(request: pytest.FixtureRequest) -> Published:
    site: Published = request.getfixturevalue(request.param)
    return site


def test_every_link_inside_the_site_leads_to_a_file_and_a_place_in_it(
    either_site: Published,
) -> None:
    assert [fault for page in either_site.everything for fault in faults(either_site, page)] == []


def test_every_page_can_be_reached_by_links_from_the_home_page(either_site: Published) -> None:
    home = f"{either_site.base_path}/"
    reached, to_read = {home}, [home]
    while to_read:
        for url in page_links(either_site.by_url[to_read.pop()]) - reached:
            if url in either_site.by_url:
                reached.add(url)
                to_read.append(url)
    unreached = {page.url for page in either_site.pages} - reached
    assert unreached == {f"{either_site.base_path}{LOST}"}


def test_the_page_for_lost_addresses_works_however_deep_the_address_was(
    either_site: Published,
) -> None:
    page = either_site.page(LOST)
    inside = [address for _, _, address in page.addresses if "//" not in address]
    to_elsewhere = ("mailto:", "tel:", "#", f"{either_site.base_path}/")
    assert [address for address in inside if not address.startswith(to_elsewhere)] == []


def test_a_site_in_a_folder_names_no_address_outside_it(site_in_a_folder: Published) -> None:
    assert site_in_a_folder.base_path == "/repo"
    assert [
        (page.url, address)
        for page in site_in_a_folder.everything
        for _, _, address in page.addresses
        if address.startswith("/") and not address.startswith("/repo/")
    ] == []
    assert [url for url in style_urls(site_in_a_folder) if leaves_the_folder(url)] == []


def test_a_site_in_a_folder_gives_its_full_addresses_with_the_folder(
    site_in_a_folder: Published,
) -> None:
    about = site_in_a_folder.page("/about-us/")
    assert about.one("link", rel="canonical").get("href") == "https://host.example/repo/about-us/"
    sitemap = (site_in_a_folder.root / "sitemap.xml").read_text("utf-8")
    assert sitemap.count("<loc>") == sitemap.count("<loc>https://host.example/repo/")
    assert "https://greenhand.example/" not in sitemap


def test_a_link_to_another_site_says_how_it_is_reached(site: Published) -> None:
    schemes = ("https://", "http://", "mailto:", "tel:", "/", "#")
    assert [
        (page.url, address)
        for page in site.everything
        for tag, _, address in page.addresses
        if tag == "a" and (not address.startswith(schemes) or address.startswith("//"))
    ] == []


def test_every_link_has_words_or_a_name(site: Published) -> None:
    for page in site.everything:
        nameless = [link for link in page.find("a") if not page.says(link)]
        assert [link.get("href") for link in nameless] == [], page.url


def faults(site: Published, page: HtmlFile) -> list[str]:
    found = ((address, site.fault_of(address, page.url)) for _, _, address in page.addresses)
    return [f"{page.url}: {address}: {fault}" for address, fault in found if fault]


def page_links(page: HtmlFile) -> set[str]:
    links = (link.get("href", "").partition("#")[0] for link in page.find("a"))
    return {link for link in links if link.startswith("/")}


def style_urls(site: Published) -> list[str]:
    styles = [site.root / path for path in site.files if path.endswith(".css")]
    assert styles
    return [url for path in styles for url in CSS_URL.findall(path.read_text("utf-8"))]


def leaves_the_folder(url: str) -> bool:
    return url.startswith("/") and not url.startswith("/repo/")
