"""What the web servers Apache and nginx are told: a file .htaccess, an include for a server block.

Sources: Apache 2.4, mod_alias (RedirectMatch reads the path as it is, and quotes what it makes of
it), mod_headers, mod_rewrite, mod_mime; nginx, ngx_http_rewrite_module, ngx_http_headers_module (a
location that adds a header of its own inherits none), ngx_http_core_module (of prefixes the longest
counts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from sitegen.config import SiteConfig
from sitegen.host_rules.headers import EVERYTHING, headers_by_path, sent_with
from sitegen.host_rules.rules import GONE, NAMES, HostRules, Rule, as_regex, in_quotes

_APACHE_HEAD = """\
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
    lines = [_APACHE_HEAD.format(base=base, pattern=re.escape(base))]
    lines += [_redirect_match(rule, base) for rule in hosting.in_order(aliases)]
    lines += ["", "<IfModule mod_headers.c>", *_apache_headers(config, hosting), "</IfModule>", ""]
    for name, (coding, ending) in _CODINGS.items():
        if name in hosting.compressed:
            lines.append(_COMPRESSED.format(name=coding, coding=coding, ending=ending))
    return "\n".join(lines)


def _apache_headers(config: SiteConfig, hosting: HostRules) -> Iterator[str]:
    for path, headers in headers_by_path(config, hosting).items():
        where = re.escape(config.base_path + path.removesuffix("*"))
        end = "" if path.endswith("*") else "$"
        for name, value in headers.items():
            always = "" if name.lower() == "cache-control" else "always "
            asked = "" if path == EVERYTHING else f' "expr=%{{REQUEST_URI}} =~ m#^{where}{end}#"'
            yield f"Header {always}set {name} {in_quotes(value.replace('%', '%%'))}{asked}"


def _redirect_match(rule: Rule, base: str) -> str:
    pattern = in_quotes(f"^{re.escape(base)}{_apache_pattern(rule)}$")
    if rule.status == GONE:
        return f"RedirectMatch {GONE} {pattern}"
    groups = {name: f"${number}" for number, name in enumerate(rule.names, start=1)}
    found = re.split(r"([?#])", rule.new, maxsplit=1)
    path, rest = unquote(found[0]), "".join(found[1:])
    new = "".join(_target(part, groups) for part in re.split(f"({NAMES.pattern})", path + rest))
    whole = base + new if new.startswith("/") else new
    return f"RedirectMatch {rule.status} {pattern} {in_quotes(whole)}"


def _apache_pattern(rule: Rule) -> str:
    middle = as_regex(rule.old)
    if rule.old.endswith("*"):
        return f"{middle}/(.*)"
    return f"{middle}/?" if len(rule.forms) > 1 else re.escape(rule.old)


def _target(part: str, groups: Mapping[str, str]) -> str:
    return groups[part] if part in groups else part.replace("$", "\\$")


_NGINX_HEAD = """\
# Made from data/hosting.yaml. In the server block of the site, below "root" and "server_name":
#     include /etc/nginx/snippets/site.conf;
index index.html;
charset utf-8;
charset_types text/css text/plain text/csv text/javascript application/javascript text/calendar;
absolute_redirect off;
error_page 404 410 {base}/404.html;
"""
_GZIP_STATIC = "gzip_static on;\ngzip_vary on;\n"
_FOR_HOSTS_ONLY = "location ~ ^{base}/(_headers|_redirects|\\.htaccess)$ {{ return 404; }}\n"


def include(config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]) -> str:
    """Return the include."""
    base = config.base_path
    gzip = _GZIP_STATIC if "gzip" in hosting.compressed else ""
    lines = [_NGINX_HEAD.format(base=base) + gzip, *_nginx_headers(config, hosting), ""]
    lines += [line for rule in hosting.in_order(aliases) for line in _nginx_redirect(rule, base)]
    return "\n".join([*lines, _FOR_HOSTS_ONLY.format(base=base)])


def _nginx_headers(config: SiteConfig, hosting: HostRules) -> Iterator[str]:
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


def _nginx_redirect(rule: Rule, base: str) -> Iterator[str]:
    if rule.is_pattern:
        # What was asked for as it was sent: a line end in it would otherwise end a header.
        yield f'if ($request_uri ~ "{_nginx_pattern(rule, base)}") {{ {_answer(rule, base)} }}'
        return
    for form in rule.forms:
        yield f"location = {in_quotes(base + form)} {{ {_answer(rule, base)} }}"


def _nginx_pattern(rule: Rule, base: str) -> str:
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
