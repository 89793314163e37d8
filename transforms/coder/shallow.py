"""The second way of coding: word order instead of a parse, for headlines, fragments and machines without the model."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from transforms.coder.categories import Categorizer, Category, fold_plan
from transforms.coder.codebook import Codebook
from transforms.coder.date_ties import Tie
from transforms.coder.dates.finder import DateExpression, DateKind
from transforms.coder.event_dates import Moment, event_date
from transforms.coder.events import Draft
from transforms.coder.names.gazetteer import Match
from transforms.coder.predicates import Constraint, Predicate
from transforms.coder.scopes import Scopes
from transforms.coder.tense import Tense
from transforms.coder.tracing import ShallowAttempt, current_trace
from transforms.coder.word_forms import WordForms
from transforms.records import ActorMention, Status

_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*|[,;:()\"“”–—-]")
_STOPS = frozenset({";", ":", "(", ")", "“", "”", '"', "–", "—"})
_REACH = 6  # words between a trigger and its party; further off the link is a guess
_NEAR = 12  # characters
_OWN_AFFIXES = frozenset({None, "led", "joined"})  # with any other the country is no party
_AUXILIARIES = frozenset({"was", "were", "is", "are", "been", "being", "be"})
_CUES = {
    "not": Status.NEGATED, "never": Status.NEGATED, "no": Status.NEGATED, "denies": Status.NEGATED,
    "denied": Status.NEGATED, "will": Status.FUTURE, "to": Status.FUTURE, "may": Status.HYPOTHETICAL,
    "might": Status.HYPOTHETICAL, "could": Status.HYPOTHETICAL, "would": Status.HYPOTHETICAL, "if": Status.HYPOTHETICAL,
}  # fmt: skip


class Word(NamedTuple):
    """A word of a sentence, in lower case, with its span in the story."""

    lower: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """Parties named side by side ("the US and France"), from word `first` to word `last`."""

    first: int
    last: int
    parties: tuple[ActorMention, ...]


class ShallowCoder:
    """Matches predicate rows on the order of words around them."""

    def __init__(self, codebook: Codebook, categories: Categorizer) -> None:
        self._codebook = codebook
        self._categories = categories
        self._forms = WordForms(codebook)

    def drafts(
        self, core: str, offset: int, matches: Sequence[Match], dates: Sequence[DateExpression], moment: Moment
    ) -> tuple[Draft, ...]:
        """Drafts of a sentence whose text `core` begins at `offset` in the story; at most one a trigger."""
        matches = [m for m in matches if m.kind != "place" and m.affix in _OWN_AFFIXES]
        if len({match.iso3 for match in matches}) < 2:
            return ()
        words = [Word(m.group().lower(), m.start() + offset, m.end() + offset) for m in _WORD.finditer(core)]
        groups = self._groups(words, matches)
        cues = tuple(f.cue for f in self._categories.find(word.lower for word in words))
        found = next((d for d in dates if d.first and d.kind is not DateKind.NAME), None)
        taken = {i for group in groups for i in range(group.first, group.last + 1)}
        drafts: list[Draft] = []
        for at in range(len(words)):
            coding = self._coding(words, at, groups) if at not in taken else None
            if coding is not None:
                status = _status(words, at, taken)
                drafts.append(self._draft(words, at, coding, status, cues, found, moment))
        return tuple(_first_of_each_dyad(drafts))

    def _groups(self, words: Sequence[Word], matches: Sequence[Match]) -> list[Group]:
        """Parties of the sentence, the actor noun behind an adjective included, neighbours joined."""
        groups: list[Group] = []
        for match in matches:
            inside = [i for i, word in enumerate(words) if word.start < match.end and word.end > match.start]
            if not inside:
                continue
            last, sector = self._actor_noun(words, inside[-1], match.sector)
            party = ActorMention(match.iso3, sector, match.text, match.start, match.end)
            if groups and _are_joined(words, groups[-1].last, inside[0]):
                groups[-1] = Group(groups[-1].first, last, (*groups[-1].parties, party))
            else:
                groups.append(Group(inside[0], last, (party,)))
        return groups

    def _actor_noun(self, words: Sequence[Word], last: int, sector: str | None) -> tuple[int, str | None]:
        """The last word of the party and its sector: "Iraqi foreign minister" ends behind "minister"."""
        for end in range(min(last + 3, len(words) - 1), last, -1):
            run = " ".join(word.lower for word in words[last + 1 : end + 1])
            found = self._codebook.sectors.get(run) or self._codebook.sectors.get(run.removesuffix("s"))
            if found:
                return end, found
        return last, sector

    def _coding(self, words: Sequence[Word], at: int, groups: Sequence[Group]) -> "_Coding | None":
        for pos, lemma in self._forms.lemmas(words[at].lower):
            senses = self._codebook.no_events.get((pos, lemma), ())
            if any(self._admits(sense, words, at) for sense in senses):
                continue
            for row in self._codebook.predicates.get((pos, lemma), ()):
                if not self._admits(row, words, at):
                    continue
                coding = _verb_coding(row, words, at, groups) if pos == "verb" else _noun_coding(row, words, at, groups)
                if (trace := current_trace()) is not None:
                    trace.shallow.append(ShallowAttempt(row, words[at].start, words[at].end, coding is not None))
                if coding is not None:
                    return coding
        return None

    def _admits(self, row: Predicate, words: Sequence[Word], at: int) -> bool:
        if not (row.constraints or row.particle or row.takes_clause):
            return True
        ahead = [word.lower for word in words[at + 1 : at + 1 + _REACH]]
        if row.particle and row.particle not in ahead[:3]:
            return False
        if row.takes_clause and "to" not in ahead:
            return False
        window = ahead if row.pos == "verb" else [word.lower for word in words[max(0, at - 3) : at]]
        return all(self._is_met(constraint, window) for constraint in row.constraints)

    def _is_met(self, constraint: Constraint, window: Sequence[str]) -> bool:
        if constraint.preposition is not None:
            head = constraint.preposition.split()[0]
            if head not in window:
                return False
            window = window[window.index(head) + 1 :]
        return any(constraint.admits(self._forms.noun(word)) for word in window)

    def _draft(
        self,
        words: Sequence[Word],
        at: int,
        coding: "_Coding",
        status: Status,
        cues: tuple[str, ...],
        found: DateExpression | None,
        moment: Moment,
    ) -> Draft:
        row = coding.row
        near = tuple(f.cue for f in self._categories.find(word.lower for word in words[max(0, at - 1) : at + 2]))
        scopes = Scopes(near, near, near, cues)
        mode = self._categories.mode(row, scopes)
        category = fold_plan(row.event_type, mode, status, is_desired=False)
        signs = tuple(f"word order{sign}" for sign in _signs(coding, category, words[at]))
        return Draft(
            rule_id=f"{row.rule_id}~shallow",
            category=category,
            trigger_start=words[at].start,
            trigger_end=words[at].end,
            actors=coding.actors,
            recipients=coding.recipients,
            is_reciprocal=row.is_reciprocal,
            dated=event_date(Tie(found), category, moment, Tense.PAST),
            scopes=scopes,
            signs=signs,
            confidence=self._codebook.confidence.of(signs),
        )


def _signs(coding: "_Coding", category: Category, trigger: Word) -> Iterator[str]:
    """What tells good events of word order from bad ones; the first holds for all of them."""
    row = coding.row
    yield from ("", f" {'tight' if coding.is_tight else 'loose'}", f" {row.pos}", f" {category.event_type}")
    yield from (
        f" rated {'no' if row.rating is None else f'{row.rating:g}'}",
        f" asks {len(row.constraints) + bool(row.particle)}",
        f" lemma {row.lemma}",
    )
    for role, parties in (("actor", coding.actors), ("recipient", coding.recipients)):
        gaps = [min(abs(p.start - trigger.end), abs(trigger.start - p.end)) for p in parties]
        yield f" {role} {'none' if not gaps else 'near' if min(gaps) < _NEAR else 'far'}"


@dataclass(frozen=True, slots=True)
class _Coding:
    row: Predicate
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    is_tight: bool


def _coding(
    row: Predicate, left: Sequence[ActorMention], right: Sequence[ActorMention], *, is_tight: bool
) -> _Coding | None:
    known = {p.iso3 for p in left}
    others = tuple(p for p in right if p.iso3 not in known)
    if row.is_reciprocal and len({p.iso3 for p in (*left, *others)}) > 1:
        return _Coding(row, (*left, *others), (), is_tight)
    if not left or not others:
        return None
    return _Coding(row, tuple(left), others, is_tight)


def _verb_coding(row: Predicate, words: Sequence[Word], at: int, groups: Sequence[Group]) -> _Coding | None:
    """The group before the verb acts on the group behind it; in a passive with "by" the other way round."""
    left, right = _before(words, at, groups), _after(words, at, groups)
    if left is None:
        return None
    if right is None:
        return _coding(row, left.parties, (), is_tight=True)
    ahead = {word.lower for word in words[at + 1 : right.first]}
    is_passive = "by" in ahead
    if not is_passive and at and words[at - 1].lower in _AUXILIARIES and words[at].lower.endswith(("ed", "en", "t")):
        return None  # a passive without its agent: who did it is not said
    if row.actor != ("subj",):
        is_passive = not is_passive if row.recipient == ("subj",) else is_passive
    sides = (right.parties, left.parties) if is_passive else (left.parties, right.parties)
    return _coding(row, *sides, is_tight=right.first - at <= 3)


def _noun_coding(row: Predicate, words: Sequence[Word], at: int, groups: Sequence[Group]) -> _Coding | None:
    """ "X strikes on Y", "X-Y talks", "talks between X and Y"."""
    right = _after(words, at, groups)
    ahead = [word.lower for word in words[at + 1 : right.first]] if right else []
    if right and ahead[:1] == ["between"]:
        return _coding(row, right.parties, (), is_tight=True)
    left = next((g for g in groups if g.last < at and _is_transparent(words[g.last + 1 : at])), None)
    if left is None:
        return None
    if right and ahead and (set(ahead) & set(row.recipient)) and len(ahead) <= 3:
        return _coding(row, left.parties, right.parties, is_tight=True)
    return _coding(row, left.parties, (), is_tight=True)


def _before(words: Sequence[Word], at: int, groups: Sequence[Group]) -> Group | None:
    near = [g for g in groups if g.last < at and at - g.last <= _REACH and _is_open(words[g.last + 1 : at])]
    return near[-1] if near else None


def _after(words: Sequence[Word], at: int, groups: Sequence[Group]) -> Group | None:
    return next(
        (g for g in groups if g.first > at and g.first - at <= _REACH and _is_open(words[at + 1 : g.first])), None
    )


def _is_open(between: Sequence[Word]) -> bool:
    return not any(word.lower in _STOPS for word in between)


def _is_transparent(between: Sequence[Word]) -> bool:
    """Whether only words stand between that leave a possessor with its noun."""
    return len(between) <= 2 and all(word.lower not in _STOPS | {",", "and"} for word in between)


def _are_joined(words: Sequence[Word], last: int, first: int) -> bool:
    between = [word.lower for word in words[last + 1 : first]]
    return all(word in {"and", ",", "-", "–", "the"} for word in between) and 0 < len(between) <= 3


def _status(words: Sequence[Word], at: int, named: Set[int]) -> Status:
    """By the nearest cue before the trigger; `named` are the words of parties."""
    is_apart = False  # the "to" of "envoy to Chile condemns" is another word's
    for place in range(at - 1, max(0, at - 3) - 1, -1):
        word = words[place].lower
        if word in _CUES and not (word == "to" and is_apart):
            return _CUES[word]
        is_apart = is_apart or place in named or word == ","
    return Status.ACTUAL


def _first_of_each_dyad(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The surest draft of each set of parties, in order: the shallow way cannot tell two events of one dyad apart."""
    best: dict[frozenset[str], Draft] = {}
    for draft in drafts:
        key = frozenset(p.iso3 for p in draft.actors + draft.recipients)
        if key not in best or draft.confidence > best[key].confidence:
            best[key] = draft
    return iter(sorted(best.values(), key=lambda draft: draft.trigger_start))
