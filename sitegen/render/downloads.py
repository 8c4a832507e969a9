"""Files that the site has once and that are made of it: their paths, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from sitegen.model.types import Site
from sitegen.render.formats.citations import library_bib, library_ris
from sitegen.render.formats.reports_csv import reports_csv
from sitegen.render.model_files import of_whole_site

#: Where all reports are published as one file for each format.
LIBRARY = "data/reports"


def downloads(site: Site) -> Mapping[str, Callable[[], str]]:
    """Return what makes each file, by its output path."""
    own = site.once(of_whole_site).texts
    return {**made_of_records(site), **{path: partial(str, text) for path, text in own.items()}}


def made_of_records(site: Site) -> Mapping[str, Callable[[], str]]:
    """Return what makes each file of records that the engine knows by itself."""
    made: dict[str, Callable[[], str]] = {}
    if site.reports:
        made[f"{LIBRARY}.bib"] = partial(library_bib, site)
        made[f"{LIBRARY}.ris"] = partial(library_ris, site)
        made[f"{LIBRARY}.csv"] = partial(reports_csv, site)
    return made
