"""What headers say about time."""

from datetime import UTC, datetime, timedelta

import pytest

from transforms.http_times import max_age, retry_after

NOON = datetime(2025, 4, 8, 12, tzinfo=UTC)


@pytest.mark.parametrize(("stated", "seconds"), [
    ("120", 120),
    (" 120 ", 120),
    ("Tue, 08 Apr 2025 12:10:00 GMT", 600),
    ("Tuesday, 08-Apr-25 12:10:00 GMT", 600),
    ("Tue, 08 Apr 2025 14:10:00 +0200", 600),
    ("Tue, 08 Apr 2025 11:00:00 GMT", None),
    ("0", None),
    ("-5", None),
    ("soon", None),
    ("", None),
    ("٣", None),
    ("Tue, 99 Apr 2025 12:10:00 GMT", None),
])  # fmt: skip
def test_retry_after_in_both_forms(stated: str, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after({"retry-after": stated}, at=NOON) == expected


def test_a_retry_after_of_ages_breaks_nothing() -> None:
    assert retry_after({"retry-after": "9" * 40}, at=NOON) == timedelta(seconds=999_999_999)


@pytest.mark.parametrize(("headers", "seconds"), [
    ({"cache-control": "max-age=300"}, 300),
    ({"cache-control": "public, MAX-AGE = 300"}, 300),
    ({"cache-control": "max-age=300", "age": "100"}, 200),
    ({"cache-control": "max-age=300", "age": "900"}, None),
    ({"cache-control": "s-maxage=300"}, None),
    ({"cache-control": "no-cache, max-age=300"}, None),
    ({"cache-control": "max-age=0", "expires": "Tue, 08 Apr 2025 13:00:00 GMT"}, None),
    ({"expires": "Tue, 08 Apr 2025 13:00:00 GMT"}, 3600),
    ({"expires": "Tue, 08 Apr 2025 13:00:00 GMT", "date": "Tue, 08 Apr 2025 12:59:00 GMT"}, 60),
    ({"expires": "0"}, None),
    ({}, None),
])  # fmt: skip
def test_how_long_an_answer_stays_fresh(headers: dict[str, str], seconds: int | None) -> None:
    assert max_age(headers, at=NOON) == (None if seconds is None else timedelta(seconds=seconds))
