"""Everything that is to be published, in one mapping; no two things may have one path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.diagnostics import Diagnostic, Span
from sitegen.model.routes import file_route
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import Rendered


def merge(
    inputs: Inputs, rendered: Mapping[str, Rendered], site_files: Mapping[str, bytes]
) -> tuple[Mapping[str, bytes], frozenset[str], tuple[Diagnostic, ...]]:
    """Return the bytes of every new output by its path, and the paths of pages that are kept.

    A path that is taken twice is a mistake. Paths that differ only in capitals are one path on many
    computers and count as the same.
    """
    pages = inputs.site.pages
    outputs = {pages[id_].output: page.html.encode() for id_, page in rendered.items()}
    kept = frozenset(page.output for id_, page in pages.items() if id_ not in rendered)
    owners = {page.output.casefold(): id_ for id_, page in pages.items()}
    found = []
    for path, data, source in _others(inputs, site_files):
        owner = owners.setdefault(path.casefold(), source)
        if owner != source:
            message = f"{source} and {owner} would both be published as {path}"
            found.append(Diagnostic(Span(source), "duplicate-url", message, "rename one of them"))
        outputs.setdefault(path, data)
    return outputs, kept, tuple(found)


def _others(inputs: Inputs, site_files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes, str]]:
    """Give path, bytes and source of each output that is no page."""
    sources = {
        route.output: path for path in inputs.assets.urls if (route := file_route(path)) is not None
    }
    for path, data in site_files.items():
        yield path, data, sources.get(path, f"data/site.yaml ({path})")
    for path, data in inputs.assets.outputs.items():
        yield path, data, sources.get(path, path)
