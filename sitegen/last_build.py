"""The last build of a site to one output folder, and what of it still holds.

Most builds find that all of it does: nothing is imported here but what tells that.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.build_request import Options, Result
from sitegen.diagnostics import Diagnostic, has_errors
from sitegen.git import commit_of
from sitegen.incremental.changes import (
    NO_CHANGES,
    Changes,
    Records,
    changes,
    engine_digest,
    fingerprint,
)
from sitegen.incremental.memo import Memo
from sitegen.incremental.questions import Questions
from sitegen.incremental.state import Header, LostError, State
from sitegen.output.folder import refuse_place, stat_outputs, stat_some
from sitegen.sources import (
    DeferredFile,
    FileStat,
    InputFile,
    SourceLines,
    list_again,
    list_inputs,
    read_input,
    sha256,
)

if TYPE_CHECKING:
    from sitegen.model.types import Site
    from sitegen.output.staging import Staging
    from sitegen.render.rendered import PageFacts, Rendered

#: The code of the site's models, which is a part of the builder as its own code is.
MODELS = "models/"


@dataclass(frozen=True)
class LastBuild:
    """What is known when a build begins. ``header`` is None if nothing of use is known.

    ``listed`` are the inputs as they are now, ``refused`` is what is wrong with their names.
    """

    options: Options
    state: State
    engine: str
    taken_at: int
    listed: Mapping[str, FileStat]
    refused: Sequence[Diagnostic]
    header: Header | None

    @classmethod
    def none(cls, options: Options) -> LastBuild:
        """Stand in where no build is remembered, and none will be."""
        return cls(options, State(), "", 0, *list_inputs(options.site), None)

    @classmethod
    def look(cls, options: Options, state: State) -> LastBuild:
        """List the inputs as they are now, and recall the last build by this very builder."""
        engine, taken_at = engine_digest(), time.time_ns()
        listed, mistakes = _listed(options, state)
        header = state.part("header")
        usable = isinstance(header, Header) and header.engine == engine and not mistakes
        known = header if usable and not _models_changed(options.site, header, listed) else None
        return cls(options, state, engine, taken_at, listed, mistakes, known)

    @cached_property
    def inputs_changed(self) -> Changes:
        """Return what differs between the inputs now and then."""
        return self._changes(self.listed)

    def _changes(self, listed: Mapping[str, FileStat]) -> Changes:
        assert self.header is not None
        if self.options.memory is None and self.header.inputs == fingerprint(listed):
            return NO_CHANGES  # whose records are at hand has compared them as soon
        return changes(self.options.site, self.inputs, listed, taken_at=self.header.taken_at)

    @cached_property
    def inputs(self) -> Records:
        """Return the records of the inputs of the last build."""
        return self.part("inputs") or {}

    @cached_property
    def outputs(self) -> Records:
        """Return the records of what the last build published, the digests being SHA-256."""
        return self.part("outputs") or {}

    @cached_property
    def memo(self) -> Memo:
        """Return what earlier builds made of inputs, to be taken where those are the same."""
        return Memo(self.state if self.header else State())

    @property
    def model(self) -> Site | None:
        """Return the model of the last build, if one is known."""
        known: tuple[Site] | None = self.memo.last("model", "")
        return known and known[0]

    def unchanged_inputs(self, listed: Mapping[str, FileStat]) -> Mapping[str, str]:
        """Return the digests of the inputs that are what they were, given all that there are."""
        if self.header is None:
            return {}
        changed = self.inputs_changed if listed is self.listed else self._changes(listed)
        new = {*changed.modified, *changed.added, *changed.removed}
        return {p: known for p, (_, known) in self.inputs.items() if p not in new}

    @cached_property
    def outputs_changed(self) -> Changes:
        """Return what differs between the output folder now and as the last build left it."""
        folder, listed = self.options.output, self.outputs_listed
        if folder is None or (self.header and self.header.outputs == fingerprint(listed)):
            return NO_CHANGES
        return changes(folder, self.outputs, listed, taken_at=0, checksum=sha256)

    def stand(self, paths: Collection[str]) -> bool:
        """Whether some outputs are there as the last build left them; no other is looked at."""
        folder = self.options.output
        if folder is None:
            return True
        known = {path: self.outputs[path] for path in paths if path in self.outputs}
        listed = stat_some(folder, paths)
        changed = changes(folder, known, listed, taken_at=0, checksum=sha256)
        return len(known) == len(paths) and not changed

    @cached_property
    def commit(self) -> str:
        """Return the commit of the sources as they are now, "" where no build.json will name it."""
        is_recorded = self.options.output is not None and not self.options.drafts
        return commit_of(self.options.site) if is_recorded else ""

    @cached_property
    def standing_header(self) -> Header | None:
        """Return what is known of the last build, if it was asked for the same and still stands."""
        header, options = self.header, self.options
        if header is None or self.outputs_changed:
            return None
        return (
            header if self.is_same_wish and header.holds_at(options.moment(header.zone)) else None
        )

    def deferred(self) -> Iterator[tuple[str, InputFile]]:
        """Yield the inputs of the last build by their paths, each to be read when asked for."""
        for path, (_, known) in self.inputs.items():
            yield path, DeferredFile(self.options.site, path, known)

    def result(self, started: float, found: tuple[Diagnostic, ...], **made: Any) -> Result:
        """Return what a build has found, and what it has made."""
        strict = self.options.strict
        known = {
            "seconds": time.monotonic() - started,
            "failed": has_errors(found, strict=strict),
            "source_line": SourceLines(self._read),
        }
        return Result(diagnostics=found, listed=self.listed, strict=strict, **{**known, **made})

    def _read(self, path: str) -> bytes:
        return read_input(self.options.site, path) if path in self.listed else b""

    @cached_property
    def outputs_listed(self) -> Mapping[str, FileStat]:
        """Return what the file system says of every file in the output folder."""
        return stat_outputs(self.options.output) if self.options.output else {}

    def staging(self) -> AbstractContextManager[Staging | None]:
        """Return the place where pages are written to as soon as they are made.

        There is none where the output folder may turn out not to be the build's to write.
        """
        output = self.options.output
        if output is None or (self.header is None and self.outputs_listed):
            return nullcontext()
        refuse_place(self.options.site, output)
        from sitegen.output.staging import staged  # slow to load

        return staged(output)

    @cached_property
    def questions(self) -> Questions:
        """Return what pages asked, as far as it is of use."""
        known = self.part("questions")
        return Questions(self.state, *known) if known else Questions(State())

    def part(self, name: str) -> Any:
        """Return a part of what is known, None if nothing is."""
        found = self.state.part(name) if self.header else None
        if self.header and found is None:
            raise LostError(name)
        return found

    def facts_of(
        self, pages: Collection[str], rendered: Mapping[str, Rendered]
    ) -> Mapping[str, PageFacts]:
        """Return the facts of pages: of new ones, and of others as they are asked for."""
        return _Facts({id_: page.facts for id_, page in rendered.items()}, self.state, pages)

    @property
    def own_outputs(self) -> frozenset[str]:
        """Return the paths that the last build published, companions aside."""
        return frozenset(self.outputs) - self.companions

    @property
    def companions(self) -> frozenset[str]:
        """Return the paths of what stands beside the outputs of the site itself."""
        return self.part("companions") or frozenset()

    def changed_since(self, files: Mapping[str, InputFile]) -> frozenset[str]:
        """Return the paths of files that are not what they were at the last build."""
        known = self.inputs
        changed = {p for p, f in files.items() if p not in known or known[p][1] != f.digest}
        return frozenset((*changed, *(known.keys() - files.keys())))

    @property
    def is_same_wish(self) -> bool:
        """Whether the last build was asked for the same, if the site's time zone is the same."""
        header = self.header
        return header is not None and header.options == self.options.lasting(header.zone)

    def altered_pages(self, site: Site) -> frozenset[str]:
        """Return the pages whose outputs are not there as they were left."""
        changed = self.outputs_changed
        sound = self.outputs.keys() - {*changed.modified, *changed.removed}
        return frozenset(id_ for id_, path in site.pages.outputs.items() if path not in sound)


