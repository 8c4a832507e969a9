"""Renders texts in the common language, which is what both readers of Markdown read alike."""
