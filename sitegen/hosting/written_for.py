"""The rules in each host's words: what `hosting HOST` prints, and what every output holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.config import SiteConfig
from sitegen.hosting import apache, cloudfront, nginx, plain_files
from sitegen.hosting.values import HostRules

#: What makes the rules for a host: the site's facts, its rules, its aliases.
Writer = Callable[[SiteConfig, HostRules, Mapping[str, str]], str]


def _plain(config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]) -> str:
    redirects = plain_files.redirects_file(hosting, aliases)
    return f"# _redirects\n{redirects}\n# _headers\n{plain_files.headers_file(config, hosting)}"


#: How the rules are written for each host, and where they go.
HOSTS: Mapping[str, tuple[Writer, str]] = {
    "netlify": (_plain, "the files _redirects and _headers, which are in the output already"),
    "cloudflare": (_plain, "the files _redirects and _headers, which are in the output already"),
    "apache": (apache.htaccess, "the file .htaccess, which is in the output with hosts: [apache]"),
    "nginx": (nginx.include, "an include for the server block"),
    "cloudfront": (cloudfront.function, "a function, and policies for headers"),
}


def files_of_hosts(
    config: SiteConfig, hosting: HostRules, aliases: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the texts of the files that hosts read from the output folder, by their paths.

    A site without a data/hosting.yaml may have a _redirects of its own in assets/public/. Apache
    fails for a file whose directives it is not allowed to read, so it gets one only if it is named.
    """
    files = {"_headers": plain_files.headers_file(config, hosting)}
    redirects = plain_files.redirects_file(hosting, aliases) if hosting.is_written else ""
    if redirects:
        files["_redirects"] = redirects
    if "apache" in hosting.hosts:
        files[".htaccess"] = apache.htaccess(config, hosting, aliases)
    return files
