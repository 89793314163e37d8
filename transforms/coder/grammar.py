"""The first way of coding: predicate rows matched on a dependency parse."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from transforms.coder import clauses
from transforms.coder.actors import PartyFinder
from transforms.coder.codebook import NOUN_RECIPIENT, VERB_RECIPIENT, Codebook, Constraint, Predicate
from transforms.coder.roles import NOBODY, TERRITORIAL, Filled, NounSlots, Tie, VerbSlots, may_be_recipient
from transforms.coder.word_sets import words
from transforms.records import ActorMention

_OBLIGATIONS = frozenset({"must", "should", "ought"})
_NOUN_TAGS = frozenset({"NOUN", "PROPN"})
_MATERIAL_COOPERATION = 2
_PARTITIVE_HEADS = words(
    "series number set package range string wave kind form sort type round spate lot bit pair flurry spike"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate that found its parties. `trigger` is its head word, `words` the words that carry it, in order."""

    predicate: Predicate
    trigger: Token
    words: tuple[Token, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    is_reciprocal: bool
    confidence: float
    complement: Token | None = None  # the verb of the clause that the predicate is about
    is_by_purpose: bool = False  # the recipient stands in the clause that says what for

    def countries(self) -> frozenset[str]:
        return frozenset(m.iso3 for m in self.actors + self.recipients)


def find_frames(doc: Doc, finder: PartyFinder, codebook: Codebook) -> tuple[Frame, ...]:
    """Every predicate of the sentence with at least two parties, in the order of the words, none coded twice."""
    grammar = _Grammar(finder, codebook)
    found = [frame for token in doc if (frame := grammar.frame(token)) is not None]
    return tuple(_without_echoes(found))


def bare_lemma(token: Token) -> str:
    """Lower-case lemma; a capitalised plural that was taken for a name ("Sanctions") loses its s."""
    lemma = token.lemma_.lower()
    if token.tag_ in {"NNP", "NNPS"} and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


class _Grammar:
    def __init__(self, finder: PartyFinder, codebook: Codebook) -> None:
        self._finder = finder
        self._codebook = codebook
        self._light = codebook.word_classes["light"]

    def frame(self, token: Token) -> Frame | None:
        """The frame of the most demanding row that fits the word and finds its parties."""
        if token.pos_ in {"VERB", "AUX"}:
            return self._verb_frame(token, "verb")
        if token.pos_ == "ADJ":
            return self._verb_frame(token, "adj")
        if token.pos_ in _NOUN_TAGS and self._finder.named_at(token) is None:
            return self._noun_frame(token)
        return None

    def _rows(self, pos: str, lemma: str) -> tuple[Predicate, ...]:
        return self._codebook.predicates.get((pos, lemma), ())

    def _is_event_noun(self, token: Token) -> bool:
        lemma = bare_lemma(token)
        return bool(self._rows("noun", lemma)) or any(
            lemma in self._codebook.word_classes.get(name, ()) for name in ("weapon", "attack", "troops", "sanction")
        )

    # verbs

    def _verb_frame(self, verb: Token, pos: str) -> Frame | None:
        rows = self._rows(pos, verb.lemma_.lower())
        slots = VerbSlots(verb, self._finder, is_thing_actor=self._is_event_noun) if rows else None
        for row in rows:
            words = self._verb_words(row, verb)
            if words is not None and slots is not None and (frame := self._filled_verb(row, verb, words, slots)):
                return frame
        return None

    def _verb_words(self, row: Predicate, verb: Token) -> tuple[Token, ...] | None:
        """The words that the row asks for beside the verb, None where one is missing."""
        words = [verb]
        if row.particle:
            particle = self._particle(verb, row.particle)
            if particle is None:
                return None
            words.append(particle)
        for constraint in row.constraints:
            word = _constrained(verb, constraint)
            if word is None:
                return None
            words.append(word)
        if row.takes_clause and not any(not row.takes_obligation or _is_owed(c) for c in clauses.complements(verb)):
            return None
        return tuple(words)

    def _particle(self, verb: Token, wanted: str) -> Token | None:
        """The particle of a phrasal verb; a preposition counts only before a party: "call on Iran", not "on Friday"."""
        for child in verb.children:
            if child.lower_ != wanted:
                continue
            if child.dep_ in {"prt", "advmod"}:
                return child
            behind = clauses.preposition_objects(child) if child.dep_ == "prep" else ()
            if any(self._finder.parties(o) or self._finder.owners(o) for o in behind):
                return child
        return None

    def _filled_verb(self, row: Predicate, verb: Token, words: tuple[Token, ...], slots: VerbSlots) -> Frame | None:
        actor = _first_filled(slots, row.actor)
        if actor.slot == "above" and self._codebook.event_types[row.event_type].quad_class != _MATERIAL_COOPERATION:
            actor = NOBODY  # "gas imported" is imported by whom the clause is about, "workers kidnapped" are not
        others = self._recipient(slots, row, actor, VERB_RECIPIENT)
        if row.takes_obligation:
            others = _excluding(slots.complement_subject(), actor)
            return _frame(row, verb, words, actor, others, next(clauses.complements(verb), None))
        if not others.parties and row.takes_clause:
            others = _excluding(slots.inside_complement(), actor)
        if not others.parties and row.event_type in TERRITORIAL:
            others = _excluding(slots.purpose(), actor)
        if not others.parties and actor.slot == "subj":
            others = _excluding(slots.host(), actor)
        if not others.parties:
            others = self._left_out(verb, actor)
        complement = next(clauses.complements(verb), None) if row.takes_clause else None
        return _frame(row, verb, words, actor, others, complement)

    # nouns

    def _noun_frame(self, noun: Token) -> Frame | None:
        rows = self._rows("noun", bare_lemma(noun))
        slots = NounSlots(noun, self._finder, self._light) if rows else None
        for row in rows:
            words = _noun_words(row, noun)
            if words is not None and slots is not None and (frame := self._filled_noun(row, noun, words, slots)):
                return frame
        return None

    def _filled_noun(self, row: Predicate, noun: Token, words: tuple[Token, ...], slots: NounSlots) -> Frame | None:
        between = slots.fill("between")
        if len(between.parties) > 1:
            return _frame(row, noun, words, between, NOBODY, None)
        actor = _first_filled(slots, row.actor)
        if not actor.parties or (row.is_reciprocal and slots.light is not None and actor.slot != "poss"):
            actor = slots.light_subject() or actor
        others = self._recipient(slots, row, actor, NOUN_RECIPIENT)
        if not actor.parties and others.parties:
            actor = _excluding(slots.partaking_subject(), others)
        if not others.parties:
            others = self._left_out(noun, actor)
        if slots.light is not None:
            words = (slots.light, *words) if slots.light.i < noun.i else (*words, slots.light)
        return _frame(row, noun, words, actor, others, None)

    def _left_out(self, trigger: Token, actor: Filled) -> Filled:
        """The only other country that the sentence names, where it stands behind the trigger: no grammar ties it there.

        "The army moved its guns closer, as Lima had feared" is about Peru, but only the sense of it says so.
        """
        if not actor.parties or actor.tie or any(m.is_inferred for m in actor.parties):
            return NOBODY
        known = {m.iso3 for m in actor.parties}
        named = [s.match for s in self._finder.spans if s.match.affix is None and s.match.iso3 not in known]
        if len({m.iso3 for m in named}) != 1 or named[-1].start < trigger.idx + self._finder.offset:
            return NOBODY
        first = named[0]
        party = ActorMention(first.iso3, first.sector, first.text, first.start, first.end, is_inferred=True)
        return Filled((party,), "left out", Tie.LOOSE)

    def _recipient(
        self, slots: VerbSlots | NounSlots, row: Predicate, actor: Filled, default: tuple[str, ...]
    ) -> Filled:
        for slot in row.recipient:
            if slot != actor.slot and may_be_recipient(slot, row.event_type, row.recipient, default):
                filled = _excluding(slots.fill(slot), actor)
                if filled.parties:
                    return filled
        return NOBODY


def _is_owed(clause: Token) -> bool:
    """Whether a clause tells its subject what to do: "must withdraw", "needs to explain"."""
    if any(c.dep_ == "aux" and c.lower_ in _OBLIGATIONS for c in clause.children):
        return True
    return clause.lemma_ in {"need", "have"} and any(c.dep_ == "xcomp" for c in clause.children)


def _first_filled(slots: VerbSlots | NounSlots, names: tuple[str, ...]) -> Filled:
    return next((filled for name in names if (filled := slots.fill(name)).parties), NOBODY)


def _excluding(filled: Filled, other: Filled) -> Filled:
    """The parties that do not stand on the other side already: nobody acts toward himself."""
    known = {m.iso3 for m in other.parties}
    return Filled(tuple(m for m in filled.parties if m.iso3 not in known), filled.slot, filled.tie)


def _frame(
    row: Predicate, trigger: Token, words: tuple[Token, ...], actor: Filled, others: Filled, complement: Token | None
) -> Frame | None:
    everyone = actor.parties + others.parties
    if row.is_reciprocal and len({m.iso3 for m in everyone}) > 1:
        pass
    elif not actor.parties or not others.parties:
        return None
    if row.event_type == "CONSULT" and any(m.sector == "JRN" for m in everyone):
        return None  # "spoke to AFP": an interview is how news comes about, no meeting of states
    confidence = 0.9 - 0.15 * any(m.is_inferred for m in everyone) - 0.1 * (actor.tie + others.tie)
    confidence -= 0.1 * (others.slot in {"clause", "in", "of", "for"}) + 0.1 * (actor.slot == "partaking")
    ordered = tuple(sorted(words, key=lambda word: word.i))
    sides = (everyone, ()) if row.is_reciprocal else (actor.parties, others.parties)
    sure = round(max(confidence, 0.2), 2)
    return Frame(row, trigger, ordered, *sides, row.is_reciprocal, sure, complement, others.slot == "purpose")


def _constrained(verb: Token, constraint: Constraint) -> Token | None:
    """The word that satisfies the constraint: the object, or the object of the preposition it names."""
    if constraint.preposition is None:
        heads: Iterator[Token] = iter((*clauses.objects(verb), *(c for c in verb.children if c.dep_ == "attr")))
    else:
        anchors = (verb, *clauses.objects(verb))
        heads = (o for a in anchors for name, o in clauses.prepositions(a) if name == constraint.preposition)
    return next((word for head in heads for word in _phrase_heads(head) if constraint.admits(bare_lemma(word))), None)


def _phrase_heads(head: Token) -> Iterator[Token]:
    """The head, its conjuncts, and the noun behind a partitive: the agreements of "a series of agreements"."""
    for noun in (head, *head.conjuncts):
        yield noun
        if noun.lemma_.lower() in _PARTITIVE_HEADS:
            yield from (o for c in noun.children if c.lower_ == "of" for o in clauses.preposition_objects(c))


def _noun_words(row: Predicate, noun: Token) -> tuple[Token, ...] | None:
    words = [noun]
    for constraint in row.constraints:
        modifier = next(
            (c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and constraint.admits(bare_lemma(c))),
            None,
        )
        if modifier is None:
            return None
        words.append(modifier)
    return tuple(words)


def _without_echoes(frames: list[Frame]) -> Iterator[Frame]:
    """Frames less those that repeat another: a noun that a coded verb governs, a clause that a coded verb is about."""
    inside = {frame.complement.i: frame for frame in frames if frame.complement is not None}
    verbs = [frame for frame in frames if frame.predicate.pos != "noun"]
    inside |= {clause.i: frame for frame in verbs if frame.is_by_purpose for clause in clauses.purposes(frame.trigger)}
    governed = {word.i: frame for frame in verbs for word in frame.words if word != frame.trigger}
    for frame in frames:
        other = governed.get(frame.trigger.i) or inside.get(frame.trigger.i) or _governing(frame, frames)
        if other is None or other is frame or not frame.countries() <= other.countries():
            yield frame


def _governing(frame: Frame, frames: list[Frame]) -> Frame | None:
    """The coded verb whose object the frame's noun is, or the coded noun that it is compounded with, if any."""
    if frame.predicate.pos != "noun":
        return None
    if frame.trigger.dep_ == "compound":
        return next((f for f in frames if f.trigger.i == frame.trigger.head.i), None)
    above = clauses.governor(frame.trigger)
    return next((f for f in frames if above is not None and f.trigger.i == above.i and f.predicate.pos == "verb"), None)
