"""Wire copies at size: stories a second, seconds a run and memory as the warehouse grows, on text of its own.

    python -m benchmarks.wire_copies [STORIES ...]

A quarter of the stories are copies of others of the last days: cut, with a line of the publisher's own, a byline and
corrected words. Every fifth publisher repeats a line above all of its stories, and some stories are forms with other
numbers. The last four days are loaded and compared as runs do it, of which the last is measured. What is older than the
days that copies may lie apart is never compared again; it is filled in at once, with as many rows of each table as real
stories leave.
"""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import numpy as np

from flows.wire_copies import find_wire_copies, method_of
from transforms.ids import stable_id
from warehouse.connection import Store, open_store
from warehouse.spool_schema import Columns

STORIES_A_DAY = 10_000
BATCH = 500
DAYS = 3
SIZES = (10_000, 100_000, 1_000_000)
REAL_DAYS = 4
FILL = """
CREATE TEMP TABLE filler AS
SELECT
    md5('old' || number) AS story_id,
    'old-' || lpad((number // 500)::VARCHAR, 7, '0') AS batch_id,
    TIMESTAMPTZ '2025-01-01 00:00:00+00' - ($n_stories - number) * INTERVAL 8640000 MICROSECONDS AS printed_at,
    number
FROM range($n_stories) AS numbers (number);

INSERT INTO core.stories BY NAME
SELECT
    story_id,
    story_id AS document_id,
    0 AS ordinal,
    'https://news.example/' || story_id AS url,
    'Outlet ' || number % 300 AS publisher,
    printed_at AS published_at,
    'feed' AS published_rung,
    'en' AS language,
    list_aggregate(
        list_transform(range(80), lambda place: md5((100 * number + place)::VARCHAR)),
        'string_agg',
        ' '
    ) AS text,
    story_id AS text_sha256,
    'none' AS extraction_method,
    false AS is_stub,
    printed_at AS fetched_at,
    printed_at AS first_seen_at,
    'old' AS run_id,
    batch_id
FROM filler
ORDER BY number;

INSERT INTO ops.wire_signatures BY NAME SELECT story_id, batch_id, $method AS method FROM filler ORDER BY number;
INSERT INTO ops.wire_bands BY NAME
SELECT (hash(number, place) % 4294967296)::UINTEGER AS band, printed_at::DATE AS day, story_id
FROM filler, range(32) AS places (place)
ORDER BY number, place;
INSERT INTO core.wire_pairs BY NAME
SELECT
    least(story_id, md5('old' || (number - 1))) AS story_id,
    greatest(story_id, md5('old' || (number - 1))) AS copy_id,
    false AS is_same_publisher,
    0.5 AS jaccard,
    0.9 AS containment,
    0.9 AS core_containment,
    0.9 AS lead_share
FROM filler
WHERE number % 3 > 0;
INSERT INTO core.wire_copies BY NAME
SELECT
    story_id,
    md5('old' || (number - number % 3)) AS wire_id,
    'Outlet ' || number % 300 AS first_publisher,
    3 AS n_copies,
    3 AS n_publishers
FROM filler
WHERE number < $n_stories - $n_stories % 3;
DROP TABLE filler;
"""
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
TEXTS = (
    *("story_id", "document_id", "url", "publisher", "title", "published_rung", "language", "text", "text_sha256"),
    *("extraction_method", "run_id", "batch_id"),
)
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "an", "el", "is")
COLUMNS: Columns = [
    *((name, "VARCHAR") for name in TEXTS),
    ("ordinal", "BIGINT"),
    ("is_stub", "BOOLEAN"),
    *((name, "TIMESTAMPTZ") for name in ("published_at", "fetched_at", "first_seen_at")),
]


