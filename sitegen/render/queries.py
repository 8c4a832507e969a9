"""Every question that a task may ask of a site: pure functions, so that an answer can be checked.

A question is a key: its kind, then what it asks for. The answer to a key is recorded by its digest;
asking again tells whether the task that asked would get another answer today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from sitegen.diagnostics import Finding
from sitegen.incremental.reads import Key
from sitegen.model.kinds import Kinds
from sitegen.model.menus import MenuEntry, MenuPlace, menu_entries, place_in
from sitegen.model.page_lists import list_pages
from sitegen.model.search import first_letter, search_page
from sitegen.model.site_hooks import called, found_in_text, replacement
from sitegen.model.states import is_listed, state_of, unpublished
from sitegen.model.types import Page, Site
from sitegen.pictures.values import Picture
from sitegen.render.cards import card_of
from sitegen.render.inputs import Inputs
from sitegen.render.link_targets import Target, resolve
from sitegen.render.model_files import of_whole_site
from sitegen.render.structured_data import structured_data
from sitegen.text_flaws import plain
from sitegen.user_models.hooks import asked

#: Front matter that a layout finds under ``page.meta`` too.
FURTHER = ("order", "status", "summary", "share", "aliases", "lang", "updated")


#: Questions that one file answers, with the folder that their words leave out.
_OF_FILES = {"file": "", "template": "templates/"}
#: Questions that are answered by where pages and files are published.
_OF_ROUTES = ("address", "root_address")
#: Questions that are answered by the files that are published beside pages.
_OF_ASSETS = ("asset", "picture", "picture_size")


def of_files(paths: Iterable[str]) -> Iterator[Key]:
    """Yield the questions that some files answer."""
    for path in paths:
        for kind, folder in _OF_FILES.items():
            if path.startswith(folder):
                yield kind, path.removeprefix(folder)


def may_differ(kind: str, *, model: bool, assets: bool, routes: bool) -> bool:
    """Whether a question may have another answer where one of these is another.

    ``model`` is that of the site, ``assets`` are files that are published beside pages, ``routes``
    is where all is published.
    """
    if kind in _OF_ROUTES:
        return routes
    if kind in _OF_ASSETS:
        return assets
    return (model and kind not in _OF_FILES) or (assets and kind == "card")


def surely_same(then: Site | None, now: Site) -> Callable[[str, Key], bool]:
    """Return what tells, of a kind and its words, that the answer is the one of an earlier model.

    It is, if one page tells it with settings and menus, and these are the same.
    """
    is_alike = then is not None and _frame(then) == _frame(now) and then.stays_until(now.moment)
    same = now.pages.unchanged_since(then.pages) if then and is_alike else frozenset()

    def is_same(kind: str, words: Key) -> bool:
        is_own = words[1] in _OF_ONE_PAGE if kind == "page" else kind in ("source", "place")
        return is_own and words[0] in same

    return is_same


def _frame(site: Site) -> str:
    return repr((site.config, site.menus))


def ask(inputs: Inputs, key: Key) -> object:
    """Return the answer to a question; None stands for what does not exist."""
    kind, *words = key
    return QUERIES[str(kind)](inputs, *words)


def _file(inputs: Inputs, path: str) -> str | None:
    file = inputs.snapshot.files.get(path)
    return file.digest if file else None


def _template(inputs: Inputs, name: str) -> str | None:
    return _file(inputs, f"templates/{name}")


def _data(inputs: Inputs, name: str) -> tuple[object] | None:
    """Return the content of a data file; an empty file is another answer than none."""
    path = f"data/{name}.yaml"
    return (inputs.site.data[path],) if path in inputs.site.data else None


def _records(inputs: Inputs, name: str, *ids: str) -> tuple[object, ...]:
    known = inputs.site.records[name]
    return tuple(known[id_] for id_ in ids or known if id_ in known)


def _shortcode(inputs: Inputs, kind: str, id_: str, words: str) -> object:
    """Return what a shortcode stands for, or why its hook fails."""
    found, failed = replacement(inputs.site, inputs.snapshot, kind, id_, words)
    return failed or found


def _found_in_text(inputs: Inputs, name: str, words: str, page: str) -> object:
    """Return what a class of records says of words in a page's text, or why its hook fails."""
    site, schema = inputs.site, inputs.site.models.collections[name]
    holder = site.pages.get(page)
    if holder is None:
        return None
    told, failed = found_in_text(schema, words, holder, site, partial(str, holder.source))
    return failed or told


def _download(inputs: Inputs, path: str) -> int | None:
    """Return the size in bytes of a file that the site has once, be it made of records or pages."""
    made = inputs.site.once(of_whole_site)
    if path not in made.texts:  # where a hook fails, that is told, and not what follows
        return 0 if made.mistakes else None
    return len(plain(made.texts[path]).encode())


def _asset(inputs: Inputs, name: str) -> str | None:
    return inputs.assets.urls.get(f"assets/{name}")


def _picture_size(inputs: Inputs, path: str) -> int | None:
    """Return the size in bytes of the version that stands for a picture."""
    picture = inputs.assets.pictures.get(path)
    return picture.widest.size if isinstance(picture, Picture) else None


def _address(inputs: Inputs, page: str, address: str) -> Target | Finding:
    return resolve(address, page, inputs.site, inputs.assets)


def _pages(
    inputs: Inputs, kind: str | None, section: str | None, sort: str, limit: int | None
) -> tuple[str, ...]:
    return tuple(page.id for page in list_pages(inputs.site, kind, section, sort, limit))


def _has_section(inputs: Inputs, section: str) -> bool:
    """Whether a folder of content/ holds any file; a section may have no pages yet."""
    return any(inputs.snapshot.under(f"content/{section.strip('/')}"))


