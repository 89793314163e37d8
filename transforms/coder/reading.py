"""One story being read, sentence by sentence, with what it has said so far in mind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from transforms.coder.actors import PartyFinder
from transforms.coder.categories import Categorizer
from transforms.coder.codebook import Codebook
from transforms.coder.context import StoryContext
from transforms.coder.contexts import NO_TOPICS, Topics
from transforms.coder.episodes import settle_dates
from transforms.coder.event_dates import Moment
from transforms.coder.events import Draft, EventWriter
from transforms.coder.figures.exchange import ExchangeWords
from transforms.coder.figures.finder import find_figures
from transforms.coder.main_parties import main_heads, main_person, main_subject
from transforms.coder.names.gazetteer import Match
from transforms.coder.names.introductions import find_introductions, known_persons, with_persons
from transforms.coder.names.mentions import as_mention
from transforms.coder.parsed import ParsedCoder
from transforms.coder.resolver import Resolver
from transforms.coder.sentence_parser import Piece, SentenceParser
from transforms.coder.sentences import Sentence, split_sentences
from transforms.coder.shallow import ShallowCoder
from transforms.coder.speakers import SpeakerMemory
from transforms.coder.story_kind import A_PAIR, kind_of
from transforms.coder.story_time import StoryClock
from transforms.coder.topics import TopicFilter
from transforms.coder.tracing import current_trace
from transforms.coder.word_sets import words
from transforms.records import ActorMention, EventMention, Figure

if TYPE_CHECKING:
    from spacy.language import Language

    from transforms.coder.parse import Parse

_SUBJECT_WITHIN = 40  # characters: a party named so early in a sentence that was not parsed is taken for its subject
_ANAPHORS = words(
    "he she it they his her its their him them we our us who both two sides ministry government president premier "
    "minister embassy leader country countries nations visit talks meeting"
)

Grouped = Sequence[tuple[Sentence, Sequence[Match]]]


@dataclass(frozen=True, slots=True)
class CodedText:
    """Events of one text in the order of the sentences; `loose_figures` are quantities without an event.

    `n_unread` characters at the end of a very long text were not read.
    """

    mentions: tuple[EventMention, ...]
    loose_figures: tuple[Figure, ...]
    n_unread: int = 0


@dataclass(frozen=True, slots=True)
class Tools:
    """What every story is read with: built once, without state of a story."""

    codebook: Codebook
    model: Language | None
    parser: SentenceParser | None
    categories: Categorizer
    writer: EventWriter
    parsed: ParsedCoder
    shallow: ShallowCoder
    topics: TopicFilter
    exchange: ExchangeWords

    @classmethod
    def of(cls, codebook: Codebook, model: Language | None) -> Self:
        categories = Categorizer(codebook)
        parsed, shallow = ParsedCoder(codebook, categories), ShallowCoder(codebook, categories)
        parser = None if model is None else SentenceParser(model, parsed.is_word)
        topics, exchange = TopicFilter(codebook), ExchangeWords(codebook.word_classes)
        writer = EventWriter(categories, codebook.state_sectors)
        return cls(codebook, model, parser, categories, writer, parsed, shallow, topics, exchange)


class Reading:
    """Reads one text once."""

    def __init__(self, tools: Tools, text: str, title: str, moment: Moment) -> None:
        self._tools = tools
        self._text = text
        self._title = title
        self._moment = moment
        self._clock = StoryClock(moment)
        self._speakers = SpeakerMemory()
        self._unparsed: set[int] = set()  # where sentences begin that were too much for the parser
        self._sentences = split_sentences(text, title=title or None)
        self._matches = self._find_matches(title)
        self._kind = kind_of(text, self._matches)
        place = self._place()
        self._context = StoryContext(place or self._home(), self._kind.main_pair, place, self._kind.asides)

    def read(self) -> CodedText:
        """All events of the text; none where the story is told in the words of another topic."""
        if self._tools.topics.is_story_off_topic(self._text):
            return CodedText((), ())
        grouped = list(_by_sentence(self._sentences, self._matches))
        docs = self._parse(grouped)
        coded = [self._code_sentence(sentence, matches, docs.get(i)) for i, (sentence, matches) in enumerate(grouped)]
        drafts = [draft for found in coded for draft in found]
        settled = iter(settle_dates(drafts, self._clock.occasions, self._clock.news, self._moment.published_on))
        topics = self._topics() if drafts else NO_TOPICS
        mentions: list[EventMention] = []
        loose: list[Figure] = []
        for (sentence, matches), found in zip(grouped, coded, strict=True):
            final = [next(settled) for _ in found]
            figures = self._figures(sentence) if final or self._is_of_dyad(sentence, matches) else ()
            mentions.extend(self._tools.writer.write(sentence, final, figures, self._moment, topics))
            loose.extend(() if final else figures)
        return CodedText(tuple(mentions), tuple(loose))

    def _find_matches(self, title: str) -> tuple[Match, ...]:
        """Names of the gazetteer and of persons whom the story or its title introduces, in order, without overlap."""
        codebook, titles = self._tools.codebook, self._tools.codebook.person_titles
        lead = f"{title}\n" if title else ""  # read as if it stood above the text, so that it introduces persons too
        text = lead + self._text
        found = codebook.gazetteer.find(text, on=self._moment.published_on)
        persons = known_persons(text, find_introductions(text, found, titles), found, titles)
        matches = with_persons(found, persons)
        if not lead:
            return matches
        matches = tuple(m for m in matches if m.start >= len(lead))
        return tuple(replace(m, start=m.start - len(lead), end=m.end - len(lead)) for m in matches)

    def _place(self) -> ActorMention | None:
        """The country of the dateline."""
        datelines = [s for s in self._sentences if s.core_start > s.start]
        above = [m for s in datelines[:1] for m in self._matches if s.start <= m.start < s.core_start]
        return replace(as_mention(above[0]), sector="GOV") if above else None

    def _home(self) -> ActorMention | None:
        """The country that the story names most."""
        found = next((m for m in self._matches if m.iso3 == self._kind.commonest), None)
        return None if found is None else replace(as_mention(found), sector="GOV")

    def _parse(self, grouped: Grouped) -> dict[int, Parse]:
        """Parses of the sentences that can hold an event: those with two parties, said or hinted at."""
        parser = self._tools.parser
        if parser is None:
            return {}
        wanted = [i for i in self._promising(grouped) if not self._tools.topics.is_sentence_off_topic(self._core(i))]
        pieces = [Piece(self._core(i), grouped[i][0].core_start, grouped[i][1]) for i in wanted]
        parses = dict(zip(wanted, parser.parse(pieces), strict=True))
        self._unparsed = {grouped[i][0].start for i, parse in parses.items() if parse is None}
        return {i: parse for i, parse in parses.items() if parse is not None}

    def _promising(self, grouped: Grouped) -> Iterator[int]:
        seen = {self._context.home.iso3} if self._context.home else set[str]()
        for index, (sentence, matches) in enumerate(grouped):
            here = {m.iso3 for m in matches}
            is_of_pair = len(self._kind.main_pair & seen) == A_PAIR
            if len(here) > 1 or is_of_pair or (len(seen | here) > 1 and (here or self._has_anaphor(sentence))):
                yield index
            seen |= here

    def _topics(self) -> Topics:
        sentences = (self._text[sentence.core_start : sentence.end] for sentence in self._sentences)
        return self._tools.categories.topics((self._title, *sentences))

    def _core(self, index: int) -> str:
        sentence = self._sentences[index]
        return self._text[sentence.core_start : sentence.end]

    def _has_anaphor(self, sentence: Sentence) -> bool:
        words = self._text[sentence.start : sentence.end].lower().split()
        return any(word.strip("“”\"',.’") in _ANAPHORS for word in words)

    def _code_sentence(self, sentence: Sentence, matches: Sequence[Match], doc: Parse | None) -> tuple[Draft, ...]:
        if (trace := current_trace()) is not None:
            trace.sentences.append((sentence, tuple(matches)))
        core = self._text[sentence.core_start : sentence.end]
        moment, dates = self._clock.moment(sentence, self._text), self._clock.dates(sentence, self._text)
        drafts: tuple[Draft, ...] = ()
        if doc is not None:
            resolver = Resolver(self._context, self._kind, self._tools.codebook.descriptions)
            finder = PartyFinder(doc, sentence.core_start, matches, self._tools.codebook.sectors, resolver)
            resolver.finder = finder
            drafts = self._with_speakers(self._tools.parsed.drafts(finder, dates, moment), finder)
            heads = main_heads(finder)
            self._notice(matches, main_subject(finder, heads), main_person(finder, heads))
        else:
            self._notice(matches, _early_party(sentence, matches))
        if self._is_shallow(sentence, doc):
            shallow = self._tools.shallow.drafts(core, sentence.core_start, matches, dates, moment)
            drafts = _joined(drafts, shallow)
        least = self._tools.codebook.confidence.least
        drafts = tuple(draft for draft in drafts if draft.confidence >= least)
        for draft in drafts:
            self._context.remember(draft.category.event_type, draft.actors, draft.recipients)
        self._clock.notice(dates, doc, drafts)
        return drafts

    def _with_speakers(self, drafts: Sequence[Draft], finder: PartyFinder) -> tuple[Draft, ...]:
        """The drafts with the names of speakers in the place of pronouns."""
        here = self._tools.parsed.named_speakers(finder)
        named = tuple(replace(d, attributed_to=self._speakers.named(d.attributed_to, here)) for d in drafts)
        self._speakers.notice(here)
        return named

    def _is_shallow(self, sentence: Sentence, doc: Parse | None) -> bool:
        """Whether word order is asked too: for headlines, which parsers misread, and where nothing was parsed."""
        if self._tools.model is not None:
            return (sentence.is_headline and doc is not None) or sentence.start in self._unparsed
        return not self._tools.topics.is_sentence_off_topic(self._text[sentence.core_start : sentence.end])

    def _is_of_dyad(self, sentence: Sentence, matches: Sequence[Match]) -> bool:
        """Whether a sentence without an event is of two countries: it names both, or one and speaks of exchange."""
        countries = {match.iso3 for match in matches}
        if len(countries) != 1:
            return len(countries) > 1
        is_exchange = self._tools.exchange.are_in(self._text[sentence.start : sentence.end])
        return is_exchange and len(self._kind.main_pair) == A_PAIR

    def _figures(self, sentence: Sentence) -> tuple[Figure, ...]:
        start, units = sentence.core_start, self._tools.codebook.units
        found = find_figures(self._text[start : sentence.end], units, anchor=self._moment.published_on)
        return tuple(replace(f, start=f.start + start, end=f.end + start) for f in found)

    def _notice(
        self, matches: Sequence[Match], subject: ActorMention | None, person: ActorMention | None = None
    ) -> None:
        named = [as_mention(m) for m in matches if m.affix is None and m.kind != "place"]
        self._context.notice(named, subject, person)


def _early_party(sentence: Sentence, matches: Sequence[Match]) -> ActorMention | None:
    first = next((m for m in matches if m.affix is None and m.kind != "place"), None)
    return as_mention(first) if first and first.start < sentence.core_start + _SUBJECT_WITHIN else None


def _by_sentence(sentences: Sequence[Sentence], matches: Sequence[Match]) -> Iterator[tuple[Sentence, Sequence[Match]]]:
    """Each sentence with the matches behind its dateline."""
    position = 0
    for sentence in sentences:
        while position < len(matches) and matches[position].start < sentence.core_start:
            position += 1
        first = position
        while position < len(matches) and matches[position].end <= sentence.end:
            position += 1
        yield sentence, matches[first:position]


def _joined(parsed: Sequence[Draft], shallow: Sequence[Draft]) -> tuple[Draft, ...]:
    """Both ways' drafts of a sentence: word order adds dyads, and replaces what saw only some parties of a trigger."""
    kept = [d for d in parsed if not any(_sees_more(other, d) for other in shallow)]
    known = [_countries(draft) for draft in kept]
    return (*kept, *(draft for draft in shallow if _countries(draft) not in known))


def _sees_more(one: Draft, other: Draft) -> bool:
    is_same_trigger = one.trigger_start < other.trigger_end and other.trigger_start < one.trigger_end
    return is_same_trigger and _countries(one) > _countries(other)


def _countries(draft: Draft) -> frozenset[str]:
    return frozenset(party.iso3 for party in draft.actors + draft.recipients)
