"""One event told several times in a story has one date, wherever in the story that is stated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from transforms.coder.event_dates import Basis, Dated
from transforms.coder.events import Draft
from transforms.records import EventDate, Status

_WITHIN = timedelta(days=10)  # of publication: what lies further off is another event of its kind


def settle_dates(drafts: Sequence[Draft], published_on: date | None) -> list[Draft]:
    """The drafts of a story in order; a publication date gives way to the date that the story states for the event.

    Told twice is what has the same countries, type, compatible modes and, but for meetings, the same word. Where the
    story states several such dates, nothing is certain and nothing changes.
    """
    if published_on is None:
        return list(drafts)
    dated = [d for d in drafts if d.dated.basis is Basis.STATED and _is_news(d, published_on)]
    return [_settled(draft, [d for d in dated if _is_same(d, draft)]) for draft in drafts]


def _settled(draft: Draft, others: Sequence[Draft]) -> Draft:
    if draft.dated.basis is not Basis.PUBLISHED or draft.category.status is not Status.ACTUAL:
        return draft
    if len({d.dated.when.start for d in others}) != 1:
        return draft
    longest = max((d.dated.when for d in others), key=_end)
    return replace(draft, dated=Dated(longest, Basis.TOLD))


def _end(when: EventDate) -> date:
    return when.end or when.start or date.min


def _is_news(draft: Draft, published_on: date) -> bool:
    start = draft.dated.when.start
    return draft.category.status is Status.ACTUAL and start is not None and abs(start - published_on) <= _WITHIN


def _is_same(one: Draft, other: Draft) -> bool:
    modes = {one.category.mode, other.category.mode} - {None}
    is_kind = one.category.event_type == other.category.event_type and len(modes) < 2
    is_told_again = one.category.event_type == "CONSULT" or one.rule_id == other.rule_id
    return is_kind and is_told_again and _countries(one) == _countries(other)


def _countries(draft: Draft) -> frozenset[str]:
    return frozenset(party.iso3 for party in draft.actors + draft.recipients)
