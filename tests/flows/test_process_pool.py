"""Worker processes: results in order, memory bounded, and nothing lost when one of them dies."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.process_pool import CHUNK_SIZE, WorkerError, map_in_workers
from flows.worker_process import WORKER_BYTES, Job, Limits
from tests.process_groups import is_gone
from transforms.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Exponent:
    """A recipe whose tool is a number; `broken` says how building it goes wrong."""

    value: int = 2
    broken: str = ""

    def build(self) -> int:
        if self.broken == "error":
            raise SettingsError("no such exponent")
        if self.broken == "death":
            os._exit(9)
        return self.value


def power(exponent: int, number: int) -> int:
    """Negative numbers are the accidents."""
    if number == -1:
        os._exit(11)  # as a segmentation fault would
    if number == -2:
        time.sleep(60)  # as a parser that never comes back
    if number == -3:
        raise ValueError("text of the page")
    if number == -4:
        bytearray(WORKER_BYTES)  # as an entity bomb
    time.sleep(0.001 * (number % 3))
    return number**exponent


def failure(number: int, what: str) -> tuple[int, str]:
    return number, what


POWER = Job(power, failure)


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_results_come_in_input_order(workers):
    results = list(map_in_workers(POWER, range(100), Exponent(3), workers=workers))
    assert results == [number**3 for number in range(100)]


def test_nothing_in_nothing_out():
    assert list(map_in_workers(POWER, [], Exponent(broken="death"), workers=2)) == []


@pytest.mark.parametrize("workers", [0, 1])
def test_a_fault_of_ours_fails_one_item_and_tells_its_place_not_its_text(workers):
    results = list(map_in_workers(POWER, [1, -3, 2], Exponent(), workers=workers))
    assert [results[0], results[2]] == [1, 4]
    number, what = results[1]
    assert number == -3
    assert what.startswith("ValueError in test_process_pool.py, line ")


def test_items_that_kill_their_worker_fail_and_all_others_are_kept():
    numbers = [*range(20), -1, *range(20, 40), -1, -1, *range(40, 80)]
    results = list(map_in_workers(POWER, numbers, Exponent(), workers=2))
    assert [result for result in results if isinstance(result, int)] == [n**2 for n in numbers if n >= 0]
    assert [result[0] for result in results if not isinstance(result, int)] == [-1, -1, -1]
    assert "the process that read it died" in results[20][1]


def test_an_item_that_never_ends_is_given_up():
    started = time.monotonic()
    results = list(map_in_workers(POWER, [1, -2, 3], Exponent(), workers=1, limits=Limits(0.5)))
    assert results[0::2] == [1, 9]
    assert "took more than 0.5 seconds" in results[1][1]
    assert time.monotonic() - started < 20


def test_an_item_that_asks_for_too_much_memory_fails_alone():
    results = list(map_in_workers(POWER, [1, -4, 3], Exponent(), workers=1))
    assert results[0::2] == [1, 9]
    assert results[1][1].startswith("MemoryError in ")


def test_items_are_taken_in_as_results_are_taken_out():
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(2000):
            taken.append(number)
            yield number

    results = map_in_workers(POWER, items(), Exponent(), workers=2)
    assert next(results) == 0
    assert len(taken) <= 4 * CHUNK_SIZE
    results.close()


def test_an_error_in_the_recipe_reaches_the_caller():
    with pytest.raises(SettingsError, match="no such exponent"):
        list(map_in_workers(POWER, [1, 2], Exponent(broken="error"), workers=1))


def test_a_worker_that_cannot_start_is_nobodys_fault_but_the_machines():
    with pytest.raises(WorkerError, match="die at their start"):
        list(map_in_workers(POWER, [1, 2], Exponent(broken="death"), workers=1))


def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path):
    program = tmp_path / "run.py"
    program.write_text(
        textwrap.dedent("""
        import os
        from flows.process_pool import map_in_workers
        from tests.flows.test_process_pool import POWER, Exponent

        def items():
            yield from range(40)
            print("started", flush=True)
            while True:
                yield 1

        if __name__ == "__main__":
            for _ in map_in_workers(POWER, items(), Exponent(), workers=2):
                pass
        """)
    )
    run = subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}, process_group=0
    )
    assert run.stdout is not None
    assert run.stdout.readline() == b"started\n"
    run.send_signal(signal.SIGKILL)
    run.wait(10)
    assert is_gone(run.pid)
