"""Formats beside the HTML of layouts: for search engines, for hosts, for old addresses."""
