"""Making .venv: once, whole, and with a plain word about what is wrong when it fails."""

from __future__ import annotations

import errno
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.locking import held
from tools.bootstrap.machine import SETS, Machine, Venv
from tools.bootstrap.requirements import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STARTED_FOR = "PAUSE_SITE_STARTED_FOR"
PIP = ["-I", "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
FROM_LOCK = ["--require-hashes", "-r"]
#: What pip says where it cannot reach the package index, and what that means; the first one holds.
UNREACHABLE = (
    (
        "ProxyError|Tunnel connection failed|407 Proxy",
        "the proxy that this computer names does not answer.\n"
        "Correct or remove the setting HTTPS_PROXY. After that",
    ),
    (
        "CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
        "the certificate of the package index was refused.\n"
        "Where a network looks into connections, its administrators know the file to name in the\n"
        "setting PIP_CERT. After that",
    ),
    (
        "Name or service not known|NameResolutionError|name resolution|getaddrinfo|nodename nor",
        "no network: the address of the package index was not found. Once online",
    ),
    (
        "timed out|ConnectTimeoutError|ReadTimeoutError",
        "no network, or a firewall: the package index did not answer in time.\n"
        "Once it can be reached",
    ),
    (
        "NewConnectionError|Failed to establish a new connection|Max retries exceeded|"
        "Connection broken|Network is unreachable|RemoteDisconnected",
        "no network, or the package index does not answer. Once online",
    ),
)
RETRY = "WARNING: Retrying"
NOT_WRITABLE = "Permission denied|Read-only file system|Access is denied"


def make(venv: Venv) -> None:
    """Make .venv or bring it up to date, unless another process does so first."""
    machine = venv.machine
    refuse_without_venv(machine)
    said = "Another build.py is setting up .venv: waiting for it ..."
    with failures_explained(machine), held(machine.root / ".venv.lock", lambda: machine.say(said)):
        if not venv.is_whole():
            fill(venv)


def fill(venv: Venv) -> None:
    """Create .venv unless it only lacks what adds to it; install; stamp. Extras come again."""
    smallest, extras = venv.smaller() or venv, venv.extras()
    if not smallest.is_fresh():
        remove_stamps(venv, [*SETS, *(extra.packages for extra in extras)])
        create(venv)
        add(venv)
        smallest.write_stamp()
    for one in (venv, *extras):
        if not one.is_fresh():
            add(one)


def add(venv: Venv) -> None:
    """Install the packages of one set, then say that they are there."""
    remove_stamps(venv, [venv.packages])
    install(venv)
    venv.write_stamp()


def remove_stamps(venv: Venv, names: Sequence[str]) -> None:
    """Take the stamps back before anything changes: a broken-off change must not look whole."""
    for name in names:
        venv.stamp(name).unlink(missing_ok=True)


def create(venv: Venv) -> None:
    """Make an empty .venv, in place of a half-made or outdated one."""
    again = " again, because it is unfinished or out of date" if venv.path.exists() else ""
    venv.machine.say(f"Making the folder .venv for the packages of the builder{again} ...")
    command = [venv.machine.base_python, "-I", "-m", "venv", "--clear", str(venv.path)]
    do(command, venv.machine, "Python could not make .venv")


def install(venv: Venv) -> None:
    """Install the packages of the lock, every one checked against its hash."""
    count = sum("==" in line for line in venv.lock.read_text("utf-8").splitlines())
    venv.machine.say(f"Installing {count} packages from {venv.lock.name}, only this once ...")
    command = [str(venv.python), *PIP, *FROM_LOCK, str(venv.lock)]
    do(command, venv.machine, "pip could not install the packages")


def do(command: Sequence[str], machine: Machine, failure: str) -> None:
    """Run a command; raise SetupError, which says what failed and what to do, if it fails."""
    code, output = machine.run(command)
    if code != 0:
        raise SetupError(explain(output, failure, machine))


def start_inside(venv: Venv) -> int:
    """Pass the same command on to the interpreter of .venv."""
    venv.machine.environ[STARTED_FOR] = str(venv.path)
    return venv.machine.start([str(venv.python), *venv.machine.arguments[1:]])


def refuse_without_venv(machine: Machine) -> None:
    """Stop where Python came without the parts that make a .venv, as Debian's does."""
    if machine.has_module("venv") and machine.has_module("ensurepip"):
        return
    number = machine.tag.rpartition("-")[2]
    raise SetupError(
        "this Python cannot make virtual environments (venv or ensurepip is missing).\n"
        f"On Debian and Ubuntu: apt-get install python{number[0]}.{number[1:]}-venv\n"
        f"Then try again: {machine.command_line()}"
    )


@contextmanager
def failures_explained(machine: Machine) -> Iterator[None]:
    """Turn what the file system refuses into words."""
    try:
        yield
    except OSError as problem:
        if problem.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            raise SetupError(unwritable(machine, str(problem))) from problem
        raise SetupError(f"{problem}\nThen try again: {machine.command_line()}") from problem


def explain(output: str, what: str, machine: Machine) -> str:
    """Return what a failed step means and what mends it, with its own last words."""
    lines = [line for line in output.splitlines() if line.strip() and RETRY not in line]
    words = "\n".join(f"    {line}" for line in lines[-4:])
    reason = next((why for marks, why in UNREACHABLE if re.search(marks, output)), "")
    if not reason and re.search(NOT_WRITABLE, output):
        return unwritable(machine, f"{what}:\n{words}")
    reason = reason or "see its last lines. When that is mended"
    return f"{what}: {reason},\ntry again: {machine.command_line()}\n{words}"


def unwritable(machine: Machine, problem: str) -> str:
    """Return what to do about a folder in which nothing can be written."""
    copy = "xcopy /E /I" if machine.windows else "cp -r"
    return (
        f"nothing can be written in {machine.root}. {problem}\n"
        f"Copy the project to a folder of your own and try again there:\n"
        f'    {copy} "{machine.root}" my-copy'
    )
