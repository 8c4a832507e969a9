"""Sites written as text inside a test, built, and read back."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import Any

from sitegen.build_request import Options, Result
from sitegen.diagnostics import Diagnostic
from sitegen.documents.load import load
from sitegen.documents.records import subjects
from sitegen.fields.record import Record
from sitegen.incremental.state import State
from sitegen.last_build import LastBuild
from sitegen.model.assemble import assemble
from sitegen.model.types import Site as Model
from sitegen.model_stages import Modelled
from sitegen.pictures.all_pictures import Pictures, prepare
from sitegen.pictures.cache import Cache
from sitegen.pictures.task import do
from sitegen.pipeline import build
from sitegen.render.assets import publishable
from sitegen.render.inputs import Inputs
from sitegen.report_formats import as_text
from sitegen.sources import Snapshot, SourceFile, digest
from sitegen.user_models.declared import Models
from sitegen.user_models.load import load_models
from tests import renewal

Files = Mapping[str, str | bytes]

DAY = date(2026, 11, 21)
_PROJECT = Path(__file__).parents[1]
MOMENT = datetime.combine(DAY, time.min, UTC)
#: The models of the project: they are code, and a test's site may have records of each kind.
MODELS: Files = {
    path.relative_to(_PROJECT).as_posix(): path.read_bytes()
    for path in sorted((_PROJECT / "models").rglob("*.py"))
}
SMALLEST: Files = {
    "content/index.md": "Welcome.",
    "templates/layouts/page.html": "{{ page.html }}",
}


def told(text: str) -> str:
    """Return a text as it stands in a test, without the test's own indentation.

    ``pytest --renew`` puts what came in its place where the two are compared.
    """
    plain = dedent(text).strip("\n")
    return renewal.expected_at_caller(plain) if renewal.is_on else plain


def documented(heading: str, document: str = "docs/models.md") -> list[str]:
    """Return the indented texts below a heading of a document, one for each block."""
    text = (Path(__file__).parents[1] / document).read_text("utf-8")
    part = re.split(r"\n##", text.partition(f"## {heading}\n")[2])[0]
    blocks = re.findall(r"(?:^ {4}.*\n|^\n(?= {4}| *\n {4}))+", part, flags=re.MULTILINE)
    return [told(block) for block in blocks]


def as_bytes(path: str, text: str | bytes) -> bytes:
    """Return what a file holds. A page gets front matter of four lines unless it has its own."""
    if isinstance(text, bytes):
        return text
    text = told(text) + "\n"
    if path.endswith(".md") and not text.startswith("---"):
        name = PurePosixPath(path)
        title = (name.parent.name if name.stem == "index" else name.stem).capitalize()
        text = f"---\ntitle: {title}\ndescription: All about {title}.\n---\n{text}"
    return text.encode()


@dataclass(frozen=True)
class Built:
    """What a build gave: its result, its report as printed, and what is published now."""

    result: Result
    report: str
    outputs: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class Site:
    """A site in a folder, to be written, built and edited."""

    root: Path

    def write(self, files: Files) -> None:
        """Add files or put others in their place."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(as_bytes(name, text))

    def build(self, **options: Any) -> Built:
        """Build the site as of a fixed day."""
        defaults = {"site": self.root, "output": self.root / "output", "day": DAY}
        result = build(Options(**{**defaults, **options}))
        return Built(result, self.report(result), self.outputs)

    @staticmethod
    def report(result: Result) -> str:
        """Return the mistakes as they are printed, or "" if there are none."""
        found = result.diagnostics
        return as_text(found, result.source_line, colour=False) if found else ""

    @property
    def outputs(self) -> dict[str, str]:
        """Return the text of every published file by its path."""
        return {path: data.decode(errors="replace") for path, data in self.files("output").items()}

    def files(self, folder: str = ".") -> dict[str, bytes]:
        """Return the bytes of every file below a folder of the site."""
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }


def snapshot_of(files: Files) -> Snapshot:
    """Return the snapshot of a site that is in no folder at all, with the project's models."""
    texts = {**MODELS, **files}
    held = {path: as_bytes(path, text) for path, text in sorted(texts.items())}
    return Snapshot(
        Path("site"), {path: SourceFile(path, data, digest(data)) for path, data in held.items()}
    )


def subjects_of_project() -> Mapping[str, type[Record]]:
    """Return every kind of record that a site with the project's models has, by its file."""
    return subjects(models_of_project())


def models_of_project() -> Models:
    """Return what the project's models declare."""
    models, mistakes = load_models(snapshot_of({}))
    assert not mistakes, mistakes
    return models


def pictures_of(snapshot: Snapshot) -> Pictures:
    """Make the pictures of a site that is in no folder at all, and keep none of them."""
    return prepare(snapshot, Cache(snapshot.root, writes=False), lambda tasks: map(do, tasks))


def modelled(files: Files, *, drafts: bool = False) -> Modelled:
    """Load and model a site that is in no folder at all."""
    snapshot = snapshot_of(files)
    loaded, mistakes = load(snapshot)
    site, inconsistent = assemble(loaded, snapshot, MOMENT, drafts=drafts)
    assets, missing = publishable(snapshot, pictures_of(snapshot))
    return Modelled(Inputs(snapshot, site, assets), {}, (*mistakes, *inconsistent, *missing))


def inputs_of(files: Files, *, drafts: bool = False) -> tuple[Inputs, tuple[Diagnostic, ...]]:
    """Return what pages of a site that is in no folder at all are rendered from."""
    inputs, _, found, *_ = modelled(files, drafts=drafts)
    return inputs, found


def model_of(files: Files, *, drafts: bool = False) -> Model:
    """Return the model of a site without mistakes."""
    inputs, found = inputs_of(files, drafts=drafts)
    assert not found, found
    return inputs.site


def nothing_known(options: Options) -> LastBuild:
    """Return what is known of a last build of a site that is in no folder at all: nothing."""
    return LastBuild(options, State(), "", 0, {}, (), None)


def steps(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls: what growth is measured by, for it never
    differs from one run or one computer to another.
    """
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def lines(found: tuple[Diagnostic, ...] | list[Diagnostic]) -> list[str]:
    """Return each mistake in one line: place, rule, message and help."""
    return [
        f"{one.span.line}:{one.span.column} {one.rule}: {one.message}"
        + (f" -> {one.help}" if one.help else "")
        for one in found
    ]
