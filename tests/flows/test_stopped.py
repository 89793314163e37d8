"""SIGTERM, as cron's wrappers and service managers send it: a run ends in time, whatever it is about."""

import signal
import subprocess
import time
from pathlib import Path

from tests.command import PROGRAM, run_dyadwire
from tests.process_groups import is_gone, signal_group
from warehouse.queries import query

WITHIN = 60  # seconds; it takes less than one where nothing else is going on
SENTENCE = (
    "Peru expelled {number} Bolivian diplomats on Friday, after Bolivia had accused Kenya of spying on its army. "
)
INGEST = ("ingest", "--no-feeds", "--seeds", "seeds", "--data", "data")


def wait_for_workers(group: int) -> None:
    """Returns when two processes of the group are at work behind the one that starts them."""
    deadline = time.monotonic() + 120
    while len(members(group)) < 5:  # the run, a tracker of resources, the starter, two workers
        assert time.monotonic() < deadline, "no worker came up"
        time.sleep(0.2)
    time.sleep(1)


def members(group: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "-g", str(group)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def test_a_run_in_the_midst_of_long_documents_stops_cleanly(tmp_path: Path):
    """The workers have minutes of work in hand; only the parent is told."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "short.txt").write_text(SENTENCE.format(number=1) * 3)
    for number in range(64):
        (tmp_path / "seeds" / f"{number}.txt").write_text(SENTENCE.format(number=number) * 500)
    run = subprocess.Popen(
        [PROGRAM, *INGEST, "--workers", "2"],
        cwd=tmp_path, env={}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert run.stderr is not None
    assert b"reading documents" in run.stderr.readline()
    wait_for_workers(run.pid)
    run.send_signal(signal.SIGTERM)
    try:
        _, err = run.communicate(timeout=WITHIN)
    except subprocess.TimeoutExpired:
        signal_group(run.pid, signal.SIGKILL)  # its workers are not left to the other tests
        raise
    assert (run.returncode, b"Traceback" in err) == (130, False)
    assert is_gone(run.pid)
    for number in range(64):
        (tmp_path / "seeds" / f"{number}.txt").unlink()
    assert run_dyadwire(*INGEST, "--coder", "shallow", "--workers", "0", cwd=tmp_path).exit_code == 0
    with query(tmp_path / "data" / "dyadwire.duckdb", "SELECT state, exit_code FROM ops.runs ORDER BY run_id") as found:
        assert list(found.rows) == [("failed", 130), ("finished", 0)]
