"""The page at an old address that sends visitors on to the new one, without a server's help."""

from __future__ import annotations

from html import escape

from sitegen.config import SiteConfig

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page has moved - {name}</title>
<meta http-equiv="Content-Security-Policy" content="{csp}">
<meta http-equiv="refresh" content="0; url={url}">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p><a href="{url}">Go to the page {title}</a></p>
</main>
</body>
</html>
"""


def redirect_page(config: SiteConfig, url: str, title: str) -> str:
    """Return the page that leads to a URL: a root path of this site, or another site's address."""
    values = {
        "language": config.language,
        "name": config.name,
        "csp": config.csp,
        "url": config.base_path + url if url.startswith("/") else url,
        "canonical": config.absolute(url),
        "title": title,
    }
    return _PAGE.format(**{name: escape(value) for name, value in values.items()})
