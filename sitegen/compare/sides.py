"""The two sites of a comparison: folders that were built, or this site now and as of a commit.

The commit's own builder builds it, if it has one, with the packages of today: what visitors would
see change is wanted, whatever made it change, be it a text, a template or the builder. Its files
are written by way of an index of our own and not as a worktree, because that runs no hook and
leaves no trace in the repository.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import sitegen
from sitegen import COMMAND
from sitegen.build_request import Options
from sitegen.compare.pictures import Side
from sitegen.compare.published import NoBuiltSiteError, read, read_folder
from sitegen.diagnostics import Diagnostic, Severity, Span, failures
from sitegen.errors import SitegenError
from sitegen.git import ask
from sitegen.last_build import LastBuild
from sitegen.output.staging import bytes_of
from sitegen.page_stages import make
from sitegen.pictures.cache import PICTURES
from sitegen.safe_text import safe

_FINE, _PROBLEMS = 0, 1


class NoSuchCommitError(SitegenError):
    """A commit cannot be had or built; the message says why and what to do."""


def built_at(
    site: Path, word: str, folder: Path, options: Sequence[str]
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the outputs of a site as of a commit, and what its build found.

    ``folder`` is an empty one, for all that is needed meanwhile; ``options`` are those of a build.
    """
    whole = folder / "commit"
    check_out(site, word, whole)
    old = whole / git(site, "rev-parse", "--show-prefix")
    if not old.is_dir():
        raise NoSuchCommitError(f"the commit {safe(word)} has no folder of this site")
    _lend_pictures(site, old)
    is_own = (whole / "sitegen/__main__.py").is_file()
    engine = whole if is_own else Path(sitegen.__file__).parents[1]
    told = build(engine, [f"--site={old}", f"--output={folder / 'output'}", *options], word)
    return read_folder(folder / "output"), tuple(map(_diagnostic, told["diagnostics"]))


def check_out(site: Path, word: str, folder: Path) -> None:
    """Write all files of a commit into a folder that is not there yet."""
    top, commit = Path(git(site, "rev-parse", "--show-toplevel")), _commit(site, word)
    index = {"GIT_INDEX_FILE": str(folder.with_suffix(".index"))}
    git(top, "read-tree", commit, **index)
    git(top, "checkout-index", "--all", "--quiet", f"--prefix={folder}/", **index)


def _commit(site: Path, word: str) -> str:
    named = f"{word}^{{commit}}"
    try:
        return git(site, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
    except subprocess.CalledProcessError:
        raise NoSuchCommitError(
            f"there is no commit {safe(word)} here. If it is on a server, fetch it first:\n"
            f"git fetch origin {safe(word)}"
        ) from None


def git(site: Path, *words: str, **settings: str) -> str:
    """Return what git prints about the repository of a site; ``settings`` are for its environment.

    Raise NoSuchCommitError where there is no git, or no repository.
    """
    try:
        return os.fsdecode(ask(site, *words, settings=settings)).strip("\n")
    except FileNotFoundError:
        raise NoSuchCommitError("git is not installed: name two folders instead") from None
    except subprocess.CalledProcessError as error:
        if b"not a git repository" in error.stderr:
            raise NoSuchCommitError(f"{site} is in no git repository") from None
        raise


def _lend_pictures(site: Path, old: Path) -> None:
    """Let the other build use the pictures that builds of this site have made and kept."""
    with suppress(OSError):  # then they are made anew
        shutil.copytree(site / PICTURES, old / PICTURES)


def build(engine: Path, options: Sequence[str], word: str) -> Any:
    """Build a site with the builder in a folder; return its report as JSON, or raise.

    ``word`` names the commit in the NoSuchCommitError for a site that cannot be built.
    """
    command = [sys.executable, "-m", "sitegen", "build", "--format=json", *options]
    environ = {**os.environ, "PYTHONPATH": str(engine)}
    done = subprocess.run(
        command, cwd=engine, env=environ, capture_output=True, text=True, check=False
    )
    if done.returncode == _FINE:
        return json.loads(done.stdout)
    why = done.stderr.strip().splitlines()[-1:] or ["no reason was given"]
    if done.returncode == _PROBLEMS:
        found = json.loads(done.stdout)["diagnostics"]
        why = [f"{one['path']}: {one['message']}" for one in found if one["severity"] == "error"]
    raise NoSuchCommitError(f"the site of {safe(word)} cannot be built: {safe(why[0])}")


def _diagnostic(record: Mapping[str, Any]) -> Diagnostic:
    """Return a mistake that was read from a report as JSON."""
    span = Span(record["path"], record["line"], record["column"])
    severity = Severity(record["severity"])
    return Diagnostic(span, record["rule"], record["message"], record["help"], severity)


def of_folders(folders: Sequence[Path]) -> list[Side]:
    """Return the sites in two output folders."""
    return [Side(outputs, read(outputs)) for outputs in map(read_folder, folders)]


def since_commit(word: str, options: Options, given: Sequence[str]) -> list[Side]:
    """Return the site as of a commit and as it is now, both built clean; nothing is kept.

    ``options`` are those of a check that makes all files, ``given`` the same for the other build.
    """
    made = make(options, LastBuild.none(options))
    if wrong := failures(made.diagnostics):
        raise NoBuiltSiteError(
            f"the site cannot be built, {wrong} mistakes: {COMMAND} check lists them"
        )
    with tempfile.TemporaryDirectory(prefix="sitegen-compare-") as folder:
        outputs, found = built_at(options.site, word, Path(folder), given)
    now = {path: bytes_of(output) for path, output in made.beside.outputs.items()}
    return [Side(outputs, read(outputs, found)), Side(now, read(now, made.diagnostics))]
