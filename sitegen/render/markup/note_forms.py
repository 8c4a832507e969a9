"""What was meant as a note and is none: not whole, or written as other programs do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.render.markup.collected import InText, warning_at
from sitegen.render.markup.sought import signs_of

_KINDS = r"(?i:note|tip|important|warning|caution|danger|info)"
#: What begins like a note.
_NOTE = re.compile(
    rf"^[ \t>]*+(?:(?:!{{2,4}}|\?{{3}}\+?) ?[\w\"“'-]|(?:!|\?\?) ?{_KINDS}\b(?! \w)).*+$",
    re.MULTILINE,
)
_SIGNS_OF_NOTES = (b"!!", b"??", b"\n!")
_WORDS = r"[\w-]++(?>(?: ++[\w-]++)*)"
_TITLE = r'(?: ++"[^\n]*")?\s*+'
_WHOLE_NOTE = re.compile(rf"[ >]*+(?:!!! ?({_WORDS}){_TITLE}|\?\?\?\+?(?: ?({_WORDS}))?{_TITLE})")
_TEXT_OF_NOTE = re.compile(r"\n++[ >]*?(?: {4}|\t)")
_HELP = 'write !!! note "Title", and below it the text, indented by 4 spaces'
_CALLOUT = re.compile(r"^[ \t]*+((?:> ?)*)\[!(\w++)\]([^\n]*)(\n[ \t]*+\S)?", re.MULTILINE)
_OF_CALLOUTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_HELP_WITH_CALLOUT = (
    "write > [!NOTE], TIP, IMPORTANT, WARNING or CAUTION in a line of its own, and > before each"
    " line below it"
)
_AS_IT_STANDS = "this makes no note here, and is printed as it stands"
_JIRA = rf"^[ \t>]*+(\{{(?:panel|quote|{_KINDS})(?::[^{{}}\n]*)?\}}.*+)$"
#: A sign that each text with it has, and how notes and tabs of other programs begin.
_OTHERS = tuple(
    (signs_of(sign), re.compile(pattern, re.MULTILINE), message, help_)
    for sign, pattern, message, help_ in (
        (":::", r"^[ \t>]*+(:{3,} ?[\w{].*+)$", _AS_IT_STANDS, _HELP),
        ("///", r"^[ \t>]*+(/{3} [a-z].*+)$", _AS_IT_STANDS, _HELP),
        ("::", r"^[ \t>]*+(\.\. [\w-]++::.*+)$", _AS_IT_STANDS, _HELP),
        ("{", _JIRA, _AS_IT_STANDS, _HELP),
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
    for callout in _CALLOUT.finditer(plain) if b"[!" in signs else ():
        if not _is_whole(callout) and not plain.startswith("(", callout.end(2) + 1):
            words = plain[callout.start(2) - len("[!") : callout.end(3)]
            yield _told("this is no whole note", _HELP_WITH_CALLOUT, words, callout.end(3))
    for sign, pattern, message, help_ in _OTHERS:
        for found in pattern.finditer(plain) if sign in signs else ():
            yield _told(message, help_, found[1], found.end())


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
    further = (whole[1] or whole[2] or "").split()[1:]
    lost = " ".join(further) if any(word[0].isupper() for word in further) else ""
    return f"the title {lost} stands in no quotation marks, and is not printed" if lost else ""
