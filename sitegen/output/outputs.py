"""Everything that is to be published, in one mapping; no two things may have one path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from sitegen.diagnostics import Diagnostic, Span
from sitegen.documents.hosting import PATH as HOSTING
from sitegen.file_names import too_long
from sitegen.model.routes import alias_output, file_route
from sitegen.output.staging import Output
from sitegen.render.inputs import Inputs
from sitegen.render.model_files import folders_of
from sitegen.render.rendered import Rendered

_BUILD = ""


def merge(
    inputs: Inputs, rendered: Mapping[str, Rendered], site_files: Mapping[str, bytes]
) -> tuple[Mapping[str, Output], frozenset[str], tuple[Diagnostic, ...]]:
    """Return every new output by its path, and the paths of what is kept as it stands.

    A path that is taken twice is a mistake. Paths that differ only in capitals are one path on many
    computers and count as the same.
    """
    outputs: dict[str, Output] = {}
    owners: dict[str, str] = {}
    kept: set[str] = set()
    found = []
    for path, data, owner in _outputs(inputs, rendered, site_files):
        if path.casefold() in owners:
            found.append(_collision(path, owner, owners[path.casefold()]))
        if message := too_long(path):
            help_ = "give it a shorter name"
            found.append(Diagnostic(Span(owner or path), "file-name", message, help_))
        owners.setdefault(path.casefold(), owner)
        if data is not None:
            outputs.setdefault(path, data)
        elif owner != _BUILD:
            kept.add(path)
    return outputs, frozenset(kept), (*found, *_files_as_folders(owners))


def taken(inputs: Inputs, site_files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Return the path of every output with its owner, "" for the build, but for those of models."""
    return {path: owner for path, _, owner in _outputs(inputs, {}, site_files)}


def _outputs(
    inputs: Inputs, rendered: Mapping[str, Rendered], site_files: Mapping[str, bytes]
) -> Iterator[tuple[str, Output | None, str]]:
    """Yield path, bytes and owner (the source file, or the build itself) of each output.

    A page or a file that is kept as it is has no bytes.
    """
    pages = inputs.site.pages
    by_url = {url: id_ for id_, url in pages.urls.items()}
    aliases = {alias_output(alias): by_url[url] for alias, url in inputs.site.redirects.items()}
    pages_of_rules = {rule.page for rule in inputs.site.hosting.rules} - aliases.keys()
    # These say of all that is published what it is made of, so they are made last.
    yield from ((name, None, _BUILD) for name in ("build.json", "sbom.cdx.json"))
    for path in site_files.keys() - aliases.keys():
        yield path, site_files[path], HOSTING if path in pages_of_rules else _BUILD
    for id_, path in pages.outputs.items():
        new = rendered.get(id_)
        yield path, (new.staged or new.html) if new else None, id_
    for path, owner in aliases.items():
        yield path, site_files[path], owner
    routes = {file_route(path): path for path in inputs.assets.urls}
    sources = {route.output: path for route, path in routes.items() if route is not None}
    for path, data in inputs.assets.outputs.items():
        yield path, data, sources.get(path, path)
    yield from ((path, None, sources.get(path, path)) for path in inputs.assets.standing)


def _collision(path: str, owner: str, first: str) -> Diagnostic:
    if first == _BUILD:
        message = f"{owner} would be published as {path}, a file that the build makes itself"
        return Diagnostic(Span(owner), "duplicate-url", message, "remove or rename it")
    message = f"{owner} and {first} would both be published as {path}"
    return Diagnostic(Span(owner), "duplicate-url", message, "rename one of them")


def _files_as_folders(owners: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield a mistake for each file that stands where another output needs a folder."""
    if owners.keys().isdisjoint(folders_of(owners)):
        return
    for path, owner in owners.items():
        for parent in PurePosixPath(path).parents:
            if (file := owners.get(parent.as_posix())) is not None:
                maker = file or "the build"
                message = f"{owner} needs a folder {parent}/ where {maker} makes a file"
                yield Diagnostic(Span(owner), "duplicate-url", message, "rename one of them")
