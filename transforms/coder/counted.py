"""Words that count who was named before: "the three countries", "some of them"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import clauses, phrases
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.actors import PartyFinder
    from transforms.coder.parse import Token
    from transforms.records import ActorMention

_COUNTED = frozenset({"them", "whom"})
_NUMBERS = {"three": 3, "3": 3, "four": 4, "4": 4, "five": 5, "5": 5, "six": 6, "6": 6, "seven": 7, "eight": 8}
_STATES = words("country nation state government side capital neighbour neighbor power ally party republic kingdom")


def of_number(token: Token, finder: PartyFinder) -> tuple[ActorMention, ...]:
    """The last list of as many parties as the word counts: "Chad, Mali and Niger met, and the three agreed"."""
    number = token if token.tag_ == "CD" else next((c for c in token.children if c.dep_ == "nummod"), None)
    if number is None or number.lower_ not in _NUMBERS or all(c.lower_ != "the" for c in token.children):
        return ()
    if number is not token and (token.lemma_.lower() not in _STATES or token.tag_ not in phrases.PLURAL):
        return ()
    before = (finder.parties(finder.doc[span.head]) for span in reversed(finder.spans) if span.last < token.i)
    return next((parties for parties in before if len(parties) == _NUMBERS[number.lower_]), ())


def some_of(pronoun: Token) -> Token | None:
    """The people whom "some of them" counts, named before in the sentence: "thousands marched, some of them armed"."""
    if pronoun.lower_ not in _COUNTED or pronoun.head.lower_ not in {"of", "among"} or pronoun.dep_ != "pobj":
        return None
    verbs = (above for _, above in phrases.ancestors(pronoun) if above.pos_ in {"VERB", "AUX"})
    heads = (head for verb in verbs for head in clauses.subjects(verb) if head.i < pronoun.head.i - 1)
    return next((head for head in heads if head.tag_ in phrases.PLURAL), None)
