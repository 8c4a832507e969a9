""".htaccess, which Apache reads where AllowOverride lets it.

Sources: Apache 2.4, mod_alias (RedirectMatch reads the path as it is, and quotes what it makes of
it), mod_headers, mod_rewrite, mod_mime.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from sitegen.config import SiteConfig
from sitegen.hosting.headers import EVERYTHING, headers_by_path
from sitegen.hosting.rules import GONE, NAMES, HostRules, Rule, as_regex, in_quotes

_HEAD = """\
# Made from data/hosting.yaml. Apache reads this file where the site's folder has
# "AllowOverride FileInfo Indexes", or "AllowOverride All".
DirectoryIndex index.html
AddDefaultCharset utf-8
AddCharset utf-8 .css .js .csv .ics .svg
ErrorDocument 404 {base}/404.html
ErrorDocument 410 {base}/404.html
RedirectMatch 404 "^{pattern}/(?:_headers|_redirects|\\.htaccess)$"
"""
_COMPRESSED = """\
<IfModule mod_rewrite.c>
RewriteEngine On
RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b
RewriteCond %{{REQUEST_FILENAME}}{ending} -f
RewriteRule ^(.+)$ $1{ending} [L]
</IfModule>
<FilesMatch "\\.[a-z]+\\{ending}$">
RemoveType {ending}
AddEncoding {name} {ending}
<IfModule mod_headers.c>
Header append Vary Accept-Encoding
</IfModule>
</FilesMatch>
"""
_CODINGS = {"brotli": ("br", ".br"), "gzip": ("gzip", ".gz")}


def htaccess(config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]) -> str:
    """Return the file."""
    base = config.base_path
    lines = [_HEAD.format(base=base, pattern=re.escape(base))]
    lines += [_redirect(rule, base) for rule in hosting.in_order(aliases)]
    lines += ["", "<IfModule mod_headers.c>", *_headers(config, hosting), "</IfModule>", ""]
    for name, (coding, ending) in _CODINGS.items():
        if name in hosting.compressed:
            lines.append(_COMPRESSED.format(name=coding, coding=coding, ending=ending))
    return "\n".join(lines)


def _headers(config: SiteConfig, hosting: HostRules) -> Iterator[str]:
    for path, headers in headers_by_path(config, hosting).items():
        where = re.escape(config.base_path + path.removesuffix("*"))
        end = "" if path.endswith("*") else "$"
        for name, value in headers.items():
            always = "" if name.lower() == "cache-control" else "always "
            asked = "" if path == EVERYTHING else f' "expr=%{{REQUEST_URI}} =~ m#^{where}{end}#"'
            yield f"Header {always}set {name} {in_quotes(value.replace('%', '%%'))}{asked}"


def _redirect(rule: Rule, base: str) -> str:
    pattern = in_quotes(f"^{re.escape(base)}{_pattern(rule)}$")
    if rule.status == GONE:
        return f"RedirectMatch {GONE} {pattern}"
    groups = {name: f"${number}" for number, name in enumerate(rule.names, start=1)}
    found = re.split(r"([?#])", rule.new, maxsplit=1)
    path, rest = unquote(found[0]), "".join(found[1:])
    new = "".join(_target(part, groups) for part in re.split(f"({NAMES.pattern})", path + rest))
    whole = base + new if new.startswith("/") else new
    return f"RedirectMatch {rule.status} {pattern} {in_quotes(whole)}"


def _pattern(rule: Rule) -> str:
    middle = as_regex(rule.old)
    if rule.old.endswith("*"):
        return f"{middle}/(.*)"
    return f"{middle}/?" if len(rule.forms) > 1 else re.escape(rule.old)


def _target(part: str, groups: Mapping[str, str]) -> str:
    return groups[part] if part in groups else part.replace("$", "\\$")
