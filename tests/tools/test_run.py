"""The browser of the tests: found where it is, fetched where it is not, or asked for in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

import pytest

from sitegen.compare.browser import NAMES, NoBrowserError, answers, find
from tests import run
from tests.run import Computer


class Story:
    """A computer with nothing on it, in a folder."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.said: list[str] = []
        self.ran: list[str] = []
        self.fetches: Callable[[], object] = lambda: None

    def computer(self, *, root_user: bool = False, **environ: str) -> Computer:
        """Return the computer as the search meets it."""
        return Computer(
            environ={"PATH": str(self.top / "bin"), "HOME": str(self.top / "home"), **environ},
            top=self.top,
            root_user=root_user,
            answers=lambda path: path.read_text() != "advertisement",
            run=self.run,
            say=self.said.append,
        )

    def run(self, command: Sequence[str]) -> int:
        """Stand in for the commands that fetch a browser."""
        self.ran.append(" ".join(command).replace(sys.executable, "python"))
        if "install" in command:
            self.fetches()
        return 0

    def put(self, path: str, text: str = "") -> Path:
        """Put a program on the computer."""
        program = self.top / path
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)
        return program


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="the names on the PATH end differently there")
@pytest.mark.parametrize("name", NAMES)
def test_browser_on_the_path_is_found(story: Story, name: str) -> None:
    program = story.put(f"bin/{name}")
    assert find(story.computer()) == program


@pytest.mark.parametrize(
    "path",
    [
        "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "home/Applications/Chromium.app/Contents/MacOS/Chromium",
        "programs/Microsoft/Edge/Application/msedge.exe",
        "home/.cache/ms-playwright/chromium-1200/chrome-linux64/chrome",
        "home/.cache/ms-playwright/chromium_headless_shell-1200/chrome-linux/headless_shell",
        "home/AppData/Local/ms-playwright/chromium-1200/chrome-win64/chrome.exe",
        "home/Library/Caches/ms-playwright/chromium-1200/chrome-mac-arm64/X.app/Contents/MacOS/X",
    ],
)
def test_browser_in_a_usual_place_is_found(story: Story, path: str) -> None:
    program = story.put(path)
    assert find(story.computer(PROGRAMFILES=str(story.top / "programs"))) == program


def test_newest_of_the_browsers_that_playwright_fetched_is_taken(story: Story) -> None:
    for number in (999, 1200, 1001):
        story.put(f"mine/chromium-{number}/chrome-linux/chrome")
    found = find(story.computer(PLAYWRIGHT_BROWSERS_PATH=str(story.top / "mine")))
    assert found == story.top / "mine/chromium-1200/chrome-linux/chrome"


def test_a_browser_without_windows_is_preferred(story: Story) -> None:
    for name in ("chromium", "google-chrome", "chromium-headless-shell"):
        story.put(f"bin/{name}")
    assert find(story.computer()) == story.top / "bin/chromium-headless-shell"


def test_setting_decides_alone(story: Story) -> None:
    story.put("bin/chromium")
    program = story.put("opt/my-browser")
    assert find(story.computer(CHROMIUM=str(program))) == program


def test_setting_that_names_nothing_is_a_mistake(story: Story) -> None:
    story.put("bin/chromium")
    with pytest.raises(NoBrowserError, match="CHROMIUM names /nowhere"):
        find(story.computer(CHROMIUM="/nowhere"))


def test_program_that_is_not_a_browser_is_passed_over(story: Story) -> None:
    story.put("bin/chromium-browser", "advertisement")
    assert find(story.computer()) is None


def test_nothing_is_run_where_a_browser_is_there(story: Story) -> None:
    program = story.put("Applications/Chromium.app/Contents/MacOS/Chromium")
    assert run.ensure(story.computer()) == program
    assert (story.ran, story.said) == ([], [])


@pytest.mark.skipif(sys.platform == "win32", reason="Debian's packages are for Debian")
def test_root_on_debian_gets_debians_package_and_hears_the_commands(story: Story) -> None:
    story.put("bin/apt-get")
    story.fetches = lambda: story.put("bin/chromium-headless-shell")
    found = run.ensure(story.computer(root_user=True))
    assert found == story.top / "bin/chromium-headless-shell"
    assert story.ran == [
        "apt-get update",
        "apt-get install -y --no-install-recommends chromium-headless-shell",
    ]
    assert all(command in said for command, said in zip(story.ran, story.said, strict=True))


