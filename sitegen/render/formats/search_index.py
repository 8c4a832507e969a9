"""search/index.js: what can be found, as a module that assets/js/search.js loads when it is used.

It is a script and no data file, so that the policy of the pages need allow nothing for it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sitegen.model.search import STOP_WORDS, entries, search_page
from sitegen.model.types import Site


def search_index(site: Site, headings: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """Return the index by its path, if the site has a search; ``headings`` are those of pages."""
    page = search_page(site)
    if page is None:
        return {}
    rows = [
        [one.url, one.title, one.summary, one.keywords, one.headings, one.weight]
        for one in entries(site, headings)
    ]
    index = {"entries": rows, "stop": sorted(STOP_WORDS), "same": site.search_words.synonyms}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return {f"{page.url.removeprefix('/')}index.js": f"export default {text};\n"}
