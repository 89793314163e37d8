"""A story whose text changes gets a new version; its event mentions are confirmed, added or withdrawn, none is lost."""

import json
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest

from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch, figure, mention, sha256, store_file, story
from transforms.records import CodedStory, EventMention
from warehouse.checks import FOLDER
from warehouse.connection import open_store
from warehouse.load import load_spooled
from warehouse.rows import mention_ids
from warehouse.runs import begin_run
from warehouse.schema import HERE, bring_schema_up_to_date, schema_files
from warehouse.spool import spool_batch

SOLD = "Peru sold 40 tonnes of copper to Chile on Monday."
THANKED = "Chile thanked Peru."
SOLD_MORE = "Peru sold tin to Chile too."
HEADLINE = "Peru sells copper to Chile"
CHECKS = ("duplicate_ids.sql", "orphans.sql", "spans.sql", "versions.sql")
CHANGES = (
    "SELECT version, change, change_cause, trigger, former_sentence, sentence FROM mart.story_changes ORDER BY ALL"
)


def text(*sentences: str, title: str = HEADLINE) -> str:
    return "\n".join([title, " ".join(sentences)])


class Newsroom:
    """Loads one text of the same story after the other, an hour apart, each in a run of its own."""

    def __init__(self, store, spool):
        self.store, self.spool, self.n_runs = store, spool, 0

    def publish(
        self, words: str, *triggers: str, hours: int | None = None, coder: str = "1", **changes: object
    ) -> None:
        self.n_runs += 1
        run_id, hours = f"run-{self.n_runs}", self.n_runs if hours is None else hours
        begin_run(self.store, run_id, at=NOON)
        stated = {"document_id": sha256(f"bytes {self.n_runs}"), "fetched_at": NOON + timedelta(hours=hours)} | changes
        coded = CodedStory(story(text=words, **stated), tuple(self._mentions(words, triggers)), ())
        loaded = batch(coded, batch_id=f"{run_id}-00001", run_id=run_id, coder_version=coder)
        spool_batch(self.spool, loaded)
        load_spooled(self.store, self.spool, at=NOON)
        merge_events(self.store)

    def _mentions(self, words: str, triggers: tuple[str, ...]) -> list[EventMention]:
        """One a trigger; of a trigger that is given again the next occurrence in the text."""
        found, beyond = [], dict.fromkeys(triggers, 0)
        for trigger in triggers:
            start = words.index(trigger, beyond[trigger])
            beyond[trigger] = end = start + len(trigger)
            whole = mention(trigger, words)
            sentence_start = max(words.rfind(border, 0, start) + len(border) for border in (". ", "\n"))
            span = {"trigger_start": start, "trigger_end": end, "sentence_start": sentence_start}
            figures = (figure(text=words),) if "40 tonnes" in words and trigger == "sold" else ()
            sentence_end = words.index(".", start) + 1
            found.append(replace(whole, **span, sentence_end=sentence_end, figures=figures))
        return found

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        self.store.execute((FOLDER.parent / "check_scope.sql").read_text("utf-8"))
        assert [row for check in CHECKS for row in self.store.rows((FOLDER / check).read_text("utf-8"))] == []
        return self.store.rows(sql)


@pytest.fixture
def newsroom(store, spool) -> Newsroom:
    return Newsroom(store, spool)


def test_a_story_that_never_changed_has_one_version_and_no_history(newsroom):
    newsroom.publish(text(SOLD), "sold")
    assert newsroom.rows("SELECT version, first_seen_at FROM core.stories") == [(1, NOON + timedelta(hours=1))]
    assert newsroom.rows("FROM core.story_versions") == newsroom.rows("FROM mart.story_changes") == []


