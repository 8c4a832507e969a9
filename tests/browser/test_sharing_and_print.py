"""Fingers find what they aim at, and paper gets what is worth printing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from promises.modes import NARROW, WIDE, Mode
from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

PRINTED = "/our-impact/evaluation/"


def test_the_skip_links_are_at_least_44_pixels_high_once_they_show(open_page: OpenPage) -> None:
    page = open_page("/", Mode(NARROW, "light"))
    for name in ("main content", "primary navigation", "footer"):
        link = page.get_by_role("link", name=f"Skip to {name}")
        link.focus()
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_paper_says_where_a_link_to_another_site_leads(open_page: OpenPage) -> None:
    page = open_page(PRINTED, Mode(WIDE, "light"))
    link = "document.querySelector('main a[href^=\"https://doi.org/\"]')"
    shown = f"getComputedStyle({link}, '::after').content"
    assert page.evaluate(shown) == "none"
    page.emulate_media(media="print")
    assert "https://doi.org/10.5555/12345678" in page.evaluate(shown)


def test_the_address_of_a_page_can_be_copied(open_page: OpenPage) -> None:
    page = open_page(PRINTED, Mode(NARROW, "light"), permissions=["clipboard-write"])
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator(".copied")).to_have_text("The address is copied.")


def test_where_copying_is_refused_the_page_says_what_to_do_instead(open_page: OpenPage) -> None:
    page = open_page(PRINTED, Mode(NARROW, "light"))
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator(".copied")).to_contain_text("Select the address and copy it yourself.")
