"""A click opens a file of the site in an editor, and nothing else, whatever the file is called."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from sitegen.serve.editing_program import PROGRAMS, USUAL, EditingProgram, is_address

SITE = Path("/sites/our & site")


def test_the_usual_editor() -> None:
    link = EditingProgram(SITE, USUAL).link("content/us.md", 12, 3)
    assert link == "vscode://file/sites/our%20%26%20site/content/us.md:12:3"


@pytest.mark.parametrize(
    "name",
    [
        'a"onmouseover="alert(1)',
        "a&line=9&command=x",
        "a?b#c",
        "a:9:9",
        "a\nb",
        "<script>",
        "ä {line} %2e%2e",
        "javascript:alert(1)",
        "a\u202eb\x1b[2J",
    ],
)
@pytest.mark.parametrize("editor", [one for one in PROGRAMS if one != "none"])
def test_a_name_stays_a_name(editor: str, name: str) -> None:
    link = EditingProgram(SITE, PROGRAMS[editor]).link(f"content/{name}.md", 7, 2)
    assert link.isascii()
    assert not set(link) & set(" \"'<>{}\n\x1b")
    whole = unquote(link)
    assert f"/sites/our & site/content/{name}.md" in whole
    assert link.count("&") == PROGRAMS[editor].count("&")
    assert urlsplit(link).fragment == ""
    assert urlsplit(link).scheme == PROGRAMS[editor].partition(":")[0]


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../secret", "content/../../secret"])
def test_nothing_outside_the_site_is_opened(path: str) -> None:
    assert EditingProgram(SITE, USUAL).link(path) == ""


def test_nobody_s_editor() -> None:
    assert EditingProgram(SITE, PROGRAMS["none"]).link("content/us.md") == ""


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        *((address, True) for address in PROGRAMS.values() if address),
        ("nova://open?path={path}&line={line}", True),
        ("javascript:open('{path}')", False),
        ("JavaScript:{path}", False),
        ("https://evil.example/{path}", False),
        ("data:text/html,{path}", False),
        ("file://{path}", False),
        ("vscode://file/fixed", False),
        ("vscode://file{path}{secret}", False),
        ('vscode://file{path}" onclick="x', False),
        ("{path}", False),
    ],
)
def test_what_can_be_an_editor(address: str, is_one: bool) -> None:
    assert is_address(address) == is_one
