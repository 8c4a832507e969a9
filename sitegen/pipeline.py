"""The build, read top-down: discover, load, model, convert and render, check, publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sitegen.checks import CHECKS, CHECKS_OF_SOUND_SITES
from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic, SourceLine, has_errors, report
from sitegen.documents.load import load
from sitegen.model.assemble import assemble
from sitegen.publish.outputs import merge
from sitegen.publish.writer import Published, publish
from sitegen.render import assets, workers
from sitegen.render.inputs import Inputs
from sitegen.render.site_files import site_files
from sitegen.render.tasks import Rendered
from sitegen.render.template_mistakes import syntax_mistakes
from sitegen.sources import take_snapshot

#: Is told after each page: how many are rendered, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Options:
    """What a build is asked to do. ``output`` is None for a check, which writes nothing."""

    site: Path
    output: Path | None
    day: date
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    jobs: int | None = None
    progress: Progress | None = None


@dataclass(frozen=True)
class Result:
    """What a build made and found. Nothing was published if ``failed``."""

    pages: int
    rendered: int
    published: Published
    seconds: float
    diagnostics: tuple[Diagnostic, ...]
    failed: bool
    source_line: SourceLine

    def counts(self) -> dict[str, int | float]:
        """Return the numbers that ``--format json`` prints."""
        return {
            "pages": self.pages,
            "rendered": self.rendered,
            "written": self.published.written,
            "removed": self.published.removed,
            "seconds": round(self.seconds, 3),
        }


def build(options: Options) -> Result:
    """Build a site, or only check it; mistakes in it are in the result, never raised."""
    started = time.monotonic()
    inputs, mistakes = discover_load_and_model(options)
    rendered = convert_and_render(inputs, options)
    outputs, collisions = merge(inputs, rendered, site_files(inputs.site))
    mistakes += collisions
    found = report([*mistakes, *check(inputs, rendered, outputs, mistakes)])
    failed = has_errors(found, strict=options.strict)
    published = Published(0, 0)
    if options.output is not None and not failed:
        published = publish(outputs, options.site, options.output)
    seconds = time.monotonic() - started
    line = inputs.snapshot.line
    return Result(len(inputs.site.pages), len(rendered), published, seconds, found, failed, line)


def discover_load_and_model(options: Options) -> tuple[Inputs, tuple[Diagnostic, ...]]:
    """Hops 1 to 3: the site as a frozen model, with every mistake in its sources."""
    snapshot, unreadable = take_snapshot(options.site)
    loaded, mistakes = load(snapshot)
    if options.base_url:
        config = replace(loaded.config, base_url=options.base_url)
        loaded = replace(loaded, config=config)
    site, inconsistent = assemble(loaded, snapshot, options.day, drafts=options.drafts)
    files, missing = assets.publishable(snapshot)
    documents = {document.path: document for document in loaded.documents}
    inputs = Inputs(snapshot, site, files, documents)
    invalid = syntax_mistakes(inputs)
    return inputs, (*unreadable, *mistakes, *inconsistent, *missing, *invalid)


def convert_and_render(inputs: Inputs, options: Options) -> Mapping[str, Rendered]:
    """Hops 4 and 5: every page as HTML, by its id, with what it read and got wrong."""
    ids = tuple(inputs.site.pages)
    jobs = workers.jobs_for(len(ids), options.jobs)
    rendered: dict[str, Rendered] = {}
    for page in workers.render_all(inputs, ids, jobs):
        rendered[page.page] = page
        if options.progress:
            options.progress(len(rendered), len(ids))
    return rendered


def check(
    inputs: Inputs,
    rendered: Mapping[str, Rendered],
    outputs: Mapping[str, bytes],
    mistakes: tuple[Diagnostic, ...],
) -> list[Diagnostic]:
    """Give the mistakes of the pages, then those that show only in the finished site."""
    finished = Finished(inputs, rendered, frozenset(outputs))
    found = [one for page in rendered.values() for one in page.diagnostics]
    found += [one for rule in CHECKS for one in rule(finished)]
    if not has_errors((*mistakes, *found)):
        found += [one for rule in CHECKS_OF_SOUND_SITES for one in rule(finished)]
    return found
