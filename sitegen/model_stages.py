"""The first three stages of a build: inputs are discovered, loaded, and made to the site's model.

What earlier builds made of the same inputs is taken as it is: what a file holds, the model of the
whole site, and what is published beside pages.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from sitegen.build_request import Options
from sitegen.diagnostics import Diagnostic
from sitegen.documents.front_matter import front_digest
from sitegen.documents.load import config_of, load
from sitegen.last_build import LastBuild
from sitegen.model.assemble import assemble
from sitegen.model.references import with_uses
from sitegen.model.types import Site
from sitegen.pictures import all_pictures
from sitegen.render import assets
from sitegen.render.inputs import Inputs
from sitegen.sources import (
    FileStat,
    Snapshot,
    digest,
    list_inputs,
    take_snapshot,
)

#: So often inputs are read again while somebody changes them; and in seconds, the pause before it.
_TRIES, _PAUSE = 5, 0.1


class Modelled(NamedTuple):
    """What the first three stages lead to.

    ``fronts`` are the digests of pages' front matter. ``changed`` are the files that are not what
    they were at the last build; ``same_model`` and ``same_assets`` say that all the same the model
    and what is published beside pages are. ``routes`` is a digest of where everything is published.
    """

    inputs: Inputs
    fronts: Mapping[str, str]
    mistakes: tuple[Diagnostic, ...]
    changed: frozenset[str] = frozenset()
    same_model: bool = False
    same_assets: bool = False
    routes: str = ""

    @property
    def is_known(self) -> bool:
        """Whether all but the texts of pages is what it was."""
        return self.same_model and self.same_assets


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
    changed = last.changed_since(snapshot.files)
    fronts = _fronts(snapshot, last, changed)
    site, mistakes = _site(options, snapshot, fronts, last, changed)
    files, of_files = _assets(options, snapshot, last, changed)
    own = [one for one in (*mistakes, *of_files) if not _follows(one, unreadable)]
    same_model, same_assets = (last.memo.has_taken(name, "") for name in ("model", "assets"))
    return Modelled(
        inputs=Inputs(snapshot, site, files),
        fronts=fronts,
        mistakes=(*unreadable, *own),
        changed=changed,
        same_model=same_model,
        same_assets=same_assets,
        routes=last.part("routes") if same_model and same_assets else _routes(site, files),
    )


def _routes(site: Site, files: assets.Assets) -> str:
    """Return a digest of all that tells where an address leads."""
    return digest(repr((site.pages.urls, site.hidden, files.urls)).encode())


def _settled_snapshot(last: LastBuild) -> tuple[Snapshot, tuple[Diagnostic, ...]]:
    """Read the inputs that have changed when nobody changes them: half a git checkout is no site.

    One file alone that is not what it was is somebody's edit, and no checkout. If they never
    settle, what was read last has to do; the next build finds what has changed since.
    """
    site = last.options.site
    before: tuple[Mapping[str, FileStat], Sequence[Diagnostic]] = (last.listed, last.refused)
    for _ in range(_TRIES):
        known = last.unchanged_inputs(before[0])
        taken = take_snapshot(site, before, known)
        if len(before[0]) <= len(known) + 1 or (now := list_inputs(site))[0] == before[0]:
            break
        before = now
        time.sleep(_PAUSE)
    return taken


def _fronts(snapshot: Snapshot, last: LastBuild, changed: Iterable[str]) -> Mapping[str, str]:
    """Return the digest of the front matter of each page; of an unchanged one it is known."""
    fronts: dict[str, str] = dict(last.part("fronts") or {})
    for path in filter(_is_page, changed):
        fronts.pop(path, None)
        if file := snapshot.files.get(path):
            fronts[path] = front_digest(file.data, path)
    return fronts


def _is_page(path: str) -> bool:
    return path.startswith("content/") and path.endswith(".md")


def _site(
    options: Options,
    snapshot: Snapshot,
    fronts: Mapping[str, str],
    last: LastBuild,
    changed: Iterable[str],
) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return the model: it is made of the names of all files, of data, and of front matter."""
    memo = last.memo
    config, _ = config_of(snapshot, memo)
    moment = options.moment(config.time_zone)

    def made() -> tuple[Site, tuple[Diagnostic, ...]]:
        loaded, found = load(snapshot, memo, fronts)
        if options.base_url:
            loaded = replace(loaded, config=replace(loaded.config, base_url=options.base_url))
        known = last.model.pages if last.model else None
        site, inconsistent = assemble(loaded, snapshot, moment, drafts=options.drafts, known=known)
        return site, (*with_uses(found, loaded, snapshot), *inconsistent)

    def holds(known: tuple[Site, tuple[Diagnostic, ...]]) -> bool:
        return known[0].stays_until(moment)

    def basis() -> str:
        files = [
            (path, fronts.get(path) or (file.digest if path.startswith("data/") else ""))
            for path, file in snapshot.files.items()
        ]
        return digest(repr((files, options.lasting(config.time_zone))).encode())

    is_same = _is_of_same_model(snapshot, fronts, last, changed)
    known = memo.last_basis("model", "") if is_same else ""
    return memo("model", "", known or basis(), made, holds=holds)


def _is_of_same_model(
    snapshot: Snapshot, fronts: Mapping[str, str], last: LastBuild, changed: Iterable[str]
) -> bool:
    """Whether the model is made of none of the files that have changed."""
    then = last.part("fronts") or {}
    return last.is_same_wish and all(
        path in snapshot.files
        and path in last.inputs
        and not path.startswith("data/")
        and fronts.get(path) == then.get(path)
        for path in changed
    )


def _assets(
    options: Options, snapshot: Snapshot, last: LastBuild, changed: Iterable[str]
) -> tuple[assets.Assets, tuple[Diagnostic, ...]]:
    """Return what is published beside pages; of what stands in the output already no bytes."""

    def made() -> tuple[assets.Assets, tuple[Diagnostic, ...]]:
        known = last.memo.last("assets", "")
        pictures = all_pictures.prepared(snapshot, options)
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

    def basis() -> str:
        files = [(path, f.digest) for path, f in snapshot.files.items() if _is_beside(path)]
        return digest(repr((files, options.fingerprints)).encode())

    def stand(value: tuple[assets.Assets, tuple[Diagnostic, ...]]) -> bool:
        return last.stand(value[0].standing)

    is_same = last.is_same_wish and not any(map(_is_beside, changed))
    known = last.memo.last_basis("assets", "") if is_same else ""
    return last.memo("assets", "", known or basis(), made, holds=stand, keep=kept)


def _is_beside(path: str) -> bool:
    return path.startswith(("assets/", "content/")) and not path.endswith(".md")


def _follows(mistake: Diagnostic, unreadable: Sequence[Diagnostic]) -> bool:
    """Whether a text has no form because of what is wrong with its file as a whole."""
    spoilt = {one.span.path for one in unreadable}
    return mistake.rule in ("front-matter", "invalid-yaml") and mistake.span.path in spoilt