def test_an_edit_confirms_adds_and_withdraws(newsroom):
    newsroom.publish(text(SOLD, THANKED), "sold", "thanked")
    newsroom.publish(text(SOLD, "Peru then lent money to Chile."), "sold", "lent")
    assert newsroom.rows(CHANGES) == [
        (2, "added", "edit", "lent", None, "Peru then lent money to Chile."),
        (2, "confirmed", None, "sold", SOLD, SOLD),
        (2, "withdrawn", "edit", "thanked", THANKED, None),
    ]
    assert newsroom.rows("SELECT trigger FROM core.event_mentions ORDER BY 1") == [("lent",), ("sold",)]
    assert newsroom.rows("SELECT trigger FROM mart.event_list ORDER BY 1") == [("lent",), ("sold",)]
    assert newsroom.rows("SELECT n_events, n_reports FROM mart.dyad_day") == [(1, 1)]


def test_the_former_text_stays_whole(newsroom):
    newsroom.publish(text(SOLD), "sold")
    newsroom.publish(text(THANKED, title="Chile thanks Peru"), "thanked")
    ((version, words, title, first, last, ended_at, ended_by, figures),) = newsroom.rows(
        """
        SELECT version, text, title, first_seen_at, last_seen_at, ended_at, ended_by, figures FROM core.story_versions
        """
    )
    assert (version, words, title, ended_by) == (1, text(SOLD), HEADLINE, "edit")
    assert (first, last, ended_at) == tuple(NOON + timedelta(hours=hours) for hours in (1, 1, 2))
    assert [found["figure"] for found in json.loads(figures)] == ["40 tonnes"]
    ((former,),) = newsroom.rows("SELECT former_mention FROM core.mention_changes WHERE change = 'withdrawn'")
    withdrawn = json.loads(former)
    assert words[withdrawn["trigger_start"] : withdrawn["trigger_end"]] == "sold"
    assert (withdrawn["rule_id"], withdrawn["actors"][0]["iso3"]) == ("sell-v", "PER")
    assert newsroom.rows("SELECT DISTINCT former_title, title, is_title_changed FROM mart.story_changes") == [
        (HEADLINE, "Chile thanks Peru", True)
    ]


def test_a_paragraph_put_in_above_changes_no_id(newsroom):
    newsroom.publish(text(SOLD), "sold")
    ((before,),) = newsroom.rows("SELECT mention_id FROM core.event_mentions")
    newsroom.publish(text(SOLD_MORE, SOLD), "sold", "sold")
    assert newsroom.rows(CHANGES) == [
        (2, "added", "edit", "sold", None, SOLD_MORE),
        (2, "confirmed", None, "sold", SOLD, SOLD),
    ]
    found = dict(newsroom.rows("SELECT sentence, mention_id FROM core.event_mentions"))
    assert (len(set(found.values())), found[SOLD]) == (2, before)
    newsroom.publish(text(SOLD_MORE, SOLD), "sold", "sold", coder="2")  # coded again, the text being the same
    assert dict(newsroom.rows("SELECT sentence, mention_id FROM core.event_mentions")) == found
    figures = "SELECT count(*) FROM core.figures JOIN core.event_mentions USING (mention_id)"
    assert newsroom.rows(figures) == newsroom.rows("SELECT count(*) FROM core.figures") == [(2,)]


def test_a_sentence_put_in_other_words_is_the_same_mention(newsroom):
    newsroom.publish(text(SOLD), "sold")
    newsroom.publish(text("On Monday Peru sold 41 tonnes to Chile."), "sold")
    assert newsroom.rows(CHANGES) == [(2, "confirmed", None, "sold", SOLD, "On Monday Peru sold 41 tonnes to Chile.")]


