"""`dyadwire serve` against its own Prefect server: schedules, what runs show, alerts, late runs, stops and restarts."""

import contextlib
import json
import os
import re
import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest

from flows.serving_runs import sign_on
from tests.flows.site import serve_feed
from tests.loopback import Route
from tests.ports import free_port
from tests.prefect_server import Served

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("prefect")]
ALERTS = {
    "Dyadwire: a feed fails",
    "Dyadwire: a feed answers, but gives no stories",
    "Dyadwire: a dyad turns",
    "Dyadwire: a run failed",
}


def test_deployments_are_due_or_manual_on_purpose(served: Served):
    deployments = served.deployments()
    crons = {name: [one["schedule"]["cron"] for one in found["schedules"] if "cron" in one["schedule"]]
             for name, found in deployments.items()}  # fmt: skip
    assert crons == {"ingest": ["*/15 * * * *"], "briefing": ["0 6 * * *"], "upkeep": ["30 3 * * 0"], "recode": []}
    for deployment in deployments.values():
        assert deployment["global_concurrency_limit"]["limit"] == 1
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert deployment["tags"] == ["dyadwire"]
        assert not deployment["pull_steps"]
        fields = deployment["parameter_openapi_schema"]["properties"]
        assert all(field["title"] and field["description"] for field in fields.values()), fields


def test_alerts_are_automations_that_notify(served: Served):
    found = {one["name"]: one for one in served.ask("automations/filter") if one["name"] in ALERTS}
    assert found.keys() == ALERTS
    assert {one["actions"][0]["type"] for one in found.values()} == {"send-notification"}


def test_a_run_that_a_schedule_started_reads_and_publishes(served: Served, scheduled_run):
    assert scheduled_run["auto_scheduled"]
    with duckdb.connect(served.data / "dyadwire.duckdb", read_only=True) as published:
        assert published.execute("SELECT count(*) FROM core.stories").fetchone() == (4,)


def test_a_run_shows_what_it_did(served: Served, scheduled_run):
    tasks = served.ask("task_runs/filter", flow_runs={"id": {"any_": [scheduled_run["id"]]}})
    assert {task["state_name"] for task in tasks} == {"Completed"}
    assert 4 <= len(tasks) <= 10
    shown = served.artifacts(scheduled_run["id"])
    report = shown["ingest-run"]["data"]
    assert "| document | 4 | 4 | 0 | 0 | 0 | 0 |" in report
    assert "| feed | rejected | gone |" in report
    assert f"| [{served.news.url('/rss')}](<{served.news.url('/rss')}>) | HTTP 200 |" in report
    assert "Peru expelled two Bolivian diplomats" in report
    events = json.loads(shown["newest-events"]["data"])
    assert any(served.news.url(f"/page/{number}") in one["publisher"] for one in events for number in (1, 2, 3))
    assert shown["feed-health"]["description"] == "3 feeds, 3 of them need a look"
    assert shown["progress-polling-feeds"]["data"] == 100
    assert shown["progress-fetching-and-coding-pages"]["description"] == "fetching and coding pages: 3 of 3"


def test_published_tables_are_assets_with_their_rows(served: Served, scheduled_run):
    def of_the_run() -> dict[str, int]:
        found = served.events("prefect.asset.materialization.succeeded")
        return {event["resource"]["prefect.resource.id"]: event["payload"]["n_rows"] for event in reversed(found)}

    stories, mentions = "duckdb://dyadwire/core/stories", "duckdb://dyadwire/core/event_mentions"
    served.wait_for(lambda: {stories, mentions} <= of_the_run().keys(), seconds=120, what="asset events")
    assert of_the_run()[stories] == 4
    assert of_the_run()[mentions] > 0


def test_a_feed_that_is_gone_is_told_once(served: Served, scheduled_run):
    def notices() -> list[str]:
        return [text for text in served.notices() if served.news.url("/gone") in text]

    served.wait_for(notices, seconds=120, what="a notice")
    served.completed("ingest")
    assert len(notices()) == 1
    assert notices()[0].startswith("Feed fails: Andes Wire 1\n")
    told = [event["payload"]["url"] for event in served.events("dyadwire.feed.gone")]
    assert told.count(served.news.url("/gone")) == 1


def test_a_run_that_fails_is_told_with_its_reason(served: Served, scheduled_run):
    run_id = served.begin_alone("ingest", feeds="no/such/feeds.toml")
    assert served.wait_for_state(run_id, "Failed", "Completed", "Cancelled")["state_name"] == "Failed"

    def notices() -> list[str]:
        return [text for text in served.notices() if text.startswith("Run failed: ingest")]

    served.wait_for(notices, seconds=120, what="a notice")
    assert "no/such/feeds.toml" in notices()[0]
    assert run_id in notices()[0]


def test_a_turning_point_is_told_once(served: Served):
    served.python(["-c", TURN])

    def notices() -> list[str]:
        return [text for text in served.notices() if text.startswith("Turning point: IRN-IRQ")]

    served.wait_for(notices, seconds=120, what="a notice")
    assert [text.partition("\n")[2] for text in notices()] == [
        "IRN-IRQ, week of 2025-04-07: more conflict than usual; 9 events, usually 2.1"
    ]


