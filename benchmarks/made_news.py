"""Fills a warehouse with made-up news, as many rows of each table as real news leave.

    python -m benchmarks.made_news STORIES FOLDER

The stories come in order of publication, 2,000 a day, and go into the tables in bulk; events are then merged as by a
run. `spool_batch` puts further stories where the next run finds them, as coded batches.
"""

import re
import sys
import time
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from flows.event_merging import merge_events
from flows.wire_copies import method_of
from warehouse.arrow_tables import arrow_table
from warehouse.connection import Store, open_store
from warehouse.spool import write_table
from warehouse.spool_schema import SPOOL_COLUMNS, Columns

BATCH: Final = 500
_AT_ONCE: Final = 20_000
_WIRE_DAYS: Final = 3
_MADE: Final = Path(__file__).with_name("made_news.sql").read_text(encoding="utf-8")
_FILL: Final = Path(__file__).with_name("made_news_fill.sql").read_text(encoding="utf-8")
_COUNTRIES: Final = Path(__file__).parents[1] / "seeds" / "codebook" / "countries.csv"
_FIRST: Final = re.findall("...", "USARUSCHNISRUKRIRNIRQGBRFRADEUTURINDPAKSAUJPN")
_CODED: Final = "* EXCLUDE (run_id, batch_id)"
_SPOOLED: Final = {
    "batches": "SELECT '1' AS coder_version, 'made' AS codebook_version",
    "documents": """
        SELECT document_id, url AS origin, NULL AS path, 'text/html' AS media_type, 50000 AS n_bytes, fetched_at,
            'kept' AS outcome, 1 AS n_stories
        FROM made_stories
    """,
    "stories": f"SELECT {_CODED} FROM made_stories",
    "event_mentions": f"SELECT {_CODED} FROM made_mentions",
    "figures": f"SELECT {_CODED} FROM made_figures",
}
_SYLLABLES: Final = re.findall("..", "bacedifoguhaleminopurasetivozuanelisorut")
_WORDS: Final = np.array(["".join(parts) for n in (2, 1, 3) for parts in product(_SYLLABLES, repeat=n)], dtype=object)
_PROSE: Columns = [("number", "BIGINT"), ("body", "BIGINT"), ("title", "VARCHAR"), ("prose", "VARCHAR")]
# type, share in 100, quad class, intensity, CAMEO code, Goldstein value, trigger, mode
_TYPES: Final = (
    ("AGREE", 8, 1, 2.5, "030", 4.0, "promised", None),
    ("CONSULT", 22, 1, 4.0, "042", 1.9, "visited", "visit"),
    ("SUPPORT", 7, 1, 5.0, "051", 3.4, "praised", None),
    ("CONCEDE", 2, 1, 4.5, "080", 5.0, "apologised to", None),
    ("COOPERATE", 10, 2, 9.5, "061", 6.4, "traded with", None),
    ("AID", 6, 2, 10.0, "070", 7.0, "aided", "economic"),
    ("RETREAT", 2, 2, 6.5, "087", 9.0, "left", None),
    ("REQUEST", 8, 3, 0.0, "100", -5.0, "urged", None),
    ("ACCUSE", 10, 3, -3.0, "112", -2.0, "accused", "allege"),
    ("REJECT", 4, 3, -2.0, "120", -4.0, "rebuffed", None),
    ("THREATEN", 5, 3, -3.5, "130", -4.4, "threatened", None),
    ("PROTEST", 2, 4, -5.0, "141", -6.5, "protested against", None),
    ("SANCTION", 5, 4, -6.0, "163", -8.0, "sanctioned", None),
    ("MOBILIZE", 2, 4, -5.5, "150", -7.2, "massed troops near", None),
    ("COERCE", 2, 4, -7.0, "170", -7.0, "blockaded", "restrict"),
    ("ASSAULT", 5, 4, -9.0, "190", -10.0, "attacked", "firearms"),
)


