"""What a story has said so far, for pronouns and "the two countries". What it answers is marked as inferred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from transforms.coder.phrases import PLURAL
from transforms.coder.word_sets import words
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "it", "its", "itself", "they", "them", "their"})
PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_FIRMS = "MNC"  # is never one person
WE = frozenset({"we", "us", "our", "i", "my"})
_MUTUAL = frozenset({"neighbour", "neighbor"})  # what two states are to each other
_MANY = frozenset({None, "GOV", "CVL", "UNK", "MIL", "LEG"})  # sectors of which a story has several
_DEFINITE = frozenset({"the", "this", "these", "those"})
COUNTRIES = frozenset({"country", "nation", "kingdom", "republic"})
_SIDES = frozenset({"side", "party", "rival", "foe", "adversary"})  # "the sides agreed to meet"
_ENVOYS = ("ambassador", "envoy", "consul", "attache")  # a name with this title is the one spoken of
_GROUPS = frozenset({"group", "movement", "organisation", "organization", "militia", "faction", "party"})
_ARMED = frozenset({"REB", "UAF", "PRM", "PTY"})
_OF_GROUPS = words(
    "islamic islamist militant armed rebel guerrilla radical extremist separatist leftist rightist paramilitary banned "
    "outlawed fundamentalist hardline terrorist terror insurgent resistance maoist marxist communist shiite sunni"
)
_SAME = frozenset({"same", "said"})  # "the same court" is the court
_PAIR_WORDS = frozenset({"two", "both", "three"})
_OF_BOTH = frozenset({"the", "these", "those", "their", "both"})
_SINGLE = frozenset({"MIL", "CVL", "REF", "JRN", "MED", "EDU", "CRM", "REB", "UAF", "REL", "LAB", "AGR"})  # are people
# people to whom something was done
_TAKEN = words("deportee expellee captive hostage detainee prisoner internee abductee evacuee returnee exile")
_EACH = frozenset({"each", "neither", "either"})
_STAND_INS = words(
    "ministry government president premier minister embassy leader country nation ambassador official parliament "
    "army spokesman spokeswoman administration regime kingdom republic military troops force delegation foreign "
    "authority diplomat envoy consulate navy lawmaker cabinet negotiator"
)
_OF_STATES = words("government ministry embassy kingdom republic army regime navy country nation cabinet consulate")
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "MNC"})  # have none of these
_PLURAL_STAND_INS = words("official authority troops soldier diplomat lawmaker negotiator force delegate commander")
_DONE_TO_PEOPLE = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT"})
_OFFICIAL = frozenset({None, "GOV", "UNK"})
_UNIFORMED = frozenset({"MIL", "COP"})  # "The Chadian army denied it. General Ali said": he is of that army
_PRESS = "JRN"  # who reports is present in every sentence and meant by no pronoun
_HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})  # of noun phrases
_OF_PAIR = 1.5
_MEMORY = 6  # parties remembered; further back the antecedent is a guess


Parties = tuple[ActorMention, ...]


class StoryContext:
    """Parties in the order in which they were last spoken of. One object a story, fed sentence by sentence."""

    def __init__(
        self,
        home: ActorMention | None = None,
        main_pair: frozenset[str] = frozenset(),
        place: ActorMention | None = None,
        asides: frozenset[str] = frozenset(),
    ) -> None:
        self.home = home  # of the dateline, else the country that the story names most
        self.place = place  # of the dateline
        self._recent: list[ActorMention] = []  # latest last
        self._subject: ActorMention | None = None  # of the latest main clause
        self._speaker: ActorMention | None = None  # the same, the press included: its "we" is its own
        self._person: ActorMention | None = None  # spoken of last
        self._introduced: dict[str, ActorMention] = {}  # lemma of an actor noun -> its party
        self._of_sector: dict[str, ActorMention] = {}  # the last party of each sector
        self._main_pair = main_pair
        self._asides = asides  # countries that the story names in passing
        self._told: dict[str, tuple[Parties, Parties]] = {}
        self._deeds: list[tuple[Parties, Parties]] = []  # actors and recipients of directed events, latest last
        self._held: Parties = ()  # people to whom something was done in the last sentence
        self._held_before: Parties = ()  # ... in the one before
        self._victims: Parties = ()  # ... at any time, the last
        self._together: Counter[frozenset[str]] = Counter()  # how often two parties shared a sentence

    def notice(
        self, parties: Sequence[ActorMention], subject: ActorMention | None, person: ActorMention | None = None
    ) -> None:
        """Remember the parties of a sentence that was read; named ones only, since guesses must not breed guesses.

        `subject` is that of its main clause, `person` whom a "he" behind it means.
        """
        self._person = person or self._person
        self._speaker = subject or self._speaker
        if subject is not None and subject.sector == _PRESS:
            subject = None
        for party in parties:
            if not party.is_inferred and party.sector != _PRESS:
                self._remember(party)
                self._of_sector[party.sector or ""] = party
        self._held, self._held_before = (), self._held
        codes = sorted({party.iso3 for party in parties})
        self._together.update(frozenset(pair) for pair in combinations(codes, 2))
        self._subject = subject or self._subject

    def _remember(self, party: ActorMention) -> None:
        """The party as the latest; the main pair is never forgotten, however many others are named in between."""
        found = [*(m for m in self._recent if m.iso3 != party.iso3), party]
        self._recent = [m for i, m in enumerate(found, _MEMORY - len(found)) if i >= 0 or m.iso3 in self._main_pair]

    def remember(self, event_type: str, actors: Parties, recipients: Parties) -> None:
        """Keep who took part in an event, for "the visit" in a later sentence."""
        self._told[event_type] = (actors, recipients)
        if event_type in _DONE_TO_PEOPLE and _are_people(recipients):
            self._held = self._victims = recipients
        if recipients:
            self._deeds = [*self._deeds, (actors, recipients)][-_MEMORY:]

    def doers(self, codes: frozenset[str]) -> Parties:
        """Who did something to these countries last; empty where nobody has."""
        done = (actors for actors, recipients in reversed(self._deeds) if codes & _codes(recipients))
        return next((actors for actors in done if not codes & _codes(actors)), ())

    def held(self, token: Token) -> Parties:
        """Whom "they" means that something is done to: people to whom something was done just before."""
        return tuple(m for party in self._held or self._held_before for m in self.standing_for(token, party))

    def told(self, event_type: str) -> tuple[Parties, Parties]:
        """Actors and recipients of the latest event of this type, both empty if there was none."""
        return self._told.get(event_type, ((), ()))

    def introduce(self, noun: str, party: ActorMention) -> None:
        """Keep whose people a noun names: after "Kenyan truckers", "the truckers" are Kenya's."""
        self._introduced[noun] = party

    def is_introduced(self, noun: str) -> bool:
        """Whether the story has said whose people an actor noun names."""
        return noun in self._introduced

    def latest_of(self, codes: frozenset[str], before: Sequence[ActorMention]) -> ActorMention | None:
        """The last of these countries named, before the word or in the story so far; None where none is."""
        found = next((m for m in (*reversed(before), *reversed(self._recent)) if m.iso3 in codes), None)
        if found is None and len(codes) == 1:
            return ActorMention(next(iter(codes)), "GOV", "", 0, 0)  # the Hermit Kingdom needs no other name
        return found

    def counterpart(self, party: ActorMention) -> ActorMention | None:
        """The other of the main pair, else whom the story has named beside this party most often."""
        others = [m for m in reversed(self._recent) if m.iso3 != party.iso3 and m.iso3 not in self._asides]
        if party.iso3 not in self._main_pair:  # a third has to do with one of the two
            others = [m for m in others if m.iso3 in self._main_pair] or others
        return max(others, key=lambda m: self._closeness(party.iso3, m.iso3), default=None)

    def _closeness(self, one: str, other: str) -> float:
        """How often the story named two parties together; that it is about them counts for more than once."""
        return self._together[frozenset((one, other))] + _OF_PAIR * ({one, other} == self._main_pair)

    def other_state(self, codes: Collection[str]) -> ActorMention | None:
        """The last state named that is none of these."""
        latest = (m for m in reversed(self._recent) if m.iso3 not in _BODIES and m.iso3 not in codes)
        return next(latest, None)

    def other_person(self, codes: Collection[str]) -> ActorMention | None:
        """Whom "him" means: the person of the last sentences, if of none of these countries."""
        return self._person if self._person is not None and self._person.iso3 not in codes else None

    def sides(self) -> tuple[ActorMention, ...]:
        """The main pair as the story named them last; empty until it has named both."""
        found = [replace(m, is_inferred=True) for m in self._recent if m.iso3 in self._main_pair]
        return tuple(found) if len(found) > 1 else ()

    def resolve(
        self, token: Token, here: ActorMention | None, before: Sequence[ActorMention], sector: str | None = None
    ) -> tuple[ActorMention, ...]:
        """Parties that the word stands for; empty if nothing is clear.

        `sector` is the one that the word names: "the group" is the last group, "the firm" the last firm. `here` is the
        subject of the token's own sentence, which a pronoun means before any earlier one; `before` are the parties
        that the sentence named before the token, which "both states" means before any others.
        """
        word = token.lower_
        if word in _PRONOUNS:
            is_person = word in PERSONAL
            latest = (here, self._person, self._subject) if is_person else (here, self._subject)
            meant = (m for m in latest if m is not None and not (is_person and m.iso3 == _FIRMS))
            return self.standing_for(token, next(meant, None))
        if word in WE:
            return self.standing_for(token, self._speaker)
        lemma = token.lemma_.lower()
        if token.pos_ == "PROPN":
            return self.standing_for(token, self._introduced.get(lemma))
        return self._noun(token, lemma, here, before, sector)

    def here(self, word: Token) -> tuple[ActorMention, ...]:
        """Where the story is told: the Chad of "arrived here" below a dateline of N'Djamena."""
        return self.standing_for(word, self.place)

    def official(self, name: Token, here: ActorMention | None, sector: str) -> tuple[ActorMention, ...]:
        """Whom a person with an office but no country serves: the subject of the sentence, else the story's home."""
        if (
            any(c.dep_ == "compound" and c.tag_ in PLURAL for c in name.children)
            and len(pair := self._pair(self._recent)) > 1
        ):
            return tuple(m for party in pair for m in self.standing_for(name, party))  # "Ministers Rojas and Odhiambo"
        titles = [c.lemma_.lower() for c in name.children if c.dep_ == "compound"]
        known = (self._introduced.get(t) for t in (*titles, *_ENVOYS)) if set(_ENVOYS) & set(titles) else ()
        envoy = next(filter(None, known), None)
        is_comrade = self._subject is not None and sector in _UNIFORMED and self._subject.sector == sector
        found = self.standing_for(name, envoy or here or (self._subject if is_comrade else self.home))
        for party in found:
            self.introduce(name.lemma_.lower(), replace(party, sector=sector))
        return tuple(replace(party, sector=sector) for party in found)

    def _noun(
        self, token: Token, lemma: str, here: ActorMention | None, before: Sequence[ActorMention], sector: str | None
    ) -> tuple[ActorMention, ...]:
        determiners = {c.lower_ for c in token.children if c.dep_ in {"det", "nummod", "predet", "poss"}}
        is_owned = any(c.dep_ == "poss" for c in token.children)  # "Kenya called on its two neighbours"
        n_states = sum(1 for party in before if party.iso3 not in _BODIES)
        pair = self._pair(before if n_states > 1 and not (is_owned and lemma in _MUTUAL) else self._recent)
        if _are_both(token, lemma, determiners, sector) and len(pair) > 1:
            return tuple(m for party in pair for m in self.standing_for(token, party))
        states = [party for party in before if party.iso3 not in _BODIES]
        if lemma in COUNTRIES and "the" in determiners and states:
            return self.standing_for(token, states[-1])
        said_of = (c for c in token.children if c.dep_ in {"compound", "amod", "prep", "poss"})
        bare = all(c.lower_ in _SAME for c in said_of)
        is_definite = lemma in _STAND_INS and "the" in determiners
        is_plural = lemma in _PLURAL_STAND_INS and token.tag_ in PLURAL and not determiners
        if bare and (token.tag_ in PLURAL or determiners & _DEFINITE) and (known := self._spoken_of(lemma)):
            return tuple(m for party in known for m in self.standing_for(token, party))
        if bare and (is_definite or is_plural):
            meant = here or self._subject
            is_body = meant is not None and meant.iso3 in _BODIES and lemma in _OF_STATES
            return self.standing_for(token, self._state_meant() if is_body else meant)
        if lemma in _GROUPS and determiners & _DEFINITE and _is_armed(token):
            armed = (party for party in (*reversed(before), *reversed(self._recent)) if party.sector in _ARMED)
            return self.standing_for(token, next(armed, None))
        is_last = bare and determiners & _DEFINITE and sector not in _MANY
        return self.standing_for(token, self._of_sector.get(sector or "") if is_last else None)

    def _spoken_of(self, noun: str) -> Parties:
        """Whose people the noun named before, or to whom was done what it tells: "the deportees"."""
        introduced = self._introduced.get(noun)
        return self._victims if introduced is None and noun in _TAKEN else tuple(filter(None, (introduced,)))

    def _state_meant(self) -> ActorMention | None:
        """Whose "the government" is where the subject before was a body of states: the home's, else the last named."""
        latest = (party for party in reversed(self._recent) if party.iso3 not in _BODIES)
        return self.home if self.home is not None and self.home.iso3 not in _BODIES else next(latest, None)

    def _pair(self, named: Sequence[ActorMention]) -> Sequence[ActorMention]:
        """Whom "the two countries" means: the story's main pair where both were named, else the last two."""
        main = [m for m in named if m.iso3 in self._main_pair]
        return main if len(main) > 1 else named[-2:]

    def standing_for(self, token: Token, party: ActorMention | None) -> tuple[ActorMention, ...]:
        """The party with the word that stands for it; empty where there is none."""
        if party is None:
            return ()
        start = token.idx
        return (ActorMention(party.iso3, party.sector, token.text, start, start + len(token), is_inferred=True),)


