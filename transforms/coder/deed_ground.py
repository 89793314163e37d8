"""On whose ground a deed is done by people or things of no country: gunmen, a crowd, a bomb, nobody said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from transforms.coder import clauses, passives, phrases
from transforms.coder.actors import PartyFinder
from transforms.coder.roles import NOBODY, PLACE_SLOTS, Filled, Parties, Tie, under
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_FIGHTERS = frozenset({"UAF", "REB", "CRM", "PRM"})  # are of the place where they fight, if nothing else is said
_CROWDS = words(
    "rioter mob crowd protester protestor demonstrator marcher looter arsonist youth student supporter activist "
    "villager resident nationalist hardliner sympathiser sympathizer fan"
)
_RISING = _CROWDS | words(
    "officer soldier army general colonel guard guardsman mutineer paratrooper military lawmaker legislator parliament "
    "commander plotter putschist"
)
_REGIMES = words("president government regime ruler dictator monarch king junta palace parliament premier presidency")
_EXPLOSIVES = frozenset({"bomb", "mine", "blast", "explosion", "rocket", "shell", "mortar", "grenade", "landmine"})
_PERSONAL = frozenset({"it", "they", "he", "she", "them"})
_GROUPS = frozenset({"group", "faction", "cell", "organisation", "organization", "movement", "network", "gang"})
_MILITANT = words(
    "militant armed insurgent extremist terrorist terror rebel islamist islamic jihadist jihadi guerrilla"
)
_DIRECTIONS = words("north south east west northeast northwest southeast southwest outside near")
_NEAR = frozenset({"near", "outside", "beside", "at", "on", "under"})
_SPANS = words("year month week day hour decade fortnight night")  # "held for two months in Chad"


class DeedGround:
    """The ground of the deed that a verb tells."""

    def __init__(self, verb: Token, finder: PartyFinder) -> None:
        self._verb = verb
        self._finder = finder

    def place(self) -> Filled:
        """On whose ground a deed was done by nobody, by a bomb, by some gunmen: "two Kenyans were shot in Baghdad"."""
        is_passive = passives.is_passive(self._verb)
        if not (is_passive or self.is_done_by_strangers):
            return NOBODY
        doers = passives.agents(self._verb) if is_passive else clauses.subjects(self._verb)
        if any(self._finder.sector(doer) is None for doer in doers if doer.lemma_ not in _EXPLOSIVES | _PERSONAL):
            return NOBODY
        reached = [self._verb, *(o for _, o in phrases.prepositions(self._verb))]
        origins = [] if is_passive else [*under(reached, "from")]
        below = _placed(self._reaching())
        if is_passive and not below:  # "were arrested and beaten in Chad"
            below = _placed(c for c in self._verb.children if c.dep_ == "conj" and c.tag_ == "VBN")
        below = [head for head in below if self._finder.sector(head) is None]  # "stones at the US embassy in Lima"
        below += [t for t in self._verb.subtree if t.lower_ in _DIRECTIONS]
        found = self._finder.first_located((*origins, *doers, *below))
        if not found and doers:
            found = self._finder.first_located(_placed(self._around())) or self._at_home()
        done_to = {party.iso3 for head in clauses.objects(self._verb) for party in self._finder.parties(head)}
        if any(t.lower_ == "there" and t.dep_ == "advmod" for t in self._verb.subtree):
            found = self._named_there(done_to) or found
        return NOBODY if found and found[0].iso3 in done_to else Filled(found, "place", Tie.LOOSE)

    def _at_home(self) -> Parties:
        """The country of the dateline, unless the story is about two others."""
        told_in = self._finder.dateline(self._verb)
        pair = self._finder.story.main_pair
        return told_in if len(pair) < 2 or {party.iso3 for party in told_in} <= pair else ()

    def _named_there(self, done_to: Collection[str]) -> Parties:
        """Where "there" is: the last state named before that is not the one it is done to."""
        before = (s for s in reversed(self._finder.spans) if s.last < self._verb.i and s.match.iso3 not in done_to)
        return self._finder.first_located(self._finder.doc[span.head] for span in before)

    @cached_property
    def is_done_by_strangers(self) -> bool:
        """Whether its subject names men at arms, a crowd or a bomb of no country: "gunmen killed", "a bomb tore"."""
        doers = clauses.subjects(self._verb)
        if self._verb.dep_ in {"ccomp", "conj"} and all(doer.lower_ in _PERSONAL for doer in doers):
            above = self._verb if self._verb.dep_ == "ccomp" else self._verb.head
            doers = clauses.subjects(above.head) if above.dep_ == "ccomp" else doers  # "militants said they had shot"
        return bool(doers) and all(self._is_stranger(doer) for doer in doers)

    @cached_property
    def is_revolt(self) -> bool:
        """Whether people of no named country turn on a ruler or his palace, which is then their own."""
        doers = clauses.subjects(self._verb)
        is_rising = bool(doers) and all(_noun(doer) in _RISING and not self._is_of_any(doer) for doer in doers)
        held = (word for head in clauses.objects(self._verb) for word in (head, *head.children))
        return is_rising and any(word.lemma_.lower() in _REGIMES for word in held)

    def _is_of_any(self, doer: Token) -> bool:
        """Whether the sentence says whose people they are, or "the" points to those the story told of."""
        is_told = any(child.lower_ in {"the", "its", "their"} for child in doer.children)
        named = [party for party in self._finder.parties(doer) if is_told or not party.is_inferred]
        return bool(named or self._finder.owners(doer))

    def foreigners(self) -> frozenset[int]:
        """Where people are named by their country, who are not the gunmen that did it: "a British hostage"."""
        people = {"adjective", "demonym", "leader"}
        return frozenset(span.match.start for span in self._finder.spans if span.match.kind in people)

    def _is_stranger(self, doer: Token) -> bool:
        is_armed = self._finder.sector(doer) in _FIGHTERS or doer.lemma_.lower() in _CROWDS | _EXPLOSIVES
        is_group = doer.lemma_.lower() in _GROUPS and any(c.lemma_.lower() in _MILITANT for c in doer.children)
        return (is_armed or is_group) and not self._finder.parties(doer) and not self._finder.owners(doer)

    def battlefield(self, actor: Filled) -> Filled:
        """On whose ground allies fight beside its own people: "US and Iraqi troops stormed a district of Mosul"."""
        done_to = clauses.objects(self._verb)
        if len(actor.parties) == 1 or not done_to or any(self._finder.parties(head) for head in done_to):
            return NOBODY
        found = self._finder.first_located(_placed((self._verb, *done_to)))
        is_own = {party.iso3 for party in found} <= {party.iso3 for party in actor.parties}
        return Filled(found if is_own else (), "place", Tie.LOOSE)

    def _around(self) -> Iterator[Token]:
        """The verbs above and their objects: the operations of "stopped operations in Chad after gunmen took a man"."""
        for _, above in phrases.ancestors(self._verb):
            if above.pos_ in {"VERB", "AUX"}:
                yield from (above, *clauses.objects(above), *(c for c in above.children if c.dep_ == "acomp"))

    def _reaching(self) -> tuple[Token, ...]:
        """The verb, its objects, and what it is done near: the patrol of "exploded near a patrol in Baghdad"."""
        phrased = phrases.prepositions(self._verb)
        near = [o for name, o in phrased if name in _NEAR or (name == "for" and o.lemma_ in _SPANS)]
        near += [o for name, o in phrased if name == "with" and self._finder.sector(o) is not None]
        return (self._verb, *clauses.objects(self._verb), *near)


def _noun(doer: Token) -> str:
    return doer.lemma_.lower().removesuffix("s")  # the model takes the "Mobs" that open a sentence for a name


def _placed(anchors: Iterable[Token]) -> list[Token]:
    """Heads of the phrases on the words that say where."""
    return [o for anchor in anchors for name, o in phrases.prepositions(anchor) if name in PLACE_SLOTS]
