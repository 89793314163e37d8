"""Programs in the background: what is said of one that does not start, and what is left of its logs."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from flows.serving_processes import ServeError, Watched, started
from flows.serving_runs import runs_of, tell_gone
from tests.loopback import Loopback, Route

NOBODY = "http://127.0.0.1:9/api/health"


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
    gone, busy, unknown = Route(status=204), Route(b"", 503), Route(b"", 404)
    path = "/api/work_pools/dyadwire/workers/ours%20here"
    loopback.answer(path, gone, unknown, gone, busy, unknown)
    tell_gone(loopback.url("/api"), "ours here")
    assert [received.method for received in loopback.requests if received.path == path] == ["DELETE"] * (4 + 5)


def test_telling_a_server_that_is_gone_ends_at_once():
    tell_gone(NOBODY.removesuffix("/health"), "ours")
