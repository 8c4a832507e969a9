"""data/site.yaml: what the whole site shares, with a default for everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sitegen.diagnostics import Diagnostic
from sitegen.fields.codes import (
    LANGUAGE_FORM,
    LANGUAGE_PATTERN,
    Country,
    Currency,
    TelephonePrefix,
    TimeZone,
    is_language,
)
from sitegen.fields.described import Listed, Shape, WithKeys
from sitegen.fields.record import marked
from sitegen.fields.types import Form, WebAddress
from sitegen.schema.check import CLOSED, check
from sitegen.schema.local import NOWHERE, Local
from sitegen.schema.yaml_text import YamlText, read_yaml

PATH = "data/site.yaml"

_COLOURS = ("paper", "ink", "accent")
_COLOUR_PATTERN = "#[0-9a-fA-F]{6}"
_COLOUR = re.compile(_COLOUR_PATTERN)
Colour = Annotated[str, Shape(_COLOUR_PATTERN, "a colour, in quotes", "#fbf6ef")]

#: What a page may load: the site's own styles, scripts, pictures and sound, and nothing else.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'"
)

#: The same for the editor in the browser. Its styles are set by its script, and it shows pictures
#: of the repository.
EDITOR_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' blob: data: HOSTS; media-src 'self' blob:; font-src 'self' data:; "
    "connect-src 'self' blob: data: HOSTS; frame-src blob:; base-uri 'none'; form-action 'none'"
)
_HOSTS_OF_BACKENDS = {
    "github": "https://api.github.com https://*.githubusercontent.com https://www.githubstatus.com",
    "gitlab": "https://gitlab.com https://*.gravatar.com",
    "test-repo": "",
}

BASE_URL_FORM = "only http or https, host, port and path stand here: https://www.example.org/"
_PORTS = range(1, 65536)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
#: A quoted character, but no control character, dot, slash or backslash.
_QUOTED = r"%(?![01]|2[EeFf]|5[Cc]|7[Ff])[0-9A-Fa-f]{2}"
_BASE_URL_PATTERN = (
    "https?://"
    rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])"  # a name, an IPv4 or an IPv6 address
    "(?::[0-9]{1,5})?"
    rf"(?:/(?!\.\.?(?:/|$))(?:[A-Za-z0-9._~!$&()+,=:@-]|{_QUOTED})+)*"  # parts, none empty
    "/?"
)
_BASE_URL = re.compile(_BASE_URL_PATTERN)


#: What can be dialled and written to, and what to do about the rest.
_CONTACT_FORMS = {
    "telephone": (
        re.compile(r"\+?[0-9](?:[ ()-]*+[0-9]){2,}+"),
        "write digits and spaces: 01 99 00 12 34; leave the line out while there is no number",
    ),
    "email": (
        re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+"),
        "write name@example.org; leave the line out while there is no address",
    ),
}
#: The same for those who write them, as patterns of JSON Schema.
_CONTACT = WithKeys(
    (
        ("telephone", Shape(r"|\+?[0-9](?:[ ()-]*[0-9]){2,}", "a telephone number")),
        ("email", Shape(r"|[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+", "an e-mail address")),
    )
)


@dataclass(frozen=True)
class NamedLink:
    """A link with the words that are shown for it."""

    __pydantic_config__ = CLOSED
    name: str
    """The words of the link."""
    url: WebAddress
    """Where it leads."""


@dataclass(frozen=True)
class SocialCards:
    """The look of social cards, the pictures that other sites show of a page."""

    __pydantic_config__ = CLOSED
    font: str
    """The file of the font, below assets/: fonts/name.woff2."""
    paper: Colour = "#ffffff"
    """The colour of the card."""
    ink: Colour = "#1d1d1d"
    """The colour of the letters."""
    accent: Colour = "#1d1d1d"
    """The colour of the two bars."""


@dataclass(frozen=True)
class Limits:
    """How much the text of a page may hold, so that none takes longer than a second or two."""

    __pydantic_config__ = CLOSED
    page_bytes: int = 1_000_000
    """The bytes of a page's file."""
    lines: int = 20_000
    """The lines of a text."""
    marks: int = 40_000
    """The signs that mark something, such as ``*``, ``[`` or ``<``."""
    marks_in_paragraph: int = 5_000
    """The same in one paragraph."""
    brackets: int = 5_000
    """Opening brackets without an end."""
    brackets_in_paragraph: int = 250
    """The same in one paragraph."""
    footnotes: int = 1_000
    """The footnotes and the references to them."""
    abbreviations: int = 100
    """The abbreviations that a text explains."""
    headings: int = 2_000
    """The headings."""
    notes: int = 500
    """The notes."""
    definitions: int = 2_000
    """The definitions."""
    depth: int = 20
    """How deep lists, notes and quotations stand within others."""


