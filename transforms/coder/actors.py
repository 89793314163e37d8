"""Who is named where: from gazetteer matches and a parse to the parties that a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.coder.named_spans import NamedSpan, lay_matches
from transforms.coder.names.gazetteer import Match
from transforms.coder.phrases import prepositions_and_objects
from transforms.coder.story_knowledge import StoryKnowledge
from transforms.coder.word_sets import words
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Token

_MODIFIERS = frozenset(
    {"amod", "compound", "nmod", "poss", "nummod", "conj", "det", "case", "punct", "npadvmod", "appos"}
)
_PARTITIVES = words(
    "group number member series couple dozen hundred thousand million score part one two three some many most "
    "all none both several majority handful team contingent convoy column wave unit citizen people side "
    "representative first last rest"
)
_NAMING_KINDS = frozenset({"name", "seat", "leader", "body", "group"})
_OFFICES = frozenset({"GOV", "MIL", "LEG", "COP", "JUD", "SPY"})
_SERVING = frozenset({"head", "lead", "run", "chair", "direct", "command", "represent", "serve", "work", "speak"})
_PLACES = frozenset({"place", "seat", "name"})
# these affixes leave the country out of it: a pro-Iranian militia, or a drone made in Iran, is not Iran
_STRANGER_AFFIXES = words(
    "pro anti non post pre mid trans inter intra pan born style speaking based hyphenated aligned linked allied "
    "affiliated friendly supported trained armed equipped supplied made manufactured produced designed "
    "occupied controlled held annexed installed"
)
_AT_HOME = frozenset({"in", "including", "at"})
_AREAS = frozenset({"in", "across", "near", "around"})
# people who are somewhere without being of it: envoys in Lima are not Peru's
_AWAY = words(
    "ambassador envoy diplomat consul embassy consulate mission delegate delegation negotiator adviser advisor expert "
    "peacekeeper observer monitor visitor tourist correspondent reporter journalist worker national expatriate "
    "group"
)
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
_TREATIES = words("pact accord treaty convention agreement protocol declaration memorandum communique charter statute")
_TERMS = frozenset({"presidency", "chairmanship"})  # which countries hold by turns
_FIRM = "BUS"
_UNIONS = frozenset({"EUR", "IGO", "UNO"})
_STAFFED = words("office team cabinet entourage camp circle delegation party administration staff service palace")
_CAPTIVES = frozenset({"hostage", "captive"})  # are held where they are, not at home
_DEPUTIES = frozenset({"negotiator", "spokesman", "spokeswoman", "spokesperson", "lawyer", "attorney"})  # "for Peru"


class PartyFinder:
    """The parties of one parsed sentence.

    `story` answers for words that name nobody by themselves: pronouns, "the ministry".
    """

    def __init__(
        self, doc: Parse, offset: int, matches: Sequence[Match], sectors: Mapping[str, str], story: StoryKnowledge
    ) -> None:
        self.doc = doc
        self.offset = offset
        self._sectors = sectors
        self.story = story
        self.spans = [s for s in lay_matches(doc, offset, matches) if not _is_venue(s, doc[s.head])]
        self._at: dict[int, NamedSpan] = {}
        for span in self.spans:
            for index in range(span.first, span.last + 1):
                self._at.setdefault(index, span)
        self._cache: dict[int, tuple[ActorMention, ...]] = {}
        self._sector_of: dict[int, str | None] = {}
        self.remembered: dict[object, object] = {}  # what readers of this sentence found out and will ask again

    def named_at(self, token: Token) -> NamedSpan | None:
        """The match that covers this token."""
        return self._at.get(token.i)

    def parties(self, head: Token) -> tuple[ActorMention, ...]:
        """Whom the noun phrase under `head` stands for, conjuncts included; empty for things and places."""
        found = list(self._single(head))
        for conjunct in (*head.conjuncts, *self._listed(head)) if head.dep_ != "conj" else ():
            found.extend(self._single(conjunct))
        return _distinct(found)

    def _listed(self, head: Token) -> Iterator[Token]:
        """A list that the parser took for an apposition: the Chad and the Togo of "two EU states, Chad and Togo"."""
        for child in head.children:
            span = self._at.get(child.i)
            if child.dep_ == "appos" and child.conjuncts and span is not None and span.match.kind == "name":
                yield from (child, *child.conjuncts)

    def owners(self, head: Token) -> tuple[ActorMention, ...]:
        """Whose thing the noun phrase under `head` is: the Iraqi of "Iraqi oil", the Iran of "the policy of Iran"."""
        return _distinct(m for h in (head, *head.conjuncts) for m in self._modifying(h))

    def modifying(self, head: Token) -> tuple[ActorMention, ...]:
        """Parties that stand before `head` as adjective, compound or possessive."""
        return _distinct(self._before(head))

    def token_before(self, end: int) -> Token | None:
        """The last token before an offset of the story; None where that lies outside the sentence."""
        at = end - self.offset
        return next((t for t in self.doc if t.idx < at <= t.idx + len(t)), None)

    def last_before(self, index: int) -> tuple[ActorMention, ...]:
        """The last party named before a token, with those it is coordinated with."""
        before = [s for s in self.spans if s.last < index and s.match.kind != "place"]
        if not before:
            return ()
        head = self.doc[before[-1].head]
        while head.dep_ == "conj" and head.head != head:
            head = head.head
        return self.parties(head)

    def opposed(self, head: Token) -> tuple[ActorMention, ...]:
        """Against whom the noun under `head` is by its adjective: the Japan of "anti-Japanese riots"."""
        spans = (self._at.get(child.i) for child in head.children if child.i < head.i)
        found = [s.match for s in spans if s is not None and s.match.affix == "anti"]
        return _distinct(ActorMention(m.iso3, m.sector or "GOV", m.text, m.start, m.end) for m in found)

    def here(self, word: Token) -> tuple[ActorMention, ...]:
        """The country of the dateline where the word is "here", none elsewhere."""
        return self.dateline(word) if word.lower_ == "here" else ()

    def here_at(self, word: Token) -> tuple[ActorMention, ...]:
        """The country of the dateline where a "here" hangs on the word: "arrived here", "his visit here"."""
        return next((found for c in word.children if (found := self.here(c))), ())

    def dateline(self, word: Token) -> tuple[ActorMention, ...]:
        """Where the story is told, said by the word; empty where it has no dateline."""
        return self._shifted(self.story.here(word))

    def located(self, head: Token) -> tuple[ActorMention, ...]:
        """The state that a place belongs to, the place being named in the noun phrase under `head`."""
        spans = (self._at.get(token.i) for token in head.subtree)
        span = next((s for s in spans if s is not None and s.match.kind in _PLACES and s.match.affix is None), None)
        if span is None:
            return ()
        match = span.match
        return (ActorMention(match.iso3, "UNK", match.text, match.start, match.end, is_inferred=True),)

    def first_located(self, heads: Iterable[Token]) -> tuple[ActorMention, ...]:
        """The state of the first place that is named in one of the noun phrases."""
        return next((found for head in heads if (found := self.located(head))), ())

    def sector(self, head: Token) -> str | None:
        """The sector of an actor noun ("foreign minister" before "minister"), None if `head` is none."""
        if head.i not in self._sector_of:
            self._sector_of[head.i] = self._found_sector(head)
        return self._sector_of[head.i]

    def _found_sector(self, head: Token) -> str | None:
        words = [t.lower_ for t in self.doc[max(0, head.i - 3) : head.i]] + [head.lemma_.lower()]
        for start in range(len(words)):
            sector = self._sectors.get(" ".join(words[start:]))
            if sector is not None:
                return sector
        return None

    def _single(self, head: Token) -> tuple[ActorMention, ...]:
        if head.i not in self._cache:
            self._cache[head.i] = ()  # a cycle of appositions ends here
            self._cache[head.i] = self._look_up(head)
        return self._cache[head.i]

    def _look_up(self, head: Token) -> tuple[ActorMention, ...]:
        span = self._at.get(head.i)
        if span is not None and self._names(span, head):
            return (self._mention(span, head),)
        sector = self.sector(head)
        found = self._as_actor_noun(head, sector)
        if all(m.is_inferred for m in found):  # "its leader, Kim": a name tells more than a pronoun
            found = self._apposed(head, sector, is_named=bool(found)) or found
        if found:
            return found
        if head.dep_ == "appos" and head.head.pos_ == "PROPN":
            return ()
        if head.pos_ == "PROPN" and span is None:
            found = self._served(head) or self._official(head)
            if found:
                return found
        return self._shifted(self.story(head, sector))

    def _apposed(self, head: Token, sector: str | None, *, is_named: bool) -> tuple[ActorMention, ...]:
        """Whom the apposition names; `is_named`: by a name, not by what the story said of it."""
        groups = (self._single(child) for child in head.children if child.dep_ == "appos")
        found = next((group for group in groups if group and not (is_named and group[0].is_inferred)), ())
        return tuple(replace(m, sector=m.sector or sector) for m in found)

    def _official(self, name: Token) -> tuple[ActorMention, ...]:
        """Whom "Energy Minister Basil Odhiambo" serves, where no country stands beside the office."""
        titles = [c for c in name.children if c.dep_ == "compound" and c.i < name.i]
        offices = (self.sector(c) or self._sectors.get(c.lower_.removesuffix("s")) for c in titles)
        sector = next((found for found in offices if found in _OFFICES), None)
        return () if sector is None else self._shifted(self.story.official(name, sector))

    def _served(self, name: Token) -> tuple[ActorMention, ...]:
        """Whom a person serves by what a clause says of him: "Lin, who heads a section of Taiwan's ministry"."""
        verbs = [c for c in name.children if c.dep_ == "relcl" and c.lemma_ in _SERVING]
        below = [head for verb in verbs for head in prepositions_and_objects(verb)]
        found = next((owned for head in below if (owned := self.owners(head) or self.parties(head))), ())
        for party in found[:1]:
            self.story.introduce(name.lemma_.lower(), party)
        return found[:1]

    def _shifted(self, found: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
        return tuple(replace(m, start=m.start + self.offset, end=m.end + self.offset) for m in found)

    def _as_actor_noun(self, head: Token, sector: str | None) -> tuple[ActorMention, ...]:
        if sector is not None:
            owners = self._modifying(head)
            if len(owners) == 1:
                self._introduce(head, replace(owners[0], sector=sector))
            if owners := owners or self._local(head, sector):
                return tuple(self._widened(m, head, sector) for m in owners)
        if head.lemma_.lower() in _PARTITIVES and not any(self._before(head)):  # "Greek members of the EU" are Greek
            inner = [
                m for prep in head.children if prep.lower_ == "of" for o in _objects(prep) for m in self.parties(o)
            ]
            if inner:
                return _distinct(inner)
        if sector is None and (head.pos_ == "PROPN" or head.lemma_.lower() in _PARTITIVES):
            return tuple(self._widened(m, head, None) for m in self._before(head))
        return ()

    def _introduce(self, noun: Token, party: ActorMention) -> None:
        """Keeps whose an actor noun is, and a name beside it: "the Finnish company Botnia" makes Botnia Finnish."""
        names = (c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i not in self._at)
        for word in (noun, *names):
            self.story.introduce(word.lemma_.lower(), party)

    def _names(self, span: NamedSpan, head: Token) -> bool:
        match = span.match
        if match.affix in _STRANGER_AFFIXES or match.affix in {"led", "backed"}:
            return False
        if match.kind in _NAMING_KINDS or (match.kind == "demonym" and head.pos_ in {"NOUN", "PROPN"}):
            return True
        nominal = head.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative", "ROOT", "attr"}
        return match.kind in {"adjective", "demonym"} and nominal and head.pos_ in {"NOUN", "PROPN", "ADJ"}

    def _mention(self, span: NamedSpan, head: Token) -> ActorMention:
        match = span.match
        sector = match.sector
        if sector is None:
            sector = "CVL" if match.kind in {"demonym", "adjective"} else "GOV"
        first, last = min(span.first, head.i), max(span.last, head.i)
        start, end = self.doc[first].idx, self.doc[last].idx + len(self.doc[last])
        return ActorMention(match.iso3, sector, self.doc.text[start:end], start + self.offset, end + self.offset)

    def _widened(self, mention: ActorMention, head: Token, sector: str | None) -> ActorMention:
        """The mention stretched from the country's word to its noun: "US" becomes "US trade delegation"."""
        start = min(mention.start - self.offset, head.idx)
        end = max(mention.end - self.offset, head.idx + len(head))
        kept = mention.sector if mention.sector not in {None, "GOV", "CVL"} and sector is None else sector
        text = self.doc.text[start:end]
        return replace(mention, sector=kept, text=text, start=start + self.offset, end=end + self.offset)

    def _modifying(self, head: Token) -> tuple[ActorMention, ...]:
        """Owners of the noun: before it, else behind "of" or "from", else apposed; US troops from Iraq are American."""
        lemma = head.lemma_.lower()
        if lemma in COUNTERPARTS and any(is_counterpart_of(head, child) for child in head.children):
            return _distinct(self._described(head))
        found = list(self._terms(head) if lemma in _TERMS else ()) or list(self._before(head))
        if lemma in ADVERSARIES or lemma in COUNTERPARTS:
            return _distinct(found)
        if not found and self.sector(head) == _FIRM:
            found.extend(self._seat(head))
        for child in head.children if not found else ():
            if child.dep_ == "prep" and child.lower_ in _OWN_PREPOSITIONS:
                found.extend(m for o in _objects(child) for m in (self.parties(o) or self.owners(o)))
        for child in head.children if not found else ():
            if child.dep_ == "prep" and self._is_home(child, head):
                for o in _objects(child):
                    found.extend(self.parties(o) or (self.owners(o) if o.lemma_.lower() in _STAFFED else ()))
        for child in head.children if not found else ():
            if child.dep_ == "appos" and child.i in self._at:  # "Semnan province, Iran"
                found.extend(self.parties(child))
        return _distinct(found)

    def _is_home(self, preposition: Token, head: Token) -> bool:
        """Whether whom a preposition names has the people: "police in Japan", "states, including Japan"."""
        if head.lemma_.lower() in _CAPTIVES:
            return False
        is_deputy = preposition.lower_ == "for" and head.lemma_.lower() in _DEPUTIES
        return is_deputy or (preposition.lower_ in _AT_HOME and self.sector(head) is not None)

    def _local(self, head: Token, sector: str) -> tuple[ActorMention, ...]:
        """Whose people an actor noun names by their town or region: "mobs in Karachi", "Karachi police"."""
        if sector in _AWAY_SECTORS or head.lemma_.lower() in _AWAY:
            return ()
        places = [c for c in head.children if c.i < head.i and c.dep_ in {"compound", "nmod", "poss", "amod"}]
        places += [o for c in head.children if c.dep_ == "prep" and c.lower_ in _AREAS for o in _objects(c)]
        spans = (self._at.get(place.i) for place in places)
        found = (s.match for s in spans if s is not None and s.match.kind == "place" and s.match.affix is None)
        return _distinct(ActorMention(m.iso3, None, m.text, m.start, m.end, is_inferred=True) for m in found)

    def _described(self, head: Token) -> Iterator[ActorMention]:
        """Who somebody's allies or partners are: the EU of "Cyprus urged its EU partners"."""
        for child in head.children:
            if child.i < head.i and child.dep_ in {"amod", "compound", "nmod"}:
                yield from self._modifier(child)

    def _seat(self, firm: Token) -> Iterator[ActorMention]:
        """Where a firm is at home: the Malaysia of "a Kuala Lumpur-based oil company"."""
        below = (t for child in firm.children if child.i < firm.i for t in child.subtree)
        spans = {s.first: s for t in below if (s := self._at.get(t.i)) is not None and s.match.affix == "based"}
        for match in (s.match for s in spans.values()):
            yield ActorMention(match.iso3, None, match.text, match.start, match.end)

    def _terms(self, head: Token) -> Iterator[ActorMention]:
        """The body that a country presides over for a while: the EU of "the Finnish presidency of the EU"."""
        below = (o for c in head.children if c.lower_ == "of" for o in _objects(c))
        named = [*(c for c in head.children if c.i < head.i and c.dep_ in _MODIFIERS), *below]
        spans = (self._at.get(t.i) for t in named)
        yield from (self._mention(s, self.doc[s.head]) for s in spans if s is not None and s.match.iso3 in _UNIONS)

    def _before(self, head: Token) -> Iterator[ActorMention]:
        is_against = head.lemma_.lower() in ADVERSARIES  # "Chad's attackers" are not Chad's
        for child in head.children:
            if child.i < head.i and child.dep_ in _MODIFIERS and not (is_against and child.dep_ == "poss"):
                yield from self._modifier(child)

    def _modifier(self, token: Token) -> Iterator[ActorMention]:
        span = self._at.get(token.i)
        if span is not None and span.match.affix not in _STRANGER_AFFIXES and span.match.affix != "backed":
            if span.match.kind != "place":
                match = span.match
                start, end = match.start, match.end
                yield ActorMention(match.iso3, match.sector, match.text, start, end)
        elif token.dep_ == "poss" or (token.dep_ in {"compound", "nmod"} and self.sector(token)):
            yield from self.parties(token)
            return
        for child in token.children:
            if child.dep_ in _MODIFIERS and (span is None or not span.first <= child.i <= span.last):
                yield from self._modifier(child)


def is_counterpart_of(noun: Token, owner: Token) -> bool:
    """Whether the noun names others than its owner: the creditors of "Chad's creditors"."""
    return owner.dep_ == "poss" and owner.head == noun and noun.lemma_.lower() in COUNTERPARTS


def _is_venue(span: NamedSpan, token: Token) -> bool:
    """Whether a treaty is named after the city where it was made: "the Algiers accord"."""
    return span.match.kind == "seat" and token.dep_ in {"compound", "nmod"} and token.head.lemma_.lower() in _TREATIES


def _objects(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield child


def _distinct(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """Each country once, in order of first mention."""
    first: dict[str, ActorMention] = {}
    for mention in mentions:
        first.setdefault(mention.iso3, mention)
    return tuple(first.values())
