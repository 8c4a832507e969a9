"""Templates in Jinja's sandbox: none reaches Python through the values that it is given.

Jinja's own sandboxed environment looks at each attribute when it is read, which doubles the time of
a page. Almost every name stands in the template as it is; those are looked at once, when it is
compiled, and only what a template computes is left to Jinja's sandbox. Source: Jinja documentation,
"Sandbox".
"""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import pass_environment

#: Formatting by a method reads attributes that stand in a text; the filter "format" does not.
_METHODS = ("format", "format_map")
#: What leads from a value to the code that made it, beside all that begins with an underscore.
_INSIDES = ("gi_frame", "gi_code", "cr_frame", "cr_code", "ag_frame", "ag_code", "mro")


class Sandboxed(Environment):
    """An environment whose templates see what they are given, and nothing behind it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._sandbox = SandboxedEnvironment(undefined=self.undefined)
        self.globals["range"] = safe_range
        self.filters["attr"] = _attribute

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item by a name that may have been computed, or an attribute if it is public."""
        if isinstance(argument, str):
            return self._sandbox.getitem(obj, argument)
        return super().getitem(obj, argument)

    def computed(self, obj: Any, name: str) -> Any:
        """Return an attribute by a computed name."""
        return self._sandbox.getattr(obj, name)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Compile a template once no name in it leads behind a value."""
        for node in source.find_all(nodes.Getattr):
            if node.attr.startswith("_") or node.attr in (*_METHODS, *_INSIDES):
                message = f"templates may not use the attribute '{node.attr}'"
                raise TemplateSyntaxError(message, node.lineno, name, filename)
        return super()._generate(source, name, filename, defer_init)


@pass_environment
def _attribute(environment: Sandboxed, obj: Any, name: str) -> Any:
    """Stand in for Jinja's filter of this name."""
    return environment.computed(obj, name)