def _place(inputs: Inputs, page: str, menu: str) -> MenuPlace | None:
    found, urls = inputs.site.pages.get(page), inputs.site.urls_of_menus.get(menu)
    return None if found is None or urls is None else place_in(urls, found)


def _menu(inputs: Inputs, name: str, url: str | None, exact: bool) -> tuple[MenuEntry, ...] | None:
    items = inputs.site.menus.get(name)
    return None if items is None else menu_entries(items, MenuPlace(url, exact))


def _page(inputs: Inputs, page: str, attribute: str) -> object:
    found = inputs.site.pages.get(page)
    if found is None:
        return None
    if attribute in PAGE_ATTRIBUTES:
        return PAGE_ATTRIBUTES[attribute](found, inputs.site)
    return _own(found, attribute, inputs.site)


def _own(page: Page, attribute: str, site: Site) -> object:
    """Return what a type of pages adds to what layouts can read; "" for pages of other types."""
    own = next((one for one in page.types if attribute in type(one).attributes), None)
    if own is not None:
        hook = getattr(own, attribute)
        return asked(hook, hook, page, site)
    if site.models.is_attribute(attribute):
        return ""
    return page.front.own.get(attribute, page.front.further.get(attribute))


def _state(page: Page, site: Site) -> str:
    return state_of(page.front, site.moment)


def _indexable(page: Page, site: Site) -> bool:
    is_public = not _unpublished(page, site)
    is_found = is_listed(page.front, site.moment) and page.kind != "error"
    return site.config.official and is_found and is_public


def _unpublished(page: Page, site: Site) -> str:
    return unpublished(page.front, site.moment)


def _other_language(page: Page, site: Site) -> str:
    """Return the language of a page that is not the site's: tags differ in capitals at will."""
    is_same = page.front.lang.casefold() == site.config.language.casefold()
    return "" if is_same else page.front.lang


def _meta(page: Page) -> Mapping[str, object]:
    return {**page.front.meta, **{name: getattr(page.front, name) for name in FURTHER}}


#: What layouts can read of a page; ``children``, ``previous`` and ``next`` are ids here.
PAGE_ATTRIBUTES: Mapping[str, Callable[[Page, Site], object]] = {
    "title": lambda page, _: page.front.title,
    "letter": lambda page, _: first_letter(page.front.title),
    "menu_title": lambda page, _: page.menu_title,
    "description": lambda page, _: page.front.description,
    "summary": lambda page, _: page.front.summary,
    "url": lambda page, _: page.url,
    "canonical": lambda page, site: site.config.absolute(page.url),
    "date": lambda page, _: page.front.date and page.front.date.day,
    "updated": lambda page, _: page.front.updated,
    "kind": lambda page, _: page.kind,
    "layout": lambda page, _: page.layout,
    "status": lambda page, _: page.front.status,
    "share": lambda page, _: page.front.share,
    "private": lambda page, _: page.is_private,
    "lang": lambda page, site: page.front.lang or site.config.language,
    "other_lang": _other_language,
    "state": _state,
    "indexable": _indexable,
    "unpublished": _unpublished,
    "meta": lambda page, _: _meta(page),
    "section": lambda page, _: page.section,
    "breadcrumbs": lambda page, _: page.breadcrumbs,
    "children": lambda page, _: page.children,
    "previous": lambda page, _: page.previous,
    "next": lambda page, _: page.next,
    "item": lambda page, _: page.item,
    "entries": lambda page, _: (page.front.each.records if page.front.each else "", page.entries),
    "json_ld": structured_data,
}


#: Those that a page tells with the settings; how a draft stands is another thing at each moment.
_OF_ONE_PAGE = PAGE_ATTRIBUTES.keys() - {"json_ld", "state"}


def _kinds(inputs: Inputs) -> Kinds:
    return Kinds.of(inputs.snapshot, inputs.site.config, inputs.site.models)


def _search(inputs: Inputs) -> str | None:
    page = search_page(inputs.site)
    return page.id if page else None


def _source(inputs: Inputs, page: str) -> str | None:
    """Return the file that a page is made of: not its own where a file makes several pages."""
    found = inputs.site.pages.get(page)
    return found.source if found else None


def _page_of(inputs: Inputs, name: str, item: str, by: str) -> str | None:
    page = inputs.site.page_of(name, item, by)
    return page.id if page else None


QUERIES: Mapping[str, Callable[..., object]] = {
    "file": _file,
    "source": _source,
    "template": _template,
    "config": lambda inputs: inputs.site.config,
    "today": lambda inputs: inputs.site.build_day,
    "year": lambda inputs: inputs.site.build_day.year,
    "data": _data,
    "records": _records,
    "found_in_text": _found_in_text,
    "function": lambda inputs, name, given: called(inputs.site, name, given),
    "download": _download,
    "site_fact": lambda inputs, name: inputs.site.facts.get(name),
    "record": lambda inputs, name, id_: inputs.site.records[name].get(id_),
    "shortcode": _shortcode,
    "watched": lambda inputs: inputs.site.watched,
    "voice": lambda inputs: inputs.site.voice,
    "asset": _asset,
    "picture_size": _picture_size,
    "picture": lambda inputs, path: inputs.assets.pictures.get(path),
    "address": _address,
    "root_address": lambda inputs, address: _address(inputs, "", address),
    "pages": _pages,
    "has_section": _has_section,
    "has_kind": lambda inputs, kind: kind in _kinds(inputs).known,
    "place": _place,
    "menu": _menu,
    "menus": lambda inputs: tuple(inputs.site.menus),
    "page": _page,
    "card": card_of,
    "search": _search,
    "page_of": _page_of,
}
