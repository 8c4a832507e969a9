"""SECURITY.md keeps its word: each threat has a test, and the settings around the code hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TABLE = re.findall(
    r"^\| (?!threat|---)(.+?) \| (.+?) \| (.+?) \|$", (ROOT / "SECURITY.md").read_text(), re.M
)
THREATS = (
    "malicious content",
    "malicious pull request",
    "hostile page",
    "compromised dependency",
    "leaked credentials",
    "hostile `--site`",
)


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize("threat", THREATS)
def test_each_threat_has_a_line(threat: str) -> None:
    assert any(line[0].startswith(threat) for line in TABLE)


@pytest.mark.parametrize("line", TABLE, ids=lambda line: line[0])
def test_each_line_has_tests_that_exist(line: tuple[str, str, str]) -> None:
    named = re.findall(r"`([^`]+)::(\w+)`", line[2])
    assert named
    for file, test in named:
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert test in [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_pull_request_is_built_without_rights(workflow: Path) -> None:
    found = read(workflow)
    assert "pull_request_target" not in found["on"]
    assert found["permissions"] in ({}, {"contents": "read"})
    for job in found["jobs"].values():
        rights = job.get("permissions", {})
        if "write" in rights.values() and [*found["on"]] == ["workflow_run"]:
            # Begun by the checks of a pull request, of which nothing is fetched or run.
            assert rights == {"actions": "read", "pull-requests": "write"}
            assert [step for step in job["steps"] if "uses" in step] == []
        elif "write" in rights.values():
            assert "github.ref == 'refs/heads/main'" in job["if"]
            assert "github.event_name != 'pull_request'" in job["if"]
        for step in job["steps"]:
            assert re.fullmatch(r"[\w/.-]+@[0-9a-f]{40}", step.get("uses", "a@" + "0" * 40))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_credential_is_kept(workflow: Path) -> None:
    assert "secrets." not in workflow.read_text("utf-8")
    steps = [step for job in read(workflow)["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_newer_versions_are_looked_for() -> None:
    updates = read(ROOT / ".github/dependabot.yml")["updates"]
    assert [one["package-ecosystem"] for one in updates] == ["pip", "github-actions"]


def test_what_runs_has_owners() -> None:
    lines = (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
    owned = [line.split()[0] for line in lines if not line.startswith("#")]
    assert {"/sitegen/", "/models/", "/templates/", "/.github/"} <= set(owned)
    assert [path for path in owned if not list(ROOT.glob(path.strip("/")))] == []
