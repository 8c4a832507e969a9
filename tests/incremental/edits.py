"""A small site that uses every kind of dependency, and the edits that editors make to it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from PIL import Image

from sitegen.orders import Memory, Options, Result
from sitegen.pipeline import build
from sitegen.sources import ROOTS

DAY = date(2026, 11, 21)


def png(width: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, 2)).save(file, "PNG")
    return file.getvalue()


def page(title: str, body: str, **front: str) -> str:
    lines = [f"title: {title}", f"description: About {title}"]
    lines += [f"{key}: {value}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", body, ""])


FILES: dict[str, str | bytes] = {
    "content/index.md": page("Home", "Welcome. [News](news/index.md) and [A](a.md#first)."),
    "content/a.md": page("A", "## First\n\nSee [two](news/two.md).", order="1"),
    "content/b.md": page("B", "![Dot](dot.png) and [[figure:women]] women.", order="2"),
    "content/dot.png": png(3),
    "content/news/index.md": page("News", "All news."),
    "content/news/one.md": page("One", "Text of one.", date="2026-01-01"),
    "content/news/two.md": page("Two", "Text of two.", date="2026-02-01", kind="news"),
    "content/news/later.md": page("Later", "Not yet.", date="2026-11-25"),
    "data/navigation.yaml": "primary:\n- page: a.md\n  children: [b.md]\n- news/index.md\n",
    "data/site.yaml": "name: Small\n",
    "data/facts.yaml": "colour: green\n",
    "data/sources.yaml": "- {id: s, title: S, publisher: P, url: 'https://example.org/'}\n",
    "data/figures.yaml": ("- {id: women, value: 61, measures: women, period: '2020', source: s}\n"),
    "templates/layouts/page.html": (
        '{% extends "base.html" %}{% block main %}{{ page.html }}'
        '{% include "partials/extra.html" ignore missing %}'
        '{% for one in pages(section="news") %}<a href="{{ one.url }}">{{ one.title }}</a>'
        "{% endfor %}{% endblock %}"
    ),
    "templates/layouts/news.html": (
        '{% extends "base.html" %}{% from "macros/dates.html" import day %}'
        "{% block main %}{{ day(page.date) }}{{ page.html }}{% endblock %}"
    ),
    "templates/base.html": (
        "<!doctype html><title>{{ page.title }} - {{ site.name }}</title>"
        '<link rel="stylesheet" href="{{ asset("css/site.css") }}">'
        '{{ menu("primary", "partials/menu.html") }}'
        "{% for crumb in page.breadcrumbs %}{{ crumb.title }}{% endfor %}"
        "{% for child in page.children %}<i>{{ child.menu_title }}</i>{% endfor %}"
        '{% block main %}{% endblock %}<p>{{ data("facts").colour }}</p>'
        '{% if page.next %}<a href="{{ page.next.url }}">{{ page.next.title }}</a>{% endif %}'
    ),
    "templates/partials/menu.html": (
        '<nav>{% for item in items recursive %}<a href="{{ item.url }}"'
        '{% if item.current %} aria-current="page"{% endif %}>{{ item.title }}</a>'
        "{{ loop(item.children) }}{% endfor %}</nav>"
    ),
    "templates/macros/dates.html": "{% macro day(value) %}<time>{{ value }}</time>{% endmacro %}",
    "assets/css/site.css": "body { background: url(../images/dot.png) }",
    "assets/images/dot.png": png(5),
    "assets/public/robots-of-old.txt": "old",
}


@dataclass
class Site:
    """The files of a site as they should be now, and the day of its next build."""

    files: dict[str, str | bytes] = field(default_factory=lambda: dict(FILES))
    day: date = DAY
    drafts: bool = False
    base_url: str = ""
    engine: str = ""
    memory: Memory | None = None

    def text(self, path: str) -> str:
        found = self.files.get(path, "")
        return found if isinstance(found, str) else ""

    def replace(self, path: str, old: str, new: str) -> None:
        if path in self.files:
            self.files[path] = self.text(path).replace(old, new, 1)

    def write(self, folder: Path) -> None:
        """Bring a folder to these files, touching only what differs, as an editor would."""
        for path in [path for root in ROOTS for path in (folder / root).rglob("*")]:
            if path.is_file() and path.relative_to(folder).as_posix() not in self.files:
                path.unlink()
        for name, content in self.files.items():
            data = content.encode() if isinstance(content, str) else content
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_bytes() != data:
                path.write_bytes(data)

    def build(self, folder: Path) -> Result:
        self.write(folder)
        options = Options(
            site=folder,
            output=folder / "output",
            day=self.day,
            drafts=self.drafts,
            base_url=self.base_url,
            memory=self.memory,
        )
        another = patch("sitegen.last_build.engine_digest", lambda: self.engine)
        with another if self.engine else nullcontext():
            return build(options)

    def build_clean(self, folder: Path) -> Result:
        shutil.rmtree(folder, ignore_errors=True)
        return self.build(folder)


def outputs(folder: Path) -> dict[str, bytes]:
    found = folder / "output"
    return {
        path.relative_to(found).as_posix(): path.read_bytes()
        for path in sorted(found.rglob("*"))
        if path.is_file()
    }


Edit = Callable[[Site, int], None]


def edit_body(site: Site, n: int) -> None:
    site.files["content/news/one.md"] = page("One", f"Text {n}.", date="2026-01-01")


def edit_body_with_link(site: Site, n: int) -> None:
    target = ("news/two.md", "b.md", "/a/", "a.md#first", "/news/")[n % 5]
    site.replace("content/index.md", "Welcome.", f"Welcome. [Go]({target})")


def break_a_link(site: Site, n: int) -> None:
    site.replace("content/index.md", "Welcome.", "Welcome. [Lost](/lost/)")


def mend_links(site: Site, n: int) -> None:
    site.files["content/index.md"] = FILES["content/index.md"]


def rename_a_heading(site: Site, n: int) -> None:
    site.replace("content/a.md", "## First", "## Other")


def restore_a_heading(site: Site, n: int) -> None:
    site.replace("content/a.md", "## Other", "## First")


def edit_title(site: Site, n: int) -> None:
    path = ("content/a.md", "content/news/two.md", "content/news/index.md")[n % 3]
    site.replace(path, "title: ", f"title: New {n % 7} ")


def edit_date(site: Site, n: int) -> None:
    site.replace("content/news/one.md", "date: 2026-01-01", f"date: 2026-03-{n % 28 + 1:02}")


def edit_order(site: Site, n: int) -> None:
    site.replace("content/a.md", "order: 1", f"order: {n % 5}")


def edit_kind(site: Site, n: int) -> None:
    site.replace("content/news/two.md", "kind: news", "kind: page")


def edit_navigation(site: Site, n: int) -> None:
    site.files["data/navigation.yaml"] = (
        "- a.md\n- b.md\n",
        "primary: [news/index.md]\nutility: [a.md]\n",
        "- page: a.md\n  title: Renamed\n- news/later.md\n",
        FILES["data/navigation.yaml"],
    )[n % 4]


def edit_data(site: Site, n: int) -> None:
    site.files["data/facts.yaml"] = f"colour: shade {n % 4}\n"


def drop_a_data_key(site: Site, n: int) -> None:
    site.files["data/facts.yaml"] = "shape: round\n"


def edit_figure(site: Site, n: int) -> None:
    site.replace("data/figures.yaml", "value: 61", f"value: {n}")


def edit_site_name(site: Site, n: int) -> None:
    site.files["data/site.yaml"] = f"name: Name {n % 3}\nofficial: {str(n % 2 == 0).lower()}\n"


def edit_layout(site: Site, n: int) -> None:
    site.replace("templates/layouts/page.html", "{{ page.html }}", f"<b>{n}</b>{{{{ page.html }}}}")


def edit_partial(site: Site, n: int) -> None:
    site.replace("templates/partials/menu.html", "<nav>", f"<nav><b>{n % 9}</b>")


def edit_macro(site: Site, n: int) -> None:
    site.replace("templates/macros/dates.html", "<time>", f"<time>{n % 5} ")


def add_the_optional_include(site: Site, n: int) -> None:
    site.files["templates/partials/extra.html"] = f"<p>Extra {n % 3}</p>"


def drop_the_optional_include(site: Site, n: int) -> None:
    site.files.pop("templates/partials/extra.html", None)


def add_a_news_layout(site: Site, n: int) -> None:
    site.files["templates/layouts/event.html"] = "{{ page.title }}"
    site.replace("content/news/one.md", "date:", "kind: event\ndate:")


def break_a_template(site: Site, n: int) -> None:
    site.replace("templates/base.html", "{{ page.title }}", "{{ page.titel }}")


def mend_templates(site: Site, n: int) -> None:
    site.files |= {path: text for path, text in FILES.items() if path.startswith("templates/")}


def edit_style(site: Site, n: int) -> None:
    site.replace("assets/css/site.css", "{ background", f"{{ margin: {n % 6}px; background")


def edit_image(site: Site, n: int) -> None:
    site.files["content/dot.png"] = png(n % 4 + 1)
    site.files["assets/images/dot.png"] = png(n % 3 + 1)


def add_a_page(site: Site, n: int) -> None:
    site.files[f"content/news/new-{n % 4}.md"] = page(f"New {n}", "New.", date="2026-05-05")


def delete_a_page(site: Site, n: int) -> None:
    path = ("content/news/one.md", "content/b.md", "content/news/two.md")[n % 3]
    site.files.pop(path, None)


def rename_a_page(site: Site, n: int) -> None:
    if text := site.files.pop("content/news/one.md", None):
        site.files["content/news/uno.md"] = text


def add_an_alias(site: Site, n: int) -> None:
    site.replace("content/a.md", "order:", f"aliases: [/old-{n % 3}/]\norder:")


def add_a_file_nobody_uses(site: Site, n: int) -> None:
    site.files["content/news/minutes.txt"] = f"Minutes {n}"


def next_day(site: Site, n: int) -> None:
    site.day += timedelta(days=n % 5)


def toggle_drafts(site: Site, n: int) -> None:
    site.drafts = not site.drafts


def move_the_site(site: Site, n: int) -> None:
    site.base_url = ("", "https://host.example/repo/")[n % 2]


def change_the_builder(site: Site, n: int) -> None:
    site.engine = f"builder {n % 3}"


def restore_everything(site: Site, n: int) -> None:
    site.files = dict(FILES)


def change_nothing(site: Site, n: int) -> None:
    """Build again."""


EDITS: tuple[Edit, ...] = tuple(
    value
    for name, value in list(globals().items())
    if callable(value) and getattr(value, "__annotations__", {}).get("site") == "Site"
)
