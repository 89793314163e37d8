"""Lines that publishers put above or below all of their stories: learned at the end of a run, used by the next."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from warehouse.connection import Store
from warehouse.spool_schema import Columns

_LEARN: Final = Path(__file__).with_name("learn_boilerplate.sql").read_text(encoding="utf-8")
_COLUMNS: Columns = [
    *(("publisher", "VARCHAR"), ("line", "VARCHAR"), ("n_stories", "BIGINT")),
    ("learned_at", "TIMESTAMPTZ"),
]

Boilerplate = Mapping[str, Mapping[str, datetime]]


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """A row of core.boilerplate."""

    publisher: str
    line: str
    n_stories: int
    learned_at: datetime


def learn_boilerplate(store: Store, *, at: datetime, keep: Callable[[Sequence[LearnedLine]], None]) -> None:
    """Adds the lines that the stories of this run, and of runs that were killed, show to be boilerplate.

    `keep` gets them, where there are any, before they are committed.
    """
    with store.transaction():
        lines = [LearnedLine(*row) for row in sorted(store.rows(_LEARN, {"at": at}))]  # type: ignore[arg-type]
        if lines:
            keep(lines)
            add_boilerplate(store, lines)


def add_boilerplate(store: Store, lines: Iterable[LearnedLine]) -> None:
    """Adds lines that were learned elsewhere; one that is known already stays as it is."""
    with store.table("learned", map(asdict, lines), _COLUMNS):
        store.execute(
            "INSERT INTO core.boilerplate BY NAME FROM learned ANTI JOIN core.boilerplate USING (publisher, line)"
        )


def known_boilerplate(store: Store) -> Boilerplate:
    """By publisher each line with the time (UTC) when it was learned."""
    known: dict[str, dict[str, datetime]] = defaultdict(dict)
    for publisher, line, learned_at in store.rows("SELECT publisher, line, learned_at FROM core.boilerplate"):
        known[str(publisher)][str(line)] = learned_at  # type: ignore[assignment]
    return known
