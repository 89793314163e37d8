"""Turns of phrase of a clause below a verb: what a verb means only with its words, "cross line", "not keep promise"."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.coder.clauses import objects
from transforms.coder.parse import Token, once
from transforms.coder.passives import is_passive
from transforms.coder.phrases import is_subject, prepositions

_WILL = frozenset({"will", "would", "shall", "wo", "'ll", "’ll", "'d", "’d"})
_BESIDE = frozenset({"advmod", "prt", "acomp", "oprd", "attr", "npadvmod"})


@once
def denials(verb: Token) -> tuple[Token, ...]:
    """The words that deny the verb: the not of "has not kept it", the no of "has shown no respect"."""
    own = [c for c in verb.children if c.dep_ == "neg"]
    near = [c for c in verb.children if is_subject(c) or c.dep_ in {"dobj", "attr"}]
    return (*own, *(c for noun in near for c in noun.children if c.lower_ == "no" and c.dep_ in {"det", "neg"}))


@once
def turns(word: Token) -> frozenset[str]:
    """What the word is with each word beside it; of a denial, what is denied: "cross line", "not keep promise"."""
    verb = denied(word)
    if verb is not None:
        passive = {f"not be {verb.lower_}"} if is_passive(verb) else set()
        return frozenset(f"not {turn}" for turn in _turns(verb)) | passive
    return frozenset(_turns(word)) if word.pos_ in {"VERB", "AUX"} else frozenset()


def _turns(verb: Token) -> Iterator[str]:
    yield from (f"{c.lemma_.lower()} {verb.lemma_}" for c in verb.children if c.dep_ == "nsubj")
    if any(c.lower_ in _WILL for c in verb.children):
        yield f"will {verb.lemma_}"
        yield from (f"will {verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ in {"prt", "advmod"})
    beside = [c for c in verb.children if c.dep_ in _BESIDE or (c.dep_ == "prep" and not c.children)]
    beside += objects(verb)
    below = [head for anchor in (verb, *objects(verb)) for _, head in prepositions(anchor)]
    for noun in (*beside, *below):
        yield f"{verb.lemma_} {noun.lemma_.lower()}"
        yield from (f"{verb.lemma_} {c.lower_} {noun.lemma_.lower()}" for c in noun.children if c.dep_ == "amod")


def denied(word: Token) -> Token | None:
    """The verb that the word denies, None where it denies none."""
    above = word.head
    verb = above.head if word.dep_ == "det" and above.pos_ not in {"VERB", "AUX"} else above
    return verb if word in denials(verb) else None
