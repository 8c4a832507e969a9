"""The command ``addresses``: tells of data/addresses.yaml, and brings it up to date.

What is published now is added to the list; nothing goes.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen import COMMAND
from sitegen.build_request import Options
from sitegen.checks.finished import Finished
from sitegen.checks.lost_addresses import RULE
from sitegen.checks.published_addresses import standing
from sitegen.commands.build import build_options
from sitegen.diagnostics import Severity, count
from sitegen.documents.address_list import (
    PATH,
    UPDATE,
    AddressList,
    ListedAddress,
    as_yaml,
    read_anyhow,
    together,
)
from sitegen.editing.change import Change, Text, carry_out, read
from sitegen.errors import SitegenError
from sitegen.safe_text import some_of
from sitegen.site_on_demand import made_now

#: Mistakes that the list itself is about, and with which it can be brought up to date.
_OF_THE_LIST = (RULE, "address-list")


class NotSoundError(SitegenError):
    """What a site with mistakes in it would publish is not known."""


@dataclass(frozen=True)
class Listed:
    """The list as it is, and as it has to be for what is published now to stand in it."""

    before: AddressList
    after: AddressList
    text: Text | None

    @property
    def new(self) -> tuple[str, ...]:
        """Return the addresses, and the anchors of known ones, that are not in the list yet."""
        known = self.before.published
        return tuple(
            one
            for address, place in sorted(self.after.published.items())
            for one in _new(address, place, known)
        )


def _new(address: str, place: ListedAddress, known: Mapping[str, ListedAddress]) -> tuple[str, ...]:
    if address not in known:
        return (address,)
    return tuple(f"{address}#{one}" for one in place.anchors if one not in known[address].anchors)


def is_kept(site: Path) -> bool:
    """Whether a site keeps a list of its addresses."""
    return (site / PATH).is_file()


def look(options: Options) -> Listed:
    """Compare the list with what would be published now; nothing is written.

    Raises NotSoundError for a site with mistakes, those aside that are about the list.
    """
    text = read(options.site, PATH)
    before = read_anyhow(text.text) if text else AddressList()
    now = standing(_finished(options))
    published = {**before.published}
    for address, place in now.items():
        published[address] = together(published.get(address), place)
    if not any(_new(address, published[address], before.published) for address in now):
        published = {**before.published}  # titles and texts are renewed with the next new address
    back = frozenset(now)
    gone = tuple(one for one in before.gone if one not in back)
    return Listed(before, AddressList(gone, published), text)


def _update(site: Path, listed: Listed) -> bool:
    """Write the list; return whether it was another one before."""
    text = listed.text or Text("")
    after = replace(text, text=as_yaml(listed.after))
    if after == listed.text:
        return False
    carry_out(site, Change({PATH: listed.text}, {PATH: after}))
    return True


def _finished(options: Options) -> Finished:
    finished, found = made_now(options)
    wrong = [one for one in found if one.severity is Severity.ERROR]
    if any(one.rule not in _OF_THE_LIST and one.span.path != PATH for one in wrong):
        raise NotSoundError(f"the site has mistakes: {COMMAND} check lists them")
    return finished


_AT_MOST = 20


def addresses_command(arguments: argparse.Namespace) -> int:
    """Print what the list holds, or what was added to it; return 0."""
    if not arguments.update and not is_kept(arguments.site):
        print(f"This site keeps no list of its addresses: {UPDATE} begins one.")
        return 0
    with build_options(arguments) as options:
        listed = look(options)
    if arguments.update:
        print(updated(arguments.site, listed))
    else:
        print(f"{PATH} holds {_counts(listed.before)}.")
        if listed.new:
            print(f"Not in it yet, and added when the site is published: {_named(listed)}.")
    return 0


def updated(site: Path, listed: Listed) -> str:
    """Bring the list up to date, and return what was done."""
    if not _update(site, listed):
        return f"{PATH} holds {_counts(listed.after)}, and nothing is new."
    added = f"added to {PATH}: {_named(listed)}." if listed.new else f"{PATH} was written anew."
    return f"{added[0].upper()}{added[1:]} Commit it with your other changes."


def _named(listed: Listed) -> str:
    return some_of(listed.new, _AT_MOST)


def _counts(listed: AddressList) -> str:
    number = len(listed.published)
    addresses = "1 address" if number == 1 else f"{number} addresses"
    return f"{addresses} and {count(listed.anchors, 'anchor')}"
