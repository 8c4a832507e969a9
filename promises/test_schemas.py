"""Every file of the site has the form that its schema asks for, and the schemas are current."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from promises.the_site import chosen
from sitegen import cli
from sitegen.commands.schema import describe
from sitegen.sources import ROOTS


def test_every_page_and_data_file_passes_its_schema() -> None:
    site = describe(chosen().folder)
    validators = {path: Draft202012Validator(one) for path, one in site.schemas().items()}
    pages = [one for one in site.loaded.documents if one.path == one.source]
    files = [(site.schema_path(one), one.yaml) for one in pages]
    files += [(f"{path.removesuffix('.yaml')}.json", one) for path, one in site.loaded.data.items()]
    for path, yaml in files:
        if path in validators:  # a file of no record is one that only a template reads
            found = validators[path].iter_errors(yaml.value)
            assert [f"{one.json_path}: {one.message}" for one in found] == [], yaml.path


def test_the_schemas_are_current(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = chosen().folder
    if not (folder / "schemas").is_dir():
        folder = copy_with_schemas(folder, tmp_path)
    assert cli.main(["schema", "--check", "--site", str(folder)]) == 0, capsys.readouterr().out


def copy_with_schemas(folder: Path, copy: Path) -> Path:
    """Return a copy of a site that keeps no schemas: there they have just been written."""
    for name in ROOTS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, copy / name)
    assert cli.main(["schema", "--site", str(copy)]) == 0
    return copy
