"""Each check finds its own kind of damage, and a sound store passes all of them."""

from datetime import timedelta

import pytest

from flows.event_merging import merge_events
from flows.wire_copies import find_wire_copies
from tests.warehouse.build import NOON, batch, entry, poll, source
from transforms.errors import CheckError
from transforms.records import Reason, Rejection, Stage
from transforms.run_records import DocumentEnding, EntryEnding, Outcome
from warehouse.checks import FOLDER, run_checks
from warehouse.feeds_store import load_polls, sync_feeds
from warehouse.load import load_spooled
from warehouse.runs import TakenUp, begin_run, count_endings, fail_run, finish_run, settle_interrupted_runs
from warehouse.spool import spool_batch


@pytest.fixture
def sound(store, spool):
    begin_run(store, "run-1", at=NOON)
    sync_feeds(store, [source()])
    load_polls(store, "run-1", [poll(entry(1), entry(2), entry(3, url=None))])
    turned_away = DocumentEnding("empty", "empty.txt", "text/plain", 0, NOON, Outcome.REJECTED, 0)
    one = batch()
    kept = EntryEnding(entry(1).entry_id, Outcome.KEPT, 0, one.documents[0].document_id)
    spool_batch(
        spool,
        batch(
            documents=(*one.documents, turned_away),
            entries=(kept, EntryEnding(entry(2).entry_id, Outcome.FAILED, 5)),
            rejections=(
                Rejection(Stage.DOCUMENT, Reason.EMPTY, "empty.txt", "an empty file", body_sha256="empty"),
                Rejection(Stage.ENTRY, Reason.TIMEOUT, entry(2).entry_id, "no answer", is_failure=True),
            ),
        ),
    )
    load_spooled(store, spool, at=NOON)
    find_wire_copies(store, days=3)
    merge_events(store)
    return store


TAKEN_UP = {Stage.FEED: TakenUp(1), Stage.ENTRY: TakenUp(3), Stage.DOCUMENT: TakenUp(2), Stage.STORY: TakenUp(1)}


def finish(store, taken_up=TAKEN_UP):
    counts = count_endings(store, "run-1", taken_up)
    finish_run(store, "run-1", counts, at=NOON + timedelta(minutes=1), exit_code=0, message=None)
    return counts


def test_a_sound_store_passes(sound):
    counts = {count.stage: (count.n_in, count.n_kept, count.n_rejected, count.n_failed) for count in finish(sound)}
    assert counts == {
        Stage.FEED: (1, 1, 0, 0),
        Stage.ENTRY: (3, 1, 1, 1),
        Stage.DOCUMENT: (2, 1, 1, 0),
        Stage.STORY: (1, 1, 0, 0),
    }
    run_checks(sound)


DAMAGE = {
    "duplicate_ids": "INSERT INTO core.stories FROM core.stories",
    "endings": "DELETE FROM ops.rejections WHERE stage = 'document'",
    "orphans": "DELETE FROM core.figures; DELETE FROM core.stories",
    "recode_sums": """
        INSERT INTO ops.recodes
        SELECT 'run-1', 'recode-1', now(), '1', 'a', true, n_taken: 3, n_kept: 1, 0, 0, 5, 5, 0, 0, 0""",
    "reported_events": "DELETE FROM core.events; DELETE FROM mart.events",
    "mart_tables": "DELETE FROM mart.event_list",
    "parties": "UPDATE core.event_mentions SET recipients = []",
    "spans": "UPDATE core.event_mentions SET trigger_start = 1000, trigger_end = 1005",
    "stage_sums": "UPDATE ops.stage_counts SET n_in = n_in + 1 WHERE stage = 'story'",
    "wire_copies": "DELETE FROM ops.wire_signatures",
    "unknown_codes": "UPDATE core.event_mentions SET event_type = 'HUG'",
    "mart_sums": """
        CREATE OR REPLACE VIEW mart.dyad_day AS
        SELECT DATE '2025-04-07' AS event_date, 7 AS n_events, 0 AS n_future, 0 AS n_hypothetical, 0 AS n_negated
    """,
    "versions": """
        INSERT INTO core.story_versions BY NAME
        SELECT story_id, 1 AS version, document_id, published_rung, text, text_sha256, extraction_method, is_stub,
            fetched_at AS first_seen_at, fetched_at AS last_seen_at, run_id, batch_id, fetched_at AS ended_at,
            'edit' AS ended_by, run_id AS ended_run_id
        FROM core.stories
    """,
    "restatements": """
        UPDATE core.stories SET restates_sha256 = document_id;
        CREATE OR REPLACE VIEW mart.excluded_stories AS SELECT '' AS story_id
    """,
}


