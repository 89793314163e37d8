"""Why a row of `predicates.csv` did not fire: the words that it asks for, its parties, or a row that asks for more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from transforms.coder.actors import PartyFinder
from transforms.coder.parse import Token
from transforms.coder.predicates import Constraint, Predicate
from transforms.coder.tracing import Attempt
from transforms.coder.wording import Wording

_PRESS = "JRN"
_PLACES = {  # of a constraint that is under no preposition
    None: "its object",
    "subj": "its subject",
    "clause": "what is said of its object",
    "infinitive": "what somebody is told to do",
}
_MOST_WORDS = 4  # of a list of lemmas, which may have hundreds


@dataclass(frozen=True, slots=True)
class RuleNote:
    """A row that did not fire, and why. `has_words`: all words that it asks for are in the sentence."""

    row: Predicate
    why: str
    has_words: bool


class RuleJudge:
    """Says of each row of a word what became of it."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def notes(
        self, token: Token, pos: str, winner: Predicate | None, tried: Mapping[str, Attempt], finder: PartyFinder
    ) -> Iterator[RuleNote]:
        """The rows of the word that did not fire, without those behind the winner that ask for other words too."""
        is_behind = False
        for row in self._wording.rows(pos, token):
            if winner is not None and row.rule_id == winner.rule_id:
                is_behind = self.missing(row, token, finder) is None
                continue
            missing = self.missing(row, token, finder)
            if missing is None:
                yield RuleNote(row, _became_of(tried.get(row.rule_id)), has_words=True)
            elif not is_behind:
                yield RuleNote(row, missing, has_words=False)

    def missing(self, row: Predicate, token: Token, finder: PartyFinder) -> str | None:
        """What the row asks for and the sentence has not; None where all of it is there."""
        return next((what for part, what in _demands(row) if not self._has_words(part, token, finder)), None)

    def _has_words(self, row: Predicate, token: Token, finder: PartyFinder) -> bool:
        if row.pos == "noun":
            return self._wording.noun_words(row, token) is not None
        return self._wording.verb_words(row, token, finder) is not None


def _became_of(attempt: Attempt | None) -> str:
    """What a row whose words are there came to, which was not the one to fire."""
    if attempt is None:
        return "it asks for less of the sentence"
    return refusal(attempt) if attempt.frame is None else "it fits too, but its parties are less sure"


def refusal(attempt: Attempt) -> str:
    """Why a row whose words are there found no parties."""
    row, actor, others = attempt.row, attempt.actor, attempt.others
    everyone = (*actor.parties, *others.parties)
    if row.event_type == "CONSULT" and any(party.sector == _PRESS for party in everyone):
        return "a party is the press"
    same = next((filled for filled in attempt.excluded if filled.parties), None)
    if actor and not others and same is not None:
        return f"nobody acts toward himself: {same.slot} holds {same.parties[0].iso3}, which is the actor"
    if row.is_reciprocal:
        return "it is reciprocal, and fewer than two countries take part"
    if not actor and not others:
        return f"no actor in {_or(row.actor)} and no recipient in {_or(row.recipient)}"
    return f"no recipient in {_or(row.recipient)}" if actor else f"no actor in {_or(row.actor)}"


def _demands(row: Predicate) -> Iterator[tuple[Predicate, str]]:
    """Each demand of the row as a row that demands nothing else, and a clause that says it is not met."""
    bare = replace(row, particle=None, constraints=(), takes_clause=False, takes_obligation=False, takes_refusal=False)
    if row.particle:
        yield replace(bare, particle=row.particle), f"there is no particle `{row.particle}`"
    for constraint in row.constraints:
        yield replace(bare, constraints=(constraint,)), _unmet(row, constraint)
    if row.takes_obligation:
        yield replace(bare, takes_clause=True, takes_obligation=True), "no clause says what somebody must do"
    elif row.takes_refusal:
        yield replace(bare, takes_clause=True, takes_refusal=True), "no clause says what the speaker will not do"
    elif row.takes_clause:
        yield replace(bare, takes_clause=True), "it has no clause below it"


def _unmet(row: Predicate, constraint: Constraint) -> str:
    lemmas = sorted(constraint.lemmas)
    more = f", ... ({len(lemmas)} words)" if len(lemmas) > _MOST_WORDS else ""
    named = _PLACES if row.pos != "noun" else {**_PLACES, None: "the noun before it"}
    place = named.get(constraint.preposition, f"what follows `{constraint.preposition}`")
    if constraint.admits("*"):
        return f"{place} is missing"
    return f"{place} is none of {', '.join(lemmas[:_MOST_WORDS])}{more}"


def _or(slots: tuple[str, ...]) -> str:
    return "|".join(slots)
