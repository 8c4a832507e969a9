"""Pelican's settings: pages only, no feeds, its cache in use."""

import json
from pathlib import Path

_HERE = Path(__file__).parent

SITENAME = "Benchmark"
SITEURL = ""
TIMEZONE = "UTC"
PATH = "content"
THEME = "theme"
ARTICLE_PATHS: list[str] = []
PAGE_PATHS = [""]
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
PATH_METADATA = r"(?P<source>.*)\.md"
PAGE_URL = "{source}/"
PAGE_SAVE_AS = "{source}/index.html"
EXTRA_PATH_METADATA = {"index.md": {"save_as": "index.html", "url": ""}}
MARKDOWN = {
    "extensions": [
        "markdown.extensions.meta",
        "markdown.extensions.tables",
        "markdown.extensions.toc",
    ],
    "extension_configs": {},
    "output_format": "html5",
}
CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
GZIP_CACHE = False
NAVIGATION = json.loads((_HERE / "data/navigation.json").read_text("utf-8"))
NOTICE = json.loads((_HERE / "data/notice.json").read_text("utf-8"))
