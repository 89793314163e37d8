"""Any text as a date: of a feed, a header, a file, a line of a page, a sentence."""

from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise

from fuzz.laws import FETCHED_AT, LATEST, check_moment
from fuzz.options import Options
from transforms.coder.dates.finder import find_dates
from transforms.datelines import find_datelines, opening_dateline
from transforms.feed_dates import parse_feed_date
from transforms.front_matter import FrontMatterError, split_front_matter, stated_time
from transforms.http_times import max_age, retry_after
from transforms.shown_days import shows_day
from transforms.stated_dates import EARLIEST, choose_stated_date, find_stated_dates, writes_day_first

FEED_URLS = ("", "https://news.example/rss", "https://news.example.in/rss", "https://news.example.cn/rss")


def check(data: bytes) -> None:
    """Three octets choose the feed's country and the day of publication; the rest is the text."""
    options = Options(data)
    url, anchor, text = options.one_of(FEED_URLS), options.day(), options.text
    read = parse_feed_date(text, url=url, not_after=LATEST)
    check_moment(read, not_after=LATEST)
    assert read == parse_feed_date(text, url=url, not_after=LATEST)
    if read is not None:
        assert parse_feed_date(read.isoformat(), not_after=LATEST) == read
    with suppress(FrontMatterError):
        check_utc(stated_time(text))
    with suppress(FrontMatterError):
        split_front_matter(f"---\ndate: {text}\n---\nPeru opened a port.")
    check_headers(text)
    check_lines(text)
    check_sentence(text, anchor)


def check_utc(moment: datetime) -> None:
    """A stated time is UTC."""
    assert moment.tzinfo is UTC


def check_headers(text: str) -> None:
    """Lengths of time that headers ask for are above 0."""
    for headers in ({"retry-after": text}, {"cache-control": text}, {"expires": text, "date": text}):
        for asked in (retry_after(headers, at=FETCHED_AT), max_age(headers, at=FETCHED_AT)):
            assert asked is None or asked.total_seconds() > 0


def check_lines(text: str) -> None:
    """Dates that lines state lie between 1950 and tomorrow, at spans in order."""
    today, lines = FETCHED_AT.date(), text.split("\n")
    day_first = writes_day_first(text)
    for line in lines:
        stated = find_stated_dates(line, not_after=today, day_first=day_first)
        assert all(0 <= date.start < date.end <= len(line) for date in stated)
        assert all(EARLIEST <= date.day <= LATEST.date() for date in stated)
        assert all(0 <= place.start <= place.end <= len(line) for place in find_datelines(line))
        opening_dateline(line)
    shows_day(text, choose_stated_date(lines, not_after=today, day_first=day_first) or today)


def check_sentence(text: str, anchor: object) -> None:
    """Expressions within the text, in order, first day not after the last."""
    found = find_dates(text, anchor=anchor)  # type: ignore[arg-type]
    assert found == find_dates(text, anchor=anchor)  # type: ignore[arg-type]
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for one in found:
        for first, last in ((one.first, one.last), (one.first_future, one.last_future)):
            assert (first is None) == (last is None)
            assert first is None or last is None or first <= last
