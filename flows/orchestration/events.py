"""Events that Prefect's automations can answer: a feed that needs a look, a dyad that departs from its own past."""

from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

from prefect.events import emit_event

from warehouse.run_details import Turn, TurnKey

FEED_EVENT: Final = "dyadwire.feed."  # with failing, gone, moved, silent or no_stories behind it; or recovered
TURN_EVENT: Final = "dyadwire.dyad.turned"


def tell_feed_alerts(before: Mapping[str, str | None], after: Iterable[Mapping[str, Any]]) -> int:
    """How many feeds changed their alert, each told by an event.

    Args:
        before: the alert of each feed as it was last told, by its URL; None or missing: all was well.
        after: rows of mart.feed_health after the run.
    """
    changed = [row for row in after if row["alert"] != before.get(row["url"])]
    for row in changed:
        words = row["alert_reason"] or "all is well again"
        emit_event(
            FEED_EVENT + (row["alert"] or "recovered"),
            resource={"prefect.resource.id": f"dyadwire.feed.{row['url']}", "prefect.resource.name": row["publisher"]},
            payload={"url": row["url"], "publisher": row["publisher"], "alert": row["alert"], "words": words},
        )
    return len(changed)


def tell_turns(known: Set[TurnKey], after: Iterable[Turn]) -> int:
    """How many turning points are new, each told by an event."""
    new = [turn for turn in after if turn.key not in known]
    for turn in new:
        words = (
            f"{turn.pair}, week of {turn.event_week}: {turn.kind.replace('_', ' ')} than usual; "
            f"{turn.n_events:,} events, usually {turn.usual_n_events:.1f}"
        )
        emit_event(
            TURN_EVENT,
            resource={"prefect.resource.id": f"dyadwire.pair.{turn.pair}", "prefect.resource.name": turn.pair},
            payload={"pair": turn.pair, "week": turn.event_week.isoformat(), "kind": turn.kind, "words": words},
        )
    return len(new)
