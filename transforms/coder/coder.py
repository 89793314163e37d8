"""Story text in, event mentions out. Deterministic: the same text and codebook give the same mentions anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Token

from transforms.coder import clauses
from transforms.coder.actors import PartyFinder
from transforms.coder.categories import Categorizer
from transforms.coder.codebook import Codebook
from transforms.coder.context import StoryContext
from transforms.coder.dates import DateExpression, find_dates
from transforms.coder.event_dates import UNDATED, Moment, background_time
from transforms.coder.events import Draft, EventWriter
from transforms.coder.figures import find_figures
from transforms.coder.gazetteer import Match
from transforms.coder.introductions import find_introductions, known_persons, with_persons
from transforms.coder.parsed import ParsedCoder
from transforms.coder.sentences import Sentence, split_sentences, without_surrogates
from transforms.coder.shallow import ShallowCoder
from transforms.records import ActorMention, EventMention, Figure

CODER_VERSION = "0.1"
_ANAPHORS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "his",
        "her",
        "its",
        "their",
        "him",
        "them",
        "we",
        "our",
        "us",
        "who",
        "both",
        "two",
        "sides",
        "ministry",
        "government",
        "president",
        "premier",
        "minister",
        "embassy",
        "leader",
        "country",
        "countries",
        "nations",
        "visit",
        "talks",
        "meeting",
    ]
)


@dataclass(frozen=True, slots=True)
class CodedText:
    """Events of one text in the order of the sentences; `loose_figures` are quantities without an event."""

    mentions: tuple[EventMention, ...]
    loose_figures: tuple[Figure, ...]


class Coder:
    """Codes texts with a codebook and a spaCy language model; without a model (None) only the shallow way runs."""

    def __init__(self, codebook: Codebook, language_model: Language | None) -> None:
        self._codebook = codebook
        self._model = language_model
        categories = Categorizer(codebook)
        self._writer = EventWriter(categories)
        self._parsed = ParsedCoder(codebook, categories)
        self._shallow = ShallowCoder(codebook, categories)

    @property
    def version(self) -> str:
        """Version of the grammar and of the language model: what a recode compares."""
        if self._model is None:
            return f"{CODER_VERSION}-shallow"
        return f"{CODER_VERSION}-{self._model.meta['name']}-{self._model.meta['version']}"

    def code(
        self, text: str, *, title: str | None = None, published_on: date | None = None, fetched_on: date | None = None
    ) -> CodedText:
        """Events that the text asserts.

        Args:
            text: the story as it is; spans count its characters, it is neither trimmed nor normalised.
            title: only helps to know names and to recognise the headline.
            published_on: what relative dates are resolved against; None leaves them open.
            fetched_on: tells background from news where `published_on` is None.
        """
        plain = without_surrogates(text)
        moment = Moment(published_on, fetched_on)
        return _Reading(self, plain, without_surrogates(title or ""), moment).read()


class _Reading:
    """One story being read, sentence by sentence."""

    def __init__(self, coder: Coder, text: str, title: str, moment: Moment) -> None:
        self._coder = coder
        self._codebook = coder._codebook
        self._text = text
        self._moment = moment
        self._context = StoryContext()
        self._paragraph = -1
        self._story_time = UNDATED
        self._sentences = split_sentences(text, title=title or None)
        self._matches = self._find_matches(title)

    def _find_matches(self, title: str) -> tuple[Match, ...]:
        """Names of the gazetteer and of persons whom the story or its title introduces, in order, without overlap."""
        titles, on = self._codebook.person_titles, self._moment.published_on
        lead = f"{title}\n" if title else ""  # read as if it stood above the text, so that it introduces persons too
        text = lead + self._text
        found = self._codebook.gazetteer.find(text, on=on)
        persons = known_persons(text, find_introductions(text, found, titles), found, titles)
        matches = (m for m in with_persons(found, persons) if m.start >= len(lead))
        return tuple(replace(m, start=m.start - len(lead), end=m.end - len(lead)) for m in matches)

    def read(self) -> CodedText:
        mentions: list[EventMention] = []
        loose: list[Figure] = []
        grouped = list(_by_sentence(self._sentences, self._matches))
        docs = self._parse(grouped)
        for index, (sentence, matches) in enumerate(grouped):
            found = self._code_sentence(sentence, matches, docs.get(index))
            mentions.extend(found)
            if not found and len({m.iso3 for m in matches}) > 1:
                loose.extend(self._figures(sentence))
        return CodedText(tuple(mentions), tuple(loose))

    def _parse(self, grouped: Sequence[tuple[Sentence, Sequence[Match]]]) -> dict[int, Doc]:
        """Parses of the sentences that can hold an event: those with two parties, said or hinted at."""
        model = self._coder._model
        if model is None:
            return {}
        seen: set[str] = set()
        wanted: list[int] = []
        for index, (sentence, matches) in enumerate(grouped):
            here = {m.iso3 for m in matches}
            if len(here) > 1 or (len(seen | here) > 1 and self._has_anaphor(sentence)):
                wanted.append(index)
            seen |= here
        docs = (_one_sentence(model, self._text[grouped[i][0].core_start : grouped[i][0].end]) for i in wanted)
        return dict(zip(wanted, model.pipe(docs, batch_size=32), strict=True))

    def _has_anaphor(self, sentence: Sentence) -> bool:
        words = self._text[sentence.start : sentence.end].lower().split()
        return any(word.strip("“”\"',.’") in _ANAPHORS for word in words)

    def _code_sentence(self, sentence: Sentence, matches: Sequence[Match], doc: Doc | None) -> tuple[EventMention, ...]:
        dates = find_dates(self._text[sentence.core_start : sentence.end], anchor=self._moment.published_on)
        moment = self._moment_of(sentence, dates)
        drafts: tuple[Draft, ...] = ()
        if doc is not None:
            resolver = _Resolver(self._context)
            finder = PartyFinder(doc, sentence.core_start, matches, self._codebook.sectors, resolver)
            resolver.finder = finder
            drafts = self._coder._parsed.drafts(finder, dates, moment)
            self._notice(finder, matches)
        else:
            self._context.notice([_as_mention(m) for m in matches if m.affix is None], None, None)
        if self._coder._model is None or sentence.is_headline:
            core = self._text[sentence.core_start : sentence.end]
            shallow = self._coder._shallow.drafts(core, sentence.core_start, matches, dates, moment)
            drafts = (*drafts, *_new_dyads(drafts, shallow))
        return self._coder._writer.write(sentence, drafts, self._figures(sentence) if drafts else (), moment)

    def _moment_of(self, sentence: Sentence, dates: Sequence[DateExpression]) -> Moment:
        """The moment of this sentence; a paragraph's background date holds for the sentences after it."""
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._story_time = sentence.paragraph, UNDATED
        moment = replace(self._moment, story_time=self._story_time)
        found = background_time(dates, self._moment)
        self._story_time = found if found is not UNDATED else self._story_time
        return moment

    def _figures(self, sentence: Sentence) -> tuple[Figure, ...]:
        start = sentence.core_start
        found = find_figures(self._text[start : sentence.end], self._codebook.units, anchor=self._moment.published_on)
        return tuple(replace(f, start=f.start + start, end=f.end + start) for f in found)

    def _notice(self, finder: PartyFinder, matches: Sequence[Match]) -> None:
        root = next((t for t in finder.doc if t.head == t), None)
        subject: ActorMention | None = None
        if root is not None:
            heads = clauses.subjects(root) or clauses.objects(root)
            subject = next((p for h in heads for p in finder.parties(h) if not p.is_inferred), None)
        named = [_as_mention(m) for m in matches if m.affix is None and m.kind != "place"]
        self._context.notice(named, subject, subject)


