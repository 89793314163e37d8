"""The recode as a Prefect flow, against a real server on loopback."""

import json
from pathlib import Path

import pytest

from flows.ingest import ingest
from tests.flows.site import NOON, page, settings
from tests.prefect_server import PrefectServer
from warehouse.queries import query

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("prefect")]
RUN_FLOW = """
import json, sys
from flows.recode_flow import recode_flow
state = recode_flow(**json.loads(sys.argv[1]), return_state=True)
print(state.type.value, state.message)
"""


def test_a_recode_shows_what_it_changed(tmp_path: Path):
    stated = settings(tmp_path)
    (stated.seeds_folder / "road.html").write_text(page(1), encoding="utf-8")
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    server = PrefectServer(tmp_path)
    with server.running():
        given = {"data": str(stated.data_folder), "all_stories": True, "coder": "shallow"}
        assert server.python(["-c", RUN_FLOW, json.dumps(given)]).startswith("COMPLETED")
        (run,) = server.runs()
        tasks = server.ask("task_runs/filter", flow_runs={"id": {"any_": [run["id"]]}})
        assert {(task["name"].rpartition("-")[0], task["state_name"]) for task in tasks} == {
            ("code stories again", "Completed"),
            ("load, check and publish", "Completed"),
        }
        (shown,) = server.ask("artifacts/filter", artifacts={"flow_run_id": {"any_": [run["id"]]}})
        assert "1 stories coded again" in shown["data"]
        assert "| ACCUSE | 1 | 1 | 0 | 0 | 0 |" in shown["data"]
    with query(stated.published_file, "SELECT n_kept FROM ops.recodes") as answer:
        assert list(answer.rows) == [(1,)]
