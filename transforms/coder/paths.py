"""How two words of a parse hang together: the relations from one up to their common governor and down to the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_LONGEST = 4  # relations; longer paths are all alike


def path(start: Token, end: Token) -> str:
    """Relations from `start` to `end`, "^" for each step up: "nsubj", "^relcl", "^xcomp nsubj"; "long" beyond four."""
    up = list(_upwards(start))
    down = list(_upwards(end))
    while up and down and up[-1] is down[-1]:
        up.pop()
        down.pop()
    steps = [f"^{token.dep_}" for token in up] + [token.dep_ for token in reversed(down)]
    return " ".join(steps) if len(steps) <= _LONGEST else "long"


def _upwards(token: Token) -> Iterator[Token]:
    yield token
    yield from token.ancestors
