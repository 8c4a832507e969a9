"""A new site: a few files that build, with a menu, a record type, a layout and a style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from sitegen.editing.change import Change, EditRefusedError, Text
from sitegen.safe_text import safe
from sitegen.scaffold.skeleton import scalar

#: What a folder may hold already and still be a new site's.
_ALLOWED = {".git"}

_FILES: Mapping[str, str] = {
    "content/index.md": """
        ---
        title: Welcome
        description: The front page of this site, which says in a sentence or two what it is about.
        ---
        This is the front page. Its text stands in `content/index.md`: change it, and save.

        Read more [about us](about.md), or meet [our people](people.md).
        """,
    "content/about.md": """
        ---
        title: About us
        description: Who we are, what we do and how to reach us, in a sentence that people find.
        ---
        ## What we do

        A page is a file in `content/`, and its address is the name of the file: `/about/`.
        """,
    "content/people.md": """
        ---
        title: Our people
        description: The people who do the work of this site, each with what they do.
        kind: people
        ---
        Each of them is a record in `data/people.yaml`.
        """,
    "data/site.yaml": """
        # The facts about the site. Every key that may stand here: docs/reference.md of the builder.
        name: {name}
        base_url: https://example.org/
        language: en
        # By whose clock days begin and times are meant, such as Europe/Paris.
        time_zone: UTC
        """,
    "data/navigation.yaml": """
        # The menu: paths below content/.
        primary:
          - index.md
          - about.md
          - people.md
        """,
    "data/people.yaml": """
        # A record for each person; models/people.py says which keys it may have.
        - id: first-person
          name: Somebody
          work: writes the first text of this site
        """,
    "models/people.py": '''
        """People: ``data/people.yaml``."""

        from __future__ import annotations

        from sitegen.models import Record, WebAddress, collection


        @collection("people")
        class Person(Record):
            """Somebody who does the work."""

            name: str
            """The name, as it is to be shown."""
            work: str
            """What they do, in a few words."""
            page: WebAddress = ""
            """A page that tells more of them."""
        ''',
    "templates/layouts/page.html": """
        <!DOCTYPE html>
        <html lang="{{ page.lang or site.language }}">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{{ site.csp }}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{ page.title }}: {{ site.name }}</title>
        <meta name="description" content="{{ page.description }}">
        <link rel="canonical" href="{{ page.canonical }}">
        <link rel="stylesheet" href="{{ asset('css/site.css') }}">
        {% for block in page.json_ld %}
        <script type="application/ld+json">{{ block }}</script>
        {% endfor %}
        </head>
        <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header>
        <p>{{ site.name }}</p>
        <nav aria-label="Main">
        <ul>
        {% for item in navigation.primary %}
        <li><a href="{{ item.url }}"{% if item.current %} aria-current="page"{% endif %}>
        {{ item.title }}</a></li>
        {% endfor %}
        </ul>
        </nav>
        </header>
        <main id="main">
        <h1>{{ page.title }}</h1>
        {{ page.html }}
        {% block more %}{% endblock %}
        </main>
        </body>
        </html>
        """,
    "templates/layouts/people.html": """
        {% extends "layouts/page.html" %}
        {% block more %}
        <ul>
        {% for person in records("people") %}
        <li id="{{ person.id }}">
        {% if person.page %}
        <a href="{{ person.page }}">{{ person.name }}</a>
        {% else %}
        {{ person.name }}
        {% endif %}
        {{ person.work }}
        </li>
        {% endfor %}
        </ul>
        {% endblock %}
        """,
    "assets/css/site.css": """
        :root { color-scheme: light dark; }
        body { margin: 0 auto; max-width: 40rem; padding: 1rem; }
        body { font: 1.125rem/1.6 system-ui, sans-serif; }
        nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; padding: 0; list-style: none; }
        a { display: inline-block; padding: 0.25rem 0; }
        [aria-current] { font-weight: bold; }
        .skip:not(:focus) { position: absolute; left: -100vw; }
        """,
    "README.md": """
        # {title}

            {build}          # builds the site into output/
            {serve}    # shows it in a browser, and follows every edit

        Pages stand in `content/`, menus and records in `data/`, what a record is in `models/`, how
        pages look in `templates/` and `assets/`.

            {new} page "A new page"    # begins a page
            {new} person "A name"      # begins a record
            {schema}    # lets programs for editing offer the keys of this site
        """,
    ".gitignore": """
        output/
        .sitegen/
        """,
}


def begin(folder: Path, commands: Mapping[str, str]) -> Change:
    """Return the files of a new site in a folder; EditRefusedError if something is there already.

    ``commands`` are the lines with which the site is built, shown and worked on, by their names.
    """
    if folder.exists() and not folder.is_dir():
        raise EditRefusedError(f"{safe(str(folder))} is a file, and no folder for a site")
    if folder.is_dir() and {one.name for one in folder.iterdir()} - _ALLOWED:
        raise EditRefusedError(f"{safe(str(folder))} is not empty: nothing was written")
    title = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    title = safe(title) or "A new site"
    words = {"title": title, "name": scalar(title), **commands}
    after = {path: Text(_filled(text, words)) for path, text in _FILES.items()}
    return Change(dict.fromkeys(after), after)


def _filled(text: str, words: Mapping[str, str]) -> str:
    text = f"{dedent(text).strip()}\n"
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", value)
    return text
