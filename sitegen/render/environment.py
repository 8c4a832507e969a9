"""Templates: found, compiled, kept, and run where they can do nothing but print.

Jinja's own sandboxed environment looks at each attribute when it is read, which doubles the time of
a page. Almost every name stands in the template as it is; those are looked at once, when it is
compiled, and only what a template computes is left to Jinja's sandbox. Source: Jinja documentation,
"Sandbox".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import CodeType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    Template,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import pass_environment

from sitegen.config import SiteConfig
from sitegen.incremental.reads import Reads
from sitegen.render import filters
from sitegen.render.undefined import NotThere
from sitegen.sources import Snapshot
from sitegen.user_models.hooks import span_of


class CompiledTemplates(BytecodeCache):
    """Jinja's bytecode in memory, by the template's name; another text is compiled anew."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept for it if the text has the same checksum."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.checksum, bucket.code


#: Formatting by a method reads attributes that stand in a text; the filter "format" does not.
_METHODS = ("format", "format_map")
#: What leads from a value to the code that made it, beside all that begins with an underscore.
_INSIDES = ("gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame", "ag_code", "mro")
_NOT_READ = frozenset((*_METHODS, *_INSIDES))
_MAY_LEAD_INSIDE = re.compile(rf"\.\s*(?:_|{'|'.join(_NOT_READ)})")


def _leads_inside(name: str) -> bool:
    """Whether an attribute of this name may lead behind a value."""
    return name.startswith("_") or name in _NOT_READ


class Sandboxed(Environment):
    """An environment whose templates see what they are given, and nothing behind it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._sandbox = SandboxedEnvironment(undefined=self.undefined)
        self.globals["range"] = safe_range
        self.filters["attr"] = _attribute

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item by a name that may have been computed, or an attribute if it is public."""
        if isinstance(argument, str) and _leads_inside(argument):
            return self._sandbox.getitem(obj, argument)
        try:
            return obj[argument]
        except (AttributeError, TypeError, LookupError):
            if isinstance(argument, str):
                return self.getattr(obj, argument)
            return self.undefined(obj=obj, name=argument)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute or an item, in Jinja's way: what a model lacks is its own mistake."""
        try:
            return getattr(obj, attribute)
        except AttributeError as error:
            if span_of(error):
                raise
        try:
            return obj[attribute]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=attribute)

    def computed(self, obj: Any, name: str) -> Any:
        """Return an attribute by a computed name."""
        of_value = self._sandbox if _leads_inside(name) else self
        return of_value.getattr(obj, name)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Read a template once no name in it leads behind a value."""
        template = super()._parse(source, name, filename)
        may = _MAY_LEAD_INSIDE.search(source)  # almost no template has to be looked through
        for node in template.find_all(nodes.Getattr) if may else ():
            if _leads_inside(node.attr):
                message = f"templates may not use the attribute '{node.attr}'"
                raise TemplateSyntaxError(message, node.lineno, name, filename)
        return template


@pass_environment
def _attribute(environment: Sandboxed, obj: Any, name: str) -> Any:
    """Stand in for Jinja's filter of this name."""
    return environment.computed(obj, name)


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
            undefined=NotThere,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
            cache_size=-1,
            finalize=filters.printable,
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

    def make_globals(self, d: Mapping[str, Any] | None) -> dict[str, Any]:
        """Return what all templates can name; the ChainMap of the library is slow to copy."""
        return {**self.globals, **(d or {})}

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
