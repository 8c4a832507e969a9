"""A branch as a target: each publication is one commit, pushed in one step."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from sitegen.deploy.git import Git
from sitegen.deploy.git_branch import GitBranch
from sitegen.deploy.host import PublicationError
from sitegen.documents.hosting import Branch
from tests.deploy.places import FIRST, SECOND, THIRD, BranchPlace, Cut, Story, git


@pytest.fixture
def story(branch: BranchPlace, tmp_path: Path) -> Story:
    return Story(branch, tmp_path / "output")


def test_each_publication_is_a_commit_on_the_last_one(story: Story, branch: BranchPlace) -> None:
    story.publish(FIRST)
    story.publish(SECOND)
    story.go_back()
    assert git(branch.bare, "log", "--format=%an: %s", "gh-pages").split("\n") == [
        "sitegen: Publication 3: 5 files, those of publication 1",
        "sitegen: Publication 2: 6 files",
        "sitegen: Publication 1: 5 files",
    ]
    assert git(branch.bare, "cat-file", "-s", "gh-pages:.nojekyll") == "0"


def test_bytes_stay_as_they_are_whatever_git_is_set_up_to_convert(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "attributes").write_text("* text eol=lf ident\n")
    (tmp_path / "config").write_text(
        f"[core]\n autocrlf = true\n attributesFile = {tmp_path}/attributes\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    story.write({})
    story.output.mkdir()
    (story.output / "index.html").write_bytes(b"one\r\ntwo\n$Id$")
    (story.output / "été.html").write_bytes(b"\0\xff")
    from sitegen.deploy.folder import files_of
    from sitegen.deploy.publication import publish
    from tests.deploy.places import asked

    publish(story.place.host(), files_of(story.output), story.output, asked({}))
    assert isinstance(story.place, BranchPlace)
    assert git(story.place.bare, "show", "gh-pages:index.html") == "one\r\ntwo\n$Id$"
    assert git(story.place.bare, "cat-file", "-s", "gh-pages:été.html") == "2"


def test_a_branch_that_moved_meanwhile_is_not_overwritten_unless_that_is_said(
    story: Story, branch: BranchPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.publish(FIRST)
    push = GitBranch.finish

    def late(host: GitBranch, *words: Any) -> None:
        branch.put("index.html", "by somebody else")
        push(host, *words)

    with monkeypatch.context() as patch:
        patch.setattr(GitBranch, "finish", late)
        with pytest.raises(PublicationError, match=r"has moved meanwhile.*\n.*Publish again"):
            story.publish(SECOND)
        assert story.place.holds() == {**FIRST, "index.html": "by somebody else"}
        branch.force = True
        patch.setattr(branch, "put", lambda *_: BranchPlace.put(branch, "late.html", "late"))
        story.publish(SECOND)
    assert story.place.holds() == SECOND
    assert git(branch.bare, "log", "--format=%s", "gh-pages").split("\n") == [
        "Publication 2: 6 files",
        "By hand",
        "Publication 1: 5 files",
    ]


@pytest.mark.parametrize(
    "at", [3, 5, *(pytest.param(one, marks=pytest.mark.long) for one in range(1, 21))]
)
def test_after_a_cut_the_branch_is_as_it_was_and_the_next_publication_moves_it(
    story: Story, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    story.publish(FIRST)
    run, commands = Git._try, []

    def counted(self: Git, *words: str, data: bytes = b"") -> Any:
        commands.append(words)
        if len(commands) == at:
            raise Cut
        return run(self, *words, data=data)

    with monkeypatch.context() as patch:
        patch.setattr(Git, "_try", counted)
        with pytest.raises(Cut):
            story.publish(SECOND)
    assert story.place.holds() in (FIRST, SECOND)
    story.publish(THIRD)
    assert story.place.holds() == THIRD


def test_a_repository_is_named_as_git_names_it_and_a_login_is_not_repeated(
    tmp_path: Path,
) -> None:
    git(tmp_path, "init", "-q", ".")
    git(tmp_path, "remote", "add", "origin", "https://me:very-secret@git.example.org/site.git")
    shown = GitBranch(tmp_path, Branch(), force=False).shown
    assert shown == "the branch gh-pages of https://git.example.org/site.git"
    with pytest.raises(
        PublicationError, match=r"knows no repository elsewhere in .*\n.*git remote"
    ):
        GitBranch(tmp_path, Branch("elsewhere"), force=False)


def test_a_token_is_in_the_environment_of_git_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PUBLISH_GIT_TOKEN", "very-secret-token")
    program = tmp_path / "git"
    program.write_text(
        '#!/bin/sh\necho "$@" >> "$0.words"; echo "$GIT_CONFIG_KEY_0" >> "$0.key"\n'
        'echo "fatal: Authentication failed: very-secret-token at https://me:x@host/" >&2; exit 128'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(PublicationError) as refusal:
        Git(tmp_path, "https://git.example.org/site.git").tip_of("gh-pages")
    assert str(refusal.value) == (
        "https://git.example.org/site.git does not let git in: "
        "fatal: Authentication failed: *** at https://host/\n"
        "Set PUBLISH_GIT_TOKEN in the environment to a token that may push there, or give git a "
        "key (ssh) or a credential helper."
    )
    assert (tmp_path / "git.key").read_text() == "http.https://git.example.org/.extraHeader\n"
    assert "secret" not in (tmp_path / "git.words").read_text()
