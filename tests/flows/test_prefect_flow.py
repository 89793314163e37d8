"""The run as a Prefect flow, against a real server on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
import yaml

from tests.prefect_server import ROOT, PrefectServer

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("prefect")]
STORY = (
    "LIMA, May 13 (Andes Wire) - Peru expelled two Bolivian diplomats on Friday, the foreign ministry said.\n\n"
    "Bolivia's president condemned Peru for the decision and recalled his ambassador from Lima. The two countries had "
    "signed a trade agreement in March, and officials in La Paz said that it would stay in force for now.\n"
)
RUN_FLOW = """
import json, sys
from flows.ingest_flow import ingest_flow
state = ingest_flow(**json.loads(sys.argv[1]), return_state=True)
print(state.type.value, state.message)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """A server that this module shares: it takes twenty seconds to start."""
    server = PrefectServer(tmp_path_factory.mktemp("prefect"))
    with server.running():
        yield server


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "expulsion.txt").write_text(STORY)
    return folder


def run_flow(server: PrefectServer, data: Path, seeds: Path, **given: object) -> str:
    parameters = {"data": str(data), "seeds": str(seeds), "no_feeds": True, "published": "2024-05-13"} | given
    return server.python(["-c", RUN_FLOW, json.dumps(parameters)], DYADWIRE_ALLOW_LOOPBACK="1")


def test_a_run_shows_its_summary_and_newest_events_and_few_tasks(server, data_folder, seeds):
    assert run_flow(server, data_folder, seeds).startswith("COMPLETED")
    (run,) = [run for run in server.runs() if run["parameters"]["data"] == str(data_folder)]
    tasks = server.ask("task_runs/filter", flow_runs={"id": {"any_": [run["id"]]}})
    assert {task["state_name"] for task in tasks} == {"Completed"}
    assert 4 <= len(tasks) <= 10
    artifacts = server.ask("artifacts/filter", artifacts={"flow_run_id": {"any_": [run["id"]]}})
    shown = {artifact["key"]: artifact["data"] for artifact in artifacts}
    assert "| document | 1 | 1 | 0 |" in shown["ingest-run"]
    assert "Peru expelled two Bolivian diplomats" in shown["newest-events"]
    with duckdb.connect(data_folder / "dyadwire.duckdb", read_only=True) as published:
        assert published.execute("SELECT count(*) FROM ops.runs WHERE state = 'finished'").fetchone() == (1,)


def test_a_list_that_cannot_be_read_fails_the_run_with_its_message(server, data_folder, seeds):
    shown = run_flow(server, data_folder, seeds, no_feeds=False, feeds="no/such/feeds.toml")
    assert shown.startswith("FAILED")
    assert "no/such/feeds.toml" in shown


def test_too_large_a_share_of_failures_fails_the_run_after_it_was_published(server, data_folder, seeds, tmp_path):
    (tmp_path / "feeds.toml").write_text(
        '[[feed]]\nurl = "http://127.0.0.1:9/rss"\npublisher = "Nobody"\ncountry = ""\nlanguage = "en"\n'
        'address_source = "own knowledge"\nchecked_on = ""\n'
    )
    shown = run_flow(server, data_folder, seeds, no_feeds=False, feeds=str(tmp_path / "feeds.toml"))
    assert shown.startswith("FAILED too large a share of the inputs failed")
    assert (data_folder / "dyadwire.duckdb").exists()


def test_the_deployment_starts_by_itself_when_it_is_due(server: PrefectServer, data_folder, seeds):
    server.call("--no-prompt", "work-pool", "create", "dyadwire", "--type", "process")
    server.call("--no-prompt", "deploy", "--all")
    deployments = {deployment["name"]: deployment for deployment in server.ask("deployments/filter")}
    assert deployments.keys() == {"ingest", "recode"}
    assert deployments["recode"]["schedules"] == []
    deployment = deployments["ingest"]
    assert [schedule["schedule"]["cron"] for schedule in deployment["schedules"]] == ["*/15 * * * *"]
    assert deployment["global_concurrency_limit"]["limit"] == 1
    assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"

    server.call("deployment", "schedule", "create", "ingest/ingest", "--interval", "15")
    settings = {
        "DYADWIRE_DATA": str(data_folder),
        "DYADWIRE_SEEDS": str(seeds),
        "DYADWIRE_NO_FEEDS": "1",
        "DYADWIRE_CODER": "shallow",
    }
    with server.started(["worker", "start", "--pool", "dyadwire"], "worker.log", **settings):
        server.wait_for(lambda: has_completed_by_schedule(server), seconds=90, what="a scheduled run to complete")
    with duckdb.connect(data_folder / "dyadwire.duckdb", read_only=True) as published:
        assert published.execute("SELECT count(*) FROM core.stories").fetchone() == (1,)


def has_completed_by_schedule(server: PrefectServer) -> bool:
    return any(run["auto_scheduled"] and run["state_type"] == "COMPLETED" for run in server.runs())


def test_every_deployment_is_due_or_manual_on_purpose():
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
    assert {deployment["name"] for deployment in deployments} == {"ingest", "recode"}
    for deployment in deployments:
        module, _, function = deployment["entrypoint"].rpartition(".")
        assert f"def {function}(" in (ROOT / f"{module.replace('.', '/')}.py").read_text()
