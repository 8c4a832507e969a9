"""The six stages of a build: discover, load, model, convert and render, check, publish.

Each takes what earlier builds made of the same, and says what it made anew. Markdown and Jinja are
loaded only when there are pages to render.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain

from sitegen.build_request import Options, Result
from sitegen.checks import run_checks
from sitegen.checks.finished import Finished
from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import report
from sitegen.documents.address_list import PATH as ADDRESSES
from sitegen.last_build import LastBuild
from sitegen.model.routes import page_route
from sitegen.model.search import search_page
from sitegen.model_stages import Modelled, discover_load_and_model
from sitegen.output.outputs import merge, taken
from sitegen.output.staging import Staging
from sitegen.pictures import all_pictures
from sitegen.publish_stage import Beside, Made, finish
from sitegen.render.cards import card_files
from sitegen.render.inputs import Inputs
from sitegen.render.model_files import beside_pages, of_whole_site, with_a_place
from sitegen.render.rendered import PageFacts, Rendered, Stage
from sitegen.render.site_files import site_files
from sitegen.render_plan import Planned, plan


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
    modelled = model or discover_load_and_model(options, last)
    inputs = modelled.inputs
    planned = plan(modelled, last)
    rendered = convert_and_render(planned, options, staging)
    facts = last.facts_of(inputs.site.pages, rendered)
    headings = _headings(inputs, last, rendered, facts)
    beside = _beside(modelled, last, rendered, headings, options)
    options.give_way()
    index = _index(inputs, last, rendered, facts)
    new = None if ADDRESSES in modelled.changed else tuple(rendered)
    finished = Finished(inputs, facts, new, index, beside.paths, headings)
    of_pages = {**(last.part("of_pages") or {}), **{p: rendered[p].diagnostics for p in rendered}}
    of_pages = {page: of_pages[page] for page in inputs.site.pages if of_pages.get(page)}
    found = (*planned.mistakes, *beside.mistakes, *chain.from_iterable(of_pages.values()))
    return Made(
        modelled=modelled,
        rendered=rendered,
        reasons=planned.reasons,
        beside=beside,
        index=index,
        headings=headings,
        of_pages=of_pages,
        diagnostics=report([*found, *run_checks(finished, found, options.give_way)]),
        facts=facts,
    )


def convert_and_render(
    planned: Planned, options: Options, staging: Staging | None = None
) -> Mapping[str, Rendered]:
    """Return pages as HTML, by their ids, with what they read and got wrong: stage 4."""
    rendered: dict[str, Rendered] = {}
    rendering = options.rendering or partial(
        _all_in_order, stage=staging.written if staging else None
    )
    for page in rendering(planned, options):
        rendered[page.page] = page
        if staging:
            staging.add(planned.inputs.site.pages.outputs[page.page], page.staged or page.html)
        if options.progress:
            options.progress(len(rendered), len(planned.reasons))
    return rendered


def _all_in_order(planned: Planned, options: Options, stage: Stage | None) -> Iterator[Rendered]:
    if planned.reasons:
        from sitegen.render import workers

        last, pages = planned.last, tuple(planned.reasons)

        def meanwhile() -> None:
            last.state.pack_ahead(last.memo.changed())

        for page in workers.render_all(planned.inputs, pages, options, stage, meanwhile):
            if last.header is None:  # else what pages asked is still looked up
                last.questions.note(page.page, page.reads, page.of_body)
            yield page


def _headings(
    inputs: Inputs,
    last: LastBuild,
    rendered: Mapping[str, Rendered],
    facts: Mapping[str, PageFacts],
) -> Mapping[str, tuple[str, ...]]:
    """Return what the search finds each page by."""
    known, pages = last.part("headings") or {}, inputs.site.pages
    new = {page: facts[page].headings for page in pages if page in rendered or page not in known}
    return {page: new[page] if page in new else known[page] for page in pages}


def _index(
    inputs: Inputs,
    last: LastBuild,
    rendered: Mapping[str, Rendered],
    facts: Mapping[str, PageFacts],
) -> LinkIndex:
    """Return who links where: as it was, with the links of new pages in the place of their old."""
    pages, known = inputs.site.pages, last.part("index")
    if known is None or len(rendered) > len(pages) / 2:
        return LinkIndex.of(pages.urls, facts)
    index: LinkIndex = known.copy()
    gone = [page for page in last.questions.pages if page not in pages]
    kept = last.facts_of(frozenset(last.questions.pages), {})
    for page in (*gone, *(page for page in rendered if page in kept)):
        index.remove(page, page_route(page).url, kept[page])
    for page, found in rendered.items():
        index.add(page, pages.urls[page], found.facts)
    return index


def _beside(
    modelled: Modelled,
    last: LastBuild,
    rendered: Mapping[str, Rendered],
    headings: Mapping[str, tuple[str, ...]],
    options: Options,
) -> Beside:
    """Return all outputs: pages, and what is made beside them of the model and of headings.

    All social cards are drawn only where they are to be published.
    """
    inputs, site = modelled.inputs, modelled.inputs.site
    is_found = search_page(site) is not None
    stands = modelled.is_known and last.header and not last.outputs_changed
    if stands and not (is_found and headings != last.part("headings")):
        new = {site.pages.outputs[id_]: page.staged or page.html for id_, page in rendered.items()}
        return Beside(new, last.own_outputs - new.keys(), last.part("of_beside"))
    drawn = partial(all_pictures.made, options)
    all_drawn = options.complete or options.output is not None
    cards, of_cards = card_files(inputs, drawn, all_drawn=all_drawn)
    own, once = beside_pages(site), site.once(of_whole_site)
    of_build = {**site_files(site, headings), **cards}
    made, of_models = with_a_place(own, once, taken(inputs, of_build))
    outputs, kept, collisions = merge(inputs, rendered, {**made, **of_build})
    return Beside(outputs, kept, (*of_cards, *of_models, *collisions))
