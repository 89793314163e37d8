"""Times that HTTP headers state: how long to stay away, for how long an answer stays fresh."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_NOT_KEPT: Final = re.compile(r"(?:^|[\s,])(?:no-cache|no-store)(?:$|[\s,=])", re.IGNORECASE)


def retry_after(headers: Mapping[str, str], *, at: datetime) -> timedelta | None:
    """What Retry-After asks for, in either form (RFC 9110, section 10.2.3); None where absent, unreadable or past."""
    stated = headers.get("retry-after", "").strip()
    if stated.isascii() and stated.isdecimal():
        return timedelta(seconds=min(int(stated[:9]), 10**9)) or None
    until = _http_date(stated)
    return until - at if until is not None and until > at else None


def max_age(headers: Mapping[str, str], *, at: datetime) -> timedelta | None:
    """For how long the answer is said to stay fresh (Cache-Control before Expires); None where it is not said."""
    control = headers.get("cache-control", "")
    if _NOT_KEPT.search(control):
        return None
    if found := _MAX_AGE.search(control):
        age = headers.get("age", "").strip()
        spent = int(age) if age.isascii() and age.isdecimal() and len(age) < 10 else 0
        return max(timedelta(seconds=int(found[1]) - spent), timedelta()) or None
    until = _http_date(headers.get("expires", "").strip())
    sent = _http_date(headers.get("date", "").strip()) or at  # by the server's own clock, where it shows it
    return until - sent if until is not None and until > sent else None


def _http_date(stated: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(stated)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
