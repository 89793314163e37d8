"""What can be asked of an export, and what it answers. Apart from it, so that `--help` need not load DuckDB."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ExportFormat(StrEnum):
    """The formats of `dyadwire export`."""

    PLOVER = "plover"
    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; what is None or empty is not asked.

    `first_day` and `last_day` bound the first day of the event; with either of them undated events are left out.
    `dyads` are (actor, recipient) pairs of codes; `min_confidence` goes from 0 to 1.
    """

    first_day: date | None = None
    last_day: date | None = None
    dyads: frozenset[tuple[str, str]] = frozenset()
    min_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: records, and rows of mart.event_list that the format cannot hold, by reason."""

    n_written: int
    n_left_out: Mapping[str, int]