TURN = """
from datetime import date
from flows.orchestration.events import tell_turns
from warehouse.run_details import Turn
old = Turn("IRQ-USA", date(2025, 4, 7), "more_events", 1.1, 12, 3.0)
new = Turn("IRN-IRQ", date(2025, 4, 7), "more_conflict", 1.3, 9, 2.1)
assert tell_turns({old.key}, [new, old]) == 1
"""


def test_briefing_and_upkeep_run_and_show(served: Served, scheduled_run):
    briefing = served.completed("briefing")
    link = served.artifacts(briefing)["briefing"]["data"]
    assert f":{int(served.url.rpartition(':')[2]) + 1}/" in link
    (page,) = (served.data / "briefings").glob("*.html")
    assert page.name in link
    upkeep = served.completed("upkeep")
    assert '"subject": "backups"' in served.artifacts(upkeep)["doctor"]["data"]
    assert list((served.data / "backups").glob("*/manifest.json"))


def held_up(served: Served) -> str:
    """The id of a run that waits for the answer of a feed."""
    served.news.answer("/slow", Route(b"", 200, wait_seconds=90))
    n_asked = served.news.n_requests("/slow")
    run_id = served.begin_alone("ingest")
    served.wait_for(lambda: served.news.n_requests("/slow") > n_asked, seconds=120, what="a run to poll")
    return run_id


def test_a_late_run_says_so_and_a_killed_server_holds_up_nothing(served: Served, scheduled_run):
    held_up(served)
    late = served.wait_for_state(served.begin("ingest"), "Cancelled", "Completed", "Running")
    assert late["state_name"] == "Cancelled"
    assert "concurrency limit" in late["state"]["message"]

    # The server dies in mid-run, without a word: nobody tells it how the run ends.
    (server,) = (pid for pid, command in served.processes().items() if "prefect server start" in command)
    os.killpg(server, signal.SIGKILL)
    assert served.wait_until_it_ends() == 1
    assert "the server ended by itself" in served.log
    assert served.processes() == {}

    serve_feed(served.news, (3,), "/slow")
    served.start()
    served.schedule("ingest", seconds=15)
    known = {run["id"] for run in served.runs() if run["state_type"] == "COMPLETED"}

    def next_one() -> bool:
        return any(run["state_type"] == "COMPLETED" and run["id"] not in known for run in served.runs())

    served.wait_for(next_one, seconds=180, what="a scheduled run after the restart")
    served.unschedule("ingest")


def test_serving_the_same_folder_twice_is_refused(served: Served):
    ended = served.python(["-c", TWICE])
    assert "another `dyadwire serve` serves" in ended
    assert ended.endswith("exit code 5\n")


TWICE = """
import subprocess, sys, os
ended = subprocess.run([sys.executable, "-m", "flows.cli", "serve", "--port", "1"], capture_output=True, text=True)
print(ended.stderr, "exit code", ended.returncode)
"""


def test_a_second_worker_for_the_server_is_refused_and_changes_nothing(served: Served, tmp_path):
    before = served.ask("automations/filter")
    ended = served.python(["-c", SECOND, str(free_port(n=2))], DYADWIRE_DATA=str(tmp_path), DYADWIRE_NOTIFY_URL="")
    assert re.search(r"has a worker already: dyadwire .*; stop it first", ended)
    assert ended.endswith("exit code 1\n")
    assert served.ask("automations/filter") == before


SECOND = """
import os, subprocess, sys
to = ("--port", sys.argv[1], "--api", os.environ["PREFECT_API_URL"])
command = [sys.executable, "-m", "flows.cli", "serve", *to]
ended = subprocess.run(command, capture_output=True, text=True)
print(ended.stderr, "exit code", ended.returncode)
"""


def test_of_two_workers_that_come_at_once_one_gives_way(served: Served):
    names = ("dyadwire one", "dyadwire two")
    with ThreadPoolExecutor(2) as both:
        others = list(both.map(lambda name: sign_on(served.api, name, pool="crowded"), names))
    assert sorted(map(len, others)) == [0, 1]
    first = names[others.index([])]
    assert [first] in others
    assert sign_on(served.api, "dyadwire three", pool="crowded") == [first]
    assert sign_on(served.api, first, pool="crowded") == []  # started again


def test_stopping_ends_a_run_that_is_going_on_and_leaves_no_process(served: Served):
    """The last of its group: nothing serves behind it."""
    run_id = held_up(served)
    assert served.run(run_id)["state_name"] == "Running"
    assert served.stop() == 0
    assert served.processes() == {}
    with contextlib.closing(sqlite3.connect(served.data / "prefect" / "prefect.db")) as rows:
        asked = "SELECT state_name FROM flow_run WHERE id = ?"
        assert rows.execute(asked, [run_id]).fetchall() == [("Cancelled",)]
