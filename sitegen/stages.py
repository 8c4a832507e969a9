"""The six stages of a whole build: discover, load, model, convert and render, check, publish.

What the last build left is used wherever it still holds. Markdown and Jinja are loaded only when
there are pages to render.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from sitegen.checks import run_checks
from sitegen.checks.finished import Finished
from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import Diagnostic, report
from sitegen.documents.front_matter import front_digest
from sitegen.documents.load import config_of, load
from sitegen.finish import Made, finish
from sitegen.incremental.changes import stale
from sitegen.incremental.memo import Memo
from sitegen.incremental.reads import Key, answer_digest
from sitegen.last_build import LastBuild
from sitegen.model.assemble import assemble
from sitegen.model.faulty_records import with_uses
from sitegen.model.types import Site
from sitegen.modelling.hooks import span_of
from sitegen.pictures import workshop
from sitegen.publish.outputs import merge, taken
from sitegen.publish.staging import Staging
from sitegen.render import assets, record_files
from sitegen.render.cards import card_files
from sitegen.render.inputs import Inputs
from sitegen.render.model_files import beside_pages, of_whole_site, with_a_place
from sitegen.render.queries import ask
from sitegen.render.rendered import PageFacts, Rendered
from sitegen.render.site_files import site_files
from sitegen.request import Options, Result
from sitegen.sources import (
    DeferredFile,
    FileStat,
    Snapshot,
    digest,
    list_inputs,
    take_snapshot,
)

#: So often inputs are read again while somebody changes them; and in seconds, the pause before it.
_TRIES, _PAUSE = 5, 0.1


@dataclass(frozen=True)
class Planned:
    """What is known before any page is rendered: which of them have to be, and why.

    ``mistakes`` are those in the sources, ``listed`` is what the file system says of each.
    """

    inputs: Inputs
    reasons: Mapping[str, str]
    mistakes: tuple[Diagnostic, ...]
    listed: Mapping[str, FileStat]


class Modelled(NamedTuple):
    """What the first three stages lead to: ``fronts`` are the digests of pages' front matter."""

    inputs: Inputs
    fronts: Mapping[str, str]
    mistakes: tuple[Diagnostic, ...]


def whole(options: Options, last: LastBuild, started: float) -> Result:
    """Go through all six stages, rendering only the pages whose answers have changed."""
    with last.staging() as staging:
        return finish(last, make(options, last, staging), started, staging)


def make(
    options: Options,
    last: LastBuild,
    staging: Staging | None = None,
    model: Modelled | None = None,
) -> Made:
    """Go through the first five stages, or the later ones of them if the site's model is given.

    Pages are staged as they are made, while others are rendered.
    """
    inputs, fronts, mistakes = model or discover_load_and_model(options, last)
    reasons, fresh, bodies = plan(inputs, last)
    of_files = (*syntax_mistakes(inputs, last), *record_file_mistakes(inputs, last))
    known = (*mistakes, *of_files)
    planned = Planned(replace(inputs, bodies=bodies), reasons, known, last.listed)
    rendered = convert_and_render(planned, options, staging)
    facts = {**fresh, **{page.page: page.facts for page in rendered.values()}}
    of_site, of_beside = _beside_pages(inputs, facts, options)
    outputs, kept, collisions = merge(inputs, rendered, of_site)
    of_sources = [*known, *of_beside, *collisions]
    of_pages = (one for page in rendered.values() for one in page.diagnostics)
    found = [*of_sources, *last.diagnostics_of(fresh), *of_pages]
    index = LinkIndex.of(inputs.site.pages, facts)
    finished = Finished(inputs, facts, tuple(facts), index, kept.union(outputs))
    return Made(
        inputs=inputs,
        rendered=rendered,
        reasons=reasons,
        outputs=outputs,
        kept=kept,
        index=index,
        diagnostics=report([*found, *run_checks(finished, found)]),
        of_sources=of_sources,
        fronts=fronts,
        facts=facts,
    )


