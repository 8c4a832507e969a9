"""data/addresses.yaml: every address and anchor at which visitors have found something."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from sitegen import COMMAND
from sitegen.diagnostics import Diagnostic
from sitegen.schema.check import CLOSED, check
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import YamlText, read_yaml

PATH = "data/addresses.yaml"
UPDATE = f"{COMMAND} addresses --update"

#: Length of the checksum of the whole list, and of those of single texts, in hexadecimal digits.
_SUM, _SHORT = 12, 8
_HEAD = """\
# Every address and anchor that visitors have found on this site. The builder keeps the list, and
# no build passes that loses one of them. By hand write only below `gone`: an address, or one with
# its anchor, that shall lead nowhere.
"""
_PLAIN_KEY = re.compile(r"/[\w/.~+-]*", re.ASCII)
_ENTRY = re.compile(r'^  ("?/.*): (\{.*\})$', re.MULTILINE)
_GONE = re.compile(r'^  - "?(/[^"\n]*)"?$', re.MULTILINE)


@dataclass(frozen=True)
class ListedAddress:
    """What stood at an address: a title and a short checksum, by which it is known elsewhere.

    ``anchors`` are those within the page, in its order.
    """

    __pydantic_config__ = CLOSED
    title: str = ""
    text: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddressList:
    """The list: ``gone`` is what shall lead nowhere, ``sum`` the checksum of ``published``."""

    __pydantic_config__ = CLOSED
    gone: tuple[str, ...] = ()
    published: Mapping[str, ListedAddress] = field(default_factory=dict)
    sum: str = ""

    @property
    def right_sum(self) -> str:
        """Return the checksum that it has as long as nobody edits it by hand."""
        listed = [(address, vars(place)) for address, place in sorted(self.published.items())]
        return sha256(json.dumps(listed).encode()).hexdigest()[:_SUM]

    @property
    def anchors(self) -> int:
        """Return how many anchors all pages have together."""
        return sum(len(place.anchors) for place in self.published.values())


def checksum(text: str | bytes) -> str:
    """Return the short checksum of a text or a file."""
    data = " ".join(text.split()).encode() if isinstance(text, str) else text
    return sha256(data).hexdigest()[:_SHORT]


def load_address_list(yaml: YamlText) -> tuple[AddressList, tuple[Diagnostic, ...]]:
    """Return the list with the first thing that is wrong with it; a site needs none."""
    if yaml.value is None:
        return AddressList(), ()
    checked = check(yaml, AddressList)
    if checked.record is None:
        first = checked.diagnostics[0]
        message = f"this list was edited by hand: {first.message}"
        return AddressList(), (Diagnostic(first.span, "address-list", message, _undo()),)
    return checked.record, tuple(_mistakes(yaml, checked.record))


def _undo() -> str:
    return f"git checkout {PATH} brings it back; {UPDATE} keeps what is in it now"


def _mistakes(yaml: YamlText, listed: AddressList) -> Iterator[Diagnostic]:
    if listed.sum != listed.right_sum:
        message = "this list was edited by hand, or merged: what it holds is not what it was"
        yield Diagnostic(
            yaml.span(("sum",) if listed.sum else ()), "address-list", message, _undo()
        )
    for place, address in enumerate(listed.gone):
        path, _, anchor = address.partition("#")
        known = listed.published.get(path)
        if known is None or (anchor and anchor not in known.anchors):
            anchors = [f"{path}#{one}" for one in known.anchors] if known else []
            near = did_you_mean(address, frozenset((*listed.published, *anchors)))
            message = f"{address} was never published"
            yield Diagnostic(
                yaml.span(("gone", place)), "address-list", message, near or "delete the line"
            )


def as_yaml(listed: AddressList) -> str:
    """Return the file, each address in a line of its own, so that versions can be merged."""
    gone = "".join(f"\n  - {_key(one)}" for one in sorted(set(listed.gone)))
    lines = (f"  {_key(one)}: {_value(place)}\n" for one, place in sorted(listed.published.items()))
    return f'{_HEAD}gone:{gone or " []"}\npublished:\n{"".join(lines)}sum: "{listed.right_sum}"\n'


def _key(address: str) -> str:
    return address if _PLAIN_KEY.fullmatch(address) else _quoted(address)


def _value(place: ListedAddress) -> str:
    anchors = f"[{', '.join(map(_quoted, place.anchors))}]" if place.anchors else ""
    values = {
        "title": _quoted(place.title) if place.title else "",
        "text": _quoted(place.text) if place.text else "",
        "anchors": anchors,
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in values.items() if value)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_anyhow(text: str) -> AddressList:
    """Read the list, if need be line by line with the marks and both sides of a merge conflict."""
    yaml, found = read_yaml(text, PATH)
    if not found and (whole := check(yaml, AddressList, value=yaml.value or {}).record):
        return whole
    published: dict[str, ListedAddress] = {}
    for entry in _ENTRY.finditer(text):
        yaml, found = read_yaml(entry[0].strip(), PATH)
        record = None if found else check(yaml, _Line, value={"line": yaml.value}).record
        for address, place in record.line.items() if record else ():
            published[address] = together(published.get(address), place)
    return AddressList(tuple(dict.fromkeys(_GONE.findall(text))), published)


@dataclass(frozen=True)
class _Line:
    __pydantic_config__ = CLOSED
    line: Mapping[str, ListedAddress]


def together(known: ListedAddress | None, now: ListedAddress) -> ListedAddress:
    """Return a place as it is now, with all anchors that it ever had, in their order."""
    if known is None or not known.anchors:
        return now
    return ListedAddress(now.title, now.text, tuple(_merged(known.anchors, now.anchors)))


def _merged(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the new anchors, each of the old ones that are not among them behind its neighbour."""
    after: dict[str, list[str]] = {}
    before = ""
    for one in old:
        if one not in new:
            after.setdefault(before, []).append(one)
        else:
            before = one
    for one in ("", *new):
        yield from ((one,) if one else ())
        yield from after.get(one, ())
