"""What storage on the web asks before it lets somebody in, and what it says when it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sitegen.deploy.host import PublicationError
from sitegen.deploy.rclone import RcloneError

#: For each kind of storage the settings without which nobody is let in; of those in one tuple, one
#: is enough. Source: rclone.org, the pages of these backends, "Standard options".
_NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "s3": (("access_key_id", "env_auth"), ("secret_access_key", "env_auth")),
    "sftp": (("host",), ("pass", "key_file", "key_pem", "key_use_agent", "ask_password")),
    "webdav": (("url",), ("pass", "bearer_token", "bearer_token_command")),
    "azureblob": (("account", "sas_url"), ("key", "sas_url", "env_auth", "client_secret")),
    "google cloud storage": (
        ("service_account_credentials", "service_account_file", "env_auth", "access_token"),
    ),
    "b2": (("account",), ("key",)),
    "ftp": (("host",), ("pass",)),
}

#: A bucket whose name is mistyped must not be made.
_USUAL = {"s3": {"no_check_bucket": "true"}}

_NO_BUCKET = re.compile(r"NoSuchBucket|ContainerNotFound")
_OBSCURE = re.compile(r"is it obscured")
_REFUSED = re.compile(
    r"AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|\b40[13]\b|Unauthorized|Forbidden|"
    r"unable to authenticate|InvalidAuthenticationInfo|AuthenticationFailed|login incorrect",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"no space left|quota|\b507\b|insufficient ?storage|disk (?:space|full)", re.IGNORECASE
)
_READ_ONLY = re.compile(r"read-?only|permission denied|not permitted|write access", re.IGNORECASE)
#: What many WebDAV servers say of any file that they could not write.
_NOT_WRITTEN = re.compile(r"method not allowed", re.IGNORECASE)
_NO_ANSWER = re.compile(
    r"connection refused|no such host|no route to host|network is unreachable|i/o timeout|"
    r"deadline exceeded",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Login:
    """The settings of a remote: those of data/hosting.yaml, and secret ones of the environment."""

    name: str
    settings: Mapping[str, str]

    def variable(self, setting: str) -> str:
        """Return the name of the environment variable that rclone reads a setting from."""
        return f"RCLONE_CONFIG_{self.name.upper()}_{setting.upper()}"

    def variables(self) -> dict[str, str]:
        """Return the settings of the file as variables of rclone's environment."""
        usual = _USUAL.get(self.settings.get("type", ""), {})
        return {self.variable(name): value for name, value in {**usual, **self.settings}.items()}

    def check(self, environment: Mapping[str, str]) -> None:
        """Raise PublicationError if a variable without which nobody is let in is not set."""
        missing = [
            self.variable(either[0])
            for either in _NEEDED.get(self.settings.get("type", ""), ())
            if not any(s in self.settings or environment.get(self.variable(s)) for s in either)
        ]
        if missing:
            raise PublicationError(
                f"The target {self.name} needs a login: {' and '.join(missing)} "
                f"{'is' if len(missing) == 1 else 'are'} not set.\n"
                "Set it in the environment, never in a file of this site: see docs/publishing.md."
            )

    @property
    def secret_variables(self) -> str:
        """Return the names of the variables that most likely are wrong if nobody is let in."""
        needed = _NEEDED.get(self.settings.get("type", ""), ())
        asked = [self.variable(either[0]) for either in needed if either[0] not in self.settings]
        return " and ".join(asked) or f"the variables {self.variable('')}…"


@contextmanager
def failures_explained(place: str, login: Login) -> Iterator[None]:
    """Raise PublicationError with what rclone says and what to do about it, where it fails."""
    try:
        yield
    except RcloneError as error:
        raise PublicationError(f"{place}: {error}\n{_next_step(str(error), login)}") from error


def _next_step(said: str, login: Login) -> str:
    """Return what to do about what rclone says; the first that fits is meant."""
    steps = {
        _NO_BUCKET: "Make the bucket at the host first, or correct path in data/hosting.yaml.",
        _OBSCURE: f"Write into {login.variable('pass')} what `rclone obscure` prints.",
        _FULL: "It is full. Make room there, and publish again: it goes on where this one ended.",
        _REFUSED: f"It does not let you in, or not write: check {login.secret_variables}.",
        _READ_ONLY: "It cannot be written to. Change who may write there; then publish again.",
        _NOT_WRITTEN: "It is full, or cannot be written to. Change that; then publish again.",
        _NO_ANSWER: "No host answers there: check the network, and settings in data/hosting.yaml.",
    }
    usual = "Visitors still find whole pages. Publish again: it goes on where this one ended."
    return next((step for pattern, step in steps.items() if pattern.search(said)), usual)
