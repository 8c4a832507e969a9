"""A site compared with what a commit of its repository would publish."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from sitegen import cli
from tests.support import SMALLEST, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site in a folder of a repository, with one commit."""
    made = Site(tmp_path / "repository/site")
    made.write({**SMALLEST, "content/a.md": "Ask about [home](index.md) at 51%."})
    git(made.root.parent, "init", "-q")
    git(made.root.parent, "add", "-A")
    who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    git(made.root.parent, *who, "commit", "-q", "-m", "A site")
    return made


def git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def run(site: Site, *words: str) -> int:
    return cli.main(["compare", "--site", str(site.root), *words])


def test_what_a_commit_would_have_published_and_what_its_build_found(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    before = site.files("..")
    site.write({"content/a.md": "Ask about [us](index.md) at 51%.", "content/b.md": "New:\n- us"})
    assert run(site, "--against", "HEAD", "--format", "json", "--as-of", "2026-11-21") == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["address"] for one in found["added"]] == ["/b/"]
    assert found["changed"][0]["main"]["lines"] == [
        {"old": ["Ask about home at 51%."], "new": ["Ask about us at 51%."]}
    ]
    told = [(one["path"], one["rule"]) for one in found["findings_new"]]
    assert told == [("content/b.md", "orphan"), ("content/b.md", "list-form")]
    assert {path for path in site.files("..") if path not in before} == {"site/content/b.md"}
    assert git(site.root, "status", "--porcelain") == " M site/content/a.md\n?? site/content/b.md\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--against", "no-such"], "there is no commit no-such here. If it is on a server, fetch"),
        (["--against", "--all"], "there is no commit --all here"),
        (["{site}/content", "{site}"], "holds no built site: no page is in it"),
    ],
)
def test_what_cannot_be_compared_ends_with_2(
    site: Site, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    given = [word.format(site=site.root) for word in words]
    given = [f"--against={given[1]}"] if given[0] == "--against" else given
    assert run(site, *given) == 2
    assert message in capsys.readouterr().err


def test_a_site_that_has_mistakes_now_is_not_compared(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/a.md": "[Broken](nowhere.md)"})
    assert run(site, "--against", "HEAD") == 2
    assert "the site cannot be built, 1 mistakes" in capsys.readouterr().err


def test_a_commit_that_cannot_be_built_says_why(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"templates/layouts/page.html": "{{ page.nothing }}"})
    git(site.root, "-c", "user.name=S", "-c", "user.email=s@example.org", "commit", "-qam", "Break")
    site.write(SMALLEST)
    assert run(site, "--against", "HEAD") == 2
    assert "the site of HEAD cannot be built: templates/layouts/page.html: " in (
        capsys.readouterr().err
    )


def test_two_folders_or_a_commit_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], ["one"], ["one", "two", "three"], ["one", "two", "--against", "HEAD"]):
        with pytest.raises(SystemExit):
            cli.main(["compare", *words])
        assert "name two folders, or a commit: --against main" in capsys.readouterr().err
