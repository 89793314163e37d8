"""What was turned away is listed, shown, and read again when somebody puts it back."""

import json
from pathlib import Path

import pytest

from flows.settings import Settings
from tests.command import Dyadwire, Ended
from tests.flows.site import page, serve_feed, settings
from tests.flows.test_ingest import endings, later, rows, run
from tests.loopback import Loopback, Route
from transforms.records import Stage
from warehouse.connection import open_store

HTML = {"Content-Type": "text/html; charset=utf-8"}
EVIL = "\x1b]0;owned\x07\x9b31m\u202e"
SHORT = f"<html><!-- Nothing {EVIL} here. --><body></body></html>"


@pytest.fixture
def quarantine(dyadwire: Dyadwire, tmp_path: Path):
    """`dyadwire quarantine ...` on the data folder of the run."""

    def command(*arguments: str) -> Ended:
        return dyadwire("quarantine", *arguments, "--data", tmp_path / "data")

    return command


@pytest.fixture
def troubled(tmp_path: Path, loopback: Loopback) -> Settings:
    """A run with two good pages, one without a text, one not there, and a feed that fails."""
    feed = serve_feed(loopback, (0, 1, 2, 4))
    loopback.answer("/page/1", Route(SHORT.encode(), headers=HTML))
    loopback.answer("/page/2", Route(b"", 404))
    stated = settings(tmp_path, feed, loopback.answer("/bad", Route(b"", 500)))
    run(stated)
    return stated


def listed(quarantine, *arguments: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in quarantine("list", "--json", *arguments).out.splitlines()]


def only(quarantine, *arguments: str) -> dict[str, object]:
    (item,) = listed(quarantine, *arguments)
    return item


def test_what_was_turned_away_is_listed_with_what_is_known_of_it(troubled, quarantine, loopback):
    found = {(item["stage"], item["outcome"]): item for item in listed(quarantine)}
    feed = loopback.url("/rss")
    assert sorted(found) == [
        ("document", "rejected"),
        ("entry", "rejected"),
        ("feed", "failed"),
    ]
    short = found["document", "rejected"]
    assert (short["key"], short["feed_url"], short["publisher"]) == (loopback.url("/page/1"), feed, "Andes Wire 0")
    assert (short["title"], short["n_tries"], short["media_type"]) == ("Story 1", 1, "text/html")
    assert len(str(short["body_sha256"])) == 64
    assert found["entry", "rejected"]["reason"] == "not_found"
    failing = found["feed", "failed"]
    assert (failing["n_tries"], failing["feed_url"]) == (1, loopback.url("/bad"))


def test_a_table_ends_with_a_summary_and_filters_narrow_it(troubled, quarantine, loopback):
    lines = quarantine("list").out.splitlines()
    assert lines[0].split() == ["id", "ended", "stage", "reason", "tries", "input", "why"]
    assert lines[-1].startswith("3 in quarantine: ")
    assert only(quarantine, "--reason", "not_found")["key"] == loopback.url("/page/2")
    assert only(quarantine, "--stage", "document")["key"] == loopback.url("/page/1")
    assert only(quarantine, "--feed", loopback.url("/bad"))["stage"] == "feed"
    assert listed(quarantine, "--since", "2099-01-01") == []
    assert len(listed(quarantine, "--since", "2025-04-08", "--stage", "entry")) == 1
    assert quarantine("list", "--since", "2099-01-01").out == "nothing in quarantine fits\n"


def test_one_is_shown_with_its_body_and_nothing_of_it_reaches_the_terminal(troubled, quarantine):
    short = only(quarantine, "--stage", "document")
    shown = quarantine("show", str(short["item_id"])[:6])
    assert shown.exit_code == 0
    assert f"body_sha256       {short['body_sha256']}" in shown.out
    assert "Nothing \\x1b]0;owned\\x07\\x9b31m\\u202e here." in shown.out
    assert all(character.isprintable() or character == "\n" for character in shown.out)
    as_json = quarantine("show", str(short["item_id"]), "--json").out
    assert json.loads(as_json)["body"] == SHORT
    assert all(character.isprintable() or character == "\n" for character in as_json)


@pytest.mark.parametrize(("arguments", "exit_code", "words"), [
    (["show", "0000"], 2, "0000 is not in quarantine; `dyadwire quarantine list` shows what is there"),
    (["show", "no id"], 2, "at least the first 4 of its 32 characters"),
    (["requeue", "0000"], 2, "0000 is not in quarantine"),
    (["requeue", "--reason", "gone"], 2, "nothing in quarantine fits"),
    (["requeue"], 2, "give either ids"),
    (["requeue", "0000", "--reason", "gone"], 2, "give either ids"),
    (["list", "--reason", "bad luck"], 2, "not_english"),
])  # fmt: skip
def test_what_cannot_be_done_is_told(troubled, quarantine, arguments, exit_code, words):
    ended = quarantine(*arguments)
    assert ended.exit_code == exit_code
    assert words in " ".join(ended.err.replace("│", " ").split())