def _are_both(token: Token, lemma: str, determiners: Collection[str], sector: str | None) -> bool:
    """Whether the word means the two sides: "the two countries", "both armies", "each", but not "two guardsmen"."""
    if token.lower_ == "each":
        return token.dep_ == "nsubj"  # "each blamed the other"
    if token.lower_ == "both":
        return token.dep_ in _HEADS  # "both promised to"
    if token.tag_ == "CD":
        return lemma in _PAIR_WORDS and "the" in determiners  # "called on the two to"
    if token.tag_ not in PLURAL:
        return not _EACH.isdisjoint(determiners) and lemma in _SIDES | _STAND_INS
    if lemma in _MUTUAL or (lemma in _SIDES and "the" in determiners):
        return True
    is_state = lemma in COUNTRIES | _OF_STATES | _SIDES
    is_definite = is_state or not _OF_BOTH.isdisjoint(determiners)
    return not _PAIR_WORDS.isdisjoint(determiners) and is_definite and (is_state or sector not in _SINGLE)


def _codes(parties: Parties) -> frozenset[str]:
    return frozenset(party.iso3 for party in parties)


def _is_armed(group: Token) -> bool:
    """Whether the adjectives of a group are those of militants: "the Islamic group"."""
    said = [c.lower_ for c in group.children if c.dep_ in {"amod", "compound"}]
    return bool(said) and all(word in _OF_GROUPS for word in said)


def _are_people(parties: Parties) -> bool:
    """Whether the parties are people and not states: "two Kenyans", "three Kenyan officials"."""
    return bool(parties) and all(m.sector not in _OFFICIAL or m.text.endswith("s") for m in parties)
