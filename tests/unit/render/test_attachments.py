"""Facts of files to download."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.attachments import Attachment, Pdf, attachment_facts
from tests.pdfs import by_hand, digest, pdf


def pdf_of(data: bytes) -> Pdf | None:
    return attachment_facts(data, "a.pdf", "/a.pdf").pdf


def test_a_pdf_has_pages() -> None:
    data = pdf()
    facts = attachment_facts(data, "assets/files/a.PDF", "/files/a.PDF")
    said = Pdf(pages=2, title="", language="", tagged=False)
    assert facts == Attachment("/files/a.PDF", "a.PDF", "PDF", len(data), digest(data), said)
    assert facts.pages == 2


def test_a_pdf_says_its_title_and_language_and_whether_it_is_tagged() -> None:
    data = pdf("Never More: the report", "en-GB", tagged=True, pages=3)
    assert pdf_of(data) == Pdf(3, "Never More: the report", "en-GB", tagged=True)


def test_a_pdf_of_another_program_is_read_alike() -> None:
    assert pdf_of(by_hand()) == Pdf(1, "Llais \N{EM DASH} 2", "cy", tagged=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"/Marked true", b"/Marked null"),
        (b"/Marked true", b"/Marked fals"),
        (b"/MarkInfo 4 0 R", b"/MarkInfo [2] R"),
        (b"/StructTreeRoot 5 0 R", b"/StructTreeRoof 5 0 R"),
    ],
)
def test_a_pdf_without_marks_or_without_a_structure_is_not_tagged(old: bytes, new: bytes) -> None:
    found = pdf_of(by_hand().replace(old, new, 1))
    assert found is None or not found.tagged


@pytest.mark.parametrize(
    "data", [b"", b"no pdf", b"%PDF-1.7\n%%EOF", pdf(password="secret"), pdf()[:300]]
)
def test_a_pdf_that_cannot_be_read_says_nothing(data: bytes) -> None:
    facts = attachment_facts(data, "a.pdf", "/a.pdf")
    assert (facts.pdf, facts.pages) == (None, None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docx", "Word"),
        ("a.xlsx", "Excel"),
        ("a.odt", "OpenDocument text"),
        ("a.csv", "CSV"),
        ("a", ""),
    ],
)
def test_other_files_have_a_type_and_a_size(name: str, kind: str) -> None:
    expected = Attachment("/", name, kind, 3, digest(b"123"), None)
    assert attachment_facts(b"123", name, "/") == expected


@given(st.binary(max_size=200))
def test_no_bytes_ever_crash_the_build(data: bytes) -> None:
    assert attachment_facts(b"%PDF-1.4\n" + data, "a.pdf", "/").type == "PDF"


@given(st.integers(0, 700), st.binary(min_size=1, max_size=6))
def test_no_damage_to_a_pdf_ever_crashes_the_build(place: int, damage: bytes) -> None:
    data = by_hand()
    damaged = data[:place] + damage + data[place + len(damage) :]
    assert attachment_facts(damaged, "a.pdf", "/").type == "PDF"
