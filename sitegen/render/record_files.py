"""Files that records name, shown to the hooks that hold them against what the records say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records import Records
from sitegen.fields.marks import marked
from sitegen.fields.record import Record
from sitegen.fields.types import NamedFile
from sitegen.render.attachments import Attachment, attachment_facts
from sitegen.render.inputs import Inputs
from sitegen.schema.yaml_text import read_yaml
from sitegen.user_models.declared import is_own_hook
from sitegen.user_models.hooks import answers, is_mistake


def listed(inputs: Inputs) -> tuple[str, ...]:
    """Return the path of each list with such a hook, and of each file it names, there or not."""
    lists = [_path(schema) for schema in _with_hook(inputs)]
    files = (path for record in _records(inputs) for path in _named(record).values())
    return tuple(dict.fromkeys((*lists, *files)))


def mistakes(inputs: Inputs) -> tuple[Diagnostic, ...]:
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
