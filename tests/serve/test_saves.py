"""No save is lost, whatever the rhythm, and the last one is what every tab shows."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.serve.serving import FILES, Serving, serving, until

pytestmark = [pytest.mark.browser, pytest.mark.heavy]

#: Seconds between two saves, and how many follow each other before anybody looks.
PAUSES = (0.0, 0.0, 0.002, 0.02, 0.1, 0.3)
LONGEST_BURST = 8
MANY = 200
#: The home page tells the state of the whole site: the title and the text of every page.
LISTING = (
    "<!doctype html><main>{% for page in pages(sort='url') %}"
    "{{ page.url }} {{ page.title }} {{ page.summary }}; {% endfor %}</main>"
)


def text_of(title: str, number: int) -> str:
    front = f"title: {title}\ndescription: About {title}.\nsummary: Edition {number}"
    return f"---\n{front}\n---\nText {number}.\n"


@dataclass
class Editor:
    """Somebody who saves files in every way that editors, sync tools and git do."""

    root: Path
    chance: random.Random
    number: int = 0
    #: Which pages there should be: title and number by the path below content/.
    pages: dict[str, tuple[str, int]] = field(default_factory=dict)

    def save(self) -> None:
        self.number += 1
        way = self.chance.choice(WAYS)
        path = self.chance.choice([f"page-{number}.md" for number in range(4)] + list(self.pages))
        way(self, path)

    def put(self, path: str, write: Callable[[Path, str], None]) -> None:
        file = self.root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        self.pages[path] = (f"Page {self.number}", self.number)
        write(file, text_of(*self.pages[path]))

    def in_place(self, path: str) -> None:
        def write(file: Path, text: str) -> None:
            file.write_text(text)

        self.put(path, write)

    def by_rename(self, path: str) -> None:
        def write(file: Path, text: str) -> None:
            temporary = file.with_name(f".{file.name}.tmp")
            temporary.write_text(text)
            temporary.replace(file)

        self.put(path, write)

    def from_elsewhere(self, path: str) -> None:
        def write(file: Path, text: str) -> None:
            temporary = self.root.with_name("elsewhere.md")
            temporary.write_text(text)
            temporary.replace(file)

        self.put(path, write)

    def with_a_copy(self, path: str) -> None:
        def write(file: Path, text: str) -> None:
            if file.exists():
                file.replace(file.with_name(f"{file.name}~"))
            file.write_text(text)

        self.put(path, write)

    def slowly(self, path: str) -> None:
        def write(file: Path, text: str) -> None:
            with file.open("w") as opened:
                opened.write(text[:20])
                opened.flush()
                time.sleep(0.03)
                opened.write(text[20:])

        self.put(path, write)

    def and_think_better(self, path: str) -> None:
        self.in_place(path)
        self.in_place(path)
        self.delete(path)

    def delete(self, path: str) -> None:
        if self.pages.pop(path, None):
            (self.root / "content" / path).unlink()

    def move_the_folder(self, _: str) -> None:
        """Rename the one folder there is, or make it."""
        inside = [path for path in self.pages if "/" in path]
        if not inside:
            self.in_place("folder-0/inside.md")
            return
        old, new = inside[0].split("/")[0], f"folder-{self.number}"
        (self.root / "content" / old).rename(self.root / "content" / new)
        for path in inside:
            self.pages[f"{new}/{path.partition('/')[2]}"] = self.pages.pop(path)

    @property
    def listing(self) -> str:
        """Return what the home page says once all is as it should be."""
        known = ["/ Content ;"]
        for path, (title, number) in self.pages.items():
            known.append(f"/{path.removesuffix('.md')}/ {title} Edition {number};")
        return " ".join(sorted(known))


WAYS = (
    Editor.in_place,
    Editor.by_rename,
    Editor.from_elsewhere,
    Editor.with_a_copy,
    Editor.slowly,
    Editor.and_think_better,
    Editor.delete,
    Editor.move_the_folder,
)


def save_and_look(root: Path, browser: Browser, saves: int, seed: int) -> None:
    """Save at random; after each burst a tab that is open all the time must show the last state."""
    files = {path: text for path, text in FILES.items() if "404" in path or "css" in path}
    files["content/index.md"] = text_of("Content", 0).replace("summary: Edition 0", "kind: home")
    files["templates/layouts/page.html"] = "<!doctype html><main>{{ page.html }}</main>"
    files["templates/layouts/home.html"] = LISTING
    editor = Editor(root, random.Random(seed))
    with serving(root, files) as preview:
        context = browser.new_context()
        page = context.new_page()
        page.goto(preview.url)
        while editor.number < saves:
            for _ in range(editor.chance.randint(1, LONGEST_BURST)):
                editor.save()
                time.sleep(editor.chance.choice(PAUSES))
            expect(page.locator("main")).to_have_text(editor.listing)
        context.close()


def test_a_hundred_random_saves(tmp_path: Path, browser: Browser) -> None:
    save_and_look(tmp_path / "site", browser, saves=100, seed=1)


@pytest.mark.long
def test_a_thousand_random_saves(tmp_path: Path, browser: Browser) -> None:
    save_and_look(tmp_path / "site", browser, saves=1000, seed=2)


def test_a_branch_with_two_hundred_other_files(tmp_path: Path, browser: Browser) -> None:
    old = {f"content/many/page-{n}.md": text_of(f"Old {n}", n) for n in range(MANY)}
    with serving(tmp_path / "site", {**FILES, **old}) as preview:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{preview.url}/many/page-199/")
        builds = len(preview.said)
        for path, text in old.items():
            file = preview.site.root / path
            file.unlink()
            file.write_text(text.replace("Text", "Other text"))
        expect(page.locator("main")).to_have_text("Other text 199.")
        until(lambda: not old_pages(preview), "page of the other branch")
        assert len(preview.said) - builds < MANY / 2, "every file was built for itself"
        context.close()


def old_pages(preview: Serving) -> list[Path]:
    pages = (preview.output / "many").glob("*/index.html")
    return [page for page in pages if b">Text" in page.read_bytes()]
