"""What a command would change in the site's files: shown as a diff, then done as a whole."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.errors import SitegenError
from sitegen.git import answer
from sitegen.safe_text import safe_lines
from sitegen.sources import read_input

_BYTE_ORDER_MARK = "\ufeff"
_CONTEXT = 1


class EditRefusedError(SitegenError):
    """An edit that was asked for cannot be made, or not so."""


@dataclass(frozen=True, slots=True)
class Edit:
    """New words in the place of those from ``start`` up to ``end`` in a text."""

    start: int
    end: int
    words: str

    def later(self, by: int) -> Edit:
        """Return the same edit so many characters later."""
        return Edit(self.start + by, self.end + by, self.words)


@dataclass(frozen=True)
class Text:
    """A file's text with a line feed at each line's end, and how it is written otherwise."""

    text: str
    line_end: str = "\n"
    mark: str = ""

    @classmethod
    def of(cls, data: bytes, path: str) -> Text:
        """Read a file; raise EditRefusedError for what is no UTF-8."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise EditRefusedError(f"{path} is not saved as UTF-8: save it so first") from None
        mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
        text = text.removeprefix(mark)
        if not 0 < text.count("\r\n") == text.count("\n"):
            return cls(text, mark=mark)  # with lines of both kinds in it, each stays as it is
        return cls(text.replace("\r\n", "\n"), "\r\n", mark)

    def with_edits(self, edits: Sequence[Edit]) -> Text:
        """Return the text with all edits made; none may reach into another."""
        text = self.text
        for edit in sorted(edits, key=lambda one: -one.start):
            text = text[: edit.start] + edit.words + text[edit.end :]
        return Text(text, self.line_end, self.mark)

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""
        return (self.mark + self.text.replace("\n", self.line_end)).encode()


@dataclass(frozen=True)
class Change:
    """Texts before and after by path, None where there is no file; and files that move."""

    before: Mapping[str, Text | None]
    after: Mapping[str, Text | None]
    moved: Mapping[str, str] = field(default_factory=dict)

    @property
    def altered(self) -> tuple[str, ...]:
        """Return the files that are changed, made or removed, in order."""
        return tuple(sorted(path for path in self.after if self._differs(path)))

    def _differs(self, path: str) -> bool:
        return self.before.get(path) != self.after[path] or path in self.moved.values()

    def diff(self) -> str:
        """Return what changes, as git shows it."""
        return safe_lines("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        origins = {new: old for old, new in self.moved.items()}
        for path in self.altered:
            if path in self.moved:
                continue
            origin = origins.get(path, path)
            if origin != path:
                yield f"{origin} -> {path}"
            old, new = self.before.get(origin), self.after[path]
            yield from difflib.unified_diff(
                old.text.splitlines() if old else [],
                new.text.splitlines() if new else [],
                origin if old else "nothing",
                path if new else "nothing",
                lineterm="",
                n=_CONTEXT,
            )


def read(site: Path, path: str) -> Text | None:
    """Return a file of the site as a text, None if there is none."""
    try:
        return Text.of(read_input(site, path), path)
    except FileNotFoundError:
        return None


def carry_out(site: Path, change: Change) -> None:
    """Change all files, or leave every one as it was and raise the OSError.

    The texts before and after are written aside first: from then on there are only renamings.
    """
    with tempfile.TemporaryDirectory(dir=site, prefix=".sitegen-edit-") as aside:
        before = _staged(Path(aside, "before"), site, change.altered, change.before)
        after = _staged(Path(aside, "after"), site, change.altered, change.after)
        done: list[str] = []
        try:
            for path in change.altered:
                _put(after[path], site / path)
                done.append(path)
        except OSError:
            for done_path in done:
                _put(before[done_path], site / done_path)
            _remove_empty(site / path)  # what was made for the one that failed
            raise


def _staged(
    folder: Path, site: Path, paths: Sequence[str], texts: Mapping[str, Text | None]
) -> Mapping[str, Path | None]:
    """Write the texts of some files into a folder, and return where each is, None for no file."""
    folder.mkdir()
    found: dict[str, Path | None] = {}
    for number, path in enumerate(paths):
        found[path] = None
        if text := texts.get(path):
            file = found[path] = folder / str(number)
            file.write_bytes(text.data)
            file.chmod((site / path).stat().st_mode & 0o777 if (site / path).exists() else 0o644)
    return found


def _put(staged: Path | None, file: Path) -> None:
    """Put a staged file in its place in one step, or remove what is there."""
    if staged is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(file)
        return
    file.unlink()
    _remove_empty(file)


def _remove_empty(file: Path) -> None:
    """Remove the folders of a file that is not there any more, as far as nothing is in them."""
    with suppress(OSError):  # it is not empty
        for folder in file.parents:
            folder.rmdir()


def uncommitted(site: Path, paths: Sequence[str], *, never: bool = False) -> tuple[str, ...]:
    """Return those of some files that git knows to be edited since the last commit.

    With ``never`` those that have never been committed, and only those.
    """
    if not paths:
        return ()
    said = answer(site, "status", "--porcelain", "-z", "--no-renames", "--", *paths)
    lines = said.split("\0")
    return tuple(line[3:] for line in lines if line and line.startswith("??") == never)
