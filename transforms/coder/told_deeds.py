"""Deeds that a noun names again: who did them and to whom, as the story told before."""

from __future__ import annotations

from transforms.coder import clauses, phrases, subclauses
from transforms.coder.frame_filling import DEFINITE
from transforms.coder.roles import NOBODY, Filled, Parties, Tie, inferred
from transforms.coder.verb_slots import VerbSlots
from transforms.coder.wording import Wording

_REGRETTING = frozenset({"for", "over"})


def doer(wording: Wording, slots: VerbSlots) -> Filled:
    """Who did what is judged by a noun alone: whoever made the raid of "condemned the raid"."""
    for head in (*clauses.objects(slots.verb), *subclauses.judged(slots.verb)):
        rows = wording.rows("noun", head)
        if rows and any(c.lower_ in DEFINITE for c in head.children):
            doers, others = slots.finder.story.told(rows[-1].event_type)
            below = [slots.finder.parties(noun) for _, noun in phrases.prepositions(head)]
            if all(named and _codes(named) <= _codes(others) for named in below):  # the victims, if anybody
                return _deed(doers)
    return NOBODY


def wronged(wording: Wording, slots: VerbSlots, actor: Filled) -> Filled:
    """To whom was done what its doer regrets by a noun alone: the Chad of "attacked Chad", "regretted the attack"."""
    objects = clauses.objects(slots.verb)
    near = (pair for anchor in (slots.verb, *objects) for pair in phrases.prepositions(anchor))
    for head in (*objects, *(o for name, o in near if name in _REGRETTING)):
        rows = wording.rows("noun", head)
        if rows and any(c.lower_ in DEFINITE for c in head.children):
            doers, others = slots.finder.story.told(rows[-1].event_type)
            if actor and {p.iso3 for p in actor.parties} <= {p.iso3 for p in doers}:
                return _deed(others)
    return NOBODY


def _codes(parties: Parties) -> frozenset[str]:
    return frozenset(party.iso3 for party in parties)


def _deed(parties: Parties) -> Filled:
    return Filled(inferred(parties), "deed", Tie.LOOSE)
