"""What the parser is known to attach wrongly, put right before anything is read off the parse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from transforms.coder.passives import NAMING
from transforms.coder.phrases import FINITE, RELATIVES, has_comma_before, is_subject
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_REPORTING = words("say announce warn claim declare state report add confirm insist disclose reveal complain note")
_GERUND = frozenset({"VBG"})
_BARE = frozenset({"VB", "VBG"})
_BASES = frozenset({"VB", "VBP", "NN"})
_SUMMONED = frozenset({"ambassador", "envoy", "diplomat", "consul", "attaché", "attache", "representative", "affaires"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_ADDRESSING = words(
    "tell meet receive assure inform greet welcome host urge ask brief praise thank warn advise remind promise press "
    "lobby honour honor reassure notify entertain fete question interview criticise criticize rebuke quote see"
)
_TIMING = frozenset({"on", "in", "at"})
_COUNTING = frozenset({"some", "many", "most", "several", "few", "all", "none", "half"})
_HANDING = frozenset({"hand", "turn", "sign"})
_LET = frozenset({"go", "fly", "loose"})  # "let go three captives", "let fly at them"
_GUESTS = words(
    "official officer envoy delegate delegation minister president premier chancellor leader diplomat "
    "ambassador secretary chief commander general admiral king queen prince emir senator congressman lawmaker "
    "legislator parliamentarian businessman executive banker dignitary team mission guest counterpart"
)


def repair(tokens: Sequence[Token]) -> None:
    """Changes labels and heads of the tokens of one sentence in place."""
    _part(tokens)
    for token in tokens:
        _mend_word(token, tokens)
        _mend_clause(token)


def _mend_word(token: Token, tokens: Sequence[Token]) -> None:
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
    if token.lemma_ == "let" and token.dep_ == "aux" and token.head.lower_ in _LET:
        _lead(token)


def _mend_clause(token: Token) -> None:
    """Where the verbs of clauses are known to be hung wrongly."""
    if token.lower_ in RELATIVES and token.dep_ == "pobj":
        _relate(token.head)
    if token.dep_ == "relcl" and (report := _report_above(token)) is not None:
        token.dep_ = "ccomp"
        _move(token, report)
    if token.dep_ == "advcl" and token.tag_ == token.head.tag_ == "VBD":
        _turn(token)
    if (first := _first_of_series(token)) is not None:
        token.dep_, token.tag_ = "conj", first.tag_
        _move(token, first)
    if token.dep_ == "ccomp" and token.i < token.head.i:
        _invert(token.head)
    first = _first_of_kind(token) if token.dep_ == "conj" else _told_beside(token)
    if first is not None:
        _move(token, first)


def _name(people: Token) -> None:
    """Makes "envoys", which is no verb, the noun that it is, and the subject where the clause has none."""
    people.tag_, people.pos_, people.lemma_ = "NNS", "NOUN", "envoy"
    if people.dep_ == "advcl" and people.i < people.head.i and all(not is_subject(c) for c in people.head.children):
        people.dep_ = "nsubj"


def _part(tokens: Sequence[Token]) -> None:
    """What a semicolon parts is two assertions, where the parser takes the first for what the second says."""
    for at in (token.i for token in tokens if token.text == ";"):
        for token in tokens:
            if token.dep_ == "ccomp" and min(token.i, token.head.i) < at < max(token.i, token.head.i):
                token.dep_ = "parataxis"


def _first_of_kind(verb: Token) -> Token | None:
    """The verb above in the same form, where the one that it was joined to has another: "asked it to stop and left"."""
    if any(c.dep_ in _AUXILIARIES for c in verb.children):
        return None
    joined = verb.head
    if verb.tag_ in FINITE and joined.tag_ in _BARE and all(c.tag_ != "MD" for c in joined.children):
        form = {verb.tag_} if verb.tag_ == "VBD" else FINITE - {"VBD"}
    elif verb.tag_ in _GERUND and joined.tag_ in FINITE | {"VBN"}:
        form = set(_GERUND)
    else:
        return None
    return next((above for above in joined.ancestors if above.tag_ in form), None)


def _told_beside(verb: Token) -> Token | None:
    """The verb that a participle behind a comma goes with, not what that asks for: "asked it to go, accusing it"."""
    asked = verb.head
    is_beside = verb.tag_ in _GERUND and verb.dep_ == "advcl" and asked.tag_ == "VB" and asked.i < verb.i
    if not is_beside or not any(c.lower_ == "to" and c.dep_ == "aux" for c in asked.children):
        return None
    if all(c.lower_ != "," or not asked.i < c.i < verb.i for c in asked.children):
        return None
    return next((above for above in asked.ancestors if above.tag_ in FINITE | {"VBN"}), None)


def _invert(report: Token) -> None:
    """Makes who stands behind a quotation's verb its subject: the minister of '"Chad lies," warned the minister'."""
    behind = [c for c in report.children if c.dep_ == "dobj" and c.i > report.i]
    is_told = any(c.dep_ == "punct" and c.i == report.i - 1 for c in report.children)
    if is_told and report.tag_ in FINITE and len(behind) == 1 and all(not is_subject(c) for c in report.children):
        behind[0].dep_ = "nsubj"


def _join(preposition: Token) -> None:
    """Takes the "in" of "called in the envoy" for a part of the verb."""
    verb = preposition.head
    people = [c for c in preposition.children if c.dep_ == "pobj" and c.lemma_.lower() in _SUMMONED]
    if preposition.i != verb.i + 1 or not people:
        return
    preposition.dep_ = "prt"
    for word in people:
        word.dep_ = "dobj"
        _move(word, verb)


