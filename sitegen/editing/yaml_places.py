"""Where keys, values and items of a YAML text stand, for edits that leave all else as it is."""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sitegen.editing.change import Edit


def compose(text: str) -> Node | None:
    """Return the tree of a text with its places in characters, None if it cannot be read.

    PyYAML's own parser is used and not the faster one of libyaml, whose places are in bytes.
    """
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None


def scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Yield all values of a tree that are no list and no mapping, in order; keys are left out."""
    waiting = [node] if node is not None else []
    while waiting:
        one = waiting.pop()
        if isinstance(one, ScalarNode):
            yield one
        elif isinstance(one, MappingNode):
            waiting += [value for _, value in reversed(one.value)]
        elif isinstance(one, SequenceNode):
            waiting += reversed(one.value)


def replaced(node: ScalarNode, words: str) -> Edit:
    """Return the edit that writes other words for a value, in the quotes that it has."""
    quote = node.style if node.style in ("'", '"') else ""
    return Edit(node.start_mark.index, node.end_mark.index, f"{quote}{words}{quote}")


def with_item(text: str, key: str, words: str) -> Edit:
    """Return the edit that adds an item to the list of a key at the top, which may be missing."""
    node = compose(text)
    pairs = node.value if isinstance(node, MappingNode) else []
    found = next((value for name, value in pairs if name.value == key), None)
    if found is None:
        end = len(text.rstrip("\n"))
        return Edit(end, end, f"\n{key}: [{words}]")
    if not isinstance(found, SequenceNode):  # a single word, or nothing, which the check refuses
        return Edit(found.start_mark.index, found.end_mark.index, f"[{words}]")
    if found.flow_style or not found.value:
        at = found.end_mark.index - 1
        return Edit(at, at, f", {words}" if found.value else words)
    last = found.value[-1]
    line = text.rfind("\n", 0, last.start_mark.index) + 1
    indent = text[line : text.index("-", line)]
    return Edit(last.end_mark.index, last.end_mark.index, f"\n{indent}- {words}")


def without_items(text: str, wanted: str) -> Iterator[Edit]:
    """Yield the edits that take items out of lists: a text, or a mapping whose ``page`` it is.

    A list that is left empty goes with its key. An item with ``children`` stays.
    """
    for key, sequence in _lists(compose(text)):
        gone = [place for place, item in enumerate(sequence.value) if _names(item, wanted)]
        if gone and len(gone) == len(sequence.value) and key is not None:
            yield Edit(*_lines(text, key.start_mark.index, _end(sequence)), "")
        elif sequence.flow_style:
            yield from (_without_flow_item(sequence, place) for place in gone)
        else:
            items = (sequence.value[place] for place in gone)
            yield from (
                Edit(*_lines(text, item.start_mark.index, _end(item)), "") for item in items
            )


def has_children(text: str, wanted: str) -> bool:
    """Whether an item that names a page has others below it."""
    items = (item for _, sequence in _lists(compose(text)) for item in sequence.value)
    return any(_page_of(item) == wanted and not _names(item, wanted) for item in items)


def _lists(
    node: Node | None, key: Node | None = None
) -> Iterator[tuple[Node | None, SequenceNode]]:
    """Yield each list with its key; of lists in a list that goes only the outer one matters."""
    if isinstance(node, MappingNode):
        for name, value in node.value:
            yield from _lists(value, name)
    elif isinstance(node, SequenceNode):
        yield key, node
        for item in node.value:
            yield from _lists(item)


def _names(item: Node, wanted: str) -> bool:
    if isinstance(item, MappingNode) and any(name.value == "children" for name, _ in item.value):
        return False
    return _page_of(item) == wanted


def _page_of(item: Node) -> str:
    if isinstance(item, ScalarNode):
        return str(item.value)
    if isinstance(item, MappingNode):
        return next((str(value.value) for name, value in item.value if name.value == "page"), "")
    return ""


def _end(node: Node) -> int:
    """Return where the last value in a node ends; a block's own end is where the next begins."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False):
        return int(node.end_mark.index)
    inner = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
    return max((_end(one) for one in inner), default=int(node.end_mark.index))


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the whole lines of a range."""
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, after + 1 if after >= 0 else len(text)


def _without_flow_item(sequence: SequenceNode, place: int) -> Edit:
    item, others = sequence.value[place], sequence.value
    if place + 1 < len(others):
        return Edit(item.start_mark.index, others[place + 1].start_mark.index, "")
    start = others[place - 1].end_mark.index if place else item.start_mark.index
    return Edit(start, item.end_mark.index, "")


def with_record(text: str, place: int, block: str) -> tuple[Edit, int]:
    """Return the edit that puts a record into a list at the top, and the line on which it begins.

    ``place`` is where among the records it is to stand; comments above the next one stay with it.
    """
    node = compose(text)
    items = node.value if isinstance(node, SequenceNode) else []
    if not items:
        start, end = (
            (node.start_mark.index, node.end_mark.index) if node else (len(text), len(text))
        )
        before = text[:start]
        gap = "" if not before or before.endswith("\n") else "\n"
        after = "" if text[end:].startswith("\n") else "\n"
        return Edit(start, end, f"{gap}{block}{after}"), before.count("\n") + len(gap) + 1
    if place == 0:
        start = text.rfind("\n", 0, items[0].start_mark.index) + 1
        return Edit(start, start, f"{block}\n"), text.count("\n", 0, start) + 1
    end = _lines(text, items[place - 1].start_mark.index, _end(items[place - 1]))[1]
    gap = "" if text[:end].endswith("\n") else "\n"
    return Edit(end, end, f"{gap}{block}\n"), text.count("\n", 0, end) + len(gap) + 1
