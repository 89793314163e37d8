"""Front matter above a text."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.front_matter import FrontMatterError, split_front_matter

SHA256 = "c1" * 32


def test_everything_that_can_be_stated() -> None:
    stated, text = split_front_matter(
        f"""---
title: Peru opens a port
publisher: Lima Herald
published_at: 2025-04-08T22:30:00-05:00
url: https://lima.example/port
language: en
restates: {{title: Port, publisher: Andina, date: 2025-04-08, sha256: {SHA256}}}
---

LIMA: The port is open.
"""
    )
    assert stated is not None
    assert (stated.title, stated.publisher, stated.url) == (
        "Peru opens a port",
        "Lima Herald",
        "https://lima.example/port",
    )
    assert stated.published_at == datetime(2025, 4, 9, 3, 30, tzinfo=UTC)
    assert stated.restates_sha256 == SHA256
    assert text == "LIMA: The port is open.\n"


@pytest.mark.parametrize("date", ["published_at: 2025-04-08", "date: 2025-04-08", 'date: "2025-04-08"'])
def test_a_day_is_its_midnight(date: str) -> None:
    stated, _ = split_front_matter(f"---\n{date}\n---\ntext")
    assert stated is not None
    assert stated.published_at == datetime(2025, 4, 8, tzinfo=UTC)


def test_a_colon_in_a_title_is_no_mistake() -> None:
    stated, _ = split_front_matter("---\ntitle: Peru: a new port\ndate: 2025-04-08\n---\ntext")
    assert stated is not None
    assert stated.title == "Peru: a new port"
    assert stated.published_at == datetime(2025, 4, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No front matter.",
        "---\nA text between rules.\n---\nGoes on.",
        "---\nLIMA: The port is open.\n---\nGoes on.",
        "---\ntitle: never closed\n",
        "text\n---\ntitle: not on top\n---\n",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text: str) -> None:
    assert split_front_matter(text) == (None, text)


@pytest.mark.parametrize(
    "block",
    [
        "title: [never closed\npublisher:\n  - ]",
        "date: soon",
        "date: 2025-13-01",
        "title: {a: b}",
        "title: x\nrestates: Andina",
        "title: x\nrestates: {sha256: 12}",
    ],
)
def test_unreadable_front_matter_says_so(block: str) -> None:
    with pytest.raises(FrontMatterError, match="front matter: "):
        split_front_matter(f"---\n{block}\n---\ntext")


@given(st.text(max_size=200))
def test_nothing_else_is_raised(block: str) -> None:
    for text in (block, f"---\n{block}\n---\ntext", f"---\ntitle: x\n{block}\n---\ntext"):
        try:
            split_front_matter(text)
        except FrontMatterError:
            continue
