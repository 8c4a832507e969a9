"""A function and a policy for Amazon CloudFront in front of S3, which know no files of rules.

Sources: Amazon CloudFront, "CloudFront Functions event structure" (paths come as they were sent)
and "ResponseHeadersPolicyConfig" (headers of security have keys of their own).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sitegen.config import SiteConfig
from sitegen.host_rules.headers import headers_by_path, sent_with
from sitegen.host_rules.rules import GONE, HostRules, Rule, as_regex

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


def function(config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]) -> str:
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
