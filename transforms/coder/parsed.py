"""From the frames of a parsed sentence to drafts: status, date, place and speaker read off the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from transforms.coder import phrases, subclauses
from transforms.coder.actors import PartyFinder
from transforms.coder.answers import ASKED, answering
from transforms.coder.attribution import AttributionReader
from transforms.coder.categories import Categorizer, Category, fold_plan, fold_refusal, fold_threat
from transforms.coder.codebook import Codebook
from transforms.coder.date_ties import DateReader
from transforms.coder.dates.finder import DateExpression
from transforms.coder.echoes import unechoed
from transforms.coder.event_dates import Moment, event_date
from transforms.coder.events import Draft, Parties
from transforms.coder.frames import Frame
from transforms.coder.grammar import Grammar
from transforms.coder.scopes import Found, Scopes, scopes_around
from transforms.coder.signs import signs_of
from transforms.coder.speakers import NamedSpeaker
from transforms.coder.status import Assertion, StatusReader
from transforms.coder.tense import tense_of
from transforms.coder.tracing import SentenceParse, current_trace
from transforms.coder.wording import Wording
from transforms.records import ActorMention, Attribution, Status

if TYPE_CHECKING:
    from transforms.coder.parse import Token

_A_PAIR = 2
_WIDEST_TRIGGER = 6  # words; a light verb further from its noun is left out of the trigger
_MODIFIERS = frozenset({"amod", "compound", "nmod", "advmod", "npadvmod"})
_VENUES = frozenset({"place", "seat"})
_UTTERED = frozenset({"ACCUSE", "REQUEST"})  # types that consist in saying so
_DECLARED = frozenset({"AGREE", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"})  # and those that one may do by saying so
_AT_ONCE = frozenset({"CONCEDE", "RETREAT", "SANCTION", "REJECT"})  # "ended two months of sanctions on Monday"
_UNPLANNED = Category("", None, Status.ACTUAL)


class ParsedCoder:
    """The first way of coding; one object for a codebook, without state of a story."""

    def __init__(self, codebook: Codebook, categories: Categorizer) -> None:
        self._categories = categories
        self._wording = Wording(codebook)
        self._grammar = Grammar(codebook, self._wording)
        self._status = StatusReader(codebook)
        self._confidence = codebook.confidence
        self._speakers = AttributionReader(codebook)
        self._sectors = codebook.sectors

    def is_word(self, word: str) -> bool:
        """Whether a word written with a hyphen is one of the codebook's."""
        return self._wording.is_known(word) or word.lower().removesuffix("s") in self._sectors

    def drafts(self, finder: PartyFinder, dates: Sequence[DateExpression], moment: Moment) -> tuple[Draft, ...]:
        """One draft a frame. `dates` count from the sentence's first parsed character."""
        found = self._grammar.find_frames(finder.doc, finder)
        reader, find = DateReader(finder.doc, dates), self._categories.find
        cues: Sequence[Found] = ()
        if found:
            cues = tuple(dict.fromkeys((*find(t.lower_ for t in finder.doc), *find(t.lemma_ for t in finder.doc))))
        rivals = {id(told.frame): told.rival for told in found}
        drafts: dict[int, Draft] = {}

        def draft(frame: Frame) -> Draft:
            if id(frame) not in drafts:
                drafts[id(frame)] = self._draft(finder, frame, reader, cues, moment, rivals[id(frame)])
            return drafts[id(frame)]

        found = tuple(told for told in found if not reader.is_date(told.frame.trigger))
        frames = tuple(unechoed(found, lambda frame: draft(frame).confidence >= self._confidence.least))
        if (trace := current_trace()) is not None:
            trace.parses.append(SentenceParse(finder, frames))
        return tuple(map(draft, frames))

    def named_speakers(self, finder: PartyFinder) -> tuple[NamedSpeaker, ...]:
        """Who is said to say something in the sentence, by a noun or a name."""
        return tuple(self._speakers.named_speakers(finder))

    def _draft(
        self,
        finder: PartyFinder,
        frame: Frame,
        dates: DateReader,
        cues: Sequence[Found],
        moment: Moment,
        rival: str | None,
    ) -> Draft:
        speaker, is_lasting = self._speakers.speaker_verb(frame.trigger), frame.predicate.event_type not in _AT_ONCE
        tie = dates.read(frame.trigger, frame.words, speaker, is_lasting=is_lasting)
        scopes = self._scopes(frame, cues)
        category = self._category(frame, scopes, tie.expression, moment)
        location = _location(finder, frame)
        actors, recipients = frame.actors, frame.recipients
        is_refusal = category.event_type == "REJECT" != frame.predicate.event_type
        if is_refusal:
            actors, recipients = _refusing(frame)
        if category.event_type == "CONSULT" and location[1] is not None:
            category, actors, recipients = _held_at(location[1], category, actors, recipients)
        start, end = _trigger_span(frame)
        signs = signs_of(frame, category, finder, rival)
        return Draft(
            rule_id=frame.predicate.rule_id,
            category=category,
            trigger_start=start + finder.offset,
            trigger_end=end + finder.offset,
            actors=actors,
            recipients=recipients,
            is_reciprocal=not recipients,
            dated=event_date(tie, category, moment, tense_of(frame.trigger, frame.words)),
            scopes=scopes,
            signs=signs,
            confidence=self._confidence.of(signs),
            attributed_to=self._said_by(finder, frame, category),
            location=location,
        )

    def _said_by(self, finder: PartyFinder, frame: Frame, category: Category) -> Attribution | None:
        """Who reports the event; nobody where saying it is the event: "Peru said it was dismayed at Chile"."""
        speaker = self._speakers.read(finder.doc, frame.trigger, finder, frame.actors)
        if speaker is None or not any(_is_speaker(party, speaker) for party in frame.actors):
            return speaker
        is_before = speaker.end <= frame.trigger.idx + finder.offset
        is_uttered = category.event_type in _UTTERED or (is_before and category.event_type in _DECLARED)
        return None if is_uttered else speaker

    def _category(self, frame: Frame, scopes: Scopes, found: DateExpression | None, moment: Moment) -> Category:
        assertion = self._assertion(frame)
        status = assertion.status
        is_ahead = frame.predicate.event_type == "CONSULT" and self._status.is_ahead(frame.trigger)
        if status is Status.ACTUAL and (is_ahead or _is_scheduled(frame, found, moment)):
            status = Status.FUTURE
        mode = self._categories.mode(frame.predicate, scopes)
        if assertion.is_refused:
            return fold_refusal(frame.predicate.event_type, mode)
        category = fold_plan(frame.predicate.event_type, mode, status, is_desired=assertion.is_desired)
        if any(subclauses.has_condition(word) for word in frame.words if word.pos_ == "VERB"):
            category = fold_threat(category)
        if category.event_type == "AGREE" and category.planned_type is None and frame.complement is not None:
            planned = self._planned(frame.complement)
            return Category("AGREE", None, category.status, planned.event_type or None, planned.mode)
        return category

    def _assertion(self, frame: Frame) -> Assertion:
        is_asked = frame.predicate.pos == "noun" and frame.predicate.event_type in ASKED
        if is_asked and answering(frame.trigger) is not None:
            return self._status.of_answered(frame.trigger)
        return self._status.read(frame.trigger, frame.words)

    def _scopes(self, frame: Frame, cues: Sequence[Found]) -> Scopes:
        around = _around(frame)
        own = (*self._categories.find(t.lower_ for t in around), *self._categories.find(t.lemma_ for t in around))
        return scopes_around(frame.trigger, frame.complement, own, cues)

    def _planned(self, complement: Token) -> Category:
        """What an agreement or promise is about: the plainest row of the verb that it governs."""
        rows = self._wording.rows("verb", complement)
        row = next((r for r in rows if not r.constraints and not r.takes_clause), None)
        return Category(row.event_type, row.mode, Status.FUTURE) if row else _UNPLANNED