@pytest.mark.parametrize("root_user", [True, False])
def test_others_get_the_download_of_playwright(story: Story, root_user: bool) -> None:
    path = "home/.cache/ms-playwright/chromium-1200/chrome-linux64/chrome"
    story.fetches = lambda: story.put(path)
    assert run.ensure(story.computer(root_user=root_user)) == story.top / path
    assert story.ran == ["python -m playwright install chromium"]
    assert "-m playwright install chromium" in story.said[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Debian's packages are for Debian")
def test_download_is_tried_when_debians_package_is_no_browser(story: Story) -> None:
    story.put("bin/apt-get")
    story.fetches = lambda: story.put("bin/chromium", "advertisement")
    with pytest.raises(NoBrowserError):
        run.ensure(story.computer(root_user=True))
    assert story.ran[-1] == "python -m playwright install chromium"


def test_no_browser_at_all_ends_with_the_ways_to_get_one(story: Story) -> None:
    with pytest.raises(NoBrowserError) as failure:
        run.ensure(story.computer())
    assert "-m playwright install chromium" in str(failure.value)
    assert "apt-get install\nchromium-headless-shell)" in str(failure.value)
    assert "CHROMIUM=" in str(failure.value)


def test_command_that_is_not_there_counts_as_failed() -> None:
    assert run.run_aside(["/no/such/command"]) != 0
    assert not answers(Path("/no/such/command"))


# `build.py test`, once a browser is there


def test_without_a_browser_no_check_runs(capsys: pytest.CaptureFixture[str]) -> None:
    def nothing_found() -> Path:
        raise NoBrowserError("the tests need a browser")

    def never(command: Sequence[str], environ: Mapping[str, str]) -> int:
        raise AssertionError(command)

    assert run.run_tests([], run=never, ensure=nothing_found) == 2
    assert "the tests need a browser" in capsys.readouterr().err


CORES = "-n auto --dist worksteal"
BESIDE = {"mypy": "mypy"}
BEFORE_ALL_EYES = {
    "ruff check": "ruff check .",
    "ruff format": "ruff format --check .",
    "import-linter": "from importlinter.cli import lint_imports_command as run; run()",
    "tests of the builder": f"pytest {CORES}",
    "promises of the frozen site": f"pytest promises --frozen {CORES}",
    "promises of the site": f"pytest promises {CORES}",
}
CHECKS = BESIDE | BEFORE_ALL_EYES


@pytest.fixture(autouse=True)
def writes_no_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    """The computer is one that keeps no compiled modules, as many containers are."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


def commands_of(*words: str, failing: str = "nothing") -> tuple[int, list[str]]:
    """Return the exit code of a run and its commands, of which those with a word in them fail.

    First come those beside the others, which say what they have to say once these are done.
    """
    beside: list[str] = []
    commands: list[str] = []

    def note(
        command: Sequence[str], environ: Mapping[str, str], told: IO[str] | None = None
    ) -> int:
        words = " ".join(command[2:])
        (commands if told is None else beside).append(words)
        assert environ["CHROMIUM"] == "/usr/bin/chromium"
        assert "PYTHONDONTWRITEBYTECODE" not in environ
        print(f"said by {words}", file=told)
        return int(failing in words)

    code = run.run_tests(words, run=note, ensure=lambda: Path("/usr/bin/chromium"))
    return code, beside + commands


@pytest.mark.parametrize("failing", CHECKS)
def test_every_check_runs_even_after_a_failure(
    failing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands_of(failing=CHECKS[failing]) == (1, list(CHECKS.values()))
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("short run: ")
    assert last.endswith("test --long runs everything")
    assert f"{failing} failed" in last


def test_a_run_without_failures_ends_well() -> None:
    assert commands_of() == (0, list(CHECKS.values()))


def test_types_are_checked_beside_the_tests_and_told_after_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    commands_of()
    told = [
        line
        for name, command in (BEFORE_ALL_EYES | BESIDE).items()
        for line in (f"== {name}", f"said by {command}")
    ]
    assert capsys.readouterr().out.splitlines()[:-1] == told


def test_the_builder_and_the_site_can_be_tested_alone() -> None:
    builder = [command for name, command in CHECKS.items() if name != "promises of the site"]
    assert commands_of("--builder") == (0, builder)
    assert commands_of("--site") == (0, [f"pytest promises {CORES}"])
    assert commands_of("--site", "-k", "menus") == (0, [f"pytest promises {CORES} -k menus"])


def test_words_for_pytest_choose_the_tests() -> None:
    code, commands = commands_of("tests/unit", "-k", "home")
    assert (code, commands[4:]) == (0, ["pytest tests/unit -k home"])


def test_temporary_files_are_kept_in_memory_where_there_is_room(tmp_path: Path) -> None:
    with run.temporary_files(tmp_path, room=1) as place:
        folder = Path(place["TMPDIR"])
        assert folder.parent == tmp_path
        (folder / "left").write_text("behind")
    assert list(tmp_path.iterdir()) == []
    with run.temporary_files(tmp_path, room=1 << 60) as place:
        assert place == {}
    with run.temporary_files(tmp_path / "no such folder", room=1) as place:
        assert place == {}


def test_help_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def never() -> Path:
        raise AssertionError

    assert run.run_tests(["--help"], ensure=never) == 0
    told = capsys.readouterr().out
    assert all(option in told for option in ("--builder", "--site", "--long"))


def test_long_is_handed_to_pytest(capsys: pytest.CaptureFixture[str]) -> None:
    _, commands = commands_of("--long")
    assert [command for command in commands if "pytest" in command] == [
        f"pytest {CORES} --run-long",
        f"pytest promises --frozen {CORES} --run-long",
        f"pytest promises {CORES} --run-long",
    ]
    assert capsys.readouterr().out.splitlines()[-1].startswith("long run: ")
