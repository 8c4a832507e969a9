"""data/site.yaml as it is read, and what texts put in of it by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from sitegen.config import CONTACT_FORMS, PATH, SiteConfig, WrittenSite
from sitegen.diagnostics import Diagnostic
from sitegen.fields.marks import marked
from sitegen.fields.types import Form
from sitegen.fields.web_address import is_short, telephone_url
from sitegen.schema.check import check
from sitegen.schema.locale import NOWHERE
from sitegen.schema.read_only import read_only
from sitegen.schema.yaml_text import YamlText, read_yaml


def load_config(text: str | None) -> tuple[SiteConfig, YamlText, tuple[Diagnostic, ...]]:
    """Read data/site.yaml; None stands for a site without that file."""
    yaml, found = read_yaml(text or "", PATH)
    if yaml.value is None:
        return SiteConfig(), yaml, found
    checked = check(yaml, WrittenSite)
    written = checked.record or _of_good_keys(yaml)
    values = {one.name: read_only(getattr(written, one.name)) for one in fields(written)}
    config = SiteConfig(**values)  # type: ignore[arg-type] # each is of its own type
    config, of_forms = _of_good_forms(config, yaml)
    found = (*found, *checked.diagnostics, *of_forms, *_bad_contact(config, yaml))
    return config, yaml, found


def _of_good_keys(yaml: YamlText) -> WrittenSite:
    """Keep the keys without mistakes, so that pages do not fail for lack of them."""
    good = {
        key: value
        for key, value in yaml.mapping.items()
        if check(yaml, WrittenSite, value={key: value}).record
    }
    return check(yaml, WrittenSite, value=good).record or WrittenSite()


def _of_good_forms(config: SiteConfig, yaml: YamlText) -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
    """Put the default in the place of each key with a text of another form than it asks for.

    An empty text is one of these, unless that is the default.
    """
    found = {}
    for at, form, text in marked(WrittenSite, Form, config, with_empty=True):
        is_left_out = not text and getattr(SiteConfig, str(at[0])) == ""
        if not is_left_out and (fault := form.fault(text, NOWHERE)):
            found[at] = fault.at(yaml.span(at))
    defaults = {str(at[0]): getattr(SiteConfig, str(at[0])) for at in found}
    return replace(config, **defaults), tuple(found.values())


def _bad_contact(config: SiteConfig, yaml: YamlText) -> Iterator[Diagnostic]:
    """Yield a mistake for a number that cannot be dialled, and for an address without an @."""
    for key, (form, _, help_) in CONTACT_FORMS.items():
        written = config.contact.get(key, "")
        if written and not re.fullmatch(form, written):
            message = f"{written} is no {key} that somebody can use"
            yield Diagnostic(yaml.span(("contact", key)), "wrong-contact", message, help_)


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
