"""A run's own rows: its beginning, its end, and how its inputs ended."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from transforms.records import Stage
from transforms.run_records import StageCount
from warehouse.connection import Store

_RUNS_OF_BATCHES = """
    INSERT INTO ops.runs (run_id, started_at, state, is_checked)
    SELECT run_id, min(loaded_at), 'running', false
    FROM ops.loaded_batches
    WHERE run_id NOT IN (SELECT run_id FROM ops.runs)
    GROUP BY run_id
"""
_ENDINGS = Path(__file__).with_name("endings.sql").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What a stage took up in a run, counted where it took it up; StageCount says what the numbers mean."""

    n_in: int = 0
    n_pending: int = 0
    n_unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What the warehouse holds of one run."""

    n_stories: int
    n_mentions: int
    n_figures: int


def begin_run(store: Store, run_id: str, *, at: datetime) -> None:
    """Records that a run began."""
    store.execute(
        "INSERT INTO ops.runs (run_id, started_at, state, is_checked) VALUES (?, ?, 'running', false)", [run_id, at]
    )


def has_finished_with(store: Store, codebook_version: str) -> bool:
    """Whether a run has come to its end with this version of the codebook, so that its rows need no second check."""
    sql = "SELECT 1 FROM ops.runs WHERE state = 'finished' AND codebook_version = ? LIMIT 1"
    return bool(store.rows(sql, [codebook_version]))


def record_runs_of_batches(store: Store) -> None:
    """Records runs that the store never saw, but whose batches it has: an older store was put in the place of it."""
    store.execute(_RUNS_OF_BATCHES)


def settle_interrupted_runs(
    store: Store, run_id: str, *, dead_among: Callable[[Sequence[str]], Collection[str]] = tuple
) -> tuple[str, ...]:
    """Ids of earlier runs that were killed, now recorded as such with the endings that reached the warehouse.

    To be called after their spooled batches were loaded. What they took up is not known, so `n_in` is the sum. Where
    runs go on at the same time, `dead_among` tells which of those without an end were killed; else all were. A batch
    may be of a run that the store never saw, as an older one was put in the place of a damaged one: it was killed too.
    """
    record_runs_of_batches(store)
    rows = store.rows("SELECT run_id FROM ops.runs WHERE state = 'running' AND run_id <> ?", [run_id])
    killed = tuple(dead_among([str(other) for (other,) in rows]))
    for interrupted in killed:
        with store.transaction():
            _store_counts(store, interrupted, count_endings(store, interrupted, {}))
            _store_end(store, interrupted, "interrupted", None, "the run was killed before its end")
    return killed


def finish_run(
    store: Store,
    run_id: str,
    counts: tuple[StageCount, ...],
    *,
    at: datetime,
    exit_code: int,
    message: str | None,
    coder_version: str | None = None,
    codebook_version: str | None = None,
) -> None:
    """Stores how a run ended, with its endings by stage, in one transaction."""
    with store.transaction():
        _store_counts(store, run_id, counts)
        _store_end(store, run_id, "finished", at, message)
        store.execute(
            "UPDATE ops.runs SET exit_code = ?, coder_version = ?, codebook_version = ? WHERE run_id = ?",
            [exit_code, coder_version, codebook_version, run_id],
        )


def fail_run(store: Store, run_id: str, *, at: datetime, exit_code: int, message: str) -> None:
    """Records that a run ended with an error."""
    with store.transaction():
        _store_end(store, run_id, "failed", at, message)
        store.execute("UPDATE ops.runs SET exit_code = ? WHERE run_id = ?", [exit_code, run_id])


def count_endings(
    store: Store, run_id: str, taken_up: Mapping[Stage, TakenUp], kept: Mapping[Stage, int] | None = None
) -> tuple[StageCount, ...]:
    """Endings counted from the loaded rows, beside what was taken up; without that, `n_in` is their sum.

    `kept` are those counted as they were loaded, where another run may have replaced rows of this one since.
    """
    endings = {
        str(stage): [int(str(n)) for n in numbers] for stage, *numbers in store.rows(_ENDINGS, {"run_id": run_id})
    }
    counts = []
    for stage in Stage:
        n_kept, n_rejected, n_failed = endings[stage.value]
        n_kept = n_kept if kept is None else kept.get(stage, n_kept)
        taken = taken_up.get(stage, TakenUp(n_in=n_kept + n_rejected + n_failed))
        counts.append(
            StageCount(stage, taken.n_in, n_kept, n_rejected, n_failed, taken.n_unchanged, n_pending=taken.n_pending)
        )
    return tuple(counts)


def undated_stories(store: Store, run_id: str) -> int:
    """How many stories of this run have no publication date."""
    sql = "SELECT count(*) FROM core.stories WHERE run_id = ? AND published_at IS NULL"
    return int(str(store.rows(sql, [run_id])[0][0]))


def added_by(store: Store, run_id: str) -> Added:
    """How many stories, event mentions and figures of this run are in the warehouse."""
    tables = ("core.stories", "core.event_mentions", "core.figures")
    counts = [store.rows(f"SELECT count(*) FROM {table} WHERE run_id = ?", [run_id])[0][0] for table in tables]  # noqa: S608
    return Added(*(int(str(count)) for count in counts))


def _store_counts(store: Store, run_id: str, counts: tuple[StageCount, ...]) -> None:
    for count in counts:
        store.execute(
            """
            INSERT INTO ops.stage_counts (run_id, stage, n_in, n_kept, n_rejected, n_failed, n_pending, n_unchanged)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                run_id,
                count.stage.value,
                *(count.n_in, count.n_kept, count.n_rejected, count.n_failed, count.n_pending, count.n_unchanged),
            ],
        )


def _store_end(store: Store, run_id: str, state: str, at: datetime | None, message: str | None) -> None:
    added = added_by(store, run_id)
    store.execute(
        """
        UPDATE ops.runs
        SET state = ?, finished_at = ?, message = ?, n_stories = ?, n_mentions = ?, n_figures = ?
        WHERE run_id = ?
        """,
        [state, at, message, added.n_stories, added.n_mentions, added.n_figures, run_id],
    )
