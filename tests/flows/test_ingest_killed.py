"""A run killed at any instant and started again ends in the same rows as one that was not killed."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows.ingest import ingest
from flows.settings import Settings
from tests.flows.site import NOON, serve_feed, settings
from tests.loopback import Loopback
from transforms.records import Stage
from warehouse.queries import query

ROOT = Path(__file__).resolve().parents[2]
N_ENTRIES = 12
ROWS = {
    "entries": "SELECT entry_id, outcome, document_id FROM raw.entries ORDER BY 1",
    "documents": "SELECT document_id, outcome, n_stories FROM raw.documents ORDER BY 1",
    "stories": "SELECT story_id, document_id, text_sha256 FROM core.stories ORDER BY 1",
    "mentions": "SELECT mention_id, sentence, actors FROM core.event_mentions ORDER BY 1",
    "figures": "SELECT figure_id, mention_id, value FROM core.figures ORDER BY 1",
    "marts": "SELECT mention_id, actor_iso3, recipient_iso3 FROM mart.event_list ORDER BY ALL",
}
KILLED = """
import sys
from pathlib import Path
from flows.ingest import ingest
from tests.dying import die_at
from tests.flows.site import NOON, settings

folder, feed, place, moment = sys.argv[1:]
die_at(place, moment)
ingest(settings(Path(folder), feed, batch_size=5), now=lambda: NOON, report=lambda line: None)
"""


def rows(stated: Settings) -> dict[str, list[tuple[object, ...]]]:
    found = {}
    for name, sql in ROWS.items():
        with query(stated.published_file, sql) as answer:
            found[name] = list(answer.rows)
    return found


@pytest.fixture(scope="module")
def paper() -> Iterator[Loopback]:
    server = Loopback()
    yield server
    server.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, paper: Loopback) -> dict[str, list[tuple[object, ...]]]:
    stated = settings(tmp_path_factory.mktemp("undisturbed"), serve_feed(paper, range(N_ENTRIES)))
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    return rows(stated)


@pytest.fixture
def killed(tmp_path: Path, paper: Loopback) -> Callable[[str, str], Settings]:
    folder, feed = tmp_path, serve_feed(paper, range(N_ENTRIES))
    paper.requests.clear()

    def kill(place: str, moment: str) -> Settings:
        died = subprocess.run(
            [sys.executable, "-c", KILLED, str(folder), feed, place, moment], check=False, cwd=ROOT, timeout=120
        )
        assert died.returncode == -signal.SIGKILL
        return settings(folder, feed, batch_size=5)

    return kill


@pytest.mark.parametrize(
    ("place", "moment"),
    [
        pytest.param("flows.polling:load_polls", "before", id="between the feed's answer and its load"),
        pytest.param("flows.polling:load_polls", "after", id="after the load of the entries"),
        pytest.param("flows.acquire:known_documents", "before", id="with pages fetched"),
        pytest.param("flows.coding:spool_batch", "before", id="with a batch coded"),
        pytest.param("flows.coding:load_spooled", "before", id="between spool and load"),
        pytest.param("flows.coding:load_spooled", "after", id="after a batch was loaded"),
        pytest.param("flows.ingest:finish_run", "after", id="after the run's end was recorded"),
        pytest.param("flows.ingest:publish", "before", id="before publishing"),
    ],
)
def test_the_next_run_ends_in_the_same_rows(killed, undisturbed, place, moment):
    stated = killed(place, moment)
    report = ingest(stated, now=lambda: NOON + timedelta(minutes=15), report=lambda line: None)
    assert report.exit_code == 0
    assert rows(stated) == undisturbed
    assert len(undisturbed["stories"]) == len(undisturbed["entries"]) == N_ENTRIES
    with query(stated.published_file, "SELECT state, count(*) FROM ops.runs GROUP BY 1 ORDER BY 1") as answer:
        states = dict(answer.rows)
    assert states in ({"finished": 1, "interrupted": 1}, {"finished": 2})


def test_a_304_hides_no_entry_that_was_not_loaded(killed, paper):
    stated = killed("flows.polling:load_polls", "before")
    report = ingest(stated, now=lambda: NOON + timedelta(minutes=15), report=lambda line: None)
    assert [received.headers.get("if-none-match") for received in paper.requests if received.path == "/rss"] == [
        None,
        None,
    ]
    assert {count.stage: count.n_kept for count in report.counts}[Stage.ENTRY] == N_ENTRIES


def test_entries_that_were_loaded_are_fetched_although_their_feed_answers_304(killed, paper):
    stated = killed("flows.acquire:known_documents", "before")
    ingest(stated, now=lambda: NOON + timedelta(minutes=15), report=lambda line: None)
    assert [bool(received.headers.get("if-none-match")) for received in paper.requests if received.path == "/rss"] == [
        False,
        True,
    ]
    assert len(rows(stated)["stories"]) == N_ENTRIES