def test_a_text_that_comes_back_is_a_version_of_its_own(newsroom):
    newsroom.publish(text(SOLD, THANKED), "sold", "thanked")
    before = newsroom.rows("SELECT mention_id FROM core.event_mentions ORDER BY 1")
    newsroom.publish(text(SOLD), "sold")
    newsroom.publish(text(SOLD, THANKED), "sold", "thanked")
    changes = "SELECT version, change, trigger FROM mart.story_changes ORDER BY ALL"
    assert newsroom.rows(changes) == [
        *((2, "confirmed", "sold"), (2, "withdrawn", "thanked")),
        *((3, "added", "thanked"), (3, "confirmed", "sold")),
    ]
    assert newsroom.rows("SELECT version, text_sha256 FROM core.story_versions ORDER BY 1") == [
        (1, sha256(text(SOLD, THANKED))),
        (2, sha256(text(SOLD))),
    ]
    assert newsroom.rows("SELECT mention_id FROM core.event_mentions ORDER BY 1") == before


def test_other_bytes_with_the_same_text_are_no_version(newsroom):
    newsroom.publish(text(SOLD), "sold")
    newsroom.publish(text(SOLD), "sold")
    assert newsroom.rows("SELECT version, first_seen_at, fetched_at FROM core.stories") == [
        (1, NOON + timedelta(hours=1), NOON + timedelta(hours=2))
    ]
    assert newsroom.rows("FROM core.story_versions") == []


def test_what_another_coder_drops_from_the_same_text_is_not_withdrawn(newsroom):
    newsroom.publish(text(SOLD, THANKED), "sold", "thanked")
    newsroom.publish(text(SOLD, THANKED), "sold", coder="2", document_id=sha256("bytes 1"))
    assert newsroom.rows("SELECT count(*) FROM core.event_mentions") == [(1,)]
    assert newsroom.rows("FROM mart.story_changes") == []


def test_what_another_coder_sees_in_an_edited_text_is_told_apart_from_the_edit(newsroom):
    newsroom.publish(text(SOLD, THANKED), "thanked")
    newsroom.publish(text(SOLD, THANKED, SOLD_MORE), "sold", "sold", coder="2")
    assert newsroom.rows(CHANGES) == [
        (2, "added", "edit", "sold", None, SOLD_MORE),
        (2, "added", "reading", "sold", None, SOLD),
        (2, "withdrawn", "reading", "thanked", THANKED, None),
    ]


def test_the_same_document_read_otherwise_is_no_edit(newsroom):
    newsroom.publish(text(SOLD, THANKED), "sold", "thanked", document_id="d1")
    newsroom.publish(text(SOLD), "sold", document_id="d1")
    assert newsroom.rows("SELECT DISTINCT version_cause FROM mart.story_changes") == [("reading",)]
    assert ("withdrawn", "reading") in newsroom.rows("SELECT change, change_cause FROM mart.story_changes")


def test_boilerplate_that_was_learned_meanwhile_is_no_edit(newsroom):
    newsroom.publish(f"{HEADLINE}\n\n{SOLD}\n\nThe Wire is read in La Paz.", "sold")
    newsroom.store.execute(
        "INSERT INTO core.boilerplate VALUES ('Andes Wire', 'The Wire is read in La Paz.', 9, ?)", [NOON]
    )
    newsroom.publish(f"{HEADLINE}\n\n{SOLD}", "sold")
    assert newsroom.rows("SELECT version_cause, change FROM mart.story_changes") == [("reading", "confirmed")]


def test_an_earlier_text_that_comes_late_does_not_take_the_place_of_a_later_one(newsroom):
    newsroom.publish(text(SOLD), "sold", hours=5)
    newsroom.publish(text(THANKED), "thanked", hours=1)
    assert newsroom.rows("SELECT text FROM core.stories") == [(text(SOLD),)]
    assert newsroom.rows("SELECT trigger FROM core.event_mentions") == [("sold",)]
    assert newsroom.rows("SELECT stage, reason, detail LIKE '%fetched later%' FROM ops.rejections") == [
        ("story", "duplicate", True)
    ]
    assert newsroom.rows("FROM core.story_versions") == []


