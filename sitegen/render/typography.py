"""Curly quotes and en rules in the text of a finished page: not in code, addresses or attributes.

Editors type the signs that keyboards have. What a sign becomes depends on what stands before it,
through the tags of words within a line: in ``"<em>Never</em>"`` the first mark opens, the second
closes. Sources: the marks and ranges of the GOV.UK and Guardian style guides. English only: other
languages have other marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sitegen.render.html_tags import parted

#: Elements whose text is left as it is.
_AS_WRITTEN = "script|style|pre|code|kbd|samp|textarea"
#: Elements that stand within a line, so that a word can go on through them.
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|dfn|em|i|kbd|mark|q|s|samp|small|span|strong|su[bp]|time|u|var|wbr)"
    r"\b(?!-)"
)
_WORDS_AS_WRITTEN = ("<code", "<kbd", "<samp")
#: A telephone number stays in one line where it can be dialled, and only a short text stands there.
_DIALLING = r'a(?:\ class="[^"]*")?\ href="tel:'
#: A tag or a comment, or a whole element whose text is left as it is. What has no end goes on to
#: the end of the page, as in browsers; so nothing is looked for again at each sign that follows.
_MARKUP = rf"""
    <(?:{_AS_WRITTEN})\b(?s:.*?)(?:</(?:{_AS_WRITTEN})\s*+>|\Z) | <!--(?s:.*?)(?:-->|\Z)
    | <(?=[a-zA-Z/!?])(?>(?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*)(?:>|\Z)
    """
_EACH_MARKUP = re.compile(f"({_MARKUP})", re.VERBOSE)
#: A tag of the most frequent sort, and a text without any sign of _FOUND up to the next tag.
_TAG = (
    rf"""<(?!!|{_DIALLING}|(?:{_AS_WRITTEN})\b)"""
    r"""[^>"']*+(?>(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*)>"""
)
_PLAIN = r"""(?>(?:[^<"'&-]++|&(?!quot;|\#)|(?<![\d\ \n])-)+)(?=<|\Z)"""
#: Texts that may change, each with all that stands before it: far faster than tag by tag.
_RUN = re.compile(
    rf"""
    (?P<passed>(?>(?:{_TAG} | {_PLAIN} | (?!<{_DIALLING})(?:{_MARKUP}))*))
    (?>(?P<dialling>{_MARKUP})?)
    (?P<text>(?>(?:[^<]++|(?!{_MARKUP})<)*))
    """,
    re.VERBOSE,
)
_FOUND = re.compile(
    r"""
    (?P<kept>(?:https?://|www\.)(?:(?!&quot;|&\#)[^\s"'])*)
    | (?P<double>"|&quot;|&\#34;)
    | (?P<single>'|&\#39;|&\#x27;)
    | (?P<range>(?<![\w/.:#=&–-])[1-9]\d{0,3}-[1-9]\d{0,3}(?![\w/@–-]|[.:]\w))
    | (?P<dash>(?<=[ \n])--?(?=[ \n]))
    """,
    re.VERBOSE,
)
_QUOTES = ('"', "'", "&quot;", "&#")
_MAY_BE_DASH = re.compile(r"-(?<=[\d \n]-)")
#: After these a quotation mark opens.
_OPENING = frozenset(" \n\t\xa0([{/–—“‘")


def typeset(html: str, language: str, pieces: Sequence[str] = ()) -> str:
    """Return a page with the marks of print in its text, if it is in English.

    ``pieces`` are those that ``in_pieces`` has divided it into, or what can be looked at for them.
    """
    is_english = language.partition("-")[0].lower() == "en"
    if not is_english or not any(map(_may_change, pieces or (html,))):
        return html
    return "".join(_pieces(html))


def has_dashes_or_numbers(html: str) -> bool:
    """Whether there may be a dash or a telephone number that is set otherwise."""
    return _MAY_BE_DASH.search(html) is not None or 'href="tel:' in html


@lru_cache(maxsize=1 << 6)  # menus stand in every page, texts are set before the page is
def _may_change(html: str) -> bool:
    """Whether a page holds a sign that is set otherwise, or one to be looked at more closely."""
    page = parted(html)
    return (
        page is None
        or '"' in page.rest
        or "'" in page.rest
        or "&quot;" in page.rest
        or "&#" in page.rest
        or _MAY_BE_DASH.search(page.rest) is not None
        or 'href="tel:' in html
    )


def _pieces(html: str) -> Iterator[str]:
    """Yield the page in order; ``before`` is the sign that a reader saw last."""
    before = " "
    for run in _RUN.finditer(html):
        markup, text = html[run.start() : run.start("text")], run["text"]
        if run.start("text") == len(html):  # no text follows for which to look back
            yield markup
            return
        if not text or text.startswith(_QUOTES):  # else what stands before changes nothing
            before = _seen_last(markup, before)
        shown = _set(text, before)
        before = shown[-1:] or before
        yield markup
        yield shown.replace(" ", "\xa0") if run["dialling"] else shown


def _seen_last(html: str, before: str) -> str:
    """Return what a reader saw last after some texts and markup."""
    for number, piece in enumerate(_EACH_MARKUP.split(html)):
        if number % 2:
            before = _after(piece, before)
        elif piece:
            before = piece[-1]
    return before


def _after(markup: str, before: str) -> str:
    """Return what a reader saw last after some markup: a space, if it ends a line or begins one."""
    if markup.startswith(_WORDS_AS_WRITTEN):
        return "x"
    return before if _INLINE.match(markup) else " "


def _set(text: str, before: str) -> str:
    """Return a text without tags with the marks of print; ``before`` stands before it."""
    pieces: list[str] = []
    end = 0
    for found in _FOUND.finditer(text):
        between = text[end : found.start()]
        mark = _mark(found, opens=(between or before)[-1] in _OPENING)
        pieces += [between, mark]
        before, end = mark, found.end()
    return "".join([*pieces, text[end:]])


def _mark(found: re.Match[str], *, opens: bool) -> str:
    """Return what takes the place of a sign, or of signs, as typed."""
    if found["double"]:
        return "“" if opens else "”"
    if found["single"]:
        is_decade = found.string[found.end() : found.end() + 1].isdigit()
        return "‘" if opens and not is_decade else "’"
    return found["kept"] or found.group().replace("--", "-").replace("-", "–")
