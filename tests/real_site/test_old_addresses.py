"""Addresses of the charity's site that are printed or linked somewhere still lead somewhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from sitegen.model.routes import alias_url
from tests.real_site.publishing import Published, data

CHARITY = ("www.pause.org.uk", "pause.org.uk")
KNOWN = ("/independent-department-for-education-evaluation/", "/what-we-do/our-influencing-work/")
NAMED = sorted(
    {
        parts.path
        for source in data("sources")
        if (parts := urlsplit(source["url"])).netloc in CHARITY
    }
)


def test_the_sources_name_many_addresses_of_the_charity() -> None:
    assert len(NAMED) >= 30
    assert set(NAMED) >= set(KNOWN)


@pytest.mark.parametrize("path", NAMED)
def test_an_address_of_the_charity_leads_to_a_page(path: str, site: Published) -> None:
    found = site.by_url.get(alias_url(path))
    assert found, f"nothing is published at {path}"
    end = site.by_url.get(found.target) if found.is_redirect else found
    assert end, f"{path} leads to {found.target}, which is not there"
    assert not end.is_redirect


@pytest.mark.parametrize("path", NAMED)
def test_an_address_of_the_charity_leads_to_a_page_in_a_folder_too(
    path: str, site_in_a_folder: Published
) -> None:
    found = site_in_a_folder.by_url[f"/repo{alias_url(path)}"]
    assert not found.is_redirect or found.target in site_in_a_folder.by_url
