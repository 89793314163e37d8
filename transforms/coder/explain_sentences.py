"""A coded text taken apart: of each sentence its names, its parties, and for each word what its rows came to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transforms.coder.codebook import Codebook
from transforms.coder.explain_links import Link, link
from transforms.coder.explain_rules import RuleJudge, RuleNote
from transforms.coder.frames import Frame
from transforms.coder.names.gazetteer import Match
from transforms.coder.parse import Token
from transforms.coder.reading import CodedText
from transforms.coder.sentences import Sentence
from transforms.coder.topics import TopicFilter
from transforms.coder.tracing import SentenceParse, ShallowAttempt, Trace
from transforms.coder.wording import Wording
from transforms.records import ActorMention, EventMention

_POS = {"VERB": "verb", "AUX": "verb", "ADJ": "adj", "NOUN": "noun", "PROPN": "noun"}
_MOST_ROWS = 3  # of a word that led to nothing


@dataclass(frozen=True, slots=True)
class EventNote:
    """What led to one event: for each party how it was found, and the other rows of its trigger.

    `lacking` says what the row asks for and the sentence has not: it fired all the same, as most rows of its word are
    of its type.
    """

    links: Mapping[tuple[int, int, str], Link]  # by start, end and code of the party
    beaten: tuple[RuleNote, ...]
    lacking: str | None


@dataclass(frozen=True, slots=True)
class WordNote:
    """A word with rows that led to no event. Offsets count the text's characters."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """A sentence: the names in it, the parties that phrases of it stand for, and its words that led to nothing.

    `why_unread` says why it was not parsed, None where it was.
    """

    start: int
    end: int
    names: tuple[Match, ...]
    parties: tuple[ActorMention, ...]
    words: tuple[WordNote, ...]
    why_unread: str | None


@dataclass(frozen=True, slots=True)
class TextNote:
    """The whole text; `events` go by the position of the event among the mentions."""

    sentences: tuple[SentenceNote, ...]
    events: Mapping[int, EventNote]
    why_unread: str | None = None


class Explainer:
    """Takes apart what a coder with this codebook found; `has_model`: it parses sentences."""

    def __init__(self, codebook: Codebook, *, has_model: bool) -> None:
        self._wording = Wording(codebook)
        self._judge = RuleJudge(self._wording)
        self._topics = TopicFilter(codebook)
        self._has_model = has_model

    def explain(self, text: str, coded: CodedText, trace: Trace) -> TextNote:
        """The note of a text that was coded while it was traced."""
        if self._topics.is_story_off_topic(text):
            return TextNote((), {}, "the text is told in the words of another topic (off_topic.csv)")
        parses = {parse.finder.offset: parse for parse in trace.parses}
        sentences = tuple(
            self._sentence(text, sentence, names, parses.get(sentence.core_start), coded, trace)
            for sentence, names in trace.sentences
        )
        frames = [(parse, frame) for parse in trace.parses for frame in parse.frames]
        events = {
            number: self._event(parse, frame, mention, trace)
            for number, mention in enumerate(coded.mentions)
            for parse, frame in frames
            if is_of(mention, frame, parse)
        }
        return TextNote(sentences, events)

    def _event(self, parse: SentenceParse, frame: Frame, mention: EventMention, trace: Trace) -> EventNote:
        parties = (*mention.actors, *mention.recipients)
        links = {(p.start, p.end, p.iso3): link(frame, p, parse.finder) for p in parties}
        tried = {a.row.rule_id: a for a in trace.attempts if a.words[0] is frame.trigger}
        row, finder = frame.predicate, parse.finder
        beaten = self._judge.notes(frame.trigger, row.pos, row, tried, finder)
        return EventNote(links, tuple(beaten), self._judge.missing(row, frame.trigger, finder))

    def _sentence(
        self,
        text: str,
        sentence: Sentence,
        names: tuple[Match, ...],
        parse: SentenceParse | None,
        coded: CodedText,
        trace: Trace,
    ) -> SentenceNote:
        if parse is None:
            why = self._why_unread(text[sentence.core_start : sentence.end])
            return SentenceNote(sentence.start, sentence.end, names, (), tuple(_unreached(sentence, coded, trace)), why)
        parties = {(m.start, m.end, m.iso3): m for token in parse.finder.doc for m in parse.finder.parties(token)}
        words = tuple(self._words(parse, coded, trace))
        return SentenceNote(
            sentence.start, sentence.end, names, tuple(parties[key] for key in sorted(parties)), words, None
        )

    def _why_unread(self, core: str) -> str:
        if self._topics.is_sentence_off_topic(core):
            return "it is told in the words of another topic (off_topic.csv)"
        if not self._has_model:
            return "without the language model only the order of words is read"
        return "neither it nor what came before it names two countries that it may be about"

    def _words(self, parse: SentenceParse, coded: CodedText, trace: Trace) -> Iterator[WordNote]:
        """Words that have rows and carry no event."""
        kept = [frame for frame in parse.frames if any(is_of(mention, frame, parse) for mention in coded.mentions)]
        carrying = {word.i for frame in kept for word in frame.words}
        for token in parse.finder.doc:
            pos = _POS.get(token.pos_, "")
            is_name = pos == "noun" and parse.finder.named_at(token) is not None
            if token.i not in carrying and not is_name and self._wording.rows(pos, token):
                start = token.idx + parse.finder.offset
                yield WordNote(start, start + len(token), self._why_nothing(token, pos, parse, trace))

    def _why_nothing(self, token: Token, pos: str, parse: SentenceParse, trace: Trace) -> str:
        teller = next((other for frame, other in trace.echoes if frame.trigger is token), None)
        if teller is not None:
            return f"{teller.trigger.text} ({teller.predicate.rule_id}) tells the same of the same parties"
        if frame := next((frame for frame in parse.frames if frame.trigger is token), None):
            return f"{frame.predicate.rule_id} fits, but so unsurely that it is not asserted, or word order sees more"
        if (sense := self._wording.no_event(token, parse.finder)) is not None:
            return f"in this sense it tells no event: {sense} (no_events.csv)"
        tried = {a.row.rule_id: a for a in trace.attempts if a.words[0] is token}
        notes = list(self._judge.notes(token, pos, None, tried, parse.finder))
        worded = [note for note in notes if note.has_words]
        if worded:
            return "; ".join(f"{note.row.rule_id}: {note.why}" for note in worded[:_MOST_ROWS])
        first = notes[0]
        return f"none of its rows ({len(notes)}) has the words that it asks for; {first.row.rule_id}: {first.why}"


def _unreached(sentence: Sentence, coded: CodedText, trace: Trace) -> Iterator[WordNote]:
    """Words whose rows found no parties by word order."""
    coded_at = {mention.trigger_start for mention in coded.mentions}
    inside = (a for a in trace.shallow if sentence.start <= a.start < sentence.end and a.start not in coded_at)
    for attempt in inside:
        yield WordNote(attempt.start, attempt.end, f"{attempt.row.rule_id}: {_why_unreached(attempt)}")


def _why_unreached(attempt: ShallowAttempt) -> str:
    return "another word of its dyad is surer" if attempt.has_parties else "no two parties stand near enough"


def is_of(mention: EventMention, frame: Frame, parse: SentenceParse) -> bool:
    """Whether the event came of the frame."""
    starts = {word.idx + parse.finder.offset for word in (frame.words[0], frame.trigger)}
    return mention.rule_id == frame.predicate.rule_id and mention.trigger_start in starts
