"""Which installed versions are enough, and which requirements are not understood."""

from __future__ import annotations

import pytest

from tools.bootstrap import SetupError, machine, requirements


@pytest.mark.parametrize(
    ("line", "version", "met"),
    [
        ("name>=3.10,<4", "3.10", True),
        ("name>=3.10,<4", "3.9.9", False),
        ("name>=3.10,<4", "3.11.2.20261029", True),
        ("name>=3.10,<4", "4.0", False),
        ("name>=3.10,<4", "4", False),
        ("name>=3.10,<4", "4.0.0rc1", False),
        ("name>=3.10,<4", "3.11.dev1", False),
        ("name>=3.10,<4", "3.10.post1", True),
        ("name>=3.10,<4", "3.10+local.1", True),
        ("name>=3.0.0", "3", True),
        ("name < 4", "3.9", True),
        ("name", "0.1", True),
        ("name>=1", "unknown", False),
    ],
)
def test_versions_are_compared_as_numbers(line: str, version: str, met: bool) -> None:
    assert requirements.parse(line).allows(version) is met


@pytest.mark.parametrize(
    "line",
    [
        "name~=1.2",
        "name==1.2",
        "name>=1.2,!=1.3",
        "name>=1.2rc1",
        "name>=1.2,",
        "name[extra]>=1",
        "name>=1; python_version < '3.12'",
        "name @ https://pause.example/name.whl",
        "",
    ],
)
def test_requirement_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(SetupError, match=r"form|bound"):
        requirements.parse(line)


def test_version_of_a_package_that_is_not_there_is_none() -> None:
    assert machine.installed_version("pytest") == pytest.__version__
    assert machine.installed_version("no-such-package-at-all") is None


def test_requirement_of_another_platform_asks_nothing() -> None:
    line = requirements.parse('tzdata>=2025.1 ; sys_platform == "win32"')
    assert requirements.is_met(line, "linux", lambda _: None)
    assert not requirements.is_met(line, "win32", lambda _: None)
