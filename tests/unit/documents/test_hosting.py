"""data/hosting.yaml as written: the places that the site can be published to."""

from __future__ import annotations

import pytest

from sitegen.documents.hosting import Branch, Hosting, Storage, Target, load_hosting
from sitegen.schema.yaml_text import read_yaml
from tests.support import lines, told


def load(text: str) -> tuple[Hosting, list[str]]:
    yaml, found = read_yaml(told(text), "data/hosting.yaml")
    assert found == ()
    hosting, mistakes = load_hosting(yaml)
    return hosting, lines(mistakes)


def test_without_a_file_there_are_no_targets() -> None:
    assert load("") == (Hosting(), [])


def test_a_target_is_a_folder_or_a_branch_or_what_rclone_reaches() -> None:
    hosting, found = load("""
        targets:
          disk: {folder: /srv/www/site, keep_assets: 60}
          pages:
            git: {remote: "git@git.example.org:charity/site.git", branch: web}
            url: https://charity.example.org/
          bucket:
            rclone: {path: bucket/www, settings: {type: s3, region: eu-west-2}}
            leave: [".well-known/*"]
            history: bucket/earlier
    """)
    assert found == []
    assert hosting.targets == {
        "disk": Target(folder="/srv/www/site", keep_assets=60),
        "pages": Target(
            git=Branch("git@git.example.org:charity/site.git", "web"),
            url="https://charity.example.org/",
        ),
        "bucket": Target(
            rclone=Storage({"type": "s3", "region": "eu-west-2"}, "bucket/www"),
            leave=(".well-known/*",),
            history="bucket/earlier",
        ),
    }


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("target: {}", "1:1 unknown-key: unknown key target -> did you mean targets?"),
        (
            "targets: {disk: {folder: a, git: {}}}",
            "1:17 wrong-target: a target is one place, and here stands folder and git"
            " -> write one of folder, git and rclone",
        ),
        (
            "targets: {disk: {url: https://example.org/}}",
            "1:17 wrong-target: a target is one place, and here stands nothing"
            " -> write one of folder, git and rclone",
        ),
        (
            "targets: {My-Disk: {folder: a}}",
            "1:11 wrong-target: My-Disk can be no target's name"
            " -> write small letters, digits and _ only, a letter first",
        ),
        (
            "targets:\n  b:\n    rclone:\n      settings:\n        type: sftp\n"
            "        secret_access_key: hidden",
            "4:7 wrong-target: secret_access_key does not belong in this file"
            " -> remove it, and set it in the environment: see docs/publishing.md",
        ),
        (
            "targets: {b: {rclone: {settings: {type: s3}}}}",
            "1:15 wrong-target: path is missing -> add a line path: NAME with the name of the"
            " bucket, and of a folder in it",
        ),
        (
            "targets: {b: {rclone: {settings: {region: x}}}}",
            "1:24 wrong-target: type is missing -> add a line type: s3 (or sftp, webdav, …)",
        ),
        (
            "targets:\n  p:\n    git:\n      remote: https://me:word@git.example.org/a.git",
            "3:5 wrong-target: a password does not belong in this file"
            " -> remove the name and password, and set PUBLISH_GIT_TOKEN where you publish",
        ),
        (
            "targets: {p: {git: {remote: --upload-pack=x}}}",
            "1:21 wrong-target: '--upload-pack=x' is no repository -> write its address, or origin",
        ),
        (
            "targets: {p: {git: {branch: a..b}}}",
            "1:21 wrong-target: 'a..b' is no branch -> write a name such as gh-pages",
        ),
        (
            "targets: {d: {folder: a, keep_assets: 4000}}",
            "1:26 wrong-target: keep_assets must be 0 to 3600"
            " -> write how many seconds a publication waits before it removes them",
        ),
        (
            "targets: {p: {git: {}, history: x}}",
            "1:24 wrong-target: a branch has its own history -> remove the line",
        ),
    ],
)
def test_each_mistake_has_its_place(text: str, mistake: str) -> None:
    assert load(text)[1] == [mistake]
