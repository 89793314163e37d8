"""Frames of verbs and adjectives: who does it and to whom, from what the sentence says and what a guess adds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transforms.coder import clauses, harms, open_sides, passives, phrases, subclauses, told_deeds
from transforms.coder.actors import PartyFinder
from transforms.coder.answers import ANSWERS
from transforms.coder.codebook import Codebook
from transforms.coder.complement_sides import sides_within
from transforms.coder.deed_ground import DeedGround
from transforms.coder.frame_filling import DEFINITE, Fill, first, first_filled, forum, kept, recipient, told_frame
from transforms.coder.frames import DEEDS, Frame, make_frame
from transforms.coder.guesses import Beside, Guess, StoryOther, may_tell_actor, may_tell_recipient
from transforms.coder.nearest import Nearest
from transforms.coder.predicates import VERB_RECIPIENT, Predicate
from transforms.coder.roles import NOBODY, TERRITORIAL, Filled, Parties, Tie, excluding, union
from transforms.coder.signs import PRONOUNS, is_pronoun
from transforms.coder.subclauses import COLOURLESS
from transforms.coder.verb_slots import VerbSlots
from transforms.coder.wording import Wording

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_ACTING_THINGS = (
    "weapon",
    "attack",
    "troops",
    "sanction",
    "statement",
    "proposal",
    "resolution",
    "law",
)  # word classes: their owner acts through them
_MATERIAL_COOPERATION = 2
_RESPONSES = frozenset({"ACCUSE", "REJECT", "SUPPORT"})  # to what somebody did: "a step that Peru called reckless"
# done to foreigners by people of the place where nobody else is named
_CONFLICT = frozenset({"ASSAULT", "COERCE", "REJECT", "PROTEST"})
_OF_DOING = ("tion", "sion", "ment", "ing", "ance")
_THINGS = frozenset({"building", "painting", "thing", "monument", "document", "television", "station", "parliament"})
_SHUTTING = frozenset({"COERCE", "SANCTION", "REJECT"})
_OUT_OF = frozenset({"from", "of", "to", "in", "into", "at"})
_LEGAL = frozenset({"allege", "investigate", "convict"})
_DEEDS = frozenset({2, 4})  # quad classes of what is done, not said


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a sentence says of a verb's row; the open sides are for guesses."""

    row: Predicate
    words: tuple[Token, ...]
    actor: Filled
    others: Filled
    complement: Token | None
    is_recipient_open: bool = False
    is_actor_open: bool = False
    judges_deed: bool = False  # finds fault with a deed whose doer the story tells
    inside: frozenset[int] = frozenset()  # where the names begin of those who cannot have done it
    forum: Parties = ()  # before whom it is said and who is not meant
    victims: Parties = ()  # whom the harm befalls that it is about


