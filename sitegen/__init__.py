"""The builder behind the site: Markdown, YAML and Jinja in, static pages out."""

__version__ = "0.1.0"
