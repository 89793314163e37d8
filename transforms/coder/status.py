"""Did it happen? Modals, negation, conditions and the words that govern a clause. Coding rules, section 3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.coder import phrases
from transforms.coder.clause_status import (
    NEVER,
    is_a_sentence,
    is_awaited,
    is_behind_nor,
    is_negated,
    is_participle,
    is_taken_for_granted,
    performs,
)
from transforms.coder.codebook import Codebook, Effect
from transforms.coder.grounds import (
    carries_on,
    is_dismissed,
    is_held_to_be,
    is_labelled,
    is_open,
    is_passed_over,
    is_performed,
    is_ranked,
    lacks_ground,
    made_good,
)
from transforms.coder.unfulfilled import is_counterfactual, is_dropped, is_said_to_take_place, is_slated, is_unkept
from transforms.records import Status

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MAY = frozenset({"may", "might", "could", "can", "ca", "should", "must", "ought"})
_CAN = frozenset({"can", "ca", "could"})
_YIELDING = frozenset(
    {"agree", "accept", "allow", "permit", "tolerate", "support", "endorse", "recognise", "recognize"}
)
_POLITE = frozenset({"like", "prefer", "rather"})  # "would like it to stop" asks for it now
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_POS = {"VERB": "verb", "AUX": "verb", "ADJ": "adj", "NOUN": "noun"}
_NON_FINITE = frozenset({"VB", "VBG"})
_DECIDING = frozenset({"decide", "vote", "opt", "choose", "rule"})  # "decided against sending tanks"
_LASTING = frozenset({"remain", "stay"})
_PAST = frozenset({"after", "since", "despite", "following"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """How an event is asserted.

    `is_desired`: wanted or aimed at, it is then no plan yet but a wish. `is_refused`: somebody says that he will not.
    """

    status: Status
    is_desired: bool = False
    is_refused: bool = False


ACTUAL = Assertion(Status.ACTUAL)
REFUSED = Assertion(Status.NEGATED, is_refused=True)
_OF_EFFECT = {
    Effect.FUTURE: Assertion(Status.FUTURE),
    Effect.DESIRE: Assertion(Status.FUTURE, is_desired=True),
    Effect.HYPOTHETICAL: Assertion(Status.HYPOTHETICAL),
    Effect.NEGATED: Assertion(Status.NEGATED),
}


# who denies that he wants to, or does not let somebody, refuses
_WANTING = frozenset({"want", "wish", "desire", "intend", "intention", "willing", "ready", "prepared", "eager", "keen"})
_ALLOWING = frozenset({"allow", "permit", "let", "accept", "tolerate"})


class StatusReader:
    """Reads the assertion of a trigger from the words around and above it."""

    def __init__(self, codebook: Codebook) -> None:
        self._cues = codebook.status_cues
        self._light = codebook.word_classes["light"]

    def of_answered(self, noun: Token) -> Assertion:
        """How what the noun says is asserted whatever becomes of it: the demand of "refused to meet a demand"."""
        return self._noun(noun)

    def read(self, trigger: Token, carriers: tuple[Token, ...]) -> Assertion:
        """How the event of `trigger` is asserted; `carriers` are the words it stands on, its light verb among them."""
        for word in dict.fromkeys((trigger, *carriers)):
            found = self._own(word)
            if found is not ACTUAL:
                return found
        verbs = (w for w in carriers if w.pos_ == "VERB")
        top = next((w for w in verbs if w in trigger.ancestors or phrases.is_clause_of(w, trigger)), trigger)
        effect = self._effect(trigger, top) if phrases.is_clause_of(top, trigger) else None
        found = _OF_EFFECT[effect] if effect in _OF_EFFECT else self._from_above(top)
        if found is ACTUAL and is_slated(trigger):
            return Assertion(Status.FUTURE)
        return Assertion(Status.HYPOTHETICAL) if found is ACTUAL and is_open(trigger) else found

    def is_ahead(self, word: Token) -> bool:
        """Whether the word itself says that it is to happen: "due in Cairo", "expected in Cairo"."""
        is_finite = word.pos_ == "VERB" and word.tag_ != "VBN"  # "to set foot in Cairo"
        return not is_finite and self._cues.get((_POS.get(word.pos_, ""), word.lemma_.lower())) is Effect.FUTURE

    def _own(self, word: Token) -> Assertion:
        if word.pos_ in {"VERB", "AUX"}:
            found = self._verb(word)
            is_barring = found.status is Status.NEGATED and word.lemma_ in _ALLOWING
            return Assertion(Status.NEGATED, is_refused=True) if is_barring else found
        if word.pos_ == "ADJ" and word.dep_ == "acomp" and is_negated(list(word.head.children)):
            return Assertion(Status.NEGATED, is_refused=word.lemma_.lower() in _WANTING)
        return self._noun(word)

    def _verb(self, verb: Token) -> Assertion:
        children = list(verb.children)
        modal = next((c.lower_ for c in children if c.tag_ == "MD"), None)
        if (
            is_negated(children) or is_behind_nor(verb)
        ) and verb.lemma_ != "hesitate":  # "will not hesitate to attack" threatens
            is_unwilling = modal in _CAN and verb.lemma_ in _YIELDING  # "cannot agree to that"
            return Assertion(Status.NEGATED, is_refused=is_unwilling or modal in _WILL | {"would"})
        if modal in {"must", "should"} and verb.lemma_ in _LASTING:
            return ACTUAL  # "troops must stay": they are there
        is_condition = any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in children)
        if is_condition or is_awaited(verb) or modal in _MAY or is_counterfactual(verb):
            return Assertion(Status.HYPOTHETICAL)
        if modal in _WILL or phrases.is_announced(verb):
            return Assertion(Status.FUTURE)
        if modal == "would" and verb.lemma_ not in _POLITE:
            told = verb.head if verb.dep_ == "conj" else verb  # "said it was ready and would sign"
            return Assertion(Status.FUTURE if told.dep_ == "ccomp" else Status.HYPOTHETICAL)
        return ACTUAL

    def _noun(self, noun: Token) -> Assertion:
        for child in noun.children:
            if child.lower_ in NEVER and child.dep_ in {"det", "neg"}:
                return Assertion(Status.NEGATED)
            effect = self._cues.get(("adj", child.lemma_.lower())) if child.dep_ == "amod" else None
            if effect in _OF_EFFECT:
                return _OF_EFFECT[effect]
        return ACTUAL

    def _from_above(self, word: Token) -> Assertion:
        """What the governing words say, from the nearest up; a finite clause under a verb of speech ends the climb."""
        is_told_of = False
        for below, above in phrases.ancestors(word):
            if (ended := _ended(below, above, is_told_of=is_told_of)) is not None:
                return ended
            is_told_of = is_told_of or self._tells_of(below, above)
            if (found := self._beside(below, above)) is not None:
                return found
            if above.pos_ == "ADP" or below.dep_ == "conj":
                continue
            if performs(below, above) or is_participle(below):
                return ACTUAL
            doing = made_good(above)
            found = self._edge(below, above) if doing is None else self._through(doing)
            if found is not None:
                return found
        return ACTUAL

    def _beside(self, below: Token, above: Token) -> Assertion | None:
        """What ends the climb before the word above is asked: a coordinated verb, a later clause, an unkept plan."""
        if is_unkept(below, above):
            return Assertion(Status.NEGATED)
        if below.dep_ == "conj" and (shared := self._shared_modal(below, above)) is not ACTUAL:
            return shared
        own = self._own(above) if below.dep_ == "prep" and below.lower_ == "before" else ACTUAL
        return own if own.status is Status.FUTURE else None  # "will meet X before flying to Y"

    def _tells_of(self, below: Token, above: Token) -> bool:
        """Whether a verb that carries nothing has the event for its object: "mentioned the attack"."""
        is_object = below.pos_ not in {"VERB", "AUX"} and above.pos_ == "VERB"
        return is_object and above.lemma_.lower() not in self._light

    def _shared_modal(self, below: Token, above: Token) -> Assertion:
        """ "will meet X and sign Y": the second verb stands under the first one's modal."""
        is_bare = below.tag_ in _NON_FINITE and above.tag_ == below.tag_
        return self._own(above) if is_bare and not any(c.tag_ == "MD" for c in below.children) else ACTUAL

    def _effect(self, below: Token, above: Token) -> Effect | None:
        """What the word above says by itself; "will have to recognise" is no more than "should recognise"."""
        if above.lemma_ == "decline" and phrases.is_subject(below):
            return None  # "exports declined"
        if above.lemma_ == "have" and below.dep_ == "xcomp":
            if any(c.lower_ in {"yet", "still"} for c in (*above.children, *below.children)):
                return Effect.NEGATED  # "has yet to reply"
            if above.tag_ != "VBD":
                return Effect.HYPOTHETICAL
        is_term = below.dep_ in {"acl", "relcl"} and above.lemma_.lower() in phrases.TERMS  # "has a week to leave"
        is_term = is_term or (below.dep_ in {"advcl", "xcomp"} and phrases.sets_term(above))
        if is_term and phrases.is_infinitive(below):
            return Effect.HYPOTHETICAL
        if phrases.is_ruling(above) or (above.lemma_ == "call" and any(c.lower_ == "in" for c in above.children)):
            return None  # "called in the envoy to protest"
        return self._cues.get((_POS.get(above.pos_, ""), above.lemma_.lower()))

    def _edge(self, below: Token, above: Token) -> Assertion | None:
        """What `above` says of `below`; None where it says nothing and the climb goes on."""
        effect = self._effect(below, above)
        if phrases.is_content(below) and effect is None:
            effect = Effect.NEGATED if is_dismissed(above) else self._effect(above, above.head)  # "denied reports that"
        if below.pos_ not in {"VERB", "AUX"}:
            return self._noun_edge(effect, below, above)
        is_told = below.tag_ not in _NON_FINITE and (
            below.dep_ == "ccomp" or (phrases.is_content(below) and above.dep_ == "dobj")
        )
        is_doubted = effect is Effect.NEGATED or (below.dep_ == "acl" and effect is Effect.HYPOTHETICAL)
        if is_told and is_doubted and effect is not None:
            return _OF_EFFECT[effect]
        if is_told or (below.dep_ == "advcl" and not phrases.is_infinitive(below)):
            return ACTUAL  # "postponed it after five were killed"
        if effect in _OF_EFFECT:
            return self._under(effect, above)
        if (
            below.dep_ in {"xcomp", "advcl", "acl", "relcl"}
            and phrases.is_infinitive(below)
            and effect is not Effect.ASPECT
        ):
            return self._infinitive(below, above)
        return self._through(above) if effect is Effect.ASPECT else None

    def _through(self, above: Token) -> Assertion | None:
        """A word that only carries what is below it passes its own modals on."""
        own = self._own(above)
        return own if own is not ACTUAL else None

    def _noun_edge(self, effect: Effect | None, below: Token, above: Token) -> Assertion | None:
        if is_labelled(below, above):
            return ACTUAL
        if below.lower_ in _PAST:
            return self._through(above)  # "was abandoned after being hit"
        if carries_on(below, above):
            return self._through(above)
        if is_said_to_take_place(below, above):
            return Assertion(own.status) if (own := self._own(above)) is not ACTUAL else None
        if effect in _OF_EFFECT:
            return self._under(effect, above)
        is_carried = below.dep_ in {"dobj", "nsubjpass", "attr"} and above.lemma_.lower() in self._light
        return self._through(above) if effect is Effect.ASPECT or is_carried else None

    def _under(self, effect: Effect, above: Token) -> Assertion:
        """The effect of a governing word, unless that word is itself denied ("did not plan to")."""
        own = self._own(above)
        if effect in {Effect.FUTURE, Effect.DESIRE} and own is ACTUAL and self._is_given_up(above):
            return Assertion(Status.NEGATED)
        if own.status is not Status.NEGATED or effect is Effect.NEGATED:
            return _OF_EFFECT[effect]
        return Assertion(own.status, is_refused=own.is_refused or above.lemma_ in _WANTING)

    def _is_given_up(self, plan: Token) -> bool:
        """Whether the plan is denied or dropped: "denied that it planned to", "scrapped plans to".

        A plan that somebody rejects may be another's.
        """
        is_denied = plan.pos_ != "NOUN" or plan.head.lemma_ == "deny"
        return is_dropped(plan) or (is_denied and self._from_above(plan).status is Status.NEGATED)

    def _infinitive(self, below: Token, above: Token) -> Assertion:
        """A purpose lies ahead, except in the perfect ("claims to have joined") and behind "the first to"."""
        own = self._own(above)
        if is_ranked(below, above):
            governing = above if above.pos_ in {"VERB", "AUX"} else phrases.governor(above)
            if governing is None or (told := self._own(governing)) is ACTUAL:
                return self._from_above(governing or above)
            return told
        is_over = phrases.is_perfect(below) or is_performed(below, above) or is_held_to_be(below, above)
        return own if is_over or own.status in {Status.NEGATED, Status.HYPOTHETICAL} else Assertion(Status.FUTURE)


def _ended(below: Token, above: Token, *, is_told_of: bool) -> Assertion | None:
    """What the way up ends with where it leaves a sentence, or meets what denies or refuses by itself.

    `is_told_of`: what is denied there is only to speak of the event: "without mentioning the attack".
    """
    if is_a_sentence(below, above):
        return ACTUAL
    if above.lower_ == "without" or is_passed_over(below, above):
        return ACTUAL if is_told_of else Assertion(Status.NEGATED)
    if below.dep_ == "pcomp" and above.lower_ == "against" and above.head.lemma_ in _DECIDING:
        return ACTUAL if is_told_of else REFUSED
    if lacks_ground(below, above):
        return REFUSED
    return ACTUAL if is_taken_for_granted(below, above) else None
