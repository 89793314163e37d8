"""How a party hangs on its trigger: the words between them in the parse, and the slot that it fills."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.coder.actors import PartyFinder
from transforms.coder.frames import Frame
from transforms.coder.parse import Token
from transforms.coder.roles import Filled, Tie
from transforms.records import ActorMention

_TIES = {
    Tie.NAMED: "the party itself",
    Tie.OWNER: "whose is what stands there",
    Tie.NESTED: "in a phrase below what stands there",
    Tie.LOOSE: "a loose tie",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A party of an event: `slot` is where the rule found it, `path` the words from the trigger to it."""

    slot: str
    path: str


def link(frame: Frame, party: ActorMention, finder: PartyFinder) -> Link:
    """How the party came to be one of the frame."""
    filled = next((side for side in (frame.actor, frame.others) if _holds(side, party)), None)
    slot = f"{filled.slot}: {_TIES[filled.tie]}" if filled else "pooled with the other parties"
    token = _token(finder, party)
    return Link(slot, "said elsewhere in the text" if token is None else path(frame.trigger, token))


def path(start: Token, goal: Token) -> str:
    """`visited -nsubj-> president -poss-> Iran`; an arrow to the left climbs: `talks <-dobj- held -nsubj-> Iran`."""
    above = [start, *start.ancestors]
    down = [goal]
    while down[-1] not in above and down[-1].head is not down[-1]:
        down.append(down[-1].head)
    if down[-1] not in above:
        return f"{start.text} ... {goal.text}"
    climbed = "".join(f"{token.text} <-{token.dep_}- " for token in above[: above.index(down[-1])])
    return climbed + down[-1].text + "".join(f" -{token.dep_}-> {token.text}" for token in reversed(down[:-1]))


def _holds(side: Filled, party: ActorMention) -> bool:
    return any(mention.iso3 == party.iso3 and mention.start == party.start for mention in side.parties)


def _token(finder: PartyFinder, party: ActorMention) -> Token | None:
    """The head of the words that name the party; None where they stand in another sentence."""
    start, end = party.start - finder.offset, party.end - finder.offset
    if not 0 <= start < end <= len(finder.doc.text):
        return None
    span = finder.doc.char_span(start, end)
    return span.root if span is not None else None
