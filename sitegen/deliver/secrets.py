"""What lets somebody in stands in the environment alone, and in no message."""

from __future__ import annotations

import os
from collections.abc import Mapping

from sitegen.documents.targets import SECRETS

#: Shorter texts are no secrets, and would be found everywhere.
_SHORTEST = 4


def hidden(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return a text in which every secret of the environment is three stars."""
    for secret in sorted(_secrets(environment), key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def _secrets(environment: Mapping[str, str]) -> set[str]:
    return {
        value for name, value in environment.items() if len(value) >= _SHORTEST and _is_secret(name)
    }


def _is_secret(name: str) -> bool:
    small = name.lower()
    if small.startswith("rclone_config_"):
        return any(small.endswith(f"_{secret}") for secret in SECRETS)
    return small.endswith(("_token", "_secret", "_password", "_secret_access_key"))
