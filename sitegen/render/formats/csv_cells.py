"""CSV files (RFC 4180, UTF-8) whose cells no spreadsheet takes for formulas, and how to undo that.

Each file begins with a byte order mark. Without one, Excel on Windows takes UTF-8 for another
encoding, and shows other characters for pound signs and dashes.

Excel, LibreOffice and Google Sheets run a cell that begins with ``=``, ``+``, ``-`` or ``@``, or
with a tab or a line end before one. Such a text gets an apostrophe before it, which they take for
"this is text" (OWASP, CSV Injection). A text that begins so with apostrophes already gets one more:
reading back, one apostrophe is dropped where more of them, or none, stand before such a sign.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_BYTE_ORDER_MARK = "\ufeff"

#: With their full-width forms, which some spreadsheets take for the same.
_SIGNS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_RUNS = re.compile(f"'*[{_SIGNS}]")
_MARKED = re.compile(f"'(?='*[{_SIGNS}])")


def harmless(cell: object) -> object:
    """Return a cell as it is written: numbers as they are, a text that could run with its mark."""
    return f"'{cell}" if isinstance(cell, str) and _RUNS.match(cell) else cell


def as_meant(cell: str) -> str:
    """Return the text of a cell that was read from such a file, without its mark."""
    return _MARKED.sub("", cell, count=1) if _MARKED.match(cell) else cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a file with a heading for each column, and a line for each row."""
    text = io.StringIO(newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()
