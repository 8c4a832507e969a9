"""The command: what it does before it publishes, what it says, and its exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen import cli
from sitegen.deploy.targets import chosen
from tests.deploy.places import texts_in
from tests.support import SMALLEST, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path / "site")
    made.write(SMALLEST)
    return made


def run(site: Site, *words: str) -> int:
    return cli.main(["publish", "--site", str(site.root), *words])


def test_a_site_is_built_verified_published_and_taken_back(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = tmp_path / "public"
    to = ("--to", str(public))
    assert run(site, *to) == 0
    first = texts_in(site.root / "output")
    assert texts_in(public) == first
    said = re.sub(r"\(\d+ kB\)", "(N kB)", capsys.readouterr().out)
    assert said == (
        f"Published to {public} as number 1: {len(first)} files sent (N kB), 0 removed.\n"
        "To take it back: the same command with --rollback\n"
    )
    assert run(site, *to, "--no-build", "--no-verify") == 0
    assert capsys.readouterr().out == (f"Nothing to publish: {public} holds these files already.\n")


def test_a_change_is_looked_at_published_and_taken_back(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = ("--to", str(tmp_path / "public"), "--no-verify")
    run(site, *to)
    first = texts_in(tmp_path / "public")
    site.write({"content/news.md": "[Home](index.md)", "content/index.md": "[News](news.md)"})
    capsys.readouterr()
    assert run(site, *to, "--dry-run") == 0
    assert capsys.readouterr().out == "".join(f"send   {path}\n" for path in LATER)
    assert texts_in(tmp_path / "public") == first
    assert run(site, *to, "--no-build", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "target": str(tmp_path / "public"),
        "number": 2,
        "bytes": sum((site.root / "output" / path).stat().st_size for path in LATER),
        "sent": LATER,
        "removed": [],
    }
    assert run(site, *to, "--rollback") == 0
    assert texts_in(tmp_path / "public") == first
    assert run(site, *to, "--history") == 0
    assert [line[:4].strip() for line in capsys.readouterr().out.split("\n")[-4:-1]] == list("321")


LATER = ["news/index.html", "index.html", "build.json", "sitemap.xml"]


def test_a_site_with_a_warning_is_not_published(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"content/lost.md": "No page leads here."})
    assert run(site, "--to", str(tmp_path / "public")) == 1
    printed = capsys.readouterr()
    assert "content/lost.md:1:1: warning[orphan]" in printed.out
    assert printed.err.endswith("Nothing was published.\n")
    assert not (tmp_path / "public").exists()


def test_an_output_that_was_changed_by_hand_or_shows_drafts_is_not_published(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = ("--to", str(tmp_path / "public"), "--no-build")
    site.build()
    (site.root / "output/index.html").write_text("by hand")
    assert run(site, *to) == 1
    assert "output/ is not what a clean build makes: index.html\n" in capsys.readouterr().err
    site.write({"content/later.md": "---\ntitle: Later\ndescription: D.\ndraft: true\n---\nText."})
    site.build(drafts=True)
    assert run(site, *to, "--no-verify") == 2
    assert "must not be published: it holds 1 page not public yet" in capsys.readouterr().err
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize(
    ("hosting", "words", "said"),
    [
        ("", (), "Publish where to? No target is described.\nName a folder with --to DIR, or a"),
        ("a: {folder: ../a}\n  b: {git: {}}", (), "Publish where to? Targets are: a, b."),
        (
            "live: {folder: ../a}",
            ("livve",),
            "There is no target livve. Did you mean live?\nTargets are: live.\nName a folder",
        ),
        (
            "live: {foldr: ../a}",
            (),
            "data/hosting.yaml:2:10: unknown key foldr. did you mean folder?\nTo see all that is"
            " wrong there: python3 build.py check data/hosting.yaml",
        ),
        (
            "live: {rclone: {path: bucket, settings: {type: s3}}}",
            ("--no-build", "--no-verify"),
            "The target live needs a login: RCLONE_CONFIG_LIVE_ACCESS_KEY_ID and "
            "RCLONE_CONFIG_LIVE_SECRET_ACCESS_KEY are not set.\n",
        ),
        ("live: {git: {}}", (), "git knows no repository origin in "),
        ("live: {folder: content/live}", (), "content/live is part of the site."),
        ("", ("--to", "output"), "lie in one another. Name another folder with --to DIR."),
        ("", ("--to", "."), "holds the site itself. Name another with --to DIR."),
    ],
)
def test_what_cannot_be_carried_out_is_said_with_the_next_step(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    hosting: str,
    words: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(site.root)
    site.build()
    if hosting:
        site.write({"data/hosting.yaml": f"targets:\n  {hosting}"})
    assert run(site, *words) == 2
    printed = capsys.readouterr().err
    assert printed.startswith("build.py: ")
    assert said in printed


def test_a_target_is_published_under_its_own_address(site: Site, tmp_path: Path) -> None:
    target = "{folder: ../public, url: https://trial.example.org/, keep_assets: 0}"
    site.write({"data/hosting.yaml": f"targets:\n  trial: {target}"})
    assert run(site, "trial") == 0
    assert "https://trial.example.org/" in texts_in(tmp_path / "public")["sitemap.xml"]


def test_the_targets_that_the_readme_shows_are_understood(site: Site) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    shown = re.findall(r"\| `(\w+): (\{(?:git|rclone): .*\})` \|", readme)
    assert [name for name, _ in shown] == ["pages", "live", "live", "live"]
    for name, target in shown:
        site.write({"data/hosting.yaml": f"targets:\n  {name}: {target}"})
        assert chosen(site.root, None)[0] == name
