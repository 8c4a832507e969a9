"""Values as bytes, and back.

What is unpacked can run code, so it has to be what this builder packed: bytes that come from a
file are unpacked only once their seal has been found to be ours (``seal.py``).
"""

from __future__ import annotations

import pickle
from typing import Any


def pack(value: object) -> bytes:
    """Return a value as bytes."""
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def unpack(data: bytes) -> Any:
    """Return a value that was packed; None for no bytes at all.

    None, too, is what another version of this builder kept in classes that this one does not have.
    """
    try:
        return pickle.loads(data) if data else None
    except (AttributeError, ImportError):
        return None
