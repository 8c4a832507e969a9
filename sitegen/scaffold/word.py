"""A Word file as Markdown, with what of it is lost.

mammoth reads the file by the meaning of its styles, and markdownify writes Markdown: both belong to
the extra ``word``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.diagnostics import count
from sitegen.editing.change import EditRefusedError
from sitegen.errors import installing
from sitegen.safe_text import safe

if TYPE_CHECKING:
    from types import ModuleType

_DOCUMENT = "word/document.xml"
#: A file as Word wrote it until 2003.
_OLD = b"\xd0\xcf\x11\xe0"
#: What styles of Word become, beside those that mammoth knows.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_TRACKED = re.compile(rb"<w:(?:ins|del)[ >]")
_UNKNOWN_STYLE = re.compile(r"Unrecognised \w+ style: (.*?)(?: \(Style ID: .*)?$")

_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
#: A footnote as mammoth writes it: where it is referred to, and its text.
_REFERENCE = re.compile(
    r'<sup><a href="#((?:foot|end)note-\d+)" id="[^"]*">\[\d+\]</a></sup>', re.DOTALL
)
_NOTE = re.compile(
    r'<li id="((?:foot|end)note-\d+)">(.*?)<a href="#[^"]*">↑</a></p></li>', re.DOTALL
)
#: Signs that stand for what must not be read as Markdown or HTML on the way.
_LESS, _REF, _TEXT = "\ue000", "\ue001", "\ue002"


@dataclass(frozen=True)
class Converted:
    """A file's first heading, its text in Markdown, and what is lost, in words for an editor."""

    title: str
    text: str
    lost: tuple[str, ...]


def convert(file: Path) -> Converted:
    """Read a Word file; EditRefusedError for what is none, and where the extra is not there."""
    inner = _inner(file)
    mammoth, markdownify = _extra()
    with file.open("rb") as opened:
        options = {"style_map": _STYLES, "convert_image": lambda _image: []}
        result = mammoth.convert_to_html(opened, **options)
    title, html = _without_title(str(result.value))
    text = _markdown(html, markdownify)
    messages = [str(one.message) for one in result.messages]
    return Converted(title, text, tuple(_lost(inner, html, messages)))


def _inner(file: Path) -> zipfile.ZipFile:
    """Return what is in the file, which is a compressed folder."""
    if not file.is_file():
        raise EditRefusedError(f"there is no file {safe(str(file))}")
    with file.open("rb") as opened:
        is_old = opened.read(len(_OLD)) == _OLD
    try:
        inner = zipfile.ZipFile(file)
        inner.getinfo(_DOCUMENT)
    except (zipfile.BadZipFile, KeyError):
        help_ = "open it in Word and save it as .docx" if is_old else "choose a file that ends so"
        message = f"{safe(str(file))} is no Word file of the form .docx: {help_}"
        raise EditRefusedError(message) from None
    return inner


def _extra() -> tuple[ModuleType, ModuleType]:
    try:
        import mammoth
        import markdownify
    except ImportError:
        command = installing("word", "mammoth markdownify")
        raise EditRefusedError(f"Word files are read by an extra: {command}") from None
    return mammoth, markdownify


def _without_title(html: str) -> tuple[str, str]:
    """Return the first heading, and the rest; further ones of its level are those of the page."""
    found = _HEADING.match(html)
    title = _TAG.sub("", found[1]).strip() if found else ""
    rest = html[found.end() :] if found else html
    return title, rest.replace("<h1>", "<h2>").replace("</h1>", "</h2>")


def _markdown(html: str, markdownify: ModuleType) -> str:
    notes = _NOTE.findall(html)
    html = _NOTE.sub("", _REFERENCE.sub(rf"{_REF}\1{_TEXT}", html)).replace("<ol></ol>", "")
    html = html.replace("&lt;", _LESS)
    options = {"heading_style": "ATX", "bullets": "-", "strip": ["img"], "table_infer_header": True}
    text = str(markdownify.markdownify(html, **options))
    ends = [f"[^{name}]: {' '.join(_TAG.sub('', note).split())}" for name, note in notes]
    text = re.sub(rf"{_REF}(.*?){_TEXT}", r"[^\1]", text.replace(_LESS, "&lt;"))
    lines = [line.rstrip() for line in text.splitlines()]
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return "\n\n".join(part for part in (body, *ends) if part) + "\n"


def _lost(inner: zipfile.ZipFile, html: str, messages: list[str]) -> Iterator[str]:
    """Yield what a reader of the page would miss, or an editor has to look at."""
    names = inner.namelist()
    document = inner.read(_DOCUMENT)
    if pictures := [name for name in names if name.startswith("word/media/")]:
        how = "put them beside the page, and into the text: ![What it shows](a.jpg)"
        yield f"{count(len(pictures), 'picture')}: {how}"
    if "word/comments.xml" in names:
        yield "comments"
    if _TRACKED.search(document):
        yield "changes that were tracked: the text is as if all were accepted"
    if "colspan=" in html or "rowspan=" in html:
        yield "joined cells of tables: look at each table"
    if b"<w:txbxContent" in document:
        yield "the places of text boxes: their texts stand where they begin"
    yield from dict.fromkeys(
        _UNKNOWN_STYLE.sub(r"the style \1: its words are plain", one) for one in messages
    )
