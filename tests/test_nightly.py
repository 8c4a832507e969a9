"""The workflow of the night: links, one issue for what they show, packages and their licences."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
JOBS: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text("utf-8"))[
    "jobs"
]
MARK = "<!-- links to other sites -->"


def step(job: str, name: str) -> str:
    (script,) = (one["run"] for one in JOBS[job]["steps"] if one.get("name", "").startswith(name))
    return str(script)


def run(script: str, folder: Path, **names: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the runner does, with the programs of the folder before all others."""
    words = ["bash", "-eo", "pipefail", "-c", script]
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": path, **names}
    return subprocess.run(
        words, cwd=folder, env=environ, check=False, capture_output=True, text=True
    )


def program(folder: Path, name: str, script: str) -> None:
    """Put a program in the place of a real one."""
    path = folder / "bin" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/bash\n{dedent(script)}")
    path.chmod(0o755)


REPORT = """
content/a.md:5:1: warning[external-link]: https://a.example/ is not there any more
content/b.md:5:1: note[external-link]: the host of https://b.example/ lets no program look
content/c.md:5:1: warning[external-link]: https://c.example/ cannot be reached
"""


@pytest.mark.parametrize(
    ("code", "report", "told"),
    [(0, REPORT, "broken=2\n"), (1, REPORT, "broken=2\n"), (0, "Checked.", "broken=0\n")],
)
def test_a_look_tells_how_many_links_are_to_mend(
    code: int, report: str, told: str, tmp_path: Path
) -> None:
    program(tmp_path, "python3", f'echo "$@" > words; cat report; exit {code}')
    (tmp_path / "report").write_text(report)
    done = run(step("links", "Look"), tmp_path, GITHUB_OUTPUT=str(tmp_path / "output"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output").read_text() == told
    words = (tmp_path / "words").read_text()
    assert words == "build.py check --external --ledger links/looks.json --all\n"


def test_a_look_that_could_not_be_carried_out_says_nothing_of_links(tmp_path: Path) -> None:
    program(tmp_path, "python3", "exit 2")
    done = run(step("links", "Look"), tmp_path, GITHUB_OUTPUT=str(tmp_path / "output"))
    assert done.returncode != 0
    assert not (tmp_path / "output").exists()
    assert "needs.links.result == 'success'" in JOBS["issue"]["if"]


#: Stands in for GitHub's program: it notes each call, and knows one issue or none.
GH = """
    printf '%s|' "$@" >> calls
    echo >> calls
    [[ "$*" = *--paginate* ]] && cat known
    true
    """


@pytest.fixture
def issue(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """Return what writes to GitHub, given how many links are broken and which issue there is."""
    program(tmp_path, "gh", GH)
    (tmp_path / "links").mkdir()
    (tmp_path / "links/report.txt").write_text(REPORT)

    def told(broken: str, known: str) -> list[str]:
        (tmp_path / "known").write_text(known)
        done = run(step("issue", "Write"), tmp_path, REPOSITORY="o/r", BROKEN=broken)
        assert done.returncode == 0, done.stderr
        asked, *calls = (tmp_path / "calls").read_text().splitlines()
        assert asked.startswith("api|--paginate|repos/o/r/issues?state=all&creator=github-actions")
        return calls

    return told


TITLE = "-f|title=Links to other sites: 2 to mend|-F|body=@body.md|"


@pytest.mark.parametrize(
    ("broken", "known", "calls"),
    [
        ("2", "", [f"api|--silent|--method|POST|repos/o/r/issues|{TITLE}"]),
        ("2", "7\n3\n", [f"api|--silent|--method|PATCH|repos/o/r/issues/7|-f|state=open|{TITLE}"]),
        (
            *("0", "7\n"),
            [
                "api|--silent|--method|PATCH|repos/o/r/issues/7|-f|state=closed|-f|state_reason=completed|"
            ],
        ),
        ("0", "", []),
    ],
)
def test_one_issue_is_written_renewed_opened_again_and_closed(
    broken: str,
    known: str,
    calls: list[str],
    issue: Callable[[str, str], list[str]],
    tmp_path: Path,
) -> None:
    assert issue(broken, known) == calls
    if broken != "0":
        body = (tmp_path / "body.md").read_text()
        assert body.startswith(f"{MARK}\n")
        assert REPORT in body


@pytest.mark.parametrize(
    ("issues", "found"),
    [
        ([], ""),
        ([{"number": 1, "body": None}, {"number": 2, "body": "Another."}], ""),
        ([{"number": 3, "body": f"{MARK}\nA list.", "pull_request": {}}], ""),
        ([{"number": 4, "body": f"{MARK}\nA list."}, {"number": 5, "body": f"{MARK}"}], "4\n5\n"),
    ],
)
def test_the_issue_is_known_by_its_first_line(
    issues: list[Mapping[str, Any]], found: str, tmp_path: Path
) -> None:
    """The expression that GitHub's program applies to its answer is applied to one here."""
    if not any((Path(folder) / "jq").exists() for folder in os.environ["PATH"].split(os.pathsep)):
        pytest.skip("jq is not installed: the expression was not tried")
    program(tmp_path, "gh", '[ "$2" != --paginate ] || jq -r "${@: -1}" issues | tee numbers')
    (tmp_path / "issues").write_text(json.dumps(issues))
    (tmp_path / "links").mkdir()
    done = run(step("issue", "Write"), tmp_path, REPOSITORY="o/r", BROKEN="0")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "numbers").read_text() == found


def test_what_may_write_runs_nothing_of_the_project() -> None:
    assert JOBS["issue"]["permissions"] == {"issues": "write"}
    assert not any("checkout" in one.get("uses", "") for one in JOBS["issue"]["steps"])
    assert [name for name in JOBS if "permissions" in JOBS[name]] == ["issue"]


def test_the_looks_are_kept_even_if_the_job_is_cut() -> None:
    kept = [one for one in JOBS["links"]["steps"] if one.get("if") == "always()"]
    assert [one["uses"].partition("@")[0] for one in kept] == [
        "actions/cache/save",
        "actions/upload-artifact",
    ]


def test_every_lock_is_looked_through_and_a_fault_fails_the_job(tmp_path: Path) -> None:
    for name in ("requirements.lock", "requirements-heic.lock"):
        (tmp_path / name).touch()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    python = tmp_path / ".venv/bin/python"
    python.write_text('#!/bin/bash\necho "$@" > words; echo "A fault."; exit 1\n')
    python.chmod(0o755)
    done = run(step("packages", "Look"), tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "summary"))
    assert done.returncode == 1
    assert (tmp_path / "summary").read_text() == "A fault.\n"
    words = (tmp_path / "words").read_text().split()
    assert [one for one in words if one.endswith(".lock")] == [
        "requirements-heic.lock",
        "requirements.lock",
    ]
    assert "--require-hashes" in words
