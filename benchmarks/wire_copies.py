"""Wire copies at size: stories a second, seconds a run and memory as the warehouse grows, on text of its own.

    python -m benchmarks.wire_copies [STORIES] [FOLDER]

A quarter of the stories are copies of others of the last days: cut, with a line of the publisher's own, a byline and
corrected words. Publishers repeat a line above all of their stories, and some stories are forms with other numbers.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import numpy as np
import pyarrow as pa

from flows.wire_copies import find_wire_copies
from transforms.ids import stable_id
from warehouse.connection import Store, open_store

N_STORIES = 1_000_000
STORIES_A_DAY = 10_000
BATCH = 500
REPORTED = (10_000, 30_000, 100_000, 300_000, 1_000_000)
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
TEXTS = (
    *("story_id", "document_id", "url", "publisher", "title", "published_rung", "language", "text", "text_sha256"),
    *("extraction_method", "run_id", "batch_id"),
)
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "an", "el", "is")
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in TEXTS),
        ("ordinal", pa.int64()),
        ("is_stub", pa.bool_()),
        *((name, pa.timestamp("us", tz="UTC")) for name in ("published_at", "fetched_at", "first_seen_at")),
    ]
)


class Wire:
    """Stories as publishers print them, the same ones each time."""

    def __init__(self) -> None:
        self._rng = np.random.default_rng(1)
        self._words = ["".join(three) for three in product(SYLLABLES, repeat=3)]
        ranks = np.arange(1, len(self._words) + 1)
        self._shares = np.cumsum(1 / ranks) / np.sum(1 / ranks)
        self._lines = [self._text(20) for _ in range(300)]
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
        with store.table("new_stories", rows(wire, number, BATCH), SCHEMA):
            store.execute("INSERT INTO core.stories BY NAME FROM new_stories")


def measure(store: Store, n_stories: int) -> None:
    """Fills the store in steps of a day and compares each, and at the sizes of REPORTED a single batch."""
    wire = Wire()
    print("stories    the last 9,500 (CPU)  stories/s  a batch of 500  nothing new  wires, copies  store, memory")
    for start in range(0, n_stories, STORIES_A_DAY):
        load(store, wire, start, STORIES_A_DAY - BATCH)
        of_day = _timed(store)
        load(store, wire, start + STORIES_A_DAY - BATCH, BATCH)
        of_batch, of_nothing = _timed(store), _timed(store)
        if (size := start + STORIES_A_DAY) in REPORTED:
            store.execute("CHECKPOINT")
            n_wires, n_copies = store.rows("SELECT count(DISTINCT wire_id), count(*) FROM core.wire_copies")[0]
            print(
                f"{size:9,}  {of_day}  {(STORIES_A_DAY - BATCH) / of_day.seconds:6,.0f}  {of_batch}  {of_nothing}  "
                f"{n_wires:,}, {n_copies:,}  {store.file.stat().st_size / 1e6:,.0f} MB, {_peak_megabytes():,.0f} MB",
                flush=True,
            )


def table_sizes(store: Store) -> None:
    """Prints what the tables of the comparison take."""
    for table in ("core.stories", "ops.wire_bands", "ops.wire_signatures", "core.wire_pairs", "core.wire_copies"):
        n_rows = store.rows(f"SELECT count(*) FROM {table}")[0][0]
        n_blocks = store.rows(
            f"SELECT count(DISTINCT block_id) FROM pragma_storage_info('{table}') WHERE block_id >= 0"
        )
        print(f"{table}: {n_rows:,} rows, {int(str(n_blocks[0][0])) * 0.262144:,.0f} MB")


def check(store: Store) -> None:
    """Prints how long the check of the tables takes."""
    begun = time.perf_counter()
    sql = (Path(__file__).parents[1] / "warehouse" / "checks" / "wire_copies.sql").read_text(encoding="utf-8")
    print(f"check: {len(store.rows(sql))} rows in {time.perf_counter() - begun:.2f} s")


@dataclass(frozen=True, slots=True)
class Took:
    """What a comparison took."""

    seconds: float
    cpu_seconds: float

    def __str__(self) -> str:
        return f"{self.seconds:6.2f} s ({self.cpu_seconds:.2f})"


def _timed(store: Store) -> Took:
    begun, cpu = time.perf_counter(), time.process_time()
    find_wire_copies(store, days=3)
    return Took(time.perf_counter() - begun, time.process_time() - cpu)


def _peak_megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def main() -> None:
    """Measures in a store that is thrown away, unless a folder is given."""
    n_stories = int(sys.argv[1]) if len(sys.argv) > 1 else N_STORIES
    with tempfile.TemporaryDirectory() as folder:
        file = Path(sys.argv[2] if len(sys.argv) > 2 else folder) / "store" / "dyadwire.duckdb"
        with open_store(file) as store:
            measure(store, n_stories)
            table_sizes(store)
            check(store)


if __name__ == "__main__":
    main()
