"""What may stand in a published page: the one place that decides, whatever printed it.

Nothing in a page runs but the site's own scripts, nothing is styled but by its own style sheets,
nothing of another site is shown within it, and no address leads where visitors do not expect it.
This holds for raw HTML and for templates as well. Sources: HTML Standard, "Attributes" (the index
of all of them); OWASP, Cross Site Scripting Prevention Cheat Sheet.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sitegen.diagnostics import Finding
from sitegen.render.safe_address import leads_elsewhere, shown, unsafe_address

#: Attributes that hold one address.
_HOLDERS = """
    href src action poster data cite xlink:href background longdesc manifest icon dynsrc lowsrc
    codebase classid profile usemap
    """
ADDRESSES = frozenset(_HOLDERS.split())
#: Attributes that hold several: with widths or densities, or only spaces between them.
CANDIDATES = frozenset(("srcset", "imagesrcset"))
_LISTS = frozenset(("archive",))
#: Attributes that no page needs, and that get round what else is held here.
_ATTRIBUTES = {
    "style": "give the element a class, and the class its style in a style sheet",
    "srcdoc": "make it a page of its own, and link to it",
    "formaction": "give the form one action",
    "shadowrootmode": "write the elements into the page itself",
    "ping": "remove it: it tells others who follows the link",
    "attributionsrc": "remove it: it tells others who sees or follows this",
    "xml:base": "write whole paths instead",
}
#: Elements that show other documents, or change what addresses and styles of the page mean.
_REFUSED = "base object embed applet iframe frame frameset portal fencedframe style"
_ELEMENTS = frozenset(_REFUSED.split())
#: Drawings may point into themselves with these, url(#id), and nowhere else.
_PAINTED = "fill stroke filter mask clip-path cursor marker marker-start marker-mid marker-end"
_PAINTS = frozenset(_PAINTED.split())
_ANIMATIONS = ("animate", "set", "animatetransform", "animatemotion")
#: What an animation puts into the place of an attribute's value.
_STEPS = ("to", "from", "by", "values")
#: Scripts that are data, which no browser runs.
_DATA = frozenset(("application/json", "application/ld+json"))
_SCRIPTS = frozenset(("", "module", "text/javascript", "application/javascript"))
_OWN_SCRIPT = re.compile(r"/assets/(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.m?js")
#: By which of them a policy can name what stands in a page.
_HASHES = ("sha256", "sha384", "sha512")
#: What a <link> may be to another host: it tells of a page there. All else it might load.
_TELLING = "canonical alternate shortlink author license help next prev me"
_TELLS = frozenset(_TELLING.split())
#: One candidate of a srcset: a comma within its address, as in data:, does not end it. What may
#: follow the last one is matched too, without an address.
CANDIDATE = re.compile(
    r"([\s,]*+)((?>(?:[^\s,](?:[^\s,]++|,++(?!\s|$))*)?))(,++|\s[^,]*+(?:,|$)|$)"
)
_WITHIN_PAGE = re.compile(r"url\(#[\w.-]+\)(?:\s[\w#-]+)?")

#: Values by their names; None stands for an attribute without a value.
Attributes = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Policy:
    """What a site allows its pages, and ``base_path``, the path under which it lives.

    ``csp`` is its Content-Security-Policy, the only thing that a page may say with ``http-equiv``.
    """

    csp: str
    base_path: str = ""


class Fault(NamedTuple):
    """What may not stand in a page; ``written`` is what to look for in the sources."""

    finding: Finding
    written: str


def attribute_fault(name: str, value: str) -> Fault | None:
    """Return why an attribute may not stand on any element, or None."""
    if name in _ATTRIBUTES:
        message = f"the attribute {name} is not allowed in a page"
        return _unsafe(message, _ATTRIBUTES[name], name)
    if name.startswith("on"):
        message = f"the attribute {shown(name)} would run a script"
        return _unsafe(message, "remove it", name)
    return _paint_fault(name, value) if name in _PAINTS else None


def _paint_fault(name: str, value: str) -> Fault | None:
    if not _leaves_page(value):
        return None
    message = f"{name} of a drawing may only point into the page: {shown(value)}"
    return _unsafe(message, "write url(#id) or a colour", value)


def element_faults(
    tag: str, attributes: Attributes, inside: Callable[[], str], policy: Policy
) -> Iterator[Fault]:
    """Yield why an element may not be published, its attributes taken by themselves aside.

    ``inside`` returns what stands between its tags.
    """
    if tag in _ELEMENTS and not (tag == "style" and is_known("style-src", inside(), policy.csp)):
        yield _element(tag)
    if tag == "script":
        yield from _of_script(attributes, inside, policy)
    elif tag == "meta":
        yield from _of_meta(attributes, policy.csp)
    elif further := _OF_ELEMENTS.get(tag.lower()):
        yield from further(attributes)


def is_known(directive: str, text: str, csp: str) -> bool:
    """Whether a policy names the hash of a script or style that stands in a page itself.

    Source: W3C, "Content Security Policy Level 3", 6.7.3.3 (matching element against source list).
    """
    allowed = next((part.split() for part in csp.split(";") if part.split()[:1] == [directive]), [])
    hashes = {name: hashlib.new(name, text.encode()).digest() for name in _HASHES}
    return any(f"'{name}-{b64encode(one).decode()}'" in allowed for name, one in hashes.items())


def addresses(name: str, value: str) -> list[str]:
    """Return the addresses that an attribute holds, none if it is for other things."""
    if name in ADDRESSES:
        return [value]
    if name in CANDIDATES:
        return [match[2] for match in CANDIDATE.finditer(value) if match[2]]
    return value.split() if name in _LISTS else []


def address_fault(address: str) -> Fault | None:
    """Return what is wrong with an address of a page, or None."""
    unsafe = unsafe_address(address)
    return unsafe and Fault(unsafe, address)


def _unsafe(message: str, help_: str, written: str) -> Fault:
    return Fault(Finding("unsafe-html", message, help_), written)


def _element(tag: str) -> Fault:
    help_ = "put the styles into a style sheet of assets/" if tag == "style" else "link to it"
    help_ = "write whole paths instead" if tag == "base" else help_
    return _unsafe(f"the element <{tag}> is not allowed in a page", help_, f"<{tag}")


def _leaves_page(value: str) -> bool:
    """Whether a paint refers to another document: CSS, where names can be written with escapes."""
    may = "\\" in value or "url" in value.lower() or "image" in value.lower()
    return may and not _WITHIN_PAGE.fullmatch(value.strip())


def _of_script(
    attributes: Attributes, inside: Callable[[], str], policy: Policy
) -> Iterator[Fault]:
    """A script is a file of the site's own, published under a name of its content, or data.

    Or the site's policy names its hash.
    """
    kind = (attributes.get("type") or "").strip().lower()
    points = [name for name in ("src", "href", "xlink:href") if name in attributes]
    by_hash = not points and kind in _SCRIPTS and is_known("script-src", inside(), policy.csp)
    if by_hash or (kind in _DATA and not points):
        return
    src = (attributes.get("src") or "").strip()
    own = (
        points == ["src"]
        and kind in _SCRIPTS
        and _OWN_SCRIPT.fullmatch(src.removeprefix(policy.base_path))
    )
    if own and not inside().strip():
        return
    message = "a script may only be a file of assets/, or data as JSON"
    help_ = "put it into assets/js/, and print its address with asset()"
    yield _unsafe(message, help_, src or "<script")


def _of_meta(attributes: Attributes, csp: str) -> Iterator[Fault]:
    charset = attributes.get("charset")
    if charset is not None and charset.strip().lower() not in ("utf-8", "utf8"):
        message = f"pages are UTF-8, not {shown(charset)}"
        yield _unsafe(message, 'write <meta charset="utf-8">', charset)
    equiv = attributes.get("http-equiv")
    if equiv is None:
        return
    is_policy = equiv.strip().lower() == "content-security-policy"
    if not is_policy or attributes.get("content") != csp:
        message = f"a page may not set {shown(equiv)}"
        help_ = 'with http-equiv it may set the site\'s own policy: content="{{ site.csp }}"'
        yield _unsafe(message, help_, equiv)


def _of_form(attributes: Attributes) -> Iterator[Fault]:
    action = attributes.get("action") or ""
    if leads_elsewhere(action) and not unsafe_address(action):
        message = f"a form may not send to another host: {shown(action)}"
        yield _unsafe(message, "link to the page that has the form", action)


def _of_link(attributes: Attributes) -> Iterator[Fault]:
    rel = (attributes.get("rel") or "").lower().split()
    sources = addresses("imagesrcset", attributes.get("imagesrcset") or "")
    if not _TELLS.issuperset(rel or ("",)):
        sources = [attributes.get("href") or "", *sources]
    for address in sources:
        if leads_elsewhere(address) and not unsafe_address(address):
            message = f"a page may load nothing of another host: {shown(address)}"
            yield _unsafe(message, "put the file into assets/", address)


def _of_animation(attributes: Attributes) -> Iterator[Fault]:
    values = {name.lower(): value or "" for name, value in attributes.items()}
    target = values.get("attributename", "").strip().lower()
    if target in ADDRESSES or target.startswith("on") or target == "style":
        message = f"an animation may not change {shown(target)}"
        yield _unsafe(message, "remove it", target)
    elif target in _PAINTS:
        for value in ";".join(values.get(name, "") for name in _STEPS).split(";"):
            yield from filter(None, [_paint_fault(target, value)])


_OF_ELEMENTS: dict[str, Callable[[Attributes], Iterator[Fault]]] = {
    "form": _of_form,
    "link": _of_link,
    **dict.fromkeys(_ANIMATIONS, _of_animation),
}
