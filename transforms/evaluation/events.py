"""Reference events and coded events in the form in which they are compared. Offsets count characters of the text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from transforms.records import ActorMention, EventMention


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an event: a code of the coding rules, section 1, and a sector where it is known."""

    iso3: str
    sector: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, as far as it is compared: its value and where it stands."""

    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says that it happened; `iso3` is None where the text ties him to no country.

    `name` is the last word of what he is called, in small letters; "" where it is not known.
    """

    start: int
    end: int
    iso3: str | None
    name: str = ""

    def named(self, called: str) -> Self:
        """The speaker with the last word of what he is called."""
        return replace(self, name=next(iter(called.casefold().split()[-1:]), ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What reference and coder both state of an event. `document` names the text.

    `planned_type` is what an AGREE or CONCEDE announces. A reciprocal event has all its parties in `actors`.
    """

    document: str
    event_type: str
    mode: str | None
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    is_reciprocal: bool
    trigger_start: int
    trigger_end: int
    date_start: date | None
    planned_type: str | None
    contexts: frozenset[str]
    figures: tuple[Quantity, ...]
    speaker: Speaker | None

    @property
    def middle(self) -> float:
        """The middle of the trigger, in characters."""
        return (self.trigger_start + self.trigger_end) / 2

    @property
    def sectors(self) -> frozenset[tuple[str, str]]:
        """(code, sector) of the parties whose sector is stated."""
        return frozenset((p.iso3, p.sector) for p in (*self.actors, *self.recipients) if p.sector)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedEvent(Event):
    """An event of the coder, with the rule that fired and how sure it is, from 0 to 1."""

    rule_id: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceEvent(Event):
    """An event that annotators found.

    A coded event must have its trigger in `sentence_start` .. `sentence_end`. `accept_types` and `accept_status` are
    equally right; `is_core` events must be found, the others may be. Where `has_no_direction`, who acts upon whom
    does not count. `states_speaker` and `states_plan` say whether this set records speakers and planned types at all.
    """

    id: str
    sentence_start: int
    sentence_end: int
    accept_types: frozenset[str]
    accept_status: frozenset[str]
    is_core: bool
    has_no_direction: bool
    states_speaker: bool
    states_plan: bool

    def admits_type(self, event_type: str) -> bool:
        """Whether this type is right for the event."""
        return event_type == self.event_type or event_type in self.accept_types


def of_mention(document: str, mention: EventMention) -> CodedEvent:
    """The coded event of a mention in the text `document`."""
    speaker = mention.attributed_to
    return CodedEvent(
        document=document,
        event_type=mention.event_type,
        mode=mention.mode,
        status=mention.status.value,
        actors=_parties(mention.actors),
        recipients=_parties(mention.recipients),
        is_reciprocal=mention.is_reciprocal,
        trigger_start=mention.trigger_start,
        trigger_end=mention.trigger_end,
        date_start=mention.event_date.start,
        planned_type=mention.planned_type,
        contexts=frozenset(mention.contexts),
        figures=tuple(Quantity(f.value, f.start, f.end) for f in mention.figures),
        speaker=Speaker(speaker.start, speaker.end, speaker.iso3).named(speaker.text) if speaker else None,
        rule_id=mention.rule_id,
        confidence=mention.confidence,
    )


def _parties(mentions: Iterable[ActorMention]) -> tuple[Party, ...]:
    return tuple(Party(m.iso3, m.sector) for m in mentions)
