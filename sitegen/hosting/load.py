"""The rules of data/hosting.yaml: each by itself, then all together, then what hosts can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitegen.diagnostics import Diagnostic
from sitegen.documents.hosting import Hosting
from sitegen.hosting import among_rules, forms, header_rules, limits
from sitegen.hosting.values import USUAL, HostRules, Rule
from sitegen.schema.yaml_text import YamlText


def load_rules(
    written: Hosting, yaml: YamlText | None, aliases: Mapping[str, str]
) -> tuple[HostRules, tuple[Diagnostic, ...]]:
    """Return the rules of the file, with all that is wrong with them; None stands for no file.

    ``aliases`` are the old addresses that pages name in their front matter, with the new ones.
    """
    if yaml is None:
        return HostRules(), ()
    mistakes = [*header_rules.mistakes(yaml, written)]
    rules = HostRules(
        is_written=True,
        hosts=written.hosts or USUAL,
        rules=tuple(_rules(yaml, written, mistakes)),
        headers=written.headers,
        csp=written.csp,
        hsts_days=written.hsts_days,
        compressed=tuple(sorted(set(written.compressed))),
    )
    mistakes += limits.mistakes(yaml, rules, aliases)
    if not any(one.rule == limits.LIMIT for one in mistakes):
        mistakes += among_rules.mistakes(yaml, rules, aliases)
    return rules, tuple(mistakes)


def _rules(yaml: YamlText, written: Hosting, mistakes: list[Diagnostic]) -> Iterator[Rule]:
    """Yield the redirects that are sound, and take down what is wrong with the others."""
    for place, redirect in enumerate(written.redirects):
        found = tuple(forms.findings(redirect))
        mistakes += [one.at(yaml.span(("redirects", place, key))) for key, one in found]
        if not found:
            old, new = forms.old_path(redirect.old), forms.new_address(redirect.new)
            yield Rule(old, new, redirect.status, place)
