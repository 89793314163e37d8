"""A run takes feeds and seed files all the way to SQL, and another run of the same input adds nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows.archive_reading import read_archive
from flows.ingest import ingest
from flows.settings import Settings
from tests.flows.site import NOON, feed, page, serve_feed, settings
from tests.loopback import Loopback, Route
from transforms.errors import CodebookError, SettingsError, StorageError
from transforms.records import Stage
from transforms.run_records import RunReport, StageCount
from warehouse.queries import query

SEED = """Chile protests to Argentina over fishing boats

SANTIAGO, April 7 - Chile accused Argentina on Monday of letting fishing boats cross into its waters at night.
The foreign minister of Argentina will visit Chile next week, an official in Santiago said, and both sides want to
agree on a line that the crews of the boats can see on their charts before the season opens in the south.
"""


def run(stated: Settings, at: datetime = NOON) -> RunReport:
    return ingest(stated, now=lambda: at, report=lambda line: None)


def rows(stated: Settings, sql: str) -> list[tuple[object, ...]]:
    with query(stated.published_file, sql) as answer:
        return list(answer.rows)


def count(report: RunReport, stage: Stage) -> StageCount:
    return next(found for found in report.counts if found.stage is stage)


def endings(report: RunReport, stage: Stage) -> tuple[int, ...]:
    found = count(report, stage)
    return found.n_in, found.n_kept, found.n_rejected, found.n_failed, found.n_pending, found.n_unchanged


def of_feeds(report: RunReport) -> list[str]:
    return [problem for problem in report.problems if problem.startswith("http")]


def without_validators(loopback: Loopback, numbers) -> Route:
    return Route(feed(loopback, numbers).encode(), headers={"Content-Type": "application/rss+xml"})


def later(minutes: int) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def full(tmp_path: Path, loopback: Loopback) -> Settings:
    """Two seed files and a feed of 22 entries."""
    stated = settings(tmp_path, serve_feed(loopback, range(22)))
    (stated.seeds_folder / "fishing.txt").write_text(SEED, encoding="utf-8")
    (stated.seeds_folder / "empty.txt").write_text("", encoding="utf-8")
    return stated


class TestAWholeRun:
    def test_seeds_and_pages_land_with_their_endings(self, full):
        report = run(full)
        assert report.exit_code == 0
        assert endings(report, Stage.FEED) == (1, 1, 0, 0, 0, 0)
        assert endings(report, Stage.ENTRY) == (22, 22, 0, 0, 0, 0)
        assert endings(report, Stage.DOCUMENT) == (24, 23, 1, 0, 0, 0)
        assert endings(report, Stage.STORY) == (23, 23, 0, 0, 0, 0)
        assert rows(full, "SELECT count(*) FROM core.stories") == [(23,)]
        assert rows(full, "SELECT outcome, count(*) FROM raw.entries GROUP BY 1") == [("kept", 22)]
        assert rows(full, "SELECT kind, count(*) FROM raw.fetches GROUP BY 1 ORDER BY 1") == [
            ("entry", 22),
            ("feed", 1),
        ]

    def test_events_are_there_with_sentence_and_publisher(self, full):
        report = run(full)
        assert report.n_mentions == rows(full, "SELECT count(*) FROM core.event_mentions")[0][0] > 0
        assert rows(full, "SELECT DISTINCT publisher FROM mart.event_list WHERE url IS NOT NULL") == [("Andes Wire 0",)]
        assert rows(full, "SELECT count(*) FROM mart.event_list WHERE NOT contains(sentence, trigger)") == [(0,)]

    def test_the_run_tells_which_file_is_no_good(self, full):
        assert [problem for problem in run(full).problems if "empty.txt" in problem]
        assert rows(full, "SELECT stage, is_failure FROM ops.rejections WHERE key LIKE '%empty.txt'") == [
            ("document", False)
        ]

    def test_the_run_is_on_record(self, full):
        report = run(full)
        (found,) = rows(
            full, "SELECT run_id, state, exit_code, n_stories, coder_version, codebook_version FROM ops.runs"
        )
        assert found[:4] == (report.run_id, "finished", 0, 23)
        assert None not in found

    def test_bodies_are_archived_before_they_are_parsed(self, full):
        run(full)
        (file,) = full.archive_folder.glob("*.warc.gz")
        assert file.stat().st_size > 0
        assert list(full.spool_folder.iterdir()) == []


class TestASecondRun:
    TABLES = ("raw.entries", "core.stories", "core.event_mentions", "core.figures", "mart.event_list", "mart.dyad_day")

    def contents(self, stated):
        return {table: sorted(map(repr, rows(stated, f"FROM {table}"))) for table in self.TABLES}

    def per_run(self, stated, run_id):
        return {
            table: rows(stated, f"SELECT count(*) FROM {table} WHERE run_id = '{run_id}'")[0][0]
            for table in ("ops.runs", "ops.stage_counts", "raw.fetches", "ops.loaded_batches")
        }

    def test_it_adds_nothing_but_its_own_record(self, full, loopback):
        run(full)
        before = self.contents(full)
        (full.seeds_folder / "empty.txt").unlink()
        again = run(full, later(15))
        assert self.contents(full) == before
        assert self.per_run(full, again.run_id) == {
            "ops.runs": 1,
            "ops.stage_counts": 4,
            "raw.fetches": 1,
            "ops.loaded_batches": 0,
        }
        assert rows(full, f"SELECT status FROM raw.fetches WHERE run_id = '{again.run_id}'") == [(304,)]
        assert endings(again, Stage.ENTRY) == (0, 0, 0, 0, 0, 0)
        assert endings(again, Stage.DOCUMENT) == (0, 0, 0, 0, 0, 1)
        assert loopback.n_requests("/page/1") == 1
        assert (again.n_stories, again.exit_code) == (0, 0)

    def test_a_feed_without_validators_is_not_parsed_again_either(self, full, loopback):
        loopback.answer("/rss", without_validators(loopback, range(5)))
        run(full)
        again = run(full, later(15))
        assert endings(again, Stage.ENTRY) == (0, 0, 0, 0, 0, 0)
        assert rows(full, "SELECT status FROM raw.fetches WHERE kind = 'feed'") == [(200,), (200,)]

    def test_a_changed_feed_brings_its_new_entries_alone(self, full, loopback):
        run(full)
        serve_feed(loopback, range(24))
        again = run(full, later(15))
        assert endings(again, Stage.ENTRY) == (2, 2, 0, 0, 0, 22)
        assert again.n_stories == 2

    def test_a_page_under_another_address_with_the_same_bytes_is_not_parsed_again(self, full, loopback):
        run(full)
        loopback.serve("/page/100", page(3))
        loopback.answer("/rss", without_validators(loopback, [100]))
        again = run(full, later(15))
        assert endings(again, Stage.ENTRY) == (1, 1, 0, 0, 0, 0)
        assert count(again, Stage.DOCUMENT).n_unchanged == 2  # the page and fishing.txt
        assert again.n_stories == 0

    def test_without_feeds_no_request_is_made(self, tmp_path, full, loopback):
        stated = settings(tmp_path)
        run(stated)
        assert loopback.requests == []


class TestSeedFilesThatChange:
    COUNTS = "SELECT (SELECT count(*) FROM core.stories), (SELECT count(*) FROM core.event_mentions)"
    DATED = "SELECT published_at::DATE::VARCHAR, published_rung FROM core.stories"

    @pytest.fixture
    def seeds(self, tmp_path):
        stated = settings(tmp_path)
        (stated.seeds_folder / "fishing.txt").write_text(SEED, encoding="utf-8")
        return stated

    def give_date(self, stated, day):
        (stated.seeds_folder / "dates.csv").write_text(f"file,published_at\nfishing.txt,{day}\n", encoding="utf-8")

    def days_of_the_accusation(self, stated):
        return rows(stated, "SELECT event_date_start::VARCHAR FROM mart.event_list WHERE trigger = 'accused'")

    def test_a_date_supplied_later_is_taken_and_dates_the_events(self, seeds):
        run(seeds)
        before = rows(seeds, self.COUNTS)
        assert rows(seeds, self.DATED) == [(None, "unknown")]
        self.give_date(seeds, "2025-04-07")
        assert endings(run(seeds, later(15)), Stage.DOCUMENT) == (1, 1, 0, 0, 0, 0)
        assert rows(seeds, self.DATED) == [("2025-04-07", "given")]
        assert self.days_of_the_accusation(seeds) == [("2025-04-07",)]
        assert rows(seeds, self.COUNTS) == before
        assert endings(run(seeds, later(30)), Stage.DOCUMENT) == (0, 0, 0, 0, 0, 1)

    def test_a_date_for_the_whole_run_supplied_later_is_taken_and_stays(self, seeds):
        run(seeds)
        dated = replace(seeds, published_on=date(2025, 4, 7))
        for minutes, stated, n_in in ((15, dated, 1), (30, dated, 0), (45, seeds, 0)):
            assert count(run(stated, later(minutes)), Stage.DOCUMENT).n_in == n_in
        assert rows(seeds, self.DATED) == [("2025-04-07", "given")]

    def test_a_corrected_date_takes_the_place_of_the_wrong_one(self, seeds):
        self.give_date(seeds, "2025-04-01")
        run(seeds)
        self.give_date(seeds, "2025-04-07")
        run(seeds, later(15))
        assert rows(seeds, self.DATED) == [("2025-04-07", "given")]

    def test_a_body_that_is_read_again_is_archived_once(self, seeds):
        run(seeds)
        self.give_date(seeds, "2025-04-07")
        run(seeds, later(15))
        files = seeds.archive_folder.glob("*.warc.gz")
        assert [archived.body for file in files for archived in read_archive(file)] == [SEED.encode()]

    def test_an_edited_file_counts_once_and_its_old_body_is_told(self, seeds):
        run(seeds)
        (before,) = rows(seeds, "SELECT count(*) FROM mart.event_list")
        (seeds.seeds_folder / "fishing.txt").write_text(SEED + "Fishermen waited in port.\n", encoding="utf-8")
        run(seeds, later(15))
        assert rows(seeds, "SELECT count(*) FROM mart.event_list") == [before]
        assert rows(seeds, "SELECT count(*), count(DISTINCT document_id) FROM core.stories") == [(2, 2)]
        assert rows(
            seeds,
            "SELECT excluded.reason, contains(story.text, 'in port') FROM mart.excluded_stories AS excluded "
            "JOIN core.stories AS story ON story.document_id = excluded.original_document_id",
        ) == [("superseded", True)]
        assert endings(run(seeds, later(30)), Stage.DOCUMENT) == (0, 0, 0, 0, 0, 1)

    def test_an_edit_that_is_taken_back_brings_the_old_body_back(self, seeds):
        file = seeds.seeds_folder / "fishing.txt"
        for minutes, body in enumerate((SEED, SEED + "Fishermen waited in port.\n", SEED)):
            file.write_text(body, encoding="utf-8")
            run(seeds, later(minutes))
        counted = "SELECT text NOT LIKE '%in port%' FROM core.stories WHERE story_id NOT IN (SELECT story_id FROM {})"
        assert rows(seeds, counted.format("mart.excluded_stories")) == [(True,)]
        assert endings(run(seeds, later(30)), Stage.DOCUMENT) == (0, 0, 0, 0, 0, 1)

    def test_a_file_that_made_room_for_another_under_its_name_counts_on(self, seeds):
        run(seeds)
        file = seeds.seeds_folder / "fishing.txt"
        file.rename(seeds.seeds_folder / "old.txt")
        file.write_text(SEED.replace("Chile", "Uruguay"), encoding="utf-8")
        run(seeds, later(15))
        assert rows(seeds, "FROM mart.excluded_stories") == []
        assert rows(seeds, "SELECT count(*) FROM core.stories") == [(2,)]

    def test_an_edit_that_gives_no_story_leaves_the_old_one_counted(self, seeds):
        run(seeds)
        (seeds.seeds_folder / "fishing.txt").write_text("Chile\n", encoding="utf-8")
        assert endings(run(seeds, later(15)), Stage.DOCUMENT)[:3] == (1, 0, 1)
        assert rows(seeds, "FROM mart.excluded_stories") == []


class TestWhatGoesWrong:
    def test_one_broken_feed_stops_no_other(self, tmp_path, loopback):
        good = serve_feed(loopback, range(3))
        bad = [
            loopback.serve("/page", "<!DOCTYPE html><html><body>Subscribe!</body></html>"),
            loopback.answer("/fault", Route(b"", 500)),
            loopback.answer("/reset", Route(is_reset=True)),
            loopback.serve("/empty", b"", "application/rss+xml"),
            loopback.url("/nothing"),
        ]
        stated = settings(tmp_path, *bad[:2], good, *bad[2:])
        report = run(stated)
        assert endings(report, Stage.ENTRY) == (3, 3, 0, 0, 0, 0)
        found = count(report, Stage.FEED)
        assert (found.n_in, found.n_kept, found.n_rejected + found.n_failed) == (6, 1, 5)
        for url in bad:
            assert [problem for problem in report.problems if url in problem], url
        assert dict(rows(stated, "SELECT url, state FROM ops.feeds")) == {good: "active"} | dict.fromkeys(
            bad, "backing_off"
        )

    def test_a_failing_feed_is_asked_again_after_a_pause_that_grows(self, tmp_path, loopback):
        url = loopback.answer("/rss", Route(b"", 503))
        stated = settings(tmp_path, url)
        asked = []
        for minutes in (0, 5, 15, 25, 40):
            run(stated, later(minutes))
            asked.append(loopback.n_requests("/rss"))
        assert asked == [1, 1, 2, 2, 3]
        serve_feed(loopback, range(2))
        assert endings(run(stated, later(24 * 60)), Stage.ENTRY) == (2, 2, 0, 0, 0, 0)
        assert rows(stated, "SELECT state, n_failures, reason FROM ops.feeds") == [("active", 0, None)]

    def test_retry_after_is_heeded(self, tmp_path, loopback):
        url = loopback.answer("/rss", Route(b"", 429, {"Retry-After": "7200"}))
        stated = settings(tmp_path, url)
        reports = [run(stated, later(minutes)) for minutes in (0, 60, 121)]
        assert loopback.n_requests("/rss") == 2
        again_at = f"it is polled again from {later(120):%Y-%m-%d %H:%M} UTC on"
        assert [problem.rpartition("; ")[2] for problem in of_feeds(reports[0])] == [again_at]

    def test_a_feed_that_is_gone_is_never_asked_again(self, tmp_path, loopback):
        stated = settings(tmp_path, loopback.answer("/rss", Route(b"", 410)))
        (problem,) = of_feeds(run(stated))
        assert problem.endswith(
            "/rss: the server says that this is gone for good (HTTP 410); "
            "it is polled no more until `dyadwire feeds resume` says so"
        )
        run(stated, later(10_000))
        assert loopback.n_requests("/rss") == 1
        assert rows(stated, "SELECT state FROM ops.feeds") == [("gone",)]

    def test_a_page_that_fails_is_tried_again_five_times_and_then_ends(self, tmp_path, loopback):
        stated = settings(tmp_path, serve_feed(loopback, range(4)))
        loopback.answer("/page/2", Route(b"", 503))
        seen = [endings(run(stated, later(15 * number)), Stage.ENTRY)[:5] for number in range(6)]
        assert seen == [(3, 3, 0, 0, 1), *[(0, 0, 0, 0, 1)] * 3, (1, 0, 0, 1, 0), (0, 0, 0, 0, 0)]
        assert loopback.n_requests("/page/2") == 5
        assert rows(stated, "SELECT outcome, n_attempts FROM raw.entries WHERE url LIKE '%/page/2'") == [("failed", 5)]

    def test_a_page_that_fails_once_is_kept_by_the_next_run(self, tmp_path, loopback):
        stated = settings(tmp_path, serve_feed(loopback, range(4)))
        loopback.answer("/page/2", Route(b"", 503), Route(page(2).encode(), headers={"Content-Type": "text/html"}))
        run(stated)
        assert rows(stated, "SELECT outcome, n_attempts FROM raw.entries WHERE n_attempts > 0") == [("pending", 1)]
        again = run(stated, later(15))
        assert endings(again, Stage.ENTRY)[:5] == (1, 1, 0, 0, 0)
        assert again.n_stories == 1

    def test_a_page_that_is_not_there_ends_at_once(self, tmp_path, loopback):
        stated = settings(tmp_path, serve_feed(loopback, range(4)))
        loopback.answer("/page/1", Route(b"", 404))
        report = run(stated)
        assert endings(report, Stage.ENTRY)[:5] == (4, 3, 1, 0, 0)
        assert rows(stated, "SELECT reason, is_failure FROM ops.rejections") == [("not_found", False)]

    def test_two_feeds_with_one_page_fetch_it_once(self, tmp_path, loopback):
        stated = settings(tmp_path, serve_feed(loopback, range(3), "/one"), serve_feed(loopback, range(3), "/two"))
        report = run(stated)
        assert endings(report, Stage.ENTRY)[:4] == (6, 3, 3, 0)
        assert loopback.n_requests("/page/1") == 1
        assert rows(stated, "SELECT DISTINCT reason FROM ops.rejections") == [("duplicate",)]

    def test_equal_seed_files_are_read_once(self, tmp_path):
        stated = settings(tmp_path)
        for name in ("a.txt", "b.txt"):
            (stated.seeds_folder / name).write_text(SEED, encoding="utf-8")
        assert endings(run(stated), Stage.DOCUMENT)[:4] == (2, 1, 1, 0)
        assert endings(run(stated, later(15)), Stage.DOCUMENT) == (1, 0, 1, 0, 0, 1)

    @pytest.mark.parametrize(("n_bad", "exit_code"), [(1, 0), (3, 4)])
    def test_too_large_a_share_of_failures_is_told_by_the_exit_code(self, tmp_path, loopback, n_bad, exit_code):
        bad = [loopback.answer(f"/bad{number}", Route(b"", 500)) for number in range(n_bad)]
        stated = settings(tmp_path, serve_feed(loopback, range(2)), *bad)
        report = run(stated)
        assert report.exit_code == exit_code
        assert report.n_stories == 2  # what came is loaded and published all the same
        assert rows(stated, "SELECT exit_code, message IS NULL FROM ops.runs") == [(exit_code, exit_code == 0)]

    def test_a_bad_codebook_row_stops_the_run_before_the_first_fetch(self, full, loopback, tmp_path):
        folder = tmp_path / "codebook"
        folder.mkdir()
        for table in full.codebook_folder.glob("*.csv"):
            (folder / table.name).write_bytes(table.read_bytes())
        with (folder / "predicates.csv").open("a", encoding="utf-8") as table:
            table.write("hug-v,verb,hug,,,,,,HUGGING,,own knowledge,\n")
        broken = settings(tmp_path, loopback.url("/rss"), codebook_folder=folder)
        with pytest.raises(CodebookError, match=r"predicates\.csv, line \d+"):
            run(broken)
        assert loopback.requests == []

    def test_a_missing_feed_list_is_named(self, full, tmp_path):
        with pytest.raises(SettingsError, match=r"no-such\.toml"):
            run(settings(tmp_path, feeds_file=tmp_path / "no-such.toml"))

    def test_a_missing_folder_of_documents_is_named_before_the_first_fetch(self, tmp_path, loopback):
        stated = settings(tmp_path, serve_feed(loopback, range(2)), seeds_folder=tmp_path / "nowhere")
        with pytest.raises(SettingsError, match="nowhere does not exist"):
            run(stated)
        assert loopback.requests == []

    def test_an_error_in_mid_run_is_on_record(self, full):
        full.archive_folder.parent.mkdir(parents=True)
        full.archive_folder.write_text("a file where the archive's folder should be")
        with pytest.raises(StorageError, match="archive"):
            run(full)
        full.archive_folder.unlink()
        assert run(full, later(15)).exit_code == 0
        assert rows(full, "SELECT state, exit_code FROM ops.runs ORDER BY started_at") == [
            ("failed", 5),
            ("finished", 0),
        ]


def test_batches_are_bounded(full):
    run(replace(full, batch_size=10))
    assert rows(full, "SELECT n_documents FROM ops.loaded_batches ORDER BY batch_id") == [(10,), (10,), (3,)]
