"""Lines that publishers put above or below all of their stories: learned at the end of a run, used by the next."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from warehouse.connection import Store

_LEARN: Final = Path(__file__).with_name("learn_boilerplate.sql").read_text(encoding="utf-8")

Boilerplate = Mapping[str, Mapping[str, datetime]]


def learn_boilerplate(store: Store, *, at: datetime) -> None:
    """Adds the lines that the stories of this run, and of runs that were killed, show to be boilerplate."""
    with store.transaction():
        store.execute(_LEARN, {"at": at})


def known_boilerplate(store: Store) -> Boilerplate:
    """By publisher each line with the time (UTC) when it was learned."""
    known: dict[str, dict[str, datetime]] = defaultdict(dict)
    for publisher, line, learned_at in store.rows("SELECT publisher, line, learned_at FROM core.boilerplate"):
        known[str(publisher)][str(line)] = learned_at  # type: ignore[assignment]
    return known
