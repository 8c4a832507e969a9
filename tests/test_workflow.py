"""The workflow that tests and publishes: pinned, with few rights, and no more tests than due."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOW = Path(__file__).parents[1] / ".github/workflows/publish.yml"
JOBS: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
(CHANGES,) = (step for step in JOBS["changes"]["steps"] if step.get("id") == "changes")


def commands(job: str) -> str:
    return "\n".join(step.get("run", "") for step in JOBS[job]["steps"])


def test_every_action_is_pinned_by_its_hash() -> None:
    used = re.findall(r"uses: (\S+)", WORKFLOW.read_text("utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []


def test_only_the_last_job_may_write_and_only_pages() -> None:
    rights = {name: job.get("permissions", {}) for name, job in JOBS.items()}
    assert {name: given for name, given in rights.items() if "write" in given.values()} == {
        "publish": {"pages": "write", "id-token": "write"}
    }


def test_a_change_is_built_strictly_verified_and_held_to_the_promises_before_it_is_published() -> (
    None
):
    run = commands("site")
    steps = ("build.py ${STRICT:+--strict}", "build.py verify", "build.py test --site")
    places = [run.index(step) for step in steps]
    assert places == sorted(places)
    assert "site" in JOBS["publish"]["needs"]


def test_the_builder_is_tested_without_the_site_and_nothing_is_published_if_it_fails() -> None:
    assert "mv content data" in commands("builder")
    assert "build.py test --builder" in commands("builder")
    assert "needs.builder.result != 'failure'" in JOBS["publish"]["if"]


@pytest.mark.parametrize(
    ("changed", "is_due"),
    [
        (["content/contact.md"], "false"),
        (["data/site.yaml", "assets/files/report.pdf", "content/a/b.md"], "false"),
        (["content/contact.md", "templates/base.html"], "true"),
        (["sitegen/cli.py"], "true"),
        (["tests/frozen_site/content/index.md"], "true"),
        (["requirements.lock"], "true"),
    ],
)
def test_the_builders_tests_run_only_if_something_else_than_content_and_data_changed(
    changed: list[str], is_due: str, tmp_path: Path
) -> None:
    git(tmp_path, "init", "-q")
    before = committed(tmp_path, ["README.md"])
    committed(tmp_path, changed)
    assert told(tmp_path, "push", before) == f"builder={is_due}\n"


def test_without_a_commit_to_compare_with_they_run_and_on_a_new_day_they_do_not(
    tmp_path: Path,
) -> None:
    git(tmp_path, "init", "-q")
    committed(tmp_path, ["content/contact.md"])
    assert told(tmp_path, "push", "0" * 40) == "builder=true\n"
    assert told(tmp_path, "workflow_dispatch", "") == "builder=true\n"
    assert told(tmp_path, "schedule", "") == "builder=false\n"


def told(folder: Path, event: str, before: str) -> str:
    """Run the step of the workflow that looks for changes, and return what it puts out."""
    output = folder / ".git/told"
    output.unlink(missing_ok=True)
    environ = {**os.environ, "EVENT": event, "BEFORE": before, "GITHUB_OUTPUT": str(output)}
    script = ["bash", "-eo", "pipefail", "-c", CHANGES["run"]]
    subprocess.run(script, cwd=folder, env=environ, check=True, capture_output=True)
    return output.read_text("utf-8")


def committed(folder: Path, paths: list[str]) -> str:
    """Write files, commit them and return the commit."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("Changed.")
    git(folder, "add", "-A")
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    git(folder, *who, "commit", "-q", "-m", "Change something")
    return git(folder, "rev-parse", "HEAD").strip()


def git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