def _beside_pages(
    inputs: Inputs, facts: Mapping[str, PageFacts], options: Options
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the files that stand beside pages, with what is wrong about them.

    All social cards are drawn only where they are to be published.
    """
    drawn = partial(workshop.made, options)
    all_drawn = options.complete or options.output is not None
    cards, of_cards = card_files(inputs, drawn, all_drawn=all_drawn)
    own, once = beside_pages(inputs.site), inputs.site.once(of_whole_site)
    of_site = site_files(inputs.site, _headings(facts))
    of_build = {**of_site, **cards}
    made, of_models = with_a_place(own, once, taken(inputs, of_build))
    return {**made, **of_build}, (*of_cards, *of_models)


def _headings(facts: Mapping[str, PageFacts]) -> Mapping[str, tuple[str, ...]]:
    return {page: found.headings for page, found in facts.items()}


def discover_load_and_model(
    options: Options,
    last: LastBuild | None = None,
    edited: Mapping[str, bytes] = MappingProxyType({}),
) -> Modelled:
    """Return the site as a frozen model, with every mistake in its sources: stages 1 to 3.

    What the last build made of the same is used; ``edited`` is what files would hold.
    """
    last = last or LastBuild.none(options)
    snapshot, unreadable = _settled_snapshot(last)
    snapshot = snapshot.with_files(edited) if edited else snapshot
    fronts = _fronts(snapshot, last)
    site, mistakes = _site(options, snapshot, fronts, last.memo)
    files, of_files = _assets(options, snapshot, last)
    own = [one for one in (*mistakes, *of_files) if not _follows(one, unreadable)]
    return Modelled(Inputs(snapshot, site, files), fronts, (*unreadable, *own))


def _settled_snapshot(last: LastBuild) -> tuple[Snapshot, tuple[Diagnostic, ...]]:
    """Read the inputs that have changed when nobody changes them: half a git checkout is no site.

    If they never settle, what was read last has to do; the next build finds what has changed since.
    """
    site = last.options.site
    before: tuple[Mapping[str, FileStat], Sequence[Diagnostic]] = (last.listed, last.refused)
    for _ in range(_TRIES):
        taken = take_snapshot(site, before, last.unchanged_inputs(before[0]))
        now = list_inputs(site)
        if now[0] == before[0]:
            break
        before = now
        time.sleep(_PAUSE)
    return taken


def _fronts(snapshot: Snapshot, last: LastBuild) -> Mapping[str, str]:
    """Return the digest of the front matter of each page; of an unchanged one it is known."""
    known = last.header.fronts if last.header else {}
    return {
        file.path: known[file.path]
        if isinstance(file, DeferredFile)
        else front_digest(file.data, file.path)
        for file in snapshot.under("content")
        if file.path.endswith(".md")
    }


def _site(
    options: Options, snapshot: Snapshot, fronts: Mapping[str, str], memo: Memo
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return the model: it is made of the names of all files, of data, and of front matter."""
    config, _ = config_of(snapshot, memo)
    moment = options.moment(config.time_zone)

    def made() -> tuple[Site, tuple[Diagnostic, ...]]:
        loaded, found = load(snapshot, memo, fronts)
        if options.base_url:
            loaded = replace(loaded, config=replace(loaded.config, base_url=options.base_url))
        site, inconsistent = assemble(loaded, snapshot, moment, drafts=options.drafts)
        return site, (*with_uses(found, loaded, snapshot), *inconsistent)

    def holds(known: tuple[Site, tuple[Diagnostic, ...]]) -> bool:
        return known[0].stays_until(moment)

    files = [
        (path, fronts.get(path) or (file.digest if path.startswith("data/") else ""))
        for path, file in snapshot.files.items()
    ]
    basis = digest(repr((files, options.lasting(config.time_zone))).encode())
    return memo("model", "", basis, made, holds=holds)


def _assets(
    options: Options, snapshot: Snapshot, last: LastBuild
) -> tuple[assets.Assets, tuple[Diagnostic, ...]]:
    """Return what is published beside pages; of what stands in the output already no bytes."""

    def made() -> tuple[assets.Assets, tuple[Diagnostic, ...]]:
        known = last.memo.last("assets", "")
        pictures = workshop.prepared(snapshot, options)
        files, missing = assets.publishable(
            snapshot,
            pictures,
            known[0].sheets if known else None,
            fingerprints=options.fingerprints,
        )
        return files, (*pictures.diagnostics, *missing)

    def kept(
        value: tuple[assets.Assets, tuple[Diagnostic, ...]],
    ) -> tuple[assets.Assets, tuple[Diagnostic, ...]]:
        return value[0].without_bytes(), value[1]

    files = [
        (file.path, file.digest)
        for top in ("assets", "content")
        for file in snapshot.under(top)
        if not file.path.endswith(".md")
    ]
    basis = digest(repr((files, options.fingerprints)).encode())
    return last.memo("assets", "", basis, made, holds=lambda _: last.outputs_stand, keep=kept)


def _follows(mistake: Diagnostic, unreadable: Sequence[Diagnostic]) -> bool:
    """Whether a text has no form because of what is wrong with its file as a whole."""
    spoilt = {one.span.path for one in unreadable}
    return mistake.rule in ("front-matter", "invalid-yaml") and mistake.span.path in spoilt


def plan(
    inputs: Inputs, last: LastBuild
) -> tuple[Mapping[str, str], Mapping[str, PageFacts], Mapping[str, bytes]]:
    """Return why stale pages have to be rendered, the facts of fresh ones, and bodies that hold."""
    answers: dict[Key, str] = {}

    def current(key: Key) -> str:
        if key not in answers:
            answers[key] = _answer_today(inputs, key)
        return answers[key]

    known = last.traces
    reasons = stale(inputs.site.pages, known, current, last.altered_pages(inputs.site))
    fresh = {page: known[page].facts for page in inputs.site.pages if page not in reasons}
    return reasons, fresh, last.bodies(reasons, current)


def _answer_today(inputs: Inputs, key: Key) -> str:
    """Return the digest of an answer; of one that a model fails to give, what no answer has."""
    try:
        return answer_digest(ask(inputs, key))
    except Exception as error:
        if span_of(error) is None:
            raise
        return ""


def convert_and_render(
    planned: Planned, options: Options, staging: Staging | None = None
) -> Mapping[str, Rendered]:
    """Return pages as HTML, by their ids, with what they read and got wrong: stage 4."""
    rendered: dict[str, Rendered] = {}
    for page in (options.rendering or _all_in_order)(planned, options):
        rendered[page.page] = page
        if staging:
            staging.add(planned.inputs.site.pages[page.page].output, page.html)
        if options.progress:
            options.progress(len(rendered), len(planned.reasons))
    return rendered


def _all_in_order(planned: Planned, options: Options) -> Iterator[Rendered]:
    if planned.reasons:
        from sitegen.render import workers

        yield from workers.render_all(planned.inputs, tuple(planned.reasons), options)


def syntax_mistakes(inputs: Inputs, last: LastBuild) -> tuple[Diagnostic, ...]:
    """Compile every template if one has changed since it was last found to be valid.

    Workers that are forked from here share what is compiled.
    """
    if last.holds_all(inputs.snapshot.under("templates")):
        return ()
    from sitegen.render import template_errors

    return template_errors.syntax_mistakes(inputs)


def record_file_mistakes(inputs: Inputs, last: LastBuild) -> tuple[Diagnostic, ...]:
    """Look into the files of records if one of them, or what is said of them, has changed."""
    listed, files = record_files.listed(inputs), inputs.snapshot.files
    there = [files[path] for path in listed if path in files]
    if len(there) == len(listed) and last.holds_all(there):
        return ()
    return record_files.mistakes(inputs)
