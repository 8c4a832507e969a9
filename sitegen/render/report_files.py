"""The files of reports, held against what data/reports.yaml says of them."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.all import REPORTS
from sitegen.documents.records.report import ReportFile
from sitegen.fields.types import DOWNLOADS
from sitegen.render.attachments import Attachment, attachment_facts, is_pdf
from sitegen.render.inputs import Inputs
from sitegen.schema.yaml_text import read_yaml
from sitegen.sources import Snapshot

#: What is wrong with a file: the key at fault, rule, message, help.
_Fault = tuple[str, str, str, str]


def listed(inputs: Inputs) -> tuple[str, ...]:
    """Return the path of data/reports.yaml and of each file it names, be it there or not."""
    files = [file for report in inputs.site.reports.values() for file in report.files]
    return (REPORTS, *(f"assets/{file.asset}" for file in files))


def mistakes(inputs: Inputs) -> tuple[Diagnostic, ...]:
    """Return a mistake for each file that is there and altered, or not what its record says."""
    found = [
        (id_, place, fault)
        for id_, report in inputs.site.reports.items()
        for place, file in enumerate(report.files)
        for fault in _faults(inputs.snapshot, file)
    ]
    if not found:
        return ()
    yaml, _ = read_yaml(inputs.snapshot.text(REPORTS) or "", REPORTS)
    return tuple(
        Diagnostic(yaml.span((yaml.places[id_], "files", place, key)), rule, message, help_)
        for id_, place, (key, rule, message, help_) in found
    )


def _faults(snapshot: Snapshot, file: ReportFile) -> Iterator[_Fault]:
    path = DOWNLOADS + file.path
    if path not in snapshot.files:
        return
    facts = attachment_facts(snapshot.files[path].data, path, "")
    if facts.sha256 != file.sha256:
        message = f"{file.path} is another file than the one that was recorded"
        help_ = f"if it is the right one, write sha256: {facts.sha256}"
        yield "sha256", "file-differs", message, help_
    if is_pdf(path):
        yield from _faults_of_pdf(file, facts)


def _faults_of_pdf(file: ReportFile, facts: Attachment) -> Iterator[_Fault]:
    """Compare what a PDF says of itself with what its record says."""
    pdf = facts.pdf
    if pdf is None:
        message = f"{file.path} cannot be read as a PDF"
        yield "path", "unreadable-file", message, "save it again, without a password"
        return
    for key, said in (("title", pdf.title), ("language", pdf.language)):
        if said != getattr(file, key):
            message = f"the {key} in {file.path} is {said or 'empty'}, not {getattr(file, key)}"
            help_ = f"set the {key} in the PDF" + (f", or write {key}: {said}" if said else "")
            yield key, "file-differs", message, help_
    if pdf.tagged != file.tagged:
        message = f"{file.path} is {'tagged' if pdf.tagged else 'not tagged'} for screen readers"
        help_ = "remove tagged: false" if pdf.tagged else "save it with tags, or say tagged: false"
        yield "tagged", "file-differs", message, help_
