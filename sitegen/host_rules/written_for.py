"""The rules in each host's words: what `hosting HOST` prints, and what every output holds.

Netlify and Cloudflare Pages read _redirects and _headers. For Cloudflare, lines for one path come
first: those behind a pattern count as patterns. Amazon CloudFront in front of S3 knows no files of
rules, and gets a function and policies. Sources: Netlify, "Redirects and rewrites" and "Custom
headers"; Cloudflare Pages, "Redirects" and "Headers"; Amazon CloudFront, "CloudFront Functions
event structure" (paths come as they were sent) and "ResponseHeadersPolicyConfig" (headers of
security have keys of their own).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from sitegen.config import SiteConfig
from sitegen.host_rules.headers import headers_by_path, sent_with
from sitegen.host_rules.load import lines_of
from sitegen.host_rules.rules import GONE, HostRules, Rule, as_regex
from sitegen.host_rules.web_servers import htaccess, include

_FUNCTION = """\
// Made from data/hosting.yaml: a CloudFront function for viewer requests (cloudfront-js-2.0).
// It answers redirects, and finds the pages of folders in the bucket.
var EXACT = {exact};
var PATTERNS = {patterns};

function asked(query) {{
    var parts = [];
    for (var name in query) {{
        var values = query[name].multiValue || [query[name]];
        values.forEach(function (one) {{ parts.push(name + (one.value ? '=' + one.value : '')); }});
    }}
    return parts.length ? '?' + parts.join('&') : '';
}}

