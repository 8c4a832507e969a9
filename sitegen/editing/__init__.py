"""Edits of the site's own files that a command makes for an editor: whole, or not at all."""
