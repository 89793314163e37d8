"""Who is named where: from gazetteer matches and a parse to the parties that a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.coder.named_spans import NamedSpan, lay_matches
from transforms.coder.names.gazetteer import Match
from transforms.coder.owners import STRANGER_AFFIXES, OwnerFinder, distinct, objects_of
from transforms.coder.phrases import prepositions_and_objects
from transforms.coder.story_knowledge import StoryKnowledge
from transforms.coder.word_sets import words
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Parse, Token

_PARTITIVES = words(
    "group number member series couple dozen hundred thousand million score part one two three some many most "
    "all none both several majority handful team contingent convoy column wave unit citizen people side "
    "representative first last rest"
)
_NAMING_KINDS = frozenset({"name", "seat", "leader", "body", "group"})
_OFFICES = frozenset({"GOV", "MIL", "LEG", "COP", "JUD", "SPY"})
_SERVING = frozenset({"head", "lead", "run", "chair", "direct", "command", "represent", "serve", "work", "speak"})
_PLACES = frozenset({"place", "seat", "name"})
_TREATIES = words("pact accord treaty convention agreement protocol declaration memorandum communique charter statute")


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
        self._owners = OwnerFinder(self, self._at)
        self._cache: dict[int, tuple[ActorMention, ...]] = {}
        self._sector_of: dict[int, str | None] = {}
        self.remembered: dict[object, object] = {}  # what readers of this sentence found out and will ask again

    def named_at(self, token: Token) -> NamedSpan | None:
        """The match that covers this token."""
        return self._at.get(token.i)

    def twins(self, span: NamedSpan) -> Iterator[NamedSpan]:
        """The spans of the same words, one for each country that they stand for: two for "the Koreas"."""
        return (other for other in self.spans if (other.first, other.last) == (span.first, span.last))

    def parties(self, head: Token) -> tuple[ActorMention, ...]:
        """Whom the noun phrase under `head` stands for, conjuncts included; empty for things and places."""
        found = list(self._single(head))
        for conjunct in (*head.conjuncts, *self._listed(head)) if head.dep_ != "conj" else ():
            found.extend(self._single(conjunct))
        return distinct(found)

    def _listed(self, head: Token) -> Iterator[Token]:
        """A list that the parser took for an apposition: the Chad and the Togo of "two EU states, Chad and Togo"."""
        for child in head.children:
            span = self._at.get(child.i)
            if child.dep_ == "appos" and child.conjuncts and span is not None and span.match.kind == "name":
                yield from (child, *child.conjuncts)

    def owners(self, head: Token) -> tuple[ActorMention, ...]:
        """Whose thing the noun phrase under `head` is: the Iraqi of "Iraqi oil", the Iran of "the policy of Iran"."""
        return distinct(m for h in (head, *head.conjuncts) for m in self._owners.of(h))

    def modifying(self, head: Token) -> tuple[ActorMention, ...]:
        """Parties that stand before `head` as adjective, compound or possessive."""
        return distinct(self._owners.before(head))

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
        return distinct(ActorMention(m.iso3, m.sector or "GOV", m.text, m.start, m.end) for m in found)

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
            return tuple(self.mention(twin, head) for twin in self.twins(span))
        sector = self.sector(head)
        found = self._as_actor_noun(head, sector)
        if all(m.is_inferred for m in found):  # "its leader, Kim": a name tells more than a pronoun
            found = self._apposed(head, sector, is_named=bool(found)) or found
        if found:
            return found
        if head.dep_ == "appos" and head.head.pos_ == "PROPN":
            return ()
        if head.dep_ == "appos" and head.pos_ == "PROPN" and (known := self._single(head.head)):
            return known  # "the Chadian envoy, Idriss Ali, who"
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
            owners = self._owners.of(head)
            if len(owners) == 1:
                self._introduce(head, replace(owners[0], sector=sector))
            if owners := owners or self._owners.local(head, sector):
                return tuple(self._widened(m, head, sector) for m in owners)
        if head.lemma_.lower() in _PARTITIVES and not any(
            self._owners.before(head)
        ):  # "Greek members of the EU" are Greek
            inner = [
                m for prep in head.children if prep.lower_ == "of" for o in objects_of(prep) for m in self.parties(o)
            ]
            if inner:
                return distinct(inner)
        if sector is None and (head.pos_ == "PROPN" or head.lemma_.lower() in _PARTITIVES):
            return tuple(self._widened(m, head, None) for m in self._owners.before(head))
        return ()

    def _introduce(self, noun: Token, party: ActorMention) -> None:
        """Keeps whose an actor noun is, and a name beside it: "the Finnish company Botnia" makes Botnia Finnish."""
        names = (c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i not in self._at)
        for word in (noun, *names):
            self.story.introduce(word.lemma_.lower(), party)

    def _names(self, span: NamedSpan, head: Token) -> bool:
        match = span.match
        if match.affix in STRANGER_AFFIXES or match.affix in {"led", "backed"}:
            return False
        if match.kind in _NAMING_KINDS or (match.kind == "demonym" and head.pos_ in {"NOUN", "PROPN"}):
            return True
        nominal = head.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "dative", "ROOT", "attr"}
        return match.kind in {"adjective", "demonym"} and nominal and head.pos_ in {"NOUN", "PROPN", "ADJ"}

    def mention(self, span: NamedSpan, head: Token) -> ActorMention:
        """The party that a name stands for, from the name to the head of its phrase."""
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


def _is_venue(span: NamedSpan, token: Token) -> bool:
    """Whether a treaty is named after the city where it was made: "the Algiers accord"."""
    return span.match.kind == "seat" and token.dep_ in {"compound", "nmod"} and token.head.lemma_.lower() in _TREATIES
