"""Is what a host serves what was built? Every file that build.json lists is asked for once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from sitegen.companions.record import PATH, NoRecordError, Record, read_record
from sitegen.content_types import is_used
from sitegen.diagnostics import count
from sitegen.errors import SitegenError
from sitegen.published_files import FOR_HOSTS_ONLY, Answer, Folder, Site
from sitegen.safe_text import safe


class NothingToCompareError(SitegenError):
    """There is no build.json to compare with, or nothing where the site is said to be."""


@dataclass(frozen=True)
class Compared:
    """How many files were looked at, and what is wrong with each that is not as it was built.

    ``by`` says whose build.json that was; ``commit`` is the commit that it names, or "".
    """

    files: int
    wrong: tuple[tuple[str, str], ...]
    by: str
    commit: str


def compare_published(where: str, output: Path) -> Compared:
    """Compare what is at an address, or in a folder, with build.json of the output.

    Where no output has been built, build.json of the host itself says what there should be.
    """
    host = Site(where) if "://" in where else Folder(_folder(where))
    own, theirs = Folder(output).record(PATH), host.record(PATH)
    data, by = (
        (own, f"{output / PATH}") if own is not None else (theirs, "the host's own build.json")
    )
    if data is None:
        raise NothingToCompareError(
            f"There is no {PATH}, neither in {output} nor at {safe(where)}: build the site, or "
            "publish it with this builder."
        )
    try:
        record = read_record(data)
    except NoRecordError as error:
        raise NothingToCompareError(f"{by} cannot be used: {error}.") from error
    wrong = [*_other_build(own, theirs), *_wrong(host, record, where)]
    return Compared(len(record.files), tuple(wrong), by, record.commit)


def _folder(where: str) -> Path:
    if not Path(where).is_dir():
        help_ = "Name a folder, or an address that begins with https://."
        raise NothingToCompareError(f"There is no folder {safe(where)}. {help_}")
    return Path(where)


def _other_build(own: bytes | None, theirs: bytes | None) -> Iterator[tuple[str, str]]:
    """Return what is wrong with the list itself, which alone tells the build that is served."""
    if theirs is None:
        yield PATH, "missing"
    elif own is not None and own != theirs:
        try:
            commit = read_record(theirs).commit
        except NoRecordError:
            commit = ""
        yield PATH, f"different: that of {f'commit {commit}' if commit else 'another build'}"


def _wrong(host: Site | Folder, record: Record, where: str) -> Iterator[tuple[str, str]]:
    for path, answer in host.answers(sorted(record.files)):
        if fault := _fault(answer, record, path, where):
            yield path, fault
    known = {*record.files, PATH}
    yield from ((path, "not in build.json") for path in host.surplus(known.__contains__))


def _fault(answer: Answer, record: Record, path: str, where: str) -> str:
    if answer.location:
        leads = record.redirects.get(path)
        if leads is not None and _same(answer.location, leads, where):
            return ""  # the host knows the redirect itself, and needs no page for it
        return f"the host sends visitors on to {answer.location}"
    if answer.trouble:
        return answer.trouble
    if answer.sha256 != record.files[path]:
        return "different"
    is_taken = not answer.type or is_used(path, answer.type)
    return "" if is_taken else f"sent as {answer.type}, which browsers take for something else"


def _same(location: str, leads: str, where: str) -> bool:
    """Whether an address is the one to which a redirect leads, on whatever host the site is."""
    return location == urljoin(where, leads) or (
        leads.startswith("/") and urlsplit(location).path == urlsplit(leads).path
    )


def told(compared: Compared, where: str) -> str:
    """Return the outcome in lines: each file with what is wrong with it, then a summary."""
    lines = [f"{safe(path)}: {safe(fault)}" for path, fault in compared.wrong]
    of_commit = f" of commit {compared.commit}" if compared.commit else ""
    listed = f"the {count(compared.files, 'file')} in {compared.by}{of_commit}"
    if lines:
        lines.append(f"{count(len(lines), 'difference')} between {safe(where)} and {listed}")
    else:
        lines.append(f"{safe(where)} is {listed}")
    if "://" in where:
        lines.append(f"Not looked at, as hosts do not show them: {', '.join(FOR_HOSTS_ONLY)}")
    return "\n".join(lines)
