"""When a page was published: the page's rungs of the date ladder. htmldate is imported only here."""

import logging
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from htmldate import find_date
from lxml import etree

from transforms.feed_dates import EARLIEST, parse_feed_date
from transforms.page_head import PageHead
from transforms.records import DateRung
from transforms.shown_days import shows_day

logging.getLogger("htmldate").setLevel(logging.CRITICAL)

_ZONED: Final = re.compile(r"\d\d:?\d\d.*?(?:Z|[+-]\d\d:?\d\d|\b[A-Z]{2,5})\)?$")


def published_at(
    tree: Any, head: PageHead, *, url: str | None, not_after: datetime | None
) -> tuple[datetime | None, DateRung]:
    """The publication in UTC and the rung that gave it: JSON-LD, else other markup, else the day that htmldate finds.

    A day is given the time of day of a machine-readable time on it, where the page has one, else 00:00. Dates before
    1990 and later than `not_after` are refused, and the next statement is asked.
    """
    stated = _believed(head.published, url, not_after)
    if stated is not None:
        in_json_ld = _believed(head.published[:1], url, not_after) if head.facts.published else None
        return stated, DateRung.METADATA if in_json_ld is None else DateRung.JSON_LD
    day = _htmldate_day(tree, url, not_after)
    if day is None:
        return None, DateRung.UNKNOWN
    moments = (parse_feed_date(text, url=url or "", not_after=not_after) for text in head.times)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return next((moment for moment in moments if moment and moment.date() == day), midnight), DateRung.HTMLDATE


def _believed(stated: Sequence[str], url: str | None, not_after: datetime | None) -> datetime | None:
    """The first date stated; where it names no zone, one stated later that does and lies within a day of it."""
    read = [(text, parse_feed_date(text, url=url or "", not_after=not_after)) for text in stated]
    dated = [(bool(_ZONED.search(text.strip())), moment) for text, moment in read if moment is not None]
    if not dated:
        return None
    first = dated[0][1]
    zoned = (moment for is_zoned, moment in dated if is_zoned and abs(moment - first) < timedelta(days=1))
    return next(zoned, first)


def _htmldate_day(tree: Any, url: str | None, not_after: datetime | None) -> date | None:
    latest = not_after.date() if not_after else date.max
    day = find_date(
        tree,
        original_date=True,
        url=url,
        min_date=EARLIEST.date().isoformat(),
        max_date=latest.isoformat(),  # without it htmldate asks the clock
    )
    found = date.fromisoformat(day) if day else None
    return found if found and _is_written(tree, url, found) else None


def _is_written(tree: Any, url: str | None, day: date) -> bool:
    """htmldate makes a whole day of "April 2025" and of a copyright year, with the first of the month or today's."""
    page = etree.tostring(tree, encoding="unicode")
    return shows_day(f"{url or ''} {page}", day) or shows_day(tree.text_content(), day)
