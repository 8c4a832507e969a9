"""Which pages have to be rendered: found out for all, or first for those that are wanted."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from sitegen.diagnostics import Diagnostic
from sitegen.incremental.changes import in_words
from sitegen.incremental.questions import Again
from sitegen.incremental.reads import Key, answer_digest
from sitegen.last_build import LastBuild
from sitegen.model_stages import Modelled
from sitegen.render.inputs import Inputs
from sitegen.render.model_files import files_named, mistakes_in_files
from sitegen.render.queries import ask, may_differ, of_files, surely_same
from sitegen.user_models.hooks import span_of


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
