"""Who does what a verb says, and to whom: subjects and objects through passives, control and relative clauses."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.coder import passives
from transforms.coder.parse import Token, once
from transforms.coder.phrases import (
    TERMS,
    governor,
    is_announced,
    is_infinitive,
    is_subject,
    meant,
    preposition_objects,
    prepositions,
    sets_term,
)
from transforms.coder.word_sets import words

_ADDRESSING = frozenset({"on", "upon", "to", "with"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_ADVERBS = frozenset({"where", "when", "why", "how"})  # open a relative clause without being its object
_SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep"})
# verbs whose object, not whose subject, does what the infinitive says: "urged Iran to stop"
_OBJECT_CONTROL = words(
    "urge ask tell order force press call want allow let help invite encourage persuade convince enable permit "
    "require instruct command pressure push compel warn advise expect cause lead get authorize authorise forbid "
    "lure beg exhort implore entreat petition beseech prod nudge lobby challenge counsel coax remind bid dare appeal "
    "plead prompt spur induce oblige tempt motivate dare goad nag drive"
)
_HELPING = frozenset({"help", "let", "assist"})  # "helped Iraq rebuild": whom one helps is the subject of what is done
# "accused Iran of", "jailed a Briton for", "kept Iraq from": the gerund is what the object does
_TELLING_OF_OBJECT = frozenset({"of", "for", "from", "with"})
_CHARGING = words(
    "charge accuse convict suspect indict try jail sentence imprison blame arrest detain acquit implicate"
)
_GOING = words("leave go resign return quit withdraw stop act talk come stay join be cooperate")  # need no object
_MEETING = frozenset({"meet", "receive", "host", "greet", "welcome", "see"})
_GIVING = frozenset({"give", "show", "hand", "serve"})
_DEPTH = 8  # clauses nest deeper in noise only


def _is_charge(verb: Token) -> bool:
    """Whether a gerund that tells the charge was taken for an adjective: "charged with abusing Iraqi prisoners"."""
    preposition = verb.head.head
    is_before = verb.tag_ == "VBG" and verb.dep_ == "amod" and verb.i == preposition.i + 1
    return is_before and preposition.dep_ == "prep" and preposition.head.lemma_ in _CHARGING


def _is_visitors(verb: Token) -> bool:
    """Whether it tells of the guests before whom it stands, and no meeting tells it: "told the visiting envoys"."""
    if verb.lower_ != "visiting" or verb.dep_ != "amod" or verb.i > verb.head.i:
        return False
    above = governor(verb.head)
    return above is not None and above.lemma_ not in _MEETING and verb.head.head.lower_ not in {"with", "between"}


def _hosts(visiting: Token) -> tuple[Token, ...]:
    """Who receives the guests or talks to them: the Chad of "Chad's leader told a visiting envoy"."""
    above = governor(visiting.head)
    return _subjects(above, 0) if above is not None and above.pos_ == "VERB" else ()


@once
def subjects(verb: Token) -> tuple[Token, ...]:
    """Heads of the noun phrases that do what the verb says, through control, coordination and relative clauses."""
    return _subjects(verb, 0)


def _subjects(verb: Token, depth: int) -> tuple[Token, ...]:
    if passives.is_passive(verb):
        return passives.agents(verb)
    if _is_charge(verb) or _is_visitors(verb):
        return (verb.head,) if _is_visitors(verb) else objects(verb.head.head.head)
    own = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    own += _doing_likewise(verb) if own else ()
    if own or depth > _DEPTH:
        return tuple(_antecedent(token, verb) for token in own)
    is_planned = verb.tag_ not in {"VBG", "VBD"} and verb.lemma_ not in passives.INTRANSITIVE
    if verb.dep_ == "acl" and is_planned:  # "a plan to visit" belongs to whoever plans
        is_headline = is_announced(verb) or (verb.head.dep_ == "ROOT" and verb.head.pos_ == "PROPN")
        return (verb.head,) if is_headline else _owner_of(verb.head, depth)
    if verb.dep_ in {"acl", "relcl"}:
        return (verb.head,)
    shared = _shared_subjects(verb, depth) if verb.dep_ in _SHARING else ()
    return (*shared, *objects(verb.head.head)) if _is_joined(verb) else shared


def _is_joined(verb: Token) -> bool:
    """Whether several do it: the severing of "Chad joined Niger in severing ties"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "in" and verb.head.head.lemma_ == "join"