def _refusing(frame: Frame) -> tuple[Parties, Parties]:
    """Who refuses whom: the host of "will not host X", and one side alone of "will not negotiate with X"."""
    if frame.predicate.recipient == ("subj",):
        return frame.recipients, frame.actors
    if not frame.is_reciprocal or not frame.actor or not frame.others or frame.is_weak:
        return frame.actors, frame.recipients
    codes = {party.iso3 for party in frame.actor.parties}
    refused = tuple(party for party in frame.actors if party.iso3 not in codes)
    return tuple(party for party in frame.actors if party.iso3 in codes), refused


def _is_speaker(party: ActorMention, speaker: Attribution) -> bool:
    """Whether the party itself speaks, not somebody else of its country: "its envoy protested, her office said"."""
    is_same = party.is_inferred or (party.start < speaker.end and speaker.start < party.end)
    return party.iso3 == speaker.iso3 and is_same


def _held_at(host: str, category: Category, actors: Parties, recipients: Parties) -> tuple[Category, Parties, Parties]:
    """A meeting on a party's own ground is a visit to it, one of two sides on nobody's ground at a third party's."""
    guests = tuple(p for p in actors if p.iso3 != host)
    hosts = tuple(p for p in (*actors, *recipients) if p.iso3 == host)
    is_pair = len(actors) == _A_PAIR and not recipients
    is_of_two = is_pair or bool(recipients)
    if category.mode in {None, "third-party"} and is_of_two and (hosts or is_pair):
        category = replace(category, mode="visit" if hosts else "third-party")
    if is_pair and hosts and category.mode == "visit":
        return category, guests, hosts
    return category, actors, recipients


