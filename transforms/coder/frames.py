"""A predicate with its parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.coder.agreements import is_common_fight
from transforms.coder.clause_status import is_negated
from transforms.coder.predicates import Predicate
from transforms.coder.roles import Filled
from transforms.coder.tracing import current_trace
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_PRESS = "JRN"
# what two subjects do together they do to each other
SHARED = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
_COMMON = SHARED | {"CONCEDE", "RETREAT"}
_HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "REJECT", "THREATEN"})
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
GUESSED = frozenset(
    {
        "speaker",
        "below",
        "behind",
        "before",
        "only below",
        "only behind",
        "only before",
        "story",
        "home",
        "sides",
        "both sides",
        "told",
        "holder",
        "left",
    }
)
_OF_ENEMIES = frozenset({"MOBILIZE", "ASSAULT", "SANCTION", "COERCE"})
_OF_ENVOYS = frozenset({"withdraw", "expel"})
_OF_BOTH = frozenset({"relation", "tie", "link", "border", "frontier", "crossing", "bridge", "airspace", "flight"})
_COMMON_FOES = frozenset({"rebel", "militant", "insurgent", "guerrilla", "terrorist", "jihadist", "pirate", "bandit"})
_COMPLAINING = frozenset({"complain", "protest"})  # to whom or of whom tells more than what is complained of
_FIGHTING = frozenset({"fight", "battle", "clash", "skirmish", "spar"})


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate that found its parties. `trigger` is its head word, `words` the words that carry it, in order."""

    predicate: Predicate
    trigger: Token
    words: tuple[Token, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    is_reciprocal: bool
    actor: Filled  # how the sides were found, before a reciprocal event pools them
    others: Filled
    complement: Token | None = None  # the verb of the clause that the predicate is about
    is_by_purpose: bool = False  # the recipient stands in the clause that says what for

    def finds_fault_with(self, deed: Frame) -> bool:
        """Whether this only says that the deed is wrong, in a clause of its own; the deed tells more."""
        is_judgement = self.predicate.event_type == "ACCUSE" and not self.predicate.takes_clause
        if self.trigger.lemma_ in _COMPLAINING:
            return False
        clause = self.complement if is_judgement else None
        is_told = clause is not None and clause == deed.trigger and clause.dep_ == "ccomp"
        is_doubtful = self.is_reciprocal and deed.is_weak  # "each said the other had fired first"
        return is_told and not is_doubtful and deed.predicate.event_type in DEEDS | {"REJECT", "THREATEN"}

    def alleges(self, deed: Frame) -> bool:
        """Whether this says that the deed was done, in a clause of its own: "charged that Chad arms the rebels"."""
        is_charge = self.predicate.event_type == "ACCUSE" and self.predicate.takes_clause
        is_deed = deed.predicate.event_type in DEEDS | {"AID", "REJECT"} and deed.predicate.pos == "verb"
        is_done_to_him = {p.iso3 for p in deed.recipients} <= {p.iso3 for p in self.actors}
        return (
            is_charge
            and is_deed
            and (is_done_to_him or not deed.is_weak)
            and self.complement == deed.trigger
            and deed.trigger.dep_ == "ccomp"
        )

    def plans(self, deed: Frame) -> bool:
        """Whether this agrees to a hostile deed in a clause of its own: "agreed to tighten the embargo"."""
        is_plan = self.predicate.event_type == "AGREE" and self.predicate.takes_clause
        is_hostile = deed.predicate.event_type in _HOSTILE and deed.predicate.pos == "verb" and not deed.is_weak
        is_forsworn = is_negated(list(deed.trigger.children))  # "promised not to attack" agrees to no attack
        return (
            is_plan
            and is_hostile
            and not is_forsworn
            and not self.plans_together(deed)
            and self.complement == deed.trigger
        )

    def plans_together(self, deed: Frame) -> bool:
        """Whether friends agree on what they will do, against others too: "agreed to fight rebels" is a pact."""
        is_pact = self.is_reciprocal and self.predicate.event_type == "AGREE" and self.complement == deed.trigger
        is_theirs = deed.is_weak and deed.predicate.event_type in SHARED  # with whom else is only guessed
        return is_pact and (is_theirs or is_common_fight(deed.trigger))

    @property
    def is_weak(self) -> bool:
        """Whether no grammar ties both sides to the trigger."""
        return self.actor.slot in GUESSED or self.others.slot in GUESSED

    def countries(self) -> frozenset[str]:
        return frozenset(m.iso3 for m in self.actors + self.recipients)


def _is_of_pair(row: Predicate, words: tuple[Token, ...], actor: Filled) -> bool:
    """Whether "both armies" or "the two countries" do it, to whom if not to each other: "both sides dug in"."""
    if row.event_type not in _OF_ENEMIES or len({party.start for party in actor.parties}) == len(actor.parties):
        return False
    carrying = {word.lemma_.lower() for word in words[1:]}
    if row.event_type in {"MOBILIZE", "ASSAULT"}:
        return not carrying & _COMMON_FOES
    return row.mode in _OF_ENVOYS or bool(carrying & _OF_BOTH)


def make_frame(
    row: Predicate,
    words: tuple[Token, ...],
    actor: Filled,
    others: Filled,
    complement: Token | None = None,
) -> Frame | None:
    """The frame of a row whose first word is the trigger; None where a side is missing."""
    frame = _made(row, words, actor, others, complement)
    if (trace := current_trace()) is not None:
        trace.attempt(row, words, actor, others, frame)
    return frame


def _made(
    row: Predicate, words: tuple[Token, ...], actor: Filled, others: Filled, complement: Token | None
) -> Frame | None:
    is_common = row.event_type in _COMMON or row.mode == "meet" or row.lemma in _FIGHTING
    is_joint = not others and len(actor.parties) > 1
    is_shared = is_joint and (is_common or _is_of_pair(row, words, actor))  # "Peru and Chile agreed to talk"
    everyone = actor.parties + others.parties
    is_reciprocal = row.is_reciprocal or is_shared
    is_one_sided = not actor and others.slot == "with"  # "talks with Peru and Chile" are somebody else's
    is_mutual = is_reciprocal and not is_one_sided and len({m.iso3 for m in everyone}) > 1
    if not is_mutual and not (actor.parties and others.parties):
        return None
    if row.event_type == "CONSULT" and any(m.sector == _PRESS for m in everyone):
        return None  # "spoke to AFP": an interview is how news comes about, no meeting of states
    actors, recipients = (everyone, ()) if is_reciprocal else (actor.parties, others.parties)
    return Frame(
        predicate=row,
        trigger=words[0],
        words=tuple(sorted(words, key=lambda word: word.i)),
        actors=actors,
        recipients=recipients,
        is_reciprocal=is_reciprocal,
        actor=actor,
        others=others,
        complement=complement,
        is_by_purpose=others.slot == "purpose",
    )
