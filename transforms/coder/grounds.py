"""What a sentence takes for granted of an event below a wish, a purpose or a denial, and what it leaves open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.passives import NAMING
from transforms.coder.word_sets import words

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_ANSWERS = words("response reaction retaliation answer reply revenge anger outrage protest")
_TALKING = words("talk negotiation discussion decision vote deal agreement say decide haggle negotiate talks")
_AIMS = words("reason need cause ground intention desire wish point justification")
_KEEPING = words("fulfil fulfill execute honour honor keep implement realise realize")  # a threat, plan or promise
_GOING_THROUGH = frozenset(
    {("make", "good"), ("follow", "through"), ("go", "through"), ("go", "ahead"), ("press", "ahead"), ("push", "ahead")}
)
_OPEN = frozenset({"a", "an", "any"})
# who pays, answers or suffers "for" or "over" something: it was done
_PAYING = words(
    "compensation compensate reparation apology apologise apologize atone punish punishment try trial prosecute sue "
    "jail imprison sentence convict charge indict arrest blame responsibility responsible thank thanks condolence "
    "condemn criticise criticize rebuke reprimand scold damages revenge avenge retaliate hang execute extradite answer "
    "forgive"
)
_COMPLAINING = words("complain protest complaint outrage furious anger angry lament grumble briefing brief inform")
_ABOUT = frozenset({"about", "of", "at", "against"})
_EFFECTS = words("impact effect consequence aftermath wake damage fallout result lesson memory victim survivor")
_PREPOSITIONS = dict.fromkeys(_ANSWERS, ("to", "for")) | dict.fromkeys(_EFFECTS, ("of",)) | {"concern": ("about", "at")}
# who went there and did so to say something, said it
_APPROACHING = words(
    "write march fly travel visit go come gather rally demonstrate assemble meet phone telephone call ring use tour "
    "arrive hold stage return cable drive address contact approach convene summon break interrupt adjourn"
)
_SPEECH = words(
    "object demand press protest complain urge appeal call ask condemn denounce criticise criticize express voice "
    "request lobby plead warn congratulate thank deplore accuse insist seek enlist convey discuss air raise"
)
_WATCHING = words("patrol guard monitor escort watch")
_SENDING = words("send deploy dispatch post station")
_GOING_ON = frozenset({("go", "on"), ("carry", "on"), ("keep", "on"), ("press", "with"), ("proceed", "with")})
_RANKS = words("first last only latest second third few")
_STUDY = words("consideration discussion study review")
_IN_PLACE = {"than": "rather", "of": "instead"}
_DISMISSING = words("dismiss reject refute rubbish rebut discount debunk scotch disprove")
_HELD = words("believe think say report allege suspect find know presume understand consider show prove reveal")


def is_ranked(verb: Token, above: Token) -> bool:
    """Whether an infinitive tells who has done it: "the first leader to visit", "was among the few to recognise"."""
    if above.lemma_ in {"be", "become"}:
        objects = (o for name, o in phrases.prepositions(above) if name in {"among", "of"})
        ranked = [*(c for c in above.children if c.dep_ == "attr"), *objects]
    else:
        ranked = [above]
    nouns = (t for t in ranked if t.i < verb.i and t.pos_ != "VERB")
    return any(t.lower_ in _RANKS or any(c.lower_ in _RANKS for c in t.children) for t in nouns)


def lacks_ground(below: Token, above: Token) -> bool:
    """Whether there is nothing to do it for: "sees no reason to apologise", "has no wish to sign"."""
    is_aim = below.dep_ in {"acl", "relcl"} and phrases.is_infinitive(below) and above.lemma_.lower() in _AIMS
    return is_aim and any(c.lower_ == "no" for c in above.children)


def gives_ground(below: Token, preposition: Token) -> bool:
    """Whether what follows had happened for something to be done: "to prevent riots over the killing of two Danes"."""
    above, name = preposition.head.lemma_.lower(), preposition.lower_
    is_one = any(c.lower_ in _OPEN for c in below.children)  # "an attack" may be one that is to come
    if above in _PAYING and name in {"for", "over"}:
        return not is_one
    if below.dep_ == "pcomp":
        return False
    if above in _COMPLAINING and name in _ABOUT:
        return any(c.dep_ in {"det", "poss"} and c.lower_ not in _OPEN for c in below.children)
    if name in _PREPOSITIONS.get(above, ()):
        return not is_one or above in _ANSWERS
    return name == "over" and above not in _TALKING


def is_labelled(noun: Token, verb: Token) -> bool:
    """Whether the verb says what to call the noun: "called the raid, late in May, a crime", "what it called a raid"."""
    if noun.dep_ == "oprd":
        return verb.lemma_ in NAMING and any(c.tag_ in {"WP", "WDT"} for c in verb.children)
    if noun.dep_ != "dobj":
        return False
    is_apposed = verb.lemma_ in NAMING and any(c.dep_ == "appos" for c in noun.children)
    return is_apposed or any(c.dep_ == "oprd" for c in verb.children)


def is_performed(below: Token, above: Token) -> bool:
    """Whether a purpose was carried out with what served it: "wrote to complain", "sent ships to patrol the strait"."""
    if not phrases.is_past(above):
        return False
    verb, means = below.lemma_.lower(), above.lemma_.lower()
    return (verb in _SPEECH and means in _APPROACHING) or (verb in _WATCHING and means in _SENDING)


def made_good(plan: Token) -> Token | None:
    """The verb that does what was planned or threatened: "carried out its threat to expel", "made good on a vow to"."""
    verb = plan.head
    if plan.dep_ == "dobj":
        is_out = any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)
        return verb if verb.lemma_ in _KEEPING or (verb.lemma_ == "carry" and is_out) else None
    if plan.dep_ != "pobj" or verb.lower_ not in {"on", "with"}:
        return None
    way = verb.head  # "good" of "made good on a vow", or the verb itself
    verb = way if way.pos_ == "VERB" else way.head
    said = {way.lower_, *(c.lower_ for c in verb.children)}
    return verb if any(verb.lemma_ == lemma and word in said for lemma, word in _GOING_THROUGH) else None


def is_held_to_be(below: Token, above: Token) -> bool:
    """Whether the infinitive says what somebody is taken for: "is thought to be behind the raid"."""
    return below.lemma_ == "be" and above.lemma_.lower() in _HELD and any(c.dep_ == "auxpass" for c in above.children)


def is_passed_over(below: Token, preposition: Token) -> bool:
    """Whether something else is done in its place: "freed them rather than handing them over", "instead of paying"."""
    before = _IN_PLACE.get(preposition.lower_)
    near = (*preposition.children, *preposition.head.children)
    return below.dep_ in {"pcomp", "pobj"} and any(c.lower_ == before and c.i == preposition.i - 1 for c in near)


def is_dismissed(noun: Token) -> bool:
    """Whether what the noun says is called untrue: "dismissed reports that", where a plain object is but refused."""
    return noun.dep_ == "dobj" and noun.head.lemma_.lower() in _DISMISSING


def carries_on(below: Token, above: Token) -> bool:
    """Whether the words say that something goes on: the "on" of "would go on talking"."""
    return (above.lemma_.lower(), below.lower_) in _GOING_ON


def is_open(noun: Token) -> bool:
    """Whether the noun leaves open that there will be one: "any new raid", "a visit is under consideration"."""
    if noun.pos_ != "NOUN":
        return False
    if any(c.lower_ == "any" and c.dep_ == "det" for c in noun.children):
        return True
    is_told_of = noun.dep_ == "nsubj" and noun.head.lemma_ == "be"
    return is_told_of and any(n == "under" and o.lemma_.lower() in _STUDY for n, o in phrases.prepositions(noun.head))
