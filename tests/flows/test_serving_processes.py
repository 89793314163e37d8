"""Programs in the background: what is said of one that does not start, and what is left of its logs."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from flows.serving_processes import ServeError, Watched, started
from flows.serving_runs import runs_of, sign_on, tell_gone, tell_stopped
from tests.loopback import Loopback, Route

NOBODY = "http://127.0.0.1:9/api/health"
BUSY = Route(b"", 503)


@pytest.fixture
def sleeping() -> Iterator[subprocess.Popen[bytes]]:
    """A program that goes on and answers nothing."""
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield process
    process.kill()
    process.wait()


def test_a_program_that_ends_at_its_start_is_told_with_its_words_and_leaves_them(tmp_path):
    environment = os.environ | {"PREFECT_HOME": str(tmp_path), "PREFECT_CLI_COLORS": "false"}
    for _ in range(2):
        with (
            started("server", ["no-such-command"], environment, tmp_path) as server,
            pytest.raises(
                ServeError, match=r"(?s)the server ended by itself; .*server\.log ends with:.*no-such-command"
            ),
        ):
            server.wait_until_up(NOBODY, 120)
    written = (tmp_path / "server.log").read_text()
    assert written.count("start of the server") == 2
    assert written.count("no-such-command") >= 2


def test_a_program_that_is_never_up_is_told(tmp_path, sleeping):
    (tmp_path / "server.log").write_text("waiting for a database\n")
    with pytest.raises(ServeError, match=r"did not answer within 0 s; .*\nwaiting for a database"):
        Watched("server", sleeping, tmp_path / "server.log").wait_until_up(NOBODY, 0.1)


def test_a_long_log_is_put_aside(tmp_path):
    with (tmp_path / "server.log").open("wb") as long_one:
        long_one.truncate(20_000_000)
    with started("server", ["version"], os.environ, tmp_path):
        pass
    assert (tmp_path / "server.log.1").stat().st_size == 20_000_000
    assert (tmp_path / "server.log").stat().st_size < 10_000


def test_the_prefect_server_is_asked_without_a_proxy(loopback: Loopback, monkeypatch, tmp_path, sleeping):
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    run = '[{"id": "a", "labels": {"prefect.worker.name": "ours"}}, {"id": "b", "labels": {}}]'
    loopback.serve("/api/flow_runs/filter", run, "application/json")
    loopback.serve("/api/health", "true", "application/json")
    assert runs_of(loopback.url("/api"), "ours") == ["a"]
    Watched("server", sleeping, tmp_path / "server.log").wait_until_up(loopback.url("/api/health"), 5)


def test_a_worker_is_told_gone_until_it_stays_away(loopback: Loopback):
    gone, unknown = Route(status=204), Route(b"", 404)
    path = "/api/work_pools/dyadwire/workers/ours%20here"
    loopback.answer(path, gone, unknown, gone, BUSY, unknown)
    tell_gone(loopback.url("/api"), "ours here")
    assert [received.method for received in loopback.requests if received.path == path] == ["DELETE"] * (4 + 5)


def test_a_busy_server_is_told_of_every_run_that_ended(loopback: Loopback):
    ours = '{"id": "%s", "labels": {"prefect.worker.name": "ours"}}'
    loopback.answer("/api/flow_runs/filter", BUSY, Route(f"[{ours % 'a'}, {ours % 'b'}, {ours % 'c'}]".encode()))
    loopback.answer("/api/flow_runs/a/set_state", BUSY, Route(b"{}"))
    loopback.answer("/api/flow_runs/b/set_state", Route(b"", 500))
    loopback.answer("/api/flow_runs/c/set_state", Route(b"{}"))
    tell_stopped(loopback.url("/api"), "ours")
    assert [received.path.split("/")[-2] for received in loopback.requests[2:]] == ["a", "a", "b", "c"]


def test_a_busy_server_is_asked_again_for_the_place_and_for_other_workers(loopback: Loopback):
    workers, place = "/api/work_pools/dyadwire/workers/filter", "/api/variables/"
    loopback.answer(workers, BUSY, BUSY, Route(b'[{"name": "ours", "status": "ONLINE"}]'))
    loopback.answer(place, BUSY, Route(b"{}", 201))
    assert sign_on(loopback.url("/api"), "ours") == []
    assert (loopback.n_requests(workers), loopback.n_requests(place)) == (3, 2)
    loopback.answer(workers, BUSY, Route(b'[{"name": "theirs", "status": "ONLINE"}]'))
    assert sign_on(loopback.url("/api"), "ours") == ["theirs"]


def test_a_server_that_cannot_say_whether_it_has_a_worker_is_not_taken_to_have_none(loopback: Loopback):
    loopback.answer("/api/work_pools/dyadwire/workers/filter", Route(b"", 500))
    loopback.answer("/api/variables/", Route(b"{}", 201))
    with pytest.raises(OSError, match="500"):
        sign_on(loopback.url("/api"), "ours")


def test_a_place_that_is_gone_when_it_is_to_be_cleared_is_taken(loopback: Loopback):
    taken = Route(b'{"id": "7", "value": "killed", "updated": "2025-01-01T00:00:00Z"}')
    loopback.answer("/api/variables/", Route(b"", 409), Route(b"{}", 201))
    loopback.answer("/api/variables/name/worker_of_dyadwire", taken)
    assert sign_on(loopback.url("/api"), "ours") == []


def test_telling_a_server_that_is_gone_ends_at_once():
    tell_stopped(NOBODY.removesuffix("/health"), "ours")
    tell_gone(NOBODY.removesuffix("/health"), "ours")
