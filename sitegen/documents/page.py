"""A page as its editor wrote it: front matter, checked, and the Markdown body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, make_dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import PurePosixPath
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, get_type_hints

from sitegen.diagnostics import Diagnostic
from sitegen.documents.front_matter import HELPS, keys_called, split_front_matter
from sitegen.fields.codes import OtherLanguage
from sitegen.fields.local_time import Day, DayOrTime, LocalTime
from sitegen.fields.marks import WORDS, Listed, NoProse, marked
from sitegen.fields.record import PageKeys
from sitegen.fields.types import Form
from sitegen.schema.check import CLOSED, OTHER_WORDS, check
from sitegen.schema.locale import NOWHERE, Local
from sitegen.schema.read_only import read_only
from sitegen.schema.yaml_text import YamlText, read_yaml
from sitegen.sources import InputFile, decode
from sitegen.user_models.declared import Models
from sitegen.user_models.hooks import answer

#: What a site without models declares.
NO_MODELS = Models()

#: What is kept of front matter with mistakes in it.
_KEPT = ("date", "order", "draft", "status", "aliases", "menu_title", "lang", "each")


class Turning(NamedTuple):
    """How a page changes by itself: it is ``before`` until a moment, and ``after`` from then on.

    Without a moment it is ``after`` at any time. ``is_hidden_after`` says that search engines are
    to forget the page then.
    """

    before: str
    after: str
    at: datetime | None
    is_hidden_after: bool = False


EACH_FORM = "write {records: NAME}, {records: NAME, by: KEY} or {pages: KIND, by: KEY}"


@dataclass(frozen=True)
class Each:
    """What one file makes pages of: all records of a list, or what records or pages share."""

    __pydantic_config__ = CLOSED
    __form__: ClassVar[str] = EACH_FORM
    records: str = ""
    """A list of data/: a page for each of its records."""
    pages: str = ""
    """A kind of pages."""
    by: str = ""
    """A key of them: a page for each of its values, such as year for the years of their dates."""

    @property
    def name(self) -> str:
        """Return the name of the list, or of the kind."""
        return self.records or self.pages

    def __str__(self) -> str:
        """Return what a page is of, as messages say it."""
        return f"a page of the {self.by} of {self.name}" if self.by else f"a page of {self.name}"


@dataclass(frozen=True)
class WrittenPage:
    """What each page can say of itself."""

    __pydantic_config__ = CLOSED
    __other_words__: ClassVar[Mapping[str, str]] = HELPS
    title: Annotated[str, WORDS]
    """The title of the page, as a heading and in lists."""
    description: Annotated[str, WORDS]
    """What the page is about, in 50 to 160 characters, for search engines and for links to it."""
    date: DayOrTime | None = None
    """When the page is published: it appears from then on."""
    updated: Day | None = None
    """The day of the last change that readers should know of."""
    kind: Annotated[str, Listed("kinds", "a kind of page")] = ""
    """The kind of the page, which says how it looks. Without it the page is of the kind of its
    folder.
    """
    layout: Annotated[str, Listed("layouts", "a file of templates/layouts/, without .html")] = ""
    """Another layout than that of the kind."""
    order: int | None = None
    """The place among the pages of its folder: 1 comes first. Pages without one follow, the newest
    first.
    """
    draft: bool = False
    """true keeps the page back: only the preview shows it."""
    status: Literal["current", "superseded", "withdrawn"] = "current"
    """Whether what the page says still holds."""
    aliases: tuple[Annotated[str, NoProse()], ...] = ()
    """Old addresses that lead here: /old/page/."""
    summary: str = ""
    """One or two sentences for lists of pages."""
    keywords: tuple[str, ...] = ()
    """Words by which the search finds the page, beside those of its title and headings."""
    share: bool = False
    """true gives the page links to share it."""
    private: bool = False
    """true for a page whose visit nobody else should see: it gets a way out, and its card tells
    nothing.
    """
    review_by: Day | None = None
    """The day by which somebody is to look at the page again."""
    lang: OtherLanguage = ""
    """The language of the page, if it is not the site's: cy for Welsh."""
    menu_title: str = ""
    """A shorter title for menus and for the path above the page."""
    each: Each | None = None
    """Makes a page for each of several things from this one file."""
    meta: Mapping[str, object] = field(default_factory=dict)
    """Whatever the layout of the page reads besides."""


_KEYS = tuple(one.name for one in fields(WrittenPage))


