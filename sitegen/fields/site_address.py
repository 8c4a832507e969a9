"""The address under which a site is published."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Annotated, Any
from urllib.parse import urlsplit

from sitegen.diagnostics import Finding
from sitegen.fields.described import text_like
from sitegen.fields.types import Form
from sitegen.schema.local import Local

#: What to write where a text is no such address.
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


class _SiteAddress(Form):
    def fault(self, text: str, local: Local) -> Finding | None:  # noqa: ARG002 - as each form
        """Return what is wrong with what is no address of a site."""
        if is_base_url(text):
            return None
        return Finding("wrong-type", f"{text} is not the address of a site", BASE_URL_FORM)

    def keywords(self) -> dict[str, Any]:
        """Return the look of such an address, ports aside."""
        return text_like(_BASE_URL_PATTERN, "the address of a site")


#: The address of a site: https://www.example.org/
SiteAddress = Annotated[str, _SiteAddress()]
