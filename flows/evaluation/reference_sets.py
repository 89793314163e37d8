"""Reference sets as they are compared: texts, and what annotators found in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.evaluation.choices import SetName, Split
from transforms.evaluation.events import ReferenceEvent
from transforms.evaluation.sentences import ReferenceSentence


@dataclass(frozen=True, slots=True)
class ReferenceText:
    """A text to be coded, exactly as annotators saw it."""

    id: str
    text: str
    title: str | None
    published_on: date | None
    split: Split


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """Texts with all their events, by id of the text."""

    name: SetName
    texts: tuple[ReferenceText, ...]
    events: Mapping[str, tuple[ReferenceEvent, ...]]


@dataclass(frozen=True, slots=True)
class SentenceSet:
    """Sentences with one event each, by id. `agreeing` are those whose code agrees with our rules; None if unknown."""

    name: SetName
    texts: tuple[ReferenceText, ...]
    references: Mapping[str, ReferenceSentence]
    agreeing: frozenset[str] | None


ReferenceSet = DocumentSet | SentenceSet
