"""What a publication changes, and in which order: no visitor may meet a page without its assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import zip_longest

from sitegen.deploy.manifest import Files, Manifest
from sitegen.output.writer import in_the_way

#: Files that tell programs what the site holds and how it is served: true once all else is there.
_ABOUT_THE_SITE = (
    "_headers",
    "_redirects",
    ".htaccess",
    "build.json",
    "sbom.cdx.json",
    "robots.txt",
)
_LISTS_OF_PAGES = (".xml", ".ics")


@dataclass(frozen=True)
class Plan:
    """The steps of a publication, in their order; each is the paths that it touches.

    ``keep`` are files as they are at the target, laid aside for going back; ``room`` are removed
    first, for they stand where others need a folder or a file; ``unused`` are assets that pages
    used until now: somebody may just be loading such a page.
    """

    keep: tuple[str, ...] = ()
    room: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def sent(self) -> tuple[str, ...]:
        """Return what is uploaded."""
        return (*self.assets, *self.pages)

    @property
    def removed(self) -> tuple[str, ...]:
        """Return what the target holds no longer afterwards."""
        return (*self.room, *self.gone, *self.unused)

    def __bool__(self) -> bool:
        return bool(self.sent or self.removed)


def plan(wanted: Files, present: Files, last: Files) -> Plan:
    """Return how to get from the files that are at a target to those that are wanted.

    ``last`` are the files of the publication before, which have to be kept where they change.
    """
    sent = [path for path, file in wanted.items() if present.get(path) != file]
    stale = sorted(present.keys() - wanted.keys())
    room = in_the_way(stale, sent)
    left = [path for path in stale if path not in set(room)]
    keep = [p for p in (*sent, *stale) if p in last and present.get(p) == last[p]]
    return Plan(
        keep=tuple(sorted(keep)),
        room=tuple(room),
        assets=tuple(sorted(path for path in sent if not _is_page(path))),
        pages=tuple(sorted(filter(_is_page, sent), key=lambda path: _turn(path, present))),
        gone=tuple(filter(_is_page, left)),
        unused=tuple(path for path in left if not _is_page(path)),
    )


def strangers(present: Iterable[str], known: Iterable[str], leave: Iterable[str]) -> list[str]:
    """Return the files at a target that no publication brought there, and nobody said to leave."""
    return [path for path in sorted(set(present).difference(known)) if not is_left(path, leave)]


def is_left(path: str, leave: Iterable[str]) -> bool:
    """Whether a file is somebody else's, by the patterns of such files; * stands for anything."""
    return any(fnmatchcase(path, pattern) for pattern in leave)


def where_kept(manifests: tuple[Manifest, ...], number: int) -> Mapping[str, int]:
    """Return for each file of an earlier publication which number it was laid aside under.

    Files are laid aside when they are replaced, under the number of the last publication that had
    them; those of the newest publication are so while another, which was cut, replaced them.
    """
    found: dict[str, int] = {}
    later = [one for one in manifests if one.number >= number]
    for path, file in later[0].files.items() if later else ():
        for one, after in zip_longest(later, later[1:]):
            is_last = after is None or after.files.get(path) != file
            if one.files.get(path) == file and is_last:
                found.setdefault(path, one.number)
    return found


def _is_page(path: str) -> bool:
    return path.endswith(".html") or path.endswith(_LISTS_OF_PAGES) or path in _ABOUT_THE_SITE


def _turn(path: str, present: Files) -> tuple[bool, bool, int, str]:
    """Return by what pages are sorted: those that others will lead to come first, lists last."""
    return (not path.endswith(".html"), path in present, -path.count("/"), path)
