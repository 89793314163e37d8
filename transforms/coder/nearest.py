"""The nearest country that a sentence names beside a trigger, for a side that no grammar tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import harms, phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.answers import is_moving
from transforms.coder.owners import BRANCHES, is_counterpart_of, is_of_colony, says_whose_friend
from transforms.coder.roles import NOBODY, SOUGHT, Filled, Tie
from transforms.coder.signs import PRONOUNS
from transforms.coder.word_sets import words
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Token

_MADE = frozenset({"reach", "sign", "make", "publish", "issue", "release", "agree", "strike", "negotiate", "conclude"})
_MEDIA = frozenset(
    {"monitor", "broadcast", "quote", "cite", "publish", "print", "air"}
)  # "monitored by a Danish radio"
GATHERINGS = words("conference summit meeting talks session forum congress ceremony rally seminar symposium")
_LINES = frozenset({"border", "frontier", "boundary", "region"})


class Nearest:
    """Another country that the sentence names, where no grammar ties it to the trigger.

    "The army moved its guns closer, as Lima had feared" is about Peru, but only the sense of it says so. What stands
    below the trigger comes first, then the nearest behind it, then the nearest before it.
    """

    def __init__(self, finder: PartyFinder) -> None:
        self._finder = finder

    def __call__(self, trigger: Token, known: Filled) -> Filled:
        if not known or any(m.is_inferred and not self._is_of_sentence(m, trigger) for m in known.parties):
            return NOBODY
        codes = {m.iso3 for m in known.parties}
        named = [s for s in self._finder.spans if s.match.affix is None and s.match.iso3 not in codes]
        speakers = {t.i for head in subclauses.speakers_and_hearers(trigger) for t in head.subtree}
        doc = self._finder.doc
        if any(m.is_inferred for m in known.parties):  # a pronoun and a name that nothing ties: too much is guessed
            verb = (trigger.dep_ == "dobj" and phrases.governor(trigger)) or trigger
            named = [s for s in named if phrases.is_below(doc[s.head], verb)]
        named = [s for s in named if s.head not in speakers and not _is_aside(doc[s.head])]
        named = [s for s in named if not _is_apart(doc, s.head, trigger.i)]
        named = [s for s in named if not harms.is_victim_below(doc[s.head], trigger)]
        named = [s for s in named if not harms.is_victim_in(doc[s.head], trigger)]
        named = [s for s in named if not harms.is_fellow_victim(doc[s.head], trigger)]
        named = [s for s in named if not _is_elsewhere(doc[s.head], trigger)]
        if not named:
            return NOBODY
        below = {token.i for token in trigger.subtree}
        span = min(named, key=lambda s: (s.head not in below, s.first < trigger.i, abs(s.first - trigger.i)))
        where = "below" if span.head in below else "behind" if span.first > trigger.i else "before"
        only = "only " if len({s.match.iso3 for s in named}) == 1 else ""
        match = span.match
        party = ActorMention(match.iso3, match.sector, match.text, match.start, match.end, is_inferred=True)
        return Filled((party,), f"{only}{where}", Tie.LOOSE)

    def _is_of_sentence(self, party: ActorMention, trigger: Token) -> bool:
        """Whether a pronoun means whom the sentence named before: "Chad said it would not talk until Niger left"."""
        before = (s for s in self._finder.spans if s.match.affix is None and s.last < trigger.i)
        return party.text.lower().split()[0] in PRONOUNS and any(s.match.iso3 == party.iso3 for s in before)


def _is_apart(doc: Parse, one: int, other: int) -> bool:
    """Whether a semicolon stands between two words: what is on its other side is another assertion."""
    return any(token.text == ";" for token in doc[min(one, other) : max(one, other)])


def _is_aside(name: Token) -> bool:
    """Whether the sentence names a country only to compare with it, to set it aside or to say whose ally another is."""
    if subclauses.is_compared(name) or is_counterpart_of(name.head, name) or says_whose_friend(name.head):
        return True
    if is_of_colony(name):
        return True
    above = [below for below, _ in phrases.ancestors(name)]
    return any(b.lower_ == "despite" or is_moving(b) or (b.dep_ == "acl" and b.lemma_ in _MEDIA) for b in above)


def _is_gathering(noun: Token, trigger: Token) -> bool:
    """Whether people meet there for something else than the trigger, which is not about who is host."""
    return noun.lemma_ in GATHERINGS and noun != trigger and not (noun.dep_ == "dobj" and noun.head == trigger)


def _is_of_firm(name: Token, owned: Token) -> bool:
    """Whether a firm and its branch are named: the Chad of "sold its Chadian unit", of "a Chadian firm's unit"."""
    branch = next((word for word in (name, owned, owned.head) if word.lemma_.lower() in BRANCHES), None)
    owners = [] if branch is None else [c for c in branch.children if c.dep_ == "poss"]
    return any(c in {name, owned} or (c.tag_ == "PRP$" and name.dep_ == "amod") for c in owners)


def _is_elsewhere(name: Token, trigger: Token) -> bool:
    """Whether a name has a thing of the same kind of its own, or lies behind a border.

    "Chad's exports fell while those of Niger rose" tells no trade between them, nor does "troops sent to Chad's border
    with Niger" say that Niger sent them, "a man wanted in Niger" that he is of Niger, or "a pact made in Niger" whose.
    """
    owned = name if name.pos_ == "NOUN" else name.head
    if _is_of_firm(name, owned):
        return True
    if trigger.pos_ == "NOUN" and owned != trigger and owned.lemma_ == trigger.lemma_ and name.i < owned.i + 1:
        return True
    if any(below.dep_ == "acl" and below.lemma_ in SOUGHT for below, _ in phrases.ancestors(name)):
        return True
    preposition = name.head
    if name.dep_ != "pobj":
        return False
    where, above = preposition.lower_, preposition.head
    is_said_there = any(below.dep_ == "ccomp" and report == above for below, report in phrases.ancestors(trigger))
    is_made_there = (above.lemma_ in _MADE and above.dep_ == "acl") or _is_gathering(above, trigger)
    is_venue = where in {"in", "at"} and (is_said_there or is_made_there)
    return is_venue or (where == "with" and above.lemma_.lower() in _LINES)
