"""Pages of entries: robots.txt, pauses, waits, and pages that changed after the feed said so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from flows.ingest import ingest
from flows.settings import Settings
from tests.flows.site import NOON, page, serve_feed, settings
from tests.flows.test_ingest import endings, later, rows, run
from tests.loopback import Loopback, Route
from transforms.records import Stage

TEXT = {"Content-Type": "text/plain"}
HTML = {"Content-Type": "text/html; charset=utf-8"}


def robots(loopback: Loopback, text: str, status: int = 200) -> None:
    loopback.answer("/robots.txt", Route(text.encode(), status, TEXT))


def pages(loopback: Loopback) -> list[str]:
    return sorted(received.path for received in loopback.requests if received.path.startswith("/page"))


class TestRobots:
    @pytest.mark.parametrize(("text", "fetched"), [
        ("User-agent: *\nDisallow: /page/1", ["/page/0", "/page/2"]),
        ("User-agent: *\nDisallow: /\n\nUser-agent: dyadwire\nAllow: /", ["/page/0", "/page/1", "/page/2"]),
        ("User-agent: DyadWire\nDisallow: /page/*\nAllow: /page/2$", ["/page/2"]),
        ("User-agent: Otherbot\nDisallow: /", ["/page/0", "/page/1", "/page/2"]),
        ("<html>we have no such file</html>", ["/page/0", "/page/1", "/page/2"]),
    ])  # fmt: skip
    def test_what_it_refuses_is_not_fetched(self, tmp_path, loopback, text, fetched):
        robots(loopback, text)
        report = run(stated := settings(tmp_path, serve_feed(loopback, range(3))))
        assert pages(loopback) == fetched
        n = len(fetched)
        assert endings(report, Stage.ENTRY)[:5] == (3, n, 3 - n, 0, 0)
        assert rows(stated, "SELECT count(*) FROM raw.fetches WHERE kind = 'entry'") == [(n,)]
        assert rows(stated, "SELECT DISTINCT reason FROM ops.rejections") == ([("robots",)] if n < 3 else [])

    def test_it_is_asked_for_once_a_day_and_recorded(self, tmp_path, loopback):
        robots(loopback, "User-agent: *\nCrawl-delay: 0.01\n")
        stated = settings(tmp_path, serve_feed(loopback, range(3)))
        for hours, number in ((0, 3), (12, 4), (25, 5)):
            serve_feed(loopback, range(number))
            run(stated, later(60 * hours))
        assert loopback.n_requests("/robots.txt") == 2
        assert len(pages(loopback)) == 5
        assert rows(stated, "SELECT robots_status, robots_txt, crawl_delay_seconds, robots_problem FROM ops.hosts") == [
            (200, "User-agent: *\nCrawl-delay: 0.01\n", 0.01, None)
        ]

    def test_a_host_without_one_allows_all(self, tmp_path, loopback):
        stated = settings(tmp_path, serve_feed(loopback, range(3)))
        assert endings(run(stated), Stage.ENTRY)[:2] == (3, 3)
        assert rows(stated, "SELECT robots_status, robots_txt FROM ops.hosts") == [(404, None)]

    def test_where_it_cannot_be_read_pages_wait(self, tmp_path, loopback):
        robots(loopback, "", 500)
        stated = settings(tmp_path, serve_feed(loopback, range(3)))
        for minutes in (0, 15, 30):
            assert endings(run(stated, later(minutes)), Stage.ENTRY)[:5] == (0, 0, 0, 0, 3)
        assert (loopback.n_requests("/robots.txt"), pages(loopback)) == (1, [])
        assert rows(stated, "SELECT DISTINCT n_attempts FROM raw.entries") == [(1,)]
        robots(loopback, "")
        assert endings(run(stated, later(61)), Stage.ENTRY)[:5] == (3, 3, 0, 0, 0)

    def test_the_last_rules_stand_in_where_it_cannot_be_read(self, tmp_path, loopback):
        robots(loopback, "User-agent: *\nDisallow: /page/4")
        stated = settings(tmp_path, serve_feed(loopback, range(3)))
        run(stated)
        robots(loopback, "", 503)
        serve_feed(loopback, range(5))
        assert endings(run(stated, later(3 * 24 * 60)), Stage.ENTRY)[:4] == (2, 1, 1, 0)

    def test_it_can_be_switched_off(self, tmp_path, loopback):
        robots(loopback, "User-agent: *\nDisallow: /")
        run(settings(tmp_path, serve_feed(loopback, range(3)), robots=False))
        assert len(pages(loopback)) == 3


class TestPauses:
    def gaps(self, loopback: Loopback) -> list[float]:
        at = [received.at for received in loopback.requests if received.path.startswith("/page")]
        return [later - earlier for earlier, later in pairwise(at)]

    def test_between_two_pages_of_a_host(self, tmp_path, loopback):
        run(settings(tmp_path, serve_feed(loopback, range(4)), page_pause=0.6))
        assert min(self.gaps(loopback)) > 0.3

    def test_a_longer_crawl_delay_goes_before_it(self, tmp_path, loopback):
        robots(loopback, "User-agent: *\nCrawl-delay: 0.6")
        run(settings(tmp_path, serve_feed(loopback, range(4)), page_pause=0.01))
        assert min(self.gaps(loopback)) > 0.3

    def test_feeds_of_the_host_keep_to_it_as_well(self, tmp_path, loopback):
        robots(loopback, "User-agent: *\nCrawl-delay: 0.6")
        stated = settings(tmp_path, *(serve_feed(loopback, range(2), f"/rss{number}") for number in range(3)))
        run(stated)
        run(stated, later(15))
        at = [received.at for received in loopback.requests if received.path.startswith("/rss")][3:]
        assert min(after - before for before, after in pairwise(at)) > 0.3

    def test_a_run_does_not_wait_for_ever(self, tmp_path, loopback):
        robots(loopback, "User-agent: *\nCrawl-delay: 100")
        stated = settings(tmp_path, serve_feed(loopback, range(4)), patience=1.0)
        report = run(stated)
        assert endings(report, Stage.ENTRY)[:5] == (1, 1, 0, 0, 3)
        assert rows(stated, "SELECT max(n_attempts) FROM raw.entries") == [(0,)]
        assert endings(run(stated, later(15)), Stage.ENTRY)[:5] == (1, 1, 0, 0, 2)

    def test_the_next_run_keeps_a_crawl_delay_to_the_last_request_of_this_one(self, tmp_path, loopback):
        robots(loopback, "User-agent: *\nCrawl-delay: 6")
        stated = settings(tmp_path, serve_feed(loopback, range(2)), patience=0.5)
        for patience in (0.5, 20):
            ingest(replace(stated, patience=patience), now=lambda: datetime.now(UTC), report=lambda line: None)
        assert len(pages(loopback)) == 2
        assert min(self.gaps(loopback)) > 5

    def test_a_429_holds_up_the_other_pages_and_costs_them_no_try(self, tmp_path, loopback):
        stated = settings(tmp_path, serve_feed(loopback, range(8)), per_host=1)
        for number in range(8):
            loopback.answer(f"/page/{number}", Route(b"", 429, {"Retry-After": "600"}))
        assert endings(run(stated), Stage.ENTRY)[:5] == (0, 0, 0, 0, 8)
        assert len(pages(loopback)) == 1
        run(stated, later(5))
        assert len(pages(loopback)) == 1
        assert rows(stated, "SELECT n_attempts, count(*) FROM raw.entries GROUP BY 1 ORDER BY 1") == [(0, 7), (1, 1)]
        serve_feed(loopback, range(8))
        assert endings(run(stated, later(11)), Stage.ENTRY)[:5] == (8, 8, 0, 0, 0)

    def test_connections_are_used_again(self, tmp_path, loopback):
        run(settings(tmp_path, serve_feed(loopback, range(20)), per_host=2))
        assert len(pages(loopback)) == 20
        assert loopback.n_connections <= 4  # two for the pages, and those of the poll


class TestUpdates:
    def serve(self, loopback: Loopback, updated: Iterable[datetime | None], *, field: str = "updated") -> str:
        """Atom with an entry for each date."""
        entries = "".join(
            f"<entry><id>{number}</id><title>Story {number}</title>"
            f'<link href="{loopback.url(f"/page/{number}")}"/><published>2025-04-08T09:00:00Z</published>'
            + (f"<{field}>{at:%Y-%m-%dT%H:%M:%SZ}</{field}>" if at else "")
            + "</entry>"
            for number, at in enumerate(updated)
        )
        body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Andes</title>{entries}</feed>'
        return loopback.serve("/atom", body, "application/atom+xml")

    def page(self, loopback: Loopback, number: int, text: str) -> None:
        loopback.answer(f"/page/{number}", Route(text.encode(), headers=HTML, etag=f'"{hash(text)}"'))

    @pytest.fixture
    def edited(self, tmp_path, loopback) -> Settings:
        """Three stories, of which the feed says after the first run that two were edited; one was."""
        for number in range(3):
            self.page(loopback, number, page(number))
        stated = settings(tmp_path, self.serve(loopback, [NOON - timedelta(hours=2)] * 3))
        run(stated)
        self.serve(loopback, [NOON + timedelta(minutes=5)] * 2 + [NOON - timedelta(hours=2)])
        self.page(loopback, 1, page(1).replace("washed it away", "took it down to the sea"))
        return stated

    def test_only_their_pages_are_asked_for_again_and_conditionally(self, edited, loopback):
        report = run(edited, later(15))
        assert [loopback.n_requests(f"/page/{number}") for number in range(3)] == [2, 2, 1]
        again = [received for received in loopback.requests if received.path.startswith("/page")][3:]
        assert all("if-none-match" in received.headers for received in again)
        assert sorted(rows(edited, "SELECT status FROM raw.fetches WHERE kind = 'entry'")) == [(200,)] * 4 + [(304,)]
        assert endings(report, Stage.ENTRY)[:6] == (2, 2, 0, 0, 0, 1)
        assert rows(edited, "SELECT n_updates FROM raw.entries ORDER BY guid") == [(1,), (1,), (0,)]

    def test_the_edited_text_takes_the_place_of_the_old_one(self, edited):
        run(edited, later(15))
        found = rows(edited, "SELECT count(*), count(*) FILTER (contains(text, 'down to the sea')) FROM core.stories")
        assert found == [(3, 1)]

    def test_what_was_asked_for_is_not_asked_for_again(self, edited, loopback):
        run(edited, later(15))
        report = run(edited, later(30))
        assert endings(report, Stage.ENTRY) == (0, 0, 0, 0, 0, 0)
        assert loopback.n_requests("/page/1") == 2

    def test_a_page_that_is_gone_after_an_update_keeps_its_story(self, edited, loopback):
        loopback.answer("/page/1", Route(b"", 404))
        run(edited, later(15))
        assert rows(edited, "SELECT outcome, document_id IS NULL FROM raw.entries ORDER BY guid") == [
            ("kept", False),
            ("rejected", False),
            ("kept", False),
        ]
        assert rows(edited, "SELECT count(*) FROM core.stories") == [(3,)]

    def test_dates_to_come_and_feeds_that_date_all_anew_have_an_end(self, tmp_path, loopback):
        self.page(loopback, 0, page(0))
        stated = settings(tmp_path, self.serve(loopback, [NOON]))
        for number in range(25):
            self.serve(loopback, [later(15 * number)])
            run(stated, later(15 * number))
        assert loopback.n_requests("/page/0") == 21
        self.serve(loopback, [NOON + timedelta(days=900)])
        run(stated, later(24 * 60))
        assert loopback.n_requests("/page/0") == 21
