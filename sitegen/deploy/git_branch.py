"""A branch of a git repository as a target, such as gh-pages: each publication is one commit.

Nobody sees a publication before it is pushed, and a push changes a branch in one step or not at
all; so git needs no lock, and what the branch has been is its history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.deploy.git import Git, GitError
from sitegen.deploy.host import PublicationError
from sitegen.deploy.manifest import KEPT, UNKNOWN, File, Files, History, Manifest, decode, encode
from sitegen.documents.hosting import Branch

#: In the branch: what it holds; and what keeps GitHub from leaving out names that begin with _.
MANIFEST, NO_JEKYLL = ".sitegen-publication.json", ".nojekyll"
_OWN = frozenset((MANIFEST, NO_JEKYLL))
#: Commits of others may stand between ours.
_DEPTH = 5 * KEPT
_TIP = "refs/publication/tip"


class GitBranch:
    """A branch elsewhere; ``site`` is the folder whose git knows the name of the repository.

    With ``force`` the branch becomes what is published, whatever has been pushed meanwhile.
    """

    at_once = 1_000_000

    def __init__(self, site: Path, branch: Branch, *, force: bool) -> None:
        self._remote = Git(site).address(branch.remote)
        self._branch = branch.branch
        self._force = force
        self._commits: dict[int, str] = {}

    @property
    def shown(self) -> str:
        """Return the branch and its repository."""
        return f"the branch {self._branch} of {self._remote}"

    @contextmanager
    def opened(self, *, to_write: bool) -> Iterator[None]:  # noqa: ARG002 - only a push writes
        """Fetch the branch into a repository of our own, which is gone at the end."""
        with TemporaryDirectory(prefix="publication-", ignore_cleanup_errors=True) as folder:
            self._git = Git(Path(folder), self._remote)
            self._git.run("init", "--quiet", "--bare", ".")
            self._tip = self._git.tip_of(self._branch)
            if self._tip:
                wanted = f"+refs/heads/{self._branch}:{_TIP}"
                self._git.reach("fetch", "--quiet", "--no-tags", f"--depth={_DEPTH}", wanted)
                self._tip = self._git.run("rev-parse", _TIP)
                self._git.run("read-tree", self._tip)
            yield

    def records(self) -> History:
        """Return the publications among the commits, each at the commit that made it."""
        if not self._tip:
            return History()
        commits = self._git.run("rev-list", "--first-parent", self._tip).split()
        texts = self._git.contents(f"{commit}:{MANIFEST}" for commit in commits)
        found: dict[int, Manifest] = {}
        for commit, data in zip(commits, texts, strict=True):
            manifest = decode(data) if data is not None else None
            if manifest and manifest.number not in found:
                found[manifest.number] = manifest
            if manifest:  # the oldest commit with it: those after it were made by somebody else
                self._commits[manifest.number] = commit
        newest = sorted(found.values(), key=lambda one: one.number)[-KEPT:]
        return History(tuple(newest))

    def look(self, wanted: Files, known: Files) -> Files:  # noqa: ARG002 - every file is read
        """Return the files of the newest commit."""
        if not self._tip:
            return {}
        files = self._git.files(self._tip)
        contents = dict(zip(files, self._git.contents(files.values()), strict=True))
        return {
            path: UNKNOWN if data is None else File.of(data)
            for path, data in contents.items()
            if path not in _OWN
        }

    def record(self, manifest: Manifest) -> None:
        """Commit what is in the index, with the manifest; nothing is pushed yet."""
        self._git.add({MANIFEST: encode(manifest), NO_JEKYLL: b""})
        tree = self._git.run("write-tree")
        message = f"Publication {manifest.number}: {len(manifest.files)} files"
        if manifest.restores:
            message += f", those of publication {manifest.restores}"
        parents = ("-p", self._tip) if self._tip else ()
        self._tip = self._git.run("commit-tree", tree, *parents, "-m", message)

    def keep(self, number: int, paths: Iterable[str]) -> Iterator[str]:  # noqa: ARG002 - git keeps
        """Leave it to git, which keeps every commit."""
        return iter(paths)

    def note(self, journal: Files) -> None:
        """Write nothing: a publication that was cut leaves nothing half done."""

    def send(self, paths: Iterable[str], source: Path) -> Iterator[str]:
        """Put files into the index."""
        sent = list(paths)
        self._git.add_files(source, sent)
        return iter(sent)

    def remove(self, paths: Iterable[str]) -> Iterator[str]:
        """Take files out of the index."""
        removed = list(paths)
        self._git.remove(removed)
        return iter(removed)

    def differing(self, wanted: Files, sent: Iterable[str]) -> Iterable[str]:  # noqa: ARG002
        """Return nothing: nothing is there before the push, which compares by itself."""
        return ()

    def finish(self, manifest: Manifest, dropped: Iterable[int]) -> None:  # noqa: ARG002 - git's
        """Commit and push, unless somebody else has pushed since the branch was fetched."""
        self.record(manifest)
        sign = "+" if self._force else ""
        try:
            self._git.reach("push", "--quiet", f"{sign}{self._tip}:refs/heads/{self._branch}")
        except GitError as error:
            if not error.is_rejected:
                raise
            raise PublicationError(
                f"{self.shown} has moved meanwhile: somebody else pushed to it.\n"
                "Nothing was changed. Publish again; --force puts aside what was pushed."
            ) from error
        if self._git.tip_of(self._branch) != self._tip:
            raise PublicationError(
                f"{self.shown} is not what was pushed: somebody else pushed to it right after.\n"
                "Publish again."
            )

    def fetch(self, kept: Mapping[str, int], folder: Path) -> None:
        """Take files from earlier commits."""
        names = [f"{self._commits[number]}:{path}" for path, number in kept.items()]
        for path, data in zip(kept, self._git.contents(names), strict=True):
            if data is not None:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
