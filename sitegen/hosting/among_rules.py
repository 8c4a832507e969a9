"""What is wrong between redirects: loops, chains, and rules that are never reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from sitegen.diagnostics import Diagnostic
from sitegen.hosting.values import HostRules, Rule
from sitegen.schema.yaml_text import YamlText

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


def mistakes(
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
