"""The commands of git that publication needs; none waits for an answer or tells a secret."""

from __future__ import annotations

import base64
import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sitegen.deploy.host import PublicationError, without_secrets
from sitegen.git import environ
from sitegen.safe_text import safe_lines

TOKEN = "PUBLISH_GIT_TOKEN"

_MODE = "100644"
_NOBODY = "0" * 40
_LOGIN = re.compile(r"(?<=//)[^/@\s]*@")
_REJECTED = re.compile(r"non-fast-forward|fetch first|stale info|cannot lock ref|\[rejected\]")
_NOT_LET_IN = re.compile(
    r"could not read (?:Username|Password)|Authentication failed|Permission denied|"
    r"terminal prompts disabled|HTTP 40[13]|error: 40[13]|Repository not found"
)


class GitError(PublicationError):
    """A command of git failed; ``is_rejected`` if only because a branch is not what it was."""

    def __init__(self, message: str, *, is_rejected: bool = False) -> None:
        super().__init__(message)
        self.is_rejected = is_rejected


class Git:
    """Git in a folder; ``remote`` is the address of the repository elsewhere."""

    def __init__(self, folder: Path, remote: str = "") -> None:
        self._folder = folder
        self._remote = remote

    def address(self, remote: str) -> str:
        """Return the address of a repository, which may be given by the name that git has for it.

        A login in it is left out: it would stand in messages and lists of processes.
        """
        if re.search(r"[:/\\]", remote):
            return str((self._folder / remote).resolve()) if _is_path(remote) else remote
        found = self._try("remote", "get-url", "--push", "--", remote)
        if found.returncode != 0:
            raise PublicationError(
                f"git knows no repository {remote} in {self._folder}.\n"
                "Write its address under remote in data/hosting.yaml, or run: "
                f"git remote add {remote} ADDRESS"
            )
        known = found.stdout.decode().strip()
        return str((self._folder / known).resolve()) if _is_path(known) else _LOGIN.sub("", known)

    def run(self, *words: str, data: bytes = b"") -> str:
        """Return what a command prints, without white space around it."""
        return (
            self._checked(self._try(*words, data=data)).decode("utf-8", "surrogateescape").strip()
        )

    def reach(self, command: str, *words: str) -> None:
        """Run a command that speaks to the repository elsewhere: options, then references."""
        options = [word for word in words if word.startswith("--")]
        rest = [word for word in words if not word.startswith("--")]
        self.run(command, *options, "--", self._remote, *rest)

    def tip_of(self, branch: str) -> str:
        """Return the commit that a branch elsewhere is at, or "" if there is no such branch."""
        return self.run("ls-remote", "--", self._remote, f"refs/heads/{branch}").partition("\t")[0]

    def files(self, commit: str) -> dict[str, str]:
        """Return the paths of all files in a commit, each with the id of what it holds."""
        listed = self._checked(self._try("ls-tree", "-r", "-z", commit)).split(b"\0")
        split = (os.fsdecode(line).partition("\t") for line in listed if line)
        return {path: about.split()[2] for about, _, path in split}

    def contents(self, names: Iterable[str]) -> list[bytes | None]:
        """Return what files hold, by their ids or as COMMIT:PATH; None where there is none."""
        asked = "".join(f"{name}\n" for name in names)
        answer = self._checked(self._try("cat-file", "--batch", data=os.fsencode(asked)))
        found: list[bytes | None] = []
        at = 0
        while at < len(answer):
            head, at = answer[at : (end := answer.index(b"\n", at))], end + 1
            if head.endswith(b" missing"):
                found.append(None)
                continue
            size = int(head.rpartition(b" ")[2])
            found.append(answer[at : at + size])
            at += size + 1
        return found

    def add(self, files: Mapping[str, bytes]) -> None:
        """Put files into the index."""
        ids = [self.run("hash-object", "-w", "--stdin", data=data) for data in files.values()]
        self._index(zip(files, ids, strict=True))

    def add_files(self, folder: Path, paths: Sequence[str]) -> None:
        """Put files of a folder into the index, byte by byte, whatever git is set up to convert."""
        names = "".join(f"{(folder / path).resolve()}\n" for path in paths)
        words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        self._index(zip(paths, self.run(*words, data=os.fsencode(names)).split(), strict=True))

    def remove(self, paths: Iterable[str]) -> None:
        """Take files out of the index."""
        lines = "".join(f"0 {_NOBODY}\t{path}\0" for path in paths)
        self.run("update-index", "-z", "--index-info", data=os.fsencode(lines))

    def _index(self, ids: Iterable[tuple[str, str]]) -> None:
        lines = "".join(f"{_MODE} {id_}\t{path}\0" for path, id_ in ids)
        self.run("update-index", "-z", "--index-info", data=os.fsencode(lines))

    def _try(self, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                ["git", *words],
                cwd=self._folder,
                input=data,
                capture_output=True,
                check=False,
                env=self._environment(),
            )
        except FileNotFoundError as error:
            raise PublicationError(
                "git is missing, and the target is a branch of git. README.md says how to get it."
            ) from error

    def _checked(self, done: subprocess.CompletedProcess[bytes]) -> bytes:
        if done.returncode == 0:
            return done.stdout
        said = _LOGIN.sub(
            "", without_secrets(safe_lines(done.stderr.decode("utf-8", "replace").strip()))
        )
        if _NOT_LET_IN.search(said):
            raise GitError(
                f"{self._remote} does not let git in: {said}\n"
                f"Set {TOKEN} in the environment to a token that may push there, or give git a "
                "key (ssh) or a credential helper."
            )
        raise GitError(f"git failed: {said}", is_rejected=bool(_REJECTED.search(said)))

    def _environment(self) -> dict[str, str]:
        """Return the environment of a command: it asks nobody, and says who commits.

        A token is handed on in the environment, where other users of the computer cannot see it.
        Source: git documentation, git-config, GIT_CONFIG_COUNT; http.extraHeader.
        """
        own = {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -o BatchMode=yes"),
            "LC_ALL": "C",
        }
        for who in ("AUTHOR", "COMMITTER"):
            own[f"GIT_{who}_NAME"] = os.environ.get(f"GIT_{who}_NAME", "sitegen")
            own[f"GIT_{who}_EMAIL"] = os.environ.get(f"GIT_{who}_EMAIL", "sitegen@localhost")
        if (token := os.environ.get(TOKEN)) and self._remote.startswith("https://"):
            login = base64.b64encode(f"x-access-token:{token}".encode()).decode()
            host = "/".join(self._remote.split("/")[:3])
            own["GIT_CONFIG_COUNT"] = "1"
            own["GIT_CONFIG_KEY_0"] = f"http.{host}/.extraHeader"
            own["GIT_CONFIG_VALUE_0"] = f"Authorization: Basic {login}"
        return environ(own)


def _is_path(remote: str) -> bool:
    """Whether the address of a repository is a path on this computer, and no host's."""
    return "://" not in remote and (":" not in remote.partition("/")[0] or Path(remote).drive != "")
