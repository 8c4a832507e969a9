"""What no reader of Markdown knows for a form, though its writer meant one: warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.diagnostics import Replacement
from sitegen.render.markup.findings import InText, warning_at
from sitegen.render.markup.lint.bare_words import is_in_words
from sitegen.render.markup.lint.block_forms import bullets, note_forms, short_lines
from sitegen.render.markup.lint.link_forms import link_forms
from sitegen.render.markup.pattern_search import signs_of
from sitegen.render.markup.reader import Reading


class _Form(NamedTuple):
    """A form of other programs: a sign that each text with it has, its pattern, what is told.

    WORDS in the message is what was found.
    """

    sign: str
    signs: bytes
    pattern: re.Pattern[str]
    rule: str
    message: str
    help: str


def _form(sign: str, pattern: str, rule: str, message: str, help_: str) -> _Form:
    found = re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    return _Form(sign, signs_of(sign), found, rule, message, help_)


_FORMULA = "other-reading", "formulas are printed as they stand", "write it in words"
_LEFT = (
    "left-over",
    "WORDS was left by a program",
    "remove it, and name the source if it stood for one",
)
_FORMS = (
    _form(
        ":",
        r":(?<![\w:/]:)(?:[a-z][a-z0-9_+-]++|[+-]1|100):(?![\w:/])",
        "emoji-form",
        "WORDS is printed as it stands",
        "write the sign itself, such as 🙂, or a word",
    ),
    *(
        _form(
            sign,
            rf"{sign}(?<![\w.+-]{sign})\+?\d[\d-]{{4,}}",
            "link-form",
            "WORDS is printed as words: nobody can follow it",
            "write [the number](tel:+33199001234)",
        )
        for sign in ("tel:", "sms:")
    ),
    _form("$", r"\$\$", *_FORMULA),
    _form("\\(", r"\\\((?=[^\n()\\]*(?:[\^_=]|\\[a-zA-Z]))[^\n]*?\\\)", *_FORMULA),
    _form("$", r"(?<![\w$])\$(?=[^\s\d$][^$\n]*[\^_=\\{])[^$\n]+(?<!\s)\$(?![\w$])", *_FORMULA),
    _form("\\[", r"^\\\[$", *_FORMULA),
    _form(
        "^[",
        r"\^\[[^\[\]\n]++\]",
        "footnote",
        "WORDS is printed as it stands",
        "write [^1] here, and in a line of its own [^1]: and the text of the footnote",
    ),
    _form(
        "[^",
        r"\[\^[^\[\]\n]*\s[^\[\]\n]*\](?!\()",
        "footnote",
        "WORDS is printed as it stands: the name of a footnote has no spaces",
        "write [^1], and in a line of its own [^1]: and the text of the footnote",
    ),
    _form("†", r"【[^【】\n]*†[^【】\n]*】", *_LEFT),
    _form("turn0", r"(?:file)?cite[\ue000-\uf8ff]?turn\d[\w\ue000-\uf8ff]*", *_LEFT),
    _form("oaicite", r":contentReference\[[^\[\]\n]*\](?:\{[^{}\n]*\})?", *_LEFT),
    *(
        _form(
            sign,
            pattern,
            "emphasis-form",
            "WORDS is printed as it stands: nothing stands above or below the line here",
            "write the sign itself, such as ² or ₂, or a word",
        )
        for sign, pattern in (
            ("^", r"(?<=\w)\^\w{1,8}\^(?!\^)"),
            ("~", r"(?<=[^\W_])~\w{1,8}~(?!~)"),
        )
    ),
    _form("^", r"(?<=\s)\^[a-z0-9-]+$", *_LEFT),
    _form("{", r"\{(?:\+\+|--|==|>>|~~)[^{}\n]*\}", *_LEFT),
    _form(
        "++",
        r"(?<![\w+{])\+\+(?=[^\W\d_])[^+\n]+\+\+(?![\w+])",
        "emphasis-form",
        "WORDS is printed as it stands",
        "write **words** where they have to stand out",
    ),
    _form(
        "''",
        r"(?<![\w'])('{2,3})(?=\w)[^'\n]+\1(?![\w'])",
        "emphasis-form",
        "these quotation marks make no bold or italic type",
        "write **bold** or *italic*",
    ),
    _form(
        "!",
        r"(?<![\w!])!(?=[\w./-])[^\s!|]+\.(?:png|jpe?g|gif|webp|svg)(?:\|[^!\n]*)?!",
        "link-form",
        "WORDS makes no picture",
        "write ![what it shows](the-file.png)",
    ),
    *(
        _form(
            sign,
            rf"(?<!{sign}\n)^[ \t]*{sign}.*{sign}[ \t]*$",
            "table-form",
            "this drawing makes no table",
            "write | between the cells, and a line |---|---| below the first row",
        )
        for sign in "│┃║"
    ),
    _form(
        "\nbq.",
        r"^bq\. \S.*$",
        "note-form",
        "this makes no quotation, and is printed as it stands",
        "write > before it",
    ),
    _form(
        "\\",
        r"(?<!\\)\\[ \t]*(?=\n[ \t>]*(?:\n|\Z)|\Z)",
        "other-reading",
        "this \\ is printed: no line follows that would begin anew",
        "remove it, or write \\\\ for the sign itself",
    ),
    _form(
        "\n=",
        r"^(?:={2,6}|(?<=\n\n)=|\A=) ++(?![\"“])[^=\n]+(?: +=+)?[ \t]*$",
        "heading-form",
        "this heading is printed as it stands",
        "write ## and its words",
    ),
    _form(
        "\nh",
        r"^h[1-6]\. \S.*$",
        "heading-form",
        "this heading is printed as it stands",
        "write ## and its words",
    ),
    _form(
        "–",
        r"^[–—]{2,}[ \t]*$",
        "heading-form",
        "these dashes make no rule and no heading",
        "write --- between empty lines for a rule, or ## and the words of the heading",
    ),
    _form(
        "—",
        r"^—{2,}[ \t]*$",
        "heading-form",
        "these dashes make no rule and no heading",
        "write --- between empty lines for a rule, or ## and the words of the heading",
    ),
    *(
        _form(
            3 * sign,
            rf"^{sign}{{3}}\w*$",
            "code-form",
            "these quotation marks begin no code",
            "write ``` above the code and below it",
        )
        for sign in "‘'\u00b4"
    ),
    _form(
        "{#",
        r"\{#(?: [^{}\n]*)?#\}",
        "half-shortcode",
        "WORDS is a comment of a template, and is printed as it stands",
        "write <!-- and --> around what is not to be printed",
    ),
    _form(
        "%%",
        r"%%[^%\n]++%%",
        "raw-html",
        "WORDS is printed as it stands",
        "write <!-- and --> around what is not to be printed",
    ),
)
#: What most texts hold: one that holds no other signs has none of the forms with others.
_COMMON = b"\n.-*[]()/#|`:'\"?!"
_OF_COMMON_SIGNS = tuple(form for form in _FORMS if not form.signs.translate(None, _COMMON))
#: How the name of a host ends that an address begins with, and what stands before that.
_END_OF_HOST = re.compile(r"\.(?i:com|edu|eu|gov|info|net|org|uk|wales)/[^\s<>()\[\]|]+")
_HOST = re.compile(
    r"(?<![\w/.@:-])(?<!\]\()(?!www\.)(?>(?:[a-z\d-]++(?:\.(?=\w))?)+)\Z", re.IGNORECASE
)
_LONGEST_HOST = 60
_MAILBOX = re.compile(
    r"(?:mailto:)?(?<![\w.+/@-])[\w.+-]++@(?>(?:[a-z\d-]++\.)+)[a-z]{2,}(?![\w@-])", re.IGNORECASE
)


def lint(reading: Reading, plain: str, kinds: tuple[str, ...] = ()) -> Iterator[InText]:
    """Yield the warnings about a text.

    In ``plain`` signs stand for its code and its shortcodes; ``kinds`` are those that name records.
    """
    lines = f"\n{plain}"
    signs = signs_of(lines)
    yield from link_forms(reading, plain, signs, kinds)
    yield from note_forms(plain, signs)
    yield from bullets(reading, plain, signs)
    yield from short_lines(reading, plain)
    for form in _FORMS if signs.translate(None, _COMMON) else _OF_COMMON_SIGNS:
        if form.signs in signs and form.sign in lines:
            yield from _told(form, reading, plain)
    yield from _mailboxes(reading, plain) if b"@" in signs else ()
    yield from _addresses(reading, plain) if b"./" in signs else ()


def _told(form: _Form, reading: Reading, plain: str) -> Iterator[InText]:
    for found in form.pattern.finditer(plain):
        # The reader takes off a sign that stands before another.
        places = range(found.start(), found.start() + 1 + found[0].startswith("\\"))
        if any(is_in_words(reading, at) for at in places):
            message = form.message.replace("WORDS", found[0])
            yield warning_at(form.rule, message, form.help, found[0], found.start())


def _mailboxes(reading: Reading, plain: str) -> Iterator[InText]:
    """Look for mailboxes that previews and GitHub make links of."""
    for found in _MAILBOX.finditer(plain):
        if is_in_words(reading, found.start()) and not plain.endswith("](", 0, found.start()):
            address = found[0].removeprefix("mailto:")
            message = f"{found[0]} is printed as words: nobody can write to it by a touch"
            help_ = f"write <{address}>, or [the words of the link](mailto:{address})"
            in_angles = plain.endswith("<", 0, found.start())
            fix = [] if in_angles else [Replacement(0, found[0], f"<{address}>")]
            yield warning_at("link-form", message, help_, found[0], found.start(), *fix)


def _addresses(reading: Reading, plain: str) -> Iterator[InText]:
    """Look for addresses of pages without https:// before them."""
    for end in _END_OF_HOST.finditer(plain):
        host = _HOST.search(plain, max(end.start() - _LONGEST_HOST, 0), end.start())
        if host and is_in_words(reading, host.start()):
            address = plain[host.start() : end.end()].rstrip(".,;:!?*_~'\"")
            message = f"{address} is printed as words: nobody can follow it"
            help_ = f"write [the name of the page](https://{address}), or <https://{address}>"
            fix = Replacement(0, address, f"<https://{address}>")
            yield warning_at("link-form", message, help_, address, host.start(), fix)
