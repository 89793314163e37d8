"""Whether something is done to a verb's subject, said by its form or not, and by whom: "was freed by Peru"."""

from __future__ import annotations

from transforms.coder.parse import Token, once
from transforms.coder.phrases import preposition_objects
from transforms.coder.word_sets import words

_ACTIVE = frozenset({"aux", "nsubj", "dobj", "mark"})  # beside these a participle is no passive
NAMING = frozenset({"call", "label", "brand", "term", "dub", "deem", "declare", "pronounce"})
_OWN_VERB = frozenset({"aux", "nsubj", "dobj"})  # with one of these a participle is no passive by another's auxiliary
REPORTED_AS = frozenset({"xcomp", "oprd", "ccomp", "advcl"})
_REPORTING_OF = frozenset(
    {"report", "fear", "believe", "presume", "find", "say", "declare", "confirm", "list", "think"}
)
# hardly ever without an object where they are active
_DONE_TO = words(
    "abduct kidnap detain arrest jail imprison deport expel evict behead assassinate injure wound hijack capture"
)
_SINKING = frozenset({"sink", "capsize", "founder"})  # without an object it befalls the subject
_FREED = frozenset({"release", "free", "pardon", "rescue", "repatriate", "shoot", "kill", "execute"})
INTRANSITIVE = words(
    "intrude stray venture arrive come die flee vanish disappear emerge erupt collapse march advance travel escape "
    "defect crash surrender infiltrate trespass wander"
)
_KEEPING = frozenset({"hold", "take", "keep", "seize"})
_CAPTIVE = frozenset({"hostage", "captive", "prisoner"})  # as complements, bare: "two Danes held hostage in Chad"
_DONE_BEFORE = words(
    "abducted kidnapped captured detained jailed imprisoned arrested murdered beheaded assassinated deported expelled"
)


@once
def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject is its object: "was expelled", "imported from Iran"."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if is_unmarked(verb) or is_attributive(verb):
        return True
    if _shares_passive(verb) or befalls(verb):
        return True
    if verb.tag_ != "VBN" or (verb.lemma_ in INTRANSITIVE and verb.dep_ == "acl"):
        return False
    is_reported = verb.dep_ in REPORTED_AS and verb.head.lemma_ in _REPORTING_OF  # "were reported killed"
    if is_reported and all(c.dep_ not in _OWN_VERB for c in verb.children) and is_passive(verb.head):
        return True
    is_opening = verb.dep_ == "advcl" and not any(c.dep_ in _ACTIVE for c in verb.children)
    is_naming = verb.lemma_ in NAMING and any(c.dep_ in {"dobj", "oprd"} for c in verb.children)
    return (verb.dep_ == "acl" and not is_naming) or is_opening  # "Freed after two years, the Briton flew home"


def befalls(verb: Token) -> bool:
    """Whether an active verb without an object tells what became of its subject: "the boat sank"."""
    below = {c.dep_ for c in verb.children}
    is_active = "aux" in below or verb.tag_ != "VBN"
    return verb.lemma_ in _SINKING and is_active and below.isdisjoint({"dobj", "prt", "xcomp", "auxpass", "agent"})


def is_unmarked(verb: Token) -> bool:
    """Whether the parser took a participle for a past tense: "Two Danes abducted in Chad", "held hostage in Chad"."""
    if verb.tag_ not in {"VBD", "VBN"} or verb.dep_ == "relcl" or all(c.dep_ != "nsubj" for c in verb.children):
        return False
    if captive(verb):
        return all(c.lower_ in _CAPTIVE for c in verb.children if c.dep_ in {"dobj", "dative"})
    beside = {c.dep_ for c in verb.children}
    is_active = beside & {"dobj", "dative", "ccomp", "xcomp", "aux", "auxpass", "oprd", "prt"}
    return verb.lemma_ in _DONE_TO and not is_active


def _shares_passive(verb: Token) -> bool:
    """Whether its auxiliary stands with the verb before it: "was stopped and seized by Peru", "was held but freed"."""
    if verb.dep_ != "conj" or any(c.dep_ in _OWN_VERB for c in verb.children):
        return False
    is_participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lemma_ in _DONE_TO | _FREED)
    return is_participle and verb.head.tag_ == "VBN" and is_passive(verb.head)


def is_attributive(verb: Token) -> bool:
    """Whether a participle stands before the people it is done to: "abducted Danish nurses"."""
    is_participle = verb.lower_ in _DONE_BEFORE or (verb.tag_ == "VBN" and verb.lemma_ in _DONE_TO)
    return is_participle and verb.dep_ in {"amod", "compound", "nmod"} and verb.i < verb.head.i


def captive(verb: Token) -> tuple[Token, ...]:
    """What people are held as, named bare behind the verb, wherever the parser hung it: "took hostage two Danes"."""
    if verb.lemma_ not in _KEEPING:
        return ()
    return tuple(t for t in verb.subtree if t.i == verb.i + 1 and t.lower_ in _CAPTIVE)


def agents(verb: Token) -> tuple[Token, ...]:
    """Heads of the by-phrases of a passive; one that the parser hung on its object: "was granted asylum by Peru"."""
    found = tuple(o for c in verb.children if c.dep_ == "agent" for o in preposition_objects(c))
    if found or verb.tag_ != "VBN":
        return found
    below = (p for c in verb.children if c.dep_ == "dobj" for p in c.children)
    return tuple(o for p in below if p.dep_ == "prep" and p.lower_ == "by" for o in preposition_objects(p))
