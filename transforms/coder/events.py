"""From a draft, however it was won, to an event mention: the look-ups and rules that both ways of coding share."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.coder.categories import Categorizer, Category
from transforms.coder.contexts import Topics
from transforms.coder.event_dates import Dated, Moment, is_historical
from transforms.coder.scopes import Scopes
from transforms.coder.sectors import StateSectors
from transforms.coder.sentences import Sentence
from transforms.coder.tracing import current_trace
from transforms.records import ActorMention, Attribution, EventMention, Figure, Status

Parties = tuple[ActorMention, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a way of coding found: who did what to whom, when, by which rule. Offsets count the story's characters."""

    rule_id: str
    category: Category
    trigger_start: int
    trigger_end: int
    actors: Parties
    recipients: Parties
    is_reciprocal: bool
    dated: Dated
    scopes: Scopes
    signs: tuple[str, ...]
    confidence: float
    attributed_to: Attribution | None = None
    location: tuple[str | None, str | None] = (None, None)


class EventWriter:
    """Turns the drafts of a sentence into mentions."""

    def __init__(self, categories: Categorizer, sectors: StateSectors) -> None:
        self._categories = categories
        self._sectors = sectors

    def write(
        self, sentence: Sentence, drafts: Sequence[Draft], figures: Sequence[Figure], moment: Moment, topics: Topics
    ) -> tuple[EventMention, ...]:
        """One mention a draft, each figure given to the draft whose trigger stands nearest."""
        owned = _nearest(drafts, figures)
        return tuple(
            self._mention(sentence, draft, owned[number], moment, topics) for number, draft in enumerate(drafts)
        )

    def _mention(
        self, sentence: Sentence, draft: Draft, figures: tuple[Figure, ...], moment: Moment, topics: Topics
    ) -> EventMention:
        category = draft.category
        status = category.status
        if status is Status.ACTUAL and is_historical(draft.dated.when, moment):
            status = Status.HISTORICAL
        signs = self._categories.context_signs(category, draft.scopes, topics, draft.actors, draft.recipients)
        contexts = self._categories.contexts(signs)
        if (trace := current_trace()) is not None:
            trace.context_signs.append(signs)
        actors, recipients = self._sectors.stated(category.event_type, draft.actors, draft.recipients)
        cameo_code, goldstein = self._categories.cameo(category.event_type, category.mode, contexts)
        return EventMention(
            sentence_start=sentence.start,
            sentence_end=sentence.end,
            trigger_start=draft.trigger_start,
            trigger_end=draft.trigger_end,
            event_type=category.event_type,
            mode=category.mode,
            status=status,
            is_reciprocal=draft.is_reciprocal,
            actors=actors,
            recipients=recipients,
            event_date=draft.dated.when,
            contexts=contexts,
            quad_class=self._categories.quad_class(category.event_type),
            intensity=self._categories.intensity(category.event_type, category.mode),
            cameo_code=cameo_code,
            goldstein=goldstein,
            planned_type=category.planned_type,
            planned_mode=category.planned_mode,
            location_text=draft.location[0],
            location_iso3=draft.location[1],
            attributed_to=draft.attributed_to,
            figures=figures,
            rule_id=draft.rule_id,
            confidence=draft.confidence,
            signs=draft.signs,
        )


def _nearest(drafts: Sequence[Draft], figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    owned: list[list[Figure]] = [[] for _ in drafts]
    for figure in figures:
        if drafts:
            best = min(range(len(drafts)), key=lambda number: abs(drafts[number].trigger_start - figure.start))
            owned[best].append(figure)
    return [tuple(group) for group in owned]
