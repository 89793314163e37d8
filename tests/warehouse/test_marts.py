"""The lists of event mentions and of stories that do not count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.event_merging import merge_events
from tests.warehouse.build import NOON, batch, mention, party, sha256, story
from transforms.records import CodedStory
from warehouse.load import load_spooled
from warehouse.spool import spool_batch

PERU, CHILE = party("PER", "Peru"), party("CHL", "Chile")
BOLIVIA = replace(CHILE, iso3="BOL")


@pytest.fixture
def loaded(store, spool):
    def load(*coded):
        spool_batch(spool, batch(*coded))
        load_spooled(store, spool, at=NOON)
        merge_events(store)
        return store

    return load


def coded(name, *mentions, **changes):
    return CodedStory(story(name, **changes), mentions, ())


def dyads(store, table="mart.event_list"):
    return [f"{a}>{b}" for a, b in store.rows(f"SELECT actor_iso3, recipient_iso3 FROM {table} ORDER BY ALL")]


class TestEventList:
    def test_a_row_shows_its_evidence(self, loaded):
        store = loaded(coded("copper", mention()))
        assert store.rows(
            "SELECT actor_text, trigger, recipient_text, sentence, publisher, url FROM mart.event_list"
        ) == [
            (
                *("Peru", "sold", "Chile", "Peru sold 40 tonnes of copper to Chile on Monday."),
                *("Andes Wire", "https://andes.example/copper"),
            )
        ]

    def test_lists_of_parties_are_expanded(self, loaded):
        assert dyads(loaded(coded("copper", mention(recipients=(CHILE, BOLIVIA))))) == ["PER>BOL", "PER>CHL"]

    def test_a_reciprocal_event_is_there_in_both_directions(self, loaded):
        meeting = mention(is_reciprocal=True, actors=(PERU, CHILE, BOLIVIA), recipients=())
        assert dyads(loaded(coded("copper", meeting))) == [
            *("BOL>CHL", "BOL>PER", "CHL>BOL", "CHL>PER", "PER>BOL", "PER>CHL"),
        ]

    def test_parties_of_one_country_are_one_row_and_no_dyad_of_their_own(self, loaded):
        firms = party("PER", "copper", sector="BUS")
        store = loaded(coded("copper", mention(actors=(replace(PERU, sector="GOV"), firms), recipients=(CHILE, PERU))))
        assert store.rows("SELECT actor_sector, actor_text, recipient_iso3 FROM mart.event_list") == [
            ("BUS | GOV", "Peru | copper", "CHL")
        ]

    @pytest.mark.parametrize(
        ("actors", "is_inferred"),
        [
            ((PERU,), False),
            ((replace(PERU, is_inferred=True),), True),
            ((replace(PERU, is_inferred=True), PERU), False),  # one of them names the country
        ],
    )
    def test_a_row_tells_whether_its_parties_were_inferred(self, loaded, actors, is_inferred):
        store = loaded(coded("copper", mention(actors=actors)))
        assert store.rows("SELECT is_actor_inferred, is_recipient_inferred FROM mart.event_list") == [
            (is_inferred, False)
        ]

    def test_the_inferred_party_of_a_reciprocal_event_is_told_in_both_directions(self, loaded):
        meeting = mention(is_reciprocal=True, actors=(PERU, replace(CHILE, is_inferred=True)), recipients=())
        assert loaded(coded("copper", meeting)).rows(
            "SELECT actor_iso3, is_actor_inferred, is_recipient_inferred FROM mart.event_list ORDER BY ALL"
        ) == [("CHL", True, False), ("PER", False, True)]


class TestExcludedStories:
    RESTATED = coded("restated", mention(), restates_sha256=sha256("original"))

    def test_a_restatement_counts_where_its_original_is_missing(self, loaded):
        store = loaded(self.RESTATED)
        assert store.rows("SELECT n_events, n_reports FROM mart.dyad_day") == [(1, 1)]
        assert store.rows("FROM mart.excluded_stories") == []

    def test_beside_its_original_it_does_not_count_and_the_reason_is_there(self, loaded):
        original = coded("original", mention())
        store = loaded(self.RESTATED, original)
        assert store.rows("SELECT story_id FROM mart.event_list") == [(original.story.story_id,)]
        assert store.rows("SELECT n_events, n_reports FROM mart.dyad_day") == [(1, 1)]
        assert store.rows("SELECT story_id, reason FROM mart.excluded_stories") == [
            (self.RESTATED.story.story_id, "restatement")
        ]

    def test_of_a_seed_file_the_newest_body_alone_counts_and_the_reason_is_there(self, store, spool):
        bodies = [coded(name, mention(), url=None) for name in ("first", "second")]
        for number, body in enumerate(bodies):
            brought = batch(body, batch_id=f"run-{number}-00001")
            at = NOON + timedelta(hours=number)
            stood = tuple(replace(one, origin="seeds/tin.txt", fetched_at=at) for one in brought.documents)
            spool_batch(spool, replace(brought, documents=stood))
        load_spooled(store, spool, at=NOON)
        merge_events(store)
        assert store.rows("SELECT story_id FROM mart.event_list") == [(bodies[1].story.story_id,)]
        assert store.rows("FROM mart.excluded_stories") == [
            (bodies[0].story.story_id, "superseded", bodies[1].story.document_id)
        ]
