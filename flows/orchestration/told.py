"""What has been told of feeds and dyads, kept over runs: the alerts of a run that was killed are told by the next.

It is told before it is written down: a kill between the two tells something twice, and loses nothing.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from flows.orchestration.events import tell_feed_alerts, tell_turns
from warehouse.run_details import Turn, TurnKey
from warehouse.storage_errors import storage_errors

FILE: Final = "told.json"


@dataclass(frozen=True, slots=True)
class Told:
    """The alert of each feed, by its URL, as it was last told, and the keys of the turning points that were."""

    alerts: Mapping[str, str | None]
    turns: frozenset[TurnKey]

    def tell_feeds(self, health: Iterable[Mapping[str, Any]]) -> "Told":
        """Tells of the feeds whose alert is another now; `health` has the rows of mart.feed_health."""
        rows = list(health)
        tell_feed_alerts(self.alerts, rows)
        return Told({str(row["url"]): row["alert"] for row in rows}, self.turns)

    def tell_turns(self, turns: Sequence[Turn], *, since: date) -> "Told":
        """Tells of the turning points that are new; `turns` are all of weeks from `since` on."""
        tell_turns(self.turns, turns)
        recent = {key for key in self.turns if key[1] >= since}  # one that comes and goes is told once
        return Told(self.alerts, frozenset(turn.key for turn in turns) | recent)


def read_told(folder: Path) -> Told | None:
    """What was told up to now; None where nothing is known of it, or the file is damaged."""
    try:
        stated = json.loads((folder / FILE).read_text(encoding="utf-8"))
        turns = frozenset((str(pair), date.fromisoformat(week), str(kind)) for pair, week, kind in stated["turns"])
        return Told(dict(stated["alerts"]), turns)
    except (FileNotFoundError, KeyError, TypeError, ValueError):
        return None


def write_told(folder: Path, told: Told) -> None:
    """Keeps it, whole or not at all.

    Raises:
        StorageError: the folder cannot be written.
    """
    turns = [(pair, week.isoformat(), kind) for pair, week, kind in sorted(told.turns)]
    file, half = folder / FILE, folder / f"{FILE}.{os.getpid()}"
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        half.write_text(json.dumps({"alerts": dict(told.alerts), "turns": turns}), encoding="utf-8")
        half.replace(file)
