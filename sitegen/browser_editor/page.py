"""The page of the editor in the browser."""

from __future__ import annotations

from html import escape

from sitegen.config import SiteConfig


def page(config: SiteConfig) -> str:
    """Return the page, which loads the program and has a policy of its own."""
    assert config.browser_editor is not None, "there is an editor"
    policy = escape(config.browser_editor.csp)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Edit {escape(config.name)}</title>
<link href="config.json" type="application/json" rel="cms-config-url">
</head>
<body>
<noscript>This page needs JavaScript. Without it, edit the files: see CONTRIBUTING.md.</noscript>
<script src="sveltia-cms.js"></script>
</body>
</html>
"""
