"""What an event is about: a logistic model of named signs, whose weights are the rows of `context_weights.csv`.

A sign speaks for one context (a cue of it stands in the trigger's clause) or for the event (its type, a sector). The
odds of a context are what all contexts share, plus what is its own.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.coder.scopes import Scopes, Where

if TYPE_CHECKING:
    from transforms.coder.categories import Category
    from transforms.records import ActorMention

ALWAYS = "always"  # the sign that every event has
ANY = "any"  # stands for all contexts alike
LEAST = "least"  # the row that is no sign: what is less probable is not stated
_MOST = 3
_OFTEN = 3  # cues of a context in a story that make it one of its topics
_SEVERAL = (2, 3)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "MNC"})


@dataclass(frozen=True, slots=True)
class Topics:
    """How many cues of each context a story has, a cue counting once a sentence, and contexts that it opens with."""

    counts: Mapping[str, int]
    opening: frozenset[str]


NO_TOPICS = Topics({}, frozenset())


@dataclass(frozen=True, slots=True)
class ContextSigns:
    """Signs of one event: `event` speak for any context, `cues` each for the context they are listed under."""

    event: tuple[str, ...]
    cues: Mapping[str, tuple[str, ...]]


class ContextModel:
    """Weights by (context, sign); a context without weights of its own is judged by those that all share."""

    def __init__(self, weights: Mapping[tuple[str, str], float], contexts: Iterable[str]) -> None:
        self.contexts = tuple(sorted(contexts))
        self._shared = {sign: weight for (context, sign), weight in weights.items() if context == ANY}
        self._own: dict[str, dict[str, float]] = defaultdict(dict)
        for (context, sign), weight in weights.items():
            if context != ANY:
                self._own[sign][context] = weight

    def probable(self, signs: ContextSigns) -> dict[str, float]:
        """The probability of each context."""
        odds = dict.fromkeys(self.contexts, self._shared.get(ALWAYS, 0.0))
        for sign in (ALWAYS, *signs.event):
            for context, weight in self._own.get(sign, {}).items():
                odds[context] += weight
        for context, found in signs.cues.items():
            odds[context] += sum(self._shared.get(s, 0.0) + self._own.get(s, {}).get(context, 0.0) for s in found)
        return {context: 1 / (1 + math.exp(-value)) for context, value in odds.items()}

    def choose(self, signs: ContextSigns) -> tuple[str, ...]:
        """The probable contexts, the most probable first, at most three; the best one where none is probable."""
        probable = self.probable(signs)
        ranked = sorted(probable, key=lambda context: (-probable[context], context))[:_MOST]
        return tuple(ranked[:1] + [c for c in ranked[1:] if probable[c] >= self._shared.get(LEAST, 0.5)])


def event_signs(
    category: Category, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> tuple[str, ...]:
    """What the event itself tells: type, mode, what is planned, sectors, bodies."""
    return tuple(dict.fromkeys(_event_signs(category, actors, recipients)))


def _event_signs(
    category: Category, actors: Sequence[ActorMention], recipients: Sequence[ActorMention]
) -> Iterator[str]:
    yield f"type {category.event_type}"
    if category.mode:
        yield f"mode {category.event_type} {category.mode}"
    if category.planned_type:
        yield f"planned {category.planned_type}"
    for role, parties in (("actor", actors), ("recipient", recipients)):
        for party in parties:
            yield from (f"{role} sector {party.sector}", f"sector {party.sector}") if party.sector else ()
            yield from (f"body {party.iso3}",) if party.iso3 in _BODIES else ()


def cue_signs(
    scopes: Scopes, topics: Topics, context_cues: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Signs by context: how near its nearest cue stands, how many there are, which, and what the story is about."""
    nearest: dict[str, Where] = {}
    cues: dict[str, dict[str, None]] = defaultdict(dict)
    for where, found in scopes.outward():
        for cue in found:
            for context in context_cues.get(cue, ()):
                nearest.setdefault(context, where)
                cues[context][cue] = None
    signs: dict[str, list[str]] = defaultdict(list)
    for context, where in nearest.items():
        signs[context].append(f"cue {where}")
        signs[context] += (f"cues {n}" for n in _SEVERAL if len(cues[context]) >= n)
        signs[context] += (f"word {cue}" for cue in cues[context])
    for context, sign in _topic_signs(topics):
        signs[context].append(sign)
    return {context: tuple(found) for context, found in signs.items()}


def _topic_signs(topics: Topics) -> Iterator[tuple[str, str]]:
    most = max(topics.counts.values(), default=0)
    yield from ((context, "story often") for context, n in topics.counts.items() if n >= _OFTEN)
    yield from ((context, "story most") for context, n in topics.counts.items() if n == most)
    yield from ((context, "opening") for context in topics.opening)


def topics_of(sentences: Iterable[Iterable[str]], context_cues: Mapping[str, tuple[str, ...]]) -> Topics:
    """Topics of a story from the cues of its sentences; the first ones are title and first sentence."""
    counts: Counter[str] = Counter()
    opening: set[str] = set()
    for number, cues in enumerate(sentences):
        found = [context for cue in set(cues) for context in context_cues.get(cue, ())]
        counts.update(found)
        opening.update(found if number <= 1 else ())
    return Topics(dict(counts), frozenset(opening))


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case, as cues are written."""
    return _WORD.findall(text.lower())
