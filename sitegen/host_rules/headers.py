"""What hosts send with a site's files, by path, and what may stand under headers and csp.

Sources: W3C, "Content Security Policy Level 3", 2.3 (source lists); RFC 6797 (HSTS); WHATWG Fetch,
nosniff; W3C, "Referrer Policy" and "Permissions Policy"; RFC 9110, 5.1 and 5.5 (names and values of
fields); Cloudflare Pages and Netlify join what two paths say of one name with a comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.config import SiteConfig
from sitegen.diagnostics import Diagnostic
from sitegen.documents.hosting import Hosting
from sitegen.host_rules.rules import HostRules
from sitegen.schema.did_you_mean import did_you_mean
from sitegen.schema.yaml_text import YamlText

#: Every path, and the files whose names change with their content.
EVERYTHING, FINGERPRINTED = "/*", "/assets/*"
#: The editor in the browser, whose policy is put in the place of that of pages.
EDITOR = "/admin/*"

_POLICY = "Content-Security-Policy"

#: Values by the names of headers.
Headers = Mapping[str, str]

_DAY = 24 * 60 * 60
_YEAR = 365 * _DAY


def headers_by_path(config: SiteConfig, hosting: HostRules) -> Mapping[str, Headers]:
    """Return what is sent with each path, or with all below one: ``/files/*``.

    Where two of them are for one file, both are sent. No two have a header of one name, but for the
    policy of the editor in the browser: there the longer path counts.
    """
    own: dict[str, dict[str, str]] = {EVERYTHING: dict(_of_all(config, hosting))}
    own[FINGERPRINTED] = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
    if config.browser_editor:
        policy = f"{config.browser_editor.csp}; frame-ancestors 'none'"
        opener = "same-origin-allow-popups"  # it opens a window for the login
        own[EDITOR] = {_POLICY: policy, "Cross-Origin-Opener-Policy": opener}
    for path, headers in hosting.headers.items():
        names = {name.lower() for name in headers}
        kept = {name: text for name, text in own.get(path, {}).items() if name.lower() not in names}
        own[path] = {**kept, **headers}
    return {path: headers for path, headers in own.items() if headers}


def sent_with(config: SiteConfig, hosting: HostRules, path: str) -> Headers:
    """Return all that is sent with what a path of `headers_by_path` is for."""
    found: dict[str, str] = {}
    for other, headers in headers_by_path(config, hosting).items():
        if covers(other, path):
            found |= headers
    return found


def covers(path: str, other: str) -> bool:
    """Whether what one path is for is among what another is for."""
    if path.endswith("*"):
        return other.startswith(path[:-1])
    return path == other


def _of_all(config: SiteConfig, hosting: HostRules) -> Mapping[str, str]:
    found = {
        _POLICY: f"{config.csp}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if config.base_url.startswith("https://") and hosting.hsts_days > 0:
        found["Strict-Transport-Security"] = f"max-age={hosting.hsts_days * _DAY}"
    if not config.official:
        found["X-Robots-Tag"] = "noindex"
    return found


_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_VALUE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_HASH = re.compile(r"'?sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2}'?")

#: What the host or the build says itself, and why.
_TAKEN = {
    "content-security-policy": "the build writes the policy: add to it under csp",
    "strict-transport-security": "write hsts_days: 365",
    "set-cookie": "this site sets no cookies",
    "location": "write a redirect",
    **dict.fromkeys(
        ("content-length", "content-encoding", "transfer-encoding", "connection", "date", "server"),
        "the host says that itself",
    ),
}
#: The directives to which sources may be added, and which: what runs by its hash alone.
_BY_HASH = ("script-src", "style-src")
_DATA = ("img-src", "font-src", "media-src")


def header_mistakes(yaml: YamlText, written: Hosting) -> Iterator[Diagnostic]:
    """Yield what is wrong with each header and each source of the policy."""
    for path, headers in written.headers.items():
        if message := _wrong_path(path):
            span = yaml.span(("headers", path), key=True)
            yield Diagnostic(span, "header", message, "write /files/* or /files/plan.pdf")
        yield from _of_headers(yaml, path, headers)
    yield from _sent_twice(yaml, written.headers)
    for directive, sources in written.csp.items():
        yield from _of_directive(yaml, directive, sources)
    if written.hsts_days < 0:
        span = yaml.span(("hsts_days",))
        yield Diagnostic(span, "header", "days are 0 or more", "write 0 to send no such header")


def _wrong_path(path: str) -> str:
    """Return what is wrong with a path for which headers are written, "" for nothing."""
    star = path.find("*")
    if not path.startswith("/") or "//" in path:
        return f"the path {path} must begin with one /"
    if star >= 0 and not (path.endswith("/*") and star == len(path) - 1):
        return "a star stands once, at the end and after a /"
    if not re.fullmatch(r"[!-~]+", path) or set(path) & set(':?#\\"'):
        return f"the path {path} holds what no path of a file can hold"
    return ""


def _of_headers(yaml: YamlText, path: str, headers: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name, value in headers.items():
        at = ("headers", path, name)
        if not _NAME.fullmatch(name):
            help_ = "write a name such as Cache-Control"
            yield Diagnostic(yaml.span(at, key=True), "header", f"{name} is no header", help_)
        elif why := _TAKEN.get(name.lower()):
            message = f"{name} cannot be set here"
            yield Diagnostic(yaml.span(at, key=True), "header", message, why)
        elif not _VALUE.fullmatch(value):
            message = f"{name} holds a character that no header can hold"
            help_ = "write letters, digits and signs of English, in one line"
            yield Diagnostic(yaml.span(at), "header", message, help_)


def _sent_twice(yaml: YamlText, written: Mapping[str, Mapping[str, str]]) -> Iterator[Diagnostic]:
    """Yield a mistake for each header that a wider path sets too: some hosts would send both."""
    for path, headers in written.items():
        wider = [one for one in _wider(path) if one in written]
        for name in headers:
            lower = name.lower()
            by = [one for one in wider if lower in {other.lower() for other in written[one]}]
            if by:
                span = yaml.span(("headers", path, name), key=True)
                message = f"{name} is set for {by[0]} too, and hosts would send both"
                yield Diagnostic(span, "header", message, "keep one of the two")


def _wider(path: str) -> Iterator[str]:
    """Yield each path with a star that is for more than this one, and for this one too."""
    for at, sign in enumerate(path):
        if sign == "/" and path[at + 1 :] != "*":
            yield f"{path[: at + 1]}*"


def _of_directive(yaml: YamlText, directive: str, sources: tuple[str, ...]) -> Iterator[Diagnostic]:
    if directive not in (*_BY_HASH, *_DATA):
        message = f"nothing can be added to {directive}"
        known = (*_BY_HASH, *_DATA)
        help_ = did_you_mean(directive, known) or f"known are {', '.join(known)}"
        yield Diagnostic(yaml.span(("csp", directive), key=True), "csp", message, help_)
        return
    for place, source in enumerate(sources):
        if directive in _BY_HASH and not _HASH.fullmatch(source):
            help_ = "write the hash of what stands in the page: sha256-…"
        elif directive in _DATA and source not in ("data:", "blob:"):
            help_ = "write data: or blob:, or put the file into assets/"
        else:
            continue
        message = f"{source} would let a page load more than is known of it"
        yield Diagnostic(yaml.span(("csp", directive, place)), "csp", message, help_)
