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
        is_told = any(c.lower_ in DEFINITE for c in head.children) and not phrases.prepositions(head)
        if rows and is_told:
            return _deed(slots.finder.story.told(rows[-1].event_type)[0])
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


def _deed(parties: Parties) -> Filled:
    return Filled(inferred(parties), "deed", Tie.LOOSE)
