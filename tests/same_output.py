"""Compare the built site, byte for byte, with the one that an earlier commit builds.

    python tests/same_output.py [COMMIT] [--site DIR]

The builder of the commit (by default the last one of main that this branch has) builds the site of
that commit, and the builder of the working tree builds the site as it is now, or both build DIR;
each as of one day. What is no longer the same is named, and the exit code is 1. Set aside is what
build.json says of the builder itself, and its checksums, which follow from the other files;
social cards, whose names follow from the code that draws them, go by the name of what they show.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this file is run by its path

from sitegen.compare.published import read_folder  # noqa: E402 - found by the line above
from sitegen.compare.sides import build, check_out, git  # noqa: E402 - as above

DAY = "2026-11-21"
_NAMED_AT_MOST = 30
_CARDS = "assets/cards/"
_CARD = re.compile(rb"assets/cards/[0-9a-f]+\.png")
#: What build.json says of the builder itself, and what follows from all other files.
_SET_ASIDE = ("builder", "libraries", "commit", "files")


def main() -> int:
    """Build twice, compare, and say what differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("commit", nargs="?", default="")
    parser.add_argument("--site", type=Path)
    chosen = parser.parse_args()
    commit = chosen.commit or git(ROOT, "merge-base", "main", "HEAD")
    with TemporaryDirectory(prefix="same-output-") as folder:
        then = Path(folder, "then")
        check_out(ROOT, commit, then)
        old = _built(then, chosen.site or then, Path(folder, "old"))
        new = _built(ROOT, chosen.site or ROOT, Path(folder, "new"))
    differing = [path for path in sorted({*old, *new}) if old.get(path) != new.get(path)]
    for path in differing[:_NAMED_AT_MOST]:
        where = "in both" if path in old and path in new else "new" if path in new else "gone"
        print(f"{path} differs ({where})")
    print(f"{len(new)} files, {len(differing)} of them differ from those of {commit[:10]}")
    return 1 if differing else 0


def _built(builder: Path, site: Path, output: Path) -> dict[str, bytes]:
    """Return the files that a builder makes of a site, without what it says of itself."""
    words = [f"--site={site.resolve()}", f"--output={output}", f"--as-of={DAY}"]
    build(builder, words, str(builder))
    return _by_what_cards_show(
        {path: _bytes(path, data) for path, data in read_folder(output).items()}
    )


def _bytes(path: str, data: bytes) -> bytes:
    if path != "build.json":
        return data
    found = json.loads(data)
    return json.dumps({key: found[key] for key in found if key not in _SET_ASIDE}).encode()


def _by_what_cards_show(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files with each social card under the checksum of its bytes, in pages too."""
    names = {
        path.encode(): f"{_CARDS}{sha256(data).hexdigest()}.png".encode()
        for path, data in files.items()
        if path.startswith(_CARDS)
    }

    def named(match: re.Match[bytes]) -> bytes:
        return names.get(match[0], match[0])

    return {
        names.get(path.encode(), path.encode()).decode(): _CARD.sub(named, data)
        for path, data in files.items()
    }


if __name__ == "__main__":
    sys.exit(main())
