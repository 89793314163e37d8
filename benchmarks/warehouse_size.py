"""What a run costs as the warehouse grows: load, merge, checks, publish, marts, and memory, on made-up news.

    python -m benchmarks.warehouse_size [--memory LIMIT] [--stores FOLDER] [--recode] [STORIES ...]

Each size has a process and a store of its own. FOLDER keeps the filled stores, so that a second measurement begins with
copies of them. Three batches of 500 stories come one after the other, each as a run of its own, from spooled Parquet to
the published file; the middle one of the three times is shown, in seconds by the clock and, in brackets, of all
processors. Then a run with nothing new, merging all stories anew, and with --recode the load of a recode of all of
them (without its staging). Mart queries are asked three times of the published file, with DuckDB's own settings.
"""

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb

from benchmarks.made_news import BATCH, fill, prepare, spool_batch
from flows.event_merging import merge_events
from flows.wire_copies import find_wire_copies
from warehouse.checks import run_checks
from warehouse.connection import Store, open_store
from warehouse.load import load_spooled
from warehouse.publish import publish
from warehouse.recode_spool import RecodePlan, batches_folder
from warehouse.recode_store import load_recode
from warehouse.runs import begin_run, finish_run

SIZES: Final = (10_000, 100_000, 1_000_000)
_DAYS: Final = 3
_TIMES: Final = 3
_PLACES: Final = {  # what analysts ask of a mart, by the columns that it has
    "actor_iso3": "actor_iso3 = 'IRQ' AND recipient_iso3 = 'USA'",
    "one_iso3": "one_iso3 = 'IRQ' AND other_iso3 = 'USA'",
    "country_iso3": "country_iso3 = 'IRQ'",
}


@dataclass(frozen=True, slots=True, order=True)
class Took:
    """Seconds of all processors, which others cannot lengthen much, and seconds by the clock."""

    cpu_seconds: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} ({self.cpu_seconds:.2f})"


class Timer:
    """What each step took."""

    def __init__(self) -> None:
        self.took: dict[str, list[Took]] = defaultdict(list)

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        """Times the `with` block."""
        begun, cpu = time.perf_counter(), time.process_time()
        yield
        self.took[what].append(Took(time.process_time() - cpu, time.perf_counter() - begun))

    def __str__(self) -> str:
        return ", ".join(f"{what} {middle(took)}" for what, took in self.took.items())


