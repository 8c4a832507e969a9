"""The editor in the browser: what it writes into its local test backend builds without a word."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from sitegen import cli
from tests.frozen import copy_frozen_site
from tests.support import Site

WAIT = 120_000
NAME = "open-evening-in-hull.md"
#: All files that the browser keeps for the site.
KEPT = """async () => {
    const found = {};
    async function walk(folder, path) {
        for await (const [name, one] of folder.entries()) {
            if (one.kind === 'directory') await walk(one, path + name + '/');
            else found[path + name] = await (await one.getFile()).text();
        }
    }
    await walk(await navigator.storage.getDirectory(), '');
    return found;
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_words: Any) -> None:
        """Say nothing of what is asked for."""


@pytest.fixture
def edited(tmp_path: Path) -> Site:
    site = Site(copy_frozen_site(tmp_path / "site"))
    with (site.root / "data/site.yaml").open("a") as file:
        file.write("browser_editor: {repository: charity/site, backend: test-repo}\n")
    return site


@pytest.fixture
def admin(edited: Site, tmp_path: Path) -> Iterator[str]:
    """The address of a host that shows what the command wrote below /admin/."""
    www = tmp_path / "www"
    assert cli.main(["cms", str(www / "admin"), "--site", str(edited.root)]) == 0
    handler = functools.partial(Quiet, directory=str(www))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/admin/"
        server.shutdown()


def write(page: Page, key: str, text: str) -> None:
    page.locator(f'[data-key-path="{key}"].field input').fill(text)


def text_of(page: Page, name: str) -> str:
    """Return what the browser keeps as the text of a file."""
    kept: dict[str, str] = page.evaluate(KEPT)
    return next(text for path, text in kept.items() if path.endswith(name))


def create(page: Page, admin: str) -> None:
    page.goto(f"{admin}#/collections/events/new")
    write(page, "title", "Open evening in Hull")
    write(page, "description", "An evening for all who want to know how the garden works.")
    write(page, "date", "2026-11-01")
    page.locator('[data-key-path="event"].field').get_by_role("checkbox").click()
    write(page, "event.starts", "2026-12-04 18:00")
    write(page, "event.organiser", "Greenhand")
    page.locator('[data-key-path="body"].field [contenteditable]').fill("Come at six.")
    save(page, admin)


def save(page: Page, admin: str) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"{admin}#/collections/events")


def edit(page: Page, admin: str) -> None:
    page.goto(f"{admin}#/collections/events/entries/open-evening-in-hull")
    write(page, "summary", "Come and see how it works.")
    save(page, admin)


@pytest.fixture
def page(browser: Browser, admin: str) -> Iterator[Page]:
    """The editor with an empty site in it, which the browser keeps by itself."""
    opened = browser.new_page()
    opened.set_default_timeout(WAIT)
    opened.goto(admin)
    opened.get_by_role("button", name="Work with Test Repository").click()
    opened.get_by_text("Create New Entry").first.wait_for()
    yield opened
    opened.close()


@pytest.mark.browser
@pytest.mark.long
def test_an_event_is_created_edited_saved_and_builds(edited: Site, admin: str, page: Page) -> None:
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    create(page, admin)
    assert "organiser: Greenhand\n" in text_of(page, NAME)
    edit(page, admin)
    text = text_of(page, NAME)
    assert "summary: Come and see how it works.\n" in text
    assert "Come at six." in text
    own = admin.removesuffix("/admin/")
    assert [url for url in asked if url.startswith("http") and not url.startswith(own)] == []
    edited.write({f"content/events/{NAME}": text.encode()})
    assert edited.build(strict=True, drafts=True).report == ""