class Wire:
    """Stories as publishers print them, the same ones each time."""

    def __init__(self) -> None:
        self._rng = np.random.default_rng(1)
        self._words = ["".join(three) for three in product(SYLLABLES, repeat=3)]
        ranks = np.arange(1, len(self._words) + 1)
        self._shares = np.cumsum(1 / ranks) / np.sum(1 / ranks)
        self._lines = [self._text(20) if number % 5 == 0 else [] for number in range(300)]
        self._form = self._text(90)
        self._recent: list[list[str]] = []

    def _text(self, n_words: int) -> list[str]:
        return [self._words[place] for place in np.searchsorted(self._shares, self._rng.random(n_words)).tolist()]

    def story(self) -> tuple[str, str]:
        """A publisher, and a text with its headline."""
        publisher = int(self._rng.integers(len(self._lines)))
        kind = self._rng.random()
        if kind < 0.25 and self._recent:
            words = self._edited(self._recent[int(self._rng.integers(len(self._recent)))])
        elif kind < 0.27:
            words = [str(self._rng.integers(1000)) if at % 6 == 0 else word for at, word in enumerate(self._form)]
        else:
            words = self._text(int(self._rng.integers(150, 650)))
            self._recent = [*self._recent[-STORIES_A_DAY:], words] if self._rng.random() < 0.2 else self._recent
        return f"Outlet {publisher}", " ".join([*self._text(8), "\n\n", *self._lines[publisher], *words])

    def _edited(self, words: Sequence[str]) -> list[str]:
        kept = list(words[: max(60, int(len(words) * self._rng.uniform(0.4, 1.2)))])
        for at in self._rng.integers(0, len(kept), size=len(kept) // 150):
            kept[at] += "s"
        return [*self._text(6), *kept]


def rows(wire: Wire, start: int, n_stories: int) -> Iterator[Mapping[str, object]]:
    """Rows of core.stories, in the order in which they are fetched."""
    for number in range(start, start + n_stories):
        publisher, text = wire.story()
        at = BEGIN + timedelta(days=number / STORIES_A_DAY)
        story_id = stable_id(str(number))
        yield dict.fromkeys(TEXTS, "") | {
            "story_id": story_id,
            "document_id": story_id,
            "url": f"https://news.example/{number}",
            "publisher": publisher,
            "title": text.partition("\n")[0],
            "text": text,
            "batch_id": f"run-{number // BATCH:07}",
            "ordinal": 0,
            "is_stub": False,
            "published_at": at - timedelta(hours=2),
            "fetched_at": at,
            "first_seen_at": at,
        }


def load(store: Store, wire: Wire, start: int, n_stories: int) -> None:
    """Adds stories as batches of BATCH."""
    for number in range(start, start + n_stories, BATCH):
        with store.table("new_stories", rows(wire, number, BATCH), COLUMNS):
            store.execute("INSERT INTO core.stories BY NAME FROM new_stories")


def measure(store: Store, size: int) -> None:
    """Fills the store and prints what the last day and the last batch take."""
    n_real = min(size, REAL_DAYS * STORIES_A_DAY)
    fill(store, size - n_real)
    wire = Wire()
    for start in range(0, n_real - STORIES_A_DAY, STORIES_A_DAY):
        load(store, wire, start, STORIES_A_DAY)
        _timed(store)
    load(store, wire, n_real - STORIES_A_DAY, STORIES_A_DAY - BATCH)
    of_day = _timed(store)
    load(store, wire, n_real - BATCH, BATCH)
    of_batch, of_nothing = _timed(store), _timed(store)
    rate, of_cpu = ((STORIES_A_DAY - BATCH) / seconds for seconds in (of_day.seconds, of_day.cpu_seconds))
    print(
        f"{size:,} stories: {rate:,.0f} stories/s, {of_cpu:,.0f} a second of CPU; at most {_peak_megabytes():,.0f} MB"
    )
    print(f"  a batch of {BATCH}: {of_batch}; nothing new: {of_nothing}; the check: {check(store)}")
    store.execute("CHECKPOINT")
    print(f"  the store: {store.file.stat().st_size / 1e6:,.0f} MB")
    for line in table_sizes(store):
        print(f"    {line}", flush=True)


def fill(store: Store, n_stories: int) -> None:
    """Adds what `n_stories` that were compared long ago leave."""
    for statement in FILL.replace("$n_stories", str(n_stories)).replace("$method", f"'{method_of(DAYS)}'").split(";\n"):
        store.execute(statement)


def table_sizes(store: Store) -> Iterator[str]:
    """What the tables of the comparison hold and take."""
    for table in ("core.stories", "ops.wire_bands", "ops.wire_signatures", "core.wire_pairs", "core.wire_copies"):
        n_rows = store.rows(f"SELECT count(*) FROM {table}")[0][0]
        sql = f"SELECT count(DISTINCT block_id) FROM pragma_storage_info('{table}') WHERE block_id >= 0"
        yield f"{table}: {n_rows:,} rows, {int(str(store.rows(sql)[0][0])) * 0.262144:,.0f} MB"


def check(store: Store) -> "Took":
    """How long the check of the tables takes.

    Raises:
        AssertionError: it found something.
    """
    begun, cpu = time.perf_counter(), time.process_time()
    sql = (Path(__file__).parents[1] / "warehouse" / "checks" / "wire_copies.sql").read_text(encoding="utf-8")
    assert not store.rows(sql)
    return Took(time.perf_counter() - begun, time.process_time() - cpu)


@dataclass(frozen=True, slots=True)
class Took:
    """What a comparison took."""

    seconds: float
    cpu_seconds: float

    def __str__(self) -> str:
        return f"{self.seconds:.2f} s, {self.cpu_seconds:.2f} s of CPU"


def _timed(store: Store) -> Took:
    begun, cpu = time.perf_counter(), time.process_time()
    find_wire_copies(store, days=DAYS)
    return Took(time.perf_counter() - begun, time.process_time() - cpu)


def _peak_megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def main() -> None:
    """Measures each size in a store and a process of its own."""
    for size in map(int, sys.argv[1:] or SIZES):
        process = multiprocessing.get_context("spawn").Process(target=_measure_apart, args=(size,))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


def _measure_apart(size: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store" / "dyadwire.duckdb") as store:
        measure(store, size)


if __name__ == "__main__":
    main()
