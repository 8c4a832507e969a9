"""One page's task: convert its Markdown, render its layout, collect its links and its reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from sitegen.config import PATH as CONFIG
from sitegen.diagnostics import Diagnostic
from sitegen.incremental.reads import Key, Reads
from sitegen.incremental.trust import pack, unpack
from sitegen.model.types import Page
from sitegen.render.context import Context, Kept, Navigation
from sitegen.render.environment import SiteEnvironment
from sitegen.render.file_lookups import FileLookups
from sitegen.render.html_tags import in_pieces
from sitegen.render.inputs import Inputs
from sitegen.render.markup.converter import Body, Converter, Text, TocEntry
from sitegen.render.page_changes import load_first_at_once, marked, with_base_path
from sitegen.render.page_reading import PageReading, read_page
from sitegen.render.rendered import PageFacts, Rendered, Stage, Targets
from sitegen.render.safe_html import Policy
from sitegen.render.structured_data import unprinted
from sitegen.render.template_errors import HookFailedError, explain
from sitegen.render.typography import typeset
from sitegen.render.views import ATTRIBUTES
from sitegen.user_models.hooks import failed_while_rendering, follows, span_of

#: What is kept of a page's questions: what may have printed an address that stands in no text, to
#: be searched if it leads nowhere, and pictures.
_NAMED = ("template", "data", "records", "record", "picture")


class Renderer:
    """Renders pages one after the other; what it keeps in between is the same for all of them."""

    def __init__(self, inputs: Inputs, stage: Stage | None = None) -> None:
        self.environment = SiteEnvironment(inputs.snapshot, inputs.site.config)
        self._inputs, self._stage = inputs, stage
        self._converter = Converter(inputs.site, inputs.snapshot, inputs.assets)
        self._kept = Kept()
        self._targets = Targets(inputs.site.config.root_url)
        self._digests: dict[Key, str] = {}
        self._known: dict[str, str] = {}
        self._divided: tuple[str, Sequence[str]] = ("", ())
        config = inputs.site.config
        self._policy = Policy(config.csp, config.base_path)

    def render(self, page_id: str) -> Rendered:
        """Run the task of one page."""
        page = self._inputs.site.pages[page_id]
        self._known = {}
        reads = Reads(self._digests)
        body, packed = self._body(page, reads)
        of_body = len(reads.keys)
        html, mistakes = self._layout(page, body, reads) if page.sound else ("", ())
        html, reading = self._finished(html)
        facts = self._facts(page, reading, body, reads, complete=bool(html))
        found = (*body.diagnostics, *mistakes)
        asked = (reads.digests(), of_body)
        data = html.encode()
        staged = self._stage(page.output, data) if self._stage else None
        data = b"" if staged else data
        return Rendered(page_id, data, facts, found, *asked, pack(facts), packed, staged)

    def _finished(self, html: str) -> tuple[str, PageReading]:
        """Return a page as it is to be published, read in the pieces of which some are known."""
        html = load_first_at_once(html)
        looked_at = self._looked_at(html)
        if base_path := self._policy.base_path:
            html = "".join(with_base_path(one, base_path) for one in self._pieces(html))
            looked_at = [with_base_path(one, base_path) for one in looked_at]
        return html, read_page(html, self._policy, looked_at)

    def _pieces(self, html: str) -> Sequence[str]:
        """Divide a page, which is asked again for one that has not changed since."""
        if html is not self._divided[0]:
            self._divided = html, in_pieces(html, self._known)
        return self._divided[1]

    def _looked_at(self, html: str) -> Sequence[str]:
        """Return the pieces of a page, or what can be looked at in their place."""
        return [self._known.get(one, one) for one in self._pieces(html)]

    def _body(self, page: Page, reads: Reads) -> tuple[Body, bytes | None]:
        """Convert a page's text, or take the body that the last conversion gave, if it holds."""
        kept = unpack(self._inputs.bodies.get(page.id, b""))
        if kept is not None:
            body, read = kept
            reads.note_all(read)
            return body, None
        reads.note(("source", page.id), page.source)
        reads.note(("file", page.source), self._inputs.snapshot.files[page.source].digest)
        reads.note(("config",), self._inputs.site.config)
        split = self._inputs.split(page.id)
        text = Text(page.id, page.source, split.body, split.body_line)
        body = self._converter.convert(text, reads)
        language = page.front.lang or self._inputs.site.config.language
        html = body.html if body.tags else typeset(body.html, language)
        body = body if html is body.html else replace(body, html=html)
        return body, pack((body, reads.keys))

    def _facts(
        self, page: Page, reading: PageReading, body: Body, reads: Reads, *, complete: bool
    ) -> PageFacts:
        named: dict[str, list[object]] = {kind: [] for kind in _NAMED}
        for kind, *words in reads.keys:
            if kind in named:
                named[kind].append(words[0])
        return PageFacts(
            links=self._targets.internal(reading.links, page.url),
            ids=reading.ids,
            faults=reading.faults,
            headings=tuple(_headings(body.toc)),
            uses=body.uses,
            templates=tuple(map(str, named["template"])),
            data=tuple(dict.fromkeys(map(str, named["data"] + named["records"] + named["record"]))),
            complete=complete,
            pictures=tuple(map(str, named["picture"])),
        )

    def _layout(self, page: Page, body: Body, reads: Reads) -> tuple[str, tuple[Diagnostic, ...]]:
        context = Context(self._inputs, page.id, body, reads, self._kept)
        names = self._names(context, page)
        reads.note(("page", page.id, "layout"), page.layout)
        try:
            return self._filled_in(page, body, context, names)
        except HookFailedError as error:
            return "", (replace(error.diagnostic, page=page.made_from),)
        except Exception as error:
            known = (*names, *ATTRIBUTES, *context.own_attributes())
            mistake = self._explained(error, page, known)
            return "", (mistake,) if mistake else ()

    def _filled_in(
        self, page: Page, body: Body, context: Context, names: Mapping[str, object]
    ) -> tuple[str, tuple[Diagnostic, ...]]:
        """Return the page's HTML, with a warning of what its type says and nobody sees."""
        html = self.environment.render(page.layout, names, context.reads)
        if "<body" in html:  # what is no page, such as JSON, stays as it is
            self._known[body.html] = body.tags or body.html
            html = typeset(html, context.ask("page", page.id, "lang"), self._looked_at(html))
        asked = ("page", page.id, "json_ld") in context.reads
        found = () if asked else tuple(unprinted(page, html))
        return marked(html, context.ask("page", page.id, "unpublished")), found

    def _explained(self, error: Exception, page: Page, known: Iterable[str]) -> Diagnostic | None:
        """Return why a page could not be rendered, or None if that is told elsewhere."""
        if follows(error, self._inputs.site.lacking):
            return None
        if span := span_of(error):
            return failed_while_rendering(error, span, page.made_from)
        mistake = explain(error, self._inputs.snapshot, page.made_from, known)
        return None if mistake and self._follows(mistake) else mistake

    def _follows(self, mistake: Diagnostic) -> bool:
        """Whether what is undefined may be missing because of a mistake in site.yaml."""
        return mistake.rule == "undefined" and CONFIG in self._inputs.site.broken

    def _names(self, context: Context, page: Page) -> dict[str, object]:
        """Return what layouts can name: values and functions, all of which record reads."""

        def menu(name: str, partial: str) -> Markup:
            return self._menu(name, partial, context)

        return {
            "page": context.view(page.id),
            "site": self._inputs.site.config,
            "navigation": Navigation(context),
            "menu": menu,
            **_functions(context, self._inputs),
        }

    def _menu(self, name: str, partial: str, context: Context) -> Markup:
        """Render a menu once for each place in it, and use that for every page there."""
        key = (name, partial, context.place(name))
        if key not in self._kept.html:
            reads = Reads(self._digests)
            own = context.with_reads(reads)
            names = {
                "items": own.menu_entries(name),
                "site": self._inputs.site.config,
                **_functions(own, self._inputs),
            }
            outer, html = self.environment.reads, self.environment.render(partial, names, reads)
            self.environment.reads = outer
            self._kept.html[key] = (Markup(html), reads.keys)
        html_kept, keys = self._kept.html[key]
        self._known[html_kept] = html_kept
        context.reads.note_all(keys)
        return html_kept


def _headings(toc: Iterable[TocEntry]) -> Iterator[str]:
    for entry in toc:
        yield entry.title
        yield from _headings(entry.children)


def _functions(context: Context, inputs: Inputs) -> dict[str, object]:
    files = FileLookups(inputs, context.ask)  # kept by the context, it would keep that in memory
    return {
        "data": context.data,
        "pages": context.pages,
        "records": context.records,
        "page_of": context.page_of,
        "filled": context.filled,
        "printed": context.printed,
        "record": context.record,
        "shortcode": context.shortcode,
        "download": files.download,
        "asset": files.asset,
        "image": files.image,
        "attachment": files.attachment,
        "today": context.today,
        "year": context.year,
        "search": context.search,
        **context.functions(),
    }
