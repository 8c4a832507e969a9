"""The last stage: publish what was made, and keep what the next build can use of it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sitegen.checks.link_index import LinkIndex
from sitegen.companions.accompany import Accompanied, Standing, accompanied
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.incremental.reads import Key
from sitegen.incremental.traces import Header
from sitegen.last_build import LastBuild
from sitegen.publish import schedule
from sitegen.publish.staging import Staging
from sitegen.publish.writer import Published, publish
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import PageFacts, Rendered
from sitegen.request import Result
from sitegen.sources import FileStat, SourceLines, file_stat

#: What the file system said of each file, and the file's digest.
Records = dict[str, tuple[FileStat, str]]

#: Stands for a file that came after the inputs were listed and before they were read: the next
#: build looks into it, or sees that it is gone.
_UNLISTED: FileStat = (-1, 0, 0, 0)


@dataclass(frozen=True)
class Made:
    """What a build made: new pages, new outputs beside those that are ``kept``, all it found.

    ``of_sources`` are the mistakes that came up before any page was rendered, ``fronts`` the
    digests of all pages' front matter, or None if the model is that of the last build; ``facts``
    those of all pages.
    """

    inputs: Inputs
    rendered: Mapping[str, Rendered]
    reasons: Mapping[str, str]
    outputs: Mapping[str, bytes]
    kept: frozenset[str]
    index: LinkIndex
    diagnostics: tuple[Diagnostic, ...]
    of_sources: Sequence[Diagnostic]
    fronts: Mapping[str, str] | None
    facts: Mapping[str, PageFacts]


def finish(last: LastBuild, made: Made, started: float, ahead: Staging | None = None) -> Result:
    """Publish and remember what was made, unless there are mistakes in it."""
    options = last.options
    failed = has_errors(made.diagnostics, strict=options.strict)
    published, outputs = Published((), ()), Records()
    if options.output is not None and not failed:
        existing = frozenset(last.outputs_listed)
        site, standing = made.inputs.site, _standing(last)
        all_ = accompanied(site, options, last.commit, made.outputs, made.kept, standing)
        published = publish(
            all_.outputs,
            options.site,
            options.output,
            all_.kept,
            existing,
            ahead,
            made.inputs.site.unpublished,
        )
        outputs = _records(last, all_, published)
        if made.fronts is not None:
            schedule.write(options.site, schedule.moments(made.inputs.site, _asked(last, made)))
        _remember(last, made, outputs, all_.companions)
    return answer(last, made, started, published, outputs)


def _standing(last: LastBuild) -> Standing:
    """Return what stands in the output folder as the last build left it."""
    if last.header is None or last.options.output is None:
        return Standing()
    folder, changed = last.options.output, last.outputs_changed
    spoilt = {*changed.modified, *changed.removed}
    files = {path: known for path, (_, known) in last.header.outputs.items()}
    sound = {path: known for path, known in files.items() if path not in spoilt}
    return Standing(sound, last.header.companions, lambda path: (folder / path).read_bytes())


def _asked(last: LastBuild, made: Made) -> Iterator[Key]:
    """Yield what pages ask of the calendar, and all that those ask that had not to be rendered."""
    for page in made.inputs.site.pages:
        if page in made.rendered:
            yield from made.rendered[page].calendar
        else:
            yield from (key for key, _ in last.traces[page].reads)


def answer(
    last: LastBuild,
    made: Made,
    started: float,
    published: Published = Published((), ()),  # noqa: B008 - it is frozen
    outputs: Mapping[str, tuple[FileStat, str]] = MappingProxyType({}),
) -> Result:
    """Return what a build made and found, and which outputs stand in its folder if it published."""
    options = last.options
    return Result(
        pages=len(made.inputs.site.pages),
        written=len(published.written),
        removed=len(published.removed),
        seconds=time.monotonic() - started,
        diagnostics=made.diagnostics,
        failed=has_errors(made.diagnostics, strict=options.strict),
        source_line=SourceLines(lambda: made.inputs.snapshot),
        reasons=made.reasons,
        files_written=published.written,
        files_removed=published.removed,
        listed=last.listed,
        outputs=outputs,
        site=made.inputs.site,
        until=made.inputs.site.until,
        unpublished=made.inputs.site.unpublished,
        strict=options.strict,
    )


def _remember(last: LastBuild, made: Made, outputs: Records, companions: frozenset[str]) -> None:
    site, state = made.inputs.site, last.state
    header = _header(last, made, outputs, companions)
    parts = {
        "header": header,
        "index": made.index,
        "reasons": dict(made.reasons),
        **last.memo.changed(),
    }
    if made.fronts is not None:
        state.drop(last.traces.keys() - site.pages.keys())
    if last.header is None:
        state.drop_all()  # what another builder made is not to be taken for this one's
    traces = {id_: (page.trace, made.reasons[id_]) for id_, page in made.rendered.items()}
    bodies = {id_: page.body for id_, page in made.rendered.items() if page.body is not None}
    state.save(parts, traces, bodies)


def _header(last: LastBuild, made: Made, outputs: Records, companions: frozenset[str]) -> Header:
    files = made.inputs.snapshot.files
    kept = last.header.fronts if last.header else {}
    return Header(
        engine=last.engine,
        options=last.options.lasting(made.inputs.site.config.time_zone),
        zone=made.inputs.site.config.time_zone,
        moment=made.inputs.site.moment,
        until=made.inputs.site.until,
        taken_at=last.taken_at,
        inputs={p: (last.listed.get(p, _UNLISTED), file.digest) for p, file in files.items()},
        outputs=outputs,
        fronts=kept if made.fronts is None else dict(made.fronts),
        pages=len(made.inputs.site.pages),
        diagnostics=made.diagnostics,
        of_sources=tuple(made.of_sources),
        of_pages=_of_pages(last, made),
        unpublished=dict(made.inputs.site.unpublished),
        companions=companions,
        commit=last.commit,
    )


def _records(last: LastBuild, all_: Accompanied, published: Published) -> Records:
    """Return the records of everything that stands in the output folder now."""
    assert last.options.output is not None
    folder, written = last.options.output, frozenset(published.written)
    records = {path: (last.outputs_listed[path], all_.files[path]) for path in all_.kept}
    for path in all_.outputs:
        is_new = path in written or path not in last.outputs_listed
        stat = file_stat((folder / path).stat()) if is_new else last.outputs_listed[path]
        records[path] = (stat, all_.files[path])
    return records


def _of_pages(last: LastBuild, made: Made) -> dict[str, tuple[Diagnostic, ...]]:
    kept = last.header.of_pages if last.header else {}
    merged = {**kept, **{id_: page.diagnostics for id_, page in made.rendered.items()}}
    return {page: merged[page] for page in made.inputs.site.pages if merged.get(page)}
