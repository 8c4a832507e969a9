"""Markdown to HTML, with every mistake in the text found again at its line."""
