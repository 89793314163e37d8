"""Answers for words that name nobody by themselves: within their sentence first, then from the story so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.coder import clauses, counted, phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.context import COUNTRIES, PERSONAL, WE, Parties, StoryContext
from transforms.coder.descriptions import Descriptions, described
from transforms.coder.main_parties import is_person, leaders
from transforms.coder.names.mentions import as_mention
from transforms.coder.obligations import told_of
from transforms.coder.seats import placed
from transforms.coder.story_kind import StoryKind
from transforms.records import ActorMention

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_SINGULAR = frozenset({"it", "its", "itself", "he", "his", "him", "she", "her"})
_THINGS = frozenset({"it", "its", "itself"})
_PEOPLE_SPOKEN_OF = frozenset({"they", "them"})
_PEOPLE = frozenset({"they", "he", "she", "both", "all"})
_IMPERSONAL = frozenset({"it", "them"})
_MEN = frozenset({"him", "her"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_MUTUAL = frozenset({"neighbour", "neighbor", "ally", "counterpart", "rival"})
_STAFF = frozenset({"employee", "staff", "worker", "crew", "engineer", "driver", "contractor", "technician"})
_VISITED = frozenset({"host", "guest", "visitor"})  # also in the plural: "thanked his hosts"


class Resolver:
    """Resolves a word: the subject of a clause above it, then the story's context. One object a sentence."""

    def __init__(self, context: StoryContext, kind: StoryKind, descriptions: Descriptions) -> None:
        self._context = context
        self._descriptions = descriptions
        self.main_pair = kind.main_pair
        self.signs = kind.signs
        self.finder: PartyFinder | None = None

    def __call__(self, token: Token, sector: str | None) -> tuple[ActorMention, ...]:
        if (codes := described(token, self._descriptions)) is not None:
            doers = self._subject_codes(token) if token.dep_ in _OBJECTS else frozenset[str]()
            named = [party for party in self._named_before(token) if party.iso3 not in doers]
            return self._context.standing_for(token, self._context.latest_of(codes - doers, named))
        if several := self._held(token) or self._both(token):
            return several
        if self.finder is not None and (several := self._counted(token, self.finder)):
            return several
        if (meant := self._meant(token)) is not None:
            return self._context.standing_for(token, meant)
        here = self._sentence_person(token) if token.lower_ in PERSONAL else self._sentence_subject(token)
        return self._context.resolve(token, here, self._others_before(token), sector)

    def _counted(self, token: Token, finder: PartyFinder) -> Parties:
        """Those named before whom a number counts."""
        if (people := counted.some_of(token)) is not None:
            return finder.parties(people)
        listed = counted.of_number(token, finder)
        return tuple(m for party in listed for m in self._context.standing_for(token, party))

    def _both(self, pronoun: Token) -> Parties:
        """The two sides of the story where a third does something to "them": "The EU exhorted them to stop"."""
        codes = self._subject_codes(pronoun) if pronoun.lower_ == "them" and pronoun.dep_ in _OBJECTS else frozenset()
        if not codes or codes & self.main_pair or self._named_beside_subject(pronoun) is not None:
            return ()
        return tuple(m for side in self.sides() for m in self._context.standing_for(pronoun, side))

    def _meant(self, token: Token) -> ActorMention | None:
        """Whom the place of the word in its sentence makes it mean, where that is not the subject."""
        is_object = token.dep_ in _OBJECTS
        if is_object and token.lower_ in _IMPERSONAL and (other := self._other_than_subject(token)):
            return other
        if is_object and token.lower_ in _MEN and (man := self._other_person(token)):
            return man
        if (spoken_of := self._accused(token) or self._told(token)) is not None:
            return spoken_of
        if _is_the_country(token) and (place := self._other_state(token)):
            return place
        if token.lower_ in WE and (speaker := self._own_speaker(token)):
            return speaker
        return self._related(token)

    def official(self, name: Token, sector: str) -> tuple[ActorMention, ...]:
        """Whom a person with an office but no country serves."""
        return self._context.official(name, self._sentence_subject(name), sector)

    def here(self, word: Token) -> tuple[ActorMention, ...]:
        """The country of the dateline."""
        return self._context.here(word)

    def is_introduced(self, noun: str) -> bool:
        """Whether the story has said whose people a noun names."""
        return self._context.is_introduced(noun)

    def introduce(self, noun: str, party: ActorMention) -> None:
        """Whose people a noun names."""
        self._context.introduce(noun, party)

    def counterpart(self, party: ActorMention) -> ActorMention | None:
        """The other side of the story's dyad."""
        return self._context.counterpart(party)

    def sides(self) -> tuple[ActorMention, ...]:
        """The two parties that the story is about; empty where it has not named both."""
        return self._context.sides()

    def home_side(self) -> ActorMention | None:
        """The party of the main pair where the story is told."""
        home = self._context.place
        return home if home is not None and home.iso3 in self.main_pair else None

    def told(self, event_type: str) -> tuple[Parties, Parties]:
        """Who took part in the story's latest event of this type."""
        return self._context.told(event_type)

    def doers(self, codes: frozenset[str]) -> tuple[ActorMention, ...]:
        """Who did something to these countries last."""
        return self._context.doers(codes)

    def _held(self, token: Token) -> Parties:
        """The people told of before, where the sentence has named nobody yet: "They were freed on Friday"."""
        is_count = token.tag_ == "CD" and not any(c.tag_ in {"$", "CD"} for c in token.children)
        is_patient = token.dep_ == "nsubjpass" and (token.lower_ in _PEOPLE or is_count)
        return self._context.held(token) if is_patient and not self._named_before(token) else ()

    def _named_before(self, token: Token) -> list[ActorMention]:
        """Each country that the sentence names before the token, in order."""
        spans = self.finder.spans if self.finder is not None else ()
        named = [as_mention(s.match) for s in spans if s.last < token.i and s.match.kind != "place"]
        return list({m.iso3: m for m in named}.values())

    def _others_before(self, token: Token) -> list[ActorMention]:
        """The countries named before a word, without whoever does something to it: "Annan asked both governments"."""
        is_object = token.dep_ in _OBJECTS and token.tag_ in phrases.PLURAL
        doers = self._subject_codes(token) if is_object else frozenset[str]()
        # of others than the story's two, they speak of those: "Chad and Mali urged both sides to talk"
        is_theirs = len(doers) > 1 and not doers.isdisjoint(self.main_pair or doers)
        return [party for party in self._named_before(token) if is_theirs or party.iso3 not in doers]

    def _other_than_subject(self, pronoun: Token) -> ActorMention | None:
        """Whom an object pronoun means: not the subject of its own clause, "cut links with Chad, accusing it"."""
        verb = next((above for _, above in phrases.ancestors(pronoun) if above.pos_ in {"VERB", "AUX"}), None)
        if verb is None or self.finder is None:
            return None
        subjects = [party for head in clauses.subjects(verb) for party in self.finder.parties(head)]
        if not subjects:
            return None
        return self._named_beside_subject(pronoun) or self._context.counterpart(subjects[0])

    def _named_beside_subject(self, word: Token) -> ActorMention | None:
        """The last country named before the word that is not the subject of its clause."""
        codes = self._subject_codes(word)
        named = (party for party in reversed(self._named_before(word)) if party.iso3 not in codes)
        return next(named, None) if codes else None

    def _other_state(self, word: Token) -> ActorMention | None:
        """Which country "the country" is: not the subject of its clause, but the last state named before."""
        codes = self._subject_codes(word)
        return (self._named_beside_subject(word) or self._context.other_state(codes)) if codes else None

    def _other_person(self, pronoun: Token) -> ActorMention | None:
        """Whom "him" means: the last person named before who is not the subject, else the last other country."""
        codes = self._subject_codes(pronoun)
        if not codes or self.finder is None:
            return None
        named = (leader for leader in leaders(self.finder, pronoun) if leader.iso3 not in codes)
        return next(named, None) or self._named_beside_subject(pronoun) or self._context.other_person(codes)

    def _subject_codes(self, word: Token) -> frozenset[str]:
        """The countries of the subject of the clause around a word."""
        verb = next((above for _, above in phrases.ancestors(word) if above.pos_ in {"VERB", "AUX"}), None)
        heads = clauses.subjects(verb) if verb is not None else ()
        return frozenset(p.iso3 for head in heads if self.finder is not None for p in self.finder.parties(head))

    def _neighbour(self, noun: Token) -> ActorMention | None:
        """The other side of whose neighbour it is: "Togo thanked its neighbour"."""
        owners = [c for c in noun.children if c.dep_ == "poss" and c.tag_ == "PRP$"]
        is_several = noun.tag_ in phrases.PLURAL and noun.lemma_.lower() not in _VISITED
        if not owners or is_several or self.finder is None:
            return None
        found = [party for owner in owners for party in self.finder.parties(owner)]
        return self._context.counterpart(found[0]) if found else None

    def _related(self, noun: Token) -> ActorMention | None:
        """Whom a noun means by what its owner is to it: whose neighbour, host or employees."""
        lemma = noun.lemma_.lower()
        if lemma in _STAFF:
            return self._employer(noun)
        if self.finder is not None and (by_place := placed(noun, self.finder)) is not None:
            return by_place
        return self._neighbour(noun) if lemma in _MUTUAL | _VISITED else None

    def _employer(self, noun: Token) -> ActorMention | None:
        """The firm whose people they are: "a Togolese firm paid for the release of ten employees"."""
        subject = None if any(c.dep_ == "poss" for c in noun.children) else self._sentence_subject(noun)
        return subject if subject is not None and subject.sector == "BUS" else None

    def _thing_between(self, subject: Token, pronoun: Token) -> ActorMention | None:
        """What "its" means behind a person: the Togo of "Biya thanked Togo for its help"."""
        if self.finder is None or pronoun.lower_ not in _THINGS or not is_person(self.finder, subject):
            return None
        spans = (s for s in reversed(self.finder.spans) if subject.i < s.first and s.last < pronoun.i)
        named = (as_mention(s.match) for s in spans if s.match.kind not in {"leader", "place"})
        return next(named, None)

    def _accused(self, pronoun: Token) -> ActorMention | None:
        """Whom "they" means in direct speech that names nobody: the other side of who says it."""
        speakers = [head for head in subclauses.speakers(pronoun) if head.i > pronoun.i]
        if pronoun.lower_ not in _PEOPLE_SPOKEN_OF or self.finder is None or self._named_before(pronoun):
            return None
        named = (party for head in speakers for party in self.finder.parties(head))
        return next((self._context.counterpart(party) for party in named), None)

    def _told(self, pronoun: Token) -> ActorMention | None:
        """Whom it means to be told what to do, or to be many: "told Niger that it must pay", "its envoys that they"."""
        hearers = [head for head in told_of(pronoun) if head.i < pronoun.i]
        named = (party for head in hearers if self.finder is not None for party in self.finder.parties(head))
        return next((party for party in named if not party.is_inferred), None)

    def _done_to(self, verb: Token) -> ActorMention | None:
        """Whom a threat is made to, who can avert it: the Togo of "will leave talks with Togo unless it apologises"."""
        near = [head for anchor in (verb, *clauses.objects(verb)) for _, head in phrases.prepositions(anchor)]
        heads = [*clauses.objects(verb), *near]
        named = (p for head in heads if self.finder is not None for p in self.finder.parties(head))
        return next((party for party in named if not party.is_inferred), None)

    def _own_speaker(self, token: Token) -> ActorMention | None:
        """Who says "we" in its own sentence: the Scholz of "We condemn it, Scholz said"."""
        heads = subclauses.speakers(token)
        finder = self.finder
        return None if finder is None else next((party for head in heads for party in finder.parties(head)), None)

    def _sentence_person(self, pronoun: Token) -> ActorMention | None:
        """Whom "he" means: the subject where that is a person, else the last person named before it."""
        if self.finder is None:
            return None
        above = (verb for _, verb in phrases.ancestors(pronoun) if verb.pos_ in {"VERB", "AUX"})
        subjects = (head for verb in above for head in _subjects_around(verb) if head.i < pronoun.i)
        persons = (head for head in subjects if is_person(self.finder, head))
        found = next((named[0] for head in persons if (named := self.finder.parties(head))), None)
        return found or next(leaders(self.finder, pronoun), None)

    def _sentence_subject(self, token: Token) -> ActorMention | None:
        for below, above in phrases.ancestors(token):
            if above.pos_ not in {"VERB", "AUX"} or self.finder is None:
                continue
            if any(c.lower_ == "unless" for c in below.children) and (told := self._done_to(above)):
                return told
            for subject in _subjects_around(above):
                if token.lower_ in _SINGULAR and subject.tag_ in phrases.PLURAL:
                    continue
                if subject != below and subject.i < token.i:
                    is_noun = subject.pos_ == "NOUN"  # "the government said it would"
                    named = [p for p in self.finder.parties(subject) if is_noun or not p.is_inferred]
                    if named:
                        return self._thing_between(subject, token) or named[0]
        return None


def _is_the_country(word: Token) -> bool:
    """Whether it is "the country" as an object, which its subject is not: "after Chad occupied the country"."""
    is_object = word.dep_ in _OBJECTS and word.lemma_.lower() in COUNTRIES
    return is_object and word.tag_ not in phrases.PLURAL and any(c.lower_ == "the" for c in word.children)


def _subjects_around(verb: Token) -> Iterator[Token]:
    """Subjects of the verb, then of clauses below it: "while Peru objects, it will", "Peru left, its envoy said"."""
    told_first = {"ccomp", "parataxis"}  # "Peru left, its envoy said", "Peru's envoy demurred; he said"
    clauses_below = (c for c in verb.children if c.dep_ == "advcl" or (c.dep_ in told_first and c.i < verb.i))
    for clause in (verb, *clauses_below):
        yield from (c for c in clause.children if phrases.is_subject(c))
