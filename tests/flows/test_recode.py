"""Stored stories are coded again: all at once, ids kept, resumable, with what changed written down."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows import recode as module
from flows import story_coding
from flows.ingest import ingest
from flows.recode import RecodeError, RecodeReport, recode
from flows.settings import ROOT, Settings
from tests.flows.site import NOON, page, settings
from transforms.errors import StorageError
from warehouse.connection import open_store
from warehouse.queries import query
from warehouse.recode_spool import only_one

STORIES = {
    **{f"road-{number}.html": page(number) for number in range(6)},
    "quiet.txt": "The valley\n\nNothing happened between any two countries in the valley, where it rained all week.\n",
}
LATER = NOON + timedelta(days=1)
# Runs `recode` and dies where the named function of the named module is called, before it does anything or after; the
# third number says at which call.
KILLED = """
import importlib, os, signal, sys
from pathlib import Path
from datetime import timedelta
from flows.recode import recode
from tests.flows.site import NOON, settings

folder, codebook, place, moment, call = sys.argv[1:]
module_name, _, name = place.partition(":")
module = importlib.import_module(module_name)
original, n_calls = getattr(module, name), 0

def deadly(*arguments, **named):
    global n_calls
    n_calls += 1
    if n_calls == int(call) and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*arguments, **named)
    if n_calls == int(call):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(module, name, deadly)
stated = settings(Path(folder), batch_size=2, codebook_folder=Path(codebook))
recode(stated, is_all=False, now=lambda: NOON + timedelta(days=1), report=lambda line: None)
"""


def rows(stated: Settings, sql: str) -> list[tuple[object, ...]]:
    with query(stated.published_file, sql) as answer:
        return list(answer.rows)


def run_recode(stated: Settings, *, is_all: bool = False, lines: list[str] | None = None) -> RecodeReport:
    report = lines.append if lines is not None else lambda _line: None
    return recode(stated, is_all=is_all, now=lambda: LATER, report=report)


@pytest.fixture(scope="module")
def codebooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The bundled codebook, and one without the noun and verb of a visit and with another scale for accusations."""
    folder = tmp_path_factory.mktemp("codebooks")
    old = shutil.copytree(ROOT / "seeds" / "codebook", folder / "old")
    new = shutil.copytree(old, folder / "new")
    predicates = new / "predicates.csv"
    kept = [line for line in predicates.read_text(encoding="utf-8").splitlines() if not line.startswith("visit-")]
    predicates.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return old, new


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory, codebooks: tuple[Path, Path]) -> Settings:
    stated = settings(tmp_path_factory.mktemp("ingested"), batch_size=2, codebook_folder=codebooks[0])
    for name, text in STORIES.items():
        (stated.seeds_folder / name).write_text(text, encoding="utf-8")
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    return stated


@pytest.fixture
def old(ingested: Settings, tmp_path: Path) -> Settings:
    """What an older codebook has coded, in a folder of the test's own."""
    shutil.copytree(ingested.data_folder, tmp_path / "data")
    shutil.copytree(ingested.seeds_folder, tmp_path / "seeds")
    return settings(tmp_path, batch_size=2, codebook_folder=ingested.codebook_folder)


@pytest.fixture
def new(old: Settings, codebooks: tuple[Path, Path]) -> Settings:
    """The same folder with the new codebook."""
    return replace(old, codebook_folder=codebooks[1])


@pytest.fixture(scope="module")
def from_scratch(
    tmp_path_factory: pytest.TempPathFactory, ingested: Settings, codebooks: tuple[Path, Path]
) -> Settings:
    """The same documents, read with the new codebook from the beginning."""
    folder = tmp_path_factory.mktemp("scratch")
    shutil.copytree(ingested.seeds_folder, folder / "seeds")
    stated = settings(folder, batch_size=2, codebook_folder=codebooks[1])
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    return stated


def contents(stated: Settings) -> dict[str, list[tuple[object, ...]]]:
    """All that another coder may change, without what tells of the run."""
    stories = "SELECT story_id, text_sha256, version, first_seen_at, coder_version, codebook_version FROM core.stories"
    return {
        "stories": rows(stated, f"{stories} ORDER BY ALL"),
        "mentions": rows(stated, "SELECT * EXCLUDE (run_id, batch_id) FROM core.event_mentions ORDER BY mention_id"),
        "figures": rows(stated, "SELECT * EXCLUDE (run_id, batch_id) FROM core.figures ORDER BY figure_id"),
        "marts": rows(stated, "FROM mart.event_list ORDER BY ALL"),
        "days": rows(stated, "FROM mart.dyad_day ORDER BY ALL"),
        "events": rows(stated, "FROM core.events ORDER BY event_id"),
        "reports": rows(stated, "SELECT * EXCLUDE (batch_id) FROM core.event_reports ORDER BY ALL"),
    }


