"""data/reports.yaml: publications by the charity or about its work; ``reports:`` of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from models.sources import Source
from sitegen.models import (
    Attachment,
    DateInPart,
    DownloadPath,
    FilledText,
    Mistake,
    Name,
    PageKeys,
    Part,
    PartialDate,
    Record,
    Ref,
    Refs,
    Site,
    Text,
    WebAddress,
    collection,
    ids_in,
    lead,
    template_function,
)

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
    """The file, below assets/files/: report.pdf."""
    title: Name
    """The title that the PDF says it has."""
    sha256: str
    """The digest of its bytes; write ask, and the build says what to write."""
    language: str = "en-GB"
    """The language that the PDF says it is in."""
    tagged: bool = True
    """Whether the PDF has tags for screen readers."""

    @property
    def asset(self) -> str:
        """Return the path below assets/."""
        return f"files/{self.path}"


class ReportLink(Part):
    """Where a report can be read: the address, the site it is on, and the words of the link."""

    url: WebAddress
    """The address at which it can be read."""
    site: Name
    """The site that it is on: www.gov.uk."""
    text: str = ""
    """The words of the link, for a page that only tells about the report."""


@collection("reports")
class Report(Record):
    """A publication by or about the charity. ``date`` is a day, a month, a year or ``unknown``.

    ``authors`` are organisations, ``people`` persons, each as "Family, Given"; a work has the one
    or the other, and neither where its authors are not known. ``findings`` and
    ``recommendations`` are sentences that may hold ``[[figure:ID]]``. ``keywords`` are words that
    people use for its subject and its own texts do not.
    """

    searched: ClassVar[tuple[str, ...]] = ("keywords",)

    title: Name
    """The title, as it is printed on the work."""
    date: DateInPart
    """When it was published."""
    kind: ReportKind
    """What kind of work it is."""
    theme: Theme
    """What it is about."""
    publisher: Name
    """Who published it."""
    summary: FilledText
    """What it says, in two or three plain sentences."""
    sources: Refs[Source]
    """The works that this record relies on."""
    short_title: Name = ""
    """A title for headings, where the whole one has more than 65 characters."""
    authors: tuple[Name, ...] = ()
    """The organisations that wrote it."""
    people: tuple[str, ...] = ()
    """In place of authors, the people whom the work names, each as: Family, Given."""
    number: str = ""
    """Its number in a series."""
    language: str = "en-GB"
    """The language that it is in."""
    availability: Availability | None = None
    """Where it can be read; needed only where files and links do not tell."""
    files: tuple[ReportFile, ...] = ()
    """The files that can be downloaded here."""
    links: tuple[ReportLink, ...] = ()
    """Where it can be read elsewhere."""
    findings: tuple[Text, ...] = ()
    """What it found, a sentence each."""
    recommendations: tuple[Text, ...] = ()
    """What it recommends, a sentence each."""
    status: Literal["current", "superseded", "withdrawn"] = "current"
    """Whether it still holds. One that was replaced or was wrong stays, and says so."""
    superseded_by: Ref[Report] = ""
    """The report that replaces this one."""
    withdrawn_because: str = ""
    """Why it was withdrawn, in a sentence."""
    related: Refs[Report] = ()
    """Other reports that readers may want."""
    keywords: tuple[str, ...] = ()
    """Words that people use for its subject and the record does not."""
    note: Text = ""
    """What readers should know about the record."""

    @property
    def name(self) -> str:
        """Return the title for headings and lists."""
        return self.short_title or self.title

    @property
    def lead(self) -> str:
        """Return as much of the summary as fits into a description."""
        return lead(self.summary)

    @classmethod
    def name_of(cls, key: str, value: str) -> str:
        """Return what several reports of a kind are called."""
        return PLURALS.get(value, value) if key == "kind" else value

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
        return ids_in("figure", *self.findings, *self.recommendations)

    def mistakes(self) -> Iterator[Mistake]:
        """Yield what one report says that does not fit together."""
        for key, message, help_ in (*_of_availability(self), *_of_authors(self), *_of_status(self)):
            yield Mistake((key or "id",), "wrong-report", message, help_)

    def mistakes_in_files(self, files: Mapping[str, Attachment]) -> Iterator[Mistake]:
        """Yield where a file is altered, or is not what its record says."""
        for place, file in enumerate(self.files):
            if file.path in files:
                for key, rule, message, help_ in _faults(file, files[file.path]):
                    yield Mistake(("files", place, key), rule, message, help_)


class Reports(PageKeys):
    """``reports:`` in front matter: the reports that a page lists."""

    reports: Refs[Report] = ()
    """Reports that the page lists."""


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


#: What is wrong with a file: the key at fault, rule, message, help.
_Fault = tuple[str, str, str, str]


def _faults(file: ReportFile, facts: Attachment) -> Iterator[_Fault]:
    if facts.sha256 != file.sha256:
        message = f"{file.path} is another file than the one that was recorded"
        help_ = f"if it is the right one, write sha256: {facts.sha256}"
        yield "sha256", "file-differs", message, help_
    if file.path.lower().endswith(".pdf"):
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


@template_function
def latest_reports(site: Site, many: int = 3) -> tuple[Report, ...]:
    """Return the newest reports whose date is known, the newest first."""
    dated = [one for one in site.records["reports"].values() if one.date != "unknown"]
    return tuple(sorted(dated, key=lambda one: one.date, reverse=True)[:many])
