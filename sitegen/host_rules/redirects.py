"""What may be written as a redirect: each by itself, as every host reads it; then all together.

Sources: Netlify, "Redirect options"; Cloudflare Pages, "Redirects": a star stands at the end, a
name is a whole part, neither a query nor an anchor is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote

from sitegen.diagnostics import Diagnostic, Finding
from sitegen.documents.hosting import Redirect
from sitegen.fields.web_address import fault_of, invisible_in
from sitegen.host_rules.rules import GONE, NAMES, STATUSES, HostRules, Rule
from sitegen.schema.yaml_text import YamlText

#: The key that is at fault, and what is wrong with it.
Wrong = tuple[str, Finding]

_NAME = re.compile(r":[A-Za-z]\w*", re.ASCII)
_QUOTED = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: What an address may hold as it is; all else is written as % and two digits.
_KEPT = "/%:?#[]@!$&'()*+,;=~"
_LONGEST = 1000
_COPY = "copy it from a browser"
_HOST = re.compile(r"https?://[^/?#]*")
#: Apache counts no further.
_MOST_NAMES = 9


def old_path(written: str) -> str:
    """Return an old path as it reads, however it was written."""
    return unquote(written)


def new_address(written: str) -> str:
    """Return an address as it is sent, with all that it may not hold written as % and digits."""
    return quote(written, safe=_KEPT)


def redirect_mistakes(redirect: Redirect) -> Iterator[Wrong]:
    """Yield what is wrong with a redirect, taken by itself; of a key only the first thing."""
    if found := next(_of_old(redirect.old), None):
        yield "old", found
    elif redirect.status not in (*STATUSES, GONE):
        known = ", ".join(map(str, (*STATUSES, GONE)))
        yield "status", _wrong(f"{redirect.status} sends nobody anywhere", f"write one of {known}")
    elif redirect.status == GONE:
        if redirect.new:
            help_ = "remove the line, or status: 410"
            yield "new", _wrong("a page that is gone leads nowhere", help_)
    elif not redirect.new:
        help_ = f"add new: /section/page/, or status: {GONE}"
        yield "old", _wrong("this redirect leads nowhere", help_)
    elif found := next(_of_new(redirect.new, redirect.old), None):
        yield "new", found


def _wrong(message: str, help_: str) -> Finding:
    return Finding("redirect", message, help_)


def _of_old(old: str) -> Iterator[Finding]:
    path = unquote(old)
    if not path.startswith("/") or path.startswith("//"):
        yield _wrong(f"the old address {old} must begin with one /", _path_of(old))
    if "?" in old:
        yield _wrong("hosts do not look at a query", f"write {old.partition('?')[0]}")
    if "#" in old:
        yield _wrong("browsers do not send an anchor to hosts", f"write {old.partition('#')[0]}")
    if "//" in path or {".", ".."} & set(path.split("/")):
        yield _wrong(f"browsers never ask for {old}", "remove the empty or dotted parts")
    if _is_unfit(old, path):
        yield _wrong(f"the old address {old} holds what no address can hold", _COPY)
    if len(path) > _LONGEST:
        yield _wrong(f"the old address has {len(path)} characters", f"at most {_LONGEST} are read")
    yield from _of_pattern(path)


def _is_unfit(written: str, read: str) -> bool:
    return "\\" in read or bool(_QUOTED.search(written)) or not read.isprintable()


def _path_of(old: str) -> str:
    """Return the path of a whole address, to be written instead of it."""
    found = re.match(r"(?:https?:)?//[^/]+(/[^?#]*)", old)
    return f"write {found[1]}" if found else f"write /{old.lstrip('/')}"


def _of_pattern(path: str) -> Iterator[Finding]:
    if "*" in path and (path.count("*") > 1 or not path.endswith("/*")):
        yield _wrong("a star stands once, at the end and after a /", "write it so: /blog/*")
    parts = [part for part in path.split("/") if NAMES.search(part) and part != "*"]
    if wrong := [part for part in parts if not _NAME.fullmatch(part)]:
        yield _wrong(
            f"a name is a whole part of a path, not {wrong[0]}", "write it so: /blog/:year/"
        )
    if path.count("*") + len(parts) > _MOST_NAMES:
        yield _wrong(f"a redirect has at most {_MOST_NAMES} names, with its star", "leave some out")
    if len(set(parts)) < len(parts) or ":splat" in parts:
        yield _wrong("each name stands once, and :splat is that of the star", "use another name")


def _of_new(new: str, old: str) -> Iterator[Finding]:
    if found := invisible_in(new):
        yield found._replace(rule="redirect")
    if new.startswith("//") or not new.startswith(("/", "https://", "http://")):
        yield _wrong(f"{new} is no address", "write /section/page/, or https://… for another site")
    if not new.startswith("/") and (found := fault_of(NAMES.sub("x", new))):
        yield _wrong(found.message, found.help or "write https://… for another site")
    if (host := _HOST.match(new)) and (name := NAMES.search(host[0].partition("//")[2])):
        message = f"with {name[0]} in it, whoever writes a link could choose the site"
        yield _wrong(message, "write out the name of the site")
    if _is_unfit(new, new):
        yield _wrong(f"{new} holds what no address can hold", _COPY)
    known = [name.replace("*", ":splat") for name in NAMES.findall(unquote(old))]
    if unknown := [name for name in NAMES.findall(new) if name not in known]:
        listed = f"there is {', '.join(known)}" if known else "the old address has no name and no *"
        yield _wrong(f"{unknown[0]} stands for nothing", listed)


#: How far a way through redirects is followed: what leads on so often is a slip in any case.
_MOST_STEPS = 20


class Rules:
    """All rules of a site as its hosts apply them: those for one path first, then patterns."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.patterns = [rule for rule in rules if rule.is_pattern]
        self._exact: dict[str, Rule] = {}
        for rule in rules:
            if not rule.is_pattern:
                for form in rule.forms:
                    self._exact.setdefault(form, rule)

    def at(self, path: str) -> Rule | None:
        """Return the rule for a path, which is not quoted."""
        exact = self._exact.get(path)
        return exact or next((rule for rule in self.patterns if rule.fits(path)), None)

    def after(self, rule: Rule) -> Rule | None:
        """Return the rule that sends on again those whom a rule has sent on."""
        target = unquote(rule.sample_target)
        return self.at(target) if target else None


