"""The rules of data/hosting.yaml, checked: redirects and headers, then what a host cannot express.

Sources: Cloudflare Pages, "Redirects" and "Headers" (limits); Netlify, "Redirect options" (what a
status may be); GitHub Pages, which knows no rules; Amazon CloudFront, "Quotas" (a function has at
most 10 KB).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sitegen.diagnostics import Diagnostic
from sitegen.documents.hosting import Hosting
from sitegen.host_rules.headers import header_mistakes
from sitegen.host_rules.redirects import new_address, old_path, redirect_mistakes, rule_mistakes
from sitegen.host_rules.rules import GONE, MOST_DYNAMIC, USUAL, HostRules, Rule
from sitegen.schema.yaml_text import Location, YamlText

#: What each host is called, and how to write its name.
NAMES = {
    "netlify": "Netlify",
    "cloudflare": "Cloudflare Pages",
    "apache": "Apache",
    "nginx": "nginx",
    "cloudfront": "CloudFront",
    "github-pages": "GitHub Pages",
}
#: The rule of what is too much for a host.
LIMIT = "host-limit"

#: Cloudflare's, which Netlify is held to as well, since both read the same files.
MOST_STATIC = 2000
LONGEST_REDIRECT = 1000
MOST_PATHS, LONGEST_HEADER = 100, 2000
#: Of the other hosts none has a limit; so many rules keep a build and a host quick.
MOST_ELSEWHERE, MOST_PATTERNS_ELSEWHERE = 10_000, 500
#: Of a function's 10 KB, what its own words take.
_ROOM_OF_FUNCTION = 9_000

#: The place, and what of it a host cannot do; then whether that is so because there is too much.
_Found = Iterator[tuple[Location, str, bool]]


def _beyond_hosts(
    yaml: YamlText, hosting: HostRules, aliases: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a mistake for each rule that a host cannot express, and the first beyond a limit."""
    for host in hosting.hosts:
        for at, why, is_too_much in _OF_HOSTS[host](hosting, aliases):
            help_ = f"remove it, or {host} from hosts"
            if hosting.hosts == USUAL:
                help_ = "if the site is not published there, say where: hosts: [nginx]"
            rule = LIMIT if is_too_much else "host-rule"
            yield Diagnostic(yaml.span(at), rule, f"{NAMES[host]} {why}", help_)


def _of_files(hosting: HostRules, aliases: Mapping[str, str]) -> _Found:
    """Yield what a host cannot do that reads _redirects and _headers."""
    static = dynamic = 0
    for rule in hosting.in_order(aliases):
        at = ("redirects", rule.place)
        if rule.status == GONE:
            yield (*at, "status"), f"cannot say that a page is gone (status {GONE})", False
            continue
        static += 0 if rule.is_pattern else len(rule.forms)
        dynamic += len(rule.forms) if rule.is_pattern else 0
        if static > MOST_STATIC or dynamic > MOST_DYNAMIC:
            what = f"{MOST_DYNAMIC} with a * or a name" if rule.is_pattern else f"{MOST_STATIC}"
            yield at, f"reads no more than {what} lines of redirects, and this is one more", True
            return
        if any(len(line) > LONGEST_REDIRECT for line in lines_of(rule)):
            yield (*at, "new"), f"reads at most {LONGEST_REDIRECT} characters of a redirect", False
    yield from _of_headers(hosting)


def _of_headers(hosting: HostRules) -> _Found:
    for number, (path, headers) in enumerate(hosting.headers.items(), start=3):
        if number > MOST_PATHS:
            yield ("headers", path), f"reads no more than {MOST_PATHS} paths with headers", True
            return
        for name, value in headers.items():
            if len(f"  {name}: {value}") > LONGEST_HEADER:
                at = ("headers", path, name)
                yield at, f"reads at most {LONGEST_HEADER} characters of a header", False


