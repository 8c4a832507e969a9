"""The social card of each page: what it shows, under which address, and the files of all of them.

The card of a private page shows the site's name alone, so that a link to it tells nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sitegen.config import PATH, SocialCards
from sitegen.diagnostics import Diagnostic
from sitegen.model.types import Page
from sitegen.pictures.cache import DRAWS, key_of
from sitegen.pictures.card import SIZE, CardTask
from sitegen.pictures.task import Task
from sitegen.pictures.values import Made, Unusable
from sitegen.render.inputs import Inputs
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import read_yaml
from sitegen.sources import InputFile, digest

FOLDER = "assets/cards"

#: Does tasks, each known by its key, or finds what came of them before.
Make = Callable[[Mapping[str, Callable[[], Task]]], Mapping[str, Made | Unusable]]


@dataclass(frozen=True, slots=True)
class Card:
    """A social card as templates name it; width and height in pixels."""

    url: str
    alt: str
    width: int
    height: int


def card_of(inputs: Inputs, page: str) -> Card | None:
    """Return the card of a page, or None on a site that has none."""
    config, font = inputs.site.config, _font(inputs)
    if config.social_cards is None or font is None or page not in inputs.site.pages:
        return None
    title = _title(inputs.site.pages[page])
    alt = f"{config.name}: {title}" if title else config.name
    return Card(f"/{_path(_key(inputs, title, font))}", alt, *SIZE)


def card_files(
    inputs: Inputs, make: Make, *, all_drawn: bool
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the bytes of all cards by their paths, with what is wrong in site.yaml about them.

    Where nothing is published one is drawn, to see that the font can be read; others are empty.
    """
    look, font = inputs.site.config.social_cards, _font(inputs)
    if look is None:
        return {}, ()
    if font is None:
        return {}, _no_font(inputs, look, f"there is no file assets/{look.font}")
    titles = sorted({_title(page) for page in inputs.site.pages.values()})
    tasks = {_key(inputs, one, font): partial(_task, inputs, look, one, font) for one in titles}
    files = dict.fromkeys(map(_path, tasks), b"")
    drawn = tasks if all_drawn else dict(islice(tasks.items(), 1))
    for key, made in make(drawn).items():
        if isinstance(made, Unusable):
            return {}, _no_font(inputs, look, f"assets/{look.font}: {made.message}", made.help)
        files[_path(key)] = made.versions[0].data
    return files, ()


def _font(inputs: Inputs) -> InputFile | None:
    look = inputs.site.config.social_cards
    return inputs.snapshot.files.get(f"assets/{look.font}") if look else None


def _title(page: Page) -> str:
    """Return what a card says of a page; the front page is the site itself."""
    is_silent = page.is_private or page.kind in ("home", "error") or page.url == "/"
    return "" if is_silent else page.front.title


def _key(inputs: Inputs, title: str, font: InputFile) -> str:
    """Return the digest of all that a card shows; the card is published under it.

    What else is installed must not decide that: the same site has the same files everywhere.
    """
    config = inputs.site.config
    shown = repr((config.name, title, config.social_cards, font.digest))
    return key_of(digest(shown.encode()), "CARD", DRAWS)


def _path(key: str) -> str:
    return f"{FOLDER}/{key[:20]}.png"


def _task(inputs: Inputs, look: SocialCards, title: str, font: InputFile) -> Task:
    colours = (look.paper, look.ink, look.accent)
    return CardTask(font.data, inputs.site.config.name, title, *colours)


def _no_font(
    inputs: Inputs, look: SocialCards, message: str, help_: str = ""
) -> tuple[Diagnostic, ...]:
    yaml, _ = read_yaml(inputs.snapshot.text(PATH) or "", PATH)
    fonts = [*_fonts(inputs)]
    near = help_ or did_you_mean(look.font, fonts)
    return (Diagnostic(yaml.span(("social_cards", "font")), "missing-file", message, near),)


def _fonts(inputs: Inputs) -> Iterator[str]:
    for path in inputs.snapshot.files:
        if path.startswith("assets/") and path.endswith((".ttf", ".otf", ".woff2", ".woff")):
            yield path.removeprefix("assets/")
