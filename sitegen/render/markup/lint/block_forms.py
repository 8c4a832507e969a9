"""What was meant as a list or a note and is none: signs of other programs before lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from sitegen.diagnostics import Replacement
from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.lint.bare_words import is_in_words
from sitegen.render.markup.pattern_search import signs_of
from sitegen.render.markup.reader import Reading

#: Signs that Word and web pages put before items, and hyphens before a space that never breaks.
#: The last of the first group may begin a line of text as well.
_BULLET = re.compile(
    r"^[ \t>]*+(?:([•·▪◦‣\u2043∙●○■□◆◇❖➢➤►▶\uf0a7\uf0b7\uf0d8\uf076\uf0fc"
    r"–—→⇒★☆☐☑☒✓✔✗✘✅❌\U0001f300-\U0001faff])\ufe0f?[ \t\u00a0]*+"
    r"|([o§Øüv])\t|([-*+]|\d{1,3}[.)])\u00a0)(?=\S)(?![–—])",
    re.MULTILINE,
)
_SURE = "•·▪◦‣\u2043∙●○■□◆◇❖➢➤►▶\uf0a7\uf0b7\uf0d8\uf076\uf0fc"
#: Letters and numbers of items in brackets and the like; signs without the space behind them.
_COUNTED = re.compile(
    r"\n[ \t>]*+((?:\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|(?:[A-Za-z]|[ivx]{1,4})[.)]"
    r"|\d{1,3}(?:\\[.)]|[-–:]| [.)])|--)[ \t]++(?=\S)"
    r"|(?:[-+]|\*(?!\*)|\d{1,3}[.)])(?=[^\W\d_]))"
)
_BOX = re.compile(r"\n[ \t>]*+(?:[-*+][ \t]*+)?(\[(?:[ xX-]?| [xX] )\])(?=[ \t]*+[^\s(\[:])")
_SIGNS_OF_BOX = re.compile(rb"\n[->*+]*\[-?\]")
_AS_LINE = "this is printed as a line of text, and not as a list"
#: A short line that begins like an entry of its own: of an address, a table of hours, a chat. Texts
#: that a program broke into lines have longer ones, which begin with small letters.
_SHORT = (
    r"(?!\d{1,9}[.)][ \t])(?:\*\*)?(?:[(“\"‘']|\+\d|(?![a-z])[^\W_])(?>[^\n|]{0,49})"
    r"(?<!  )(?<![\\>])"
)
_SHORT_LINES = re.compile(
    r"\n(?<![^\n]\n)(?:(?:#{1,6} |!!! ?|\?\?\?)[^\n]*\n)?(?P<edge>(?:> ?| {4})?)"
    rf"(?P<lines>{_SHORT}(?:\n(?P=edge){_SHORT}){{2,}})(?=\n[ \t>]*(?:\n|\Z)|\Z)"
)


def bullets(reading: Reading, plain: str, signs: bytes) -> Iterator[InText]:
    """Yield the first item of each list with signs that begin none.

    ``signs`` are those of the text, which an end of a line begins.
    """
    if not plain.isascii() or "\t" in plain:
        yield from _with_signs(reading, plain)
    lines = f"\n{plain}"  # a pattern that begins with a certain sign is found far faster
    yield from _counted(reading, lines)
    for box in _BOX.finditer(lines) if _SIGNS_OF_BOX.search(signs) else ():
        if is_in_words(reading, at := box.start(1) - 1):
            message = "this makes no box to tick"
            yield warning_at("list-form", message, "write - [ ] and the words", box[1], at)


def _with_signs(reading: Reading, plain: str) -> Iterator[InText]:
    end = -2
    for item in _BULLET.finditer(plain):
        sign = item[1] or item[2] or item[3]
        last, end = end, plain.find("\n", item.end()) % (len(plain) + 1)
        is_first = item.start() != last + 1
        is_doubtful = item[1] and item[1] not in _SURE and not _BULLET.match(plain, end + 1)
        at = item.start(1 if item[1] else 2 if item[2] else 3)
        if not is_first or is_doubtful or not is_in_words(reading, at):
            continue
        what = "the space behind it never breaks" if item[3] else f"{sign} is no sign of one"
        help_ = f"write {sign if sign[0].isdigit() else '-'} and an ordinary space before each item"
        fix = _marked(plain, item.start(), at)
        yield warning_at("list-form", f"{_AS_LINE}: {what}", help_, plain[at:end], at, *fix)


def _marked(text: str, start: int, at: int) -> Iterator[Replacement]:
    """Yield what makes items of the lines from a place on that begin with the same signs."""
    while item := _BULLET.match(text, start):
        group = 1 if item[1] else 2 if item[2] else 3
        old = text[item.start(group) : item.end()]
        new = f"{old[:-1]} " if group == 3 else "- "  # noqa: PLR2004 - the group of signs
        yield Replacement(item.start(group) - at, old, new)
        start = text.find("\n", item.end()) + 1
        if not start:
            return


def _counted(reading: Reading, lines: str) -> Iterator[InText]:
    """Look for two lines or more of the kind; one may be a sentence that begins so."""
    last = -1
    for item in _COUNTED.finditer(lines):
        end = lines.find("\n", item.end()) % (len(lines) + 1)
        goes_on, last = item.start() == last, end
        at = item.start(1) - 1
        if goes_on or not _COUNTED.match(lines, end) or not is_in_words(reading, at):
            continue
        sign = item[1].strip()
        what = "is no sign of one" if item[1] != sign else "lacks the space behind it"
        wanted = "1." if any(one.isalnum() for one in sign) else "-"
        help_ = f"write {wanted} and a space before each item"
        written = lines[item.start(1) : end]
        yield warning_at("list-form", f"{_AS_LINE}: {sign} {what}", help_, written, at)


def short_lines(reading: Reading, plain: str) -> Iterator[InText]:
    """Yield the first of three short lines or more that are printed as one, sentences aside."""
    for block in _SHORT_LINES.finditer(f"\n{plain}"):
        lines, at = block["lines"].split("\n"), block.start("lines") - 1
        is_shown = is_in_words(reading, at + 2 * lines[0].startswith("**"))
        if is_shown and not _read_on(line.strip(" >*") for line in lines):
            message = f"these {len(lines)} lines are printed as one"
            help_ = (
                "write \\ at the end of a line that ends there, or - and a space before each item"
            )
            ends = accumulate(len(line) + 1 for line in lines[:-1])
            fix = (Replacement(end - 1, "", "\\") for end in ends)
            yield warning_at("line-form", message, help_, lines[0], at, *fix)


def _read_on(lines: Iterator[str]) -> bool:
    """Whether lines are sentences, or one of them goes on with what stands in the line above."""
    ends = set()
    for line in lines:
        if line[:1].islower():
            return True
        ends.add(line[-1:] in ".!?")
    return ends == {True}


_KINDS = r"(?i:note|tip|important|warning|caution|danger|info)"
#: What begins like a note.
_NOTE = re.compile(
    rf"^[ \t>]*+(?:(?:!{{2,4}}|\?{{3}}\+?) ?[\w\"“'-]|(?:!|\?\?) ?{_KINDS}\b(?! \w)"
    r"|(?:!{3}|\?{3}\+?)[ \t]*+(?=\n[ >]*(?: {4}|\t)\S)).*+$",
    re.MULTILINE,
)
_SIGNS_OF_NOTES = (b"!!", b"??", b"\n!")
#: A note right below the words of an item.
_IN_ITEM = re.compile(
    r"^[ \t>]*+(?:[-*+]|\d{1,9}[.)])[ \t]+\S.*\n(?:(?![ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]|[ \t>]*\n"
    r"|[ \t>]*(?:!!!|\?\?\?)).+\n)*?[ >]*[ \t]((?:!!!|\?{3}\+?) ?[\w\"].*)$",
    re.MULTILINE,
)
_WORDS = r"[\w-]++(?>(?: ++[\w-]++)*)"
_TITLE = r'(?: ++"[^\n]*")?\s*+'
_WHOLE_NOTE = re.compile(rf"[ >]*+(?:!!! ?({_WORDS}){_TITLE}|\?\?\?\+?(?: ?({_WORDS}))?{_TITLE})")
_BARE_DETAILS = ("???", "???+")
_TEXT_OF_NOTE = re.compile(r"\n++[ >]*?(?: {4}|\t)")
_HELP = 'write !!! note "Title", and below it the text, indented by 4 spaces'
_CALLOUT = re.compile(r"^[ \t]*+((?:> ?)*)\[!( ?\w++)\]([^\n]*)(\n[ \t]*+\S)?", re.MULTILINE)
_OF_CALLOUTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_HELP_WITH_CALLOUT = (
    "write > [!NOTE], TIP, IMPORTANT, WARNING or CAUTION in a line of its own, and > before each"
    " line below it"
)
_AS_IT_STANDS = "this makes no note here, and is printed as it stands"
_JIRA = rf"^[ \t>]*+(\{{(?:panel|quote|{_KINDS})(?::[^{{}}\n]*)?\}}.*+)$"
_BARE_CALLOUT = rf"^[ \t]*(?:> ?)+(\[{_KINDS}\][ \t]*)$"
#: A sign that each text with it has, and how notes and tabs of other programs begin.
_OTHERS = tuple(
    (signs_of(sign), re.compile(pattern, re.MULTILINE), message, help_)
    for sign, pattern, message, help_ in (
        (":::", r"^[ \t>]*+(:{3,} ?[\w{].*+)$", _AS_IT_STANDS, _HELP),
        ("///", r"^[ \t>]*+(/{3} [a-z].*+)$", _AS_IT_STANDS, _HELP),
        ("::", r"^[ \t>]*+(\.\. [\w-]++::.*+)$", _AS_IT_STANDS, _HELP),
        ("{", _JIRA, _AS_IT_STANDS, _HELP),
        ("> [", _BARE_CALLOUT, "this is no whole note", _HELP_WITH_CALLOUT),
        (
            "===",
            r'^[ \t>]*+(===[!+]? ["“].*+)$',
            "pages have no tabs to choose from",
            "write a heading, ## and its words, and the text below it, not indented",
        ),
    )
)


def note_forms(plain: str, signs: bytes) -> Iterator[InText]:
    """Yield a warning for each. Notes are none of Markdown's own: no reader of it knows them.

    ``signs`` are those of the text, which an end of a line begins.
    """
    has_signs = any(sign in signs for sign in _SIGNS_OF_NOTES)
    for note in _NOTE.finditer(plain) if has_signs else ():
        if message := _wrong_with(note, plain):
            yield _told(message, _HELP, note[0].lstrip(" >\t"), note.end())
    yield from _in_items(plain) if has_signs else ()
    for callout in _CALLOUT.finditer(plain) if b"[!" in signs else ():
        if not _is_whole(callout) and not plain.startswith("(", callout.end(2) + 1):
            words = plain[callout.start(2) - len("[!") : callout.end(3)]
            yield _told("this is no whole note", _HELP_WITH_CALLOUT, words, callout.end(3))
    for sign, pattern, message, help_ in _OTHERS:
        for found in pattern.finditer(plain) if sign in signs else ():
            yield _told(message, help_, found[1], found.end())


def _in_items(plain: str) -> Iterator[InText]:
    for note in _IN_ITEM.finditer(plain):
        message = "this note is printed as a part of the item above it"
        yield _told(message, "put an empty line before it", note[1], note.end())


def _told(message: str, help_: str, words: str, end: int) -> InText:
    return warning_at("note-form", message, help_, words.rstrip(), end - len(words))


def _is_whole(callout: re.Match[str]) -> bool:
    """Whether a callout of GitHub has a sign of its own, its line to itself, and a text below."""
    is_known = callout[1] and callout[2].upper() in _OF_CALLOUTS
    return bool(is_known and callout[4]) and not callout[3].strip()


def _wrong_with(note: re.Match[str], plain: str) -> str:
    """Return what is wrong with what begins like a note, or ""."""
    whole = _WHOLE_NOTE.fullmatch(note[0])
    if not whole or not _TEXT_OF_NOTE.match(plain, note.end()):
        return "this is no whole note"
    if "".join(note[0].split()) in _BARE_DETAILS:
        return "this is no whole note"
    further = (whole[1] or whole[2] or "").split()[1:]
    lost = " ".join(further) if any(word[0].isupper() for word in further) else ""
    return f"the title {lost} stands in no quotation marks, and is not printed" if lost else ""