def prepare(store: Store) -> None:
    """Makes what the queries of made_news.sql draw from: countries and event types."""
    _countries(store)
    store.execute(
        """
        CREATE OR REPLACE TEMP TABLE made_types (
            event_type VARCHAR, first_chance DOUBLE, next_chance DOUBLE, quad_class BIGINT, intensity DOUBLE,
            cameo_code VARCHAR, goldstein DOUBLE, trigger VARCHAR, mode VARCHAR, is_reciprocal BOOLEAN
        )
        """
    )
    begun = 0.0
    for event_type, share, *rest in _TYPES:
        row = [event_type, begun, begun + share / 100, *rest, event_type == "COOPERATE"]
        store.execute("INSERT INTO made_types VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        begun = round(begun + share / 100, 2)


def make(store: Store, first: int, beyond: int) -> None:
    """Makes the rows of the stories numbered from `first` to before `beyond`."""
    numbers = np.arange(first, beyond, dtype=np.uint64)
    back = (400 * _chances(numbers * 2 + 1)).astype(np.uint64) + 1
    bodies = np.where((_chances(numbers * 2) < 0.25) & (back <= numbers), numbers - back, numbers)
    lengths = 270 + (200 * _chances(bodies << np.uint64(20))).astype(int)
    titles = _texts(numbers + np.uint64(1 << 40), np.full(len(numbers), 9))
    rows = zip(numbers.tolist(), bodies.tolist(), map(str.capitalize, titles), _texts(bodies, lengths), strict=True)
    with store.table("given_prose", (dict(zip(dict(_PROSE), row, strict=True)) for row in rows), _PROSE):
        store.execute("CREATE OR REPLACE TEMP TABLE made_prose AS FROM given_prose")
    store.execute(_MADE)


def _texts(things: npt.NDArray[np.uint64], lengths: npt.NDArray[np.int_]) -> list[str]:
    """So many words for each thing, the same each time; the n-th word is met 1/n as often as the first."""
    places = np.arange(lengths.max(), dtype=np.uint64)
    drawn = _chances((things[:, None] << np.uint64(12)) + places)
    words = _WORDS[np.exp(drawn * np.log(len(_WORDS))).astype(int)]
    return [" ".join(row[:length]) for row, length in zip(words.tolist(), lengths.tolist(), strict=True)]


def _chances(things: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
    """A number from 0 to below 1 for each thing, the same each time (the finalizer of SplitMix64)."""
    mixed = (things + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(11)) / 2.0**53


def fill(store: Store, n_stories: int) -> None:
    """Adds the stories up to number `n_stories`, as compared with each other, checked and merged long ago."""
    prepare(store)
    for first in range(0, n_stories, _AT_ONCE):
        make(store, first, min(first + _AT_ONCE, n_stories))
        store.execute(f"SET VARIABLE wire_method = '{method_of(_WIRE_DAYS)}'")
        with store.transaction():
            store.execute(_FILL)
        print(f"{min(first + _AT_ONCE, n_stories):,} stories", file=sys.stderr, flush=True)
    store.execute("CHECKPOINT")


def spool_batch(store: Store, spool: Path, number: int, *, run_id: str, n_stories: int = BATCH) -> str:
    """Id of the batch of the stories from `number` on, which now waits in `spool` as `run_id` would leave it."""
    make(store, number, number + n_stories)
    batch_id = f"{run_id}-{number:09}"
    folder = spool / batch_id
    folder.mkdir(parents=True)
    for table, columns in SPOOL_COLUMNS.items():
        file = folder / f"{table}.parquet"
        if table not in _SPOOLED:
            write_table(file, arrow_table((), columns))
            continue
        rows = f"SELECT *, '{run_id}' AS run_id, '{batch_id}' AS batch_id FROM ({_SPOOLED[table]})"
        store.execute(f"COPY (SELECT {', '.join(dict(columns))} FROM ({rows})) TO '{file}'")
    return batch_id


def _countries(store: Store) -> None:
    """Those that are most in the news stand first."""
    store.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE made_countries AS
        SELECT row_number() OVER (ORDER BY list_position({_FIRST}, iso3), hash(iso3)) AS place_in_news, iso3, name
        FROM read_csv('{_COUNTRIES}')
        WHERE is_state
        """
    )


def main() -> None:
    """Fills a new warehouse."""
    n_stories, folder = int(sys.argv[1].replace("_", "")), Path(sys.argv[2])
    begun = time.perf_counter()
    with open_store(folder / "store" / "dyadwire.duckdb") as store:
        fill(store, n_stories)
        print(f"filled in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        merge_events(store)
        print(f"merged after {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        store.execute("CHECKPOINT")


if __name__ == "__main__":
    main()