class VerbFrames:
    """Fills the rows of verbs and adjectives; one object for a codebook."""

    def __init__(self, codebook: Codebook, wording: Wording) -> None:
        self._codebook = codebook
        self._wording = wording
        self._acting = set().union(*(codebook.word_classes[name] for name in _ACTING_THINGS))

    def filler(self, verb: Token, finder: PartyFinder, pos: str) -> Fill:
        """Fills the first row of the verb or adjective that fits."""
        worded = self._wording.worded(pos, verb, finder)
        rows = [self._fill_verb(r, w, VerbSlots(w, finder, is_thing_actor=self._acts)) for r, w in worded]
        return lambda guess: first(fill(guess) for fill in rows)

    def told_on(self, verb: Token, finder: PartyFinder) -> Frame | None:
        """The frame of a deed whose sides are the story's so far: "they were beaten and held overnight"."""
        worded = self._wording.worded("verb", verb, finder)
        if not worded:
            return None
        row, words = worded[0]
        if row.is_reciprocal or self._codebook.event_types[row.event_type].quad_class not in _DEEDS:
            return None
        return told_frame(row, words, finder.story.told(row.event_type))

    def _fill_verb(self, row: Predicate, words: tuple[Token, ...], slots: VerbSlots) -> Fill:
        """Makes the row's frame of what the sentence says, which is read once, if at all, and of what a guess adds."""
        stated = kept(lambda: self._stated(row, words, slots))
        return lambda guess: self._frame_of(stated(), guess)

    def _stated(self, row: Predicate, words: tuple[Token, ...], slots: VerbSlots) -> _Stated:
        verb = words[0]
        complement = self._wording.clause_word(row, verb)
        if row.takes_clause:
            complement = next(iter(subclauses.complements(verb)), None)
        ground = DeedGround(verb, slots.finder)
        is_thing = row.mode == "visit" and not row.is_reciprocal and slots.is_of_thing()
        actor = self._actor(row, slots, ground, is_thing=is_thing)
        if len(actor.parties) > 1 and subclauses.is_mutual(verb):  # "shelled each other in Chad": on nobody else
            return _Stated(replace(row, is_reciprocal=True), words, actor, NOBODY, complement)
        if row.takes_obligation:
            return _Stated(row, words, actor, excluding(slots.debtors(), actor), complement)
        others = recipient(slots, row, actor, VERB_RECIPIENT) or self._further(row, slots, actor)
        hearers = forum(row, others)
        if hearers:
            aimed_at = replace(row, recipient=tuple(slot for slot in row.recipient if slot != others.slot))
            others = recipient(slots, aimed_at, actor, VERB_RECIPIENT)
        if not others and row.event_type == "ASSAULT" and (field := ground.battlefield(actor)):
            actor, others = excluding(actor, field), field
        aimed = NOBODY if others else recipient(slots, row, NOBODY, VERB_RECIPIENT)
        if other := _other_than(aimed, actor, slots.finder) or _guest(row, aimed, actor, slots.finder):
            actor, others = other, aimed
        if not actor:
            actor, others = _turned(row, slots, others)
        is_closed = open_sides.is_closed(row, verb) or (not others and open_sides.asks_own(row, slots, actor))
        said_inside = _named_inside(verb, slots.finder) if row.event_type in open_sides.SAID else frozenset[int]()
        return _Stated(
            row,
            words,
            actor,
            others,
            complement,
            is_recipient_open=not others and not is_closed and not open_sides.is_complete(row, slots, actor),
            is_actor_open=not is_closed
            and not is_thing
            and not (row.event_type in DEEDS and ground.is_revolt)
            and (row.event_type in _CONFLICT or not slots.is_done_by_things())
            and not (row.event_type in open_sides.SAID and slots.is_said_by_others())
            and not (row.event_type == "ASSAULT" and slots.is_of_trouble())
            and not (row.event_type == "THREATEN" and passives.is_passive(verb) and not passives.agents(verb)),
            judges_deed=not others and self._judges_deed(row, verb),
            inside=ground.foreigners() if not actor and ground.is_done_by_strangers else said_inside,
            forum=hearers,
            victims=union(slots.finder.parties(head) for head in harms.victims(verb)),
        )

    def _actor(self, row: Predicate, slots: VerbSlots, ground: DeedGround, *, is_thing: bool) -> Filled:
        """Who does it as far as the sentence says; for a deed that only its ground ties to a country, that one."""
        actor = first_filled(slots, row.actor)
        if actor.slot == "above" and self._codebook.event_types[row.event_type].quad_class != _MATERIAL_COOPERATION:
            actor = NOBODY  # "gas imported" is imported by whom the clause is about, "workers kidnapped" are not
        if row.mode == "visit" and (is_thing or actor.tie is Tie.OWNER):
            actor = NOBODY  # a country's loan that arrives is no visitor
        if actor.slot == "subj" and row.event_type in DEEDS and ground.is_revolt:
            return NOBODY
        if actor or "subj" not in row.actor:
            return actor
        if _is_court_martial(row, slots.fill("obj")) and all(
            name != "in" for name, _ in phrases.prepositions(slots.verb)
        ):
            return NOBODY  # "a Danish soldier in Chad was jailed"
        if row.event_type in ANSWERS and (asked := slots.asked()):
            return asked
        is_local = row.event_type in _CONFLICT or row.mode in _LEGAL or ground.is_done_by_strangers
        is_local = is_local and not (row.event_type in open_sides.SAID and slots.is_said_by_others())
        return slots.occasion() or ground.place() if is_local else NOBODY

    def _frame_of(self, stated: _Stated, guess: Guess) -> Frame | None:
        row, actor, others = stated.row, stated.actor, stated.others
        if stated.is_recipient_open or (stated.judges_deed and isinstance(guess, (StoryOther, Beside))):
            known = replace(actor, parties=actor.parties + stated.forum) if isinstance(guess, Nearest) else actor
            others = guess(stated.words[0], known) if may_tell_recipient(guess, row.event_type) else NOBODY
            others = excluding(others, Filled(stated.victims, "victims"))
        if stated.is_actor_open and not actor and may_tell_actor(guess):
            guessed = guess(stated.words[0], others)
            is_inside = any(party.start in stated.inside for party in guessed.parties)
            is_other = is_inside or _is_court_martial(row, others) or _is_helper(guessed, stated.words[0])
            actor = NOBODY if is_other else guessed
        return make_frame(row, stated.words, actor, others, stated.complement)

    def _judges_deed(self, row: Predicate, verb: Token) -> bool:
        """Whether fault is found with a deed that the story told: the ban of "called the ban a trick"."""
        judged = [h for h in subclauses.judged(verb) if _is_of_doing(h) or self._wording.rows("noun", h)]
        is_definite = any(child.lower_ in DEFINITE for head in judged for child in head.children)
        return row.event_type == "ACCUSE" and is_definite

    def _further(self, row: Predicate, slots: VerbSlots, actor: Filled) -> Filled:
        """The recipient beyond the verb's own phrases: in its clause, in what it is done for, at the subject's post."""
        if (
            row.is_about_clause
            and not open_sides.is_closed(row, slots.verb)
            and not open_sides.asks_own(row, slots, actor)
        ):
            known = frozenset(m.iso3 for m in actor.parties)
            friendly = row.event_type == "AGREE"
            if clause := excluding(sides_within(slots.verb, known, slots.finder, is_friendly=friendly), actor):
                return clause
        if row.event_type in {"AGREE", "THREATEN", "CONCEDE"}:
            regretted = told_deeds.wronged(self._wording, slots, actor) if row.event_type == "CONCEDE" else NOBODY
            if planned := excluding(slots.planned(), actor) or excluding(regretted, actor):
                return planned
        if row.event_type in _RESPONSES:
            ways = (_aim(row, slots, actor), slots.apposed(), told_deeds.doer(self._wording, slots))
            if author := next((found for way in ways if (found := excluding(way, actor))), NOBODY):
                return author
        if row.mode == "visit" and (ground := excluding(slots.ground(row.recipient), actor)):
            return ground
        if row.event_type in TERRITORIAL and (purpose := excluding(slots.purpose(), actor)):
            return purpose
        is_own = row.event_type == "REQUEST" and bool(clauses.objects(slots.verb))  # "advised its staff to leave"
        return excluding(slots.host(), actor) if actor.slot == "subj" and not is_own else NOBODY

    def _acts(self, noun: Token) -> bool:
        """Whether a thing can stand for its owner as a subject: US strikes hit, Russian missiles land."""
        return bool(self._wording.rows("noun", noun)) or self._wording.lemma(noun) in self._acting


