"""The command ``cms DIR``: writes the editor in the browser into the folder that /admin/ shows."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sitegen.safe_text import safe

_ADVICE = "data/site.yaml has no browser_editor: {repository: …}: docs/cms.md says how to set it up"
#: What the folder may hold from an earlier time.
_OURS = {"index.html", "config.json", "sveltia-cms.js", "symbols.woff2"}


def cms(arguments: argparse.Namespace) -> int:
    """Write the four files and return 0; EditRefusedError says why they cannot be."""
    from sitegen.editing.change import EditRefusedError

    folder: Path = arguments.folder
    if folder.exists() and (not folder.is_dir() or {one.name for one in folder.iterdir()} - _OURS):
        raise EditRefusedError(f"{safe(str(folder))} holds something else: nothing was written")
    files = _files(arguments.site)
    try:
        _write(folder, files)
    except OSError as error:
        message = f"{safe(str(folder))} cannot be written ({error.strerror}): nothing was"
        raise EditRefusedError(message) from error
    print(f"Wrote {', '.join(sorted(files))} into {safe(str(folder))}.")
    return 0


def _files(root: Path) -> Mapping[str, bytes]:
    """Return the files by their names; EditRefusedError where the site has no such editor."""
    from sitegen.browser_editor import configuration, page, program
    from sitegen.commands.schema import describe
    from sitegen.editing.change import EditRefusedError

    site = describe(root)
    editor = site.loaded.config.browser_editor
    if editor is None:
        raise EditRefusedError(_ADVICE)
    texts = {"index.html": page(site.loaded.config), "config.json": configuration(site, editor)}
    return {**program(), **{name: text.encode() for name, text in texts.items()}}


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or none: from the last one on there are only renamings."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".sitegen-cms-") as aside:
        for name, data in files.items():
            Path(aside, name).write_bytes(data)
        for name in files:
            Path(aside, name).replace(folder / name)
