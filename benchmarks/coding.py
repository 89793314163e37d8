"""How many documents a second one core codes, what a worker weighs, and whether the number of workers changes a row.

    python -m benchmarks.coding ../shared

For each set of texts and each way: documents, stories of 2.5 kB, kilobytes and events a second of this process's
processor time, each set coded by a coder that other sets have warmed. Then, of processes of their own: seconds to build
a coder and their memory; and a digest of all rows, coded by 1, 2 and 4 workers.
"""

import hashlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

from flows.coder_recipe import CODER_MODULES, CoderRecipe, read_recipe
from flows.process_pool import map_in_workers
from flows.setting_sources import read_settings
from flows.settings import CoderWay
from flows.worker_process import Job
from transforms.coder.coder import Coder

WAYS = (CoderWay.FULL, CoderWay.SHALLOW)
STORY = 2_500  # characters of a middling story
N_WIRE = 500


def text_sets(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """(name, texts): mixed wire items of two decades, and the dense seed documents."""
    for path in sorted((shared / "real" / "wire").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield path.stem, [text for line in lines if (text := json.loads(line)["text"])][:N_WIRE]
    yield "seeds", [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]


def recipe_of(way: CoderWay) -> CoderRecipe:
    return read_recipe(read_settings({}, coder=way))


def measure(coder: Coder, texts: Sequence[str]) -> str:
    """One line of figures."""
    longest, n_events, start = 0.0, 0, time.process_time()
    for text in texts:
        begun = time.process_time()
        n_events += len(coder.code(text).mentions)
        longest = max(longest, time.process_time() - begun)
    seconds, characters = time.process_time() - start, sum(map(len, texts))
    return (
        f"{len(texts) / seconds:8.1f} documents/s {characters / STORY / seconds:8.1f} stories of 2.5 kB/s "
        f"{characters / seconds / 1000:8.1f} kB/s {n_events / seconds:8.1f} events/s, the slowest {longest:.3f} s"
    )


def peak_megabytes() -> int:
    """The most memory that this process ever had; what `getrusage` says of a spawned one is its parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1000


def weigh(way: CoderWay, texts: Sequence[str]) -> str:
    """What a fresh process needs to build a coder and to code the texts."""
    start = time.process_time()
    coder = recipe_of(way).build()
    built = time.process_time() - start
    sizes = []
    for _ in range(2):
        for text in texts:
            coder.code(text)
        sizes.append(peak_megabytes())
    return f"built in {built:.2f} s, {sizes[0]} MB at the most, {sizes[1]} MB after coding all a second time"


def rows_of(coder: Coder, text: str) -> str:
    return repr(coder.code(text))


def failed(_text: str, what: str) -> str:
    raise RuntimeError(what)


def digest(recipe: CoderRecipe, texts: Sequence[str], workers: int) -> str:
    """A digest of all mentions and the time on the clock."""
    start, whole = time.perf_counter(), hashlib.sha256()
    for rows in map_in_workers(Job(rows_of, failed), texts, recipe, workers=workers, modules=CODER_MODULES):
        whole.update(rows.encode())
    return f"{whole.hexdigest()[:16]} in {time.perf_counter() - start:.1f} s"


def main(shared: Path) -> None:
    sets = dict(text_sets(shared))
    everything = [text for texts in sets.values() for text in texts]
    coders = {way: recipe_of(way).build() for way in WAYS}
    for name, texts in sets.items():
        for way, coder in coders.items():
            print(f"{name:18} {way:8} {measure(coder, texts)}", flush=True)
    for way in WAYS:
        with get_context("spawn").Pool(1) as pool:
            print(f"{'a worker':18} {way:8} {pool.apply(weigh, (way, everything))}", flush=True)
    recipe = recipe_of(CoderWay.FULL)
    for workers in (1, 2, 4):
        print(f"{f'{workers} workers':18} full     {digest(recipe, everything, workers)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
