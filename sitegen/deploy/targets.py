"""Which place is meant: a target of data/hosting.yaml by its name, or a folder that is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sitegen import COMMAND
from sitegen.deploy.host import Host, PublicationError
from sitegen.documents.hosting import PATH, Target, load_hosting
from sitegen.output.folder import OutputRefusedError, refuse_place
from sitegen.safe_text import safe
from sitegen.schema.did_you_mean import nearest
from sitegen.schema.yaml_text import read_yaml
from sitegen.sources import decode, read_input, require_site

_HOW = "Name a folder with --to DIR, or a target in data/hosting.yaml: see docs/publishing.md."


def chosen(site: Path, name: str | None) -> tuple[str, Target]:
    """Return the target of that name, or the only one there is, with its name."""
    targets = _targets(site)
    listed = f"Targets are: {', '.join(sorted(targets))}." if targets else "No target is described."
    if name is None and len(targets) == 1:
        return next(iter(targets.items()))
    if name is None:
        raise PublicationError(f"Publish where to? {listed}\n{_HOW}")
    if name not in targets:
        near = nearest(name, targets)
        near = f" Did you mean {near}?" if near else ""
        raise PublicationError(f"There is no target {safe(name)}.{near}\n{listed}\n{_HOW}")
    return name, targets[name]


def _targets(site: Path) -> Mapping[str, Target]:
    require_site(site)
    if not (site / PATH).is_file():
        return {}
    yaml, mistakes = read_yaml(decode(read_input(site, PATH)), PATH)
    hosting, found = load_hosting(yaml)
    if first := next(iter((*mistakes, *found)), None):
        place = f"{PATH}:{first.span.line}:{first.span.column}"
        raise PublicationError(
            f"{place}: {first.message}{f'. {first.help}' if first.help else ''}\n"
            f"To see all that is wrong there: {COMMAND} check {PATH}"
        )
    return hosting.targets


def folder(site: Path, output: Path, to: Path) -> Target:
    """Return a folder as a target, or refuse one that is part of the site or of its output."""
    require_site(site)
    _refuse_place(site, to)
    own, other = output.resolve(), to.resolve()
    if own.is_relative_to(other) or other.is_relative_to(own):
        raise PublicationError(
            f"{to} and the output {output} lie in one another. Name another folder with --to DIR."
        )
    return Target(folder=str(to.absolute()))


def host_of(
    site: Path, name: str, target: Target, on_wait: Callable[[], None], *, force: bool
) -> Host:
    """Return what brings files to a target, by its kind."""
    if target.git:
        from sitegen.deploy.git_branch import GitBranch

        return GitBranch(site, target.git, force=force)
    if target.rclone:
        from sitegen.deploy.storage import StorageHost

        return StorageHost(name, target.rclone, target.history, on_wait)
    from sitegen.deploy.folder import Folder

    place = (site / Path(target.folder).expanduser()).absolute()
    _refuse_place(site, place)
    history = (site / target.history).absolute() if target.history else None
    return Folder(place, history, on_wait)


def _refuse_place(site: Path, place: Path) -> None:
    try:
        refuse_place(site, place)
    except OutputRefusedError as error:
        raise PublicationError(str(error).replace("--output DIR", "--to DIR")) from error
