"""Facts of files to download."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from sitegen.render.attachments import Attachment, attachment_facts


def pdf(password: str = "") -> bytes:
    out, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(10, 10)
    writer.add_blank_page(10, 10)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def test_a_pdf_has_pages() -> None:
    data = pdf()
    assert attachment_facts(data, "assets/files/a.PDF", "/files/a.PDF") == Attachment(
        "/files/a.PDF", "a.PDF", "PDF", len(data), 2
    )


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n%%EOF", pdf("secret"), pdf()[:300]])
def test_a_pdf_that_cannot_be_read_has_no_number_of_pages(data: bytes) -> None:
    assert attachment_facts(data, "a.pdf", "/a.pdf").pages is None


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
    assert attachment_facts(b"123", name, "/") == Attachment("/", name, kind, 3, None)


@given(st.binary(max_size=200))
def test_no_bytes_ever_crash_the_build(data: bytes) -> None:
    assert attachment_facts(b"%PDF-1.4\n" + data, "a.pdf", "/").type == "PDF"