def test_nothing_was_read_yet(quarantine):
    for arguments in (["list"], ["show", "0000"], ["requeue", "0000"]):
        ended = quarantine(*arguments)
        assert ended.exit_code == 5
        assert "`dyadwire ingest` makes it" in ended.err


class TestRequeue:
    def test_a_page_is_fetched_again_and_leaves_quarantine_when_it_is_kept(self, troubled, quarantine, loopback):
        lost = only(quarantine, "--reason", "not_found")
        loopback.serve("/page/2", page(2))
        assert (
            quarantine("requeue", str(lost["item_id"])).out == "1 of 1 are read again by the next `dyadwire ingest`\n"
        )
        waiting = only(quarantine, "--reason", "not_found")
        assert waiting["requeued_at"]
        assert waiting["requeued_by"]
        assert "1 wait to be read again" in quarantine("list").out
        report = run(troubled, later(90))
        assert endings(report, Stage.ENTRY)[:5] == (1, 1, 0, 0, 0)
        assert listed(quarantine, "--reason", "not_found") == []
        assert rows(troubled, "SELECT way, stage, ended_run_id, problem FROM ops.requeues") == [
            ("fetch", "entry", report.run_id, None)
        ]
        gone = quarantine("show", str(lost["item_id"]))
        assert (gone.exit_code, "it has been kept since" in gone.err) == (2, True)

    def test_what_fails_again_is_back_with_one_more_try(self, tmp_path, quarantine, loopback):
        troubled = settings(tmp_path, serve_feed(loopback, range(1, 4)))
        loopback.answer("/page/3", Route(b"", 500))
        for number in range(5):
            run(troubled, later(15 * number))
        failed = only(quarantine)
        assert (failed["outcome"], failed["n_tries"]) == ("failed", 5)
        quarantine("requeue", str(failed["item_id"]))
        n_before = loopback.n_requests("/page/3")
        assert endings(run(troubled, later(90)), Stage.ENTRY)[:5] == (1, 0, 0, 1, 0)
        assert loopback.n_requests("/page/3") == n_before + 1
        again = only(quarantine)
        assert (again["n_tries"], again["n_requeues"], again["requeued_at"]) == (6, 1, None)
        assert again["item_id"] != failed["item_id"]
        by_the_old_id = quarantine("show", str(failed["item_id"])).out
        assert by_the_old_id.count("\nended ") == 2
        assert endings(run(troubled, later(105)), Stage.ENTRY)[:5] == (0, 0, 0, 0, 0)

    def test_a_document_is_read_from_the_archive_and_ends_once(self, troubled, quarantine, loopback):
        n_before = len(loopback.requests)
        assert quarantine("requeue", "--stage", "document", "--since", "2025-04-08").exit_code == 0
        report = run(troubled, later(16 * 60))
        assert loopback.n_requests("/page/1") == 1
        assert len(loopback.requests) > n_before  # its feeds were polled
        assert endings(report, Stage.DOCUMENT)[:4] == (1, 0, 1, 0)
        again = only(quarantine, "--stage", "document")
        assert (again["n_tries"], again["n_requeues"], again["run_id"]) == (2, 1, report.run_id)
        assert rows(troubled, "SELECT count(*), max(run_id) FROM raw.documents WHERE outcome <> 'kept'") == [
            (1, report.run_id)
        ]
        assert endings(run(troubled, later(17 * 60)), Stage.DOCUMENT)[:4] == (0, 0, 0, 0)

    def test_without_network_a_document_is_read_all_the_same(self, troubled, quarantine, tmp_path, loopback):
        quarantine("requeue", "--stage", "document")
        n_before = len(loopback.requests)
        assert endings(run(settings(tmp_path), later(90)), Stage.DOCUMENT)[:4] == (1, 0, 1, 0)
        assert len(loopback.requests) == n_before

    def test_what_is_now_read_better_is_kept_with_what_the_feed_said_of_it(self, troubled, quarantine):
        """The archive's bytes stand in for a newer extraction: they are exchanged for a page that can be read."""
        short = only(quarantine, "--stage", "document")
        with open_store(troubled.store_file) as store:
            (kept,) = store.rows("SELECT document_id FROM raw.entries WHERE url LIKE '%/page/4'")
            merged = ("core.events", "core.event_reports", "core.event_fulfilments", "core.event_aliases")
            made_of_them = ("mart.event_list", "mart.events", "ops.merged_stories")
            for table in ("core.figures", "core.event_mentions", *merged, *made_of_them):
                store.execute(f"DELETE FROM {table}")
            store.execute("DELETE FROM core.stories WHERE document_id = ?", list(kept))
            store.execute(
                "UPDATE raw.documents SET outcome = 'rejected', n_stories = 0 WHERE document_id = ?", list(kept)
            )
            store.execute(
                "UPDATE ops.rejections SET body_sha256 = ?, key = (SELECT origin FROM raw.documents "
                "WHERE document_id = ?) WHERE rejection_id = ?",
                [*kept, *kept, short["item_id"]],
            )
        quarantine("requeue", str(short["item_id"]))
        report = run(troubled, later(90))
        assert endings(report, Stage.DOCUMENT)[:4] == (1, 1, 0, 0)
        found = "SELECT publisher, published_rung, published_at::DATE::VARCHAR FROM core.stories WHERE run_id = '{}'"
        assert rows(troubled, found.format(report.run_id)) == [("Andes Wire 0", "feed", "2025-04-08")]
        assert listed(quarantine, "--stage", "document") == []

    def test_a_body_that_left_the_archive_is_fetched_again(self, troubled, quarantine, loopback, tmp_path):
        for file in (tmp_path / "data" / "archive").iterdir():
            file.unlink()
        shown = quarantine("show", str(only(quarantine, "--stage", "document")["item_id"])).out
        assert "not in the archive any more" in shown
        assert quarantine("requeue", "--stage", "document").exit_code == 0
        report = run(troubled, later(90))
        assert loopback.n_requests("/page/1") == 2
        assert endings(report, Stage.DOCUMENT)[:4] == (1, 0, 1, 0)
        assert rows(troubled, "SELECT way, ended_run_id IS NULL FROM ops.requeues") == [("fetch", False)]

    def test_a_body_that_leaves_the_archive_afterwards_keeps_its_ending(self, troubled, quarantine, tmp_path):
        quarantine("requeue", "--stage", "document")
        for file in (tmp_path / "data" / "archive").iterdir():
            file.unlink()
        report = run(troubled, later(90))
        assert [problem for problem in report.problems if "not in the archive any more; it stays" in problem]
        assert endings(report, Stage.DOCUMENT)[:4] == (0, 0, 0, 0)
        again = only(quarantine, "--stage", "document")
        assert (again["n_requeues"], again["requeued_at"]) == (1, None)

    def test_a_feed_is_polled_at_once(self, troubled, quarantine, loopback):
        serve_feed(loopback, range(5, 7), "/bad")
        n_before = loopback.n_requests("/bad")
        assert quarantine("requeue", "--stage", "feed").exit_code == 0
        report = run(troubled, later(61))
        assert loopback.n_requests("/bad") == n_before + 1
        assert endings(report, Stage.ENTRY)[:2] == (2, 2)
        assert listed(quarantine, "--stage", "feed") == []

    def test_a_seed_file_is_read_again_without_its_folder(self, tmp_path, quarantine):
        stated = settings(tmp_path)
        (stated.seeds_folder / "note.txt").write_text("Chile\n")
        (stated.seeds_folder / "photo.jpg").write_bytes(b"\xff\xd8")
        run(stated)
        assert {item["reason"] for item in listed(quarantine)} == {"unsupported_type", "too_short"}
        photo = quarantine("requeue", "--reason", "unsupported_type")
        assert (photo.exit_code, "every run over its folder reads anyway" in photo.err) == (2, True)
        some = quarantine("requeue", "--stage", "document")
        assert (some.exit_code, some.out[:6]) == (4, "1 of 2")
        assert endings(run(settings(tmp_path, no_seeds=True), later(15)), Stage.DOCUMENT)[:4] == (1, 0, 1, 0)
        assert only(quarantine, "--reason", "too_short")["n_tries"] == 2

    def test_twice_is_once(self, troubled, quarantine):
        quarantine("requeue", "--stage", "document")
        again = quarantine("requeue", "--stage", "document")
        assert (again.exit_code, "has requeued it on" in again.err) == (2, True)
        assert endings(run(troubled, later(90)), Stage.DOCUMENT)[:4] == (1, 0, 1, 0)

    def test_a_run_that_is_going_on_is_waited_for(self, troubled, quarantine):
        with open_store(troubled.store_file):
            requeued, shown = quarantine("requeue", "--stage", "document"), quarantine("list")
        assert (requeued.exit_code, shown.exit_code) == (5, 0)
        assert "as it was published last" in shown.err
