"""The published pages are HTML to two validators that others keep. Long run only: Node and Java."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from promises.published import Published

pytestmark = pytest.mark.long

HERE = Path(__file__).parent / "validators"


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both validators, in the versions and with the digests of the lock file."""
    needed(npm := shutil.which("npm"), "npm")
    folder = tmp_path_factory.mktemp("validators")
    for name in ("package.json", "package-lock.json", "html-validate.json"):
        shutil.copy(HERE / name, folder)
    words = [str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return folder


def test_html_validate_finds_no_fault(site: Published, tools: Path) -> None:
    program = tools / "node_modules/.bin/html-validate"
    config = ["--config", str(tools / "html-validate.json"), "--formatter", "json"]
    done = run([str(program), *config, f"{site.root}/**/*.html"])
    found = [
        f"{page['filePath']}:{one['line']}: {one['ruleId']}: {one['message']}"
        for page in json.loads(done.stdout)
        for one in page["messages"]
    ]
    assert found == []


def test_the_nu_validator_finds_no_error(site: Published, tools: Path) -> None:
    needed(java := shutil.which("java"), "Java")
    program = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    options = ["--errors-only", "--skip-non-html", "--format", "json"]
    done = run([str(java), "-jar", str(program), *options, str(site.root)])
    found = [f"{one['url']}: {one['message']}" for one in json.loads(done.stderr)["messages"]]
    assert found == []


def needed(program: str | None, name: str) -> None:
    """Fail where a program is not there: a validator is never left out in silence."""
    if program is None:
        pytest.fail(f"{name} is needed to validate the pages: install it", pytrace=False)


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a validator, which says by its exit code whether it found something."""
    return subprocess.run(words, check=False, capture_output=True, text=True)
