"""An include for nginx: what goes into the server block of the site.

Sources: nginx, ngx_http_rewrite_module, ngx_http_headers_module (a location that adds a header of
its own inherits none), ngx_http_core_module (of prefixes the longest counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitegen.config import SiteConfig
from sitegen.hosting.headers import EVERYTHING, headers_by_path, sent_with
from sitegen.hosting.rules import GONE, NAMES, HostRules, Rule, as_regex, in_quotes

_HEAD = """\
# Made from data/hosting.yaml. In the server block of the site, below "root" and "server_name":
#     include /etc/nginx/snippets/site.conf;
index index.html;
charset utf-8;
charset_types text/css text/plain text/csv text/javascript application/javascript text/calendar;
absolute_redirect off;
error_page 404 410 {base}/404.html;
"""
_GZIP = "gzip_static on;\ngzip_vary on;\n"
_FOR_HOSTS_ONLY = "location ~ ^{base}/(_headers|_redirects|\\.htaccess)$ {{ return 404; }}\n"


def include(config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]) -> str:
    """Return the include."""
    base = config.base_path
    gzip = _GZIP if "gzip" in hosting.compressed else ""
    lines = [_HEAD.format(base=base) + gzip, *_headers(config, hosting), ""]
    lines += [line for rule in hosting.in_order(aliases) for line in _redirect(rule, base)]
    return "\n".join([*lines, _FOR_HOSTS_ONLY.format(base=base)])


def _headers(config: SiteConfig, hosting: HostRules) -> Iterator[str]:
    for path in headers_by_path(config, hosting):
        added = _added(sent_with(config, hosting, path))
        if path == EVERYTHING:
            yield "\n".join(added)
        else:
            sign, place = ("^~", path[:-1]) if path.endswith("*") else ("=", path)
            inside = "\n".join(f"    {line}" for line in added)
            yield f"location {sign} {in_quotes(config.base_path + place)} {{\n{inside}\n}}"


def _added(headers: Mapping[str, str]) -> list[str]:
    """Return a line for each header; a mistake's page is not to be kept like a file."""
    found = []
    for name, value in headers.items():
        always = "" if name.lower() == "cache-control" else " always"
        found.append(f"add_header {name} {in_quotes(value)}{always};")
    return found


def _redirect(rule: Rule, base: str) -> Iterator[str]:
    if rule.is_pattern:
        # What was asked for as it was sent: a line end in it would otherwise end a header.
        yield f'if ($request_uri ~ "{_pattern(rule, base)}") {{ {_answer(rule, base)} }}'
        return
    for form in rule.forms:
        yield f"location = {in_quotes(base + form)} {{ {_answer(rule, base)} }}"


def _pattern(rule: Rule, base: str) -> str:
    middle = as_regex(rule.quoted_forms[0], lambda number: f"(?<to_{number}>[^/?]+)")
    end = "/?" if len(rule.forms) > 1 else ""
    # A target that begins with what the star stands for would lead to another host by two slashes.
    end = f"/++(?<to_{len(rule.names)}>[^?]*)" if rule.old.endswith("*") else end
    return f"^{re.escape(base)}{middle}{end}(?:\\?|$)".replace('"', '\\"')


def _answer(rule: Rule, base: str) -> str:
    if rule.status == GONE:
        return f"return {GONE};"
    groups = {name: f"${{to_{number}}}" for number, name in enumerate(rule.names, start=1)}
    new = NAMES.sub(lambda name: groups[name[0]], rule.new.replace("$", "%24"))
    whole = base + new if rule.new.startswith("/") else new
    asked = "" if {"?", "#"} & set(new) else "$is_args$args"
    return f'return {rule.status} "{whole}{asked}";'
