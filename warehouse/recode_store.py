"""Stored stories that are to be coded again, and the load of their new event mentions and figures, all at once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

import duckdb

from transforms.records import DateRung, Story
from warehouse.connection import Store
from warehouse.literals import literal
from warehouse.load import load_shown_batch
from warehouse.memory_limit import MEMORY_LIMIT
from warehouse.recode_spool import RecodePlan, staged_batches
from warehouse.spool_schema import SPOOL_COLUMNS
from warehouse.storage_errors import storage_errors

_FOLDER: Final = Path(__file__).with_name("recode")
_SQL: Final = {file.stem: file.read_text(encoding="utf-8") for file in _FOLDER.glob("*.sql")}
_FIELDS: Final = tuple(name for name in Story.__dataclass_fields__)
_ROWS_AT_ONCE: Final = 2000
_BATCHES_AT_ONCE: Final = 250

Ask = Callable[[str, Mapping[str, object] | None], list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Change:
    """Event mentions before and after; `n_changed` keep their id and say something else."""

    n_before: int
    n_after: int
    n_changed: int
    n_added: int
    n_removed: int

    @property
    def n_touched(self) -> int:
        """How many are other than before."""
        return self.n_changed + self.n_added + self.n_removed


@dataclass(frozen=True, slots=True)
class Changes:
    """A row of ops.recodes with what belongs to it: by event type; by directed dyad, those that changed, most first."""

    n_taken: int
    n_kept: int
    n_failed: int
    n_superseded: int
    total: Change
    by_type: dict[str, Change]
    by_dyad: dict[tuple[str, str, str], Change]
    failures: dict[str, str]


@contextmanager
def asking_published(file: Path) -> Iterator[Ask | None]:
    """Asks the published file, which is held open; None where there is none, or one of a version before recodes.

    Raises:
        StorageError: it is damaged.
    """
    if not file.exists():
        yield None
        return
    with storage_errors(file):
        connection = duckdb.connect(
            str(file), read_only=True, config={"autoinstall_known_extensions": "false", "memory_limit": MEMORY_LIMIT}
        )
    with closing(connection):

        def ask(sql: str, parameters: Mapping[str, object] | None = None) -> list[tuple[object, ...]]:
            with storage_errors(file):
                return connection.execute(sql, parameters).fetchall()

        ask("SET TimeZone = 'UTC'", None)
        yield ask if _knows_versions(ask) else None


def asking(store: Store) -> Ask:
    """Asks the store itself."""
    return lambda sql, parameters: store.rows(sql, dict(parameters) if parameters else None)


def is_loaded(ask: Ask, plan: RecodePlan) -> bool:
    """Whether the recode has come to its load before."""
    return bool(ask("SELECT 1 FROM ops.recodes WHERE recode_id = $recode_id", {"recode_id": plan.recode_id}))


def stories_to_recode(ask: Ask, plan: RecodePlan, folder: Path) -> Iterator[Story]:
    """The stories that the plan wants coded and that are not staged as they are now, as many at a time as are asked."""
    _show_staged(ask, folder)
    ((n_rows,),) = ask("SELECT coalesce(max(rowid) + 1, 0) FROM core.stories", None)
    columns = ", ".join(f"story.{name}" for name in _FIELDS)
    for first in range(0, int(str(n_rows)), _ROWS_AT_ONCE):
        rows = ask(_SQL["unstaged"].replace("$columns", columns), _parameters(plan, first))
        yield from (_story(row) for row in rows)


def n_to_recode(ask: Ask, plan: RecodePlan, folder: Path) -> int:
    """How many stories `stories_to_recode` would give."""
    _show_staged(ask, folder)
    sql = f"SELECT count(*) FROM ({_SQL['unstaged'].replace('$columns', 'story.story_id')})"  # noqa: S608
    ((n_stories,),) = ask(sql, _parameters(plan, 0) | {"beyond": 2**62})
    return int(str(n_stories))


def load_recode(store: Store, plan: RecodePlan, folder: Path, *, run_id: str, n_taken: int, at: datetime) -> Changes:
    """Puts all that is staged in the place of what the stories had, in one transaction, and says what changed.

    Raises:
        StorageError: the store cannot be written; it is as it was, and what is staged stays.
    """
    with store.transaction():
        _set_variables(store, plan, run_id, n_taken)
        store.execute(_SQL["begin"])
        remaining = iter(staged_batches(folder))
        number = 0
        while group := list(islice(remaining, _BATCHES_AT_ONCE)):
            number += 1
            _load_group(store, group, f"{run_id}-{number:05}", at)
        store.execute(_SQL["changes"])
    return changes_of(store, run_id)


def changes_of(store: Store, run_id: str) -> Changes:
    """What a loaded recode changed."""
    numbers = "n_before, n_after, n_changed, n_added, n_removed"
    given: dict[str, object] = {"run_id": run_id}

    def changes(columns: str, table: str, order: str) -> list[tuple[object, ...]]:
        sql = f"SELECT {columns}, {numbers} FROM {table} WHERE run_id = $run_id ORDER BY {order}"  # noqa: S608
        return store.rows(sql, given)

    touched = "n_changed + n_added + n_removed"
    ((*stories, before, after, changed, added, removed),) = changes(
        "n_taken, n_kept, n_failed, n_superseded", "ops.recodes", "run_id"
    )
    n_taken, n_kept, n_failed, n_superseded = (int(str(n)) for n in stories)
    dyads = changes("actor_iso3, recipient_iso3, event_type", "ops.recode_dyads", f"{touched} DESC, 1, 2, 3")
    failures = store.rows("SELECT story_id, problem FROM ops.recode_failures WHERE run_id = $run_id ORDER BY 1", given)
    by_dyad = {(str(one), str(other), str(kind)): _change(rest) for one, other, kind, *rest in dyads}
    return Changes(
        n_taken,
        n_kept,
        n_failed,
        n_superseded,
        total=_change([before, after, changed, added, removed]),
        by_type={str(kind): _change(rest) for kind, *rest in changes("event_type", "ops.recode_types", "event_type")},
        by_dyad={dyad: change for dyad, change in by_dyad.items() if change.n_touched},
        failures={str(story_id): str(problem) for story_id, problem in failures},
    )


def _load_group(store: Store, folders: list[Path], batch_id: str, at: datetime) -> None:
    """Loads staged batches as one batch, through the same statements as any other."""
    store.execute("SET VARIABLE recode_batch = ?", [batch_id])
    sql = _SQL["staged"]
    for table in ("recoded", "event_mentions", "figures"):
        sql = sql.replace(f"${table}", _file_list([folder / f"{table}.parquet" for folder in folders]))
    store.execute(sql)
    for table in ("fetches", "documents", "entries", "rejections"):
        with store.table("columns_of_this_version", (), SPOOL_COLUMNS[table]):
            store.execute(f"CREATE OR REPLACE TEMP TABLE recode_{table} AS FROM columns_of_this_version")
        store.execute(f"CREATE OR REPLACE TEMP VIEW batch_{table} AS FROM recode_{table}")
    store.execute(_SQL["mentions"].replace("$table", "recode_before"))
    load_shown_batch(store, at=at, is_recode=True)
    store.execute(_SQL["mentions"].replace("$table", "recode_after"))
    store.execute(_SQL["loaded"])


def _set_variables(store: Store, plan: RecodePlan, run_id: str, n_taken: int) -> None:
    stated = {
        "recode_run": run_id,
        "recode_id": plan.recode_id,
        "recode_begun_at": plan.begun_at,
        "recode_coder": plan.coder_version,
        "recode_codebook": plan.codebook_version,
        "recode_is_all": plan.is_all,
        "recode_n_taken": n_taken,
    }
    for name, value in stated.items():
        store.execute(f"SET VARIABLE {name} = ?", [value])


def n_staged(ask: Ask, folder: Path) -> tuple[int, int]:
    """Stories that were handed to the coder so far, and those of them that broke it."""
    _show_staged(ask, folder)
    ((n_taken, n_failed),) = ask("SELECT count(*), count(problem) FROM recode_staged", None)
    return int(str(n_taken)), int(str(n_failed))


def _show_staged(ask: Ask, folder: Path) -> None:
    """Leaves the table recode_staged: the stories that were coded, as they were then."""
    files = [batch / "recoded.parquet" for batch in staged_batches(folder)]
    staged = (
        f"FROM read_parquet({_file_list(files)})"
        if files
        else "SELECT '' AS story_id, '' AS text_sha256, '' AS title, NULL::VARCHAR AS problem, "
        "now() AS published_at, now() AS fetched_at WHERE false"
    )
    ask(f"CREATE OR REPLACE TEMP TABLE recode_staged AS {staged}", None)


def _file_list(files: list[Path]) -> str:
    return "[" + ", ".join(map(literal, files)) + "]"


def _parameters(plan: RecodePlan, first: int) -> dict[str, object]:
    return {
        "first": first,
        "beyond": first + _ROWS_AT_ONCE,
        "is_all": plan.is_all,
        "coder_version": plan.coder_version,
        "codebook_version": plan.codebook_version,
    }


def _story(row: tuple[object, ...]) -> Story:
    stated = dict(zip(_FIELDS, row, strict=True))
    stated["published_rung"] = DateRung(str(stated["published_rung"]))
    stated["captions"] = tuple(stated["captions"] or ())  # type: ignore[arg-type]
    return Story(**stated)  # type: ignore[arg-type]


def _knows_versions(ask: Ask) -> bool:
    sql = """
        SELECT 1
        FROM duckdb_columns()
        WHERE schema_name = 'core' AND table_name = 'stories' AND column_name = 'codebook_version'
    """
    return bool(ask(sql, None))


def _change(numbers: list[object]) -> Change:
    return Change(*(int(str(n)) for n in numbers))
