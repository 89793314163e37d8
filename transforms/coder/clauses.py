"""Grammatical relations over a dependency parse: subject, object, phrases and clauses of a verb or noun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.coder.parse import Token, once
from transforms.coder.word_sets import words

_ADDRESSING = frozenset({"on", "upon", "to", "with"})
_OWN_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_ACTIVE = frozenset({"aux", "nsubj", "dobj", "mark"})  # beside these a participle is no passive
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_ADVERBS = frozenset({"where", "when", "why", "how"})  # open a relative clause without being its object
_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep"})
# verbs whose object, not whose subject, does what the infinitive says: "urged Iran to stop"
_OBJECT_CONTROL = words(
    "urge ask tell order force press call want allow let help invite encourage persuade convince enable permit "
    "require instruct command pressure push compel warn advise expect cause lead get authorize authorise forbid "
    "lure beg exhort implore entreat petition beseech prod nudge lobby challenge counsel coax remind bid dare appeal "
    "plead"
)
# "sent troops to help", "gave them two days to leave": the infinitive is what others are to do
_SENDING = frozenset({"send", "dispatch", "despatch", "deploy", "fly", "rush", "give"})
IMITATING = frozenset({"follow", "emulate", "copy", "imitate", "mimic", "mirror", "echo"})
COMPARING = frozenset({"like", "unlike", "than", "as", "versus"})
_MUTUAL = {"other": frozenset({"each"}), "another": frozenset({"one"})}
_HELPING = frozenset({"help", "let", "assist"})  # "helped Iraq rebuild": whom one helps is the subject of what is done
# "accused Iran of", "jailed a Briton for", "kept Iraq from": the gerund is what the object does
_TELLING_OF_OBJECT = frozenset({"of", "for", "from", "with"})
# behind these stands an event of its own, told in passing: "failed to agree during talks"
_NAMING = frozenset({"call", "label", "brand", "term", "dub", "deem", "declare", "pronounce"})
OCCASIONS = frozenset({"during", "after", "following", "since", "despite", "amid", "at", "before"})
# nouns that leave it to their adjective what is said: "a hostile act", "an excellent thing"
_COLOURLESS = words(
    "act action step move measure gesture thing attempt decision policy practice behaviour behavior conduct deed "
    "development ruling law rule plan idea statement remark comment language affair business way manner matter term "
    "footing state shape example case instance form kind piece"
)
_COMPLEMENTING = frozenset({"of", "from", "about", "against", "into", "on", "for", "in", "to"})
_OWN_VERB = frozenset({"aux", "nsubj", "dobj"})  # with one of these a participle is no passive by another's auxiliary
_CONDITIONS = frozenset({"if", "unless"})
_DEPTH = 8  # clauses nest deeper in noise only


def report_beside(verb: Token) -> Token | None:
    """The verb of saying whose report this one is coordinated with in the same tense, without a subject of its own."""
    first = verb.head
    if verb.dep_ != "conj" or first.dep_ != "ccomp" or any(_is_own(c) for c in verb.children):
        return None
    return first.head if first.head.tag_ == verb.tag_ and verb.tag_ in {"VBD", "VBZ", "VBP"} else None


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


def has_condition(verb: Token) -> bool:
    """Whether the verb is said to depend on something: "will attack unless", "would cut aid if"."""
    own = (c for c in verb.children if c.dep_ == "advcl")
    return any(mark.dep_ == "mark" and mark.lower_ in _CONDITIONS for clause in own for mark in clause.children)


def is_mutual(verb: Token) -> bool:
    """Whether it is done to "each other" or "one another", or against one another."""
    below = (*(c for c in verb.children if c.dep_ in {"dobj", "dative"}), *(o for _, o in prepositions(verb)))
    return any(o.lower_ in _MUTUAL and any(c.lower_ in _MUTUAL[o.lower_] for c in o.children) for o in below)


@once
def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject is its object: "was expelled", "imported from Iran"."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "conj" and all(c.dep_ not in _OWN_VERB for c in verb.children):
        return verb.head.tag_ == "VBN" and is_passive(verb.head)  # "was stopped and seized by Peru"
    is_opening = verb.dep_ == "advcl" and not any(c.dep_ in _ACTIVE for c in verb.children)
    is_naming = verb.lemma_ in _NAMING and any(c.dep_ in {"dobj", "oprd"} for c in verb.children)
    return (verb.dep_ == "acl" and not is_naming) or is_opening  # "Freed after two years, the Briton flew home"


@once
def subjects(verb: Token) -> tuple[Token, ...]:
    """Heads of the noun phrases that do what the verb says, through control, coordination and relative clauses."""
    return _subjects(verb, 0)


def _subjects(verb: Token, depth: int) -> tuple[Token, ...]:
    if is_passive(verb):
        return agents(verb)
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    if own or depth > _DEPTH:
        return tuple(_antecedent(token, verb) for token in own)
    if verb.dep_ == "acl" and verb.tag_ not in {"VBG", "VBD"}:  # "a plan to visit" belongs to whoever plans
        is_headline = verb.head.dep_ == "ROOT" and verb.head.pos_ == "PROPN"  # "Chile to end embargo on Peru"
        return (verb.head,) if is_headline else _owner_of(verb.head, depth)
    if verb.dep_ in {"acl", "relcl"}:
        return (verb.head,)
    return _shared_subjects(verb, depth) if verb.dep_ in _SHARING else ()


@once
def objects(verb: Token) -> tuple[Token, ...]:
    """Heads of the noun phrases that it is done to: direct objects, passive subjects, antecedents."""
    below = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} or _is_bare_noun(c)]
    direct = [c for c in below if c.dep_ != "nsubjpass"]  # beside one, the passive subject is who it goes to
    labelled = tuple(_antecedent(c, verb) for c in direct or below)
    found = labelled if labelled and verb.lemma_ != "give" else (*labelled, *_unlabelled_objects(verb))
    if found:
        return found
    if verb.lemma_ in _HELPING:
        return tuple(c for b in verb.children if b.dep_ == "ccomp" and b.tag_ == "VB" for c in b.children if _is_own(c))
    if is_passive(verb):
        if verb.dep_ in {"acl", "relcl"}:
            return (verb.head,)
        if verb.dep_ in {"conj", "xcomp", "advcl"} and verb.head.pos_ in {"VERB", "AUX"}:
            return objects(verb.head) if is_passive(verb.head) else subjects(verb.head)
    if verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVES for c in verb.children):
        return () if _is_adverbial(verb) else (verb.head,)
    return ()


def _is_adverbial(relative: Token) -> bool:
    """Whether the clause says where, when or how of its noun: "talks at which Peru spoke", "where it fought"."""
    below = (o for c in relative.children if c.dep_ == "prep" for o in preposition_objects(c))
    near = (c for c in relative.children if c.dep_ == "advmod")
    return any(o.lower_ in _RELATIVES for o in below) or any(c.lower_ in _ADVERBS for c in near)


def _unlabelled_objects(verb: Token) -> tuple[Token, ...]:
    """An object under another label: "gave the envoy two days to leave", "called home its envoy"."""
    if is_passive(verb):
        return ()
    is_giving = verb.lemma_ == "give" or any(c.dep_ in {"dative", "iobj"} for c in verb.children)
    labels = {"npadvmod", "oprd"} if is_giving else {"oprd"}
    return tuple(c for c in verb.children if c.dep_ in labels and c.i > verb.i and c.tag_ in {"NN", "NNS"})


def _is_own(token: Token) -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"}


def _is_bare_noun(word: Token) -> bool:
    """Whether the parser took an object for a clause: the dismay of "expressed dismay"."""
    return word.dep_ == "xcomp" and word.tag_ in {"NN", "NNS"} and all(c.dep_ != "aux" for c in word.children)


def agents(verb: Token) -> tuple[Token, ...]:
    """Heads of the by-phrases of a passive; one that the parser hung on its object: "was granted asylum by Peru"."""
    found = tuple(o for c in verb.children if c.dep_ == "agent" for o in preposition_objects(c))
    if found or verb.tag_ != "VBN":
        return found
    below = (p for c in verb.children if c.dep_ == "dobj" for p in c.children)
    return tuple(o for p in below if p.dep_ == "prep" and p.lower_ == "by" for o in preposition_objects(p))


def indirect_objects(verb: Token) -> tuple[Token, ...]:
    """Heads of datives: the Iraq of "gave Iraq a loan" and of "Iraq was given a loan"."""
    datives = {"dative", "iobj"}
    if any(c.dep_ == "dobj" for c in verb.children):
        datives.add("nsubjpass")
    return tuple(_antecedent(c, verb) for c in verb.children if c.dep_ in datives and c.pos_ != "ADP")


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


def objects_below(verb: Token) -> Iterator[Token]:
    """Heads of the direct objects that stand below the verb, antecedents left out."""
    return (c for c in verb.children if c.dep_ in {"dobj", "dative", "attr"})


def _phrases(preposition: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield name, child
            if name != preposition.lower_:
                yield preposition.lower_, child
        elif name == "as" and child.pos_ == "ADJ":  # "regards it as reckless"
            yield name, child
        elif child.dep_ == "prep":
            yield from _phrases(child, f"{preposition.lower_} {child.lower_}")


def preposition_objects(preposition: Token) -> Iterator[Token]:
    """Heads of what stands directly under a preposition."""
    return (c for c in preposition.children if c.dep_ in {"pobj", "pcomp"})


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
        elif child.dep_ == "advcl" and is_infinitive(child):  # what somebody is told to do, taken for a purpose
            is_told = verb.lemma_ in _OBJECT_CONTROL and bool(_addressed(verb))
            if is_told or any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children):
                yield child


def biddings(verb: Token) -> Iterator[Token]:
    """Verbs of the infinitives that somebody else is to do: the leave of "told them to leave", "wants it to leave"."""
    for clause in complements(verb):
        if is_infinitive(clause) and (objects(verb) or any(c.dep_ in _OWN_SUBJECTS for c in clause.children)):
            yield clause
    if verb.lemma_ in _SENDING:
        yield from purposes(verb)


def judgements(verb: Token) -> Iterator[Token]:
    """What a clause asserts of its subject: the illegal of "said it was illegal", "called it illegal"; no denials."""
    for label in _labels(verb):
        yield label
        yield from qualities(label)
        yield from (c for c in label.children if c.dep_ == "amod")
    for child in verb.children:
        if child.dep_ in {"ccomp", "xcomp"} and all(c.dep_ != "neg" for c in child.children):
            yield child
            said = [c for c in child.children if c.dep_ in {"acomp", "attr", "oprd"}]
            yield from said
            yield from (q for word in said for q in qualities(word))
            if child.lemma_ == "have":  # "said Chad had a right to it", but not "no right"
                yield from (o for o in objects(child) if all(c.lower_ != "no" for c in o.children))
            yield from (c for c in child.children if c.dep_ == "prep" and child.lemma_ == "be")


def _labels(verb: Token) -> Iterator[Token]:
    """What its object is called; also what the parser hung on the object: "called Chad's decision unacceptable"."""
    yield from (c for c in verb.children if c.dep_ == "oprd")
    if verb.lemma_ in _NAMING:
        yield from (c for o in objects(verb) for c in o.children if c.i > o.i and c.dep_ in {"amod", "appos"})


def qualities(noun: Token) -> Iterator[Token]:
    """What tells of a noun that says little itself: the unfriendly and the war of "an unfriendly act of war"."""
    if noun.lemma_ in _COLOURLESS:
        yield from (c for c in noun.children if c.dep_ == "amod")
        yield from (head for name, head in prepositions(noun) if name == "of")


def judged(verb: Token) -> Iterator[Token]:
    """Heads of the noun phrases that a clause below the verb is about."""
    small = (c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.pos_ not in {"VERB", "AUX"})
    for clause in (*complements(verb), *small):
        yield from (c for c in clause.children if c.dep_ in _OWN_SUBJECTS)
    if any(True for _ in _labels(verb)):
        yield from objects(verb)
        yield from [c for c in verb.children if c.dep_ == "oprd"][:-1]  # "called Chad's removal of it unjust"


def speakers(word: Token) -> Iterator[Token]:
    """Subjects of the verbs that report the clause in which the word stands."""
    for below, above in ancestors(word):
        is_finite = below.tag_ in {"VBD", "VBZ", "VBP"} or any(c.tag_ == "MD" for c in below.children)
        if below.dep_ == "ccomp" and is_finite and above.pos_ in {"VERB", "AUX"}:
            yield from (c for c in above.children if _is_own(c))


def is_infinitive(verb: Token) -> bool:
    """Whether a "to" stands before the verb."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def purposes(verb: Token) -> Iterator[Token]:
    """Verbs of the to-infinitives that say what the verb is done for."""
    for child in verb.children:
        if child.dep_ in {"advcl", "xcomp"} and is_infinitive(child):
            yield child
        elif child.dep_ in {"dobj", "nsubjpass", "npadvmod"}:
            yield from (c for c in child.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB")


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


def _antecedent(token: Token, verb: Token) -> Token:
    return verb.head if token.lower_ in _RELATIVES and verb.dep_ == "relcl" else token


def _shared_subjects(verb: Token, depth: int) -> tuple[Token, ...]:
    """Subjects of a verb that states none of its own: those of the clause it belongs to, or its objects."""
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
        return ()  # a finite clause has a subject of its own; the parser lost it
    if controlled := _controllers(verb):
        return controlled
    head = _clause_above(verb)
    if head == verb:
        return ()
    if head.pos_ in {"NOUN", "PROPN"}:
        return _owner_of(head, depth)
    if head.pos_ not in {"VERB", "AUX", "ADJ"}:
        return ()
    # "was forced to recall", "was expelled and left": the passive subject acts
    return objects(head) if is_passive(head) else _subjects(head, depth + 1)


def _controllers(verb: Token) -> tuple[Token, ...]:
    """Objects that do what the clause below them says: "urged Iran to stop", "accused Iran of building"."""
    head = verb.head
    if head.lemma_ in _OBJECT_CONTROL and (verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and is_infinitive(verb))):
        return _addressed(head)
    if verb.dep_ == "pcomp" and head.lower_ in _TELLING_OF_OBJECT:
        return objects(head.head)
    return ()


def _addressed(verb: Token) -> tuple[Token, ...]:
    """Whom the verb tells to do something: its objects, or whom it calls on, appeals to, pleads with."""
    return objects(verb) or tuple(head for name, head in prepositions(verb) if name in _ADDRESSING)


def _clause_above(verb: Token) -> Token:
    """The word that the verb's clause belongs to: past prepositions, and past an adjective to its copula."""
    head = verb.head
    while head.pos_ == "ADP" and head.head != head and verb.dep_ in {"advcl", "pcomp"}:
        head = head.head
    return head.head if head.pos_ == "ADJ" and head.dep_ == "acomp" else head


def _owner_of(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who has the plan, the decision, the right: its possessor, or the subject of the verb that it is the object of."""
    possessors = tuple(c for c in noun.children if c.dep_ == "poss")
    if possessors:
        return possessors
    if noun.dep_ in {"dobj", "attr", "nsubjpass", "pobj"}:
        above = governor(noun)
        if above is not None and above.pos_ in {"VERB", "AUX"}:
            return _subjects(above, depth + 1)
    return ()
