"""The last stage: publish what was made, and keep what the next build can use of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sitegen.build_request import Result
from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.incremental.changes import Records, trace
from sitegen.incremental.reads import CALENDAR
from sitegen.incremental.state import Header
from sitegen.last_build import MODELS, LastBuild
from sitegen.model_stages import Modelled
from sitegen.output import schedule
from sitegen.output.companions import Accompanied, Standing, accompanied
from sitegen.output.staging import Output, Staging
from sitegen.output.writer import Published, publish
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import PageFacts, Rendered
from sitegen.sources import FileStat, SourceLines, file_stat

#: Stands for a file that came after the inputs were listed and before they were read: the next
#: build looks into it, or sees that it is gone.
_UNLISTED: FileStat = (-1, 0, 0, 0)


@dataclass(frozen=True)
class Beside:
    """What is published: new outputs by path, what is kept; and what is wrong beside pages."""

    outputs: Mapping[str, Output]
    kept: frozenset[str]
    mistakes: tuple[Diagnostic, ...]

    @property
    def paths(self) -> frozenset[str]:
        """Return all paths."""
        return self.kept.union(self.outputs)


@dataclass(frozen=True)
class Made:
    """What a build made: new pages, all that is to be published, all it found.

    ``of_pages`` are the mistakes of each page's own task; ``headings`` is what the search finds
    each page by, ``index`` tells who links where, and ``facts`` are those of all pages.
    """

    modelled: Modelled
    rendered: Mapping[str, Rendered]
    reasons: Mapping[str, str]
    beside: Beside
    index: LinkIndex
    headings: Mapping[str, tuple[str, ...]]
    of_pages: Mapping[str, tuple[Diagnostic, ...]]
    diagnostics: tuple[Diagnostic, ...]
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
        _remember(last, made, dict.fromkeys(made.beside.paths, (_UNLISTED, "")), frozenset())
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
    new, kept = made.beside.outputs, made.beside.kept
    all_ = accompanied(site, options, last.commit, new, kept, _standing(last, output))
    existing, own = frozenset(last.outputs_listed), (options.site, output)
    published = publish(all_.outputs, *own, all_.kept, existing, ahead, site.unpublished)
    return published, _records(last, all_, published), all_.companions


def _standing(last: LastBuild, folder: Path) -> Standing:
    """Return what stands in the output folder as the last build left it."""
    changed = last.outputs_changed
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
    site = made.inputs.site
    return last.result(
        started,
        made.diagnostics,
        source_line=SourceLines(made.inputs.snapshot.read),
        pages=len(site.pages),
        reasons=made.reasons,
        files_written=published.written,
        files_removed=published.removed,
        outputs=outputs,
        site=site,
        until=site.until,
        unpublished=site.unpublished,
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
        if id_ not in questions.noted:
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
        "routes": made.modelled.routes,
        "index": made.index,
        "headings": made.headings,
        "of_beside": made.beside.mistakes,
        "of_pages": made.of_pages,
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
        now = os.stat(f"{folder}/{path}") if is_new else None  # noqa: PTH116 - for thousands
        records[path] = (file_stat(now) if now else last.outputs_listed[path], all_.files[path])
    return records
