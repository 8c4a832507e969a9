"""The last stage: publish what was made, and keep what the next build can use of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sitegen.checks.link_index import LinkIndex
from sitegen.companions.beside import Accompanied, Standing, accompanied
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.first_stages import Modelled
from sitegen.incremental.changes import Records, trace
from sitegen.incremental.reads import CALENDAR
from sitegen.incremental.state import Header
from sitegen.last_build import MODELS, LastBuild
from sitegen.publish import schedule
from sitegen.publish.staging import Output, Staging
from sitegen.publish.writer import Published, publish
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import PageFacts, Rendered
from sitegen.request import Result
from sitegen.sources import FileStat, SourceLines, file_stat

#: Stands for a file that came after the inputs were listed and before they were read: the next
#: build looks into it, or sees that it is gone.
_UNLISTED: FileStat = (-1, 0, 0, 0)


@dataclass(frozen=True)
class Made:
    """What a build made: new pages, new outputs beside those that are ``kept``, all it found.

    ``of_beside`` are the mistakes about what stands beside pages; ``headings`` is what the search
    finds each page by, ``index`` tells who links where, and ``facts`` are those of all pages.
    """

    modelled: Modelled
    rendered: Mapping[str, Rendered]
    reasons: Mapping[str, str]
    outputs: Mapping[str, Output]
    kept: frozenset[str]
    index: LinkIndex
    headings: Mapping[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]
    of_beside: tuple[Diagnostic, ...]
    facts: Mapping[str, PageFacts]

    @property
    def inputs(self) -> Inputs:
        """Return what the pages were made from."""
        return self.modelled.inputs


def finish(last: LastBuild, made: Made, started: float, ahead: Staging | None = None) -> Result:
    """Publish and remember what was made, unless there are mistakes in it.

    A check publishes nothing, and remembers which paths it would have published.
    """
    if has_errors(made.diagnostics, strict=last.options.strict):
        return answer(last, made, started)
    if last.options.output is None:
        paths = made.kept.union(made.outputs)
        _remember(last, made, dict.fromkeys(paths, (_UNLISTED, "")), frozenset())
        return answer(last, made, started)
    published, outputs, companions = _published(last, made, last.options.output, ahead)
    _remember(last, made, outputs, companions)
    asked = filter(last.questions.is_asked, CALENDAR)
    schedule.write(last.options.site, schedule.moments(made.inputs.site, asked))
    return answer(last, made, started, published, outputs)


def _published(
    last: LastBuild, made: Made, output: Path, ahead: Staging | None
) -> tuple[Published, Records, frozenset[str]]:
    """Publish, with what stands beside the site's own files; return the paths of that, too."""
    options, site = last.options, made.inputs.site
    all_ = accompanied(site, options, last.commit, made.outputs, made.kept, _standing(last))
    existing, own = frozenset(last.outputs_listed), (options.site, output)
    published = publish(all_.outputs, *own, all_.kept, existing, ahead, site.unpublished)
    return published, _records(last, all_, published), all_.companions


def _standing(last: LastBuild) -> Standing:
    """Return what stands in the output folder as the last build left it."""
    if last.header is None or last.options.output is None:
        return Standing()
    folder, changed = last.options.output, last.outputs_changed
    spoilt = {*changed.modified, *changed.removed}
    sound = {path: known for path, (_, known) in last.outputs.items() if path not in spoilt}
    return Standing(sound, last.companions, lambda path: (folder / path).read_bytes())


def answer(
    last: LastBuild,
    made: Made,
    started: float,
    published: Published = Published((), ()),  # noqa: B008 - it is frozen
    outputs: Records = MappingProxyType({}),
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
        source_line=SourceLines(made.inputs.snapshot.read),
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
    site, state, questions = made.inputs.site, last.state, last.questions
    if last.header is None:
        state.drop_all()  # what another builder made is not to be taken for this one's
    gone = [page for page in questions.pages if page not in site.pages]
    state.drop(gone)
    for page in gone:
        questions.forget(page)
    for id_, new in made.rendered.items():
        questions.note(id_, new.reads, new.of_body)
    facts = {id_: (page.packed, made.reasons[id_]) for id_, page in made.rendered.items()}
    bodies = {id_: page.body for id_, page in made.rendered.items() if page.body is not None}
    files = made.inputs.snapshot.files.items()
    inputs = {path: (last.listed.get(path, _UNLISTED), file.digest) for path, file in files}
    followed = {
        "inputs": inputs,
        "outputs": outputs,
        "companions": companions,
        "fronts": dict(made.modelled.fronts),
        "index": made.index,
        "headings": made.headings,
        "of_beside": made.of_beside,
        "of_pages": _of_pages(last, made),
    }
    parts = {
        **last.memo.changed(),
        **questions.parts(),
        **{name: part for name, part in followed.items() if part != last.part(name)},
        "header": _header(last, made, inputs, outputs),
        "reasons": dict(made.reasons),
    }
    state.save(parts, facts, bodies)


def _header(last: LastBuild, made: Made, inputs: Records, outputs: Records) -> Header:
    site = made.inputs.site
    return Header(
        engine=last.engine,
        options=last.options.lasting(site.config.time_zone),
        zone=site.config.time_zone,
        moment=site.moment,
        until=site.until,
        taken_at=last.taken_at,
        inputs=trace(inputs, last.taken_at),
        outputs=trace(outputs),
        models={path: known for path, known in inputs.items() if path.startswith(MODELS)},
        questions=last.questions.names,
        first_free=last.questions.first_free,
        model=last.memo.basis("model", ""),
        routes=made.modelled.routes,
        pages=len(site.pages),
        diagnostics=made.diagnostics,
        unpublished=dict(site.unpublished),
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
    kept = last.part("of_pages") or {}
    merged = {**kept, **{id_: page.diagnostics for id_, page in made.rendered.items()}}
    return {page: merged[page] for page in made.inputs.site.pages if merged.get(page)}
