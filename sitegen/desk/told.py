"""What waits for an editor, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from sitegen.desk.gather import Item, Section
from sitegen.safe_text import safe, safe_json


def as_text(sections: Sequence[Section]) -> str:
    """Return the sections as people read them; of one that is empty only that it is."""
    return "\n".join(line for section in sections for line in _lines(section)).rstrip("\n")


def _lines(section: Section) -> Iterator[str]:
    if not section.items:
        yield f"{section.heading}: none"
        return
    yield f"{section.heading}: {len(section.items)}"
    for item in section.items:
        told = ", ".join(filter(None, (item.title, item.note)))
        yield f"  {safe(item.path)}: {safe(told)}" if told else f"  {safe(item.path)}"
    yield ""


def as_json(sections: Sequence[Section]) -> str:
    """Return one object: by the id of each section a list of its things."""
    found = {section.id: [_record(item) for item in section.items] for section in sections}
    return safe_json(json.dumps(found, ensure_ascii=False, indent=2))


def _record(item: Item) -> dict[str, str]:
    return {key: value for key, value in asdict(item).items() if value}