class _Resolver:
    """Resolves a word within its sentence first: the subject of a clause above it, then the story's context."""

    def __init__(self, context: StoryContext) -> None:
        self._context = context
        self.finder: PartyFinder | None = None

    def __call__(self, token: Token) -> tuple[ActorMention, ...]:
        return self._context.resolve(token, self._sentence_subject(token))

    def _sentence_subject(self, token: Token) -> ActorMention | None:
        for below, above in clauses.ancestors(token):
            if above.pos_ not in {"VERB", "AUX"} or self.finder is None:
                continue
            for subject in above.children:
                if subject.dep_ in {"nsubj", "nsubjpass"} and subject != below and subject.i < token.i:
                    named = [p for p in self.finder.parties(subject) if not p.is_inferred]
                    if named:
                        return named[0]
        return None


def _one_sentence(model: Language, text: str) -> Doc:
    """A document that the parser takes as the one sentence that it is."""
    doc = model.make_doc(text)
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


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


def _new_dyads(found: Sequence[Draft], more: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts of `more` whose parties no draft of `found` joins already."""
    known = [frozenset(p.iso3 for p in d.actors + d.recipients) for d in found]
    return (d for d in more if frozenset(p.iso3 for p in d.actors + d.recipients) not in known)


def _as_mention(match: Match) -> ActorMention:
    return ActorMention(match.iso3, match.sector, match.text, match.start, match.end)
