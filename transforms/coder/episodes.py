"""One event told several times in a story has one date, wherever in the story that is stated."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self

from transforms.coder.event_dates import Basis, Dated
from transforms.coder.events import Draft
from transforms.records import EventDate, Status

_ASSUMED = frozenset({Basis.PUBLISHED, Basis.CURRENT, Basis.REPORTED})
_WITHIN = timedelta(days=10)  # of publication: what lies further off is another event of its kind


@dataclass(frozen=True, slots=True)
class Episode:
    """An event that a story dates. `rule_id` is None where any word of its type tells of it again."""

    event_type: str
    mode: str | None
    rule_id: str | None
    countries: frozenset[str]
    actors: frozenset[str]  # empty where no side leads
    when: EventDate

    @classmethod
    def of(cls, draft: Draft, when: EventDate) -> Self:
        """The episode of a draft: meetings are told again in any word, other events in the same one."""
        category = draft.category
        rule_id = None if category.event_type == "CONSULT" else _rule(draft)
        return cls(category.event_type, category.mode, rule_id, _countries(draft), _leaders(draft), when)

    def is_told_by(self, draft: Draft) -> bool:
        """Whether the draft can tell of this episode."""
        modes = {self.mode, draft.category.mode} - {None}
        is_kind = self.event_type == draft.category.event_type and len(modes) < 2
        is_same_side = not self.actors or _leaders(draft) in {self.actors, frozenset()}
        is_same_word = self.rule_id in {None, _rule(draft)}
        return is_kind and is_same_word and is_same_side and self.countries == _countries(draft)


def settle_dates(
    drafts: Sequence[Draft],
    occasions: Sequence[Episode],
    news: tuple[int, EventDate] | None,
    published_on: date | None,
) -> list[Draft]:
    """The drafts of a story in order; a publication date gives way to the date that the story states for the event.

    `occasions` are episodes that the story dates where nothing is coded, `news` is where the lead ends and the day that
    the sentence behind gives it. Where the story states several dates for
    what may be one event, nothing is certain and nothing changes.
    """
    if published_on is None:
        return list(drafts)
    stated = [d for d in drafts if d.dated.basis is Basis.STATED and d.category.status is Status.ACTUAL]
    episodes = [*occasions, *(Episode.of(d, d.dated.when) for d in stated)]
    recent = [e for e in episodes if e.when.start is not None and abs(e.when.start - published_on) <= _WITHIN]
    return [_settled(_led(draft, news), [e.when for e in recent if e.is_told_by(draft)]) for draft in drafts]


def _led(draft: Draft, news: tuple[int, EventDate] | None) -> Draft:
    is_news = draft.dated.basis is Basis.PUBLISHED and draft.category.status is Status.ACTUAL
    if news is None or not is_news or draft.trigger_start >= news[0]:
        return draft
    return replace(draft, dated=Dated(news[1], Basis.REPORTED))


def _settled(draft: Draft, dates: Sequence[EventDate]) -> Draft:
    if draft.dated.basis not in _ASSUMED or draft.category.status is not Status.ACTUAL:
        return draft
    if len({when.start for when in dates}) != 1:
        return draft
    return replace(draft, dated=Dated(max(dates, key=_end), Basis.TOLD))


def _rule(draft: Draft) -> str:
    """The predicate row, in whichever way it was matched."""
    return draft.rule_id.removesuffix("~shallow")


def _end(when: EventDate) -> date:
    return when.end or when.start or date.min


def _leaders(draft: Draft) -> frozenset[str]:
    """Who acts, where the event has a direction: a visit and its return are two."""
    return frozenset(party.iso3 for party in draft.actors) if draft.recipients else frozenset()


def _countries(draft: Draft) -> frozenset[str]:
    return frozenset(party.iso3 for party in draft.actors + draft.recipients)
