"""Templates in Jinja's sandbox: none reaches Python through the values that it is given.

Jinja's own sandboxed environment looks at each attribute when it is read, which doubles the time of
a page. Almost every name stands in the template as it is; those are looked at once, when it is
compiled, and only what a template computes is left to Jinja's sandbox. Source: Jinja documentation,
"Sandbox".
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import pass_environment

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
        return super().getitem(obj, argument)

    def computed(self, obj: Any, name: str) -> Any:
        """Return an attribute by a computed name."""
        return self._sandbox.getattr(obj, name)

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