def _doing_likewise(verb: Token) -> Iterator[Token]:
    """Who is said to do the same: the Chad of "Peru condemned it, as did Chad"."""
    for clause in verb.children:
        near = {c.lower_ for c in clause.children if c.dep_ == "mark"} if clause.dep_ == "advcl" else set()
        is_bare = "as" in near and clause.lemma_ in {"do", "have"}
        if is_bare and all(c.dep_ in {"mark", "nsubj", "punct"} for c in clause.children):
            yield from (c for c in clause.children if c.dep_ == "nsubj" and c.i > clause.i)


@once
def objects(verb: Token) -> tuple[Token, ...]:
    """Heads of the noun phrases that it is done to: direct objects, passive subjects, antecedents."""
    is_unmarked = passives.is_unmarked(verb) or passives.befalls(verb)
    of_passive = {"dobj", "nsubjpass", "nsubj"} if is_unmarked else {"dobj", "nsubjpass"}
    below = [c for c in verb.children if c.dep_ in of_passive or _is_bare_noun(c)]
    particles = [c for c in verb.children if c.dep_ == "prt"]
    below += [o for c in particles for o in c.children if o.dep_ == "pobj"]  # "laughed off a charge"
    direct = [c for c in below if c.dep_ != "nsubjpass"]  # beside one, the passive subject is who it goes to
    labelled = tuple(_antecedent(c, verb) for c in direct or below)
    labelled = labelled or tuple(c for b in verb.children if b.dep_ == "ccomp" and (c := meant(b)) != b)
    found = labelled if labelled and verb.lemma_ not in _GIVING else (*labelled, *_unlabelled_objects(verb))
    found = found or ((verb.head,) if _is_charge(verb) else ())
    found = found or (_hosts(verb) if _is_visitors(verb) else ())
    if found:
        return found
    if verb.lemma_ in _HELPING:
        return tuple(
            c for b in verb.children if b.dep_ == "ccomp" and b.tag_ == "VB" for c in b.children if is_subject(c)
        )
    if passives.is_passive(verb):
        if verb.dep_ in {"acl", "relcl"} or passives.is_attributive(verb):
            return (verb.head,)
        if verb.dep_ in passives.REPORTED_AS | {"conj"} and verb.head.pos_ in {"VERB", "AUX"}:
            return objects(verb.head) if passives.is_passive(verb.head) else subjects(verb.head)
        if verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
            return _undergoers(verb.head)
    return _gap(verb)


def _gap(verb: Token) -> tuple[Token, ...]:
    """The noun before the relative clause in which the verb lacks its object."""
    if _has_gap(verb):
        return () if _gap_below(verb) is not None else (verb.head,)
    is_below = verb.dep_ == "xcomp" and _has_gap(verb.head) and _gap_below(verb.head) == verb
    return (verb.head.head,) if is_below else ()


def _has_gap(verb: Token) -> bool:
    """Whether the noun before a relative clause is done what the clause says: "the deal that Peru broke"."""
    is_relative = verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.lower_ not in _RELATIVES for c in verb.children)
    return is_relative and not _is_adverbial(verb)


def _gap_below(verb: Token) -> Token | None:
    """The infinitive that a relative clause's noun is the object of: the scrap of "a deal that Peru wants to scrap"."""
    is_bidding = verb.lemma_ in _OBJECT_CONTROL and verb.lemma_ != "want"  # "a man whom Peru urged to leave"
    plans = [] if is_bidding else [c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)]
    taken = {"dobj", "xcomp", "ccomp"}
    open_ = (c for c in plans if c.lemma_ not in _GOING and all(o.dep_ not in taken for o in c.children))
    return next((c for c in open_ if all(p.dep_ != "prep" or p.children for p in c.children)), None)


def _undergoers(preposition: Token) -> tuple[Token, ...]:
    """Whom a gerund behind a preposition is done to: the boat of "the boat sank after being rammed"."""
    above = preposition.head
    is_told_of_object = preposition.lower_ in _TELLING_OF_OBJECT and bool(objects(above))
    return objects(above) if passives.is_passive(above) or is_told_of_object else subjects(above)


