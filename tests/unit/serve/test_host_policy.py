"""The policy is widened for the preview's own parts, and for nothing else."""

from __future__ import annotations

import pytest

from sitegen.serve.lookup import widen, widen_in_page

OWN = {"script-src": "http://host/own.js", "connect-src": "ws://host/own"}


@pytest.mark.parametrize(
    ("policy", "wider"),
    [
        (
            "default-src 'none'",
            "default-src 'none'; script-src http://host/own.js; connect-src ws://host/own",
        ),
        (
            "default-src 'self'; script-src 'none'",
            "default-src 'self'; script-src http://host/own.js; connect-src 'self' ws://host/own",
        ),
        ("img-src 'self';", "img-src 'self'"),
        ("Script-Src 'self'", "script-src 'self' http://host/own.js"),
        (
            "base-uri 'none', script-src 'self'",
            "base-uri 'none', script-src 'self' http://host/own.js",
        ),
        ("", ""),
    ],
)
def test_widen(policy: str, wider: str) -> None:
    assert widen(policy, OWN) == wider


@pytest.mark.parametrize(
    ("page", "wider"),
    [
        (
            '<meta http-equiv="Content-Security-Policy" content="script-src &#39;self&#39;">',
            '<meta http-equiv="Content-Security-Policy" '
            'content="script-src &#x27;self&#x27; http://host/own.js">',
        ),
        (
            "<META content='script-src x' http-equiv=content-security-policy>",
            '<META content="script-src x http://host/own.js" http-equiv=content-security-policy>',
        ),
        ('<meta name="description" content="script-src x">',) * 2,
        ("<p>content-security-policy content='script-src x'</p>",) * 2,
    ],
)
def test_widen_in_page(page: str, wider: str) -> None:
    assert widen_in_page(page, OWN) == wider