def test_a_new_codebook_gives_what_it_would_have_given_from_the_beginning(old, new, from_scratch):
    before = contents(old)
    done = run_recode(new)
    assert done.run.exit_code == 0
    assert done.run.is_published
    assert contents(new) == contents(from_scratch)
    assert before["mentions"] != contents(new)["mentions"]
    assert len(before["stories"]) == len(contents(new)["stories"]) == len(STORIES)


def test_what_changed_is_told_by_type_and_dyad_and_stays_in_sql(old, new):
    accused = rows(old, "SELECT mention_id FROM core.event_mentions WHERE event_type = 'ACCUSE' ORDER BY 1")
    n_visits = len(rows(old, "FROM core.event_mentions WHERE rule_id LIKE 'visit-%'"))
    n_mentions = len(rows(old, "FROM core.event_mentions"))
    done = run_recode(new)
    assert n_visits == 6
    assert done.changes is not None
    assert (done.changes.n_taken, done.changes.n_kept, done.changes.n_failed) == (7, 7, 0)
    assert done.changes.total.n_before == n_mentions
    assert done.changes.by_type["CONSULT"].n_removed >= n_visits
    assert done.changes.by_type["ACCUSE"].n_touched == 0
    assert done.changes.by_dyad["PER", "BOL", "CONSULT"].n_removed >= n_visits
    assert rows(new, "SELECT mention_id FROM core.event_mentions WHERE event_type = 'ACCUSE' ORDER BY 1") == accused
    assert rows(new, "FROM core.event_mentions WHERE rule_id LIKE 'visit-%'") == []
    assert rows(new, "SELECT run_id, n_taken, n_before FROM ops.recodes") == [(done.run.run_id, 7, n_mentions)]
    sums = "SELECT sum(n_before), sum(n_after), sum(n_removed) FROM ops.recode_types"
    total = done.changes.total
    assert rows(new, sums) == [(total.n_before, total.n_after, total.n_removed)]


def test_without_a_new_version_nothing_is_coded_and_with_all_nothing_changes(old):
    before = contents(old)
    assert run_recode(old).changes is None
    done = run_recode(old, is_all=True)
    assert done.changes is not None
    assert (done.changes.n_kept, done.changes.total.n_touched, done.changes.by_dyad) == (7, 0, {})
    assert done.changes.total.n_before == done.changes.total.n_after > 0
    assert contents(old) == before
    assert rows(
        old, "SELECT count(*) FROM core.story_versions UNION ALL SELECT count(*) FROM core.mention_changes"
    ) == [
        (0,),
        (0,),
    ]


def test_a_story_without_events_is_coded_once_and_not_again(new):
    run_recode(new)
    assert run_recode(new).changes is None


def test_stories_are_neither_moved_nor_compared_again(old, new):
    batches = rows(old, "SELECT story_id, run_id, batch_id FROM core.stories ORDER BY 1")
    lines: list[str] = []
    run_recode(new, lines=lines)
    assert rows(new, "SELECT story_id, run_id, batch_id FROM core.stories ORDER BY 1") == batches
    assert [line for line in lines if "wire copies" in line] == []


@pytest.fixture
def killed(new: Settings) -> Callable[[str, str, int], None]:
    def kill(place: str, moment: str, call: int) -> None:
        folder = str(new.data_folder.parent)
        died = subprocess.run(
            [sys.executable, "-c", KILLED, folder, str(new.codebook_folder), place, moment, str(call)],
            check=False, cwd=ROOT, timeout=120,
        )  # fmt: skip
        assert died.returncode == -signal.SIGKILL

    return kill


@pytest.mark.parametrize(
    ("place", "moment", "call"),
    [
        pytest.param("flows.recode:stage", "before", 2, id="with a batch coded"),
        pytest.param("flows.recode:stage", "after", 3, id="after three batches"),
        pytest.param("warehouse.recode_spool:write_table", "after", 5, id="in the middle of a batch"),
        pytest.param("flows.recode:load_recode", "before", 1, id="before the load"),
        pytest.param("warehouse.recode_store:load_shown_batch", "after", 1, id="in the middle of the load"),
        pytest.param("flows.recode:load_recode", "after", 1, id="after the load"),
        pytest.param("flows.ingest:publish", "before", 1, id="before publishing"),
    ],
)
def test_a_killed_recode_shows_nothing_and_goes_on(killed, old, new, from_scratch, place, moment, call):
    before = contents(old)
    killed(place, moment, call)
    assert contents(new) == before
    done = run_recode(new)
    assert done.run.exit_code == 0
    assert contents(new) == contents(from_scratch)
    assert rows(new, "SELECT count(*), sum(n_taken) FROM ops.recodes") == [(1, 7)]
    assert [path.name for path in new.recode_folder.iterdir()] == ["recode.lock"]