@dataclass(frozen=True)
class Wording:
    """What rules of style allow, by the kind of a page; "page" stands for all others."""

    __pydantic_config__ = CLOSED
    sentence_words: Mapping[str, int] = field(default_factory=lambda: {"help": 20, "page": 40})
    """So many words has a sentence at most; 0 for any number."""
    paragraph_words: Mapping[str, int] = field(default_factory=lambda: {"help": 80, "page": 150})
    """So many words has a paragraph at most; 0 for any number."""
    grade: Mapping[str, int] = field(default_factory=lambda: {"help": 9, "page": 16})
    """So many years at school a text asks for at most, by the grade of Flesch and Kincaid."""
    abbreviations: tuple[str, ...] = ()
    """Abbreviations that everybody who reads the site knows."""


@dataclass(frozen=True)
class MarkdownForms:
    """Which further forms of Markdown are read as they are meant."""

    __pydantic_config__ = CLOSED
    reference: bool = False
    """true renders every text with Python-Markdown, and none by a faster way."""
    lists: bool = True
    """Items indented by 2 or 3 spaces."""
    tables: bool = True
    """A table right below a line of text."""
    breaks: bool = True
    """A backslash at the end of a line as a new line."""
    callouts: bool = True
    """Notes as GitHub writes them: ``> [!NOTE]``."""
    details: bool = True
    """Texts to open and close: ``??? note``."""
    tasks: bool = True
    """Boxes to tick: ``- [ ]``."""
    strikethrough: bool = True
    """Words struck out: ``~~words~~``."""
    highlight: bool = True
    """Words marked: ``==words==``."""


@dataclass(frozen=True)
class BrowserEditor:
    """An editor in the browser, Sveltia CMS, which stands below /admin/."""

    __pydantic_config__ = CLOSED
    repository: str
    """The repository that holds the site, by its owner and name: owner/site."""
    backend: Literal["github", "gitlab", "test-repo"] = "github"
    """Where the repository is; with test-repo the browser keeps all that is written, for trying."""
    branch: str = "main"
    """The branch that is edited."""

    @property
    def csp(self) -> str:
        """Return the policy of its page, which may ask the host of the repository and none else."""
        return EDITOR_POLICY.replace("HOSTS", _HOSTS_OF_BACKENDS[self.backend]).replace("  ", " ")


