"""Seed files that change: with an address they are stories with versions, without one the newer body supersedes."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.ingest import ingest
from flows.settings import Settings
from tests.flows.site import NOON, settings
from transforms.errors import QueryError
from warehouse.evidence import evidence
from warehouse.queries import query

HEAD = "---\nurl: https://andes.example/fishing\npublisher: Andes Wire\npublished: 2025-04-07\n---\n"
FIRST = "Chile and Peru dispute fishing rights\n\nChile expelled two Peruvian diplomats over the fishing dispute.\n"
SECOND = "Chile and Peru dispute fishing rights\n\nChile thanked Peru for its help in the fishing dispute.\n"
VERSIONS = "SELECT version, change, trigger FROM mart.story_changes WHERE change <> 'confirmed' ORDER BY ALL"


class Folder:
    """Runs with one seed file after the other, an hour apart."""

    def __init__(self, folder: Path) -> None:
        self.settings: Settings = settings(folder)
        self.n_runs = 0

    def run(self, **texts: str) -> None:
        for name, text in texts.items():
            (self.settings.seeds_folder / f"{name}.md").write_text(text, encoding="utf-8")
        at = NOON + timedelta(hours=self.n_runs)
        self.n_runs += 1
        ingest(self.settings, now=lambda: at, report=lambda line: None)

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with query(self.settings.published_file, sql) as answer:
            return list(answer.rows)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_a_file_with_an_address_that_changes_there_and_back(folder: Folder):
    for text in (FIRST, SECOND, FIRST):
        folder.run(fishing=HEAD + text)
    assert folder.rows("SELECT version, contains(text, 'expelled') FROM core.stories") == [(3, True)]
    assert folder.rows(VERSIONS) == [
        *((2, "added", "thanked"), (2, "withdrawn", "expelled")),
        *((3, "added", "expelled"), (3, "withdrawn", "thanked")),
    ]
    assert folder.rows("SELECT DISTINCT trigger FROM mart.event_list WHERE trigger <> 'dispute'") == [("expelled",)]
    folder.run()
    assert folder.rows("SELECT version FROM core.stories") == [(3,)]


def test_a_withdrawn_mention_is_explained_as_such(folder: Folder):
    for text in (FIRST, SECOND):
        folder.run(fishing=HEAD + text)
    ((mention_id,),) = folder.rows("SELECT mention_id FROM mart.story_changes WHERE change = 'withdrawn'")
    with pytest.raises(QueryError, match=r'was withdrawn by version 2 of story .*"Chile expelled two'):
        evidence(folder.settings.published_file, str(mention_id))


def test_two_files_with_one_address_do_not_take_turns(folder: Folder):
    folder.run(fishing=HEAD + FIRST)
    for _ in range(2):
        folder.run(fishing=HEAD + FIRST, later=HEAD + SECOND)
    assert folder.rows("SELECT version, contains(text, 'thanked') FROM core.stories") == [(2, True)]


def test_a_file_without_an_address_has_no_versions(folder: Folder):
    for text in (FIRST, SECOND):
        folder.run(fishing=text)
    assert folder.rows("FROM mart.story_changes") == []
    assert folder.rows("SELECT reason FROM mart.excluded_stories") == [("superseded",)]
    assert folder.rows("SELECT count(*) FROM core.stories") == [(2,)]