@dataclass(frozen=True)
class FrontMatter(WrittenPage):
    """What is written, with what the site's models know of it.

    ``own`` is what pages of one type say under the key of that name, ``further`` the keys that the
    models give to every page. ``turning`` says how the page changes by itself, if it ever does.
    ``zone`` is that by whose clock its days begin.
    """

    zone: str = NOWHERE.time_zone
    own: Mapping[str, Any] = field(default_factory=dict)
    further: Mapping[str, Any] = field(default_factory=dict)
    turning: Turning | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Return what is packed: keys that the page has; all others are those of the class."""
        return {key: one for key, one in vars(self).items() if _UNSAID[key] is not one}

    @property
    def changed(self) -> LocalTime | None:
        """Return when the page was changed last, as far as it says so."""
        return LocalTime(self.updated, zone=self.zone) if self.updated else self.date


#: What a page without a key holds, as far as that is one value for all.
_UNSAID = {one.name: one.default for one in fields(FrontMatter)}


@dataclass(frozen=True)
class Document:
    """A page as written, its text aside: ``path`` is its id, ``source`` the file it comes from.

    ``sound`` is False where mistakes made a stand-in front matter needed. ``item`` names the one
    thing that a page is about whose file makes a page for each of several; its path is then one
    that a file of its own would have, and ``entries`` are the ids of what has that thing in common.
    """

    path: str
    source: str
    front: FrontMatter
    yaml: YamlText
    sound: bool = True
    item: str = ""
    entries: tuple[str, ...] = ()


def written_with(models: Models) -> type[WrittenPage]:
    """Return the schema of front matter on a site: with a key for each type of page."""
    return _schema(tuple(models.page_types.values()), models.page_keys)


@cache
def _schema(
    page_types: tuple[type[Any], ...], page_keys: tuple[type[PageKeys], ...]
) -> type[WrittenPage]:
    further = [
        (one.name, get_type_hints(keys, include_extras=True)[one.name], field(default=one.default))
        for keys in page_keys
        for one in fields(keys)
    ]
    own = [(one.page_type, one | None, field(default=None)) for one in page_types if fields(one)]
    words = {**HELPS, **dict(called for keys in page_keys for called in keys_called(keys.called))}
    added, names = [*further, *own], {OTHER_WORDS: words}
    return make_dataclass("Front", added, bases=(WrittenPage,), namespace=names, frozen=True)


def load_document(
    file: InputFile, models: Models = NO_MODELS, local: Local = NOWHERE
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Read a page. With a mistake in it the page still exists, so that links to it hold."""
    split = split_front_matter(decode(file.data), file.path)
    yaml, found = read_yaml(split.front, file.path, first_line=2)
    mistakes = (*split.diagnostics, *found)
    front = None
    if not split.diagnostics and (yaml.value is not None or not found):
        schema = written_with(models)
        checked = check(yaml, schema, value=yaml.value or {}, local=local)
        front, failed = _front(checked.record, models, file.path, local)
        own = (*_blank(yaml), *_wrong_forms(yaml, schema, local), *failed)
        mistakes = (*mistakes, *checked.diagnostics, *own)
    sound = front is not None and not mistakes
    front = front or _stand_in(file.path, yaml, models, local)
    return Document(file.path, file.path, front, yaml, sound), mistakes


def _front(
    written: WrittenPage | None, models: Models, path: str, local: Local
) -> tuple[FrontMatter | None, tuple[Diagnostic, ...]]:
    """Return front matter with the values of types of pages apart, and how the page turns."""
    if written is None:
        return None, ()
    keys = {name: getattr(written, name) for name in _KEYS}
    keys["meta"] = read_only(keys["meta"])
    found = {name: getattr(written, name, None) for name in models.page_types}
    own = {name: value for name, value in found.items() if value is not None}
    names = [one.name for added in models.page_keys for one in fields(added)]
    further = {name: getattr(written, name) for name in names}
    front = FrontMatter(**keys, zone=local.time_zone, own=own, further=further)
    if not own:
        return front, ()
    hook = next(iter(own.values())).turning
    turning, failed = answer(hook, (front,), _is_turning, lambda: path)
    return replace(front, turning=turning), failed


def _is_turning(value: Any) -> bool:
    if not isinstance(value, Turning):
        return value is None
    before, after, at = (getattr(value, name) for name in ("before", "after", "at"))
    is_moment = at is None or (isinstance(at, datetime) and at.tzinfo is not None)
    return is_moment and isinstance(before, str) and isinstance(after, str)


def _blank(yaml: YamlText) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(yaml.span((key,)), "missing-key", f"{key} is empty", f"write the page's {key}")
        for key in ("title", "description")
        if isinstance(yaml.mapping.get(key), str) and not yaml.mapping[key].strip()
    )


def _wrong_forms(yaml: YamlText, schema: type[WrittenPage], local: Local) -> Iterator[Diagnostic]:
    """Yield a mistake for each text that has not the form which the type of its key asks for."""
    for at, form, text in marked(schema, Form, yaml.value):
        if fault := form.fault(text, local):
            yield fault.at(yaml.span(at))


def _stand_in(path: str, yaml: YamlText, models: Models, local: Local) -> FrontMatter:
    """Keep what is sound, for those who name the page, list it or lead to it.

    A kind that asks for keys of its own may lack them, and is not kept. Keys that models give to
    every page are what they are where nobody writes them.
    """
    values = yaml.mapping
    title = str(values.get("title") or PurePosixPath(path).stem)
    blank = {"title": title, "description": ""}
    good = {
        key: value
        for key, value in values.items()
        if key in _KEPT
        and check(yaml, WrittenPage, value={**blank, key: value}, local=local).record
    }
    checked = check(yaml, WrittenPage, value={**blank, **good}, local=local)
    front = checked.record or WrittenPage(title, "")
    further = {one.name: one.default for added in models.page_keys for one in fields(added)}
    keys = {name: getattr(front, name) for name in _KEYS}
    return FrontMatter(**keys, zone=local.time_zone, further=further)
