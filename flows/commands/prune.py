"""`dyadwire prune`: what it prints."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flows.console import progress, results
from flows.pruning import prune_old
from flows.settings import Settings
from flows.terminal_text import json_line
from warehouse.retention import Prunable

_SAID = {
    Prunable.STORIES: "stories without events",
    Prunable.POLLS: "polls of feeds",
    Prunable.FETCHES: "fetches that gave no story",
    Prunable.FEED_TROUBLES: "failed polls of feeds that work again",
    Prunable.FEED_TEXTS: "entries' texts as the feed had them",
}


def prune_and_show(
    settings: Settings, *, days: int, with_stories: bool, is_dry: bool, patience: float, is_json: bool
) -> None:
    """Drops old rows and prints how many, by kind: lines, or one JSON object."""
    with progress() as report:
        report("looking for old rows")
        dropped = prune_old(
            settings,
            days=days,
            with_stories=with_stories,
            is_dry=is_dry,
            now=lambda: datetime.now(UTC),
            patience=patience,
        )
    show(dropped, days=days, is_dry=is_dry, is_json=is_json)


def show(dropped: Mapping[Prunable, int], *, days: int, is_dry: bool, is_json: bool) -> None:
    """Prints how many rows were dropped, or would be."""
    if is_json:
        print(json_line({"older_than_days": days, "is_dry_run": is_dry, "n_rows": dict(dropped)}))
        return
    console = results()
    for kind, n_rows in dropped.items():
        console.print(f"{'would drop' if is_dry else 'dropped'} {n_rows:,} {_SAID[kind]}")
