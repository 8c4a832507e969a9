"""Which files in content/ can be published."""

from __future__ import annotations

from sitegen.model.content_files import bad_names
from tests.support import lines, snapshot_of


def test_names_that_break_addresses_are_reported() -> None:
    files = snapshot_of(
        {"content/a b/c.md": "", "content/good-1.2_x.md": "", "content/-a.png": b""}
    )
    assert lines(bad_names(files.under("content"))) == [
        "1:1 file-name: -a.png cannot be part of an address -> rename it to a.png",
        "1:1 file-name: a b cannot be part of an address -> rename it to a-b",
    ]