def indirect_objects(verb: Token) -> tuple[Token, ...]:
    """Heads of datives: the Iraq of "gave Iraq a loan" and of "Iraq was given a loan"."""
    datives = {"dative", "iobj"}
    if any(c.dep_ == "dobj" for c in verb.children):
        datives.add("nsubjpass")
    return tuple(_antecedent(c, verb) for c in verb.children if c.dep_ in datives and c.pos_ != "ADP")


def bidden(verb: Token) -> tuple[Token, ...]:
    """Whom the verb tells to do something: its objects, or whom it calls on, appeals to, pleads with."""
    if verb.lemma_ not in _OBJECT_CONTROL:
        return ()
    return objects(verb) or tuple(head for name, head in prepositions(verb) if name in _ADDRESSING)


def _is_adverbial(relative: Token) -> bool:
    """Whether the clause says where, when or how of its noun: "talks at which Peru spoke", "where it fought"."""
    below = (o for c in relative.children if c.dep_ == "prep" for o in preposition_objects(c))
    near = (c for c in relative.children if c.dep_ == "advmod")
    return any(o.lower_ in _RELATIVES for o in below) or any(c.lower_ in _ADVERBS for c in near)


def _unlabelled_objects(verb: Token) -> tuple[Token, ...]:
    """An object under another label: "gave the envoy two days to leave", "called home its envoy"."""
    if passives.is_passive(verb):
        return ()
    is_giving = verb.lemma_ == "give" or any(c.dep_ in {"dative", "iobj"} for c in verb.children)
    labels = {"npadvmod", "oprd"} if is_giving else {"oprd"}
    found = tuple(c for c in verb.children if c.dep_ in labels and c.i > verb.i and c.tag_ in {"NN", "NNS"})
    return found or tuple(_given(verb)) if verb.lemma_ in _GIVING else found


def _given(verb: Token) -> Iterator[Token]:
    """What is given, where it was hung on whoever gets it: the door of "showed the envoy the door"."""
    for getter in verb.children:
        if getter.dep_ in {"dative", "dobj"}:
            commas = [c.i for c in getter.children if c.dep_ == "punct"]
            yield from (c for c in getter.children if c.dep_ == "appos" and not any(i < c.i for i in commas))


def _is_bare_noun(word: Token) -> bool:
    """Whether the parser took an object for a clause: the dismay of "expressed dismay"."""
    return word.dep_ == "xcomp" and word.tag_ in {"NN", "NNS"} and all(c.dep_ != "aux" for c in word.children)


def _antecedent(token: Token, verb: Token) -> Token:
    if token.lower_ not in _RELATIVES or verb.dep_ != "relcl":
        return token
    place = verb.head  # no "who": the clause of "the envoy in Rome, who" was hung on Rome
    while place.dep_ == "conj":
        place = place.head
    is_place = token.lower_ == "who" and place.dep_ == "pobj" and place.head.lower_ in {"in", "at"}
    person = place.head.head
    return person if is_place and place.pos_ == "PROPN" and person.pos_ == "NOUN" else verb.head


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
    return objects(head) if passives.is_passive(head) else _subjects(head, depth + 1)


def _controllers(verb: Token) -> tuple[Token, ...]:
    """Objects that do what the clause below them says: "urged Iran to stop", "accused Iran of building"."""
    head = verb.head
    if verb.dep_ == "xcomp" or (verb.dep_ == "advcl" and is_infinitive(verb)):
        return _given_time(head) or bidden(head)
    if verb.dep_ == "pcomp" and head.lower_ in _TELLING_OF_OBJECT:
        return objects(head.head)
    return ()


def _given_time(verb: Token) -> tuple[Token, ...]:
    """Who is given a time in which to do something: the Chad of "gave Chad a week to leave"."""
    if verb.lemma_ != "give" or not sets_term(verb):
        return ()
    return indirect_objects(verb) or tuple(o for o in objects(verb) if o.lemma_.lower() not in TERMS)


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
            return _given_time(above) or _subjects(above, depth + 1)
    return ()
