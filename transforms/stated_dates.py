"""Publication dates that a text states: "Updated 08 April 2025", "24-04-2025", "Page last modified: 06-01-2020"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST = date(1950, 1, 1)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DAY_FIRST = re.compile(rf"(?<![\w.])(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {MONTH}\.?,? (?P<year>\d{{4}})\b", re.IGNORECASE)
MONTH_FIRST = re.compile(rf"\b{MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.IGNORECASE)
ISO = re.compile(r"(?<![\w./-])(?P<year>\d{4})[-/](?P<month>\d{2})[-/](?P<day>\d{2})(?![\w/-]\d|\d)")
NUMERIC = re.compile(
    r"(?<![\w./-])(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4})(?![/-]\d|\d)"
)
CLOCK = re.compile(
    r"\b\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:[A-Z]{2,4}|ZULU|uhr)\b\)?)?", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b", re.IGNORECASE
)
CUE = re.compile(
    r"(?i)\b(?:(?:first |last |originally )?"
    r"(?:published|posted|created|issued|released|modified|updated|reviewed|edited)"
    r"|last (?:update|change)|date|dated)\b"
)
REVISED = re.compile(r"(?i)modified|updated|update|reviewed|edited|change")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A day at a span of a line. `is_revision`: the line speaks of an update, not of publication."""

    day: date
    start: int
    end: int
    is_revision: bool


def writes_day_first(text: str) -> bool | None:
    """Whether the text writes "8 April 2025" rather than "April 8, 2025"; None where it does neither or both alike."""
    n_day_first = len(DAY_FIRST.findall(text))
    n_month_first = len(MONTH_FIRST.findall(text))
    return None if n_day_first == n_month_first else n_day_first > n_month_first


def find_stated_dates(line: str, *, not_after: date, day_first: bool | None) -> list[StatedDate]:
    """The full dates in a line, in order.

    Of two readings of 06-01-2020 the one after `not_after` is impossible; then the document's own style decides; then
    dashes and dots mean day first, as wherever they are used, and slashes stay unread: both orders are in use.
    """
    is_revision = REVISED.search(line) is not None
    found = []
    for pattern in (ISO, DAY_FIRST, MONTH_FIRST, NUMERIC):
        for match in pattern.finditer(line):
            days = [day for day in _readings(match) if EARLIEST <= day <= not_after + timedelta(days=1)]
            day = days[0] if len(days) == 1 else _preferred(days, match, day_first)
            if day:
                found.append(StatedDate(day, match.start(), match.end(), is_revision))
    return sorted(found, key=lambda stated: stated.start)


def is_date_line(line: str) -> bool:
    """Whether a line says when the page was published and little else."""
    is_sentence = line.endswith(".") and len(line.split()) >= 6
    if len(line) > 120 or is_sentence or not DIGIT.search(line):
        return False
    rest = line
    for pattern in (ISO, DAY_FIRST, MONTH_FIRST, NUMERIC):
        rest = pattern.sub(" ", rest)
    if rest == line:
        return False
    rest = CUE.sub(" ", WEEKDAY.sub(" ", CLOCK.sub(" ", rest)))
    return len(re.findall(r"[^\W\d_]{3,}", rest)) <= 2


def dateline_day(dateline: str, *, not_after: date, day_first: bool | None) -> date | None:
    """The day in a dateline ("SANTIAGO, 12 March 2025"); None where it holds none or leaves out the year."""
    found = find_stated_dates(dateline, not_after=not_after, day_first=day_first)
    return found[0].day if found else None


def choose_stated_date(
    lines: Sequence[str], *, not_after: date, day_first: bool | None, dateline: str | None = None
) -> date | None:
    """The publication date that the lines state: the first that is no revision, else the dateline's, else the first.

    A line counts where it is little but a date, or is short and says "published", "updated" or the like. None where
    nothing states a whole date.
    """
    revisions = []
    for line in lines:
        if not (is_date_line(line) or (len(line) <= 160 and CUE.search(line))):
            continue
        for stated in find_stated_dates(line, not_after=not_after, day_first=day_first):
            if not stated.is_revision:
                return stated.day
            revisions.append(stated.day)
    day = dateline_day(dateline, not_after=not_after, day_first=day_first) if dateline else None
    return day or (revisions[0] if revisions else None)


def _readings(match: re.Match[str]) -> list[date]:
    parts = match.groupdict()
    year = int(parts["year"])
    if "one" in parts:
        one, two = int(parts["one"]), int(parts["two"])
        pairs = [(two, one)] if one == two else [(two, one), (one, two)]
    else:
        name = parts["month"].lower()[:3]
        pairs = [
            (
                int(name) if name.isdigit() else MONTHS.index(name) + 1 if name in MONTHS else int(parts["month"]),
                int(parts["day"]),
            )
        ]
    return [day for month, day_of_month in pairs if (day := _day(year, month, day_of_month))]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _preferred(days: list[date], match: re.Match[str], day_first: bool | None) -> date | None:
    if len(days) < 2:
        return None
    if day_first is None and match["mark"] == "/":
        return None
    return days[1] if day_first is False else days[0]
