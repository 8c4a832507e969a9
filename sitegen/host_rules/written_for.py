"""The rules in each host's words: what `hosting HOST` prints, and what every output holds.

Netlify and Cloudflare Pages read _redirects and _headers. For Cloudflare, lines for one path come
first: those behind a pattern count as patterns. Sources: Netlify, "Redirects and rewrites" and
"Custom headers"; Cloudflare Pages, "Redirects" and "Headers".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.config import SiteConfig
from sitegen.host_rules.cloudfront import function
from sitegen.host_rules.headers import headers_by_path
from sitegen.host_rules.load import lines_of
from sitegen.host_rules.rules import GONE, HostRules
from sitegen.host_rules.web_servers import htaccess, include


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
    "cloudfront": (function, "a function, and policies for headers"),
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
