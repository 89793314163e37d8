"""Dates of feeds, as publishers write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.feed_dates import parse_feed_date


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 08 Apr 2025 10:00:00 GMT", "2025-04-08T10:00"),
        ("Tue, 08 Apr 2025 10:00:00 +0300", "2025-04-08T07:00"),
        ("Tue, 08 Apr 2025 10:00:00 -0430", "2025-04-08T14:30"),
        ("Tue, 08 Apr 2025 10:00:00 EST", "2025-04-08T15:00"),
        ("Tue, 08 Apr 2025 10:00:00 EDT", "2025-04-08T14:00"),
        ("Tue, 08 Apr 2025 10:00:00 KST", "2025-04-08T01:00"),
        ("Tue, 08 Apr 2025 10:00:00 MSK", "2025-04-08T07:00"),
        ("Tue, 08 Apr 2025 10:00:00 IRST", "2025-04-08T06:30"),
        ("Tue, 08 Apr 2025 10:00:00 +0300 (MSK)", "2025-04-08T07:00"),
        ("Tue, 08 April 2025 10:00:00 BST", "2025-04-08T09:00"),
        ("Thu,28 Jul 2022 4:35:5 GMT+9", "2022-07-27T19:35:05"),
        ("8 Apr 2025 10:00:00 GMT+0530", "2025-04-08T04:30"),
        ("08-Apr-2025 10:00 PM", "2025-04-08T22:00"),
        ("Tue, 08 Apr 25 10:00 Z", "2025-04-08T10:00"),
        ("Tue, 08 Apr 2025 24:00:00 GMT", "2025-04-09T00:00"),
        ("Sept 8, 2025 12:05 am", "2025-09-08T00:05"),
        ("8 Sept 2025", "2025-09-08T00:00"),
        ("2025-04-08", "2025-04-08T00:00"),
        ("2025-04-08T10:00:00Z", "2025-04-08T10:00"),
        ("2025-04-08T10:00:00+0300", "2025-04-08T07:00"),
        ("2025-04-08 10:00:00 +03:00", "2025-04-08T07:00"),
        ("2025-04-08 10:00:00 JST", "2025-04-08T01:00"),
        ("Tue Apr  8 10:00:00 MSK 2025", "2025-04-08T07:00"),
        ("Tuesday, April 8, 2025 - 10:00", "2025-04-08T10:00"),
        ("April 8, 2025 10:00 AM EST", "2025-04-08T15:00"),
        ("2025/04/08 10:00", "2025-04-08T10:00"),
        ("2025.04.08 10:00", "2025-04-08T10:00"),
        ("08.04.2025 10:00", "2025-04-08T10:00"),
        ("18/04/2025 10:00", "2025-04-18T10:00"),
        ("Tue, 08 Apr 2025 10:00:00 XYZ", "2025-04-08T10:00"),
        ("Tue, 08 Apr 2025 10:00:00 ET", "2025-04-08T14:00"),  # summer time is on
        ("Wed, 08 Jan 2025 10:00:00 ET", "2025-01-08T15:00"),
        ("2025-04-08 10:00 PT", "2025-04-08T17:00"),
        ("2 Apr 2004 10:00 PT", "2004-04-02T18:00"),  # until 2006 it began in April
        ("8 Nov 2006 10:00 CT", "2006-11-08T16:00"),
        ("April 8, 2025 10:00 AM Eastern Daylight Time", "2025-04-08T14:00"),
        ("April 8, 2025 at 10:00 Eastern Time", "2025-04-08T14:00"),
        ("8 Apr 2025 10:00 Moscow Standard Time", "2025-04-08T07:00"),
        ("2025-04-08 10:00 Korea Standard Time", "2025-04-08T01:00"),
        ("8 Apr 2025 10:00 (Central European Summer Time)", "2025-04-08T08:00"),
    ],
)
def test_dates(text: str, moment: str) -> None:
    assert parse_feed_date(text) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "yesterday",
        "Tuesday 10:00",
        "8 April",
        "2025-04",
        "2025",
        "April 2025",
        "04/2025",
        "Apr 2025 10:00",
        "04/08/2025 10:00",
        "Tue, 31 Feb 2025 10:00:00 GMT",
        "Tue, 08 Apr 2025 25:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "Tue, 08 Apr 2025 10:00:00 +9900",
        "9" * 5000,
    ],
)
def test_no_dates(text: str | None) -> None:
    assert parse_feed_date(text) is None


@pytest.mark.parametrize(
    ("zone", "feed", "hour"),
    [
        ("IST", "https://news.example.in/rss", "04:30"),
        ("IST", "https://www.example.co.il/rss", "08:00"),
        ("CST", "https://example.com/rss", "16:00"),
        ("CST", "https://example.com.cn/rss", "02:00"),
        ("EST", "https://example.net.au/rss", "00:00"),
    ],
)
def test_letters_mean_what_they_mean_at_home(zone: str, feed: str, hour: str) -> None:
    moment = parse_feed_date(f"Tue, 08 Apr 2025 10:00:00 {zone}", url=feed)
    assert moment is not None
    assert f"{moment:%d %H:%M}" == f"08 {hour}"


def test_a_date_after_the_given_limit_is_refused() -> None:
    limit = datetime(2025, 4, 8, tzinfo=UTC)
    assert parse_feed_date("2025-04-08", not_after=limit) == limit
    assert parse_feed_date("2025-04-09", not_after=limit) is None


@given(st.one_of(st.text(), st.text(alphabet="0123456789:-+/. TZaprmkstGMT,", max_size=40), st.datetimes().map(str)))
def test_any_text_is_a_utc_date_or_none(text: str) -> None:
    moment = parse_feed_date(text, url="https://[broken")
    assert moment is None or moment.tzinfo is UTC
