"""Dates as feeds write them -> UTC, without a clock: what a feed leaves out of a date is never filled in."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from dateutil import parser as dateutil_parser

from transforms.time_zones import country_domain, with_zone_letters, zone_of

EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)  # nothing on the web is older; 1970 is a clock that was never set

_MAX_LENGTH: Final = 100  # dateutil takes quadratic time
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_RFC_822: Final = re.compile(
    r"""(?: [a-z]{2,10} \.? ,? \s* )?                    # day of the week
    (?P<day>\d{1,2}) [\s-]+ (?P<month>[a-z]{3})[a-z]* \.? [\s,-]+ (?P<year>\d{4}|\d\d)
    (?: [\s,T]+ (?P<hour>\d{1,2}) : (?P<minute>\d{1,2}) (?: : (?P<second>\d{1,2}) (?:\.\d+)? )?
        (?P<half> \s* [ap]\.?m\b\.? )? )?
    \s* (?P<zone> \S.* )?""",
    re.VERBOSE | re.IGNORECASE,
)
_DAY_OR_MONTH: Final = re.compile(r"\b(?:0?\d|1[0-2])/(?:0?\d|1[0-2])/\d")


def parse_feed_date(text: str | None, *, url: str = "", not_after: datetime | None = None) -> datetime | None:
    """The moment that a feed states, in UTC; None where it is no whole date, before 1990 or later than `not_after`.

    A time without zone, or with one that nobody knows, counts as UTC. The country domain of `url`, the feed's address,
    settles what letters such as IST or CST mean. 04/08/2025 is read by nobody twice alike, so it is no date.
    """
    cleaned = " ".join((text or "")[: _MAX_LENGTH + 1].split())
    if not 6 <= len(cleaned) <= _MAX_LENGTH:
        return None
    cleaned, domain = with_zone_letters(cleaned), country_domain(url)
    try:
        moment = _from_iso(cleaned) or _from_rfc_822(cleaned, domain) or _from_words(cleaned, domain)
        return None if moment is None else believable(moment.astimezone(UTC), not_after=not_after)
    except (ValueError, ArithmeticError):
        return None


def believable(moment: datetime, *, not_after: datetime | None = None) -> datetime | None:
    """`moment`, or None where it lies before 1990 or later than `not_after`."""
    return moment if EARLIEST <= moment <= (not_after or moment) else None


def _from_iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d(?:$|[T\s])", text):
        return None
    try:
        moment = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$|Z$)", "", text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_rfc_822(text: str, domain: str) -> datetime | None:
    found = _RFC_822.fullmatch(text)
    if found is None or found["month"].lower() not in _MONTHS:
        return None
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        hour = hour % 12 + (12 if "p" in found["half"].lower() else 0)
    if hour > 24 or minute > 59 or second > 60:
        return None
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 1900 if year >= 70 else 2000
    month = _MONTHS.index(found["month"].lower()) + 1
    midnight = datetime(year, month, int(found["day"]), tzinfo=zone_of(found["zone"] or "", domain=domain))
    return midnight + timedelta(hours=hour, minutes=minute, seconds=second)


def _from_words(text: str, domain: str) -> datetime | None:
    """What dateutil reads. It takes what is missing from a default, so two defaults show whether anything is."""

    def zone(name: str | None, seconds: int | None) -> tzinfo:
        return timezone(timedelta(seconds=seconds)) if seconds else zone_of(name or "", domain=domain)

    if _DAY_OR_MONTH.search(text):
        return None
    is_dotted = re.search(r"\b\d\d?\.\d\d?\.\d", text) is not None
    defaults = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2001, 2, 2, tzinfo=UTC))
    first, second = (
        dateutil_parser.parse(text, default=default, dayfirst=is_dotted, tzinfos=zone) for default in defaults
    )
    return first if first == second else None
