"""Links to other sites: looked at once each, politely, and never in a build.

Sources: RFC 9110, "HTTP Semantics" (HEAD, redirects, Retry-After); RFC 9309, "Robots Exclusion
Protocol".
"""