def test_every_check_is_tried_here():
    assert {file.stem for file in FOLDER.glob("*.sql")} == DAMAGE.keys()


@pytest.mark.parametrize("check", DAMAGE)
def test_damage_is_found_and_the_rows_are_named(sound, check):
    finish(sound)
    sound.execute(DAMAGE[check])
    with pytest.raises(CheckError, match=r"the published file stays as it was; first rows: \w+") as found:
        run_checks(sound)
    assert (found.value.check, found.value.n_rows > 0) == (check, True)


@pytest.mark.parametrize(("start", "end"), [("2025-05-01", "2025-05-01"), ("2025-04-07", "2025-04-01")])
def test_a_date_that_cannot_be_is_doubted_and_published(sound, start, end):
    finish(sound)
    sound.execute(f"UPDATE core.event_mentions SET event_date_start = '{start}', event_date_end = '{end}'")
    (doubt,) = run_checks(sound)
    assert "event_dates doubts 1 row(s)" in doubt
    assert start in doubt


def test_a_batch_of_a_run_that_a_restored_store_never_saw_stops_nothing(sound):
    sound.execute("DELETE FROM ops.runs")
    begin_run(sound, "run-2", at=NOON)
    assert settle_interrupted_runs(sound, "run-2") == ("run-1",)
    assert sound.rows("SELECT state, n_stories FROM ops.runs WHERE run_id = 'run-1'") == [("interrupted", 1)]
    run_checks(sound)


def test_what_has_passed_is_not_looked_at_again(sound):
    finish(sound)
    assert run_checks(sound) == ()
    sound.execute(DAMAGE["spans"])
    assert run_checks(sound) == ()


def test_without_news_sums_of_all_are_left_out_unless_an_earlier_run_has_not_passed(sound):
    finish(sound)
    run_checks(sound)
    sound.execute("DELETE FROM mart.events")
    begin_run(sound, "run-2", at=NOON)
    run_checks(sound, has_news=False)
    sound.execute("UPDATE ops.runs SET is_checked = false")
    with pytest.raises(CheckError, match="mart_tables"):
        run_checks(sound, has_news=False)


def test_a_story_merged_as_it_was_and_links_to_what_is_gone_are_found(sound):
    finish(sound)
    sound.execute("UPDATE ops.merged_stories SET batch_id = 'another'")
    with pytest.raises(CheckError, match="reported_events found 3 bad row"):
        run_checks(sound)
    sound.execute("UPDATE ops.merged_stories SET batch_id = (SELECT batch_id FROM core.stories)")
    sound.execute("INSERT INTO core.event_aliases VALUES ('a', 'gone'), ('b', NULL)")
    sound.execute("INSERT INTO core.event_fulfilments SELECT event_id, 'gone' FROM core.events")
    with pytest.raises(CheckError, match="reported_events found 2 bad row") as found:
        run_checks(sound)
    assert "problem alias of no event, id a, found gone; problem link of no event" in str(found.value)


def test_an_input_that_never_ended_is_found(sound):
    finish(sound, TAKEN_UP | {Stage.DOCUMENT: TakenUp(3)})
    with pytest.raises(CheckError, match=r"stage_sums found 1 bad row.*stage document, n_in 3"):
        run_checks(sound)


def test_a_run_that_ended_with_an_error_does_not_stop_the_next_one(sound):
    finish(sound, TAKEN_UP | {Stage.DOCUMENT: TakenUp(3)})
    fail_run(sound, "run-1", at=NOON, exit_code=1, message="check stage_sums")
    run_checks(sound)
    assert sound.rows("SELECT state, exit_code, message FROM ops.runs") == [("failed", 1, "check stage_sums")]


def test_a_killed_run_is_recorded_with_what_it_got_done(sound):
    begin_run(sound, "run-2", at=NOON)
    assert settle_interrupted_runs(sound, "run-2") == ("run-1",)
    assert sound.rows("SELECT run_id, state, n_stories, n_mentions, n_figures FROM ops.runs ORDER BY 1") == [
        ("run-1", "interrupted", 1, 1, 1),
        ("run-2", "running", None, None, None),
    ]
    assert sound.rows("SELECT n_in FROM ops.stage_counts WHERE run_id = 'run-1' AND stage = 'entry'") == [(3,)]
    assert settle_interrupted_runs(sound, "run-2") == ()
    run_checks(sound)
