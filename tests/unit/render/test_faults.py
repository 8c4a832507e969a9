"""A mistake in a text or template is reported; a bug of the engine behind it is not hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen import cli
from sitegen.render import context
from sitegen.render.markup import used_addresses
from tests.support import SMALLEST, Site


def fail(*words: object) -> None:
    raise ZeroDivisionError("the bug")


@pytest.mark.parametrize(
    ("place", "name", "files"),
    [
        (used_addresses, "resolve", {"content/index.md": "[Go](/)"}),
        (context, "ask", {"templates/layouts/page.html": "{{ page.title }}"}),
    ],
)
def test_a_bug_behind_a_text_or_a_template_is_still_a_bug(
    place: object,
    name: str,
    files: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Site(tmp_path).write({**SMALLEST, **files})
    monkeypatch.setattr(place, name, fail)
    assert cli.main(["--site", str(tmp_path)]) == 3
    assert "ZeroDivisionError: the bug" in capsys.readouterr().err
    assert not (tmp_path / "output").exists()
