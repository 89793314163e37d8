"""What speaks for and against a coded event: how its parties were found and in what kind of sentence it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from transforms.coder import clauses, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.categories import Category
from transforms.coder.frames import GUESSED, Frame
from transforms.coder.paths import path
from transforms.coder.roles import Filled
from transforms.coder.word_sets import words
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

PRONOUNS = words("he she him her his it its itself they them their we us our i my")
_NEAR = 25  # characters between the trigger and a party
_FAR = 80
_FEW = 3  # countries in a sentence
_LONG = 45  # words in a sentence
_OPENING = frozenset({"“", '"', "``", "”", "''"})
_CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "relcl", "acl", "advcl", "conj", "pcomp", "parataxis"})
_MOST_WORDS = 3
_MOST_PARTIES = 4
_MOST_PASSED = 2
_DEEPEST = 8  # governors between the trigger and the root
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "MNC"})


def signs_of(frame: Frame, category: Category, finder: PartyFinder, rival: str | None) -> tuple[str, ...]:
    """Names of the signs that hold, each once; `confidence.csv` says what each of them is worth.

    `rival`: where a surer event of the same parties stands in the sentence, above or below this one.
    """
    own = (*_row_signs(frame), *_category_signs(frame, category), *party_signs(frame, finder))
    if rival is not None:
        own = (*own, f"surer event {rival}", f"{frame.predicate.pos} beside surer in {_clause(frame.trigger)}")
    return tuple(dict.fromkeys((*own, *_sentence_signs(frame, finder))))


def _row_signs(frame: Frame) -> Iterator[str]:
    row = frame.predicate
    n_words = len(row.constraints) + bool(row.particle) + row.takes_clause
    yield f"pos {row.pos}"
    yield f"row asks {min(n_words, _MOST_WORDS)}"
    yield f"row type {row.event_type}"
    yield f"row rated {'no' if row.rating is None else f'{row.rating:g}'}"
    yield f"rule {row.rule_id}"
    yield f"{row.pos} lemma {row.lemma}"
    if frame.is_reciprocal:
        yield f"reciprocal {row.pos}"


def _category_signs(frame: Frame, category: Category) -> Iterator[str]:
    yield f"type {category.event_type}"
    yield f"status {category.status}"
    yield f"{frame.predicate.pos} {category.status}"
    yield from (f"{category.event_type} by {party.sector}" for party in frame.actor.parties[:1])
    yield f"{category.event_type} in {_clause(frame.trigger)}"


def party_signs(frame: Frame, finder: PartyFinder) -> Sequence[str]:
    """The signs that tell candidates of one predicate apart; the chosen one is asked again for its confidence."""
    key = (party_signs, id(frame))
    kept = finder.remembered.get(key)
    if not isinstance(kept, _Kept):
        kept = finder.remembered[key] = _Kept(frame, tuple(_party_signs(frame, finder)))
    return kept.signs


class _Kept(NamedTuple):
    frame: Frame  # as long as it is kept, no other has its identity
    signs: tuple[str, ...]


def _party_signs(frame: Frame, finder: PartyFinder) -> Iterator[str]:
    row = frame.predicate
    for role, filled in (("actor", frame.actor), ("recipient", frame.others)):
        yield f"{row.pos} {role} {filled.slot or 'none'}"
        yield f"{role} tie {filled.tie.name.lower()}" if filled else f"{role} none"
        yield from (f"{role} {_manner(party)}" for party in filled.parties)
        if filled.slot in GUESSED:
            yield f"{row.pos} {role} guessed over {_occupant(frame.trigger, role, finder)}"
        yield from (f"{role} path {row.pos} {way}" for way in _path(frame.trigger, filled, finder))
        yield f"{role} {_distance(frame.trigger.idx + finder.offset, filled)}"
        yield from _passed(frame, role, filled, finder)
        yield from (f"{role} sector {party.sector}" for party in filled.parties[:1])
        yield from (f"{role} {_kind(party, finder)} as {filled.slot}" for party in filled.parties[:1])
    yield from (f"toward {party.iso3 if party.iso3 in _BODIES else 'a state'}" for party in frame.others.parties[:1])
    yield f"parties {min(len(frame.actor.parties) + len(frame.others.parties), _MOST_PARTIES)}"
    how = [_manner(filled.parties[0]) if filled else "nobody" for filled in (frame.actor, frame.others)]
    yield f"{'mutual' if frame.is_reciprocal else 'one way'} {' '.join(how)}"
    yield f"{row.pos} {frame.actor.slot} {frame.others.slot or 'none'}"
    yield f"of the story's pair {len(frame.countries() & finder.story.main_pair)}"


def _occupant(trigger: Token, role: str, finder: PartyFinder) -> str:
    """What stands where the grammar looked for a party that had to be guessed."""
    heads = clauses.subjects(trigger) if role == "actor" else clauses.objects(trigger)
    head = next(iter(heads), None) if trigger.pos_ in {"VERB", "AUX"} else None
    if head is None:
        return "nothing"
    if finder.sector(head) is not None:
        return "people"
    return head.pos_.lower()


def _path(trigger: Token, filled: Filled, finder: PartyFinder) -> Iterator[str]:
    for party in filled.parties[:1]:
        token = finder.token_before(party.end)
        yield "none" if token is None else path(trigger, token)


def _kind(party: ActorMention, finder: PartyFinder) -> str:
    """What kind of name the party has in the sentence: a leader, a seat, a body; "elsewhere" where it has none."""
    spans = (s.match for s in finder.spans if s.match.start < party.end and party.start < s.match.end)
    return next((match.kind for match in spans), "elsewhere")


def is_pronoun(party: ActorMention) -> bool:
    """Whether the sentence names the party by a pronoun only."""
    return party.is_inferred and party.text.lower() in PRONOUNS


def _manner(party: ActorMention) -> str:
    if not party.is_inferred:
        return "named"
    return "pronoun" if is_pronoun(party) else "inferred"


def _distance(trigger_start: int, filled: Filled) -> str:
    if not filled:
        return "absent"
    gap = min(min(abs(p.start - trigger_start), abs(p.end - trigger_start)) for p in filled.parties)
    return "near" if gap < _NEAR else "apart" if gap < _FAR else "far"


def _passed(frame: Frame, role: str, filled: Filled, finder: PartyFinder) -> Iterator[str]:
    """How many countries beside those of the event stand between the trigger and a party."""
    at = frame.trigger.idx + finder.offset
    for party in filled.parties[:1]:
        start, end = (party.end, at) if party.start < at else (at, party.start)
        between = [span for span in finder.spans if start <= span.match.start and span.match.end <= end]
        n_passed = len({span.match.iso3 for span in between} - frame.countries())
        if n_passed:
            yield f"{role} past some"
        yield f"{role} past {min(n_passed, _MOST_PASSED)} {filled.slot}" if n_passed else f"{role} past none"


def _sentence_signs(frame: Frame, finder: PartyFinder) -> Iterator[str]:
    trigger = frame.trigger
    yield f"clause {_clause(trigger)} {frame.predicate.pos}"
    yield from _trigger_signs(trigger, frame.predicate.pos)
    countries = {span.match.iso3 for span in finder.spans}
    yield f"countries {min(len(countries), _FEW + 1)}"
    yield f"others {min(len(countries - frame.countries()), _FEW)} {frame.predicate.pos}"
    if len(finder.doc) > _LONG:
        yield "long sentence"
    yield from finder.story.signs
    if sum(token.text in _OPENING for token in finder.doc[: trigger.i]) % 2:
        yield "quoted"


def _clause(trigger: Token) -> str:
    return trigger.dep_ if trigger.dep_ in _CLAUSES else "phrase"


def _trigger_signs(trigger: Token, pos: str) -> Iterator[str]:
    """The form of a verb, what a noun hangs on, how deep in the sentence the word stands."""
    above = trigger.head
    yield (
        f"noun under {above.lower_ if above.pos_ == 'ADP' else above.pos_}" if pos == "noun" else f"form {trigger.tag_}"
    )
    yield f"depth {min(sum(1 for _ in phrases.ancestors(trigger)), _DEEPEST)}"
