"""Deterministic ids: the same parts give the same id on every machine, so that loading twice changes nothing."""

import hashlib


def stable_id(*parts: str) -> str:
    """32 hexadecimal characters of BLAKE2b over the parts; their borders count, so ("ab", "c") is not ("a", "bc").

    Lone surrogates, which broken pages can carry, are kept as they are instead of failing.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()
