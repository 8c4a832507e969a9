"""The commands `move` and `delete`: a page goes elsewhere or away, and all that names it follows.

Visitors of a page that goes are sent on, to another page or address, or told that it is gone.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from yaml.nodes import MappingNode

from sitegen.documents.address_list import PATH as ADDRESSES
from sitegen.documents.address_list import read_anyhow
from sitegen.editing import mentions
from sitegen.editing.change import Change, Edit, EditRefusedError, Text, read
from sitegen.editing.mentions import CONTENT, ENDING, PageFile, find_page, is_page
from sitegen.editing.yaml_places import compose, has_children, with_item, without_items
from sitegen.fields.web_address import fault_of as fault_of_address
from sitegen.file_names import fault_of, too_long
from sitegen.render.link_targets import split
from sitegen.render.markup.links import links
from sitegen.render.markup.reader import read as read_markdown
from sitegen.safe_text import safe
from sitegen.schema.yaml_text import read_yaml
from sitegen.sources import list_inputs

#: Endings of files that are no pages.
_OF_OTHERS = (".txt", ".html", ".htm", ".markdown", ".mdx", ".docx", ".pdf", ".yaml")


def move(site: Path, old: str, new: str) -> Change:
    """Return what has to change for a page to move; EditRefusedError where it cannot."""
    page = find_page(site, old)
    goal = _goal(site, page, new)
    before: dict[str, Text | None] = dict(mentions.texts(site))
    after: dict[str, Text | None] = {}
    for path, text in before.items():
        assert text is not None, "all of these are files"
        edits = [*_edits_of_move(site, path, text, page, goal)]
        if path == page.path:
            after[goal.path] = _with_alias(text.with_edits(edits), page, goal)
        elif edits:
            after[path] = text.with_edits(edits)
    after[page.path] = None
    return Change(before, after, {page.path: goal.path})


def _goal(site: Path, page: PageFile, word: str) -> PageFile:
    """Return the page that a new name means, which has to be free and fit for a file."""
    goal = PageFile(_path_of(site, page, word))
    wrong = [fault for part in goal.path.split("/") if (fault := fault_of(part))]
    if message := (wrong[0].message if wrong else too_long(goal.path)):
        raise EditRefusedError(f"{safe(word)} can be no file: {message}")
    for other in (PageFile(one) for one in list_inputs(site)[0] if is_page(one)):
        if other.path == goal.path or (other.url == goal.url and other != page):
            raise EditRefusedError(f"there is a page at {goal.url} already: {other.path}")
    return goal


def _path_of(site: Path, page: PageFile, word: str) -> str:
    """Return the path of a page's file that a word means: a folder keeps the page's own name."""
    path = f"{CONTENT}{word.removeprefix('./').removeprefix(CONTENT).lstrip('/')}"
    if path.endswith("/") or (site / path).is_dir():
        path = f"{path.rstrip('/')}/{posixpath.basename(page.path)}"
    if path.lower().endswith(_OF_OTHERS):
        raise EditRefusedError(f"{safe(word)} would be no page: the names of pages end in .md")
    path = path if path.endswith(ENDING) else path + ENDING
    if not posixpath.normpath(path).startswith(CONTENT) or posixpath.normpath(path) != path:
        raise EditRefusedError(f"{safe(word)} is no place below content/")
    return path


def _edits_of_move(
    site: Path, path: str, text: Text, page: PageFile, goal: PageFile
) -> Iterator[Edit]:
    def in_data(way: str) -> str:
        return {page.below: goal.below, page.path: goal.path, page.url: goal.url}[way]

    def in_text(path: str, written: str) -> str:
        rest = split(written)[1]
        is_address = written.startswith("/")
        return (goal.url if is_address else mentions.relative(goal.path, path)) + rest

    if path.startswith("data/"):
        yield from mentions.edits_in_data(text.text, page, in_data)
        return
    yield from mentions.front_matter_edits(path, text, page, in_data)
    if path == page.path:
        yield from _own_links(site, text, page, goal)
    else:
        yield from mentions.edits_in_page(path, text, page, in_text)


def _own_links(site: Path, text: Text, page: PageFile, goal: PageFile) -> Iterator[Edit]:
    """Yield the edits of the links of the page itself, which lead on from another folder now."""
    start = mentions.body_start(page.path, text)
    for link in links(read_markdown(text.text[start:])):
        words = _from_there(site, link.written, page, goal)
        if words != link.written:
            at = start + link.start
            yield Edit(at, at + len(link.written), words)


def _from_there(site: Path, written: str, page: PageFile, goal: PageFile) -> str:
    bare, rest = split(written)
    if bare == page.url:
        return goal.url + rest
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(bare)))
    if target == page.path and bare:
        return mentions.relative(goal.path, goal.path) + rest
    if not bare or bare.startswith("/") or not (site / target).is_file():
        return written
    return mentions.relative(target, goal.path) + rest


def _with_alias(text: Text, page: PageFile, goal: PageFile) -> Text:
    """Return the page's text with its old address among its aliases, and its new one not."""
    before, front = mentions.front_matter(page.path, text)
    text = text.with_edits([one.later(before) for one in without_items(front, goal.url)])
    if page.url == goal.url:
        return text
    before, front = mentions.front_matter(page.path, text)
    return text.with_edits([with_item(front, "aliases", page.url).later(before)])


