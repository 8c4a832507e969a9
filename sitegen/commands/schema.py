"""The commands ``schema`` and ``cms``: write what programs for editing need, or hold it current."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from sitegen import COMMAND
from sitegen.commands.reporting import say
from sitegen.discovery import require_site
from sitegen.documents.load import BrokenModelsError, load
from sitegen.editing.change import Change, EditRefusedError, Text, carry_out, read
from sitegen.json_schema import vs_code
from sitegen.json_schema.of_site import FOLDER, Described
from sitegen.json_schema.of_type import Schema, without_names
from sitegen.json_schema.tables import with_tables
from sitegen.model.generated_pages import expand
from sitegen.model.kinds import Kinds
from sitegen.safe_text import safe, safe_json
from sitegen.sources import take_snapshot

_REFERENCE = "docs/reference.md"
_ADVICE = "data/site.yaml has no browser_editor: {repository: …}: docs/cms.md says how to set it up"
#: What the folder may hold from an earlier time.
_OURS = {"index.html", "config.json", "sveltia-cms.js", "symbols.woff2"}


def schema_command(arguments: argparse.Namespace) -> int:
    """Write the schemas, or check them; return 0, or 1 if a file is not current."""
    site: Path = arguments.site
    try:
        described = describe(site)
    except BrokenModelsError as broken:
        print(broken, file=sys.stderr)
        return 1
    after = dict(_wanted(site, described))
    before = {path: read(site, path) for path in after}
    change = Change(before, after)
    if arguments.check:
        return _checked(
            [path for path in change.altered if not _is_same(before[path], after[path])]
        )
    carry_out(site, change)
    print(f"Wrote {', '.join(change.altered) or 'nothing: all was current'}.")
    return 0


def describe(site: Path) -> Described:
    """Load a site with what its types say; raise BrokenModelsError if its models are broken."""
    require_site(site)
    snapshot, _ = take_snapshot(site)
    loaded = load(snapshot)[0]
    kinds = Kinds.of(snapshot, loaded.config, loaded.models)
    return Described(snapshot, expand(loaded, kinds)[0])


def _wanted(site: Path, described: Described) -> Iterator[tuple[str, Text | None]]:
    """Yield every file that helps to edit the site, with its text; None for one that is to go."""
    schemas = described.schemas()
    for path, one in schemas.items():
        yield f"{FOLDER}/{path}", Text(f"{safe_json(one, indent=1)}\n")
    yield from ((path, None) for path in _outdated(site, schemas))
    for path in described.loaded.data:
        name = path.removeprefix("data/").removesuffix(".yaml")
        if f"data/{name}.json" in schemas and (text := read(site, path)):
            yield path, Text(vs_code.with_comment(text.text, name), text.line_end, text.mark)
    yield from _settings(site, described, schemas)
    if text := read(site, _REFERENCE):
        yield _REFERENCE, Text(with_tables(text.text, schemas), text.line_end, text.mark)


def _settings(
    site: Path, described: Described, schemas: Mapping[str, Schema]
) -> Iterator[tuple[str, Text | None]]:
    """Yield the files for VS Code; what somebody has written there stays."""
    for path, text in (
        (vs_code.TASKS, vs_code.tasks(_command(site))),
        (vs_code.ADVICE, vs_code.advice()),
    ):
        yield path, read(site, path) or Text(text)
    there = read(site, vs_code.SETTINGS)
    try:
        existing = json.loads(there.text) if there else {}
    except ValueError:
        say(f"{vs_code.SETTINGS} has comments, and stays as it is: the schemas are not named there")
        return
    yield vs_code.SETTINGS, Text(vs_code.settings(existing, schemas, described.loaded.config.kinds))


def _command(site: Path) -> str:
    """Return how the builder is called in the folder of a site."""
    return COMMAND if (site / "build.py").is_file() else "sitegen"


def _outdated(site: Path, schemas: Mapping[str, Schema]) -> Iterator[str]:
    """Yield schemas that an earlier run has written and that are of nothing any more."""
    for file in sorted((site / FOLDER).glob("*/*.json")):
        path = file.relative_to(site / FOLDER).as_posix()
        if path not in schemas and path.startswith(("pages/", "data/")):
            yield f"{FOLDER}/{path}"


def _is_same(before: Text | None, after: Text | None) -> bool:
    """Whether a file is current but for the names that it lists, which change with each record."""
    if before is None or after is None:
        return before == after
    try:
        old, new = json.loads(before.text), json.loads(after.text)
    except ValueError:
        return before == after
    return isinstance(old, dict) and without_names(old) == without_names(new)


def _checked(paths: list[str]) -> int:
    for path in paths:
        print(f"{safe(path)}: is not current")
    if paths:
        say(f"to write them anew: {COMMAND} schema")
    return 1 if paths else 0


def cms_command(arguments: argparse.Namespace) -> int:
    """Write the editor in the browser, four files, into the folder that /admin/ shows; return 0.

    EditRefusedError says why they cannot be written.
    """
    folder: Path = arguments.folder
    if folder.exists() and (not folder.is_dir() or {one.name for one in folder.iterdir()} - _OURS):
        raise EditRefusedError(f"{safe(str(folder))} holds something else: nothing was written")
    files = _files_of_editor(arguments.site)
    try:
        _write_all(folder, files)
    except OSError as error:
        message = f"{safe(str(folder))} cannot be written ({error.strerror}): nothing was"
        raise EditRefusedError(message) from error
    print(f"Wrote {', '.join(sorted(files))} into {safe(str(folder))}.")
    return 0


def _files_of_editor(root: Path) -> Mapping[str, bytes]:
    """Return the files by their names; EditRefusedError where the site has no such editor."""
    from sitegen.cms import configuration, page, program

    site = describe(root)
    editor = site.loaded.config.browser_editor
    if editor is None:
        raise EditRefusedError(_ADVICE)
    texts = {"index.html": page(site.loaded.config), "config.json": configuration(site, editor)}
    return {**program(), **{name: text.encode() for name, text in texts.items()}}


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or none: from the last one on there are only renamings."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".sitegen-cms-") as aside:
        for name, data in files.items():
            Path(aside, name).write_bytes(data)
        for name in files:
            Path(aside, name).replace(folder / name)
