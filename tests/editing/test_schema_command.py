"""`build.py schema`: what it writes, what it leaves alone, and when it says no."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sitegen import cli
from sitegen.json_schema.vs_code import FINDING
from tests.support import Files, Site, told

TREES: Files = {
    "content/index.md": "Welcome.",
    "templates/layouts/page.html": "{{ page.html }}",
    "data/trees.yaml": "# Our trees.\n- {id: oak, name: Oak}",
    "models/trees.py": told('''
        """Trees."""

        from __future__ import annotations

        from typing import Literal

        from sitegen.models import Record, collection


        @collection("trees")
        class Tree(Record):
            """A tree of the park."""

            name: str
            """What the tree is called."""
            height: Literal["low", "high"] = "low"
            """How high it is."""
        '''),
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.write(TREES)
    return made


def schema(site: Site, *words: str) -> int:
    return cli.main(["schema", "--site", str(site.root), *words])


def read(site: Site, path: str) -> Any:
    return json.loads((site.root / path).read_text("utf-8"))


def test_a_class_of_records_becomes_a_schema_a_comment_and_settings(site: Site) -> None:
    assert schema(site) == 0
    assert read(site, "schemas/data/trees.json") == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "description": "A tree of the park.",
        "type": ["array", "null"],
        "items": {
            "description": "A tree of the park.",
            "type": "object",
            "additionalProperties": False,
            "required": ["id", "name"],
            "properties": {
                "id": {
                    "description": "The name by which pages and other records name this one. "
                    "It stays.",
                    "title": "letters, digits, hyphens and underscores",
                    "type": "string",
                    "pattern": "^(?:[A-Za-z0-9][A-Za-z0-9_-]*)$",
                    "patternErrorMessage": "must be letters, digits, hyphens and underscores",
                    "maxLength": 100,
                },
                "name": {"description": "What the tree is called.", "type": "string"},
                "height": {
                    "description": "How high it is.",
                    "type": "string",
                    "enum": ["low", "high"],
                    "default": "low",
                },
            },
        },
    }
    assert (site.root / "data/trees.yaml").read_text("utf-8") == told("""
        # yaml-language-server: $schema=../schemas/data/trees.json
        # Our trees.
        - {id: oak, name: Oak}
        """) + "\n"
    named = read(site, ".vscode/settings.json")["yaml.schemas"]
    assert named["./schemas/data/trees.json"] == ["data/trees.yaml"]
    assert named["./schemas/pages/page.json"] == ["content/**/*.md", "!content/**/index.md"]
    assert read(site, ".vscode/extensions.json") == {"recommendations": ["redhat.vscode-yaml"]}


def test_a_second_run_changes_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    schema(site)
    before = site.files()
    capsys.readouterr()
    assert schema(site) == 0
    assert capsys.readouterr().out == "Wrote nothing: all was current.\n"
    assert site.files() == before


def test_a_new_record_leaves_all_current_and_a_new_key_does_not(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    schema(site)
    with (site.root / "data/trees.yaml").open("a") as file:
        file.write("- {id: ash, name: Ash}\n")
    assert schema(site, "--check") == 0
    model = site.root / "models/trees.py"
    model.write_text(model.read_text("utf-8") + '    planted: int = 0\n    """The year."""\n')
    capsys.readouterr()
    assert schema(site, "--check") == 1
    printed = capsys.readouterr()
    assert printed.out == "schemas/data/trees.json: is not current\n"
    assert printed.err == "build.py: to write them anew: python3 build.py schema\n"


def test_what_others_have_set_stays(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write(
        {
            ".vscode/settings.json": '{"a": 1, "yaml.schemas": {"./mine.json": ["b.yaml"]}}',
            ".vscode/tasks.json": "{}",
        }
    )
    schema(site)
    settings = read(site, ".vscode/settings.json")
    assert (settings["a"], settings["yaml.schemas"]["./mine.json"]) == (1, ["b.yaml"])
    assert read(site, ".vscode/tasks.json") == {}
    site.write({".vscode/settings.json": "{ // mine\n}"})
    capsys.readouterr()
    assert schema(site) == 0
    assert "has comments, and stays as it is" in capsys.readouterr().err
    assert "// mine" in (site.root / ".vscode/settings.json").read_text("utf-8")


def test_a_schema_of_what_is_no_more_goes(site: Site) -> None:
    schema(site)
    (site.root / "models/trees.py").unlink()
    (site.root / "data/trees.yaml").unlink()
    assert schema(site, "--check") == 1
    assert schema(site) == 0
    assert not (site.root / "schemas/data/trees.json").exists()


def test_broken_models_are_told_at_their_line_and_nothing_is_written(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"models/trees.py": "import nothing_of_that_name"})
    before = site.files()
    assert schema(site) == 1
    assert capsys.readouterr().err.startswith("models/trees.py:1:1: this cannot be imported: ")
    assert site.files() == before


def test_where_not_all_can_be_written_nothing_is(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write({"schemas": "a file in the way"})
    before = site.files()
    assert schema(site) == 2
    assert "schemas" in capsys.readouterr().err
    assert site.files() == before


def test_the_problem_matcher_reads_what_check_prints(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    schema(site)
    site.write({"content/a.md": "[b](b.md)", "data/trees.yaml": "- {id: oak, nam: Oak}"})
    capsys.readouterr()
    assert cli.main(["check", "--all", "--site", str(site.root)]) == 1
    lines = capsys.readouterr().out.splitlines()
    task = read(site, ".vscode/tasks.json")["tasks"][0]
    pattern = task["problemMatcher"][0]["pattern"]
    assert pattern["regexp"] == FINDING
    keys = ("file", "line", "column", "severity", "code")
    found = [
        tuple(match[pattern[key]] for key in keys)
        for line in lines
        if (match := re.search(FINDING, line))
    ]
    assert ("content/a.md", "5", "5", "error", "broken-link") in found
    assert ("data/trees.yaml", "1", "13", "error", "unknown-key") in found
