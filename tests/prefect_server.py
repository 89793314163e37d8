"""`dyadwire serve` as an operator runs it: server, schedules and worker on loopback, with feeds to read."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.site import serve_feed, write_feed_list
from tests.loopback import Loopback, Route
from tests.ports import free_port
from tests.process_groups import end_group

ROOT = Path(__file__).resolve().parents[1]
SOON = {
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "2",
    "PREFECT_WORKER_QUERY_SECONDS": "1",
    "PREFECT_SERVER_CONCURRENCY_INITIAL_DEPLOYMENT_LEASE_DURATION": "30",
    "PREFECT_CLI_COLORS": "false",
}
READING = {
    "DYADWIRE_CODER": "shallow",
    "DYADWIRE_WORKERS": "0",
    "DYADWIRE_ALLOW_LOOPBACK": "1",
    "DYADWIRE_SHORTEST_POLL": "1",
    "DYADWIRE_LONGEST_POLL": "1",
    "DYADWIRE_PAGE_PAUSE": "0",
    "DYADWIRE_READ_TIMEOUT": "120",  # a test may hold up a run for as long
    "DYADWIRE_TOTAL_TIMEOUT": "120",
}
STORY = (
    "---\npublisher: Andes <b>Wire</b> [here](javascript:alert(1))\ndate: 2024-05-13\n---\n"
    "Peru expelled two Bolivian diplomats on Friday, the foreign ministry said <img src=x onerror=alert(1)>.\n\n"
    "Bolivia's president condemned Peru for the decision and recalled his ambassador from Lima. The two countries had "
    "signed a trade agreement in March, and officials in La Paz said that it would stay in force for now.\n"
)
NOTICES = "/notices"
UNFINISHED = ["SCHEDULED", "PENDING", "RUNNING", "CANCELLING"]


class Served:
    """A data folder that is served. Its feeds: `/rss` is well, `/gone` answers 410, `/slow` is what a test makes it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "data"
        self.news = Loopback()
        self.news.answer("/gone", Route(b"", 410))
        self.news.answer(NOTICES, Route(b"", 204))
        feeds = [serve_feed(self.news, (1, 2)), self.news.url("/gone"), serve_feed(self.news, (3,), "/slow")]
        (folder / "seeds").mkdir()
        (folder / "seeds" / "expulsion.txt").write_text(STORY, encoding="utf-8")
        port = free_port(n=2)  # the second is of the briefings
        self.url, self.api = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port}/api"
        self.mark = uuid.uuid4().hex  # every process that comes of it has it in its environment
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "SERVED": self.mark,
            "DYADWIRE_DATA": str(self.data),
            "DYADWIRE_SERVE_PORT": str(port),
            "DYADWIRE_SEEDS": str(folder / "seeds"),
            "DYADWIRE_FEEDS": str(write_feed_list(folder / "feeds.toml", *feeds)),
            "DYADWIRE_NOTIFY_URL": self.news.url(NOTICES),
            **READING,
            **SOON,
        }
        self._serving: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        """What `dyadwire serve` has said, and the ends of its logs."""
        files = [self.folder / "serve.log", *self.data.glob("prefect/*.log")]
        return "\n".join(f"{file.name}: {file.read_text(errors='replace')[-3000:]}" for file in files if file.exists())

    def start(self) -> None:
        """Returns as soon as the worker waits for runs."""
        with (self.folder / "serve.log").open("wb") as output:
            self._serving = subprocess.Popen(
                [Path(sys.executable).with_name("dyadwire"), "serve"],
                stdout=output, stderr=subprocess.STDOUT, cwd=self.folder, env=self.environment, start_new_session=True,
            )  # fmt: skip
        self.wait_for(lambda: "Ctrl-C stops everything" in self.log, seconds=240, what="serve to start")

    def stop(self, sign: int = signal.SIGTERM) -> int:
        """The exit code after a signal to `dyadwire serve` alone."""
        assert self._serving is not None
        self._serving.send_signal(sign)
        return self._serving.wait(90)

    def wait_until_it_ends(self) -> int:
        """The exit code of a `dyadwire serve` that ends by itself."""
        assert self._serving is not None
        return self._serving.wait(90)

    def processes(self) -> dict[int, str]:
        """Command lines by id of all that came of `dyadwire serve` and has not ended."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if f"SERVED={self.mark}".encode() in (folder / "environ").read_bytes():
                    found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:  # it ended meanwhile, or is another's
                continue
        return found

    def close(self) -> None:
        """Ends what is left."""
        if self._serving is not None:
            end_group(self._serving, 60)
        self.news.close()

    def python(self, arguments: list[str], **settings: str) -> str:
        """What a Python program prints that talks to this server; it must succeed."""
        told = {"PREFECT_API_URL": self.api, "PREFECT_HOME": str(self.folder / "client")} | settings
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment | told,
            capture_output=True, text=True, timeout=180, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def ask(self, path: str, method: str = "POST", **body: Any) -> Any:
        """What the server's API answers; None where it answers nothing."""
        return self._send(path, method, body)

    def deployments(self) -> dict[str, dict[str, Any]]:
        """All deployments by name."""
        return {deployment["name"]: deployment for deployment in self.ask("deployments/filter")}

    def run(self, run_id: str) -> dict[str, Any]:
        """A flow run."""
        return self.ask(f"flow_runs/{run_id}", "GET")  # type: ignore[no-any-return]

    def runs(self) -> list[dict[str, Any]]:
        """All flow runs."""
        return self.ask("flow_runs/filter")  # type: ignore[no-any-return]

    def begin(self, deployment: str, **parameters: object) -> str:
        """The id of a run of a deployment that begins at once."""
        deployment_id = self.deployments()[deployment]["id"]
        begun = self.ask(
            f"deployments/{deployment_id}/create_flow_run", state={"type": "SCHEDULED"}, parameters=parameters
        )
        return str(begun["id"])

    def begin_alone(self, deployment: str, **parameters: object) -> str:
        """The id of a run of a deployment that begins as soon as none of it is going on."""
        deadline = time.monotonic() + 120
        while True:
            run_id = self.begin(deployment, **parameters)
            run = self.wait_for_state(run_id, "Pending", "Running", "Completed", "Failed", "Cancelled")
            if run["state_name"] != "Cancelled":
                return run_id
            assert time.monotonic() < deadline, f"{deployment} is going on for too long\n{self.log}"

    def completed(self, deployment: str) -> str:
        """The id of a run of a deployment that began after all others, and completed."""
        run_id = self.begin_alone(deployment)
        run = self.wait_for_state(run_id, "Completed", "Failed", "Crashed", "Cancelled")
        assert run["state_name"] == "Completed", run["state"]["message"]
        return run_id

    def schedule(self, deployment: str, *, seconds: int) -> None:
        """Runs of the deployment begin by schedule, as often, until `unschedule`."""
        given = [{"active": True, "schedule": {"interval": seconds, "anchor_date": "2025-01-01T00:00:00Z"}}]
        self._send(f"deployments/{self.deployments()[deployment]['id']}/schedules", "POST", given)

    def unschedule(self, deployment: str) -> None:
        """No run begins by schedule any more, and none is going on: the worker takes runs up before they are due."""
        deployment_id = self.deployments()[deployment]["id"]
        of_it = {"deployment_id": {"any_": [deployment_id]}, "state": {"type": {"any_": UNFINISHED}}}

        def are_over() -> bool:
            for schedule in self.ask(f"deployments/{deployment_id}/schedules", "GET"):
                self.ask(f"deployments/{deployment_id}/schedules/{schedule['id']}", "PATCH", active=False)
            return self.ask("flow_runs/filter", flow_runs=of_it) == []

        self.wait_for(are_over, seconds=120, what="the last scheduled run")

    def artifacts(self, run_id: str) -> dict[str, dict[str, Any]]:
        """The artifacts of a run by their keys."""
        found = self.ask("artifacts/filter", artifacts={"flow_run_id": {"any_": [run_id]}})
        return {artifact["key"]: artifact for artifact in found if artifact["key"]}

    def events(self, prefix: str) -> list[dict[str, Any]]:
        """The events whose name begins so."""
        found = self.ask("events/filter", filter={"event": {"prefix": [prefix]}}, limit=50)
        return found["events"]  # type: ignore[no-any-return]

    def notices(self) -> list[str]:
        """What somebody was notified of."""
        return [json.loads(asked.body)["text"] for asked in self.news.requests if asked.path == NOTICES]

    def wait_for(self, found: Callable[[], Any], *, seconds: float, what: str) -> Any:
        """What `found` returns as soon as it is true."""
        deadline = time.monotonic() + seconds
        while not (result := found()):
            assert time.monotonic() < deadline, f"waited {seconds} s for {what}\n{self.log}"
            assert self._serving is None or self._serving.poll() is None, f"serve ended\n{self.log}"
            time.sleep(0.5)
        return result

    def wait_for_state(self, run_id: str, *states: str, seconds: float = 120) -> dict[str, Any]:
        """The run as soon as it is in one of the states."""

        def is_there() -> dict[str, Any] | None:
            run = self.run(run_id)
            return run if run["state_name"] in states else None

        found: dict[str, Any] = self.wait_for(is_there, seconds=seconds, what=f"{run_id} to be {states}")
        return found

    def _send(self, path: str, method: str, body: object, *, n_tries: int = 20) -> Any:
        request = urllib.request.Request(
            f"{self.api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as problem:
            if problem.code != 503 or n_tries == 1:  # its SQLite is busy; Prefect's own clients try again too
                raise
        time.sleep(0.5)
        return self._send(path, method, body, n_tries=n_tries - 1)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that all tests share: its start takes half a minute. They are of xdist group `prefect`."""
    served = Served(tmp_path_factory.mktemp("served"))
    try:
        served.start()
        yield served
    finally:
        served.close()


@pytest.fixture(scope="session")
def scheduled_run(served: Served) -> dict[str, Any]:
    """The first run that a schedule started, and that is complete."""

    def completed() -> dict[str, Any] | None:
        runs = [run for run in served.runs() if run["auto_scheduled"] and run["state_type"] == "COMPLETED"]
        return min(runs, key=lambda run: str(run["start_time"]), default=None)

    served.schedule("ingest", seconds=15)
    found: dict[str, Any] = served.wait_for(completed, seconds=180, what="a scheduled run to complete")
    served.unschedule("ingest")
    return found
