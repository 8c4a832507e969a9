"""The first run: finds or makes an environment that holds every package the builder needs.

Nothing but the standard library may be imported here, because nothing else may be there yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.bootstrap import installation, requirements
from tools.bootstrap.machine import Machine, Venv
from tools.bootstrap.requirements import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Machine", "SetupError", "prepare"]

HELP = {"-h", "--help"}
UTF8_MODE = "PYTHONUTF8"


def prepare(argv: Sequence[str], machine: Machine | None = None) -> int | None:
    """Return None when this interpreter can go on, else the exit code to end with."""
    machine = machine or Machine()
    started_for = machine.environ.pop(installation.STARTED_FOR, None)
    if HELP & set(argv) or {"--version", "help"} & set(argv[:1]):
        return None
    if reads_no_utf8(machine):
        machine.environ[UTF8_MODE] = "1"
        return machine.start([machine.executable, *machine.arguments[1:]])
    try:
        *others, venv = [Venv(machine, name) for name in wanted_sets(argv, machine)]
        refuse_endless_start(venv, started_for)
        for other in others:
            installation.make(other)
        # The process that started this one has looked at the environment just now.
        code = None if started_for == str(venv.path) else settle(venv)
    except SetupError as problem:
        machine.say(f"build.py: {problem}")
        return 2
    # Options are the command line's to judge.
    if code is None and [*argv[:1]] == ["install"] and not any(w[:1] == "-" for w in argv):
        print(listed(argv[1:], machine))
        return 0
    return code


def listed(names: Sequence[str], machine: Machine) -> str:
    """Return the extras of these names, or all, with what is installed of each."""
    lines = []
    for name, packages in requirements.extras(machine.root / "pyproject.toml").items():
        if name in (names or [name]):
            found = [f"{one} {machine.installed(one) or '(not installed)'}" for one in packages]
            lines.append(f"  python3 build.py install {name:12} {', '.join(found)}")
    return "\n".join(lines)


def reads_no_utf8(machine: Machine) -> bool:
    """Whether file names would be read in an older encoding, as a bare container's C locale has it.

    Source: PEP 540, "Add a new UTF-8 Mode". Where the mode is on already, nothing more can be done.
    """
    return machine.encoding != "utf-8" and machine.environ.get(UTF8_MODE) != "1"


def wanted_sets(argv: Sequence[str], machine: Machine) -> list[str]:
    """Return the sets of packages that the command needs: the first word decides."""
    command, *names = [word for word in argv if not word.startswith("-")] or ["build"]
    if command == "install" and names:
        known = requirements.extras(machine.root / "pyproject.toml")
        if unknown := [name for name in names if name not in known]:
            raise SetupError(f"there is no extra {unknown[0]}. There are: {', '.join(known)}")
        return names
    return ["test" if command == "test" else "build"]


def settle(venv: Venv) -> int | None:
    """Go on here, start again inside .venv, or make .venv first: whichever is enough."""
    fresh, inside = venv.is_whole(), venv.is_running()
    if (fresh and inside) or serves_as_it_is(venv, fresh=fresh, inside=inside):
        return None
    if not fresh:
        installation.make(venv)
    return installation.start_inside(venv)


def serves_as_it_is(venv: Venv, *, fresh: bool, inside: bool) -> bool:
    """Whether the running interpreter has every package already.

    Looking costs time, so a ready .venv is preferred to a look, unless the user has started
    some other environment on purpose. A .venv of ours that is out of date is renewed instead.
    """
    if fresh and not venv.machine.is_virtual():
        return False
    if inside and venv.is_ours():
        return False
    platform = venv.machine.tag.split()[0]
    return requirements.all_met(venv.requirements(), platform, venv.machine.installed)


def refuse_endless_start(venv: Venv, started_for: str | None) -> None:
    """Stop where the interpreter of .venv does not know that it is in .venv."""
    if started_for == str(venv.path) and not venv.is_running():
        raise SetupError(
            f"started again inside {venv.path}, but Python runs in {venv.machine.prefix}.\n"
            "Remove the setting PYTHONHOME (unset PYTHONHOME) and try again: "
            f"{venv.machine.command_line()}"
        )