function answer(status, to, request) {{
    if (status === {gone}) return {{ statusCode: status, statusDescription: 'Gone' }};
    var whole = /[?#]/.test(to) ? to : to + asked(request.querystring);
    var headers = {{ location: {{ value: whole }} }};
    return {{ statusCode: status, statusDescription: 'Moved', headers: headers }};
}}

function handler(event) {{
    var request = event.request, path = request.uri;
    var found = Object.prototype.hasOwnProperty.call(EXACT, path) ? EXACT[path] : null;
    if (found) return answer(found[1], found[0], request);
    for (var i = 0; i < PATTERNS.length; i++) {{
        var match = path.match(new RegExp(PATTERNS[i][0]));
        if (match) {{
            var to = PATTERNS[i][1].replace(/\\x00(\\d+)/g, function (_, n) {{ return match[n]; }});
            return answer(PATTERNS[i][2], to, request);
        }}
    }}
    if (path.endsWith('/')) request.uri = path + 'index.html';
    else if (path.split('/').pop().indexOf('.') < 0) return answer(301, path + '/', request);
    return request;
}}
"""

#: The keys of the headers that a policy does not take under any other name.
_OF_SECURITY = {
    "content-security-policy": "ContentSecurityPolicy",
    "strict-transport-security": "StrictTransportSecurity",
    "x-content-type-options": "ContentTypeOptions",
    "x-frame-options": "FrameOptions",
    "referrer-policy": "ReferrerPolicy",
}


def cloudfront_function(config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]) -> str:
    """Return the function, and in comments behind it a policy for each path with headers."""
    rules, base = hosting.in_order(aliases), config.base_path
    exact = {
        base + form: [_new(rule, base), rule.status]
        for rule in reversed(rules)
        if not rule.is_pattern
        for form in rule.quoted_forms
    }
    patterns = [
        [_pattern(one, base), _new(one, base), one.status] for one in rules if one.is_pattern
    ]
    code = _FUNCTION.format(exact=json.dumps(exact), patterns=json.dumps(patterns), gone=GONE)
    return code + "".join(_policies(config, hosting))


def _new(rule: Rule, base: str) -> str:
    new = rule.new
    for number, name in enumerate(rule.names, start=1):
        new = re.sub(rf"{name}(?!\w)", f"\x00{number}", new)
    return base + new if new.startswith("/") else new


def _pattern(rule: Rule, base: str) -> str:
    middle = as_regex(rule.quoted_forms[0])
    # A target that begins with what the star stands for would lead to another host by two slashes.
    star = "/+((?:[^/].*)?)"
    end = star if rule.old.endswith("*") else "/?" if len(rule.forms) > 1 else ""
    return f"^{re.escape(base)}{middle}{end}$"


def _policies(config: SiteConfig, hosting: HostRules) -> list[str]:
    found: list[str] = []
    for path in headers_by_path(config, hosting):
        policy = json.dumps(_policy(f"site{len(found)}", sent_with(config, hosting, path)))
        where = f"the behaviour for the path pattern {config.base_path}{path}"
        command = "aws cloudfront create-response-headers-policy --response-headers-policy-config"
        found.append(f"\n// The policy of {where}:\n//     {command} '...'\n// {policy}\n")
    return found


def _policy(name: str, headers: Mapping[str, str]) -> dict[str, Any]:
    secure: dict[str, Any] = {}
    others = []
    for header, value in headers.items():
        key = _OF_SECURITY.get(header.lower())
        if key is None:
            others.append({"Header": header, "Value": value, "Override": True})
        else:
            secure[key] = {**_of_security(key, value), "Override": True}
    custom = {"Quantity": len(others), "Items": others}
    return {"Name": name, "SecurityHeadersConfig": secure, "CustomHeadersConfig": custom}


def _of_security(key: str, value: str) -> dict[str, Any]:
    if key == "StrictTransportSecurity":
        return {"AccessControlMaxAgeSec": int(value.removeprefix("max-age="))}
    if key == "ContentTypeOptions":
        return {}
    return {key: value} if key != "FrameOptions" else {"FrameOption": value}


def redirects_file(hosting: HostRules, aliases: Mapping[str, str]) -> str:
    """Return _redirects, "" if there is nothing to put into it.

    Netlify sends a file that is there, such as the page of an alias, unless a line has a "!", and
    Cloudflare drops such a line. So there is one only where Netlify alone reads the file.
    """
    force = "!" if "netlify" in hosting.hosts and "cloudflare" not in hosting.hosts else ""
    rules = [rule for rule in hosting.in_order(aliases) if rule.status != GONE]
    return "".join(f"{line}\n" for rule in rules for line in lines_of(rule, force))


def headers_file(config: SiteConfig, hosting: HostRules) -> str:
    """Return _headers: each path, and below it what is sent with it."""
    parts = []
    for path, headers in headers_by_path(config, hosting).items():
        lines = [f"  {name}: {value}" for name, value in headers.items()]
        parts.append("\n".join([path, *lines, ""]))
    return "\n".join(parts)


#: What makes the rules for a host: the site's facts, its rules, its aliases.
Writer = Callable[[SiteConfig, HostRules, Mapping[str, str]], str]


def _plain(config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]) -> str:
    redirects = redirects_file(hosting, aliases)
    return f"# _redirects\n{redirects}\n# _headers\n{headers_file(config, hosting)}"


#: How the rules are written for each host, and where they go.
HOSTS: Mapping[str, tuple[Writer, str]] = {
    "netlify": (_plain, "the files _redirects and _headers, which are in the output already"),
    "cloudflare": (_plain, "the files _redirects and _headers, which are in the output already"),
    "apache": (htaccess, "the file .htaccess, which is in the output with hosts: [apache]"),
    "nginx": (include, "an include for the server block"),
    "cloudfront": (cloudfront_function, "a function, and policies for headers"),
}


def files_of_hosts(
    config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the texts of the files that hosts read from the output folder, by their paths.

    A site without a data/hosting.yaml may have a _redirects of its own in assets/public/. Apache
    fails for a file whose directives it is not allowed to read, so it gets one only if it is named.
    """
    files = {"_headers": headers_file(config, hosting)}
    redirects = redirects_file(hosting, aliases) if hosting.is_written else ""
    if redirects:
        files["_redirects"] = redirects
    if "apache" in hosting.hosts:
        files[".htaccess"] = htaccess(config, hosting, aliases)
    return files
