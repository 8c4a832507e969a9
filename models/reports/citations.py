"""How to cite a report: a sentence in the style of the APA, BibTeX and RIS.

Only works whose authors are known can be cited in full.
Sources: Publication Manual of the American Psychological Association, 7th edition, chapters 9 and
10; BibTeXing (Oren Patashnik, 1988); RIS format specifications (Research Information Systems).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from models.reports.record import Report
from sitegen.models import Page, Site

#: BibTeX counts braces, be there a backslash before them or not: a text may hold none by itself.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\ensuremath{\lbrace}",
    "}": r"\ensuremath{\rbrace}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


@dataclass(frozen=True)
class Citation:
    """The sentence, in three parts because its title is in italics, and the URLs of two files."""

    before: str
    title: str
    after: str
    bib: str
    ris: str


@dataclass(frozen=True)
class _Work:
    """A report to cite, the address at which it can be read or "", and when that was checked."""

    report: Report
    url: str
    checked: date | None


def citation(page: Page, site: Site) -> Citation | None:
    """Return how to cite the report that a page is about, if it can be cited in full."""
    work = _work(page, site)
    if work is None:
        return None
    report = work.report
    number = f" ({report.number})." if report.number else "."
    publisher = "" if report.publisher in report.authors else f" {report.publisher}."
    address = f" {work.url}" if work.url else ""
    authors = _apa_people(report.people) if report.people else _apa_authors(report.authors)
    before = f"{authors.removesuffix('.')}. ({_apa_date(report)})."
    urls = (f"{page.url}{report.id}.{ending}" for ending in ("bib", "ris"))
    return Citation(before, report.title, number + publisher + address, *urls)


def citation_files(page: Page, site: Site) -> Mapping[str, str]:
    """Return the BibTeX and RIS file of the report that a page is about, by their output paths."""
    work = _work(page, site)
    if work is None:
        return {}
    path = f"{page.output.removesuffix('index.html')}{work.report.id}"
    return {f"{path}.bib": _bibtex(work), f"{path}.ris": _ris(work)}


def report_of(page: Page, site: Site) -> Report | None:
    """Return the report that a page is about, if its file makes a page of each report."""
    each = page.front.each
    is_one = each is not None and each.records == "reports" and not each.by
    return site.records["reports"].get(page.item) if is_one else None


def readable_at(report: Report, page: Page, site: Site) -> str:
    """Return the full address at which a report can be read, or "" if no copy was found."""
    if report.where == "here":
        return site.config.absolute(page.url)
    return report.links[0].url if report.where == "elsewhere" and report.links else ""


def _work(page: Page, site: Site) -> _Work | None:
    report = report_of(page, site)
    if report is None or not report.by:
        return None
    return _Work(report, readable_at(report, page, site), page.front.further.get("checked"))


def library_bib(site: Site) -> str:
    """Return every report of the site as BibTeX; authors who are not known are left out."""
    return "\n".join(map(_bibtex, _all_works(site)))


def library_ris(site: Site) -> str:
    """Return every report of the site as RIS."""
    return "".join(map(_ris, _all_works(site)))


def _all_works(site: Site) -> Iterator[_Work]:
    for report in site.records["reports"].values():
        page = site.page_of("reports", report.id)
        url = readable_at(report, page, site) if page else ""
        yield _Work(report, url, page.front.further.get("checked") if page else None)


def _apa_authors(names: tuple[str, ...]) -> str:
    """Join names: A; A & B; A, B, & C."""
    *others, last = names
    comma = "," if len(others) > 1 else ""
    return f"{', '.join(others)}{comma} & {last}" if others else last


def _apa_people(names: tuple[str, ...]) -> str:
    """Join names, given names as initials: Example, A.; Example, A.-B., & Other, C. D."""
    short = []
    for name in names:
        family, _, given = name.partition(", ")
        initials = re.sub(r"(\w)[\w']*\.?", r"\1.", given)
        short.append(f"{family}, {initials}")
    *others, last = short
    return f"{', '.join(others)}, & {last}" if others else last


def _apa_date(report: Report) -> str:
    """Return the date, year first: 2023, October 18; 2020, November; 2021; n.d."""
    iso = report.when.iso
    if not iso:
        return "n.d."
    year, month, day = (*iso.split("-"), "", "")[:3]
    name = date(1, int(month), 1).strftime("%B") if month else ""
    return ", ".join(part for part in (year, f"{name} {day.lstrip('0')}".strip()) if part)


def _bibtex(work: _Work) -> str:
    report, (year, month, day) = work.report, _parts(work.report)
    fields = {
        "author": " and ".join(
            [f"{{{_tex(name)}}}" for name in report.authors] or map(_tex, report.people)
        ),
        "title": f"{{{_tex(report.title)}}}",
        "institution": _tex(report.publisher),
        "type": _tex(report.kind.capitalize()),
        "number": _tex(report.number),
        "year": year,
        "month": month.lstrip("0"),
        "day": day.lstrip("0"),
        "url": _verbatim(work.url),
        "urldate": work.checked.isoformat() if work.url and work.checked else "",
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join([f"@techreport{{{report.id},", *lines, "}", ""])


def _tex(text: str) -> str:
    """Return a text in one line, with the signs that TeX would take for its own made harmless."""
    return re.sub(r"[\\~^&%$#_{}]", lambda match: _TEX[match[0]], " ".join(text.split()))


def _verbatim(url: str) -> str:
    """Return an address without the signs that would end the field that it stands in."""
    return re.sub(r"[\s{}\\]", lambda match: quote(match[0]), url)


def _ris(work: _Work) -> str:
    lines = (f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _ris_fields(work) if value)
    return "".join([*lines, "ER  - \r\n"])


def _ris_fields(work: _Work) -> Iterator[tuple[str, str]]:
    report, parts = work.report, _parts(work.report)
    yield "TY", "RPRT"
    yield from (("AU", name) for name in report.authors or report.people)
    yield "TI", report.title
    yield "PB", report.publisher
    yield "PY", parts[0]
    yield "DA", "/".join((*parts, "")) if parts[0] else ""
    yield "M3", report.kind.capitalize()
    yield "SN", report.number
    yield "LA", report.language
    yield "UR", work.url
    yield "Y2", f"{work.checked:%Y/%m/%d/}" if work.url and work.checked else ""


def _parts(report: Report) -> tuple[str, str, str]:
    """Return year, month and day as digits, each "" if it is not known."""
    year, month, day = (*report.when.iso.split("-"), "", "")[:3]
    return year, month, day
