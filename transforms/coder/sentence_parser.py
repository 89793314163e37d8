"""From the sentences of a story to their parses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from transforms.coder.doc_reader import LEMMATIZER, RULES, DocReader
from transforms.coder.names.gazetteer import Match
from transforms.coder.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

_WHOLE = frozenset({"leader", "group", "body"})
_BATCH = 256  # sentences read side by side, a long story
_MOST_CHARACTERS = 20_000  # of a story; three times that of the longest news
_MOST_TOKENS = 250  # of a sentence; what is longer is a table or a list
_DEEPEST = 60  # steps from a word to its root; a third of that is already hard to read
_NO_START = 2**64 - 1  # spaCy's -1: the token opens no sentence
_MOST_WORDS = 50_000  # kept by spaCy, some 20 MB


@dataclass(frozen=True, slots=True)
class Piece:
    """Text to be parsed as one sentence; `offset` is where it begins in the story that `matches` count in."""

    text: str
    offset: int
    matches: Sequence[Match]


class SentenceParser:
    """Parses with a language model."""

    def __init__(self, model: Language, is_word: Callable[[str], bool]) -> None:
        """`is_word` knows the words written with a hyphen that are one word to the codebook."""
        self._model = model
        self._is_word = is_word
        # what the last two pipes of the model say the reader looks up
        self._pipes: list[Any] = [pipe for name, pipe in model.pipeline if name not in {RULES, LEMMATIZER}]
        self._reader = DocReader(model)

    def parse(self, pieces: Sequence[Piece]) -> list[Parse | None]:
        """The parses of sentences, in order.

        None for what is no sentence of a person, by its length or its depth, and for what a story holds beyond all
        that a person reads: parsing must stay quick.
        """
        if not pieces:
            return []
        with self._words_forgotten():
            docs = [self._prepared(piece) for piece in pieces[: _within(pieces)]]
            short = [doc for doc in docs if 0 < len(doc) <= _MOST_TOKENS]
            for pipe in self._pipes:
                short = list(pipe.pipe(short, batch_size=_BATCH))
            parses = {id(doc): self._reader.read(doc) for doc in short}
            found = [parses.get(id(doc)) for doc in docs]
        kept = [parse if parse is not None and parse.depth() <= _DEEPEST else None for parse in found]
        return [*kept, *[None] * (len(pieces) - len(kept))]

    def _words_forgotten(self) -> AbstractContextManager[object]:
        """Inside it spaCy keeps no word for ever, once it knows the common ones."""
        return self._model.memory_zone() if len(self._model.vocab) > _MOST_WORDS else nullcontext()

    def _prepared(self, piece: Piece) -> Doc:
        """A document that the parser takes as the one sentence that it is.

        Hyphenated words of the codebook and names of persons and bodies are one token each: the parser, which does
        not know them, tends to break them apart. So is "up to" before a number, which is read like "about": else
        the "up" of "is sending up to 600 marines" goes to the verb.
        """
        from spacy.util import filter_spans  # noqa: PLC0415 the shallow way does without spaCy

        doc = self._model.make_doc(piece.text)
        starts: Any = doc.to_array("SENT_START")
        starts[1:] = _NO_START
        doc.from_array(["SENT_START"], starts)
        if spans := [*self._hyphenated(doc, piece.text), *_names(doc, piece), *_limits(doc, piece.text)]:
            with doc.retokenize() as retokenizer:
                for span in filter_spans(spans):
                    is_limit = span[0].lower_ == "up"
                    retokenizer.merge(span, attrs={"NORM": "about"} if is_limit else {})
        return doc

    def _hyphenated(self, doc: Doc, text: str) -> Iterator[DocSpan]:
        if "-" not in text:
            return iter(())
        hyphens = (t.i for t in doc[1:-1] if t.text == "-" and not t.whitespace_ and not doc[t.i - 1].whitespace_)
        spans = (doc[i - 1 : i + 2] for i in hyphens)
        return (span for span in spans if self._is_word(span.text))


def _within(pieces: Sequence[Piece]) -> int:
    """How many pieces from the first on are parsed."""
    ends = accumulate(len(piece.text) for piece in pieces)
    return sum(end <= _MOST_CHARACTERS for end in ends)


def _names(doc: Doc, piece: Piece) -> Iterator[DocSpan]:
    whole = (match for match in piece.matches if match.kind in _WHOLE)
    spans = (doc.char_span(match.start - piece.offset, match.end - piece.offset) for match in whole)
    return (span for span in spans if span is not None)


def _limits(doc: Doc, text: str) -> Iterator[DocSpan]:
    if "up" not in text.lower():
        return iter(())
    pairs = (doc[i : i + 2] for i in range(len(doc) - 2) if doc[i].lower_ == "up" and doc[i + 1].lower_ == "to")
    return (span for span in pairs if doc[span.end].like_num or doc[span.end].is_currency)
