"""data/site.yaml: what the whole site shares, with a default for everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sitegen.fields.codes import (
    Country,
    Currency,
    Language,
    Organisation,
    TelephonePrefix,
    TimeZone,
)
from sitegen.fields.marks import Listed, Shape, WithKeys
from sitegen.fields.types import Colour, SiteAddress, WebAddress
from sitegen.schema.check import CLOSED
from sitegen.schema.locale import NOWHERE, Local
from sitegen.schema.read_only import ReadOnly

PATH = "data/site.yaml"

#: What a page may load: the site's own styles, scripts, pictures and sound, and nothing else.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'"
)

#: The same for the editor in the browser: it sets styles, and shows pictures of the repository.
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

#: What can be dialled and written to, each as a pattern, in words, and what to do about the rest.
CONTACT_FORMS = {
    "telephone": (
        r"\+?[0-9](?:[ ()-]*[0-9]){2,}",
        "a telephone number",
        "write digits and spaces: 01 99 00 12 34; leave the line out while there is no number",
    ),
    "email": (
        r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>.]+",
        "an e-mail address",
        "write name@example.org; leave the line out while there is no address",
    ),
}
_CONTACT = WithKeys(
    tuple((key, Shape(f"|{form}", title)) for key, (form, title, _) in CONTACT_FORMS.items())
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
    sentence_words: Mapping[str, int] = field(default_factory=lambda: {"page": 40})
    """So many words has a sentence at most; 0 for any number."""
    paragraph_words: Mapping[str, int] = field(default_factory=lambda: {"page": 150})
    """So many words has a paragraph at most; 0 for any number."""
    grade: Mapping[str, int] = field(default_factory=lambda: {"page": 16})
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
class WrittenSite:
    """What the whole site shares. What differs from place to place is told as in ``Local``."""

    __pydantic_config__ = CLOSED
    name: str = "Untitled site"
    """The name of the site."""
    line: str = ""
    """A line that says what the site is about, beside its name."""
    base_url: SiteAddress = "https://example.org/"
    """The address under which the site is published."""
    language: Language = "en"
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
    organisation: Organisation = ""
    """What kind of organisation the site is of, for search engines, as schema.org names it:
    Library. With it the home page of an official site tells them name, address and contact.
    """
    legal: Mapping[str, str] = field(default_factory=ReadOnly)
    """What the law wants said at the foot of each page: form, company, numbers of registers."""
    contact: Annotated[Mapping[str, str], _CONTACT] = field(default_factory=ReadOnly)
    """How to reach us: telephone, email, address."""
    social: tuple[NamedLink, ...] = ()
    """Links to our pages elsewhere."""
    copyright: str = ""
    """The line on whose the texts are."""
    kinds: Mapping[str, Annotated[str, Listed("kinds", "a kind of page")]] = field(
        default_factory=ReadOnly
    )
    """Folders of content/ and the kind that their pages have: walks/: walk."""
    urgent_kinds: tuple[Annotated[str, Listed("kinds", "a kind of page")], ...] = ()
    """Kinds of pages that may do harm once they are out of date: a review that is due there is a
    warning, and elsewhere a note.
    """
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
class SiteConfig(WrittenSite):
    """What is written, and ``sources``: what data/hosting.yaml adds to the policy of pages."""

    sources: Mapping[str, tuple[str, ...]] = field(default_factory=ReadOnly)

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