def _aim(row: Predicate, slots: VerbSlots, actor: Filled) -> Filled:
    """Whom an agreement serves: the Azeri of "signed a contract to buy Azeri gas"."""
    if not actor or row.event_type != "SUPPORT" or not row.is_reciprocal:
        return NOBODY
    return replace(slots.planned() or slots.purpose(), slot="purpose")


def _is_court_martial(row: Predicate, charged: Filled) -> bool:
    """Whether soldiers are tried by a court that nobody names, so by their own: "two Danish soldiers were charged"."""
    is_soldiers = bool(charged) and all(party.sector == "MIL" for party in charged.parties)
    return is_soldiers and row.mode in _LEGAL and row.event_type in {"ACCUSE", "SANCTION"}


def _is_helper(guessed: Filled, verb: Token) -> bool:
    """Whether somebody named before does something else to its victims: "Chad treats wounded Nigerians"."""
    return guessed.slot.endswith("before") and passives.is_attributive(verb)


def _is_of_doing(noun: Token) -> bool:
    """Whether a noun that no row tells of names what was done: the relocation of "called the relocation an insult"."""
    lemma = noun.lemma_
    return lemma in COLOURLESS or (lemma.endswith(_OF_DOING) and lemma not in _THINGS)


def _named_inside(verb: Token, finder: PartyFinder) -> frozenset[int]:
    """Where names begin in what a passive is said of: the Peru of "Chile's plan to leave Peru was rejected"."""
    heads = [c for c in verb.children if c.dep_ == "nsubjpass" and finder.sector(c) is None]
    within = {t.i for head in heads for t in head.subtree if phrases.is_below(t, head)}
    return frozenset(span.match.start for span in finder.spans if span.head in within)


