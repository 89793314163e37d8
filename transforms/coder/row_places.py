"""Where around a verb the words may stand that a row asks for: its subject, object, phrases, the clause below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transforms.coder import clauses, passives, phrases, subclauses
from transforms.coder.parse import once
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

PARTITIVE_HEADS = words(
    "series number set package range string wave kind form sort type round spate lot bit pair flurry spike dozen "
    "hundred thousand million score handful couple batch shipment group one some many most first last "
    "several portion chunk slice part half majority all quarter third fifth bulk rest remainder percent pct amount "
    "quantity volume tonne "
    "ton barrel litre cargo consignment load planeload shipload truckload tranche day week weekend month year "
    "metre meter gallon bushel kilogram kilo kg watt megawatt word expression"
)
# what stands in a clause below the verb: what is said of its subject, what its subject is told to do, what for
CLAUSE_WORDS = {"clause": subclauses.judgements, "infinitive": subclauses.biddings, "purpose": subclauses.purposes}


def heads(verb: Token, preposition: str | None) -> Iterator[Token]:
    """The words where a row looks that names the preposition, "subj", a kind of clause, or None for the object."""
    if preposition == "subj":
        yield from clauses.subjects(verb.head if verb.dep_ == "acomp" else verb)
    elif preposition in CLAUSE_WORDS:
        yield from CLAUSE_WORDS[preposition](verb)
    elif preposition is None:
        yield from clauses.objects(verb)
        yield from (c for c in verb.children if c.dep_ in {"attr", "intj"} or (c.dep_ == "oprd" and _is_ellipsis(c)))
        yield from passives.captive(verb)
    else:
        for anchor in _anchors(verb):
            named = [o for name, o in phrases.prepositions(anchor) if name == preposition]
            yield from named
            yield from (q for o in named if preposition == "as" for q in subclauses.qualities(o))


def left_out(own: Token) -> Token | None:
    """The noun that "its own" leaves out, an object before: the envoy of "expelled its envoy, withdrew its own"."""
    if not _is_ellipsis(own):
        return None
    verbs = (a for a in own.head.ancestors if a.pos_ in {"VERB", "AUX"})
    return next((o for verb in verbs for o in clauses.objects(verb) if o.i < own.i and o.pos_ == "NOUN"), None)


def _is_ellipsis(own: Token) -> bool:
    is_object = own.lower_ == "own" and own.dep_ in {"dobj", "oprd"}
    return is_object and any(c.dep_ == "poss" for c in own.children)


def _anchors(verb: Token) -> tuple[Token, ...]:
    """The words whose phrases are the verb's: itself, its objects, the closer of "moved closer to a deal"."""
    return (verb, *clauses.objects(verb), *(c for c in verb.children if c.dep_ == "advmod"))


@once
def prepositions_near(verb: Token) -> frozenset[str]:
    """All prepositions of the verb's phrases."""
    return frozenset(name for anchor in _anchors(verb) for name, _ in phrases.prepositions(anchor))


def phrase_heads(head: Token) -> Iterator[Token]:
    """The head, its conjuncts, and the noun behind a partitive: the agreements of "a series of agreements"."""
    for noun in (head, *head.conjuncts):
        yield noun
        if noun.pos_ == "NUM" or noun.lemma_.lower() in PARTITIVE_HEADS:
            yield from (o for c in noun.children if c.lower_ == "of" for o in phrases.preposition_objects(c))
