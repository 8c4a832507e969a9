"""data/hosting.yaml: where the site is published, and what its hosts are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from sitegen.diagnostics import Diagnostic
from sitegen.fields.web_address import BASE_URL_FORM, is_base_url
from sitegen.schema.check import CLOSED, check
from sitegen.schema.yaml_text import Location, YamlText

#: A target's name is part of the names of environment variables.
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_LOGIN_IN_ADDRESS = re.compile(r"//[^/@\s]*:[^/@\s]*@")
#: A path that git and rclone take for an option is none; a branch is a branch wherever it is said.
_PLAIN = re.compile(r"[^-\s].*")
_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_LONGEST_PAUSE = 3600

#: Kinds of storage in which a path begins with the name of a bucket.
_WITH_BUCKETS = ("s3", "b2", "azureblob", "google cloud storage")

#: Settings of rclone that let somebody in. Source: `rclone config providers`, the options of the
#: backends s3, sftp, webdav, azureblob and google cloud storage that are marked as sensitive.
SECRETS = frozenset(
    (
        *("access_key_id", "secret_access_key", "session_token", "sse_customer_key"),
        *("pass", "password", "key", "key_pem", "key_file_pass", "bearer_token", "token"),
        *("sas_url", "client_secret", "client_certificate_password", "connection_string"),
        *("service_account_credentials", "access_token", "api_key", "application_key"),
    )
)


@dataclass(frozen=True)
class Branch:
    """A branch of a git repository; ``remote`` is an address, or a name that git knows."""

    __pydantic_config__ = CLOSED
    remote: str = "origin"
    """The address of the repository, or a name that git knows."""
    branch: str = "gh-pages"
    """The name of the branch."""


@dataclass(frozen=True)
class Storage:
    """What rclone reaches: ``settings`` are its options for this host, the secret ones excepted."""

    __pydantic_config__ = CLOSED
    settings: Mapping[str, str]
    """The options of rclone for this host, type among them; no passwords."""
    path: str = ""
    """The folder or bucket there."""


@dataclass(frozen=True)
class Target:
    """A place to publish to: exactly one of folder, git and rclone says which."""

    __pydantic_config__ = CLOSED
    folder: str = ""
    """A folder, named from the site's; a web server may show it."""
    git: Branch | None = None
    """A branch of a git repository."""
    rclone: Storage | None = None
    """Storage that rclone reaches."""
    url: str = ""
    """The address under which visitors find the site there."""
    keep_assets: int = 5
    """For how many seconds files stay that no page uses any more."""
    leave: tuple[str, ...] = field(default=())
    """Patterns of files there that are somebody else's: ``.well-known/*``."""
    history: str = ""
    """Where earlier publications are kept: a folder, or a path of the same host."""


def _target_mistakes(yaml: YamlText, targets: Mapping[str, Target]) -> Iterator[Diagnostic]:
    """Yield what is wrong with targets that have the form of such."""
    for name, target in targets.items():
        at: Location = ("targets", name)
        if not _NAME.fullmatch(name):
            message = f"{name} can be no target's name"
            help_ = "write small letters, digits and _ only, a letter first"
            yield Diagnostic(yaml.span(at, key=True), "wrong-target", message, help_)
        for place, message, help_ in (*_of_kind(target), *_of_details(target)):
            span = yaml.span((*at, *place), key=bool(place))
            yield Diagnostic(span, "wrong-target", message, help_)


#: Place below the target, message, help.
_Mistake = tuple[Location, str, str]


def _of_kind(target: Target) -> Iterator[_Mistake]:
    kinds = [name for name in ("folder", "git", "rclone") if getattr(target, name)]
    if len(kinds) != 1:
        said = " and ".join(kinds) or "nothing"
        help_ = "write one of folder, git and rclone"
        yield (), f"a target is one place, and here stands {said}", help_
    if target.git:
        yield from _of_branch(target.git)
    if target.rclone:
        yield from _of_storage(target.rclone)


