"""data/reports.yaml: publications by the charity or about its work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from sitegen.diagnostics import Diagnostic
from sitegen.documents.records.source import SourceId
from sitegen.fields.partial_date import PartialDate
from sitegen.fields.record import Part, Record, collection
from sitegen.fields.texts import figure_ids
from sitegen.fields.types import DateInPart, DownloadPath, FilledText, Ref, Refs, Text, WebAddress
from sitegen.schema.yaml_text import YamlText

ReportKind = Literal[
    "evaluation",
    "policy report",
    "briefing",
    "consultation response",
    "academic paper",
    "strategy",
    "impact data",
    "campaign",
]
Theme = Literal[
    "children's social care system", "relationships for families", "wider societal issues"
]
Availability = Literal["here", "elsewhere", "not found"]

#: What several reports of each kind are called.
PLURALS: Mapping[str, str] = {
    "evaluation": "evaluations",
    "policy report": "policy reports",
    "briefing": "briefings",
    "consultation response": "consultation responses",
    "academic paper": "academic papers",
    "strategy": "strategies",
    "impact data": "impact data",
    "campaign": "campaigns",
}


class ReportFile(Part):
    """A file of a report, below assets/files/. ``sha256`` is the digest of its bytes.

    ``title``, ``language`` (a tag as in BCP 47) and ``tagged`` are what a PDF says of itself.
    """

    path: DownloadPath
    title: str
    sha256: str
    language: str = "en-GB"
    tagged: bool = True

    @property
    def asset(self) -> str:
        """Return the path below assets/."""
        return f"files/{self.path}"


class ReportLink(Part):
    """Where a report can be read: the address, the site it is on, and the words of the link."""

    url: WebAddress
    site: str
    text: str = ""


@collection("reports")
class Report(Record):
    """A publication by or about the charity. ``date`` is a day, a month, a year or ``unknown``.

    ``authors`` are organisations, ``people`` persons, each as "Family, Given"; a work has the one
    or the other, and neither where its authors are not known. ``findings`` and
    ``recommendations`` are sentences that may hold ``[[figure:ID]]``. ``keywords`` are words that
    people use for its subject and its own texts do not.
    """

    title: str
    date: DateInPart
    kind: ReportKind
    theme: Theme
    publisher: str
    summary: FilledText
    sources: tuple[SourceId, ...]
    short_title: str = ""
    authors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    number: str = ""
    language: str = "en-GB"
    availability: Availability | None = None
    files: tuple[ReportFile, ...] = ()
    links: tuple[ReportLink, ...] = ()
    findings: tuple[Text, ...] = ()
    recommendations: tuple[Text, ...] = ()
    status: Literal["current", "superseded", "withdrawn"] = "current"
    superseded_by: Ref[Report] = ""
    withdrawn_because: str = ""
    related: Refs[Report] = ()
    keywords: tuple[str, ...] = ()
    note: Text = ""

    @property
    def name(self) -> str:
        """Return the title for headings and lists."""
        return self.short_title or self.title

    @property
    def by(self) -> tuple[str, ...]:
        """Return the authors as they are spoken of: Us; Ann Example."""
        return self.authors or tuple(" ".join(name.split(", ")[::-1]) for name in self.people)

    @property
    def when(self) -> PartialDate:
        """Return the date as far as it is known."""
        return PartialDate.of(self.date)

    @property
    def where(self) -> Availability:
        """Return where the text can be read, which need not be said if files or links tell."""
        return self.availability or ("here" if self.files else "elsewhere")

    @property
    def figures(self) -> tuple[str, ...]:
        """Return the ids of the figures that its findings and recommendations name."""
        return figure_ids(*self.findings, *self.recommendations)


def mistakes(yaml: YamlText, reports: tuple[Report, ...]) -> Iterator[Diagnostic]:
    """Yield the mistakes that one report's schema cannot see."""
    for report in reports:
        for key, message, help_ in (
            *_of_availability(report),
            *_of_authors(report),
            *_of_status(report),
        ):
            place = yaml.places[report.id]
            span = yaml.span((place, key) if key else (place, "id"))
            yield Diagnostic(span, "wrong-report", message, help_)


#: What a report lacks: the key at fault or "", message, help.
_Lack = tuple[str, str, str]


def _of_authors(report: Report) -> Iterator[_Lack]:
    if report.authors and report.people:
        help_ = "keep people if the work names them, or else authors"
        yield "people", "there are both organisations and people as authors", help_
    for name in report.people:
        if not all(part.strip() for part in name.split(", ")) or name.count(", ") != 1:
            help_ = "write the family name first: Example, Ann"
            yield "people", f"{name} cannot be turned into a citation", help_


def _of_availability(report: Report) -> Iterator[_Lack]:
    has = {"here": bool(report.files), "elsewhere": bool(report.links)}
    if report.availability is None and not any(has.values()):
        help_ = "add files: or links:, or say availability: not found"
        yield "", f"nothing says where {report.id} can be read", help_
    elif report.availability == "not found" and report.files:
        yield "availability", "availability is not found, but there are files", "remove the line"
    elif not has.get(report.where, True):
        wanted = "files" if report.where == "here" else "links"
        help_ = f"add {wanted}:, or say availability: not found"
        yield "availability", f"availability is {report.where}, but there are no {wanted}", help_


def _of_status(report: Report) -> Iterator[_Lack]:
    for status, key, help_ in (
        ("superseded", "superseded_by", "add superseded_by: with the id of the newer report"),
        ("withdrawn", "withdrawn_because", "add withdrawn_because: with the reason in a sentence"),
    ):
        if report.status == status and not getattr(report, key):
            yield "status", f"status is {status}, but {key} is missing", help_
        elif report.status != status and getattr(report, key):
            yield key, f"there is {key}, but status is {report.status}", f"write status: {status}"
