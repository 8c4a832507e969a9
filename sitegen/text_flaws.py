"""What no editor means in a text file, and what spoils all that is read after it."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen import COMMAND
from sitegen.diagnostics import Diagnostic, Span

_TEXTS = (".md", ".yaml", ".yml", ".html", ".css", ".js", ".py")

#: What no text holds, tabs and line ends aside: control characters, two that are none, and those
#: that turn the direction of what follows, so that people read another text than stands there
#: (https://trojansource.codes/).
_CONTROLS = bytes((*range(9), 11, 12, *range(14, 32), 127))
_CONTROL = re.compile(
    f"[{re.escape(_CONTROLS.decode())}\x80-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
#: The same that have more bytes than one.
_LONG_CONTROL = re.compile(
    rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
)
#: The lines that git leaves in a conflict.
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

#: What brings two versions of a list together that the builder keeps.
_HELP_OF_LISTS = {
    "data/addresses.yaml": f"{COMMAND} addresses --update brings them together: nothing is lost"
}

_BYTE_ORDER_MARK = "\ufeff"

#: What neither XML 1.0 (section 2.2) nor calendars, tables and other files of texts may hold.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decode(data: bytes) -> str:
    """Decode UTF-8 with every kind of line end as a line feed; a wrong byte becomes U+FFFD.

    Byte order marks at the beginning are left out, however many programs put one there.
    """
    text = data.decode("utf-8", errors="replace").lstrip(_BYTE_ORDER_MARK)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def flaws(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return the first thing in a text file that no editor means: it spoils what follows."""
    if not path.endswith(_TEXTS):
        return ()
    found = next((found for look in _LOOKS if (found := look(path, data))), None)
    return (found,) if found else ()


def _other_encoding(path: str, data: bytes) -> Diagnostic | None:
    help_ = "save the file with the encoding UTF-8"
    if data.isascii():
        return None
    if data.startswith(_UTF_16):
        return Diagnostic(Span(path), "not-utf-8", "the file is in UTF-16, not in UTF-8", help_)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8 text"
        return Diagnostic(_end_of(path, decode(data[: error.start])), "not-utf-8", message, help_)
    return None


def _control_character(path: str, data: bytes) -> Diagnostic | None:
    # Of thousands of files hardly one is at fault: what is at hand in C tells the sound ones.
    is_short = len(data.translate(None, _CONTROLS)) < len(data)
    if not is_short and (data.isascii() or not _LONG_CONTROL.search(data)):
        return None
    text = decode(data)
    if found := _CONTROL.search(text):
        span = _end_of(path, text[: found.start()])
        return Diagnostic(span, "control-character", *_words_on(found[0]))
    return None


def _words_on(character: str) -> tuple[str, str]:
    """Return what is wrong with a control character, and what to do."""
    if ord(character) in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)):
        message = f"a hidden character, U+{ord(character):04X}, which turns the way a text is read"
        return message, "delete the word or number in which it stands, and type that again"
    return f"a control character, 0x{ord(character):02x}, which is no text", "delete it"


def _two_versions(path: str, data: bytes) -> Diagnostic | None:
    if b"<<<<<<<" not in data and b">>>>>>>" not in data:
        return None
    text = decode(data)
    if found := _CONFLICT.search(text):
        message = "two versions of this file were merged and not brought together"
        help_ = (
            "keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        )
        help_ = _HELP_OF_LISTS.get(path, help_)
        return Diagnostic(_end_of(path, text[: found.start()]), "merge-conflict", message, help_)
    return None


_LOOKS: tuple[Callable[[str, bytes], Diagnostic | None], ...] = (
    _other_encoding,
    _control_character,
    _two_versions,
)


def _end_of(path: str, before: str) -> Span:
    """Return the place in a file after what stands before it."""
    return Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def plain(text: str) -> str:
    """Return a text without control characters (tabs and line ends are none) and noncharacters.

    This is the second fence: editors' files are refused for them at their place.
    """
    return _NO_TEXT.sub("", text)