def test_what_was_coded_is_not_coded_again(killed, new):
    killed("flows.recode:stage", "after", 3)
    lines: list[str] = []
    run_recode(new, lines=lines)
    assert "going on: 6 stories are coded already" in lines
    assert "coded 1 of 1 stories" in lines


def test_what_another_codebook_coded_is_thrown_away(killed, old, new):
    before = contents(old)
    killed("flows.recode:load_recode", "before", 1)
    assert run_recode(old, is_all=True).changes.n_taken == 7
    assert contents(old) == before


def test_an_ingest_between_two_halves_publishes_none_of_it(killed, old, new):
    before = contents(old)["mentions"]
    killed("flows.recode:load_recode", "before", 1)
    ingest(old, now=lambda: LATER, report=lambda line: None)
    assert contents(old)["mentions"] == before


def test_a_story_that_changed_meanwhile_is_coded_as_it_is_now(killed, new, codebooks):
    url = "---\nurl: https://andes.example/row\n---\n"
    story = new.seeds_folder / "row.txt"
    body = "Row\n\nChile expelled two Peruvian diplomats on Monday over the fishing dispute, officials said.\n"
    story.write_text(url + body, encoding="utf-8")
    ingest(replace(new, codebook_folder=codebooks[0]), now=lambda: NOON + timedelta(hours=1), report=lambda line: None)
    killed("flows.recode:load_recode", "before", 1)
    story.write_text(url + body.replace("Chile expelled", "Ecuador expelled"), encoding="utf-8")
    ingest(replace(new, codebook_folder=codebooks[0]), now=lambda: NOON + timedelta(hours=2), report=lambda line: None)
    done = run_recode(new)
    assert (done.changes.n_taken, done.changes.n_kept, done.changes.n_superseded) == (9, 8, 1)
    found = "SELECT DISTINCT actors[1].iso3 FROM core.event_mentions WHERE contains(sentence, 'fishing dispute')"
    assert rows(new, found) == [("ECU",)]
    assert rows(new, "SELECT count(DISTINCT codebook_version) FROM core.stories") == [(1,)]


def test_a_story_that_breaks_the_coder_keeps_what_it_had(old, new, monkeypatch):
    original = story_coding.read_story

    def fragile(coder, story):
        if "harbour" in story.text:
            raise ValueError("no")
        return original(coder, story)

    monkeypatch.setattr(story_coding, "read_story", fragile)
    done = run_recode(new)
    assert (done.changes.n_kept, done.changes.n_failed, done.run.exit_code) == (6, 1, 0)
    assert any("keeps what it had" in problem for problem in done.run.problems)
    visits = rows(new, "SELECT count(*) FROM core.event_mentions WHERE rule_id LIKE 'visit-%'")
    assert visits == [(1,)]
    assert rows(new, "SELECT count(*) FROM ops.recode_failures") == [(1,)]
    monkeypatch.undo()
    assert run_recode(new).changes.n_taken == 1


def test_too_many_failures_change_nothing(old, new, monkeypatch):
    before = contents(old)

    def broken(_coder, _story):
        raise ValueError("no")

    monkeypatch.setattr(story_coding, "read_story", broken)
    with pytest.raises(RecodeError, match="7 of 7 stories broke the coder"):
        run_recode(new)
    monkeypatch.undo()
    assert contents(old) == before
    assert run_recode(new).changes.n_kept == 7


def test_worker_processes_give_the_same(new, from_scratch):
    run_recode(replace(new, workers=2))
    assert contents(new) == contents(from_scratch)


def test_without_a_store_it_says_what_makes_one(tmp_path):
    with pytest.raises(StorageError, match="dyadwire ingest"):
        run_recode(settings(tmp_path))
    assert not (tmp_path / "data").exists()


def test_two_at_once_are_one_too_many(new):
    with only_one(new.recode_folder), pytest.raises(StorageError, match="another recode"):
        run_recode(new)


def test_other_runs_go_on_while_it_codes(new, monkeypatch):
    original, opened = module.stage, []

    def looking(*arguments):
        with open_store(new.store_file):
            opened.append(datetime.now(UTC))
        original(*arguments)

    monkeypatch.setattr(module, "stage", looking)
    run_recode(new)
    assert len(opened) == 4
