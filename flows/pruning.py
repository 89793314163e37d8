"""Old rows dropped, with the store to itself, and readers given the smaller file."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows.event_merging import merge_events
from flows.run import Clock
from flows.settings import Settings
from flows.store_needed import require_store
from flows.wire_copies import find_wire_copies
from warehouse.checks import run_checks
from warehouse.connection import Store, open_store
from warehouse.load import load_waiting_batches
from warehouse.publish import publish
from warehouse.retention import Prunable, prune


def prune_old(
    settings: Settings, *, days: int, with_stories: bool, is_dry: bool, now: Clock, patience: float = 0.0
) -> Mapping[Prunable, int]:
    """How many rows older than `days` were dropped by kind, or with `is_dry` would be.

    A run that has the store is waited for, `patience` seconds at most.

    Raises:
        StorageError: there is no store, or a run has it; nothing was dropped.
        CheckError: the warehouse contradicts itself; readers keep the file they have.
    """
    require_store(settings, on_lake="drop its old rows with `dyadwire cluster prune`")
    at = now().astimezone(UTC)
    with open_store(settings.store_file, memory_limit=f"{settings.store_bytes}B", patience=patience) as store:
        has_news = not is_dry and _finish(store, settings, at)
        dropped = prune(store, kept_from=at - timedelta(days=days), at=at, with_stories=with_stories, is_dry=is_dry)
        if has_news or (any(dropped.values()) and not is_dry):
            run_checks(store)
            publish(store, settings.published_file, has_news=True)
    return dropped


def _finish(store: Store, settings: Settings, at: datetime) -> bool:
    """Whether a run that was killed, or an upgrade, had left anything to load, compare or merge; it is done now.

    What is not merged contradicts the checks, and may be a copy of an old story.
    """
    spool = settings.spool_folder
    waiting = load_waiting_batches(store, spool, spool.with_name("refused"), at=at)
    n_compared = find_wire_copies(store, days=settings.wire_days)
    return any((waiting.n_loaded, n_compared, merge_events(store)))
