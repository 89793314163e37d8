"""How the briefing writes dates, addresses and sentences, and how it orders its network."""

import html
import re
from datetime import date
from itertools import pairwise

import pytest

from flows.briefing import words
from flows.briefing.network import around, leaning


class TestNetwork:
    def test_countries_with_much_between_them_stand_side_by_side(self):
        pairs = {"AAA-CCC": 9, "BBB-DDD": 9, "AAA-BBB": 1, "CCC-EEE": 5, "DDD-EEE": 4}
        order = around([{"pair": pair, "n_pair_events": n} for pair, n in pairs.items()])
        assert sorted(order) == ["AAA", "BBB", "CCC", "DDD", "EEE"]
        neighbours = {frozenset(two) for two in pairwise([*order, order[0]])}
        assert neighbours == {frozenset(pair.split("-")) for pair in pairs}

    @pytest.mark.parametrize(("n_cooperation", "n_acts", "kind"), [
        (2, 3, "cooperation"), (1, 1, "cooperation"), (1, 3, "conflict"), (0, 5, "conflict"), (1, 2, "mixed"),
    ])  # fmt: skip
    def test_a_third_of_the_acts_is_the_border(self, n_cooperation, n_acts, kind):
        assert leaning({"n_cooperation": n_cooperation, "n_pair_events": n_acts}) == kind


class TestWords:
    @pytest.mark.parametrize(("granularity", "first", "last", "shown"), [
        ("day", date(2025, 4, 8), date(2025, 4, 8), "8 Apr 2025"),
        ("day", date(2025, 4, 8), date(2025, 4, 10), "8 Apr 2025 to 10 Apr 2025"),
        ("week", date(2025, 4, 7), date(2025, 4, 13), "week of 7 Apr 2025"),
        ("month", date(2025, 4, 1), date(2025, 4, 30), "April 2025"),
        ("quarter", date(2025, 4, 1), date(2025, 6, 30), "quarter 2 of 2025"),
        ("year", date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("decade", date(1990, 1, 1), date(1999, 12, 31), "1990–1999"),
        ("unknown", None, None, "undated"),
    ])  # fmt: skip
    def test_dates_are_as_fine_as_they_are_known(self, granularity, first, last, shown):
        event = {"date_granularity": granularity, "event_date_start": first, "event_date_end": last}
        assert words.happened(event) == shown

    @pytest.mark.parametrize(("url", "is_followed"), [
        ("https://a.example/x", True),
        ("HTTP://a.example/x", True),
        (" https://a.example/x ", True),
        ("javascript:alert(1)", False),
        (" java\tscript:alert(1)", False),
        ("data:text/html,<script>1</script>", False),
        ("vbscript:x", False),
        ("//a.example/x", False),
        ("file:///etc/passwd", False),
        ("https://[broken", False),
        ("", False),
        (None, False),
    ])  # fmt: skip
    def test_only_addresses_of_the_web_are_followed(self, url, is_followed):
        assert (words.address(url) is not None) is is_followed

    def test_marking_escapes_on_both_sides(self):
        marked = words.marked("<a> & <b>\x00", 4, 5)
        assert marked == "&lt;a&gt; <mark>&amp;</mark> &lt;b&gt;\ufffd"
        assert html.unescape(re.sub("</?mark>", "", marked)) == "<a> & <b>\ufffd"
