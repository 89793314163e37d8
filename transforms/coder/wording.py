"""Whether the words that a predicate row asks for are there: lemma, particle, object, prepositions, clause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from transforms.coder import clauses, no_deeds, phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.agreements import is_opinion
from transforms.coder.codebook import Codebook
from transforms.coder.obligations import debtors
from transforms.coder.particles import particle_of, words_near
from transforms.coder.predicates import ANYTHING, NAMED, Constraint, Predicate
from transforms.coder.row_places import CLAUSE_WORDS, PARTITIVE_HEADS, heads, left_out, phrase_heads, prepositions_near
from transforms.coder.turns import denied, turns

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_WILL = frozenset({"will", "would", "wo", "'d", "’d"})
_PREFIXED = ("re-", "co-")  # one word in all its forms: "re-established", "co-sponsored"
_PREMODIFIERS = frozenset({"amod", "compound", "nmod"})
_OWN_WORDS = _PREMODIFIERS | {"poss"}
_GROUNDS = frozenset({"name", "seat", "place"})  # kinds of names that satisfy @named
_PERSONAL = frozenset({"him", "her", "them", "he", "she", "they"})  # "sent them home", "they were sent home"
_OF_STATES = frozenset({"UNO", "EUR", "IGO"})  # a body of these satisfies the class "body": "admitted to ASEAN"
# as a threat only what is still to come
_REPAYING = frozenset({"retaliate", "respond", "punish", "avenge", "reciprocate", "strike", "hit", "attack", "invade"})
_PERSONS = ("leader", "people")  # lemmas of the classes that a person's name satisfies


@dataclass(frozen=True, slots=True)
class _Place:
    """The words where a constraint looks, in order, each with its forms; `forms` are those of all."""

    words: tuple[tuple[Token, frozenset[str]], ...]
    forms: frozenset[str]

    def first(self, constraint: Constraint) -> Token | None:
        return next((word for word, forms in self.words if not constraint.lemmas.isdisjoint(forms)), None)


_PLACES = frozenset({"subj", None, *CLAUSE_WORDS})  # where a constraint looks for other words than a preposition's
_NOWHERE = _Place((), frozenset())


class _Group(NamedTuple):
    """Rows of a verb, each with its rank among all, that ask for one particle and look at the same places."""

    particle: str | None
    places: frozenset[str | None]
    rows: tuple[tuple[int, Predicate], ...]

    def may_fit(self, verb: Token, filled: frozenset[str | None]) -> bool:
        """Whether words stand where the rows look for some: most often none do, and that is soon seen."""
        return self.places <= filled if self.particle is None else self.particle in words_near(verb)


class Wording:
    """Matches rows against words; the codebook knows which lemmas exist."""

    def __init__(self, codebook: Codebook) -> None:
        self._predicates = codebook.predicates
        self._no_events = codebook.no_events
        self._grouped: dict[tuple[str, str], tuple[_Group, ...]] = {}
        self._known = {lemma for _, lemma in codebook.predicates} | set().union(*codebook.word_classes.values())

    def is_partitive(self, noun: Token) -> bool:
        """Whether the noun only counts or bundles what stands behind its "of"."""
        return noun.lemma_.lower() in PARTITIVE_HEADS

    def is_known(self, word: str) -> bool:
        """Whether a word written with a hyphen is one of the codebook's, with or without it: "cease-fires"."""
        singular = word.lower().removesuffix("s")
        if singular.startswith(_PREFIXED):
            return True
        return singular in self._known or singular.replace("-", "") in self._known

    def rows(self, pos: str, token: Token) -> tuple[Predicate, ...]:
        """Rows of the word, the most demanding first; none where the codebook does not know it."""
        return self._predicates.get((pos, self.lemma(token)), ())

    def no_event(self, token: Token, finder: PartyFinder) -> str | None:
        """The row of `no_events.csv` by which the word tells no event: the attack of "a heart attack"."""
        pos = "noun" if token.pos_ in {"NOUN", "PROPN"} else "verb"
        for sense in self._no_events.get((pos, self.lemma(token)), ()):
            found = self.noun_words(sense, token) if pos == "noun" else self.verb_words(sense, token, finder)
            if found:
                return sense.rule_id
        return None

    def lemma(self, token: Token) -> str:
        """Lower-case lemma, mended where the model errs: plurals taken for names, "staged" as stag, "cease-fire"."""
        lemma = token.relations.get(self)
        if not isinstance(lemma, str):
            lemma = token.relations[self] = self._mended_lemma(token)
        return lemma

    def _mended_lemma(self, token: Token) -> str:
        lemma = token.lemma_.lower()
        if token.tag_ in {"NNP", "NNPS"} and lemma.endswith("s") and not lemma.endswith("ss"):
            lemma = lemma[:-1]
        if lemma in self._known:
            return lemma
        is_cut = token.pos_ == "VERB" or token.lower_ == f"{lemma}es"  # "doses" as dos
        is_longer = token.pos_ == "VERB" and lemma.endswith("e")  # "cordoned" as cordone
        is_doubled = token.pos_ == "VERB" and lemma[-3:-2] == lemma[-2:-1] and lemma.endswith("e")  # "readmitte"
        latin = f"{lemma[:-1]}um" if lemma.endswith("a") else lemma  # "memoranda" as it stands
        plain, bare = lemma.replace("-", ""), lemma.removeprefix("re-").removeprefix("co-")
        prefixed = (plain, plain[:-1], bare, bare[:-1]) if bare != lemma else ()  # "re-establishe", "re-exporte"
        uncut = (
            (lemma[:-2], lemma[:-1]) if token.pos_ == "VERB" and lemma.endswith("ed") else ()
        )  # "jeered" as it stands
        mended = (
            *prefixed,
            plain,
            *uncut,
            f"{lemma}e" if is_cut else lemma,
            lemma[:-2] if is_doubled else lemma,
            lemma[:-1] if is_longer else lemma,
            latin,
        )
        return next((form for form in mended if form in self._known), lemma)

    def worded(self, pos: str, verb: Token, finder: PartyFinder) -> Sequence[tuple[Predicate, tuple[Token, ...]]]:
        """The rows of a verb or adjective whose words are there, with those words; told once in a sentence."""
        key = (Wording, verb.i, pos, "worded")
        found = finder.remembered.get(key)
        if not isinstance(found, list):
            places = self._filled_places(verb, finder)
            groups = (g for g in self._groups(pos, self.lemma(verb)) if g.may_fit(verb, places))
            fitting = ((n, r, w) for g in groups for n, r in g.rows if (w := self.verb_words(r, verb, finder)))
            found = [(row, words_) for _, row, words_ in sorted(fitting, key=itemgetter(0))]
            finder.remembered[key] = found
        return found

    def _groups(self, pos: str, lemma: str) -> tuple[_Group, ...]:
        """The rows of a verb by where they look for words."""
        key = (pos, lemma)
        if key not in self._grouped:
            grouped: dict[tuple[str | None, frozenset[str | None]], list[tuple[int, Predicate]]] = defaultdict(list)
            for number, row in enumerate(self._predicates.get(key, ())):
                grouped[row.particle, frozenset(c.preposition for c in row.constraints)].append((number, row))
            self._grouped[key] = tuple(_Group(*places, tuple(rows)) for places, rows in grouped.items())
        return self._grouped[key]

    def _filled_places(self, verb: Token, finder: PartyFinder) -> frozenset[str | None]:
        """Where any words stand at which rows of the verb may look."""
        filled = (place for place in _PLACES if self._place_of(verb, place, finder).words)
        return frozenset((*filled, *prepositions_near(verb)))

    def verb_words(self, row: Predicate, verb: Token, finder: PartyFinder) -> tuple[Token, ...] | None:
        """The words that carry the row, the verb first; None where one is missing."""
        particle = None
        if row.particle:
            particle = particle_of(verb, row.particle, finder) if row.particle in words_near(verb) else None
            if particle is None:
                return None
        found = [verb] if particle is None else [verb, particle]
        for constraint in row.constraints:
            word = self._constrained(verb, constraint, finder) or self._behind(particle, constraint, finder)
            if word is None:
                return None
            if constraint.preposition not in CLAUSE_WORDS:
                found.append(word)
        if row.takes_obligation:
            return tuple(found) if debtors(verb) else None
        if self._is_nothing_to_come(row, verb) or no_deeds.is_none(row.event_type, verb):
            return None
        if row.takes_clause and not any(self._is_asked(row, verb, c, finder) for c in subclauses.complements(verb)):
            return None
        return tuple(found)

    def _is_nothing_to_come(self, row: Predicate, verb: Token) -> bool:
        """Whether a row of promises or threats stands with a clause about what is or was."""
        if row.event_type == "AGREE":
            return is_opinion(verb)
        return row.event_type == "THREATEN" and _is_done(self.clause_word(row, verb))

    def _is_asked(self, row: Predicate, verb: Token, clause: Token, finder: PartyFinder) -> bool:
        """Whether the clause is such as the row asks for."""
        return not row.takes_refusal or self._is_refusal(verb, clause, finder)

    def _is_refusal(self, verb: Token, clause: Token, finder: PartyFinder) -> bool:
        """Whether a clause that tells no event by itself says what the speaker will not do: "would not change it"."""
        is_denied = any(c.dep_ == "neg" for c in clause.children)
        if not is_denied or all(c.lower_ not in _WILL for c in clause.children if c.tag_ == "MD"):
            return False
        speakers, doers = (
            {p.iso3 for head in clauses.subjects(word) for p in finder.parties(head)} for word in (verb, clause)
        )
        tells = any(self.verb_words(row, clause, finder) for row in self.rows("verb", clause))
        return bool(speakers) and speakers == doers and not tells

    def clause_word(self, row: Predicate, verb: Token) -> Token | None:
        """The word that the row asks for in a clause below the verb, None where it asks for none."""
        wanted = [c for c in row.constraints if c.preposition in CLAUSE_WORDS]
        words_ = ((c, word) for c in wanted for word in heads(verb, c.preposition))
        fitting = (word for c, word in words_ if c.admits(self.lemma(word)) or c.lemmas & turns(word))
        return next((denied(word) or word for word in fitting), None)

    def noun_words(self, row: Predicate, noun: Token) -> tuple[Token, ...] | None:
        """The noun and its modifiers that the row asks for; None where one is missing."""
        found = [noun]
        for constraint in row.constraints:
            if constraint.preposition is None:
                near = (c for c in noun.children if c.dep_ in _PREMODIFIERS)
            elif constraint.preposition == "head":  # the noun that it is compounded with
                near = (h for h in (noun.head,) if noun.dep_ in _PREMODIFIERS)
            elif constraint.preposition == "poss":
                near = (c for c in noun.children if c.dep_ == "poss")
            else:
                anchors = (noun, *(c for c in noun.children if phrases.is_clause_of(c, noun)))
                near = (o for a in anchors for name, o in phrases.prepositions(a) if name == constraint.preposition)
            modifier = next((c for c in near if constraint.admits(self.lemma(c))), None)
            if modifier is None:
                return None
            found.append(modifier)
        return tuple(found)

    def _constrained(self, verb: Token, constraint: Constraint, finder: PartyFinder) -> Token | None:
        """The word that satisfies the constraint: subject, object, or the object of the preposition it names."""
        place = self._place_of(verb, constraint.preposition, finder)
        return None if constraint.lemmas.isdisjoint(place.forms) else place.first(constraint)

    def _place_of(self, verb: Token, preposition: str | None, finder: PartyFinder) -> _Place:
        """Where constraints of this preposition look; many rows of a verb look at the same place."""
        if preposition not in _PLACES and preposition not in prepositions_near(verb):
            return _NOWHERE
        key = (Wording, verb.i, preposition)
        place = finder.remembered.get(key)
        if not isinstance(place, _Place):
            found = tuple(word for h in heads(verb, preposition) for word in phrase_heads(h))
            place = finder.remembered[key] = self._place(found, finder, is_told=preposition in CLAUSE_WORDS)
        return place

    def _behind(self, particle: Token | None, constraint: Constraint, finder: PartyFinder) -> Token | None:
        """The object behind a particle that was taken for a preposition: the charge of "laughed off Zaire's charge"."""
        if particle is None or particle.dep_ != "prep" or constraint.preposition is not None:
            return None
        behind = (word for head in phrases.preposition_objects(particle) for word in phrase_heads(head))
        return self._place(behind, finder).first(constraint)

    def _place(self, words: Iterable[Token], finder: PartyFinder, *, is_told: bool = False) -> _Place:
        found = tuple((w, self._forms(w, finder) | turns(w) if is_told else self._forms(w, finder)) for w in words)
        return _Place(found, frozenset().union(*(forms for _, forms in found)))

    def _forms(self, word: Token, finder: PartyFinder) -> frozenset[str]:
        """What a constraint may name so that the word satisfies it."""
        if (named := _classes(word, finder)) == _PERSONS:  # "Rice arrived" is no cargo
            return frozenset({ANYTHING, *named})
        last = word.lower_.partition(" of ")[0].rpartition(" ")[2]  # a body's name is one word: "UN inspectors"
        lemma = self.lemma(left_out(word) or word)
        pairs = (f"{c.lower_} {lemma}" for c in word.children if c.dep_ in _OWN_WORDS)  # "rescue team"
        return frozenset({ANYTHING, lemma, *pairs, last, last.removesuffix("s"), *named})


def _is_done(deed: Token | None) -> bool:
    """Whether the clause tells of a deed as past, which threatens nobody: "said Chad had retaliated"."""
    if deed is None or deed.lemma_ not in _REPAYING:
        return False
    is_conceived = any(c.tag_ == "MD" and c.dep_ in {"aux", "auxpass"} for c in deed.children)
    return phrases.is_past(deed) and not is_conceived


def _classes(word: Token, finder: PartyFinder) -> tuple[str, ...]:
    """What a name or a pronoun counts as."""
    span = finder.named_at(word)
    if span is None or span.match.affix is not None:
        return ("people",) if word.lower_ in _PERSONAL else ()
    if span.match.kind == "leader":
        return _PERSONS
    if span.match.kind in {"demonym", "adjective"} and word.pos_ in {"NOUN", "PROPN"}:  # "deported two Americans"
        return ("people",)
    if span.match.kind == "body" and span.match.iso3 in _OF_STATES:
        return ("body",)
    if span.match.kind == "body" and span.match.sector == "BUS":
        return ("company",)
    return (NAMED,) if span.match.kind in _GROUNDS else ()
