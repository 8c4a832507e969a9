"""A whole site, edited step by step with the commands that editors type."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen import cli
from tests.frozen import PROJECT, copy_frozen_site

COMMAND = "import sys; from sitegen import cli; cli.main(sys.argv[1:]); print(*sorted(sys.modules))"

pytestmark = pytest.mark.heavy


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_frozen_site(tmp_path)


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


def test_a_sequence_of_edits_is_verified_at_each_step(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--site", str(site)]
    assert cli.main([*words, "--as-of", "2026-11-21"]) == 0
    for edit in EDITS:
        edit(site)
        assert cli.main([*words, "--as-of", "2026-11-21"]) == 0, capsys.readouterr()
        assert cli.main(["verify", *words]) == 0, capsys.readouterr()


def test_a_build_without_changes_loads_no_markdown_jinja_or_pydantic(site: Path) -> None:
    assert cli.main(["--site", str(site)]) == 0
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "--site", site],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "sitegen.pipeline" in loaded
    assert loaded.isdisjoint(
        {"sitegen.page_stages", "markdown", "jinja2", "pydantic", "PIL", "pypdf"}
    )
