"""The build that editors wait for most: only texts of pages have changed, and no front matter.

It leads to the very result of a whole build, or gives way to one by returning None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.checks import run_checks
from sitegen.checks.finished import Finished
from sitegen.checks.link_index import LinkIndex
from sitegen.diagnostics import report
from sitegen.documents.front_matter import split_front_matter
from sitegen.finish import Made, finish
from sitegen.incremental.traces import Header, State
from sitegen.last_build import LastBuild
from sitegen.render.inputs import Inputs
from sitegen.render.rendered import PageFacts, Rendered
from sitegen.request import Options, Result
from sitegen.sources import InputFile, Snapshot, SourceFile, decode, digest, flaws, read_input


def rendered(last: LastBuild, options: Options, started: float) -> Result | None:
    """Render only pages whose text was edited, while all that others read of them is as before."""
    header = last.standing_header
    if header is None:
        return None
    edited = _edited_bodies(last, options, header)
    model, assets = last.memo.last("model", ""), last.memo.last("assets", "")
    index = last.state.part("index")
    if not edited or model is None or assets is None or not isinstance(index, LinkIndex):
        return None
    if not edited.keys() <= model[0].pages.keys():
        return None
    files = {**dict(last.deferred()), **edited}
    inputs = Inputs(Snapshot(options.site, files), model[0], assets[0])
    return _render_bodies(last, header, inputs, index.copy(), tuple(edited), started)


def _edited_bodies(
    last: LastBuild, options: Options, header: Header
) -> Mapping[str, InputFile] | None:
    """Return the changed files if they all are pages with the front matter that they had."""
    changed = last.inputs_changed
    if changed.added or changed.removed:
        return None
    edited: dict[str, InputFile] = {}
    for path in changed.modified:
        data = _text_of(options, path) if path in header.fronts else b"\xff"
        split = split_front_matter(decode(data), path)
        is_text = "\ufffd" not in split.front + split.body
        if (
            not is_text
            or flaws(path, data)
            or digest(split.front.encode()) != header.fronts.get(path)
        ):
            return None
        edited[path] = SourceFile(path, data, digest(data))
    return edited


def _text_of(options: Options, path: str) -> bytes:
    """Return what is in a page, or no text at all if we are not allowed to read it."""
    try:
        return read_input(options.site, path)
    except PermissionError:
        return b"\xff"


class _Facts(Mapping[str, PageFacts]):
    """The facts of all pages: new ones at hand, the others taken from the state when wanted."""

    def __init__(
        self, new: Mapping[str, PageFacts], state: State, pages: Mapping[str, object]
    ) -> None:
        self._new = new
        self._state = state
        self._pages = pages

    def __getitem__(self, page: str) -> PageFacts:
        if page in self._new:
            return self._new[page]
        trace = self._state.trace(page) if page in self._pages else None
        if trace is None:
            raise KeyError(page)
        facts: PageFacts = trace.facts
        return facts

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def _render_bodies(
    last: LastBuild,
    header: Header,
    inputs: Inputs,
    index: LinkIndex,
    edited: tuple[str, ...],
    started: float,
) -> Result | None:
    from sitegen.render.tasks import Renderer

    pages = inputs.site.pages
    renderer = Renderer(inputs)
    rendered = {page: renderer.render(page) for page in edited if page in pages}
    if not all(_exchange(last.state, index, pages[id_].url, rendered[id_]) for id_ in rendered):
        return None
    facts = _Facts({id_: page.facts for id_, page in rendered.items()}, last.state, pages)
    own = frozenset(header.outputs) - header.companions
    finished = Finished(inputs, facts, tuple(rendered), index, own)
    of_pages = last.diagnostics_of(page for page in pages if page not in rendered)
    of_pages += [one for page in rendered.values() for one in page.diagnostics]
    known = [*header.of_sources, *of_pages]
    diagnostics = report([*known, *run_checks(finished, known)])
    outputs = {pages[id_].output: page.html for id_, page in rendered.items()}
    made = Made(
        inputs=inputs,
        rendered=rendered,
        reasons=dict.fromkeys(rendered, "its text changed"),
        outputs=outputs,
        kept=own - outputs.keys(),
        index=index,
        diagnostics=diagnostics,
        of_sources=header.of_sources,
        fronts=None,
        facts=facts,
    )
    return finish(last, made, started)


def _exchange(state: State, index: LinkIndex, url: str, page: Rendered) -> bool:
    """Put a page's new links in the place of its old ones; False if other files have to follow."""
    trace = state.trace(page.page)
    if trace is None:
        return False
    index.remove(page.page, url, trace.facts)
    index.add(page.page, url, page.facts)
    same_headings = trace.facts.headings == page.facts.headings  # the search finds pages by them
    return same_headings and not set(index.wants(url)) - set(page.facts.ids)
