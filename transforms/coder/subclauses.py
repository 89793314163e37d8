"""Clauses below and above a verb: what it bids, plans, judges, depends on or is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.coder.clauses import bidden, objects, subjects
from transforms.coder.parse import Token, once
from transforms.coder.passives import NAMING
from transforms.coder.phrases import COMPARING, FINITE, ancestors, is_infinitive, is_subject, prepositions
from transforms.coder.turns import denials
from transforms.coder.word_sets import words

IMITATING = frozenset({"follow", "emulate", "copy", "imitate", "mimic", "mirror", "echo"})
_OWN_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
# "sent troops to help", "gave them two days to leave": the infinitive is what others are to do
_SENDING = frozenset({"send", "dispatch", "despatch", "deploy", "fly", "rush", "give"})
_WANTING = frozenset({"want", "like", "wish", "prefer"})
_MUTUAL = {"other": frozenset({"each"}), "another": frozenset({"one"}), "one": frozenset({"another"})}
# nouns that leave it to their adjective what is said: "a hostile act", "an excellent thing"
COLOURLESS = words(
    "act action step move measure gesture thing attempt decision policy practice behaviour behavior conduct deed "
    "development ruling law rule plan idea statement remark comment language affair business way manner matter term "
    "footing state shape example case instance form kind piece tactic treatment handling stance attitude posture "
    "response reaction"
)
_COMPLEMENTING = frozenset({"of", "from", "about", "against", "into", "on", "for", "in", "to"})
_SURE = words(
    "likely clear obvious evident probable plain apparent true certain undeniable doubtless fact evidence proof"
)
_PHASES = words("have need go begin start continue keep try seek attempt seem appear tend dare")  # "has to pay"
_CLAUSAL = FINITE | {"VB"}
_THAT = frozenset({"ccomp", "acl"})
_CONDITIONS = frozenset({"if", "unless"})
_EQUATING = frozenset({"amount", "constitute", "represent", "equal", "smack", "reek"})  # "amounts to blackmail"
_BREAKING = frozenset({"breach", "violation", "contravention", "defiance"})  # "is in breach of the treaty"
_TELLING = frozenset({"tell", "inform", "notify", "assure"})  # whom one tells what others did is no side of it


@once
def complements(verb: Token) -> Sequence[Token]:
    """Verbs of the clauses that the verb takes: infinitives, gerunds and that-clauses."""
    return tuple(_complements(verb))


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in _COMPLEMENTING:
            yield from (c for c in child.children if c.dep_ == "pcomp")
        elif child.dep_ == "advcl" and is_infinitive(child) and (bidden(verb) or _is_for(child)):
            yield child  # what somebody is told to do, taken for a purpose


def _is_for(infinitive: Token) -> bool:
    """Whether it has a subject behind "for": "called for Chad to leave"."""
    return any(c.dep_ == "mark" and c.lower_ == "for" for c in infinitive.children)


def biddings(verb: Token) -> Iterator[Token]:
    """Verbs of the infinitives that somebody else is to do: the leave of "told them to leave", "wants it to leave"."""
    for clause in complements(verb):
        if is_infinitive(clause) and (objects(verb) or any(c.dep_ in _OWN_SUBJECTS for c in clause.children)):
            yield clause
    if verb.lemma_ in _SENDING:
        yield from purposes(verb)


def purposes(verb: Token) -> Iterator[Token]:
    """Verbs of the to-infinitives that say what the verb is done for."""
    for child in verb.children:
        if child.dep_ in {"advcl", "xcomp"} and is_infinitive(child):
            yield child
        elif child.dep_ in {"dobj", "nsubjpass", "npadvmod"}:
            yield from (c for c in child.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB")


def judgements(verb: Token) -> Iterator[Token]:
    """What a clause asserts of its subject: the illegal of "said it was illegal", "called it illegal".

    Of what it denies only the denying word.
    """
    for label in _labels(verb):
        yield label
        yield from qualities(label)
        yield from (c for c in label.children if c.dep_ == "amod")
    for child in told(verb):
        if verb.lemma_ in _WANTING and is_infinitive(child) and child not in biddings(verb):
            continue
        yield from denials(child)
        if not denials(child):
            yield child
            said = [c for c in child.children if c.dep_ in {"acomp", "attr", "oprd"}]
            yield from said
            yield from (q for word in said for q in qualities(word))
            if child.lemma_ == "have":  # "said Chad had a right to it"
                yield from objects(child)
            if child.lemma_ in _EQUATING:
                equal = (*objects(child), *(head for _, head in prepositions(child)))
                yield from equal
                yield from (q for word in equal for q in qualities(word))
            yield from (c for c in child.children if c.dep_ == "prep" and child.lemma_ == "be")
            yield from (head for name, head in prepositions(child) if name == "in" and head.lemma_ in _BREAKING)


def told(verb: Token) -> Iterator[Token]:
    """What its clauses say, also by way of how sure that is: the be of "said it was likely that Chad was behind it"."""
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"}:
            yield child
            yield from (c for c in child.children if c.dep_ == "conj" and _is_clause(c))
            yield from (c for c in child.children if c.dep_ == "xcomp" and child.lemma_ in _PHASES)
            sure = [c for c in child.children if c.lemma_ in _SURE]
            yield from (c for word in (child, *sure) if sure for c in word.children if c.dep_ in _THAT)
            if (doer := cleft(child)) is not None:
                yield from (c for c in (*doer.children, *child.children) if _is_of_cleft(c))


def cleft(clause: Token) -> Token | None:
    """Who a clause says it was that did something: the Chad of "it was Chad that broke the truce"."""
    if clause.lemma_ != "be" or all(c.lower_ != "it" or c.dep_ != "nsubj" for c in clause.children):
        return None
    doers = [c for c in clause.children if c.dep_ == "attr" and c.pos_ in {"NOUN", "PROPN"}]
    below = (c for doer in doers for c in (*doer.children, *clause.children))
    return doers[0] if any(_is_of_cleft(c) for c in below) else None


def _is_of_cleft(clause: Token) -> bool:
    is_below = clause.dep_ in {"relcl", "ccomp", "advcl"}
    return is_below and any(c.dep_ == "nsubj" and c.lower_ in {"who", "which", "that"} for c in clause.children)


def _is_clause(verb: Token) -> bool:
    return verb.tag_ in _CLAUSAL or any(c.dep_ in _OWN_SUBJECTS for c in verb.children)


def _labels(verb: Token) -> Iterator[Token]:
    """What its object is called; also what the parser hung on the object: "called Chad's decision unacceptable"."""
    yield from (c for c in verb.children if c.dep_ == "oprd")
    if verb.lemma_ in NAMING:
        yield from (c for o in objects(verb) for c in o.children if c.i > o.i and c.dep_ in {"amod", "appos"})


def qualities(noun: Token) -> Iterator[Token]:
    """What tells of a noun that says little itself: the unfriendly and the war of "an unfriendly act of war"."""
    if noun.lemma_ in COLOURLESS:
        yield from (c for c in noun.children if c.dep_ == "amod")
        yield from (head for name, head in prepositions(noun) if name == "of")


def judged(verb: Token) -> Iterator[Token]:
    """Heads of the noun phrases that a clause below the verb is about."""
    small = (c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.pos_ not in {"VERB", "AUX"})
    for clause in (*complements(verb), *small, *told(verb)):
        own = [c for c in clause.children if c.dep_ in _OWN_SUBJECTS]
        if (doer := cleft(clause)) is not None:  # "said it was Chad that broke the truce"
            own = [doer]
        yield from own
        yield from (s for c in own if c.dep_ == "csubj" for s in subjects(c))  # "said what Chad did was wrong"
    if any(True for _ in _labels(verb)):
        yield from objects(verb)
        yield from [c for c in verb.children if c.dep_ == "oprd"][:-1]  # "called Chad's removal of it unjust"


def speakers(word: Token) -> Iterator[Token]:
    """Subjects of the verbs that report the clause in which the word stands."""
    for below, above in ancestors(word):
        is_finite = below.tag_ in FINITE or any(c.tag_ == "MD" for c in below.children)
        if below.dep_ == "ccomp" and is_finite and above.pos_ in {"VERB", "AUX"}:
            yield from (c for c in above.children if is_subject(c))


def speakers_and_hearers(word: Token) -> Iterator[Token]:
    """Who reports the clause in which the word stands, and to whom: "complained to the council that Chad ..."."""
    yield from speakers(word)
    yield from (c for clause in (word, *word.ancestors) for c in clause.children if c.lower_ == "according")
    for below, above in ancestors(word):
        if below.dep_ == "ccomp":
            yield from (head for name, head in prepositions(above) if name == "to")
            if above.lemma_ in _TELLING:
                yield from (c for c in above.children if c.dep_ in {"dobj", "dative"})


def report_beside(verb: Token) -> Token | None:
    """The verb of saying whose report this one is coordinated with in the same tense, without a subject of its own."""
    first = verb.head
    if verb.dep_ != "conj" or first.dep_ != "ccomp" or any(is_subject(c) for c in verb.children):
        return None
    return first.head if first.head.tag_ == verb.tag_ and verb.tag_ in FINITE else None


def has_condition(verb: Token) -> bool:
    """Whether the verb is said to depend on something: "will attack unless", "would cut aid if"."""
    own = (c for c in verb.children if c.dep_ == "advcl")
    return any(mark.dep_ == "mark" and mark.lower_ in _CONDITIONS for clause in own for mark in clause.children)


def is_compared(noun: Token) -> bool:
    """Whether the noun only says what something is like: "unlike Peru", "than in Peru", "followed Peru's example"."""
    for below, above in ancestors(noun):
        if above.pos_ == "VERB" and below.dep_ == "dobj" and above.lemma_ in IMITATING:
            return True
        if above.lower_ in COMPARING and below.dep_ in {"pobj", "pcomp", "prep"}:
            return True
        if above.pos_ not in {"NOUN", "PROPN", "ADP"}:
            return False
    return False


def is_mutual(verb: Token) -> bool:
    """Whether it is done to "each other" or what is "one another's", or by each to "the other", or said of it."""
    below = (*(c for c in verb.children if c.dep_ in {"dobj", "dative"}), *(o for _, o in prepositions(verb)))
    owners = tuple(c for o in below for c in o.children if c.dep_ == "poss")
    if any(o.lower_ in _MUTUAL and any(c.lower_ in _MUTUAL[o.lower_] for c in o.children) for o in (*below, *owners)):
        return True
    by_each = (c for c in verb.children if is_subject(c))
    is_each = any(c.lower_ == "each" for c in (*verb.children, *(d for s in by_each for d in s.children)))
    said_of = (s for c in verb.children if c.dep_ == "ccomp" for s in c.children if is_subject(s))
    return is_each and any(o.lower_ == "other" for o in (*below, *owners, *said_of))
