"""What one page's output was made from, and why it was or was not rendered by the last build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sitegen import COMMAND
from sitegen.build_request import say_nothing
from sitegen.errors import SitegenError
from sitegen.incremental.changes import engine_digest, in_words
from sitegen.incremental.memo import Memo
from sitegen.incremental.questions import Questions
from sitegen.incremental.reads import Key
from sitegen.incremental.state import Header, State, opened
from sitegen.model.types import Page, Site
from sitegen.safe_text import safe
from sitegen.schema.did_you_mean import did_you_mean


class UnknownPageError(SitegenError):
    """No page that the last build made has this path or URL."""


#: So many pages are named of those that one file makes.
_SOME = 5


def explain(site_folder: Path, output: Path, name: str) -> str:
    """Return what there is to tell of a page, named by its source, its URL or its output file."""
    with opened(site_folder, str(output.resolve()), say_nothing) as state:
        site, header = _model(state), state.part("header")
        if site is None or not isinstance(header, Header):
            raise UnknownPageError(f"nothing was built to {output} yet: run {COMMAND}")
        page = _find(site, name, output)
        asked = Questions(state, *state.part("questions")).of_page(page.id)
        return (
            _story(page, asked, state, output) if asked else f"{page.made_from} was not rendered."
        )


def last_model(site_folder: Path, output: Path) -> Site | None:
    """Return the model of the site that this builder last published to a folder, if it did."""
    with opened(site_folder, str(output.resolve()), say_nothing) as state:
        header = state.part("header")
        is_own = isinstance(header, Header) and header.engine == engine_digest()
        return _model(state) if is_own else None


def _model(state: State) -> Site | None:
    model: tuple[Site] | None = Memo(state).last("model", "")
    return model and model[0]


def _find(site: Site, name: str, output: Path) -> Page:
    """Return the page with this source path, URL or output path."""
    folder = f"{output.name}/"
    for page in site.pages.values():
        if name in (page.id, page.id.removeprefix("content/"), page.url, page.url.rstrip("/")):
            return page
        if name.removeprefix(folder) == page.output or name == str(output / page.output):
            return page
    made = [
        one.url
        for one in site.pages.values()
        if name in (one.source, one.source.removeprefix("content/"))
    ]
    if made:
        some = ", ".join(made[:_SOME]) + ", …" * (len(made) > _SOME)
        raise UnknownPageError(f"{name} makes a page of each of several: name one of {some}")
    known = [name for page in site.pages.values() for name in (page.id, page.url)]
    help_ = did_you_mean(name, known)
    raise UnknownPageError(safe(f"no page was made from or for {name}. {help_}".rstrip()))


def _story(page: Page, asked: Sequence[tuple[Key, str]], state: State, output: Path) -> str:
    reason = (state.part("reasons") or {}).get(page.id)
    last = f"rendered, because {reason}" if reason else "not rendered: nothing it read had changed"
    lines = [
        f"{page.made_from} is published as {page.url} ({output.name}/{page.output})",
        f"The last build: {last}.",
        f"Rendered last because {state.reason(page.id)}." if not reason else "",
        f"It read {len(asked)} things:",
        *(f"  {in_words(key)}{_absent(digest)}" for key, digest in asked),
    ]
    return "\n".join(safe(line) for line in lines if line)


def _absent(digest: str) -> str:
    return "  (there was none)" if digest == "absent" else ""
