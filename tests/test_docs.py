"""What the documentation names exists, and what exists is named there."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from models.event import Event
from models.story import Story
from models.vacancy import Salary, Vacancy
from sitegen.commands.arguments import COMMANDS, parse
from sitegen.config import SiteConfig
from sitegen.documents.load import load
from sitegen.documents.page import WrittenPage
from sitegen.json_schema.of_site import Described
from sitegen.json_schema.of_type import without_names
from sitegen.json_schema.tables import with_tables
from sitegen.models import __all__ as offered
from sitegen.render.views import ATTRIBUTES
from tests.support import snapshot_of, subjects_of_project

ROOT = Path(__file__).parents[1]
REFERENCE = (ROOT / "docs/reference.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

COMMANDS_WITH_OPTIONS = (["build"], ["serve"], ["publish"])

#: Attributes that answer the engine's own questions.
INTERNAL = {"layout", "source_ids", "report_ids"}


def words_in_code(text: str) -> set[str]:
    """Return every word that stands in the text as code."""
    return {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[\w-]+", code)}


@pytest.mark.parametrize(
    "schema",
    [
        *(WrittenPage, Event, Vacancy, Salary, Story, SiteConfig),
        *subjects_of_project().values(),
    ],
)
def test_the_reference_names_every_key(schema: type) -> None:
    assert {field.name for field in fields(schema)} - words_in_code(REFERENCE) == set()


def test_the_tables_of_the_reference_and_the_schemas_are_those_of_the_types() -> None:
    layouts = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in (ROOT / "templates/layouts").glob("*.html")
    }
    snapshot = snapshot_of(layouts)
    schemas = Described(snapshot, load(snapshot)[0]).schemas()
    assert with_tables(REFERENCE, schemas) == REFERENCE, "renew it: python3 build.py schema"
    committed = {
        path.relative_to(ROOT / "schemas").as_posix(): json.loads(path.read_text("utf-8"))
        for path in (ROOT / "schemas").glob("*/*.json")
    }
    assert {path: without_names(one) for path, one in committed.items()} == {
        path: without_names(one) for path, one in schemas.items()
    }, "renew them: python3 build.py schema"


def test_the_reference_names_all_that_templates_can_use() -> None:
    functions = {"page", "site", "navigation", "menu", "data", "pages", "records", "record"}
    functions |= {"asset", "image", "attachment", "today", "printed", "shortcode", "download"}
    functions |= {"page_of", "filled", "search"}
    filters = {"date", "filesize", "tel", "absolute"}
    usable = {*ATTRIBUTES, *functions, *filters} - INTERNAL
    assert usable - words_in_code(REFERENCE) == set()


def test_every_command_and_option_is_named() -> None:
    known = words_in_code(REFERENCE)
    assert set(COMMANDS) - known == set()
    assert set(COMMANDS) - {"build"} - words_in_code(README) == set()
    options = {name for words in COMMANDS_WITH_OPTIONS for name in vars(parse(words))}
    options -= {"command", "target"}
    assert {name.replace("_", "-") for name in options} - {re.sub("^-+", "", k) for k in known} == (
        set()
    )


def test_the_layout_is_as_contributing_lists_it() -> None:
    listed = CONTRIBUTING.partition("| module | its one job |")[2].partition("### A page's way")[0]
    named = {name.rstrip("/") for name in re.findall(r"`([\w/]+(?:\.py)?/?)`", listed)}
    # A folder without a module is what Python left of a package that is gone.
    found = [path for path in (ROOT / "sitegen").iterdir() if path.name[0] not in "_."]
    modules = {path.name for path in found if path.is_file() or any(path.glob("*.py"))}
    assert modules - named == set()
    assert {name for name in named - modules if not (ROOT / name).exists()} == set()


def test_the_modules_on_a_pages_way_exist_and_are_as_many_as_it_says() -> None:
    way = CONTRIBUTING.partition("### A page's way")[2].partition("### Add a record type")[0]
    modules = re.findall(r"`([\w/]+\.py)`", way)
    assert "fourteen modules" in way
    assert len(modules) == 14
    assert [name for name in modules if not (ROOT / "sitegen" / name).is_file()] == []


@pytest.mark.parametrize(
    "path",
    [
        *("README.md", "CONTRIBUTING.md"),
        *("docs/incremental.md", "docs/models.md", "docs/publishing.md"),
        *("docs/reference.md", "docs/serve.md"),
    ],
)
def test_every_file_that_is_linked_exists(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    prose = re.sub(r"^    .*$|`[^`]*`", "", text, flags=re.MULTILINE)  # examples name other files
    for target in re.findall(r"\]\(([^):#]+)\)", prose):
        assert ((ROOT / path).parent / target).exists(), target


def test_all_that_models_import_is_documented() -> None:
    text = (ROOT / "docs/models.md").read_text("utf-8")
    assert [name for name in offered if not re.search(rf"\b{name}\b", text)] == []
