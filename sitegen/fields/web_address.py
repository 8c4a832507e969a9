"""What is wrong with an address that leads out of the site, or that the site is to have.

Words as a part of one of the site's own addresses are made here, too.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from urllib.parse import urlsplit

from sitegen.diagnostics import Finding
from sitegen.file_names import INVISIBLE
from sitegen.schema.did_you_mean import nearest


def slug(name: str) -> str:
    """Return a name made of small letters, digits and hyphens, with its ending kept."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", plain.lower().replace("'", "")).strip("-") or "page"


#: What such an address may begin with.
SCHEMES = ("http", "https", "mailto", "tel", "sms")

#: 116 123 has so many digits.
_LONGEST_SHORT = 6

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DIALLED = r"\+?[0-9][0-9 ()-]*"
_TELEPHONE = re.compile(_DIALLED)
#: What such an address looks like, or the path of a page, as a pattern of JSON Schema. It is a
#: little more than what is right: what hosts are called is looked at more closely below.
ADDRESS_PATTERN = (
    r"/(?!/)[^\n]*|[Hh][Tt][Tt][Pp][Ss]?://(?![Ll]ocalhost|127\.)[^/?#\s]*\.[^/?#\s]*(?:[/?#]\S*)?"
    rf"|[Mm][Aa][Ii][Ll][Tt][Oo]:[^\n]*@[^\n]*|(?:[Tt][Ee][Ll]|[Ss][Mm][Ss]):{_DIALLED}"
)
_SLIP_IN_SCHEME = re.compile(r"(https?)(?:/{1,2}|:/(?!/)|;/{0,2})(?=[\w-]+\.)")
#: What looks like a host: its last part is that of a country, and no ending of a page's file.
_HOST = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?!md\b)(?:[a-z]{2}|org|com|net|gov|edu|info)(?!\.?\w))"
)


def invisible_in(address: str) -> Finding | None:
    """Return what is wrong with an address in which there is more than can be seen, or None."""
    found = INVISIBLE.search(address)
    if found is None:
        return None
    message = f"the address holds an invisible character, U+{ord(found[0]):04X}"
    help_ = "delete it, or type the address anew: copied text brings such characters along"
    return _wrong(message, help_)


def telephone_url(number: str, prefix: str) -> str:
    """Return the address that dials a number: tel:+33199001234 for 01 99 00 12 34 and +33.

    Short numbers such as 112 and 116 123 exist inside a country only and stay as they are.
    Source: RFC 3966, section 5.1.
    """
    digits = _digits(number)
    is_national = digits.startswith("0") and not is_short(number)
    return f"tel:{prefix}{digits[1:]}" if prefix and is_national else f"tel:{digits}"


def is_short(number: str) -> bool:
    """Whether a number is one of the few that are dialled as they are, such as 112."""
    return len(_digits(number)) <= _LONGEST_SHORT


def _digits(number: str) -> str:
    return re.sub(r"[^\d+]", "", number)


#: What can be nothing else than a mailbox, and an address of a site.
_MAILBOX = re.compile(r"[\w.+-]++@(?>(?:[\w-]++\.)+)[a-zA-Z]{2,}", re.ASCII)
_WEB = re.compile(r"www\.(?>(?:[\w-]++\.)+)[a-zA-Z]{2,}(?:[/?#]\S*)?", re.ASCII)


def fault_of(address: str) -> Finding | None:
    """Return what is wrong with an address that is to have a scheme, or None."""
    return invisible_in(address) or _of_scheme(address)


def _of_scheme(address: str) -> Finding | None:
    match = _SCHEME.match(address)
    if match is None:
        return _wrong(f"{address} is no web address", scheme_wanted(address))
    scheme = match[1].lower()
    if scheme not in SCHEMES:
        return _other_scheme(address, scheme)
    if scheme == "mailto":
        help_ = "write mailto:name@example.org"
        return None if "@" in address else _wrong(f"{address} has no @", help_)
    if scheme in ("tel", "sms"):
        return None if _TELEPHONE.fullmatch(address[4:]) else _no_telephone(address, scheme)
    return _of_host(address)


def scheme_wanted(address: str) -> str:
    """Return how to write an address that lacks its beginning, or "" if it looks like none."""
    if "@" in address:
        return f"write mailto:{address}"
    if slip := _SLIP_IN_SCHEME.match(address):
        return f"write {slip[1]}://{address[slip.end() :]}"
    return f"write https://{address}" if _HOST.match(address) else ""


def with_scheme(address: str) -> str:
    """Return an address that can only mean another site or a mailbox as it should be, or ""."""
    if _MAILBOX.fullmatch(address):
        return f"mailto:{address}"
    return f"https://{address}" if _WEB.fullmatch(address) else ""


def _other_scheme(address: str, scheme: str) -> Finding:
    if scheme == "file" or len(scheme) == 1:  # a drive
        help_ = "put the file beside the page, and link to its name"
        return _wrong(f"{address} is a file on your own computer", help_)
    near = nearest(scheme, SCHEMES)
    help_ = f"did you mean {near}:?" if near else f"allowed are {', '.join(SCHEMES)}"
    return _wrong(f"links with {scheme}: are not allowed", help_)


def _no_telephone(address: str, scheme: str) -> Finding:
    return _wrong(f"{address} is no telephone number", f"write digits: {scheme}:+33199001234")


def _of_host(address: str) -> Finding | None:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    if host == "localhost" or host.startswith("127."):
        return _wrong(f"{address} leads to your own computer", "write the path of the page's file")
    if "." not in host or re.search(r"\s", address):
        help_ = scheme_wanted(address) or "copy it from the browser: https://www.example.org/x"
        return _wrong(f"{address} is no whole web address", help_)
    return None


def _wrong(message: str, help_: str) -> Finding:
    return Finding("wrong-address", message, help_)


#: What to write where a text is no such address.
BASE_URL_FORM = "only http or https, host, port and path stand here: https://www.example.org/"
_PORTS = range(1, 65536)
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
#: A quoted character, but no control character, dot, slash or backslash.
_QUOTED = r"%(?![01]|2[EeFf]|5[Cc]|7[Ff])[0-9A-Fa-f]{2}"
BASE_URL_PATTERN = (
    "https?://"
    rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\])"  # a name, an IPv4 or an IPv6 address
    "(?::[0-9]{1,5})?"
    rf"(?:/(?!\.\.?(?:/|$))(?:[A-Za-z0-9._~!$&()+,=:@-]|{_QUOTED})+)*"  # parts, none empty
    "/?"
)
_BASE_URL = re.compile(BASE_URL_PATTERN)


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
