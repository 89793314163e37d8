"""Merges the reports of one event, over stories and publishers, into core.events."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from transforms.event_merge import Telling, merged
from warehouse.connection import Store
from warehouse.event_store import (
    N_AT_ONCE,
    TellingRow,
    fill_new_marts,
    remember_stories,
    shares_of_reports,
    store_events,
    take_changed_stories,
    tellings,
)

# Another name makes the next run merge all stories again.
METHOD: Final = "finest date first, 1"


def merge_events(store: Store, *, method: str = METHOD, n_at_once: int = N_AT_ONCE) -> int:
    """How many stories were taken up: those that came, went or changed since the last time, also as wire copies.

    To be called behind `find_wire_copies`. All of it is one transaction: a kill leaves the events of the last time,
    and the next run takes up what is missing. Many stories are merged in shares of the pairs of countries, one for
    every `n_at_once` stories, so that memory does not grow with them.
    """
    with store.transaction():
        n_filled = fill_new_marts(store)
        n_stories = take_changed_stories(store, method)
        for _ in shares_of_reports(store, n_stories, n_at_once=n_at_once):
            store_events(store, list(_joined(tellings(store))))
        if n_stories:
            remember_stories(store, n_stories, n_at_once=n_at_once)
    return max(n_stories, n_filled)


def _joined(rows: Iterable[TellingRow]) -> Iterator[Mapping[str, object]]:
    for merge_key, of_key in groupby(rows, key=lambda row: row[0]):
        for telling, begins in merged(Telling(*row[1:]) for row in of_key).items():
            if begins != telling:
                yield {
                    "merge_key": merge_key,
                    "first": telling.first,
                    "last": telling.last,
                    "mode": telling.mode or "",
                    "event_first": begins.first,
                    "event_last": begins.last,
                    "event_mode": begins.mode or "",
                }
