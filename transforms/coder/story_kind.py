"""What kind of story a text is, by the countries it names: what many of them share concerns each of them less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.coder.names.gazetteer import Match

A_PAIR = 2
_SEVERAL = 5  # countries
_MOST = 0.75  # of the names of countries
_LOPSIDED = 10  # a country named so many times less than another is no second side of the story
_DENSE, _SPARSE = 70, 160  # characters for each name of a country


@dataclass(frozen=True, slots=True)
class StoryKind:
    """`commonest` is the country named most, None without any; `signs` see signs.py.

    `main_pair` are the two named most, one alone where a story is about it; `asides` those named in passing.
    """

    commonest: str | None
    main_pair: frozenset[str]
    asides: frozenset[str]
    signs: tuple[str, ...]


def kind_of(text: str, matches: Sequence[Match]) -> StoryKind:
    """The kind of a story with these names."""
    counted = Counter(match.iso3 for match in matches)
    ranked = counted.most_common()
    asides = frozenset(code for code, n in ranked if n * _LOPSIDED < ranked[0][1])
    pair = frozenset(code for code, _ in ranked[:A_PAIR]) - asides
    return StoryKind(ranked[0][0] if ranked else None, pair, asides, tuple(_signs(text, counted)))


def _signs(text: str, counted: Counter[str]) -> Iterator[str]:
    """How many countries it names, how often, and whether two of them prevail."""
    n_named = counted.total()
    n_pair = sum(n for _, n in counted.most_common(A_PAIR))
    n_countries = len(counted)
    yield f"story countries {'2' if n_countries <= A_PAIR else '3-4' if n_countries < _SEVERAL else 'many'}"
    yield f"story pair {'prevails' if n_pair > _MOST * n_named else 'does not prevail'}"
    per_name = len(text) / max(n_named, 1)
    yield f"story names {'densely' if per_name < _DENSE else 'sparsely' if per_name > _SPARSE else 'middling'}"