def _of_branch(git: Branch) -> Iterator[_Mistake]:
    if _LOGIN_IN_ADDRESS.search(git.remote):
        help_ = "remove the name and password, and set PUBLISH_GIT_TOKEN where you publish"
        yield ("git",), "a password does not belong in this file", help_
    elif not _PLAIN.fullmatch(git.remote):
        yield ("git", "remote"), f"{git.remote!r} is no repository", "write its address, or origin"
    if not _BRANCH.fullmatch(git.branch) or ".." in git.branch:
        yield ("git", "branch"), f"{git.branch!r} is no branch", "write a name such as gh-pages"


def _of_storage(storage: Storage) -> Iterator[_Mistake]:
    if "type" not in storage.settings:
        yield ("rclone", "settings"), "type is missing", "add a line type: s3 (or sftp, webdav, …)"
    # What is said of a secret stands at the line above it: a report shows the line.
    for name in sorted(SECRETS.intersection(storage.settings)):
        help_ = "remove it, and set it in the environment: see docs/publishing.md"
        yield ("rclone", "settings"), f"{name} does not belong in this file", help_
    if storage.settings.get("type") in _WITH_BUCKETS and not storage.path.strip("/"):
        help_ = "add a line path: NAME with the name of the bucket, and of a folder in it"
        yield ("rclone",), "path is missing", help_


def _of_details(target: Target) -> Iterator[_Mistake]:
    if target.url and not is_base_url(target.url):
        yield ("url",), f"{target.url} is no address of a site", BASE_URL_FORM
    if not 0 <= target.keep_assets <= _LONGEST_PAUSE:
        help_ = "write how many seconds a publication waits before it removes them"
        yield ("keep_assets",), f"keep_assets must be 0 to {_LONGEST_PAUSE}", help_
    if target.git and target.history:
        yield ("history",), "a branch has its own history", "remove the line"


PATH = "data/hosting.yaml"

Host = Literal["netlify", "cloudflare", "apache", "nginx", "cloudfront", "github-pages"]


@dataclass(frozen=True)
class Redirect:
    """A redirect as it is written: ``new`` is "" for a page that is gone."""

    __pydantic_config__ = CLOSED
    __other_words__: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("from", "source", "path", "src"), "did you mean old?"),
        **dict.fromkeys(("to", "target", "destination", "dest", "url"), "did you mean new?"),
        **dict.fromkeys(("code", "type", "permanent"), "did you mean status?"),
    }
    old: str
    """The address that is sent on: ``/old/page/``; with a ``*`` at its end all below it."""
    new: str = ""
    """Where visitors are sent; leave it out for a page that is gone."""
    status: int = 301
    """What browsers are told: 301 for good, 302 for now, 410 for gone."""


@dataclass(frozen=True)
class Hosting:
    """What hosts are to do, and where the site is published."""

    __pydantic_config__ = CLOSED
    hosts: tuple[Host, ...] = ()
    """The hosts for which rules are written."""
    redirects: tuple[Redirect, ...] = ()
    """Addresses that are sent on."""
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Headers that files get, by path and name."""
    csp: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Sources that are added to the policy of pages, by directive."""
    hsts_days: int = 365
    """For how many days browsers remember to use https only."""
    compressed: tuple[Literal["gzip", "brotli"], ...] = ()
    """Forms in which texts are published besides."""
    targets: Mapping[str, Target] = field(default_factory=dict)
    """The places that the site can be published to, by name."""


def load_hosting(yaml: YamlText) -> tuple[Hosting, tuple[Diagnostic, ...]]:
    """Check the file; a site without it is published by hand, or to folders that are named then."""
    if yaml.value is None:
        return Hosting(), ()
    checked = check(yaml, Hosting)
    hosting = checked.record or Hosting()
    return hosting, (*checked.diagnostics, *_target_mistakes(yaml, hosting.targets))
