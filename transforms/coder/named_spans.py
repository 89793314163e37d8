"""Gazetteer matches laid on the tokens of a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.coder.names.gazetteer import Match

if TYPE_CHECKING:
    from transforms.coder.parse import Parse


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A gazetteer match laid on the tokens of a sentence: `first` .. `last` inclusive, `head` the topmost of them."""

    match: Match
    first: int
    last: int
    head: int


def lay_matches(doc: Parse, offset: int, matches: Iterable[Match]) -> tuple[NamedSpan, ...]:
    """Matches of a sentence that begins at `offset` in the story, laid on its tokens; those no token carries go."""
    laid = []
    for match in matches:
        span = doc.char_span(match.start - offset, match.end - offset)
        if span is not None and len(span):
            laid.append(NamedSpan(match, span.start, span.end - 1, span.root.i))
    return tuple(laid)
