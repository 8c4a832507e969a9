"""Jinja2 for this site: strict, escaping, and aware of which templates a page uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Environment, FunctionLoader, StrictUndefined

from sitegen.incremental.reads import Reads
from sitegen.render import filters
from sitegen.render.compiled import CompiledTemplates
from sitegen.sources import Snapshot

FOLDER = "templates/"

_COMPILED = CompiledTemplates()


class SiteEnvironment(Environment):
    """Templates from the snapshot; which of them a page uses is recorded as its reads."""

    def __init__(self, snapshot: Snapshot, absolute: Callable[[str], str]) -> None:
        super().__init__(
            loader=FunctionLoader(self._load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            cache_size=-1,
            finalize=lambda value: "" if value is None else value,
        )
        self._snapshot = snapshot
        self.reads: Reads | None = None
        self.filters.update(
            date=filters.format_date,
            filesize=filters.format_size,
            tel=filters.telephone,
            absolute=filters.absolute_with(absolute),
        )

    def join_path(self, template: str, parent: str) -> str:  # noqa: ARG002 - as inherited
        """Record each template that another one extends, includes or imports."""
        self.note(template)
        return template

    def note(self, template: str) -> None:
        """Record a template as read, whether it exists or not."""
        file = self._snapshot.files.get(FOLDER + template)
        if self.reads is not None:
            self.reads.note(("template", template), file.digest if file else None)

    def render(self, template: str, context: Mapping[str, object], reads: Reads) -> str:
        """Render a template for one task."""
        self.reads = reads
        self.note(template)
        return self.get_template(template).render(context)

    def _load(self, name: str) -> tuple[str, str, None] | None:
        text = self._snapshot.text(FOLDER + name)
        return None if text is None else (text, FOLDER + name, None)

    @property
    def names(self) -> list[str]:
        """Return the names of all HTML templates."""
        paths = (file.path for file in self._snapshot.under("templates"))
        return [path.removeprefix(FOLDER) for path in paths if path.endswith(".html")]