HOSTING, NAVIGATION = "data/hosting.yaml", "data/navigation.yaml"
#: The status that tells browsers and search engines that a page is gone for good.
_GONE = 410


@dataclass(frozen=True)
class Destination:
    """Where visitors of a page that goes are sent: another page, an address, or nowhere."""

    page: PageFile | None = None
    address: str = ""

    @classmethod
    def of(cls, site: Path, page: PageFile, word: str) -> Destination:
        """Read what was asked for; "" stands for nowhere."""
        if word.startswith(("http://", "https://")):
            if fault := fault_of_address(word):
                raise EditRefusedError(f"{safe(fault.message)}. {safe(fault.help)}".rstrip(". "))
            return cls(address=word)
        other = find_page(site, word) if word else None
        if other == page:
            raise EditRefusedError("a page that goes cannot send its visitors to itself")
        return cls(page=other)


def delete(site: Path, word: str, to: str) -> Change:
    """Return what has to change for a page to go; ``to`` is where its visitors go, "" for nowhere.

    Raises EditRefusedError where it cannot.
    """
    page = find_page(site, word)
    goal = Destination.of(site, page, to)
    before: dict[str, Text | None] = dict(mentions.texts(site))
    before |= {ADDRESSES: listed} if (listed := read(site, ADDRESSES)) else {}
    menus = before.get(NAVIGATION)
    if menus and goal.page is None and has_children(menus.text, page.below):
        message = f"{page.below} has entries below it in {NAVIGATION}: move these first"
        raise EditRefusedError(message)
    after = {page.path: None, **dict(_others(before, page, goal))}
    _send_on(before, after, page, goal)
    return Change(before, after)


def _others(
    before: Mapping[str, Text | None], page: PageFile, goal: Destination
) -> Iterator[tuple[str, Text | None]]:
    """Yield the other files that name the page, with what they say from then on."""
    for path, text in before.items():
        assert text is not None, "all of these are files"
        if path not in (page.path, ADDRESSES) and (edits := [*_edits(path, text, page, goal)]):
            yield path, text.with_edits(edits)


def _edits(path: str, text: Text, page: PageFile, goal: Destination) -> Iterator[Edit]:
    if path == NAVIGATION:
        yield from _in_menus(text, page, goal)
    elif path.startswith("data/"):
        yield from mentions.edits_in_data(text.text, page, lambda way: _in_data(way, page, goal))
    else:
        yield from mentions.front_matter_edits(
            path, text, page, lambda way: _in_data(way, page, goal)
        )
        is_goal = goal.page is not None and goal.page.path == path  # no page links to itself
        if (goal.page or goal.address) and not is_goal:
            yield from mentions.edits_in_page(path, text, page, _naming(goal))
        else:
            yield from _words_alone(path, text, page)


