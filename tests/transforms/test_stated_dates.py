"""Publication dates and publishers that a text states."""

from datetime import date

import pytest

from transforms.stated_dates import choose_stated_date, is_date_line, writes_day_first
from transforms.stated_publishers import stated_publisher

NOT_AFTER = date(2025, 6, 2)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Updated 08 April 2025", date(2025, 4, 8)),
        ("24-04-2025", date(2025, 4, 24)),
        ("Page last modified: 07-02-2019 09:15:42 GMT", date(2019, 2, 7)),
        ("April 8, 2025", date(2025, 4, 8)),
        ("Tuesday, Apr. 8, 2025 at 9:15 a.m. ET", date(2025, 4, 8)),
        ("Published: 2025-04-08 10:12", date(2025, 4, 8)),
        ("8th April 2025", date(2025, 4, 8)),
        ("04/24/2025", date(2025, 4, 24)),
        ("08.04.2025", date(2025, 4, 8)),
        ("04/03/2025", None),  # April or March: both orders are in use with slashes
        ("04/08/2025", date(2025, 4, 8)),  # 4 August has not come
        ("12-07-2025", None),  # neither 12 July nor 7 December has come
        ("08-04-2025", date(2025, 4, 8)),
        ("31-02-2025", None),
        ("Updated 08 April 2026", None),
        ("April 8", None),
        ("Published in Lima", None),
        ("The treaty of 8 April 2025 was the first that both parliaments ratified in a single week.", None),
    ],
)
def test_a_date_line(line: str, day: date | None) -> None:
    assert choose_stated_date([line], not_after=NOT_AFTER, day_first=None) == day


def test_the_style_of_the_text_settles_the_order_of_day_and_month() -> None:
    assert writes_day_first("It began on 3 May 2024.") is True
    assert writes_day_first("It began on May 3, 2024.") is False
    assert writes_day_first("It began on May 3, 2024, and ended on 4 May 2024.") is None
    assert choose_stated_date(["04/08/2024"], not_after=NOT_AFTER, day_first=True) == date(2024, 8, 4)
    assert choose_stated_date(["04-08-2024"], not_after=NOT_AFTER, day_first=False) == date(2024, 4, 8)


def test_publication_goes_before_revision() -> None:
    lines = ["Updated 9 April 2025", "Published 8 April 2025"]
    assert choose_stated_date(lines, not_after=NOT_AFTER, day_first=None) == date(2025, 4, 8)


def test_a_sentence_with_a_date_is_no_date_line() -> None:
    assert not is_date_line("Peru and Bolivia signed the treaty on 8 April 2025")


@pytest.mark.parametrize(
    ("above", "below", "agency", "publisher"),
    [
        (["Updated 08 April 2025", "ANP"], [], None, "ANP"),
        (["8 April 2025", "Andean Daily News"], [], None, "Andean Daily News"),
        (["8 April 2025", "Kallpa"], [], None, "Kallpa"),  # the body says "told Kallpa"
        (["8 April 2025", "Ana Torres"], [], None, None),
        (["8 April 2025", "Ana Torres"], [], "AP", "AP"),
        (["8 April 2025", "Lima"], [], None, None),
        ([], ["© 2025 The Lima Herald. All rights reserved."], None, "The Lima Herald"),
        ([], ["Copyright 2025, Puno Online Ltd"], None, "Puno Online"),
        ([], ["Join the AndesReview.org mailing list"], None, "AndesReview.org"),
        ([], [], None, None),
    ],
)
def test_a_publisher(above: list[str], below: list[str], agency: str | None, publisher: str | None) -> None:
    body = "The port of Ilo is closed, a captain told Kallpa on Monday."
    assert stated_publisher(above, below, body, agency=agency) == publisher