def _is_scheduled(frame: Frame, found: DateExpression | None, moment: Moment) -> bool:
    """Present tense with a day to come ("meets Putin on Friday"): news tells schedules so."""
    carrying = [c for word in frame.words if word.tag_ == "VBG" for c in word.children if c.dep_ == "aux"]
    is_present = any(word.tag_ in {"VBZ", "VBP"} for word in (*frame.words, *carrying))
    if found is None or moment.published_on is None or not is_present:
        return False
    day = found.first_future if frame.predicate.event_type == "CONSULT" else found.first  # "arrives on Monday"
    return day is not None and day > moment.published_on


def _around(frame: Frame) -> list[Token]:
    """The trigger's words and what modifies its head: the drone of "drone strike", the phone of "phone call"."""
    modifiers = [child for child in frame.trigger.children if child.dep_ in _MODIFIERS]
    return sorted({*frame.words, *modifiers}, key=lambda token: token.i)


def _trigger_span(frame: Frame) -> tuple[int, int]:
    """Characters from the first to the last word of the trigger, or of its head alone where they stand far apart."""
    first, last = frame.words[0], frame.words[-1]
    if last.i - first.i >= _WIDEST_TRIGGER:
        first = last = frame.trigger
    return first.idx, last.idx + len(last)


def _location(finder: PartyFinder, frame: Frame) -> tuple[str | None, str | None]:
    """The place named by an in- or at-phrase of the trigger, or before it: "the Abuja talks"."""
    for word in (frame.trigger, *frame.words):
        for preposition, head in phrases.prepositions(word):
            span = finder.named_at(head)
            if preposition in {"in", "at"} and span is not None:
                return span.match.text, span.match.iso3
    venues = (finder.named_at(child) for child in frame.trigger.children if child.dep_ in _MODIFIERS)
    named = (span.match for span in venues if span is not None and span.match.kind in _VENUES)
    venue = next((match for match in named if match.iso3 not in frame.countries()), None)
    return (None, None) if venue is None else (venue.text, venue.iso3)
