"""What data/site.yaml says of whom the site is of, by the names under which texts can put it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sitegen.config import SiteConfig
from sitegen.fields.web_address import is_short, telephone_url

_EMAIL = re.compile(r"[^\s@]++@[^\s@.]++(?>(?:\.[^\s@.]++)+)")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,}")
_WEB = re.compile(r"(?:https?://|www\.)\S++")
#: What may stand between two digits of a telephone number, and before the first.
_GAP = r"[\s().-]{0,2}"
_BEFORE_NUMBER = r"(?:tel:)?(?<![\d+])"
#: The rest of a link whose words are the same fact.
_LINK = re.compile(r"\]\(\s*")


@dataclass(frozen=True, slots=True)
class Fact:
    """Words of data/site.yaml, and the address behind them, if there is one.

    ``prefix`` is what the number behind them begins with when it is dialled from abroad.
    """

    text: str
    url: str = ""
    prefix: str = ""


def site_facts(config: SiteConfig) -> Mapping[str, Fact]:
    """Return every fact of a site by its name: the key that it has in data/site.yaml."""
    facts = {key: Fact(value) for key, value in config.legal.items()}
    facts |= {key: _fact(value, config) for key, value in config.contact.items()}
    own = {"name": config.name, "line": config.line, "official_url": config.official_url}
    return {**facts, **{key: _fact(value, config) for key, value in own.items() if value}}


def _fact(value: str, config: SiteConfig) -> Fact:
    """Return a fact with the address that dials it, writes to it or opens it, if one does."""
    if _EMAIL.fullmatch(value):
        return Fact(value, f"mailto:{value}")
    if _TELEPHONE.fullmatch(value):
        prefix = config.telephone_prefix
        url = telephone_url(value, prefix)
        return Fact(value, url, prefix if prefix and url.startswith(f"tel:{prefix}") else "")
    if _WEB.fullmatch(value):
        return Fact(value, value if value.startswith("http") else f"https://{value}")
    return Fact(value)


class TypedFacts:
    """Finds the telephone numbers and mailboxes of a site where they are typed into a text."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        forms = {name: _form(fact) for name, fact in facts.items()}
        self._patterns = [(name, re.compile(form)) for name, form in forms.items() if form]

    def find(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield the name of each fact that is typed, and where; a link is one with its address."""
        for name, pattern in self._patterns:
            end = -1
            for match in pattern.finditer(text):
                if end < 0 or not _LINK.fullmatch(text, end, match.start()):
                    yield name, match
                end = match.end()


def _form(fact: Fact) -> str:
    """Return the pattern of all ways in which a number or a mailbox is written, or ""."""
    if fact.url.startswith("mailto:"):
        return rf"(?i:(?:mailto:)?(?<![\w.+-]){re.escape(fact.text)}(?![\w-]|\.\w))"
    if not fact.url.startswith("tel:") or is_short(fact.text):
        return ""
    digits = _GAP.join(map(re.escape, fact.url.removeprefix(f"tel:{fact.prefix}")))
    code = fact.prefix.removeprefix("+")
    before = rf"(?:(?:\+|00){code}[\s-]?(?:\(?0\)?)?|\(?0){_GAP}" if code else ""
    return rf"{_BEFORE_NUMBER}{before}{digits}(?!\d)"


def typed_fact(written: str, name: str) -> tuple[str, str, str]:
    """Return rule, message and help for a fact that is typed into a text."""
    message = f"{written} is typed here, and stays as it is when data/site.yaml changes"
    return "typed-fact", message, f"write [[site:{name}]]"


def no_fact(name: str, facts: Mapping[str, Fact]) -> tuple[str, str, str]:
    """Return rule, message and help for a name under which there is no fact."""
    help_ = f"there are {', '.join(sorted(facts))}"
    return "unknown-fact", f"data/site.yaml says nothing of {name}", help_
