"""Everything that is to be published, in one mapping; no two things may have one path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Span
from sitegen.model.routes import alias_output, file_route
from sitegen.render.inputs import Inputs
from sitegen.render.tasks import Rendered

_BUILD = ""


def merge(
    inputs: Inputs, rendered: Mapping[str, Rendered], site_files: Mapping[str, bytes]
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the bytes of every output by its path, with a mistake for each path taken twice.

    Paths that differ only in capitals are one path on many computers and count as the same.
    """
    outputs: dict[str, bytes] = {}
    owners: dict[str, str] = {}
    found = []
    for path, data, owner in _outputs(inputs, rendered, site_files):
        if path.casefold() in owners:
            found.append(_collision(path, owner, owners[path.casefold()]))
        owners.setdefault(path.casefold(), owner)
        outputs.setdefault(path, data)
    return outputs, (*found, *_files_as_folders(owners))


def _outputs(
    inputs: Inputs, rendered: Mapping[str, Rendered], site_files: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes, str]]:
    """Give path, bytes and owner (the source file, or the build itself) of each output."""
    pages = inputs.site.pages
    by_url = {page.url: id_ for id_, page in pages.items()}
    aliases = {alias_output(alias): by_url[url] for alias, url in inputs.site.redirects.items()}
    for path in site_files.keys() - aliases.keys():
        yield path, site_files[path], _BUILD
    for id_, page in rendered.items():
        yield pages[id_].output, page.html.encode(), id_
    for path, owner in aliases.items():
        yield path, site_files[path], owner
    routes = {file_route(path): path for path in inputs.assets.urls}
    sources = {route.output: path for route, path in routes.items() if route is not None}
    for path, data in inputs.assets.outputs.items():
        yield path, data, sources.get(path, path)


def _collision(path: str, owner: str, first: str) -> Diagnostic:
    if first == _BUILD:
        message = f"{owner} would be published as {path}, a file that the build makes itself"
        return Diagnostic(Span(owner), "duplicate-url", message, "remove or rename it")
    message = f"{owner} and {first} would both be published as {path}"
    return Diagnostic(Span(owner), "duplicate-url", message, "rename one of them")


def _files_as_folders(owners: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Give a mistake for each file that stands where another output needs a folder."""
    for path, owner in owners.items():
        for parent in PurePosixPath(path).parents:
            if (file := owners.get(parent.as_posix())) is not None:
                maker = file or "the build"
                message = f"{owner} needs a folder {parent}/ where {maker} makes a file"
                yield Diagnostic(Span(owner), "duplicate-url", message, "rename one of them")
