"""Every redirect leads to something that is published, and none stands where something is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from urllib.parse import unquote

from sitegen.checks.finished import Finished
from sitegen.diagnostics import Diagnostic
from sitegen.documents.hosting import PATH
from sitegen.host_rules.headers import EVERYTHING, FINGERPRINTED, covers
from sitegen.host_rules.rules import NAMES, Rule
from sitegen.model.routes import alias_output
from sitegen.schema.did_you_mean import did_you_mean, nearest
from sitegen.schema.yaml_text import Location, YamlText, read_yaml


def check(finished: Finished) -> Iterator[Diagnostic]:
    """Yield a mistake for each rule of data/hosting.yaml that does not fit what is published."""
    hosting = finished.inputs.site.hosting
    if hosting.rules or hosting.headers:
        found = _Rules(finished)
        for rule in hosting.rules:
            yield from found.of_rule(rule)
        for path in hosting.headers:
            yield from found.of_header(path)


class _Rules:
    """Looks at one rule after the other; what is published is listed once for all."""

    def __init__(self, finished: Finished) -> None:
        site = finished.inputs.site
        self._finished = finished
        others = set(site.pages.outputs.values())
        others |= {alias_output(alias) for alias in site.redirects}
        others |= {unquote(url)[1:] for url in finished.inputs.assets.urls.values()}
        made = {f"/{rule.page}" for rule in site.hosting.rules if rule.page not in others}
        self._urls = finished.urls
        self._taken = finished.urls - made - {path.removesuffix("index.html") for path in made}
        self._sorted = sorted(self._taken)
        text = finished.inputs.snapshot.text(PATH) or ""
        self._yaml: YamlText = read_yaml(text, PATH)[0]

    def of_rule(self, rule: Rule) -> Iterator[Diagnostic]:
        """Yield what is wrong with a redirect."""
        if found := self._in_the_way(rule):
            message = f"{found} is published: some hosts would show it, others send visitors on"
            help_ = "remove the redirect, or what is published there"
            yield self._mistake(rule, "old", "redirect-shadowed", message, help_)
        path, anchor = re.split("[?#]", rule.new)[0], rule.new.partition("#")[2]
        if not path.startswith("/"):
            return
        if name := NAMES.search(path):
            yield from self._of_folder(rule, unquote(path[: name.start()]))
        else:
            yield from self._of_target(rule, unquote(path), unquote(anchor))

    def _in_the_way(self, rule: Rule) -> str:
        """Return the address of something published that a rule is for, or ""."""
        if not rule.is_pattern:
            return next((form for form in rule.forms if form in self._taken), "")
        aliases = self._finished.inputs.site.redirects
        start = bisect_left(self._sorted, rule.head)
        for url in self._sorted[start:]:
            if not url.startswith(rule.head):
                break
            if rule.fits(url) and url not in aliases and not self._is_page_of_alias(url):
                return url
        return ""

    def _is_page_of_alias(self, url: str) -> bool:
        aliases = self._finished.inputs.site.redirects
        return url.removesuffix("index.html") in aliases or f"{url}/" in aliases

    def _of_target(self, rule: Rule, path: str, anchor: str) -> Iterator[Diagnostic]:
        if path not in self._urls:
            near = f"{path}/" if f"{path}/" in self._urls else nearest(path, self._urls)
            help_ = f"did you mean {near} ?" if near else ""
            message = f"no page has the URL {path}"
            yield self._mistake(rule, "new", "redirect-target", message, help_)
            return
        ids = self._finished.ids(self._finished.pages_by_url.get(path, ""))
        if anchor and ids is not None and anchor not in ids and not NAMES.search(anchor):
            message = f"the page {path} has no anchor #{anchor}"
            near = nearest(anchor, ids)
            help_ = f"did you mean #{near}?" if near else ""
            yield self._mistake(rule, "new", "redirect-target", message, help_)

    def _of_folder(self, rule: Rule, head: str) -> Iterator[Diagnostic]:
        """Yield a mistake if nothing can be where the beginning of a target leads."""
        place = bisect_left(self._sorted, head)
        if place == len(self._sorted) or not self._sorted[place].startswith(head):
            folders = frozenset(f"{url.rpartition('/')[0]}/" for url in self._taken)
            near = did_you_mean(head, folders)
            message = f"nothing is published below {head}"
            yield self._mistake(rule, "new", "redirect-target", message, near)

    def of_header(self, path: str) -> Iterator[Diagnostic]:
        """Yield a mistake if nothing is published at or below a path."""
        wider = (EVERYTHING, FINGERPRINTED)
        if path not in wider and not any(covers(path, url) for url in self._taken):
            near = did_you_mean(path.removesuffix("*"), self._taken)
            message = f"nothing is published at {path}"
            yield Diagnostic(self._yaml.span(("headers", path), key=True), "header", message, near)

    def _mistake(self, rule: Rule, key: str, name: str, message: str, help_: str) -> Diagnostic:
        at: Location = ("redirects", rule.place, key)
        return Diagnostic(self._yaml.span(at), name, message, help_)
