"""Phrases of a dependency parse: what stands below a word, behind its prepositions, and above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transforms.coder.parse import Token, once
from transforms.coder.word_sets import words

FINITE = frozenset({"VBD", "VBZ", "VBP"})  # tags of verbs in a tense
TERMS = frozenset({"minute", "hour", "day", "week", "fortnight", "month", "year"})
_OF_TERM = frozenset({"prep", "dobj", "npadvmod"})
PLURAL = frozenset({"NNS", "NNPS"})  # tags of nouns and names
_TAKING_ALL = ("according", "owing", "due", "prior", "thanks")  # "according to Chad" is not to Chad
RELATIVES = frozenset({"which", "whom"})  # that stand behind prepositions
_ELSEWHERE = frozenset({"abroad", "elsewhere", "overseas"})
_CALLING = frozenset({"call", "describe", "term", "label", "brand", "dub", "consider", "regard", "denounce"})
COMPARING = frozenset({"like", "unlike", "than", "as", "versus"})
# behind these stands an event of its own, told in passing: "failed to agree during talks"
OCCASIONS = frozenset({"during", "after", "following", "since", "despite", "amid", "at", "before"})

# the infinitive behind these is no announcement: "plan to visit Chad"
_PLANS = words(
    "plan bid effort attempt try decision move proposal pledge promise vow threat offer deal agreement call right "
    "request appeal order refusal failure mission way chance push readiness willingness intention"
)


def is_subject(token: Token) -> bool:
    """Whether the parser has it as a subject, of an active or a passive."""
    return token.dep_ in {"nsubj", "nsubjpass"}


def is_infinitive(verb: Token) -> bool:
    """Whether a "to" stands before the verb."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def is_perfect(verb: Token) -> bool:
    """Whether a "have" before the verb puts it into the past: "to have signed"."""
    return any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)


def is_content(verb: Token) -> bool:
    """Whether a clause with "that" tells what a noun says: "reports that Chad had seized a boat"."""
    return verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)


def is_past(verb: Token) -> bool:
    """Whether the verb itself puts what it says into the past: "signed", "has signed"."""
    has = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return verb.tag_ == "VBD" or (verb.tag_ == "VBN" and has)


def looks_elsewhere(anchors: Iterable[Token]) -> bool:
    """Whether the other side is anybody out there: "sought help from abroad"."""
    near = [c for word in anchors for c in word.children]
    below = (c for word in near if word.dep_ == "prep" for c in word.children)
    return any(word.lower_ in _ELSEWHERE for word in (*near, *below))


def is_behind_comma(noun: Token) -> bool:
    """Whether a comma stands right before the phrase of the noun."""
    return has_comma_before(next(iter(noun.subtree), noun), noun.head)


def has_comma_before(word: Token, above: Token) -> bool:
    """Whether a comma that hangs on the word above stands right before the other word."""
    return any(c.lower_ == "," and c.i == word.i - 1 for c in above.children)


def antecedent(relative: Token) -> Token:
    """The noun that a relative pronoun means: the Chad of "Chad, whose army"; itself where there is none."""
    above = [relative, *relative.ancestors]
    if (clause := next((t for t in above if t.dep_ == "relcl"), None)) is not None:
        return clause.head
    near = (t for t in above[-1].subtree if t.i == relative.i - 2 and t.pos_ in {"NOUN", "PROPN"})
    return next(near, relative)  # the parser saw no clause there: the noun before the comma


def is_clause_of(verb: Token, noun: Token) -> bool:
    """Whether the verb tells of the noun in a clause of its own: "the ban that Chad imposed", "the ban imposed"."""
    return verb.head == noun and verb.dep_ in {"acl", "relcl"}


def is_announced(verb: Token) -> bool:
    """Whether a headline says what is to come: "Chile to visit Bolivia", "Chilean envoy to visit Bolivia"."""
    if not is_infinitive(verb):
        return False
    noun = verb.head
    is_of_noun = verb.dep_ in {"acl", "relcl"} and noun.dep_ == "ROOT" and noun.pos_ in {"NOUN", "PROPN"}
    return verb.dep_ == "ROOT" or (is_of_noun and noun.lemma_.lower() not in _PLANS)


def is_ruling(verb: Token) -> bool:
    """Whether a court finds so: "ruled that", where "ruled out" denies."""
    return verb.lemma_ == "rule" and all(c.lower_ != "out" for c in verb.children)


def governor(token: Token) -> Token | None:
    """The verb, noun or adjective that the token's clause or phrase depends on, None at the root."""
    head = token.head
    if head == token:
        return None
    if head.pos_ == "ADP" or head.dep_ in {"prep", "agent"}:
        return governor(head)
    return head


def ancestors(token: Token) -> Iterator[tuple[Token, Token]]:
    """(dependent, governor) pairs from the token up to the root."""
    below = token
    while below.head != below:
        yield below, below.head
        below = below.head


def is_below(token: Token, verb: Token) -> bool:
    """Whether a word stands under a verb, not in a clause beside it or about a noun."""
    for below, above in ancestors(token):
        if below.dep_ in {"conj", "relcl"} and below.pos_ in {"VERB", "AUX"}:
            return False
        if above == verb:
            return True
    return False


def objects_below(verb: Token) -> Iterator[Token]:
    """Heads of the direct objects that stand below the verb, antecedents left out."""
    return (c for c in verb.children if c.dep_ in {"dobj", "dative", "attr"})


def meant(word: Token) -> Token:
    """What a word stands for: the meddling of "what it called meddling", the Togo of "Togo, with which it trades"."""
    if word.lower_ in RELATIVES and word.dep_ == "pobj":
        return antecedent(word)
    if word.lemma_ not in _CALLING or all(c.lower_ != "what" for c in word.children):
        return word
    called = [c for c in word.children if c.dep_ in {"oprd", "attr", "dobj"} and c.lower_ != "what"]
    called += [o for c in word.children if c.lower_ == "as" for o in c.children if o.dep_ == "pobj"]
    return called[0] if called else word


@once
def prepositions(token: Token) -> Sequence[tuple[str, Token]]:
    """(preposition, head of its object) for phrases attached to the token; "out of" comes as `of` and as `out of`."""
    found: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent"} or (child.dep_ == "dative" and child.pos_ == "ADP"):
            found += _phrases(child, child.lower_)
        elif child.lower_ == "where" and token.dep_ == "relcl":  # "the region where Peru keeps troops"
            found.append(("in", token.head))
    return found


def prepositions_and_objects(verb: Token) -> Iterator[Token]:
    """Heads of everything that the verb is done to, with or at."""
    yield from objects_below(verb)
    yield from (head for _, head in prepositions(verb))


def preposition_objects(preposition: Token) -> Iterator[Token]:
    """Heads of what stands directly under a preposition."""
    return (c for c in preposition.children if c.dep_ in {"pobj", "pcomp"})


def _phrases(preposition: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield name, meant(child)
            if name != preposition.lower_ and not name.startswith(_TAKING_ALL):
                yield preposition.lower_, meant(child)
        elif name == "as" and child.pos_ == "ADJ":  # "regards it as reckless"
            yield name, child
        elif child.dep_ == "prep":
            yield from _phrases(child, f"{preposition.lower_} {child.lower_}")


def sets_term(verb: Token) -> bool:
    """Whether somebody has or is given a time to do something: "gave Chad a week to leave", "has until Friday to"."""
    if verb.lemma_ not in {"have", "give"}:
        return False
    return any(c.lower_ == "until" or c.lemma_.lower() in TERMS for c in verb.children if c.dep_ in _OF_TERM)
