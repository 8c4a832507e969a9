"""Compare the built site, byte for byte, with the one that an earlier commit builds.

    python tools/same_output.py [COMMIT] [--site DIR]

The builder of the commit (by default main) builds the site of that commit, and the builder of the
working tree builds the site as it is now, or both build DIR; each as of one day. What is no longer
the same is named, and the exit code is 1. Set aside is what build.json says of the builder itself,
and its list of checksums, which follows from the other files.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DAY = "2026-11-21"
#: What build.json says of the builder itself, and what follows from all other files.
_SET_ASIDE = ("builder", "libraries", "commit", "files")


def main() -> int:
    """Build twice, compare, and say what differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("commit", nargs="?", default="main")
    parser.add_argument("--site", type=Path)
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="same-output-") as folder,
        _checkout(chosen.commit) as then,
    ):
        old = _built(then, chosen.site or then, Path(folder, "old"))
        new = _built(ROOT, chosen.site or ROOT, Path(folder, "new"))
    differing = [path for path in sorted({*old, *new}) if old.get(path) != new.get(path)]
    for path in differing:
        where = "in both" if path in old and path in new else "new" if path in new else "gone"
        print(f"{path} differs ({where})")
    print(f"{len(new)} files, {len(differing)} of them differ from those of {chosen.commit}")
    return 1 if differing else 0


@contextmanager
def _checkout(commit: str) -> Iterator[Path]:
    """Provide the project as it was, in a folder that git keeps track of meanwhile."""
    with tempfile.TemporaryDirectory(prefix="same-output-") as folder:
        tree = Path(folder, "then")
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def _built(builder: Path, site: Path, output: Path) -> dict[str, bytes]:
    """Return the files that a builder makes of a site, without what it says of itself."""
    words = [sys.executable, "-m", "sitegen", "--site", str(site), "--output", str(output)]
    subprocess.run(
        [*words, "--as-of", DAY],
        cwd=builder,
        env={**os.environ, "PYTHONPATH": str(builder)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    files = {p.relative_to(output).as_posix(): p for p in output.rglob("*") if p.is_file()}
    return {path: _bytes(path, file.read_bytes()) for path, file in files.items()}


def _bytes(path: str, data: bytes) -> bytes:
    if path != "build.json":
        return data
    found = json.loads(data)
    return json.dumps({key: found[key] for key in found if key not in _SET_ASIDE}).encode()


if __name__ == "__main__":
    sys.exit(main())
