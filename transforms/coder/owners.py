"""Whose the thing or the people are that a noun names: the Iraqi of "Iraqi oil", the Japan of "police in Japan"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.named_spans import NamedSpan
from transforms.coder.word_sets import words
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.actors import PartyFinder
    from transforms.coder.parse import Token

_AT_HOME = frozenset({"in", "including", "at"})
_AREAS = frozenset({"in", "across", "near", "around"})
# people who are somewhere without being of it: envoys in Lima are not Peru's
_AWAY = words(
    "ambassador envoy diplomat consul embassy consulate mission delegate delegation negotiator adviser advisor expert "
    "peacekeeper observer monitor visitor tourist correspondent reporter journalist worker national expatriate "
    "group"
)
_LAUNCHING = words("fire launch lob shoot drop fly hurl")
_DRESS = frozenset({"uniform", "fatigues", "fatigue", "dress", "insignia"})
_JOINING = words("talk talks bid membership accession entry application candidacy hope ambition process negotiation")
# "Chad's UN diplomats" are Chad's, "a Swiss firm's Peruvian unit" is at home in Peru
BRANCHES = words("subsidiary unit division branch arm affiliate plant factory operation business holding")
_POSTED = words("ambassador envoy diplomat mission delegate delegation representative seat resolution")
_COLONIES = frozenset({"colony", "protectorate", "possession", "dominion", "mandate", "territory", "republic"})
_PAST = frozenset({"former", "ex", "one-time", "onetime", "erstwhile", "old"})
_AWAY_SECTORS = frozenset({"MIL", "JRN"})
_OWN_PREPOSITIONS = frozenset({"of", "from"})
# "the kidnappers of two Danes" are no Danes
ADVERSARIES = words(
    "kidnapper abductor captor killer murderer assassin attacker assailant hijacker invader occupier critic opponent "
    "enemy foe rival torturer jailer robber bomber conqueror detractor hater stabber poisoner victim hostage-taker"
)
# Chad's creditors and allies are others than Chad
COUNTERPARTS = words(
    "ally neighbour neighbor creditor lender donor backer partner supplier customer patron sponsor benefactor enemy "
    "foe rival adversary opponent critic"
)
_FRIENDS = frozenset({"friend", "protege", "protégé", "confidant", "supporter", "admirer"})
_TERMS = frozenset({"presidency", "chairmanship"})  # which countries hold by turns
_FIRM = "BUS"
_UNIONS = frozenset({"EUR", "IGO", "UNO"})
_STAFFED = words("office team cabinet entourage camp circle delegation party administration staff service palace")
_CAPTIVES = frozenset({"hostage", "captive"})  # are held where they are, not at home
_DEPUTIES = frozenset({"negotiator", "spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney"})  # "for Peru"
# these affixes leave the country out of it: a pro-Iranian militia, or a drone made in Iran, is not Iran
STRANGER_AFFIXES = words(
    "pro anti non post pre mid trans inter intra pan born style speaking based hyphenated aligned linked allied "
    "affiliated friendly supported trained armed equipped supplied made manufactured produced designed "
    "occupied controlled held annexed installed brokered mediated facilitated moderated"
)
_MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "poss", "nummod", "conj", "det", "case", "punct", "npadvmod", "appos"}
)


class OwnerFinder:
    """The owners of nouns in one parsed sentence."""

    def __init__(self, finder: PartyFinder, named: Mapping[int, NamedSpan]) -> None:
        """`named`: the match that covers each token, by the token's place; `finder` looks up whom other nouns mean."""
        self._finder = finder
        self._named = named

    def of(self, head: Token) -> tuple[ActorMention, ...]:
        """Owners of the noun: before it, else behind "of" or "from", else apposed; US troops from Iraq are American."""
        lemma = head.lemma_.lower()
        if lemma in COUNTERPARTS and any(is_counterpart_of(head, child) for child in head.children):
            return distinct(self._described(head))
        found = list(self._terms(head) if lemma in _TERMS else ()) or list(self.before(head))
        if lemma in ADVERSARIES or lemma in COUNTERPARTS:
            return distinct(found)
        if not found and self._finder.sector(head) == _FIRM:
            found.extend(self._seat(head))
        found = found or [*self._launchers(head), *self._dressed(head)]
        for child in head.children if not found else ():
            if child.dep_ == "prep" and child.lower_ in _OWN_PREPOSITIONS:
                found.extend(m for o in objects_of(child) for m in (self._finder.parties(o) or self._finder.owners(o)))
        for child in head.children if not found else ():
            if child.dep_ == "prep" and self._is_home(child, head):
                for o in objects_of(child):
                    is_staffed = o.lemma_.lower() in _STAFFED
                    found.extend(self._finder.parties(o) or (self._finder.owners(o) if is_staffed else ()))
        for child in head.children if not found else ():
            if child.dep_ == "appos" and child.i in self._named:  # "Semnan province, Iran"
                found.extend(self._finder.parties(child))
        return distinct(found)

    def _launchers(self, weapon: Token) -> Iterator[ActorMention]:
        """Whose fire it is: the Thailand of "shells fired from the Thai side", the Niger of "jets flown by Niger"."""
        launched = (c for c in weapon.children if c.dep_ == "acl" and c.lemma_ in _LAUNCHING)
        origins = (o for verb in launched for name, o in phrases.prepositions(verb) if name in {"by", "from"})
        for origin in origins:
            yield from self._finder.parties(origin) or self._finder.owners(origin)

    def _dressed(self, person: Token) -> Iterator[ActorMention]:
        """In whose uniforms men act: the Chad of "gunmen in Chadian uniforms"."""
        worn = (o for name, o in phrases.prepositions(person) if name in {"in", "wearing"} and o.lemma_ in _DRESS)
        for dress in worn:
            yield from self._finder.modifying(dress)

    def _is_home(self, preposition: Token, head: Token) -> bool:
        """Whether whom a preposition names has the people: "police in Japan", "states, including Japan"."""
        if head.lemma_.lower() in _CAPTIVES:
            return False
        is_deputy = preposition.lower_ == "for" and head.lemma_.lower() in _DEPUTIES
        return is_deputy or (preposition.lower_ in _AT_HOME and self._finder.sector(head) is not None)

    def local(self, head: Token, sector: str) -> tuple[ActorMention, ...]:
        """Whose people an actor noun names by their town or region: "mobs in Karachi", "Karachi police"."""
        if sector in _AWAY_SECTORS or head.lemma_.lower() in _AWAY:
            return ()
        places = [c for c in head.children if c.i < head.i and c.dep_ in {"compound", "nmod", "poss", "amod"}]
        places += [o for c in head.children if c.dep_ == "prep" and c.lower_ in _AREAS for o in objects_of(c)]
        spans = (self._named.get(place.i) for place in places)
        found = (s.match for s in spans if s is not None and s.match.kind == "place" and s.match.affix is None)
        return distinct(ActorMention(m.iso3, None, m.text, m.start, m.end, is_inferred=True) for m in found)

    def _described(self, head: Token) -> Iterator[ActorMention]:
        """Who somebody's allies or partners are: the EU of "Cyprus urged its EU partners"."""
        for child in head.children:
            if child.i < head.i and child.dep_ in {"amod", "compound", "nmod"}:
                yield from self._modifier(child)

    def _seat(self, firm: Token) -> Iterator[ActorMention]:
        """Where a firm is at home: the Malaysia of "a Kuala Lumpur-based oil company"."""
        below = (t for child in firm.children if child.i < firm.i for t in child.subtree)
        spans = {s.first: s for t in below if (s := self._named.get(t.i)) is not None and s.match.affix == "based"}
        for match in (s.match for s in spans.values()):
            yield ActorMention(match.iso3, None, match.text, match.start, match.end)

    def _terms(self, head: Token) -> Iterator[ActorMention]:
        """The body that a country presides over for a while: the EU of "the Finnish presidency of the EU"."""
        below = (o for c in head.children if c.lower_ == "of" for o in objects_of(c))
        named = [*(c for c in head.children if c.i < head.i and c.dep_ in _MODIFIERS), *below]
        spans = (self._named.get(t.i) for t in named)
        yield from (
            self._finder.mention(s, self._finder.doc[s.head])
            for s in spans
            if s is not None and s.match.iso3 in _UNIONS
        )

    def before(self, head: Token) -> Iterator[ActorMention]:
        is_against = head.lemma_.lower() in ADVERSARIES  # "Chad's attackers" are not Chad's
        is_joined = head.lemma_.lower() in _JOINING | _POSTED
        is_joining = is_joined and any(c.dep_ == "poss" for c in head.children)
        lands = (self._named.get(c.i) for c in head.children if c.dep_ in {"amod", "compound", "nmod"})
        is_land = any(span is not None and span.match.kind in {"adjective", "demonym"} for span in lands)
        is_abroad = is_land and head.lemma_.lower() in BRANCHES
        for child in head.children:
            if is_of_colony(child):
                continue
            if (is_joining and child.dep_ != "poss") or (is_abroad and child.dep_ == "poss"):
                continue  # "Chad's EU talks" are Chad's
            if child.i < head.i and child.dep_ in _MODIFIERS and not (is_against and child.dep_ == "poss"):
                yield from self._modifier(child)

    def _modifier(self, token: Token) -> Iterator[ActorMention]:
        span = self._named.get(token.i)
        if span is not None and span.match.affix not in STRANGER_AFFIXES and span.match.affix != "backed":
            matches = [twin.match for twin in self._finder.twins(span) if twin.match.kind != "place"]
            yield from (ActorMention(m.iso3, m.sector, m.text, m.start, m.end) for m in matches)
        elif token.lower_ == "whose":
            yield from self._finder.parties(phrases.antecedent(token))
        elif token.dep_ == "poss" or (token.dep_ in {"compound", "nmod"} and self._finder.sector(token)):
            yield from self._finder.parties(token)
            return
        for child in token.children:
            if child.dep_ in _MODIFIERS and (span is None or not span.first <= child.i <= span.last):
                yield from self._modifier(child)


def is_counterpart_of(noun: Token, owner: Token) -> bool:
    """Whether the noun names others than its owner: the creditors of "Chad's creditors"."""
    return owner.dep_ == "poss" and owner.head == noun and noun.lemma_.lower() in COUNTERPARTS


def is_of_colony(name: Token) -> bool:
    """Whether it only says whose a country once was: the French of "the former French colony"."""
    land = name.head
    return (
        name.dep_ in {"amod", "compound", "nmod"}
        and land.lemma_.lower() in _COLONIES
        and any(c.lower_ in _PAST for c in land.children)
    )


def says_whose_friend(preposition: Token) -> bool:
    """Whether it stands in what is added to a name to say whose side it is on: "Conde, a close ally of Chad"."""
    noun = preposition.head
    is_added = preposition.lower_ == "of" and noun.dep_ == "appos"
    return is_added and noun.lemma_.lower() in COUNTERPARTS | ADVERSARIES | _FRIENDS


def objects_of(preposition: Token) -> Iterator[Token]:
    """The objects of a preposition."""
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield child


def distinct(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Each country once, in order of first mention."""
    first: dict[str, ActorMention] = {}
    for mention in mentions:
        first.setdefault(mention.iso3, mention)
    return tuple(first.values())
