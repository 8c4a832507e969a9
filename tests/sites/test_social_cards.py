"""Social cards: what other sites show of a page that somebody links to."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import cast

import pytest
from PIL import Image, ImageFont

from sitegen.build_request import say_nothing
from sitegen.commands.verify import verify
from sitegen.incremental.changes import engine_digest
from sitegen.pictures.cache import recipe
from sitegen.pictures.card import SIZE, CardTask
from sitegen.pictures.task import Task, do
from sitegen.pictures.values import Made, Unusable
from tests.sites.conftest import Refused
from tests.support import Files, Site

#: The face that Pillow brings along; it has little more than plain Latin letters.
FACE = cast("ImageFont.FreeTypeFont", ImageFont.load_default(20)).font_bytes

CARDS: Files = {
    "data/site.yaml": "name: Small site\nsocial_cards: {font: face.ttf, accent: '#ff0000'}",
    "assets/face.ttf": FACE,
    "content/index.md": "[A](a.md) [B](b.md) [C](c.md)",
    "content/a.md": "---\ntitle: Long road home\ndescription: D\n---\n",
    "content/b.md": "---\ntitle: What nobody should see\ndescription: D\nprivate: true\n---\n",
    "content/c.md": "---\ntitle: 中文\ndescription: D\n---\n",
    "templates/layouts/page.html": """
        {% if page.card %}{{ page.card.url|absolute }} {{ page.card.width }} {{ page.card.height }}
        {{ page.card.alt }}{% else %}none{% endif %}{{ page.html }}
        """,
}


def drawn(**more: str) -> Image.Image:
    look = {"name": "Site", "title": "", "paper": "#ffffff", "ink": "#000000", "accent": "#ff0000"}
    made = CardTask(FACE, **{**look, **more}).make()
    assert isinstance(made, Made)
    return Image.open(io.BytesIO(made.versions[0].data))


def card(site: Site, page: str) -> tuple[str, bytes]:
    """Return the text alternative of a page's card, and its bytes."""
    shown = site.outputs[page]
    path = re.search(
        r"https://example.org/(assets/cards/\w{20}\.png) 1200 630\n(.*?)<?$", shown, re.M
    )
    assert path, shown
    return path[2], site.files("output")[path[1]]


def test_a_site_has_no_cards_unless_it_asks_for_them(site: Site) -> None:
    site.write({**CARDS, "data/site.yaml": "name: Small site"})
    outputs = site.build().outputs
    assert outputs["a/index.html"].strip() == "none"
    assert not any(path.startswith("assets/cards/") for path in outputs)


def test_each_page_has_a_card_and_private_pages_that_of_the_site(site: Site) -> None:
    site.write(CARDS)
    built = site.build()
    assert not built.report
    title, public = card(site, "a/index.html")
    neutral, private = card(site, "b/index.html")
    assert title == "Small site: Long road home"
    assert neutral == "Small site"
    assert private != public
    assert private == card(site, "c/index.html")[1], "its letters are none of this face"
    image = Image.open(io.BytesIO(public))
    assert (image.format, image.mode, image.size) == ("PNG", "P", SIZE)
    assert len(image.getcolors() or ()) <= 17
    assert len(public) < 20_000


def test_a_card_follows_its_title_and_no_other_page_does(site: Site) -> None:
    site.write(CARDS)
    site.build()
    before = card(site, "a/index.html")[1]
    edited = "---\ntitle: Short road home\ndescription: D\n---\n"
    site.write({"content/a.md": edited})
    result = site.build().result
    assert set(result.reasons) == {"content/a.md"}
    assert len([one for one in result.files_removed if one.startswith("assets/cards/")]) == 1
    assert card(site, "a/index.html")[1] != before


def test_cards_are_drawn_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks: list[Task] = []

    def noting(task: Task) -> Made | Unusable:
        tasks.append(task)
        return do(task)

    monkeypatch.setattr("sitegen.pictures.all_pictures.do", noting)
    site.write(CARDS)
    first = site.build(jobs=1).outputs
    assert len(tasks) == 3
    (site.root / ".sitegen/state.sqlite3").unlink()
    assert site.build(jobs=1).outputs == first
    assert len(tasks) == 3


def test_verify_draws_every_card_to_compare_it(site: Site) -> None:
    site.write(CARDS)
    site.build()
    assert verify(site.root, site.root / "output", say_nothing).holds


def test_a_card_is_the_same_each_time_it_is_drawn() -> None:
    assert drawn(title="A title").tobytes() == drawn(title="A title").tobytes()


def test_titles_stay_between_the_bars_however_long_they_are() -> None:
    for title in ("Word", "A title of some words more", "word " * 60, "W" * 200):
        image = drawn(title=title, accent="#ffffff").convert("L")
        found = image.point(lambda value: 255 - value).getbbox()
        assert found
        assert found[0] >= 150, title
        assert found[2] <= 1060, title


def test_letters_that_a_face_lacks_lose_their_accents() -> None:
    assert drawn(title="y").tobytes() == drawn(title="\u1e8f").tobytes()


@pytest.mark.parametrize(
    ("look", "message"),
    [
        (
            "{font: fase.ttf}",
            "error[missing-file]: there is no file assets/fase.ttf",
        ),
        (
            "{font: a.css}",
            "error[missing-file]: assets/a.css: it is no font that can be read",
        ),
        (
            "{font: face.ttf, ink: red}",
            "error[wrong-type]: red is no colour",
        ),
        ("{}", "error[missing-key]: font is missing"),
    ],
)
def test_what_is_wrong_with_the_look_of_cards_is_told(
    refused: Refused, look: str, message: str
) -> None:
    site_yaml = f"name: N\nsocial_cards: {look}"
    said = refused({**CARDS, "assets/a.css": "p {}", "data/site.yaml": site_yaml})
    assert re.match(rf"data/site\.yaml:2:\d+: {re.escape(message)}\n", said), said


def test_a_card_has_the_same_name_whatever_else_is_installed(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def forget_versions() -> None:
        recipe.cache_clear()
        engine_digest.cache_clear()

    def cards_with(library: str) -> set[str]:
        (tmp_path / "site-packages" / library).mkdir(parents=True)
        forget_versions()
        site.write({"templates/layouts/page.html": "{{ page.card.url }} " + library})
        return {path for path in site.build().outputs if path.startswith("assets/cards/")}

    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    site.write(CARDS)
    before = cards_with("another-1.dist-info")
    assert len(before) == 3
    assert cards_with("pillow_heif-9.dist-info") == before
    assert cards_with("pillow-99.dist-info").isdisjoint(before)
    monkeypatch.undo()
    forget_versions()
