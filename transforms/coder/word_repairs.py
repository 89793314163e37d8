"""What single words the parser is known to take for others, or to hang wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.coder.parse import hang
from transforms.coder.passives import NAMING
from transforms.coder.phrases import FINITE, RELATIVES, is_subject
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_BASES = frozenset({"VB", "VBP", "NN"})
_SUMMONED = frozenset({"ambassador", "envoy", "diplomat", "consul", "attaché", "attache", "representative", "affaires"})
_ADDRESSING = words(
    "tell meet receive assure inform greet welcome host urge ask brief praise thank warn advise remind promise press "
    "lobby honour honor reassure notify entertain fete question interview criticise criticize rebuke quote see"
)
_TIMING = frozenset({"on", "in", "at"})
_COUNTING = frozenset({"some", "many", "most", "several", "few", "all", "none", "half"})
_HANDING = frozenset({"hand", "turn", "sign"})
_OCCASIONS = frozenset({"day", "week", "month", "year", "time", "moment", "reason", "way", "place"})
_LET = frozenset({"go", "fly", "loose"})  # "let go three captives", "let fly at them"
_GUESTS = words(
    "official officer envoy delegate delegation minister president premier chancellor leader diplomat "
    "ambassador secretary chief commander general admiral king queen prince emir senator congressman lawmaker "
    "legislator parliamentarian businessman executive banker dignitary team mission guest counterpart"
)


def mend_word(token: Token, tokens: Sequence[Token]) -> None:
    """What single words are known to be taken for."""
    if token.lower_ == "envoys" and token.tag_ == "VBZ":
        _name(token)
    if token.lower_ == "in" and token.dep_ == "prep" and token.head.lemma_ == "call":
        _join(token)
    if token.lower_ in _TIMING and token.dep_ == "prep":
        _free(token)
    if token.lower_ in {"over", "both"} and token.i > tokens[0].i:
        _tie(token, tokens[token.i - tokens[0].i - 1])
    if token.lower_ == "visiting":
        _qualify(token)
    if token.tag_ in _BASES and token.head.lemma_ in NAMING:
        _unverb(token)
    if token.lemma_ in NAMING:
        _label(token)
    if token.lemma_ == "let" and token.dep_ == "aux" and token.head.lower_ in _LET:
        _lead(token)


def _name(people: Token) -> None:
    """Makes "envoys", which is no verb, the noun that it is, and the subject where the clause has none."""
    people.tag_, people.pos_, people.lemma_ = "NNS", "NOUN", "envoy"
    if people.dep_ == "advcl" and people.i < people.head.i and all(not is_subject(c) for c in people.head.children):
        people.dep_ = "nsubj"


def _join(preposition: Token) -> None:
    """Takes the "in" of "called in the envoy" for a part of the verb."""
    verb = preposition.head
    people = [c for c in preposition.children if c.dep_ == "pobj" and c.lemma_.lower() in _SUMMONED]
    if preposition.i != verb.i + 1 or not people:
        return
    preposition.dep_ = "prt"
    for word in people:
        word.dep_ = "dobj"
        hang(word, verb)


def _free(preposition: Token) -> None:
    """Makes what stands behind a time the verb's subject: the men of "On Monday ten men, some of them armed, left"."""
    verb = preposition.head
    behind = [c for c in preposition.children if c.dep_ == "pobj"]
    subjects = [c for c in verb.children if is_subject(c)]
    is_counting = all(c.lower_ in _COUNTING and any(o.lower_ == "of" for o in c.children) for c in subjects)
    if len(behind) != 2 or not is_counting or verb.tag_ not in FINITE or behind[1].i > verb.i:
        return
    behind[1].dep_ = "nsubj"
    hang(behind[1], verb)
    for counted in subjects:
        counted.dep_ = "appos"
        hang(counted, behind[1])


def _tie(word: Token, verb: Token) -> None:
    """Gives its verb the "over" of "hand over nine men" and the "both" of "urged both to stop"."""
    if word.lower_ == "over" and word.dep_ == "quantmod" and verb.lemma_ in _HANDING:
        word.dep_ = "prt"
        hang(word, verb)
    is_told = word.dep_ in {"dep", "det", "preconj", "advmod"} and word.head.dep_ == "xcomp"
    if word.lower_ == "both" and is_told and word.head.head == verb:
        word.dep_ = "dobj"
        hang(word, verb)


def _unverb(deed: Token) -> None:
    """Makes a noun of the "move" of "called the Danish move a mistake", of which the parser makes what Danes do."""
    verb = deed.head
    labels = [c for c in deed.children if c.dep_ in {"dobj", "attr", "oprd"} and c.i > deed.i]
    owned = any(c.dep_ in {"poss", "amod", "compound"} for c in deed.children)
    doers = [] if owned else [c for c in verb.children if c.dep_ in {"dobj", "nsubj"} and verb.i < c.i < deed.i]
    is_bare = all(c.dep_ not in {"aux", "nsubj", "mark"} for c in deed.children)
    if deed.i < verb.i or len(labels) != 1 or not is_bare or len(doers) != int(not owned):
        return
    deed.tag_, deed.pos_, deed.dep_ = "NN", "NOUN", "dobj"
    labels[0].dep_ = "oprd"
    hang(labels[0], verb)
    for doer in doers:
        doer.dep_ = "poss" if any(c.dep_ == "case" for c in doer.children) else "compound"
        hang(doer, deed)


def _label(verb: Token) -> None:
    """Tells the mistake of "called it a mistake", "a move that Danes called a mistake" from what is called so."""
    behind = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    is_relative = any(c.dep_ == "dobj" and c.lower_ in RELATIVES for c in verb.children)
    is_bare = verb.dep_ == "relcl" and all(c.lower_ not in RELATIVES for c in verb.children)
    is_bare = is_bare and any(is_subject(c) for c in verb.children) and verb.head.lemma_ not in _OCCASIONS
    if behind and (len(behind) > 1 or is_relative or is_bare):
        behind[-1].dep_ = "oprd"


def _lead(let: Token) -> None:
    """Makes "let" the verb of "let go three captives", of which the parser takes it for an auxiliary."""
    particle, above = let.head, let.head.head
    is_root = above == particle
    particle.children.remove(let)
    for word in list(particle.children):
        word.head = let
    let.children = sorted([*let.children, *particle.children, particle], key=lambda child: child.i)
    particle.children = []
    let.dep_, let.pos_ = particle.dep_, "VERB"
    if not is_root:
        above.children[above.children.index(particle)] = let
    let.head = let if is_root else above
    particle.head, particle.dep_ = let, "prt"


def _qualify(visiting: Token) -> None:
    """Hangs the "visiting" of "told visiting envoys that" on the guests, where it was taken for what somebody does."""
    above = visiting.head
    guests = [c for c in visiting.children if c.dep_ == "dobj"]
    if not guests or above.i != visiting.i - 1:
        return
    guest = guests[0]
    is_told = visiting.dep_ in {"xcomp", "advcl", "ccomp"} and above.lemma_ in _ADDRESSING
    is_behind = visiting.dep_ == "pcomp" and guest.lemma_.lower() in _GUESTS
    if not is_told and not is_behind:
        return
    guest.dep_ = "dobj" if is_told else "pobj"
    for word in [c for c in visiting.children if c.i > guest.i and c != guest]:
        hang(word, above)
    hang(guest, above)
    hang(visiting, guest)
    visiting.dep_ = "amod"
