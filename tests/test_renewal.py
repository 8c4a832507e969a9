"""``--renew`` puts what came in the place of expected texts, and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests import renewal
from tests.renewal import Expected

TEST = '''
from tests.support import told


def test_words() -> None:
    assert "as\\n  it \\\\ is" == told("""
        as it
        was
    """)  # and what follows
'''
RENEWED = '''
from tests.support import told


def test_words() -> None:
    assert "as\\n  it \\\\ is" == told("""
        as
          it \\\\ is
    """)  # and what follows
'''


def test_an_expected_text_is_renewed_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "test_x.py"
    path.write_text(TEST, "utf-8")
    line = TEST[: TEST.index('told("""')].count("\n") + 1
    old = Expected("as it\nwas")
    old.place = (str(path), line)
    assert old == "as\n  it \\ is"
    try:
        assert renewal.renew() == [f"{path}:{line}"]
    finally:
        renewal.came.clear()
    assert path.read_text("utf-8") == RENEWED
