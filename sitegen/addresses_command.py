"""What ``addresses`` does: tell of the list of all addresses, and bring it up to date."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sitegen.diagnostics import count
from sitegen.documents.ledger import PATH, UPDATE, Ledger
from sitegen.safe_text import safe

if TYPE_CHECKING:
    from sitegen.address_list import Listed
    from sitegen.orders import Options

_AT_MOST = 20


def addresses(arguments: argparse.Namespace, options: Options) -> int:
    """Carry out the command; return 0."""
    from sitegen.address_list import is_kept, look

    if not arguments.update and not is_kept(options.site):
        print(f"This site keeps no list of its addresses: {UPDATE} begins one.")
        return 0
    listed = look(options)
    if arguments.update:
        print(updated(options, listed))
    else:
        print(f"{PATH} holds {_counts(listed.before)}.")
        if listed.new:
            print(f"Not in it yet, and added when the site is published: {_named(listed)}.")
    return 0


def updated(options: Options, listed: Listed) -> str:
    """Bring the list up to date, and return what was done."""
    from sitegen.address_list import update

    if not update(options.site, listed):
        return f"{PATH} holds {_counts(listed.after)}, and nothing is new."
    added = f"added to {PATH}: {_named(listed)}." if listed.new else f"{PATH} was written anew."
    return f"{added[0].upper()}{added[1:]} Commit it with your other changes."


def _named(listed: Listed) -> str:
    new = listed.new
    more = f" and {len(new) - _AT_MOST} more" if len(new) > _AT_MOST else ""
    return f"{', '.join(map(safe, new[:_AT_MOST]))}{more}"


def _counts(ledger: Ledger) -> str:
    number = len(ledger.published)
    addresses = "1 address" if number == 1 else f"{number} addresses"
    return f"{addresses} and {count(ledger.anchors, 'anchor')}"
