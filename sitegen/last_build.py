"""The last build of a site to one output folder: what of it still holds, and how it is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.incremental.changes import Changes, changes
from sitegen.incremental.engine import engine_digest
from sitegen.incremental.traces import Header, State, Trace
from sitegen.model.types import Site
from sitegen.orders import Options, Result
from sitegen.publish.folder import stat_outputs
from sitegen.publish.writer import Published, publish
from sitegen.render.assets import Assets
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import Rendered
from sitegen.sources import FileStat, InputFile, digest, file_stat, list_inputs

#: What the file system said of each file, and the file's digest.
Records = dict[str, tuple[FileStat, str]]


@dataclass(frozen=True)
class LastBuild:
    """What is known when a build begins. ``header`` is None if nothing of use is known."""

    options: Options
    state: State
    engine: str
    taken_at: int
    listed: Mapping[str, FileStat]
    header: Header | None

    @classmethod
    def none(cls, options: Options) -> LastBuild:
        """Stand in where no build is remembered, and none will be."""
        return cls(options, State(None, ""), "", 0, {}, None)

    @classmethod
    def look(cls, options: Options, state: State) -> LastBuild:
        """List the inputs as they are now, and recall the last build by this very builder."""
        engine, taken_at = engine_digest(), time.time_ns()
        listed, _ = list_inputs(options.site)
        header = state.part("header")
        usable = isinstance(header, Header) and header.engine == engine
        return cls(options, state, engine, taken_at, listed, header if usable else None)

    @cached_property
    def inputs_changed(self) -> Changes:
        """Return what differs between the inputs now and then."""
        assert self.header is not None
        known, site = self.header.inputs, self.options.site
        return changes(site, known, self.listed, taken_at=self.header.taken_at)

    @cached_property
    def outputs_changed(self) -> Changes:
        """Return what differs between the output folder now and as the last build left it."""
        assert self.header is not None
        assert self.options.output is not None
        folder, known = self.options.output, self.header.outputs
        return changes(folder, known, self.outputs_listed, taken_at=0)

    @cached_property
    def outputs_listed(self) -> Mapping[str, FileStat]:
        """Return what the file system says of every file in the output folder."""
        assert self.options.output is not None
        return stat_outputs(self.options.output)

    def traces(self) -> Mapping[str, Trace]:
        """Return the traces of all pages, if they are of use."""
        return self.state.traces() if self.header else {}

    def altered_pages(self, site: Site) -> frozenset[str]:
        """Return the pages whose outputs are not there as they were left."""
        if self.header is None:
            return frozenset()
        sound = self.header.outputs.keys() - {
            *self.outputs_changed.modified,
            *self.outputs_changed.removed,
        }
        return frozenset(id_ for id_, page in site.pages.items() if page.output not in sound)

    def diagnostics_of(self, pages: Iterable[str]) -> list[Diagnostic]:
        """Return what was found in pages when they were rendered last."""
        kept = self.header.of_pages if self.header else {}
        return [one for page in pages for one in kept.get(page, ())]

    def holds_all(self, files: Iterable[InputFile]) -> bool:
        """Tell whether files are what they were at the last build."""
        if self.header is None:
            return False
        known = self.header.inputs
        return all(file.path in known and known[file.path][1] == file.digest for file in files)


@dataclass(frozen=True)
class Made:
    """What a build adds to what is known: new pages, new outputs, and all that was found.

    ``of_sources`` are the mistakes that came up before any page was rendered.
    """

    inputs: Inputs
    rendered: Mapping[str, Rendered]
    reasons: Mapping[str, str]
    outputs: Mapping[str, bytes]
    index: LinkIndex
    diagnostics: tuple[Diagnostic, ...]
    of_sources: Sequence[Diagnostic]


#: Keeps what a build made, given the records of everything in the output folder.
Remember = Callable[[LastBuild, Made, Records], None]


def finish(
    last: LastBuild, made: Made, kept: frozenset[str], started: float, remember: Remember
) -> Result:
    """Hop 6: publish and remember what was made, unless there are mistakes in it."""
    options = last.options
    failed = has_errors(made.diagnostics, strict=options.strict)
    published = Published((), ())
    if options.output is not None and not failed:
        existing = frozenset(last.outputs_listed)
        published = publish(made.outputs, options.site, options.output, kept, existing)
        remember(last, made, _records(last, made, kept, published))
    return Result(
        pages=len(made.inputs.site.pages),
        written=len(published.written),
        removed=len(published.removed),
        seconds=time.monotonic() - started,
        diagnostics=made.diagnostics,
        failed=failed,
        source_line=made.inputs.snapshot.line,
        reasons=made.reasons,
    )


def remember_whole(fronts: dict[str, str]) -> Remember:
    """Return what keeps a build that went all the way; ``fronts`` are digests of front matter."""

    def remember(last: LastBuild, made: Made, outputs: Records) -> None:
        site = made.inputs.site
        header = Header(
            engine=last.engine,
            options=last.options.lasting,
            taken_at=last.taken_at,
            inputs=_inputs(last, made),
            outputs=outputs,
            fronts=fronts,
            pages=len(site.pages),
            diagnostics=made.diagnostics,
            of_sources=tuple(made.of_sources),
            of_pages=_of_pages(last, made),
        )
        model = (site, Assets(made.inputs.assets.urls, {}))
        gone = last.traces().keys() - site.pages.keys()
        _save(last, header, made, {"model": model, "index": made.index}, gone)

    return remember


def remember_bodies(last: LastBuild, made: Made, outputs: Records) -> None:
    """Keep a build that only rendered edited bodies: all else is as it was."""
    assert last.header is not None
    header = replace(
        last.header,
        taken_at=last.taken_at,
        inputs=_inputs(last, made),
        outputs=outputs,
        diagnostics=made.diagnostics,
        of_pages=_of_pages(last, made),
    )
    _save(last, header, made, {"index": made.index}, ())


def touch(last: LastBuild) -> None:
    """Keep that nothing had changed, so that files once looked into need not be again."""
    assert last.header is not None
    inputs = {path: (last.listed[path], known[1]) for path, known in last.header.inputs.items()}
    header = replace(last.header, taken_at=last.taken_at, inputs=inputs)
    last.state.save({"header": header, "reasons": {}}, {})


def _save(
    last: LastBuild, header: Header, made: Made, parts: Mapping[str, Any], gone: Iterable[str]
) -> None:
    traces = {
        id_: Trace(page.reads, page.facts, made.reasons[id_]) for id_, page in made.rendered.items()
    }
    last.state.save({**parts, "header": header, "reasons": dict(made.reasons)}, traces, gone)


def _inputs(last: LastBuild, made: Made) -> Records:
    files = made.inputs.snapshot.files
    return {path: (stat, files[path].digest) for path, stat in last.listed.items() if path in files}


def _records(last: LastBuild, made: Made, kept: frozenset[str], published: Published) -> Records:
    """Return the records of everything that stands in the output folder now."""
    assert last.options.output is not None
    folder, known = last.options.output, last.header.outputs if last.header else {}
    records = {path: (last.outputs_listed[path], known[path][1]) for path in kept}
    written = frozenset(published.written)
    for path, data in made.outputs.items():
        is_new = path in written or path not in last.outputs_listed
        stat = file_stat((folder / path).stat()) if is_new else last.outputs_listed[path]
        records[path] = (stat, digest(data))
    return records


def _of_pages(last: LastBuild, made: Made) -> dict[str, tuple[Diagnostic, ...]]:
    kept = last.header.of_pages if last.header else {}
    merged = {**kept, **{id_: page.diagnostics for id_, page in made.rendered.items()}}
    return {page: merged[page] for page in made.inputs.site.pages if merged.get(page)}
