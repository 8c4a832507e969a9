"""The stages of a build that make pages of the model: what is stale is rendered, all is checked.

Each takes what earlier builds made of the same, and says what it made anew. Markdown and Jinja are
loaded only when there are pages to render.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain

from sitegen.build_request import Options
from sitegen.checks import run_checks
from sitegen.checks.finished import Finished
from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import Diagnostic, report
from sitegen.documents.address_list import PATH as ADDRESSES
from sitegen.incremental.changes import in_words
from sitegen.incremental.questions import Again
from sitegen.incremental.reads import Key, answer_digest
from sitegen.last_build import LastBuild
from sitegen.model.routes import page_route
from sitegen.model.search import search_page
from sitegen.model_stages import Modelled, discover_load_and_model
from sitegen.output.outputs import merge, taken
from sitegen.output.staging import Staging
from sitegen.pictures import all_pictures
from sitegen.publish_stage import Beside, Made
from sitegen.render.cards import card_files
from sitegen.render.inputs import Inputs
from sitegen.render.model_files import (
    beside_pages,
    files_named,
    mistakes_in_files,
    of_whole_site,
    with_a_place,
)
from sitegen.render.queries import ask, may_differ, of_files, surely_same
from sitegen.render.rendered import PageFacts, Rendered, Stage
from sitegen.render.site_files import site_files
from sitegen.user_models.hooks import span_of


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
    before = last.part("headings")
    gone = [page for page in before if page not in pages]
    kept = last.facts_of(before, {})
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


@dataclass(frozen=True)
class Planned:
    """What is known before any page is rendered; which of them are stale is asked for later.

    ``mistakes`` are those in the sources, ``again`` knows what has to be asked. Texts of stale
    pages that would be converted to the same again are taken from the state, into ``bodies``.
    """

    modelled: Modelled
    last: LastBuild
    mistakes: tuple[Diagnostic, ...]
    again: Again
    bodies: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def inputs(self) -> Inputs:
        """Return what pages are rendered from."""
        return replace(self.modelled.inputs, bodies=self.bodies)

    @cached_property
    def is_seen(self) -> bool:
        """Whether pages may be other ones; where the model is another, that is not asked yet."""
        if self.modelled.same_model:
            self.again.ask()
        return not self.modelled.same_model or bool(self.again.changed)

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Return the reason for each page that has to be rendered; all others are fresh."""
        self.again.ask()
        site = self.modelled.inputs.site
        return self._stale(site.pages, self.last.altered_pages(site))

    def why(self, page: str) -> str:
        """Return why a page has to be rendered, "" if it is fresh: nothing is asked for others."""
        self.again.ask(self.last.questions.asked(page)[1])
        output = self.modelled.inputs.site.pages.outputs[page]
        altered = () if self.last.stand([output]) else (page,)
        return self._stale([page], altered, page).get(page, "")

    def _stale(
        self, pages: Iterable[str], altered: Container[str], only: str = ""
    ) -> Mapping[str, str]:
        """Return the reason for each page whose task has to run, given what has been asked.

        It has to if it never ran, if its output is missing or altered, or if it asked a question
        that has another answer now.
        """
        questions, changed = self.last.questions, self.again.changed
        known, askers = frozenset(questions.pages), questions.askers(changed, only)
        found = {}
        for page in pages:
            if page not in known:
                found[page] = "it was not built before"
            elif page in altered:
                found[page] = "its output was missing or altered"
            elif page in askers:
                found[page] = f"{in_words(changed[askers[page]])} changed"
        same = [page for page in found if _is_same_text(questions.asked(page), changed)]
        self.bodies.update(self.last.state.bodies(page for page in same if page not in self.bodies))
        return found


def plan(modelled: Modelled, last: LastBuild) -> Planned:
    """Find out what has to be asked to know which pages are stale."""
    inputs = modelled.inputs
    is_asked = partial(
        may_differ,
        model=not modelled.same_model,
        assets=not modelled.same_assets,
        routes=modelled.routes != last.part("routes"),
    )
    current = partial(_answer_today, inputs)
    is_same = surely_same(None if modelled.same_model else last.model, inputs.site)
    of_changed = of_files(modelled.changed)
    again = last.questions.again(inputs.site.pages, is_asked, is_same, of_changed, current)
    mistakes = (*_syntax_mistakes(modelled), *_record_file_mistakes(modelled))
    return Planned(modelled, last, (*modelled.mistakes, *mistakes), again)


def _is_same_text(asked: tuple[int, Sequence[int]], changed: Mapping[int, Key]) -> bool:
    """Whether a page's text would be converted to the same again."""
    of_body = asked[1][: asked[0]]
    return bool(of_body) and changed.keys().isdisjoint(of_body)


def _answer_today(inputs: Inputs, key: Key) -> str:
    """Return the digest of an answer; of one that a model fails to give, what no answer has."""
    try:
        return answer_digest(ask(inputs, key))
    except Exception as error:
        if span_of(error) is None:
            raise
        return "failed"


def _syntax_mistakes(modelled: Modelled) -> tuple[Diagnostic, ...]:
    """Compile every template if one has changed since it was last found to be valid.

    Workers that are forked from here share what is compiled.
    """
    if not any(path.startswith("templates/") for path in modelled.changed):
        return ()
    from sitegen.render import template_errors

    return template_errors.syntax_mistakes(modelled.inputs)


def _record_file_mistakes(modelled: Modelled) -> tuple[Diagnostic, ...]:
    """Look into the files of records if one of them, or what is said of them, has changed."""
    inputs = modelled.inputs
    listed = frozenset(files_named(inputs))
    is_same = modelled.changed.isdisjoint(listed) and listed <= inputs.snapshot.files.keys()
    return () if is_same else mistakes_in_files(inputs)