def rule_mistakes(
    yaml: YamlText, hosting: HostRules, aliases: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield a mistake for each rule that is never reached, and for each that leads to another."""
    rules = Rules(hosting.in_order(aliases))
    for rule in hosting.rules:
        span = yaml.span(("redirects", rule.place, "old"))
        if by := _before(rule, rules):
            message = f"{rule.old} is never reached: {_named(by, yaml)} comes first"
            yield Diagnostic(span, "redirect-shadowed", message, "remove one of the two")
        elif following := rules.after(rule):
            yield _leading_on(yaml, rule, following, rules)


def _before(rule: Rule, rules: Rules) -> Rule | None:
    """Return the rule that takes every path of this one."""
    if not rule.is_pattern:
        first = rules.at(rule.forms[0])
        return first if first is not rule else None
    earlier = rules.patterns[: rules.patterns.index(rule)]
    return next((one for one in earlier if all(map(one.fits, rule.samples))), None)


def _named(rule: Rule, yaml: YamlText) -> str:
    if rule.place < 0:
        return f"the alias {rule.old} of a page"
    return f"{rule.old} on line {yaml.span(('redirects', rule.place, 'old')).line}"


def _leading_on(yaml: YamlText, rule: Rule, following: Rule, rules: Rules) -> Diagnostic:
    """Return what is wrong with a rule that leads to another one, and to which one at last."""
    way = [rule]
    step: Rule | None = following
    while step is not None and step not in way and len(way) < _MOST_STEPS:
        way.append(step)
        step = rules.after(step)
    span = yaml.span(("redirects", rule.place, "new"))
    if step is None:
        message = f"{rule.new} leads on to {way[-1].new or 'a page that is gone'}"
        help_ = f"write new: {way[-1].new}" if way[-1].new and not rule.is_pattern else ""
        return Diagnostic(span, "redirect-chain", message, help_ or "lead there at once")
    if step not in way:
        message = f"{rule.new} leads on to more than {_MOST_STEPS} other redirects"
        return Diagnostic(span, "redirect-chain", message, "lead to the last of them at once")
    names = " to ".join([*(one.old for one in way), step.old])
    return Diagnostic(span, "redirect-loop", f"it leads round in a circle: {names}", "end it")
