"""Jinja2 for this site: strict, escaping, and aware of which templates a page uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template
from jinja2.environment import TemplateModule

from sitegen.config import SiteConfig
from sitegen.incremental.reads import Reads
from sitegen.render import filters
from sitegen.render.compiled import CompiledTemplates
from sitegen.render.sandbox import Sandboxed
from sitegen.sources import Snapshot

FOLDER = "templates/"
#: Files that end so are templates even if no page uses them; others are known by their use only.
CHECKED = ".html"

_COMPILED = CompiledTemplates()


class _Template(Template):
    """A template that tells which others it uses while it is made into a module.

    Jinja makes the module of an imported template once, and every later import takes that.
    """

    environment: SiteEnvironment

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - the library's name
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,  # noqa: A002 - the library's name
    ) -> TemplateModule:
        """Make a module; one that is made with a page's context is for that page alone."""
        if vars is not None:
            return super().make_module(vars, shared, locals)
        with self.environment.making_module(str(self.name)):
            return super().make_module()


class SiteEnvironment(Sandboxed):
    """Templates from the snapshot; which of them a page uses is recorded as its reads."""

    template_class = _Template

    def __init__(self, snapshot: Snapshot, config: SiteConfig) -> None:
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
        self._of_modules: dict[str, dict[str, None]] = {}
        self._making: list[dict[str, None]] = []
        self.filters.update(
            date=filters.format_date,
            filesize=filters.format_size,
            tel=filters.telephone_with(config.telephone_prefix),
            sms=filters.text_message,
            section=filters.section,
            without_section=filters.without_section,
            absolute=filters.absolute_with(config.absolute),
        )

    def join_path(self, template: str, parent: str) -> str:  # noqa: ARG002 - as inherited
        """Record each template that another one extends, includes or imports."""
        self.note(template)
        return template

    def note(self, template: str) -> None:
        """Record a template as read, whether it exists or not, and those in its module."""
        for name in (template, *self._of_modules.get(template, ())):
            file = self._snapshot.files.get(FOLDER + name)
            if self.reads is not None:
                self.reads.note(("template", name), file.digest if file else None)
            for used in self._making:
                used[name] = None

    @contextmanager
    def making_module(self, template: str) -> Iterator[None]:
        """Keep which templates are used meanwhile: whoever imports this one reads them too."""
        used: dict[str, None] = {}
        self._making.append(used)
        try:
            yield
        finally:
            self._making.pop()
        self._of_modules[template] = used

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
        return [path.removeprefix(FOLDER) for path in paths if path.endswith(CHECKED)]