def middle(took: Sequence[Took]) -> Took:
    """The middle one."""
    return sorted(took)[len(took) // 2]


def measure(folder: Path, size: int, memory_limit: str, *, is_recoded: bool) -> None:
    """Prints what runs cost on the store of `folder`, which holds `size` stories."""
    store_file, published = folder / "store" / "dyadwire.duckdb", folder / "dyadwire.duckdb"
    batches, nothing = Timer(), Timer()
    with most_spilled(store_file.with_name("spill")) as spilled:
        with open_store(store_file, memory_limit=memory_limit) as store:
            prepare(store)
            for number in range(_TIMES):
                run(store, folder, batches, f"run-{number}", size + number * BATCH)
            run(store, folder, nothing, "run-nothing", None)
        print(f"{size:,} stories, limit {memory_limit}; a batch of {BATCH}: {batches}")
        print(f"  nothing new: {nothing}")
        print(f"  published: {published.stat().st_size / 1e6:,.0f} MB; memory {_peak_megabytes():,.0f} MB")
        timed_marts(published)
        merge_all(store_file, memory_limit)
        if is_recoded:
            recode_all(folder, memory_limit)
    print(f"  memory {_peak_megabytes():,.0f} MB, spilled at most {spilled()} MB", flush=True)


def run(store: Store, folder: Path, timer: Timer, run_id: str, number: int | None) -> None:
    """A run with the batch of stories that begins with `number`, from the spool on; None has none."""
    spool = folder / "spool"
    if number is not None:
        spool_batch(store, spool, number, run_id=run_id)
    with timer.of("load"):
        begin_run(store, run_id, at=datetime.now(UTC))
        load_spooled(store, spool, at=datetime.now(UTC))
    with timer.of("wire copies"):
        find_wire_copies(store, days=_DAYS)
    with timer.of("merge"):
        merge_events(store)
    with timer.of("check"):
        finish_run(store, run_id, (), at=datetime.now(UTC), exit_code=0, message=None)
        run_checks(store, has_news=number is not None)
    with timer.of("publish"):
        publish(store, folder / "dyadwire.duckdb", has_news=number is not None)


def timed_marts(published: Path) -> None:
    """Prints what one dyad, one month and the sum of all cost, for each mart."""
    with duckdb.connect(str(published), read_only=True) as reader:
        reader.execute("SET enable_progress_bar = false")
        marts = reader.execute(
            """
            SELECT table_name, list(column_name)
            FROM duckdb_columns()
            WHERE schema_name = 'mart'
            GROUP BY 1
            ORDER BY 1
            """
        ).fetchall()
        for mart, names in marts:
            took = ", ".join(f"{what} {_asked(reader, sql)}" for what, sql in _questions(mart, names))
            print(f"  mart.{mart}: {took}", flush=True)


def _questions(mart: str, names: list[str]) -> Iterator[tuple[str, str]]:
    counted = f"SELECT count(columns(*)) FROM mart.{mart}"
    for name, place in _PLACES.items():
        if name in names and (name != "actor_iso3" or "recipient_iso3" in names):
            yield "one", f"FROM mart.{mart} WHERE {place}"
    for name in ("event_date", "event_date_start", "published_at", "event_month"):
        if name in names:
            yield f"a month of {name}", f"{counted} WHERE {name} >= '2023-01-01' AND {name} < '2023-02-01'"
    yield "all", counted


def _asked(reader: duckdb.DuckDBPyConnection, sql: str) -> Took:
    timer = Timer()
    for _ in range(_TIMES):
        with timer.of("query"):
            reader.execute(sql).fetchall()
    return middle(timer.took["query"])


def merge_all(store_file: Path, memory_limit: str) -> None:
    """Prints what merging every story anew takes, as after a change of the method."""
    with open_store(store_file, memory_limit=memory_limit) as store:
        timer = Timer()
        with timer.of("merging all"):
            merge_events(store, method="another")
    print(f"  {timer}; memory {_peak_megabytes():,.0f} MB", flush=True)


def recode_all(folder: Path, memory_limit: str) -> None:
    """Prints what loading a recode of all stories takes, in which every hundredth mention is gone."""
    store_file, staged = folder / "store" / "dyadwire.duckdb", folder / "recode"
    plan = RecodePlan("recode-1", datetime.now(UTC), "2", "made", is_all=True)
    timer = Timer()
    with open_store(store_file, memory_limit=memory_limit) as store:
        n_stories = stage_all(store, batches_folder(staged))
        begin_run(store, "run-recode", at=datetime.now(UTC))
        with timer.of("loading a recode of all"):
            load_recode(store, plan, staged, run_id="run-recode", n_taken=n_stories, at=datetime.now(UTC))
        with timer.of("merging it"):
            merge_events(store)
        with timer.of("checking it"):
            finish_run(store, "run-recode", (), at=datetime.now(UTC), exit_code=0, message=None)
            run_checks(store)
    print(f"  {timer}; memory {_peak_megabytes():,.0f} MB", flush=True)


def stage_all(store: Store, batches: Path) -> int:
    """How many stories now lie in `batches` as a recode leaves them, 200 a batch."""
    ((n_stories,),) = store.rows("SELECT max(rowid) + 1 FROM core.stories")
    for first in range(0, int(str(n_stories)), 200):
        folder = batches / f"recode-1-{first:07}"
        folder.mkdir(parents=True)
        store.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE recoded AS
            SELECT
                story_id, text_sha256, title, published_at, fetched_at,
                NULL::VARCHAR AS problem, '{folder.name}' AS batch_id
            FROM core.stories
            WHERE rowid >= {first} AND rowid < {first + 200};
            COPY recoded TO '{folder}/recoded.parquet';
            """
        )
        for table in ("event_mentions", "figures"):
            store.execute(
                f"""
                COPY (
                    SELECT * REPLACE ('2' AS coder_version, '{folder.name}' AS batch_id)
                    FROM core.{table}
                    WHERE story_id IN (SELECT story_id FROM recoded) AND NOT starts_with(mention_id, '00')
                ) TO '{folder}/{table}.parquet'
                """
            )
    return int(str(store.rows("SELECT count(*) FROM core.stories")[0][0]))


@contextmanager
def most_spilled(folder: Path) -> Iterator[Callable[[], int]]:
    """Gives the most megabytes that DuckDB had put aside in `folder` so far."""
    ended, most = threading.Event(), [0]

    def watch() -> None:
        while not ended.wait(0.1):
            sizes = [entry.stat().st_size for entry in os.scandir(folder)] if folder.is_dir() else []
            most[0] = max(most[0], sum(sizes))

    watcher = threading.Thread(target=watch)
    watcher.start()
    yield lambda: most[0] // 1_000_000
    ended.set()
    watcher.join()


def _peak_megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def _measure_apart(kept: Path | None, size: int, memory_limit: str, is_recoded: bool) -> None:
    with tempfile.TemporaryDirectory(dir=kept) as work:
        store_file = Path(work) / "store" / "dyadwire.duckdb"
        filled = kept / f"{size}.duckdb" if kept else None
        if filled and filled.exists():
            store_file.parent.mkdir(parents=True)
            shutil.copyfile(filled, store_file)
        else:
            _fill_apart(store_file, size)
            if filled:
                shutil.copyfile(store_file, filled)
        measure(Path(work), size, memory_limit, is_recoded=is_recoded)


def _fill_apart(store_file: Path, size: int) -> None:
    """In another process, so that its memory is not counted."""
    _in_process(_fill, store_file, size)


def _fill(store_file: Path, size: int) -> None:
    with open_store(store_file) as store:
        fill(store, size)
        merge_events(store)


def _in_process(work: Callable[..., None], *arguments: object) -> None:
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(process.exitcode)


def main() -> None:
    """Measures each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--memory", default="1GB")
    parser.add_argument("--stores", type=Path)
    parser.add_argument("--recode", action="store_true")
    asked = parser.parse_args()
    if asked.stores:
        asked.stores.mkdir(parents=True, exist_ok=True)
    for size in asked.sizes:
        _in_process(_measure_apart, asked.stores, size, asked.memory, asked.recode)


if __name__ == "__main__":
    main()
