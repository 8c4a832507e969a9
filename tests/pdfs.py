"""PDF files for tests: blank pages that say of themselves what a test wants them to say."""

from __future__ import annotations

import io
from hashlib import sha256

from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject


def pdf(
    title: str = "", language: str = "", *, tagged: bool = False, pages: int = 2, password: str = ""
) -> bytes:
    """Return a PDF, tagged if its structure can be found by screen readers."""
    out, writer = io.BytesIO(), PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if title:
        writer.add_metadata({"/Title": title})
    if language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    if tagged:
        marks = {NameObject("/Marked"): BooleanObject(value=True)}
        tree = {NameObject("/Type"): NameObject("/StructTreeRoot")}
        writer.root_object[NameObject("/MarkInfo")] = DictionaryObject(marks)
        writer.root_object[NameObject("/StructTreeRoot")] = DictionaryObject(tree)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def digest(data: bytes) -> str:
    """Return the digest that a record gives of a file."""
    return sha256(data).hexdigest()


#: A PDF as another program may write it: no cross-reference table to speak of, a title in UTF-16,
#: a language in hexadecimal, and marks that stand in an object of their own.
BY_HAND = b"""%PDF-1.7
1 0 obj
<< /Type /Catalog /Pages 2 0 R /Lang <6379> /MarkInfo 4 0 R /StructTreeRoot 5 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>
endobj
4 0 obj
<< /Marked true >>
endobj
5 0 obj
<< /Type /StructTreeRoot >>
endobj
6 0 obj
<< /Title <FEFF004C006C0061006900730020201400200032> >>
endobj
xref
0 7
%s
trailer
<< /Size 7 /Root 1 0 R /Info 6 0 R >>
startxref
%d
%%%%EOF
"""


def by_hand() -> bytes:
    """Return that PDF with the places of its objects filled in."""
    body = BY_HAND[: BY_HAND.index(b"xref\n0 7")]
    places = [body.index(b"%d 0 obj" % number) for number in range(1, 7)]
    rows = b"\n".join([b"0000000000 65535 f ", *(b"%010d 00000 n " % one for one in places)])
    return body + BY_HAND[len(body) :] % (rows, len(body))
