"""A spooled batch is loaded exactly once, whole, and takes the place of what its documents gave before."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.build import (
    NOON,
    TEXT,
    batch,
    entry,
    figure,
    mention,
    party,
    poll,
    sha256,
    source,
    store_file,
    story,
)
from transforms.errors import StorageError
from transforms.records import CodedStory, Reason, Rejection, Stage
from transforms.run_records import EntryEnding, Outcome
from warehouse.connection import open_store
from warehouse.feeds_store import load_polls, pending_entries, sync_feeds
from warehouse.load import load_batch, load_spooled
from warehouse.rows import mention_ids
from warehouse.spool import spool_batch, spooled_batches

ROOT = Path(__file__).resolve().parents[2]
TABLES = (
    *("raw.fetches", "raw.entries", "raw.documents", "core.stories", "core.event_mentions", "core.figures"),
    *("ops.rejections", "ops.loaded_batches"),
)


def contents(store):
    return {table: sorted(map(repr, store.rows(f"FROM {table}"))) for table in TABLES}


def test_a_batch_lands_with_its_sentences_and_spans(store, spool):
    spool_batch(spool, batch())
    assert load_spooled(store, spool, at=NOON) == 1
    assert store.rows("SELECT sentence, trigger, actors[1].iso3, recipients[1].text FROM core.event_mentions") == [
        ("Peru sold 40 tonnes of copper to Chile on Monday.", "sold", "PER", "Chile")
    ]
    assert store.rows("SELECT figure, value, unit, mention_id IS NOT NULL FROM core.figures") == [
        ("40 tonnes", 40.0, "tonnes", True)
    ]
    assert store.rows("SELECT text, published_at FROM core.stories") == [(TEXT, NOON)]
    assert list(spool.iterdir()) == []


def test_loading_twice_is_loading_once(store, spool):
    folder = spool_batch(spool, batch())
    assert load_batch(store, folder, at=NOON)
    before = contents(store)
    assert not load_batch(store, folder, at=NOON + timedelta(hours=1))
    assert contents(store) == before


def test_a_story_coded_again_to_fewer_events_loses_the_old_ones(store, spool):
    two = CodedStory(story(), (mention("sold"), mention("thanked", event_type="SUPPORT", quad_class=1)), ())
    spool_batch(spool, batch(two))
    load_spooled(store, spool, at=NOON)
    one = replace(two, mentions=two.mentions[:1])
    spool_batch(spool, batch(one, batch_id="run-2-00001", run_id="run-2"))
    load_spooled(store, spool, at=NOON)
    assert store.rows("SELECT mention_id, run_id FROM core.event_mentions") == [(mention_ids(one)[0], "run-2")]
    assert store.rows("SELECT count(*) FROM core.stories") == [(1,)]


def test_a_document_that_now_gives_other_stories_loses_the_old_ones(store, spool):
    spool_batch(spool, batch(CodedStory(story(), (mention(),), ())))
    load_spooled(store, spool, at=NOON)
    renamed = story("copper", story_id="another", canonical_url="https://andes.example/moved")
    spool_batch(spool, batch(CodedStory(renamed, (), ()), batch_id="run-2-00001"))
    load_spooled(store, spool, at=NOON)
    assert store.rows("SELECT story_id FROM core.stories") == [("another",)]
    assert store.rows("SELECT count(*) FROM core.event_mentions") == [(0,)]


def test_a_changed_page_replaces_its_story_and_leaves_others_alone(store, spool):
    other = CodedStory(story("tin"), (mention(),), ())
    spool_batch(spool, batch(CodedStory(story(), (mention(),), ()), other))
    load_spooled(store, spool, at=NOON)
    changed = CodedStory(story(document_id=sha256("new bytes"), text=TEXT + " More."), (), ())
    spool_batch(spool, batch(changed, batch_id="run-2-00001"))
    load_spooled(store, spool, at=NOON)
    assert store.rows("SELECT story_id FROM core.event_mentions") == [(other.story.story_id,)]
    assert store.rows("SELECT count(*) FROM core.stories WHERE text LIKE '% More.'") == [(1,)]


def test_batches_are_loaded_in_the_order_they_were_coded(store, spool):
    for number, words in ((2, "newer"), (1, "older")):
        coded = CodedStory(story(text=f"{TEXT} {words}"), (), ())
        spool_batch(spool, batch(coded, batch_id=f"run-1-{number:05}"))
    assert load_spooled(store, spool, at=NOON) == 2
    assert store.rows("SELECT text LIKE '%newer' FROM core.stories") == [(True,)]


def test_a_half_written_batch_is_ignored_and_removed(store, spool):
    (spool / ".run-0-00001.tmp").mkdir(parents=True)
    (spool / ".run-0-00001.tmp" / "stories.parquet").write_bytes(b"PAR1")
    spool_batch(spool, batch())
    assert [path.name for path in spooled_batches(spool)] == ["run-1-00001"]
    assert [path.name for path in spool.iterdir()] == ["run-1-00001"]


@pytest.mark.parametrize("damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"not Parquet at all")])
def test_a_damaged_batch_is_named_and_loads_nothing(store, spool, damage):
    folder = spool_batch(spool, batch())
    damage(folder / "event_mentions.parquet")
    with pytest.raises(StorageError, match=r"event_mentions\.parquet"):
        load_spooled(store, spool, at=NOON)
    assert store.rows("SELECT count(*) FROM core.stories") == [(0,)]
    assert folder.exists()


def test_rejections_and_endings_of_entries_come_with_the_batch(store, spool):
    sync_feeds(store, [source()])
    load_polls(store, "run-1", [poll(entry(1), entry(2))])
    ended, waiting = (
        EntryEnding(entry(1).entry_id, Outcome.KEPT, 0, "d1"),
        EntryEnding(entry(2).entry_id, Outcome.PENDING, 3),
    )
    rejection = Rejection(Stage.DOCUMENT, Reason.NO_TEXT, "https://andes.example/1", "no text", body_sha256="d1")
    spool_batch(spool, batch(entries=(ended, waiting), rejections=(rejection, rejection)))
    load_spooled(store, spool, at=NOON)
    assert store.rows("SELECT outcome, n_attempts, document_id, ended_run_id FROM raw.entries ORDER BY guid") == [
        ("kept", 0, "d1", "run-1"),
        ("pending", 3, None, None),
    ]
    assert [(one.entry.guid, one.n_attempts) for one in pending_entries(store)] == [("2", 3)]
    assert store.rows("SELECT count(DISTINCT rejection_id) FROM ops.rejections") == [(2,)]


def test_text_that_no_utf8_can_hold_keeps_its_spans(store, spool):
    text = "Peru \ud800 sold copper to Chile."
    spool_batch(spool, batch(CodedStory(story(text=text), (mention("sold", text),), ())))
    load_spooled(store, spool, at=NOON)
    assert store.rows(
        """
        SELECT substring(story.text, mention.trigger_start + 1, 4)
        FROM core.stories AS story JOIN core.event_mentions AS mention USING (story_id)
        """
    ) == [("sold",)]


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from tests.warehouse.build import NOON, batch, store_file
from warehouse.connection import Store, open_store
from warehouse.load import load_spooled
from warehouse.spool import spool_batch

folder, instant = Path(sys.argv[1]), sys.argv[2]
store = open_store(store_file(folder))
spool_batch(folder / "spool", batch())
if instant == "before the load":
    os.kill(os.getpid(), signal.SIGKILL)
execute = Store.execute
def dying(self, sql, parameters=None):
    if instant == "before the commit" and sql == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)
    result = execute(self, sql, parameters)
    if instant == "after the commit" and sql == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)
    return result
Store.execute = dying
load_spooled(store, folder / "spool", at=NOON)
"""


