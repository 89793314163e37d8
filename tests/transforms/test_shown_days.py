"""Days that a text writes out, against those that a library only completes."""

from datetime import date

import pytest

from transforms.shown_days import shows_day


@pytest.mark.parametrize(
    "text",
    [
        "2025-04-01T10:00:00Z",
        "/2025/04/01/peru-opens-port",
        "20250401",
        "20250401103000",
        "1.4.2025",
        "04/01/2025",
        "1. April 2025",
        "1 de abril de 2025",
        "1er avril 2025",
        "April 1st, 2025",
        "Apr. 01 2025",
        "Tue, 01-Apr-2025",
        "2025年4月1日",
        "2025년 4월 1일",
    ],
)
def test_a_whole_day(text: str) -> None:
    assert shows_day(f"Published {text}, 9 comments", date(2025, 4, 1))


@pytest.mark.parametrize(
    "text", ["April 2025", "2025-04", "2025-04-10", "21 April 2025", "April 11, 2025", "12025-04-01", "Copyright 2025"]
)
def test_less_than_the_day(text: str) -> None:
    assert not shows_day(text, date(2025, 4, 1))