def lines_of(rule: Rule, force: str = "") -> tuple[str, ...]:
    """Return the lines of a rule in _redirects."""
    return tuple(f"{form} {rule.new} {rule.status}{force}" for form in rule.quoted_forms)


def _of_servers(hosting: HostRules, _aliases: Mapping[str, str]) -> _Found:
    exact = patterns = 0
    for rule in hosting.rules:
        exact, patterns = exact + (not rule.is_pattern), patterns + rule.is_pattern
        if exact > MOST_ELSEWHERE or patterns > MOST_PATTERNS_ELSEWHERE:
            most = MOST_PATTERNS_ELSEWHERE if rule.is_pattern else MOST_ELSEWHERE
            yield ("redirects", rule.place), f"gets slow with more than {most} such redirects", True
            return


def _of_nginx(hosting: HostRules, aliases: Mapping[str, str]) -> _Found:
    """Yield what nginx cannot do: in its files no sign says that a dollar is one."""
    for path, headers in hosting.headers.items():
        for name, value in headers.items():
            if "$" in value:
                yield ("headers", path, name), "takes a $ for the beginning of a variable", False
    yield from _of_servers(hosting, aliases)


def _of_function(hosting: HostRules, aliases: Mapping[str, str]) -> _Found:
    room = _ROOM_OF_FUNCTION
    for rule in hosting.in_order(aliases):
        room -= sum(len(form) + len(rule.new) + 15 for form in rule.quoted_forms)
        if room < 0:
            what = "takes functions of 10 KB, and the rules are more than that"
            yield ("redirects", rule.place), what, True
            return


def _of_pages(hosting: HostRules, _aliases: Mapping[str, str]) -> _Found:
    """Yield what pages cannot do that send visitors on."""
    for rule in hosting.rules:
        at = ("redirects", rule.place)
        if rule.is_pattern:
            why = "knows no rules with a * or a name: only single pages can lead on"
            yield (*at, "old"), why, False
        elif rule.status == GONE:
            yield (*at, "status"), f"cannot say that a page is gone (status {GONE})", False
        elif not rule.page:
            yield (*at, "old"), "cannot send on from a file, only from a page", False
    for path in hosting.headers:
        yield ("headers", path), "sends no headers of a site's own", False


_OF_HOSTS: Mapping[str, Callable[[HostRules, Mapping[str, str]], _Found]] = {
    "netlify": _of_files,
    "cloudflare": _of_files,
    "apache": _of_servers,
    "nginx": _of_nginx,
    "cloudfront": _of_function,
    "github-pages": _of_pages,
}


def load_rules(
    written: Hosting, yaml: YamlText | None, aliases: Mapping[str, str]
) -> tuple[HostRules, tuple[Diagnostic, ...]]:
    """Return the rules of the file, with all that is wrong with them; None stands for no file.

    ``aliases`` are the old addresses that pages name in their front matter, with the new ones.
    """
    if yaml is None:
        return HostRules(), ()
    mistakes = [*header_mistakes(yaml, written)]
    rules = HostRules(
        is_written=True,
        hosts=written.hosts or USUAL,
        rules=tuple(_rules(yaml, written, mistakes)),
        headers=written.headers,
        csp=written.csp,
        hsts_days=written.hsts_days,
        compressed=tuple(sorted(set(written.compressed))),
    )
    mistakes += _beyond_hosts(yaml, rules, aliases)
    if not any(one.rule == LIMIT for one in mistakes):
        mistakes += rule_mistakes(yaml, rules, aliases)
    return rules, tuple(mistakes)


def _rules(yaml: YamlText, written: Hosting, mistakes: list[Diagnostic]) -> Iterator[Rule]:
    """Yield the redirects that are sound, and take down what is wrong with the others."""
    for place, redirect in enumerate(written.redirects):
        found = tuple(redirect_mistakes(redirect))
        mistakes += [one.at(yaml.span(("redirects", place, key))) for key, one in found]
        if not found:
            old, new = old_path(redirect.old), new_address(redirect.new)
            yield Rule(old, new, redirect.status, place)