def _turned(row: Predicate, slots: VerbSlots, others: Filled) -> tuple[Filled, Filled]:
    """Who shuts whom out where a passive names both: the Peru of "two Chileans were expelled from Peru"."""
    is_turned = row.event_type in _SHUTTING and row.mode != "withdraw"
    if not is_turned or not passives.is_passive(slots.verb) or passives.agents(slots.verb):
        return NOBODY, others
    if others.slot == "obj":
        host = excluding(slots.fill("of" if row.particle == "out" else "from"), others)
        return replace(host, slot="place", tie=Tie.LOOSE), others
    if others.slot not in _OUT_OF:
        return NOBODY, others
    held = slots.fill("obj")
    patient = excluding(held if held and held.tie is Tie.NAMED else slots.fill("iobj"), others)
    return (replace(others, slot="place", tie=Tie.LOOSE), patient) if patient else (NOBODY, others)


def _other_than(aimed: Filled, actor: Filled, finder: PartyFinder) -> Filled:
    """Whom a pronoun means that cannot mean the one it is done to: the "it" of "It also banned Chilean fruit"."""
    words_ = (m.text.lower().split()[0] for m in actor.parties if m.is_inferred)
    is_meant = actor.tie is Tie.NAMED and any(word in PRONOUNS for word in words_)
    if not is_meant or aimed.slot != "obj" or len(aimed.parties) != 1 or any(m.is_inferred for m in aimed.parties):
        return NOBODY
    other = finder.story.counterpart(aimed.parties[0])
    return NOBODY if other is None else Filled((replace(other, is_inferred=True),), "story", Tie.LOOSE)


def _guest(row: Predicate, host: Filled, actor: Filled, finder: PartyFinder) -> Filled:
    """Who comes where an office without a country was taken for the host's: "the vice-president arrived in Luanda"."""
    if row.mode != "visit":
        return NOBODY
    hosts = {party.iso3 for party in host.parties}
    is_inferred = bool(actor) and all(party.is_inferred and not is_pronoun(party) for party in actor.parties)
    if not is_inferred or len(hosts) != 1 or {p.iso3 for p in actor.parties} != hosts:
        return NOBODY
    other = finder.story.counterpart(host.parties[0])
    return NOBODY if other is None else Filled((replace(actor.parties[0], iso3=other.iso3),), "story", Tie.LOOSE)
