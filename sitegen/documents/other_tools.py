"""What other tools call the keys of front matter, and what each is called here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_ADDRESS = (
    "the name of the file is the address: rename the file, and list an old address under aliases:"
)

#: Our key, and words for it, written small and without hyphens.
_SAME = {
    "title": ("heading", "name", "pagetitle"),
    "description": ("desc", "metadescription", "seodescription", "subtitle"),
    "summary": ("excerpt", "abstract", "intro", "teaser", "lead"),
    "date": ("published", "publishdate", "publisheddate", "publishedat", "pubdate", "created"),
    "updated": (
        "lastmod",
        "lastmodified",
        "lastmodifiedat",
        "modified",
        "lastupdated",
        "updatedat",
    ),
    "order": ("weight", "position", "navorder", "menuorder", "sidebarposition", "sortorder"),
    "aliases": ("redirectfrom", "redirects", "redirect", "oldurls"),
    "menu_title": ("linktitle", "navtitle", "shorttitle", "sidebarlabel", "sidebartitle"),
    "kind": ("type", "pagetype"),
    "layout": ("template",),
    "lang": ("language", "locale"),
}
_OTHERS = {
    **dict.fromkeys(("permalink", "slug", "url", "path", "address"), _ADDRESS),
    **dict.fromkeys(
        ("hidden", "unlisted", "unpublished", "isdraft"),
        "write draft: true to keep the page back",
    ),
    "": "put it under meta:, which is free: a line meta:, and below it, indented by two spaces, "
    "this line",
}


def keys_called(words: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield each word that is written for one of our keys, with what to do about it."""
    for ours, others in words.items():
        yield from ((word, f"it is called {ours} here: write {ours}:") for word in others)


#: What to do about a key by its name, and about one that nobody knows by "".
HELPS: Mapping[str, str] = {
    **dict(keys_called(_SAME)),
    **_OTHERS,
}