def _free(preposition: Token) -> None:
    """Makes what stands behind a time the verb's subject: the men of "On Monday ten men, some of them armed, left"."""
    verb = preposition.head
    behind = [c for c in preposition.children if c.dep_ == "pobj"]
    subjects = [c for c in verb.children if is_subject(c)]
    is_counting = all(c.lower_ in _COUNTING and any(o.lower_ == "of" for o in c.children) for c in subjects)
    if len(behind) != 2 or not is_counting or verb.tag_ not in FINITE or behind[1].i > verb.i:
        return
    behind[1].dep_ = "nsubj"
    _move(behind[1], verb)
    for counted in subjects:
        counted.dep_ = "appos"
        _move(counted, behind[1])


def _tie(word: Token, verb: Token) -> None:
    """Gives its verb the "over" of "hand over nine men" and the "both" of "urged both to stop"."""
    if word.lower_ == "over" and word.dep_ == "quantmod" and verb.lemma_ in _HANDING:
        word.dep_ = "prt"
        _move(word, verb)
    is_told = word.dep_ in {"dep", "det", "preconj", "advmod"} and word.head.dep_ == "xcomp"
    if word.lower_ == "both" and is_told and word.head.head == verb:
        word.dep_ = "dobj"
        _move(word, verb)


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
    _move(labels[0], verb)
    for doer in doers:
        doer.dep_ = "poss" if any(c.dep_ == "case" for c in doer.children) else "compound"
        _move(doer, deed)


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


def _report_above(clause: Token) -> Token | None:
    """The verb whose report was hung on a phrase before it: the said of "said on a visit to Chad that it had paid"."""
    preposition = clause.head.head
    report = preposition.head
    is_that = any(c.lower_ == "that" and c.dep_ in {"mark", "dobj"} for c in clause.children)
    if not is_that or preposition.dep_ != "prep" or report.lemma_ not in _REPORTING:
        return None
    is_said = any(c.dep_ in {"ccomp", "dobj"} for c in report.children)
    return None if is_said or all(c.dep_ != "nsubj" for c in clause.children) else report


def _turn(verb: Token) -> None:
    """Makes the second of two verbs the one that tells: the wounded of "shells fired from Chad wounded two men"."""
    first, above = verb.head, verb.head.head
    subjects = [c for c in first.children if c.dep_ == "nsubj"]
    is_plain = all(c.dep_ not in {"mark", "aux", "auxpass", "advmod", "nsubj"} for c in verb.children)
    between = [c for c in first.children if first.i < c.i < verb.i]
    if verb.i < first.i or len(subjects) != 1 or not is_plain or not _may_be_participle(between):
        return
    subject, is_root = subjects[0], above == first
    for word in [c for c in first.children if c not in between and c != verb]:
        _move(word, verb)
    first.children.remove(verb)
    verb.dep_, verb.head = first.dep_, verb if is_root else above
    if not is_root:
        above.children[above.children.index(first)] = verb
    first.dep_, first.tag_, first.head = "acl", "VBN", subject
    subject.children.append(first)


def _may_be_participle(behind: Sequence[Token]) -> bool:
    """Whether nothing but phrases stands behind the verb, as behind a participle: "fired from Chad"."""
    return bool(behind) and all(c.dep_ in {"prep", "agent", "advmod", "npadvmod"} for c in behind)


def _relate(preposition: Token) -> None:
    """Hangs a clause that begins with "with which" on the noun before it: "Togo, with which it trades"."""
    verb = preposition.head
    if verb.dep_ != "advcl" or preposition.i > verb.i or not has_comma_before(preposition, verb.head):
        return
    before = (t for t in verb.head.subtree if t.i == preposition.i - 2 and t.pos_ in {"NOUN", "PROPN"})
    noun = next((t for t in before if verb not in t.ancestors), None)
    if noun is not None:
        verb.dep_ = "relcl"
        _move(verb, noun)


def _first_of_series(verb: Token) -> Token | None:
    """The verb that a series goes on from behind a comma: "smashed two brigades, killed or wounded 50 men and left"."""
    if _is_passive_in_series(verb):
        return verb.head
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or noun.dep_ != "dobj" or noun.head.tag_ != "VBD":
        return None
    acts = (c for c in verb.children if c.dep_ == "conj" and c.tag_ == "VBD")
    is_series = any(o.dep_ == "dobj" for c in acts for o in c.children)
    return noun.head if is_series and has_comma_before(verb, noun) else None


def _is_passive_in_series(verb: Token) -> bool:
    """Whether it is the next of several things done: the driven of "were seized, driven to the border and released"."""
    first = verb.head
    is_behind = verb.dep_ == "advcl" and verb.tag_ == first.tag_ == "VBN" and verb.i > first.i
    if not is_behind or all(c.dep_ != "auxpass" for c in first.children):
        return False
    is_plain = all(c.dep_ not in {"aux", "auxpass", "mark", "nsubj"} for c in verb.children)
    later = [c for c in (*verb.children, *first.children) if c.dep_ == "conj" and c.i > verb.i]
    return has_comma_before(verb, first) and is_plain and any(c.tag_ in {"VBN", "VBD"} for c in later)


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
        _move(word, above)
    _move(guest, above)
    _move(visiting, guest)
    visiting.dep_ = "amod"


def _move(token: Token, head: Token) -> None:
    """Hangs a word, with the "and" before it, on another head."""
    links = [c for c in token.head.children if c.dep_ == "cc" and c.i < token.i]
    for word in (*links[-1:], token):
        word.head.children.remove(word)
        word.head = head
        head.children.append(word)
    head.children.sort(key=lambda child: child.i)
