"""What a clock that ran ahead left in the store: waits until times that no rule of ours could have set."""

from datetime import datetime, timedelta
from typing import Final

from warehouse.connection import Store

FARTHEST: Final = timedelta(days=8)  # no wait is longer: a server may ask for a week, and half a day is drawn by lot


def forget_impossible_waits(store: Store, *, at: datetime) -> int:
    """How many feeds waited for a time further off than any wait, because the clock was wrong when it was set.

    They are due now. Hosts are freed of such waits, and asked for their robots.txt again. What a person has paused
    stays paused.
    """
    with store.transaction():
        ((n_feeds,),) = store.rows(
            """
            UPDATE ops.feeds SET next_poll_at = $at
            WHERE next_poll_at > $last AND state IN ('active', 'backing_off', 'moved')
            """,
            {"at": at, "last": at + FARTHEST},
        )
        store.execute(
            """
            UPDATE ops.hosts SET
                waits_until = CASE WHEN waits_until > $last THEN $at ELSE waits_until END,
                asked_at = CASE WHEN asked_at > $last THEN NULL ELSE asked_at END,
                robots_fetched_at = CASE WHEN robots_fetched_at > $last THEN $long_ago ELSE robots_fetched_at END,
                robots_read_at = CASE WHEN robots_read_at > $last THEN $long_ago ELSE robots_read_at END
            WHERE greatest(waits_until, asked_at, robots_fetched_at, robots_read_at) > $last
            """,
            {"at": at, "last": at + FARTHEST, "long_ago": at - FARTHEST},
        )
    return int(str(n_feeds))
