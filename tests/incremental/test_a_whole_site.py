"""A whole site, edited step by step with the commands that editors type."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.frozen import PROJECT, copy_frozen_site

COMMAND = "import sys; from sitegen import cli; sys.exit(cli.main(sys.argv[1:]))"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_frozen_site(tmp_path)


def run(*words: str | Path) -> tuple[int, str]:
    """Run one command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *map(str, words)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        assert old in text
        (site / path).write_text(text.replace(old, new), "utf-8")

    return edit


EDITS = [
    replace("content/contact.md", "## If you need help now", "## Help now"),
    replace("content/what-we-do/index.md", "title: What we do", "title: What we do now"),
    replace("data/figures.yaml", "value: 215", "value: 216"),
    replace("templates/partials/footer.html", "Footer", "Foot of the page"),
    replace("data/site.yaml", "official: false", "official: true"),
    replace("assets/css/site.css", "color-scheme", "/* edited */ color-scheme"),
]


def test_a_sequence_of_edits_is_verified_at_each_step(site: Path) -> None:
    words: list[str | Path] = ["--site", site, "--as-of", "2026-11-21"]
    assert run(*words)[0] == 0
    for edit in EDITS:
        edit(site)
        code, said = run(*words)
        assert code == 0, said
        code, said = run("verify", "--site", site)
        assert code == 0, said


def test_a_build_without_changes_loads_no_markdown_jinja_or_pydantic(site: Path) -> None:
    assert run("--site", site)[0] == 0
    program = f"{COMMAND.rpartition(';')[0]}; cli.main(sys.argv[1:]); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program, "--site", site],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "sitegen.unchanged" in loaded
    assert loaded.isdisjoint({"markdown", "jinja2", "pydantic", "PIL", "pypdf"})
