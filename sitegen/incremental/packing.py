"""Values as bytes that tell whether they are still those that were written."""

from __future__ import annotations

import pickle
from hashlib import blake2b
from typing import Any

#: In bytes: the digest of what follows it.
SEAL = 16


def pack(value: object) -> bytes:
    """Return a value as bytes with a seal before them."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return _seal(data) + data


def unpack(data: bytes) -> Any:
    """Return a value that was packed, or None if its bytes are not those that were written.

    The file is our own, and the seal keeps a damaged one from being unpickled. None, too, is what
    another version of this builder kept in classes that this one does not have.
    """
    seal, inside = data[:SEAL], data[SEAL:]
    try:
        return pickle.loads(inside) if _seal(inside) == seal else None
    except (AttributeError, ImportError):
        return None


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=SEAL).digest()