@dataclass(frozen=True)
class Written:
    """What the whole site shares. What differs from place to place is told as in ``Local``."""

    __pydantic_config__ = CLOSED
    name: str = "Untitled site"
    """The name of the site."""
    line: str = ""
    """A line that says what the site is about, beside its name."""
    base_url: Annotated[str, Shape(_BASE_URL_PATTERN, "the address of a site")] = (
        "https://example.org/"
    )
    """The address under which the site is published."""
    language: Annotated[str, Shape(LANGUAGE_PATTERN, "the tag of a language", "pt-BR")] = "en"
    """The language of the site."""
    time_zone: TimeZone = NOWHERE.time_zone
    """The time zone by whose clock days begin and times are meant: Europe/Paris."""
    country: Country = ""
    """The country of the site, for search engines, by its two letters: FR."""
    currency: Currency = ""
    """The currency of amounts, by its three letters: EUR."""
    currency_sign: str = ""
    """The sign that stands before an amount: €."""
    telephone_prefix: TelephonePrefix = ""
    """What is dialled from abroad in place of the 0 of a number: "+33"."""
    dates: Literal["day first", "month first"] = "day first"
    """For which of two days a message takes a date such as 3/12/2026."""
    official: bool = True
    """false makes every page say that the site is no official one, and asks search engines to stay
    away.
    """
    official_url: WebAddress = ""
    """The address of the official site."""
    legal: Mapping[str, str] = field(default_factory=dict)
    """What the law wants said at the foot of each page: form, company, numbers of registers."""
    contact: Annotated[Mapping[str, str], _CONTACT] = field(default_factory=dict)
    """How to reach us: telephone, email, address."""
    social: tuple[NamedLink, ...] = ()
    """Links to our pages elsewhere."""
    copyright: str = ""
    """The line on whose the texts are."""
    kinds: Mapping[str, Annotated[str, Listed("kinds", "a kind of page")]] = field(
        default_factory=dict
    )
    """Folders of content/ and the kind that their pages have: walks/: walk."""
    raw_html: bool = False
    """true allows HTML in texts; what runs is never allowed."""
    image_sizes: str = "100vw"
    """How wide pictures are shown, as in the attribute sizes of HTML."""
    social_cards: SocialCards | None = None
    """The look of the pictures that other sites show of our pages; without it there are none."""
    browser_editor: BrowserEditor | None = None
    """An editor in the browser: docs/cms.md. Without it there is none."""
    published_types: tuple[str, ...] = ()
    """Types of files beside pages that are published too: docx."""
    limits: Limits = field(default_factory=Limits)
    """How much the text of a page may hold."""
    markdown: MarkdownForms = field(default_factory=MarkdownForms)
    """Which further forms of Markdown are read."""
    search: bool = False
    """true gives the site a search."""
    promises: bool = False
    """true holds texts to rules of style and care, too."""
    wording: Wording = field(default_factory=Wording)
    """What the rules of style allow, where promises is true."""


