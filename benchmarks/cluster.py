"""Runs on a Dask cluster of 1 and 2 workers against one process that does all, side by side, on loopback.

    python -m benchmarks.cluster [DOCUMENTS [ROUNDS]]

Prints one line a run: documents, seconds of wall and of CPU, by part. Rounds alternate, so that what else the machine
does falls on all alike; where it is busy, CPU is what compares. Needs a PostgreSQL server's programs.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.cluster_machines import DaskCluster, new_database, postgres_server

TEXT = (
    "{a}'s foreign minister flew to {b} on Monday for talks about fish, gas and road number {n}.\n\n"
    "{b} accused {a} of moving {n} guns to the border and warned that its army would answer any attack. Officials "
    "said that the agreements, signed in 2019, stayed in force, but that they may be ended before next summer.\n\n"
    "After {a} had expelled two envoys of {b} last week, {b} stopped the trains between both countries. Traders at the "
    "crossing said that lorries had stood in line for days, and that {n} tons of fruit had gone bad in the heat.\n\n"
    "{a} will send {b} 200 million dollars and forty doctors, its prime minister told reporters after the talks.\n"
)
COUNTRIES = ("Peru", "Bolivia", "Kenya", "Somalia", "Norway", "Ukraine", "Chad", "Sudan", "Turkey", "Iraq")
RUN = """
import json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from flows.setting_sources import read_settings

import flows.ingest, flows.cluster.ingest
way, given = sys.argv[1], json.loads(sys.argv[2])
ingest = flows.cluster.ingest.ingest if way == "cluster" else flows.ingest.ingest
spent = {}

def timed(module, name):
    original = getattr(module, name)
    def step(*arguments, **named):
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            return original(*arguments, **named)
        finally:
            before = spent.get(name, (0, 0, 0))
            spent[name] = before[0] + 1, before[1] + time.perf_counter() - wall, before[2] + time.process_time() - cpu
    setattr(module, name, step)

for name in ("store_batch", "conclude"):
    timed(flows.cluster.ingest if way == "cluster" else flows.ingest, name)
settings = read_settings({}, no_feeds=True, **given)
wall, cpu = time.perf_counter(), time.process_time()
report = ingest(settings, now=lambda: datetime.now(UTC), report=lambda line: None)
print(json.dumps({
    "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "spent": spent,
    "workers": 0.0,
    "stories": report.n_stories, "mentions": report.n_mentions,
}))
"""


def main(n_documents: int = 400, n_rounds: int = 2) -> None:
    """Runs all of it."""
    with tempfile.TemporaryDirectory() as name, postgres_server() as postgres:
        folder = Path(name)
        _write_documents(folder / "seeds", n_documents)
        for number in range(n_rounds):
            _show("one process", 0, _run("alone", folder / f"alone-{number}", workers=0))
            for workers in (1, 2):
                mark = f"{number}-{workers}"
                with _cluster(folder, workers) as cluster:
                    for part in ("new", "warm"):  # the workers of a standing cluster have their coders
                        done = _run_on(cluster, new_database(postgres, f"{mark}-{part}"), folder / f"{part}-{mark}")
                        _show(f"cluster, {part}", workers, done)
    print(f"load of the machine at the end: {os.getloadavg()[0]:.1f}")


def _run_on(cluster: DaskCluster, catalog: str, data: Path) -> dict[str, Any]:
    before = _cpu_of(cluster)
    storage = f"{data}-shared"
    done = _run("cluster", data, dask_address=cluster.address, lake_catalog=catalog, lake_storage=storage)
    return done | {"workers": _cpu_of(cluster) - before}


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[DaskCluster]:
    cluster = DaskCluster(folder, workers=workers)
    try:
        yield cluster
    finally:
        cluster.close()


def _write_documents(folder: Path, n_documents: int) -> None:
    folder.mkdir()
    for n in range(n_documents):
        a, b = COUNTRIES[n % 10], COUNTRIES[(n // 10 + n + 1) % 10]
        text = TEXT.format(a=a, b=b if b != a else "Chile", n=n + 2)
        (folder / f"{n:05}.txt").write_text(text, encoding="utf-8")


def _run(way: str, data: Path, **given: object) -> dict[str, Any]:
    stated = {"data": str(data), "seeds": str(data.parent / "seeds"), "published": "2025-04-08"} | given
    done = subprocess.run([sys.executable, "-c", RUN, way, json.dumps(stated)], check=True, capture_output=True)
    return dict(json.loads(done.stdout))


def _cpu_of(cluster: DaskCluster) -> float:
    """Seconds of CPU that the processes of the cluster have taken, those that work below them among them."""
    groups = {os.getpgid(process.pid) for process in cluster.processes}
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        if int(fields[2]) in groups:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _show(what: str, workers: int, done: dict[str, Any]) -> None:
    steps = ", ".join(f"{name} {n}x {wall:.1f}/{cpu:.1f}" for name, (n, wall, cpu) in done["spent"].items())
    print(
        f"{what:14} {workers} workers: {done['stories']} stories, {done['mentions']} events, wall {done['wall']:.1f} s;"
        f" CPU: run {done['cpu']:.1f}, workers {done['workers']:.1f}; steps (wall/CPU): {steps}",
        flush=True,
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
