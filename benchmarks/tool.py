"""One tool as the benchmark sees it: where it keeps what, and the command that builds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus

_SITES = Path(__file__).resolve().parent / "sites"

Entries = list[dict[str, str]]
#: Makes the data files of a site, by their paths, from the entries of the navigation.
DataFiles = Callable[[Entries], Mapping[str, object]]


@dataclass(frozen=True)
class Tool:
    """One tool. All paths are relative to the folder of a site; the command runs in there."""

    name: str
    label: str
    packages: tuple[str, ...]
    command: Callable[[Path], Sequence[str]]
    content: str
    home: str
    output: str
    caches: tuple[str, ...]
    partial: str
    notice: str
    data_files: DataFiles

    def lay_out(self, site: Path, count: int, mistakes: int = 0) -> None:
        """Write the site: the tool's layout, the data, the pages, some of them with a mistake."""
        shutil.copytree(_SITES / self.name, site)
        entries = [{"url": page.url, "title": page.title} for page in corpus.navigation(count)]
        for path, value in self.data_files(entries).items():
            _write(site / path, corpus.as_json(value))
        for number in range(count):
            _write(
                self.source(site, number), corpus.source(number, count, mistaken=number < mistakes)
            )

    def source(self, site: Path, number: int) -> Path:
        """Return the source file of a page."""
        name = self.home if number == 0 else f"{corpus.page(number).path}.md"
        return site / self.content / name

    def published(self, site: Path, page: corpus.Page) -> Path:
        """Return the HTML file of a page."""
        return site / self.output / page.url.strip("/") / "index.html"

    def forget(self, site: Path) -> None:
        """Move all that builds have left behind out of the way, so that the next one is cold.

        Deleting it would slow the next builds: ext4 takes long to make files within some minutes
        after others were deleted (`recently_deleted` in Linux's fs/ext4/ialloc.c).
        """
        aside = Path(tempfile.mkdtemp(prefix="removed-", dir=site.parent))
        for name in (self.output, *self.caches):
            if (site / name).exists():
                shutil.move(site / name, aside)

    def edited_file(self, site: Path, what: str) -> Path:
        """Return the file that an edit of this sort changes."""
        files = {"partial": site / self.partial, "data": site / self.notice}
        return files.get(what) or self.source(site, corpus.EDITED)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