class _Facts(Mapping[str, "PageFacts"]):
    """The facts of all pages: new ones at hand, the others taken from the state when wanted."""

    def __init__(self, new: Mapping[str, PageFacts], state: State, pages: Collection[str]) -> None:
        self._new = new
        self._state = state
        self._pages = pages

    def __getitem__(self, page: str) -> PageFacts:
        if page in self._new:
            return self._new[page]
        if page not in self._pages:
            raise KeyError(page)
        found: PageFacts | None = self._state.facts(page)
        if found is None:
            raise LostError(page)
        return found

    def __contains__(self, page: object) -> bool:
        return page in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def _listed(options: Options, state: State) -> tuple[Mapping[str, FileStat], Sequence[Diagnostic]]:
    """List the inputs: only those that were touched, where that is known and will do."""
    known: Records | None = None if options.touched is None else state.part("inputs")
    if known and options.touched is not None:
        before = {path: listed for path, (listed, _) in known.items()}
        again = list_again(options.site, before, options.touched)
        if again is not None:
            return again, ()
    return list_inputs(options.site)


def _models_changed(site: Path, header: Header, listed: Mapping[str, FileStat]) -> bool:
    """Whether the code of the site's models is another one: then all is made by another builder."""
    now = {path: stat for path, stat in listed.items() if path.startswith(MODELS)}
    return bool(changes(site, header.models, now, taken_at=header.taken_at))
