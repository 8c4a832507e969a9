"""No cell of a CSV file runs in a spreadsheet, and each one reads back as it was meant."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.render.formats import as_meant, harmless


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("1-1", "1-1"),
        ("", ""),
        (-5, -5),
        (1.5, 1.5),
    ],
)
def test_texts_that_could_run_get_an_apostrophe_and_numbers_none(
    cell: object, written: object
) -> None:
    assert harmless(cell) == written


@given(st.lists(st.text() | st.text("'=+-@\t\r\n\N{FULLWIDTH PLUS SIGN}x", max_size=6), min_size=1))
def test_every_text_reads_back_as_it_was_meant(cells: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow(map(harmless, cells))
    (row,) = csv.reader(io.StringIO(file.getvalue(), newline=""), strict=True)
    assert not any(cell[:1] in "=+-@\t\r\n" for cell in row if cell)
    assert list(map(as_meant, row)) == cells