def test_ids_stay_unique_over_many_edits(newsroom):
    sentences = [f"Peru sold {metal} to Chile." for metal in ("tin", "zinc", "lead", "gold")]
    for chosen in ((0,), (1, 0), (1,), (2, 1, 0), (0, 3), (3, 0), (1, 0), (0, 1, 2, 3)):
        newsroom.publish(text(*(sentences[place] for place in chosen)), *["sold"] * len(chosen))
        found = newsroom.rows("SELECT count(*), count(DISTINCT mention_id) FROM core.event_mentions")
        assert found == [(len(chosen), len(chosen))]
    assert newsroom.rows("SELECT version FROM core.stories") == [(8,)]


def test_a_changed_text_without_events_has_a_row_too(newsroom):
    newsroom.publish("Peru sells copper.\nNothing more.")
    newsroom.publish("Peru sells tin.\nNothing more.")
    assert newsroom.rows("SELECT version, change, former_title, title FROM mart.story_changes") == [
        (2, None, "Peru sells copper.", "Peru sells tin.")
    ]


def test_the_id_that_a_story_is_coded_to_is_kept_where_nothing_stands_against_it(newsroom):
    newsroom.publish(text(SOLD), "sold")
    coded = CodedStory(story(text=text(SOLD)), (mention("sold", text(SOLD)),), ())
    assert newsroom.rows("SELECT mention_id FROM core.event_mentions") == [(mention_ids(coded)[0],)]


def test_stories_of_an_older_store_become_first_versions(store, tmp_path):
    migrations = schema_files(HERE / "migrations")
    connection = duckdb.connect(str(tmp_path / "older.duckdb"))
    older = tuple(one for one in migrations if one.name < "010")
    bring_schema_up_to_date(connection, tmp_path, older, ())
    connection.execute(
        """
        INSERT INTO core.stories (
            story_id, document_id, ordinal, published_rung, language, text, text_sha256, extraction_method, is_stub,
            fetched_at, run_id, batch_id
        )
        VALUES ('s', 'd', 0, 'unknown', 'en', 'a text', 'x', 'test', false, '2025-04-08 12:00:00Z', 'r', 'b');
        INSERT INTO raw.documents VALUES ('d', 'r', 'b', 'tin.txt', NULL, 1, '2025-04-08 12:00:00Z', 'kept', 1);
        """
    )
    bring_schema_up_to_date(connection, tmp_path, migrations)
    stories = connection.execute("SELECT version, first_seen_at = fetched_at FROM core.stories").fetchall()
    assert (stories, connection.execute("SELECT path FROM raw.documents").fetchall()) == ([(1, True)], [("tin.txt",)])


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.warehouse.build import store_file
from tests.warehouse.test_versions import SOLD, THANKED, Newsroom, text
from warehouse.connection import Store, open_store

folder, instant = Path(sys.argv[1]), sys.argv[2]
newsroom = Newsroom(open_store(store_file(folder)), folder / "spool")
newsroom.publish(text(SOLD, THANKED), "sold", "thanked")
execute = Store.execute
def dying(self, sql, parameters=None):
    if instant == "before the commit" and sql == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)
    result = execute(self, sql, parameters)
    if instant == "after the commit" and sql == "COMMIT":
        os.kill(os.getpid(), signal.SIGKILL)
    return result
Store.execute = dying
newsroom.publish(text(SOLD), "sold")
"""


@pytest.mark.parametrize("instant", ["before the commit", "after the commit"])
def test_a_kill_while_an_edit_is_loaded_tells_it_once(tmp_path, instant):
    died = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), instant], check=False, cwd=HERE.parent)
    assert died.returncode == -signal.SIGKILL
    with open_store(store_file(tmp_path)) as store:
        load_spooled(store, tmp_path / "spool", at=NOON)
        newsroom = Newsroom(store, tmp_path / "spool")
        assert newsroom.rows("SELECT version FROM core.story_versions") == [(1,)]
        assert newsroom.rows("SELECT change, trigger FROM mart.story_changes ORDER BY ALL") == [
            ("confirmed", "sold"),
            ("withdrawn", "thanked"),
        ]
