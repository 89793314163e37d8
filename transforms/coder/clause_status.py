"""What one clause says of its own event: denied, awaited, done by saying so, or out of reach of the clause above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.grounds import gives_ground, is_ranked
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

NEVER = frozenset({"never", "no", "neither", "nor", "not", "n't", "n’t", "without"})
_UNTIL = frozenset({"once", "until", "till"})  # what comes before something that lies ahead lies ahead too
_CLAUSAL = frozenset({"nsubj", "nsubjpass", "aux", "auxpass", "mark"})
_SPEECH_ACTS = words(
    "congratulate thank praise commend apologise apologize condemn invite express welcome urge call appeal ask salute "
    "applaud protest denounce deplore reaffirm reiterate extend convey stress"
)
_WISHING = frozenset({"like", "want", "wish", "love"})


def is_negated(children: list[Token]) -> bool:
    """Whether a "not", a "never" or a "no" before the subject or object denies the verb above."""
    if any(c.dep_ == "neg" or (c.dep_ in {"advmod", "preconj"} and c.lower_ in NEVER) for c in children):
        return True
    if any(c.lower_ == "longer" and any(d.lower_ == "no" for d in c.children) for c in children):
        return True
    parts = [c for c in children if c.dep_ in {"nsubj", "nsubjpass", "dobj"}]
    if any(part.dep_ == "dobj" and part.lower_ == "nothing" for part in parts):
        return True  # "promised nothing"
    return any(d.lower_ in {"no", "neither"} for part in parts for d in part.children)


def is_behind_nor(verb: Token) -> bool:
    """Whether the verb is the second of two that are denied: "neither accepts nor recognises"."""
    return verb.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" for c in verb.head.children)


def is_awaited(verb: Token) -> bool:
    """Whether something that will be done waits for it: "will be freed once the talks begin"."""
    is_behind_until = verb.dep_ == "advcl" and any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in _UNTIL for c in verb.children
    )
    return is_behind_until and any(c.tag_ == "MD" for c in verb.head.children)


def performs(below: Token, above: Token) -> bool:
    """Whether saying so is doing so: "I would like to congratulate", "we want to thank"."""
    is_own = any(c.dep_ == "nsubj" and c.lower_ in {"i", "we"} for c in above.children)
    return is_own and below.dep_ == "xcomp" and below.lemma_ in _SPEECH_ACTS and above.lemma_ in _WISHING


def is_participle(word: Token) -> bool:
    """Whether the word tells of a noun what was done to it: "the migrants deported to Libya"."""
    return word.dep_ == "acl" and word.tag_ == "VBN" and all(c.dep_ not in _CLAUSAL for c in word.children)


def is_a_sentence(below: Token, above: Token) -> bool:
    """Whether a semicolon parts a clause from what the parser put it under: "It fell; Chad denied that"."""
    first, last = sorted((below.i, above.i))
    is_aside = below.dep_ in {"ccomp", "parataxis"}
    return is_aside and any(c.lower_ == ";" and first < c.i < last for c in above.children)


def is_taken_for_granted(below: Token, above: Token) -> bool:
    """Whether the event lies outside of what is wished, planned or denied above it."""
    is_clause = below.dep_ == "relcl" and not (phrases.is_infinitive(below) and is_ranked(below, above))
    if is_clause or (below.dep_ == "appos" and phrases.is_subject(above)):
        return True  # "Chad, the biggest buyer of Niger's oil, wants a pipeline": it buys
    is_during = below.dep_ == "pobj" and above.lower_ in phrases.OCCASIONS  # "failed to agree during talks": they were
    return is_during or (below.dep_ in {"pobj", "pcomp"} and gives_ground(below, above))
