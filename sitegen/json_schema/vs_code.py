"""What VS Code and its like need to use the schemas: a comment in data files, settings, tasks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath
from typing import Any

from sitegen.json_schema.of_site import FOLDER, LANDING, PAGE
from sitegen.safe_text import safe_json

SETTINGS, TASKS, ADVICE = ".vscode/settings.json", ".vscode/tasks.json", ".vscode/extensions.json"
#: The extension that reads schemas of YAML.
_EXTENSION = "redhat.vscode-yaml"
_SCHEMAS = "yaml.schemas"
_COMMENT = "# yaml-language-server: $schema="

#: What a line of the builder's report looks like: content/contact.md:14:23: error[rule]: message.
FINDING = r"^([^\s:][^:]*):(\d+):(\d+): (error|warning)\[([a-z0-9-]+)\]: (.*)$"


def with_comment(text: str, name: str) -> str:
    """Return the text of data/NAME.yaml with the line that says where its schema is."""
    if _COMMENT in text:
        return text
    return f"{_COMMENT}../{FOLDER}/data/{name}.json\n{text}"


def settings(
    existing: Mapping[str, Any], schemas: Mapping[str, Any], folders: Mapping[str, str]
) -> str:
    """Return the settings of VS Code: those that there are, with every schema and its files.

    ``folders`` are folders of content/ with the kinds of their pages.
    """
    others = {
        path: files
        for path, files in existing.get(_SCHEMAS, {}).items()
        if not path.removeprefix("./").startswith(f"{FOLDER}/")
    }
    kinds = {PurePosixPath(path).stem for path in schemas if path.startswith("pages/")}
    ours = {f"./{FOLDER}/{path}": _files(path, folders, kinds) for path in sorted(schemas)}
    schemas = {**others, **{key: one for key, one in ours.items() if one}}
    return f"{safe_json({**existing, _SCHEMAS: schemas})}\n"


def _files(path: str, folders: Mapping[str, str], kinds: Collection[str]) -> list[str]:
    """Return the patterns of the files that a schema is for; ``kinds`` have one of their own."""
    name = PurePosixPath(path).stem
    if path.startswith("data/"):
        return [f"data/{name}.yaml"]
    if name == LANDING:
        return ["content/**/index.md"]
    of_kind = [
        f"content/{folder.strip('/')}/**" for folder, kind in folders.items() if kind == name
    ]
    if name == PAGE:
        given = [f"!content/{one.strip('/')}/**" for one, kind in folders.items() if kind in kinds]
        return ["content/**/*.md", "!content/**/index.md", *given]
    return [*(f"{one}/*.md" for one in of_kind), *(f"!{one}/index.md" for one in of_kind)]


def tasks(command: str) -> str:
    """Return the tasks of VS Code: check, which shows each finding at its place, and the preview.

    ``command`` is how the builder is called.
    """
    matcher = {
        "owner": "sitegen",
        "source": "sitegen",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": FINDING,
            "file": 1,
            "line": 2,
            "column": 3,
            "severity": 4,
            "code": 5,
            "message": 6,
        },
    }
    check = {
        "label": "Check the site",
        "type": "shell",
        "command": f"{command} check --all",
        "windows": {"command": f"{_on_windows(command)} check --all"},
        "problemMatcher": [matcher],
        "presentation": {"reveal": "silent", "clear": True},
        "group": {"kind": "build", "isDefault": True},
    }
    show = {
        "label": "Show the site",
        "type": "shell",
        "command": f"{command} serve --open",
        "windows": {"command": f"{_on_windows(command)} serve --open"},
        "isBackground": True,
        "problemMatcher": [],
        "presentation": {"panel": "dedicated"},
    }
    return f"{safe_json({'version': '2.0.0', 'tasks': [check, show]})}\n"


def _on_windows(command: str) -> str:
    return command.replace("python3 ", "py ")


def advice() -> str:
    """Return which extension VS Code is to offer where it is not installed."""
    return f"{safe_json({'recommendations': [_EXTENSION]})}\n"
