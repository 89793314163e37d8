"""What becomes of memory that was freed: bodies of pages leave gaps that others do not fit into."""

import ctypes
from typing import Final

_MMAP_THRESHOLD: Final = -3  # M_MMAP_THRESHOLD of malloc.h
_LARGE: Final = 131_072  # bytes; where glibc begins, until what is freed has taught it to keep more


def give_large_blocks_back() -> None:
    """Has this process give each large block back to the system as it is freed; only glibc can be told so."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