@pytest.mark.parametrize("instant", ["before the load", "before the commit", "after the commit"])
def test_a_kill_loses_no_batch_and_doubles_none(tmp_path, instant):
    died = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), instant], check=False, cwd=ROOT)
    assert died.returncode == -signal.SIGKILL
    with open_store(store_file(tmp_path)) as store:
        load_spooled(store, tmp_path / "spool", at=NOON)
        assert store.rows("SELECT count(*) FROM core.stories") == [(1,)]
        assert store.rows("SELECT count(*) FROM core.event_mentions") == [(1,)]
        assert store.rows("SELECT count(*) FROM ops.loaded_batches") == [(1,)]


class TestIds:
    def test_a_recode_keeps_the_id_of_what_did_not_change(self):
        before = CodedStory(story(), (mention("thanked"), mention("sold")), ())
        after = CodedStory(story(), (mention("sold", confidence=0.5, status="future", rule_id="new"),), ())
        assert mention_ids(before)[1] == mention_ids(after)[0]

    def test_equal_triggers_are_told_apart_by_their_place_in_the_text(self):
        text = "Peru sold tin to Chile. Peru sold tin to Chile."
        second = replace(mention("sold", text), trigger_start=text.rindex("sold"), trigger_end=text.rindex("sold") + 4)
        both = mention_ids(CodedStory(story(text=text), (mention("sold", text), second), ()))
        assert len(set(both)) == 2
        assert mention_ids(CodedStory(story(text=text), (second,), ())) == both[1:]

    def test_type_and_parties_count_sectors_and_order_do_not(self):
        peru, chile = party("PER", "Peru"), party("CHL", "Chile")
        one = mention(actors=(peru, chile), recipients=(), is_reciprocal=True)
        variants = {
            "same": replace(one, actors=(chile, replace(peru, sector="GOV"))),
            "other type": replace(one, event_type="CONSULT"),
            "other parties": replace(one, actors=(peru, replace(chile, iso3="BOL"))),
        }
        ids = {name: mention_ids(CodedStory(story(), (changed,), ())) for name, changed in variants.items()}
        original = mention_ids(CodedStory(story(), (one,), ()))
        assert {name for name, found in ids.items() if found == original} == {"same"}

    def test_two_mentions_that_agree_in_all_of_it_still_have_two_ids(self):
        assert len(set(mention_ids(CodedStory(story(), (mention(), mention(mode="visit")), ())))) == 2

    def test_a_figure_of_two_events_has_a_row_for_each(self, store, spool):
        both = (mention("sold", figures=(figure(),)), mention("thanked", figures=(figure(),)))
        spool_batch(spool, batch(CodedStory(story(), both, (figure(),))))
        load_spooled(store, spool, at=NOON)
        assert store.rows(
            "SELECT count(DISTINCT figure_id), count(DISTINCT mention_id), count(*) FROM core.figures"
        ) == [(3, 2, 3)]


def test_a_mistake_in_our_own_sql_is_not_blamed_on_the_disk(store):
    with pytest.raises(duckdb.BinderException):
        store.execute("SELECT nothing FROM core.stories")
