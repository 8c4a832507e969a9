"""Every link inside the site arrives, at the root of a host and in a folder of one."""

from __future__ import annotations

from promises.published import CSS_URL, HtmlFile, Published
from promises.the_site import LOST


def test_every_link_inside_the_site_leads_to_a_file_and_a_place_in_it(site: Published) -> None:
    assert [fault for page in site.everything for fault in faults(site, page)] == []


def test_every_link_arrives_in_a_folder_too(site_in_a_folder: Published) -> None:
    site = site_in_a_folder
    assert [fault for page in site.everything for fault in faults(site, page)] == []


def test_every_page_can_be_reached_by_links_from_the_home_page(site: Published) -> None:
    reached, to_read = {"/"}, ["/"]
    while to_read:
        for url in page_links(site.by_url[to_read.pop()]) - reached:
            if url in site.by_url:
                reached.add(url)
                to_read.append(url)
    unreached = [page.where for page in site.pages if page.url not in (*reached, LOST)]
    assert unreached == [], "link to it from another page, or name it in a menu"


def test_the_page_for_lost_addresses_works_however_deep_the_address_was(
    site_in_a_folder: Published,
) -> None:
    page = site_in_a_folder.page(LOST)
    inside = [address for _, _, address in page.addresses if "//" not in address]
    to_elsewhere = ("mailto:", "tel:", "sms:", "#", f"{site_in_a_folder.base_path}/")
    assert [address for address in inside if not address.startswith(to_elsewhere)] == []


def test_a_site_in_a_folder_names_no_address_outside_it(site_in_a_folder: Published) -> None:
    assert site_in_a_folder.base_path == "/repo"
    assert [
        (page.where, address)
        for page in site_in_a_folder.everything
        for _, _, address in page.addresses
        if address.startswith("/") and not address.startswith("/repo/")
    ] == []
    assert [url for url in style_urls(site_in_a_folder) if leaves_the_folder(url)] == []


def test_a_site_in_a_folder_gives_its_full_addresses_with_the_folder(
    site_in_a_folder: Published,
) -> None:
    for page in site_in_a_folder.pages:
        for link in page.find("link", rel="canonical"):
            assert link.get("href") == f"https://host.example{page.url}", page.where
    sitemap = (site_in_a_folder.root / "sitemap.xml").read_text("utf-8")
    assert sitemap.count("<loc>") == sitemap.count("<loc>https://host.example/repo/")


def test_a_link_to_another_site_says_how_it_is_reached(site: Published) -> None:
    schemes = ("https://", "http://", "mailto:", "tel:", "sms:", "/", "#")
    assert [
        (page.where, address)
        for page in site.everything
        for tag, _, address in page.addresses
        if tag == "a" and (not address.startswith(schemes) or address.startswith("//"))
    ] == []


def test_every_link_has_words_or_a_name(site: Published) -> None:
    nameless = [
        (page.where, link.get("href"))
        for page in site.everything
        for link in page.find("a")
        if not page.says(link)
    ]
    assert nameless == []


def faults(site: Published, page: HtmlFile) -> list[str]:
    found = ((address, site.fault_of(address, page.url)) for _, _, address in page.addresses)
    return [f"{page.where}: {address}: {fault}" for address, fault in found if fault]


def page_links(page: HtmlFile) -> set[str]:
    links = (link.get("href", "").partition("#")[0] for link in page.find("a"))
    return {link for link in links if link.startswith("/")}


def style_urls(site: Published) -> list[str]:
    styles = [site.root / path for path in site.files if path.endswith(".css")]
    assert styles
    return [url for path in styles for url in CSS_URL.findall(path.read_text("utf-8"))]


def leaves_the_folder(url: str) -> bool:
    return url.startswith("/") and not url.startswith("/repo/")