def _in_menus(text: Text, page: PageFile, goal: Destination) -> Iterator[Edit]:
    """Yield the edits that take a page out of the menus; where it has entries below, another's."""
    yield from without_items(text.text, page.below)
    if goal.page and has_children(text.text, page.below):
        yield from mentions.edits_in_data(text.text, page, lambda way: _in_data(way, page, goal))


def _in_data(way: str, page: PageFile, goal: Destination) -> str | None:
    if goal.page is None:
        return None
    other = goal.page
    return {page.below: other.below, page.path: other.path, page.url: other.url}[way]


def _naming(goal: Destination) -> mentions.Naming:
    def naming(path: str, written: str) -> str:
        if goal.page is None:
            return goal.address
        is_address = written.startswith("/")
        return goal.page.url if is_address else mentions.relative(goal.page.path, path)

    return naming


def _words_alone(path: str, text: Text, page: PageFile) -> Iterator[Edit]:
    """Yield the edits that leave of a link its words: ``[us](us.md)`` becomes ``us``."""
    start = mentions.body_start(path, text)
    body = text.text[start:]
    definitions: set[tuple[int, int]] = set()
    for link in links(read_markdown(body)):
        (first, last), (first_word, end_of_words) = link.whole, link.words
        if link.is_picture or body[first] != "[" or not mentions.is_link_to(link, path, page):
            continue
        if link.start > last:  # its address stands elsewhere, after the name of the link
            definitions.add(_line_of(body, link.start))
        yield Edit(start + first, start + first_word, "")
        yield Edit(start + end_of_words, start + last, "")
    yield from (Edit(start + first, start + last, "") for first, last in sorted(definitions))


def _line_of(body: str, at: int) -> tuple[int, int]:
    end = body.find("\n", at)
    return body.rfind("\n", 0, at) + 1, len(body) if end < 0 else end + 1


def _send_on(
    before: dict[str, Text | None], after: dict[str, Text | None], page: PageFile, goal: Destination
) -> None:
    """Send visitors of the page's addresses on: by aliases of another page, or as hosts do."""
    gone = before[page.path]
    assert gone is not None, "the page is there"
    for address in (page.url, *_aliases(mentions.front_matter(page.path, gone)[1])):
        if goal.page is not None:
            _add_alias(before, after, goal.page, address)
            continue
        if not goal.address:
            _give_up(before, after, address)
        if goal.address or HOSTING in before:
            text = after.get(HOSTING) or before.get(HOSTING) or Text("")
            leads = f"new: {goal.address}" if goal.address else f"status: {_GONE}"
            rule = f"{{old: {address}, {leads}}}"
            after[HOSTING] = text.with_edits([_with_rule(text.text, rule)])


def _add_alias(
    before: Mapping[str, Text | None], after: dict[str, Text | None], to: PageFile, address: str
) -> None:
    text = after.get(to.path) or before[to.path]
    assert text is not None, "the page is there"
    start, front = mentions.front_matter(to.path, text)
    after[to.path] = text.with_edits([with_item(front, "aliases", address).later(start)])


def _give_up(before: dict[str, Text | None], after: dict[str, Text | None], address: str) -> None:
    """Say in the list of addresses, where it holds one, that this one shall lead nowhere."""
    listed = after.get(ADDRESSES) or before.get(ADDRESSES)
    if listed and address in read_anyhow(listed.text).published:
        after[ADDRESSES] = listed.with_edits([with_item(listed.text, "gone", address)])


def _with_rule(text: str, rule: str) -> Edit:
    """Return the edit that adds a redirect, in a line of its own."""
    node = compose(text)
    if isinstance(node, MappingNode) and any(name.value == "redirects" for name, _ in node.value):
        return with_item(text, "redirects", rule)
    end = len(text.rstrip("\n"))
    before, after = ("\n", "") if end else ("", "\n")
    return Edit(end, end, f"{before}redirects:\n  - {rule}{after}")


def _aliases(front: str) -> list[str]:
    """Return the addresses at which the page could be found before."""
    value = read_yaml(front, "")[0].value
    aliases = value.get("aliases") if isinstance(value, dict) else None
    return [str(one) for one in aliases] if isinstance(aliases, list) else []
