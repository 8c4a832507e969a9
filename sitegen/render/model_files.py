"""Files of a site's models: made beside pages and for the whole site, or named by records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records import Records
from sitegen.fields.marks import marked
from sitegen.fields.record import Record
from sitegen.fields.types import NamedFile
from sitegen.file_names import fault_of, too_long
from sitegen.model.types import Site
from sitegen.render.attachments import Attachment, attachment_facts
from sitegen.render.inputs import Inputs
from sitegen.schema.yaml_text import read_yaml
from sitegen.text_flaws import plain
from sitegen.user_models.declared import is_own_hook
from sitegen.user_models.hooks import answer, answers, failed, is_mistake

_WHOLE_SITE = "the whole site"


#: A hook that returns texts of files by their paths.
_Hook = Callable[..., Mapping[str, str]]
#: Such a hook, what it is given, and what says about what it was asked.
_Asked = tuple[_Hook, tuple[Any, ...], Callable[[], str]]


class MadeFiles(NamedTuple):
    """Texts by their paths in the output, who makes each, and what is wrong with the hooks.

    ``makers`` are by paths in small letters: two that differ only in capitals are one on many
    computers.
    """

    texts: Mapping[str, str]
    makers: Mapping[str, _Hook]
    mistakes: tuple[Diagnostic, ...]

    @property
    def data(self) -> Mapping[str, bytes]:
        """Return the bytes of each file."""
        return {path: plain(text).encode() for path, text in self.texts.items()}


def beside_pages(site: Site) -> MadeFiles:
    """Return what types of pages make beside each page."""
    hooks = (
        (own.files, (page, site), partial(str, page.source))
        for page in site.pages.values()
        for own in page.types
    )
    return _made(hooks)


def of_whole_site(site: Site) -> MadeFiles:
    """Return what collections and types of pages make once."""
    models = site.models
    classes = (*models.collections.values(), *models.page_types.values())
    return _made((one.site_files, (site,), partial(str, _WHOLE_SITE)) for one in classes)


def with_a_place(
    own: MadeFiles, once: MadeFiles, taken: Mapping[str, str]
) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the files of models by their paths, with a mistake for each that has no place.

    ``taken`` are the other paths of the output, each with the file that it is made of, or "" for
    what the build makes itself.
    """
    owners = {path.casefold(): source or "the build" for path, source in taken.items()}
    folders = folders_of(owners) if own.texts or once.texts else set()
    files: dict[str, bytes] = {}
    found = [*own.mistakes, *once.mistakes]
    for made in (once, own):
        for path, data in made.data.items():
            hook = made.makers[path.casefold()]
            if why := _why_not(path.casefold(), owners, folders):
                found.append(failed(hook, why, _WHOLE_SITE))
            else:
                files[path] = data
                owners[path.casefold()] = hook.__qualname__
                folders |= folders_of([path.casefold()])
    return files, tuple(found)


def _why_not(path: str, owners: Mapping[str, str], folders: set[str]) -> str:
    """Return why a file cannot be put at a path, or ""."""
    if path in owners:
        return f"{owners[path]} makes the file {path}, too"
    if path in folders:
        return f"it makes a file {path}, where others need a folder {path}/"
    above = next((folder for folder in folders_of([path]) if folder in owners), "")
    return f"it needs a folder {above}/, where {owners[above]} makes a file" if above else ""


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return all folders that some paths lie in."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _made(asked: Iterable[_Asked]) -> MadeFiles:
    texts: dict[str, str] = {}
    makers: dict[str, _Hook] = {}
    mistakes: list[Diagnostic] = []
    for hook, given, about in asked:
        made, wrong = answer(hook, given, _is_mapping, about)
        mistakes += wrong
        for path, text in (made or {}).items():
            if fault := _fault(path, text, makers):
                mistakes.append(failed(hook, fault, about()))
            else:
                texts[path], makers[path.casefold()] = text, hook
    return MadeFiles(texts, makers, tuple(mistakes))


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _fault(path: object, text: object, makers: Mapping[str, _Hook]) -> str:
    """Return why something is no file of its own with a path below the output, or ""."""
    if not isinstance(path, str) or not isinstance(text, str):
        return f"it returns {path!r}: {type(text).__name__}, where a path: text is wanted"
    is_below = all(part not in ("", ".", "..") for part in path.split("/"))
    if not is_below or "\\" in path or not path.isprintable():
        return f"it returns the path {path!r}, which is none below the output: write folder/name"
    if fault := too_long(path) or next(filter(None, map(fault_of, path.split("/"))), None):
        message = fault if isinstance(fault, str) else fault.message
        return f"it returns the path {path!r}: {message}"
    other = makers.get(path.casefold())
    return _twice(path, other) if other else ""


def _twice(path: str, other: _Hook) -> str:
    return f"{other.__qualname__} makes the file {path}, too"


def files_named(inputs: Inputs) -> tuple[str, ...]:
    """Return the path of each list with such a hook, and of each file it names, there or not."""
    lists = [_path(schema) for schema in _with_hook(inputs)]
    files = (path for record in _records(inputs) for path in _named(record).values())
    return tuple(dict.fromkeys((*lists, *files)))


def mistakes_in_files(inputs: Inputs) -> tuple[Diagnostic, ...]:
    """Return a mistake for each file that is there and not what its record says."""
    found: list[Diagnostic] = []
    for record in _records(inputs):
        files, path = _facts(inputs, record), _path(type(record))
        about = f"{record.id} in {path}"
        wrong, failed = answers(record.mistakes_in_files, (files,), is_mistake, about.__str__)
        found += failed
        if wrong:
            yaml, _ = read_yaml(inputs.snapshot.text(path) or "", path)
            found += [Records(yaml, type(record)).told(record, one) for one in wrong]
    return tuple(found)


def _with_hook(inputs: Inputs) -> Iterator[type[Record]]:
    for schema in inputs.site.models.collections.values():
        if is_own_hook(schema, "mistakes_in_files"):
            yield schema


def _records(inputs: Inputs) -> Iterator[Record]:
    for schema in _with_hook(inputs):
        yield from inputs.site.records[schema.collection].values()


def _path(schema: type[Record]) -> str:
    return f"data/{schema.collection}.yaml"


def _named(record: Record) -> Mapping[str, str]:
    """Return the path of each file that a record names, by how it is written there."""
    found = marked(type(record), NamedFile, record)
    return {name: f"{named.folder}{name}" for _, named, name in found}


def _facts(inputs: Inputs, record: Record) -> Mapping[str, Attachment]:
    files = inputs.snapshot.files
    named = {name: path for name, path in _named(record).items() if path in files}
    return {name: attachment_facts(files[path].data, path, "") for name, path in named.items()}
