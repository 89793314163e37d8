"""The flows as plain Python calls them, against a real server on loopback; by schedule they are in test_serve.py."""

import json
from pathlib import Path

import pytest

from flows.ingest import ingest
from tests.flows.site import NOON, page, serve_feed, settings
from tests.loopback import Route
from tests.prefect_server import Served
from warehouse.queries import query

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("prefect")]
# One program for all of them: starting one that knows Prefect takes seconds.
RUN_FLOWS = """
import json, sys
from flows.cluster.cluster_flow import cluster_ingest_flow
from flows.ingest_flow import ingest_flow
from flows.recode_flow import recode_flow
flows = {"ingest": ingest_flow, "recode": recode_flow, "cluster": cluster_ingest_flow}
for name, parameters in json.loads(sys.argv[1]):
    state = flows[name](**parameters, return_state=True)
    print(json.dumps([state.type.value, state.message, str(state.state_details.flow_run_id)]))
"""


@pytest.fixture(scope="module")
def states(served: Served, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """How four runs ended: type, message, id."""
    folder = tmp_path_factory.mktemp("flows")
    nobody = folder / "nobody.toml"
    nobody.write_text(
        '[[feed]]\nurl = "http://127.0.0.1:9/rss"\npublisher = "Nobody"\ncountry = ""\nlanguage = "en"\n'
        'address_source = "own knowledge"\nchecked_on = ""\n'
    )
    stated = settings(folder)
    (stated.seeds_folder / "road.html").write_text(page(1), encoding="utf-8")
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    data = str(stated.data_folder)
    calls = {
        "no list": ("ingest", {"data": data, "no_seeds": True, "feeds": "no/such/feeds.toml"}),
        "failures": ("ingest", {"data": data, "no_seeds": True, "feeds": str(nobody)}),
        "recode": ("recode", {"data": data, "all_stories": True, "coder": "shallow"}),
        "no cluster": ("cluster", {"data": str(folder / "cluster"), "no_seeds": True, "no_feeds": True}),
    }
    shown = served.python(["-c", RUN_FLOWS, json.dumps(list(calls.values()))])
    found = [json.loads(line) for line in shown.splitlines() if line.startswith("[")]
    return dict(zip(calls, found, strict=True)) | {"data": [data]}


def test_a_list_that_cannot_be_read_fails_the_run_with_its_message(states):
    state, message, _ = states["no list"]
    assert state == "FAILED"
    assert "no/such/feeds.toml" in message


def test_a_run_beside_others_fails_where_the_cluster_is_not_set(states):
    assert [states["no cluster"][0], "dask_address is not set" in states["no cluster"][1]] == ["FAILED", True]


def test_too_large_a_share_of_failures_fails_the_run_after_it_was_published(states):
    state, message, _ = states["failures"]
    assert (state, message[:45]) == ("FAILED", "too large a share of the inputs failed; run 2")
    with query(
        Path(states["data"][0]) / "dyadwire.duckdb", "SELECT count(*) FROM ops.runs WHERE exit_code = 4"
    ) as found:
        assert list(found.rows) == [(1,)]


def test_a_recode_shows_what_it_changed(served: Served, states):
    state, _, run_id = states["recode"]
    assert state == "COMPLETED"
    tasks = served.ask("task_runs/filter", flow_runs={"id": {"any_": [run_id]}})
    assert {(task["name"].rpartition("-")[0], task["state_name"]) for task in tasks} == {
        ("code stories again", "Completed"),
        ("load, check and publish", "Completed"),
        ("tell of the published tables", "Completed"),
    }
    shown = served.artifacts(run_id)
    assert "1 story coded again" in shown["recode"]["data"]
    assert "| ACCUSE | 1 | 1 | 0 | 0 | 0 |" in shown["recode"]["data"]
    assert shown["progress-coding-stories-again"]["data"] == 100
    with query(Path(states["data"][0]) / "dyadwire.duckdb", "SELECT n_kept FROM ops.recodes") as answer:
        assert list(answer.rows) == [(1,)]


# A store of this size counts as too large to be copied without news.
RUN_ON_LARGE = "import warehouse.publish\nwarehouse.publish.CHEAP_BYTES = 0\n" + RUN_FLOWS
KILLED = "import os, flows.ingest_flow\nflows.ingest_flow.show_feed_health = lambda rows: os._exit(0)\n" + RUN_ON_LARGE


def test_a_feed_alert_is_told_once_though_its_run_was_killed_and_the_file_is_not_renewed(served: Served, tmp_path):
    url = serve_feed(served.news, (7,), "/closes")
    stated = settings(tmp_path, url)
    call = ("ingest", {"data": str(stated.data_folder), "no_seeds": True, "feeds": str(stated.feeds_file)})
    served.python(["-c", RUN_ON_LARGE, json.dumps([call])])
    served.news.answer("/closes", Route(b"", 410))
    assert "COMPLETED" not in served.python(["-c", KILLED, json.dumps([call])])  # it has polled, and told nothing
    shown = served.python(["-c", RUN_ON_LARGE, json.dumps([call, call, call])])
    assert [json.loads(line)[0] for line in shown.splitlines() if line.startswith("[")] == ["COMPLETED"] * 3
    with query(stated.published_file, "SELECT alert FROM mart.feed_health") as answer:
        assert list(answer.rows) == [("silent",)]  # its one entry is of long ago; that it is gone is not published

    def told() -> list[str]:
        return [event["resource"]["prefect.resource.id"] for event in served.events("dyadwire.feed.gone")]

    served.wait_for(lambda: any(url in one for one in told()), seconds=120, what="the event of the feed")
    assert [one for one in told() if url in one] == [f"dyadwire.feed.{url}"]
