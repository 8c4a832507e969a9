"""A small site that uses every kind of dependency, and the edits that editors make to it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from unittest.mock import patch

from PIL import Image

from sitegen.build_request import Memory, Options, Result
from sitegen.pipeline import build
from sitegen.sources import ROOTS
from tests.pdfs import digest, pdf
from tests.pictures import photo
from tests.support import MODELS, as_bytes

DAY = date(2026, 11, 21)


def png(width: int, dots: int = 0) -> bytes:
    file, picture = io.BytesIO(), Image.new("RGB", (width, 2))
    for x in range(dots):
        picture.putpixel((x, 0), (9 + 50 * x, 7 * x, 3))
    picture.save(file, "PNG")
    return file.getvalue()


def page(title: str, body: str, **front: str) -> str:
    lines = [f"title: {title}", f"description: About {title}"]
    lines += [f"{key}: {value}" for key, value in front.items()]
    return "\n".join(["---", *lines, "---", body, ""])


EVENT = "{starts: 2026-11-23 18:00, ends: 2026-11-24, organiser: Us}"
PLAN = pdf("Plan", "en-GB")

FILES: dict[str, str | bytes] = {
    **{path: as_bytes(path, text).decode() for path, text in MODELS.items()},
    "content/index.md": page("Home", "Welcome. [News](news/index.md) and [A](a.md#first)."),
    "content/a.md": page("A", "## First\n\nSee [two](news/two.md).", order="1"),
    "content/b.md": page(
        "B", "![Dot](dot.png) and [[figure:women]] women.\n\n[[chart:all]]", order="2"
    ),
    "content/words.md": page("Words", "All words.", kind="glossary"),
    "content/court.md": page(
        "Court", "A [[term:order]], an order. A fostering plan. [[site:telephone]]", order="3"
    ),
    "content/past.md": page("Past", "What was.", kind="timeline", help="[line]"),
    "content/dot.png": png(3),
    "content/news/index.md": page("News", "All news."),
    "content/news/one.md": page("One", "Text of one.", date="2026-01-01"),
    "content/news/two.md": page("Two", "Text of two.", date="2026-02-01", kind="news"),
    "content/library.md": page("Library", "All reports.", kind="library"),
    "content/reports/index.md": page("Reports", "See [Plan](plan.md)."),
    "content/reports/each.md": page(
        "'{title}'", "A report.", kind="report", each="{records: reports}"
    ),
    "content/reports/kind/each.md": page(
        "'Kind {name}'", "A kind.", each="{records: reports, by: kind}"
    ),
    "content/years/each.md": page("'News of {name}'", "A year.", each="{pages: news, by: year}"),
    "content/news/later.md": page("Later", "Not yet.", date="2026-11-25"),
    "content/forum.md": page("Forum", "Come.", date="2026-11-01", kind="event", event=EVENT),
    "data/navigation.yaml": "primary:\n- page: a.md\n  children: [b.md]\n- news/index.md\n",
    "data/site.yaml": "name: Small\ncontact: {telephone: 0113 496 0000}\n",
    "data/facts.yaml": "colour: green\n",
    "data/sources.yaml": "- {id: s, title: S, publisher: P, url: 'https://example.org/'}\n",
    "data/figures.yaml": (
        "- {id: women, value: 61, measures: women, period: '2020', source: s}\n"
        "- {id: men, value: 9, measures: men, period: '2020', source: s}\n"
    ),
    "data/charts.yaml": (
        "- id: all\n  title: Finding\n  measures: People\n  kind: bars\n  labels: Who\n"
        "  points: [{label: Women, figure: women}, {label: Men, figure: men}]\n"
    ),
    "data/terms.yaml": (
        "- {id: order, term: order, meaning: a rule, nations: [England], sources: [s]}\n"
        "- {id: plan, term: fostering plan, meaning: a plan, nations: [England], sources: [s]}\n"
    ),
    "data/voice.yaml": (
        "- {id: a, phrases: [nobody writes this], better: b, why: c, below: [news/]}\n"
    ),
    "data/timeline.yaml": (
        "- {id: first, date: '2013', text: 'From [[site:telephone]]', sources: [s]}\n"
        "- {id: second, date: '2015', text: The second day., sources: [s]}\n"
    ),
    "data/help.yaml": (
        "- {id: line, topic: Now, name: Line, number: '116 123', purpose: To talk., whom: Anyone,"
        " nations: [England], sources: [s], checked: 2026-11-21, confidence: high}\n"
    ),
    "data/reports.yaml": (
        "- id: plan\n  title: Plan\n  date: '2023'\n  kind: strategy\n"
        "  theme: wider societal issues\n  publisher: Us\n  authors: [Us]\n"
        "  summary: What we will do.\n  findings: ['[[figure:women]] women']\n"
        "  files: [{path: plan.pdf, title: Plan, sha256: " + digest(PLAN) + ", tagged: false}]\n"
        "  sources: [s]\n"
    ),
    "assets/files/plan.pdf": PLAN,
    "templates/layouts/library.html": (
        '{% extends "base.html" %}{% block main %}{{ page.html }}'
        '{% for one in records("reports") %}{% set own = page_of("reports", one.id) %}'
        "{{ one.name }}, {{ one.when }}"
        '{% if own %}<a href="{{ own.url }}">{{ own.title }}</a>{% endif %}{% endfor %}'
        '{% for kind in pages(section="reports/kind", sort="title") %}'
        '<a href="{{ kind.url }}">{{ kind.title }}</a>{% endfor %}{% endblock %}'
    ),
    "templates/layouts/report.html": (
        '{% extends "base.html" %}{% block main %}'
        '{% set report = records("reports", page.item)[0] %}'
        "{% for text in report.findings %}{{ filled(text) }}{% endfor %}"
        "{% for file in report.files %}{% with facts = attachment(file.asset) %}"
        '<a href="{{ facts.url }}">{{ facts.size }}, {{ facts.pages }}</a>{% endwith %}{% endfor %}'
        '{% if page.citation %}{{ page.citation.after }}<a href="{{ page.citation.bib }}">Cite</a>'
        "{% endif %}{% for name, content in page.scholar %}{{ name }}{{ content }}{% endfor %}"
        '{% for block in page.json_ld %}<script type="application/ld+json">{{ block }}</script>'
        "{% endfor %}{% endblock %}"
    ),
    "templates/layouts/page.html": (
        '{% extends "base.html" %}{% block main %}{{ page.html }}'
        '{% include "partials/extra.html" ignore missing %}'
        '{% if "door" in page.meta %}<a href="{{ page.meta.door }}">Door</a>{% endif %}'
        '{% if page.url == "/b/" %}{{ download("data/figures.csv").size }}'
        "{% for one in topics_of_figures() %}{{ one.title }}{{ one.figures|length }}{% endfor %}"
        "{% for one in printed('figures') %}{{ one.text }}{% endfor %}{% endif %}"
        '{% for one in pages(section="news") %}<a href="{{ one.url }}">{{ one.title }}</a>'
        '{% endfor %}{% for one in pages(kind="event", sort="starts") %}'
        '<a href="{{ one.url }}">{{ one.title }}</a> {{ one.state }}{% endfor %}{% endblock %}'
    ),
    "templates/layouts/event.html": (
        '{% extends "base.html" %}{% from "macros/dates.html" import day %}'
        "{% block main %}{{ page.state }} {{ page.event.when }} {{ day(page.date) }}"
        '<a href="{{ page.calendar }}">{{ page.event.status }}</a>{{ page.html }}{% endblock %}'
    ),
    "templates/layouts/news.html": (
        '{% extends "base.html" %}{% from "macros/dates.html" import day %}'
        "{% block main %}{{ day(page.date) }}{{ page.html }}{% endblock %}"
    ),
    "templates/layouts/glossary.html": (
        '{% extends "base.html" %}{% block main %}'
        "{% for term in records('terms') %}"
        '<p id="{{ term.id }}">{{ term.title }}: {{ term.sentence }}</p>{% endfor %}{% endblock %}'
    ),
    "templates/layouts/timeline.html": (
        '{% extends "base.html" %}{% block main %}'
        "{% for event in records('timeline') %}{{ event.when }}: {{ event.text }}"
        "{{ records('sources', *event.sources)[0].title }}{% endfor %}"
        "{% for line in page.help %}{{ line.name }} {{ line.number }}{% endfor %}{% endblock %}"
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
    "templates/macros/dates.html": (
        '{% from "macros/marks.html" import mark %}'
        "{% macro day(value) %}<time>{{ value }}</time>{{ mark() }}{% endmacro %}"
    ),
    "templates/macros/marks.html": "{% macro mark() %}.{% endmacro %}",
    "assets/css/site.css": "body { background: url(../images/dot.png) }",
    "assets/images/dot.png": png(5),
    "assets/public/robots-of-old.txt": "old",
}


@dataclass
class Site:
    """The files of a site as they should be now, and the day of its next build."""

    files: dict[str, str | bytes] = field(default_factory=lambda: dict(FILES))
    day: date = DAY
    clock: time = time.min
    drafts: bool = False
    fingerprints: bool = True
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

    def check(self, folder: Path) -> Result:
        return self.build(folder, publishes=False)

    def build(self, folder: Path, *, publishes: bool = True) -> Result:
        self.write(folder)
        options = Options(
            site=folder,
            output=folder / "output" if publishes else None,
            day=self.day,
            clock=self.clock,
            drafts=self.drafts,
            fingerprints=self.fingerprints,
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


def add_a_heading(site: Site, n: int) -> None:
    path = ("content/a.md", "content/news/one.md", "content/forum.md")[n % 3]
    site.replace(path, "\n---\n", f"\n---\n## Of day {n % 5}\n\n")


def lead_where_it_must_not(site: Site, n: int) -> None:
    """Let a layout print an address that no text of the page holds, a good one among them."""
    door = ("'javascript:alert(1)'", "/b/", "//host.example/", "/lost/")[n % 4]
    site.replace("content/b.md", "order: 2", f"order: 2\nmeta: {{door: {door}}}")


def run_in_a_template(site: Site, n: int) -> None:
    part = ("<p onclick='a()'>", "<base href='/a/'>", "<p style='color: red'>", "<p>")[n % 4]
    site.files["templates/partials/extra.html"] = f"{part}Extra</p>"


def add_the_search(site: Site, n: int) -> None:
    """Let the site be searched, with words that mean the same and a search that is expected."""
    words = ("day", "first", "extra", "two", "green")[n % 5]
    target = ("a.md", "news/one.md", "none.md")[n % 3]
    site.files["content/find.md"] = page("Find", "", kind="search")
    site.files["data/search.yaml"] = (
        f"synonyms:\n- [shade, {words}]\nexpected:\n- {{words: {words}, page: {target}}}\n"
    )
    site.files["templates/layouts/search.html"] = (
        '{% extends "base.html" %}{% block main %}{% for one in pages(sort="title") %}'
        '{{ one.letter }}<a href="{{ one.url }}">{{ one.title }}</a>{% endfor %}{% endblock %}'
    )
    if "search:" not in site.text("data/site.yaml"):
        site.files["data/site.yaml"] = site.text("data/site.yaml") + "search: true\n"
        menu = '{% if search() %}<a href="{{ search().url }}">{{ search().title }}</a>{% endif %}'
        site.replace("templates/base.html", "<p>", f"{menu}<p>")


def give_a_page_words_to_be_found_by(site: Site, n: int) -> None:
    path = ("content/a.md", "content/news/one.md", "content/b.md")[n % 3]
    if "keywords:" not in site.text(path):
        site.replace(path, "description:", f"keywords: [word {n % 5}, extra]\ndescription:")


def drop_the_search(site: Site, n: int) -> None:
    site.replace("data/site.yaml", "search: true\n", "")


def edit_title(site: Site, n: int) -> None:
    path = ("content/a.md", "content/news/two.md", "content/news/index.md")[n % 3]
    site.replace(path, "title: ", f"title: New {n % 7} ")


def edit_date(site: Site, n: int) -> None:
    clock = f" {n % 24:02}:00" if n % 2 else ""
    site.replace("content/news/one.md", "date: 2026-01-01", f"date: 2026-03-{n % 28 + 1:02}{clock}")


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


def edit_figure_unit(site: Site, n: int) -> None:
    site.replace("data/figures.yaml", "value: 9,", "value: 62, unit: percent,")


def add_a_figure(site: Site, n: int) -> None:
    new = f"- {{id: new, value: {n % 3 + 61}, unit: percent, measures: m, period: p, source: s}}\n"
    site.replace("data/figures.yaml", "- {id: men", f"{new}- {{id: men")


def contradict_a_figure(site: Site, n: int) -> None:
    site.replace("data/figures.yaml", "measures: men", "measures: women")


def mend_figures(site: Site, n: int) -> None:
    site.files["data/figures.yaml"] = FILES["data/figures.yaml"]


def edit_chart(site: Site, n: int) -> None:
    kind = ("bars", "columns", "people")[n % 3]
    site.replace("data/charts.yaml", "kind: bars", f"kind: {kind}")
    site.replace("data/charts.yaml", "title: Finding", f"title: Finding {n % 5}")


def mend_charts(site: Site, n: int) -> None:
    site.files["data/charts.yaml"] = FILES["data/charts.yaml"]


def type_a_number(site: Site, n: int) -> None:
    site.replace("content/b.md", " women", f" women, {60 + n % 3}%")


def edit_source(site: Site, n: int) -> None:
    site.replace("data/sources.yaml", "title: S", f"title: S{n % 3}")


def edit_the_meaning_of_a_term(site: Site, n: int) -> None:
    site.replace("data/terms.yaml", "meaning: a", f"meaning: a {n % 5}")


def watch_a_term(site: Site, n: int) -> None:
    site.replace("data/terms.yaml", "meaning: a plan", "watch: true, meaning: a plan")


def edit_the_model_of_a_term(site: Site, n: int) -> None:
    old, new = ("_capital(self.term)", "self.term.upper()")[:: 1 if n % 2 else -1]
    site.replace("models/terms.py", f"return {old}", f"return {new}")


def edit_the_model_of_a_figure(site: Site, n: int) -> None:
    old, new = ('f"{number}%"', 'f"{number} in 100"')[:: 1 if n % 2 else -1]
    site.replace("models/figures/record.py", f'"percent": {old}', f'"percent": {new}')


def move_a_figure_to_another_topic(site: Site, n: int) -> None:
    site.replace("data/figures.yaml", "measures: men", f"topic: Topic {n % 3}, measures: men")


def edit_the_model_of_an_event(site: Site, n: int) -> None:
    old, new = ('"past"', '"over"')[:: 1 if n % 2 else -1]
    site.replace("models/event.py", f'Turning("coming", {old}', f'Turning("coming", {new}')
    old, new = ('"endDate"', '"doorTime"')[:: 1 if n % 3 else -1]
    site.replace("models/event.py", f"block[{old}]", f"block[{new}]")


def make_a_model_fail_for_one_page(site: Site, n: int) -> None:
    returned = ("Turning(", "{self.calendar(page", "self.ends or self.starts", 'f"{page.url')[n % 4]
    fault = ("1 / 0", "open('data/facts.yaml')", "exit()")[n % 3]
    site.replace("models/event.py", f"return {returned}", f"return {fault} or {returned}")


def break_a_model(site: Site, n: int) -> None:
    site.replace("models/sources.py", "title: str", "title: str = 1 / 0" if n % 2 else "title: No")


def mend_the_models(site: Site, n: int) -> None:
    site.files.update({path: FILES[path] for path in FILES if path.startswith("models/")})


def drop_a_term(site: Site, n: int) -> None:
    site.replace("data/terms.yaml", "id: order", "id: ordre")


def avoid_a_word(site: Site, n: int) -> None:
    word = ("day", "text", "page", "order")[n % 4]
    site.replace("data/voice.yaml", "nobody writes this", f"nobody writes this, {word}")


def drop_the_glossary(site: Site, n: int) -> None:
    site.replace("content/words.md", "kind: glossary", "kind: page")


def edit_the_timeline(site: Site, n: int) -> None:
    site.replace("data/timeline.yaml", "date: '2015'", f"date: '{2011 + n % 5}'")


def edit_a_help_line(site: Site, n: int) -> None:
    site.replace("data/help.yaml", "116 123", f"116 1{n % 90 + 10}")


def edit_report(site: Site, n: int) -> None:
    edits = (
        ("title: Plan\n", f"title: Plan {n}\n"),
        ("date: '2023'", f"date: '20{n + 10}'"),
        ("kind: strategy", "kind: briefing"),
        ("authors: [Us]", f"authors: [{'Us, ' * (n % 3)}Them]"),
        ("women]] women", "women]] women of us"),
    )
    site.replace("data/reports.yaml", *edits[n % len(edits)])


def rename_a_report(site: Site, n: int) -> None:
    site.replace("data/reports.yaml", "id: plan", "id: plan-b")
    site.replace("content/reports/index.md", "plan.md", "plan-b.md")


def toggle_the_pages_of_reports(site: Site, n: int) -> None:
    path = "content/reports/each.md"
    if site.files.pop(path, None) is None:
        site.files[path] = FILES[path]
    site.replace("content/reports/index.md", "See [Plan](plan.md).", "See the list.")


#: Lists of records with what their pages are called.
LISTS = {
    "terms": "{term}",
    "sources": "{title}, {publisher}",
    "figures": "{measures}",
    "charts": "{title}",
    "help": "{name}",
    "timeline": "{date}",
}


def make_pages_of_any_list(site: Site, n: int) -> None:
    """Make a page of each record, or of each of several values under a key."""
    name, title = list(LISTS.items())[n % len(LISTS)]
    by = {"figures": "source", "terms": "nations", "timeline": "year"}.get(name) if n % 2 else ""
    each = f"{{records: {name}, by: {by}}}" if by else f"{{records: {name}}}"
    named = "{name}" if by else title
    site.files["content/made/each.md"] = page(f"'Made of {named}'", "One of them.", each=each)


def drop_pages_of_a_list(site: Site, n: int) -> None:
    site.files.pop("content/made/each.md", None)


def move_news_to_another_year(site: Site, n: int) -> None:
    path = ("content/news/two.md", "content/news/one.md")[n % 2]
    site.replace(path, "date: 2026-", f"date: 202{n % 6}-")


def toggle_the_pages_of_years(site: Site, n: int) -> None:
    path = "content/years/each.md"
    if site.files.pop(path, None) is None:
        site.files[path] = FILES[path]


def have_a_model_make_files_of_the_site(site: Site, n: int) -> None:
    """Have sources make a file, which one page offers; a second time let it hold something else."""
    told = ("one.title", "one.id", "one.url")[n % 3]
    made = f'{{"data/sources.txt": ", ".join({told} for one in site.records["sources"].values())}}'
    hook = f"    @classmethod\n    def site_files(cls, site):\n        return {made}\n\n\n"
    text = site.text("models/sources.py")
    before, found, _ = text.partition("    @classmethod\n    def site_files")
    rest = text[text.index("class Checked") :] if "class Checked" in text else ""
    start = before if found else text.partition("class Checked")[0].rstrip() + "\n\n"
    if rest:
        site.files["models/sources.py"] = f"{start}{hook}{rest}"
    offer = "{{ download('data/sources.txt').size }}"
    if offer not in site.text("templates/layouts/glossary.html"):
        site.replace(
            "templates/layouts/glossary.html", "{% endblock %}", f"{offer}{{% endblock %}}"
        )


def alter_the_file_of_a_report(site: Site, n: int) -> None:
    site.files["assets/files/plan.pdf"] = pdf("Plan", "en-GB", pages=n % 3 + 1)


def exchange_the_file_of_a_report(site: Site, n: int) -> None:
    new = pdf("Plan", "en-GB", pages=n % 3 + 1)
    text = site.text("data/reports.yaml")
    start = text.find("sha256: ") + len("sha256: ")
    site.files["assets/files/plan.pdf"] = new
    site.files["data/reports.yaml"] = text[:start] + digest(new) + text[start + 64 :]


def delete_the_file_of_a_report(site: Site, n: int) -> None:
    site.files.pop("assets/files/plan.pdf", None)


def edit_site_name(site: Site, n: int) -> None:
    contact = f"contact: {{telephone: 0113 496 000{n % 2}}}\n"
    official = f"official: {str(n % 2 == 0).lower()}\n"
    site.files["data/site.yaml"] = f"name: Name {n % 3}\n{official}{contact}"


def edit_the_telephone_number(site: Site, n: int) -> None:
    site.replace("data/site.yaml", "0113 496 000", "0113 496 001")
    site.replace("data/site.yaml", "0113 496 001", f"0113 496 00{n % 3}")


def drop_the_telephone_number(site: Site, n: int) -> None:
    site.replace("data/site.yaml", "telephone", "fax")


def type_the_telephone_number(site: Site, n: int) -> None:
    site.replace("content/b.md", " women", f" women, 0113 496 000{n % 3}")


def edit_layout(site: Site, n: int) -> None:
    site.replace("templates/layouts/page.html", "{{ page.html }}", f"<b>{n}</b>{{{{ page.html }}}}")


def edit_partial(site: Site, n: int) -> None:
    site.replace("templates/partials/menu.html", "<nav>", f"<nav><b>{n % 9}</b>")


def edit_macro(site: Site, n: int) -> None:
    site.replace("templates/macros/dates.html", "<time>", f"<time>{n % 5} ")


def edit_macro_of_a_macro(site: Site, n: int) -> None:
    site.replace("templates/macros/marks.html", ".", f".{n % 5}")


def add_the_optional_include(site: Site, n: int) -> None:
    site.files["templates/partials/extra.html"] = f"<p>Extra {n % 3}</p>"


def drop_the_optional_include(site: Site, n: int) -> None:
    site.files.pop("templates/partials/extra.html", None)


def add_a_news_layout(site: Site, n: int) -> None:
    site.files["templates/layouts/report.html"] = "{{ page.title }}"
    site.replace("content/news/one.md", "date:", "kind: report\ndate:")


def edit_an_event(site: Site, n: int) -> None:
    site.replace("content/forum.md", "starts: 2026-11-23", f"starts: 2026-11-{n % 3 + 22}")


def cancel_an_event(site: Site, n: int) -> None:
    site.replace("content/forum.md", "organiser: Us", "organiser: Us, status: cancelled")


def end_an_event_before_it_starts(site: Site, n: int) -> None:
    site.replace("content/forum.md", "ends: 2026-11-24", "ends: 2026-11-20")


def mend_an_event(site: Site, n: int) -> None:
    site.files["content/forum.md"] = FILES["content/forum.md"]


def make_news_of_a_page(site: Site, n: int) -> None:
    site.replace("content/news/one.md", "date:", "kind: news\ndate:")


def break_a_template(site: Site, n: int) -> None:
    site.replace("templates/base.html", "{{ page.title }}", "{{ page.titel }}")


def mend_templates(site: Site, n: int) -> None:
    site.files |= {path: text for path, text in FILES.items() if path.startswith("templates/")}


def edit_style(site: Site, n: int) -> None:
    site.replace("assets/css/site.css", "{ background", f"{{ margin: {n % 6}px; background")


def edit_image(site: Site, n: int) -> None:
    site.files["content/dot.png"] = png(n % 4 + 1)
    site.files["assets/images/dot.png"] = png(n % 3 + 1)


def add_a_photo(site: Site, n: int) -> None:
    """Put a photo beside the front page, shown or not; a second time change it."""
    site.files["content/hall.jpg"] = photo(478 + n % 5, 20, held=n % 8 + 1)
    site.files["assets/public/touch.png"] = photo(n % 3 + 1, 2, kind="PNG")
    if n % 2:
        site.replace("content/index.md", "Welcome.", "Welcome. ![Hall](hall.jpg)")


def rename_a_photo(site: Site, n: int) -> None:
    if data := site.files.pop("content/hall.jpg", None):
        site.files[f"content/room-{n % 2}.jpg"] = data
        site.replace("content/index.md", "(hall.jpg)", f"(room-{n % 2}.jpg)")


def remove_a_photo(site: Site, n: int) -> None:
    for name in ("hall", "room-0", "room-1"):
        site.files.pop(f"content/{name}.jpg", None)
        site.replace("content/index.md", f"![Hall]({name}.jpg)", "")


def spoil_a_photo(site: Site, n: int) -> None:
    if data := site.files.get("content/hall.jpg"):
        site.files["content/hall.jpg"] = data[: 100 * (n % 4)]


def edit_a_drawing(site: Site, n: int) -> None:
    drawing = f'<svg viewBox="0 0 {n % 3 + 1} 2"><!-- {n} --></svg>'
    site.files["content/plan.svg"] = drawing
    if "plan.svg" not in site.text("content/a.md"):
        site.replace("content/a.md", "See ", "![Plan](plan.svg) See ")


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


def edit_what_hosts_do(site: Site, n: int) -> None:
    """Send an old address on, compress texts or not, and say it in every page's policy."""
    hashed = f"{n % 2}" * 43
    site.files["data/hosting.yaml"] = (
        f"redirects: [{{old: /was-{n % 2}/, new: /a/}}]\n"
        f"compressed: [{'gzip' if n % 3 else ''}]\ncsp: {{script-src: [sha256-{hashed}=]}}\n"
    )


def add_a_file_nobody_uses(site: Site, n: int) -> None:
    site.files["content/news/minutes.txt"] = f"Minutes {n}"


def next_day(site: Site, n: int) -> None:
    site.day += timedelta(days=n % 5)
    site.clock = time(n % 24)


def toggle_drafts(site: Site, n: int) -> None:
    site.drafts = not site.drafts


def toggle_fingerprints(site: Site, n: int) -> None:
    site.fingerprints = not site.fingerprints


def ask_for_the_size_of_a_picture(site: Site, n: int) -> None:
    site.replace("templates/base.html", "<p>", '{{ image("images/dot.png", "").size }}<p>')


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
