"""The files around the builder: its locks, its launcher, and what the set-up may import."""

from __future__ import annotations

import ast
import re
import runpy
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from sitegen.output.build_json import LIBRARIES
from tests import run
from tools import bootstrap
from tools.bootstrap import requirements

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: list[str] = list(PROJECT["optional-dependencies"])


#: The extra of each lock; none for what every build needs.
LOCKS = {
    "requirements.lock": "",
    **{f"requirements-{name}.lock": name for name in EXTRAS},
}


def locked(name: str) -> dict[str, str]:
    """Return the entries of a lock: name -> all that stands there about it."""
    text = (ROOT / name).read_text("utf-8")
    entries = re.findall(r"^([a-z0-9-]+)(==.*?)(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return dict(entries)


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_every_package_with_hashes_and_names_no_index(name: str) -> None:
    entries = locked(name)
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries.values())
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"--(extra-)?index|--find-links|--trusted|://", text)


@pytest.mark.parametrize(("name", "extra"), LOCKS.items())
def test_lock_meets_every_requirement_of_the_project(name: str, extra: str) -> None:
    entries = locked(name)
    for line in requirements.read(ROOT / "pyproject.toml", [extra] if extra else []):
        requirement = requirements.parse(line)
        version = re.match(r"==(\S+)", entries[requirement.name.lower()])
        assert version, line
        assert requirement.allows(version[1]), line


def test_every_extra_has_a_lock_and_every_lock_an_extra() -> None:
    found = {path.name for path in ROOT.glob("requirements*.lock")}
    assert found == set(LOCKS)


@pytest.mark.parametrize("name", LOCKS)
def test_all_locks_agree(name: str) -> None:
    """What one of them adds is installed beside what others have installed."""
    base, test, own = map(pins, ("requirements.lock", "requirements-test.lock", name))
    assert base.items() <= own.items()
    assert {one: own[one] for one in own if one in test} == {
        one: test[one] for one in test if one in own
    }


#: What mistakes are found and told with, and files edited and shown: no published byte is theirs.
OF_NO_OUTPUT = {"livereload", "pyromark", "rich", "ruamel.yaml", "tornado", "watchdog"}


def test_build_json_names_every_library_on_which_the_output_depends() -> None:
    needed = {requirements.parse(line).name for line in PROJECT["dependencies"]}
    assert needed - OF_NO_OUTPUT == set(LIBRARIES)


def pins(name: str) -> dict[str, str]:
    return {one: entry.partition("\n")[0] for one, entry in locked(name).items()}


def test_oldest_python_is_the_same_everywhere() -> None:
    launcher = runpy.run_path(str(ROOT / "build.py"))
    assert PROJECT["requires-python"] == ">=" + ".".join(map(str, launcher["OLDEST"]))


def test_launcher_can_be_read_by_a_python_that_is_too_old() -> None:
    source = (ROOT / "build.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "__future__" not in source


def test_python_that_is_too_old_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    launcher = runpy.run_path(str(ROOT / "build.py"))
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert launcher["main"]() == 2
    assert "this is Python 3.9" in capsys.readouterr().err


def test_stopping_a_set_up_by_hand_takes_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(argv: Sequence[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "prepare", stopped)
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(ROOT / "build.py"), run_name="__main__")
    assert end.value.code == 130
    assert capsys.readouterr().err == "build.py: stopped.\n"


def test_the_tests_get_their_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[list[str]] = []

    def run_tests(words: list[str]) -> int:
        heard.append(words)
        return 7

    monkeypatch.setattr(bootstrap, "prepare", lambda _: None)
    monkeypatch.setattr(run, "run_tests", run_tests)
    launcher = runpy.run_path(str(ROOT / "build.py"))
    for words in (["test", "--long", "-k", "a"], ["help", "test"]):
        monkeypatch.setattr(sys, "argv", ["build.py", *words])
        assert launcher["main"]() == 7
    assert heard == [["--long", "-k", "a"], ["--help"]]


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / "tools/bootstrap").glob("*.py")), ROOT / "sitegen/locking.py"],
    ids=lambda path: path.name,
)
def test_set_up_imports_only_the_standard_library(path: Path) -> None:
    ours = ("tools.bootstrap", "sitegen.locking")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            assert name.split(".")[0] in sys.stdlib_module_names or name.startswith(ours), name


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches such groups wrongly; (?>(?:...)*) does the same, and right.

    Source: CPython, issue 106052. Debian 12 has 3.11.2.
    """
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "sitegen").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"(?<![(\\])\)[*?+]\+", line)
    ]
    assert found == []