@dataclass(frozen=True)
class SiteConfig(Written):
    """What is written, and ``sources``: what data/hosting.yaml adds to the policy of pages."""

    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def local(self) -> Local:
        """Return what checks of values need to know of where the site is at home."""
        return Local(
            time_zone=self.time_zone,
            country=self.country,
            currency=self.currency,
            currency_sign=self.currency_sign,
            telephone_prefix=self.telephone_prefix,
            month_first=self.dates == "month first",
        )

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone by whose clock the site lives."""
        return ZoneInfo(self.time_zone)

    @property
    def base_path(self) -> str:
        """Return the path under which the site lives: "" at the root of a host, else "/repo"."""
        return urlsplit(self.base_url).path.rstrip("/")

    @property
    def root_url(self) -> str:
        """Return the full address of the home page, which every other one begins with."""
        return self.base_url.rstrip("/") + "/"

    @property
    def csp(self) -> str:
        """Return the Content-Security-Policy that every page carries.

        The form of the search leads to a page of the site, also where no script runs.
        """
        allowed = "form-action 'self'" if self.search else "form-action 'none'"
        policy = CONTENT_SECURITY_POLICY.replace("form-action 'none'", allowed)
        for directive, sources in self.sources.items():
            policy = policy.replace(f"{directive} ", f"{directive} {' '.join(sources)} ")
        return policy

    def absolute(self, url: str) -> str:
        """Return the full address of a root path of this site; other addresses stay as they are."""
        if not url.startswith("/") or url.startswith("//"):
            return url
        return self.root_url + url.removeprefix("/")


def load_config(text: str | None) -> tuple[SiteConfig, YamlText, tuple[Diagnostic, ...]]:
    """Read data/site.yaml; None stands for a site without that file."""
    yaml, found = read_yaml(text or "", PATH)
    if yaml.value is None:
        return SiteConfig(), yaml, found
    checked = check(yaml, Written)
    written = checked.record or _of_good_keys(yaml)
    config = SiteConfig(**{one.name: getattr(written, one.name) for one in fields(written)})
    if wrong_colours := _wrong_colours(config, yaml):
        config, found = replace(config, social_cards=None), (*found, *wrong_colours)
    config, of_forms = _of_good_forms(config, yaml)
    mistakes = (
        *of_forms,
        *_bad_address(config, yaml),
        *_bad_language(config, yaml),
        *_bad_contact(config, yaml),
    )
    if not is_base_url(config.base_url):  # what cannot be taken apart would fail every page
        config = replace(config, base_url=SiteConfig.base_url)
    return config, yaml, (*found, *checked.diagnostics, *mistakes)


def _of_good_keys(yaml: YamlText) -> Written:
    """Keep the keys without mistakes, so that pages do not fail for lack of them."""
    values = yaml.value if isinstance(yaml.value, dict) else {}
    good = {
        key: value
        for key, value in values.items()
        if check(yaml, Written, value={key: value}).record
    }
    return check(yaml, Written, value=good).record or Written()


def _of_good_forms(config: SiteConfig, yaml: YamlText) -> tuple[SiteConfig, tuple[Diagnostic, ...]]:
    """Put the default in the place of each text that has not the form of its key."""
    found = {}
    for at, form, text in marked(Written, Form, config):
        if fault := form.fault(text, NOWHERE):
            found[str(at[0])] = fault.at(yaml.span(at))
    empty = () if config.time_zone else ("time_zone",)  # no clock runs by an empty name
    sound = {name: getattr(SiteConfig, name) for name in (*found, *empty)}
    return replace(config, **sound), tuple(found.values())


def _wrong_colours(config: SiteConfig, yaml: YamlText) -> tuple[Diagnostic, ...]:
    cards = config.social_cards
    colours = {key: getattr(cards, key) for key in _COLOURS} if cards else {}
    help_ = 'write six digits after a # and in quotes: "#fbf6ef"'
    return tuple(
        Diagnostic(yaml.span(("social_cards", key)), "wrong-type", f"{colour} is no colour", help_)
        for key, colour in colours.items()
        if not _COLOUR.fullmatch(colour)
    )


def _bad_address(config: SiteConfig, yaml: YamlText) -> tuple[Diagnostic, ...]:
    if is_base_url(config.base_url):
        return ()
    message = f"{config.base_url} is not the address of a site"
    return (Diagnostic(yaml.span(("base_url",)), "wrong-type", message, BASE_URL_FORM),)


def _bad_language(config: SiteConfig, yaml: YamlText) -> tuple[Diagnostic, ...]:
    if is_language(config.language):
        return ()
    message = f"{config.language or 'an empty text'} is no language tag"
    return (Diagnostic(yaml.span(("language",)), "wrong-type", message, LANGUAGE_FORM),)


def _bad_contact(config: SiteConfig, yaml: YamlText) -> Iterator[Diagnostic]:
    """Yield a mistake for a number that cannot be dialled, and for an address without an @."""
    for key, (form, help_) in _CONTACT_FORMS.items():
        written = config.contact.get(key, "")
        if written and not form.fullmatch(written):
            message = f"{written} is no {key} that somebody can use"
            yield Diagnostic(yaml.span(("contact", key)), "wrong-contact", message, help_)


def is_base_url(text: str) -> bool:
    """Whether a text can be the address of a site, as BASE_URL_FORM words it.

    Source: RFC 3986, "Uniform Resource Identifier", 3.2.2 (host) and 3.3 (path). A path that begins
    with two slashes would make every address below it one of another host.
    """
    found = _BASE_URL.fullmatch(text)
    with suppress(ValueError):  # of what stands in brackets and is no address
        port = urlsplit(text).port
        return found is not None and (port is None or port in _PORTS)
    return False
