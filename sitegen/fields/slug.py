"""Words as a part of an address."""

from __future__ import annotations

import re
import unicodedata


def slug(name: str) -> str:
    """Return a name made of small letters, digits and hyphens, with its ending kept."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9.]+", "-", plain.lower().replace("'", "")).strip("-") or "page"
