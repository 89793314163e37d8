"""How many documents a second one core codes, with and without the language model.

    python -m benchmarks.coding ../shared

Prints for each set of texts and each way: documents, kilobytes and events a second of CPU time of this process.
"""

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from flows.coder_recipe import read_recipe
from flows.setting_sources import read_settings
from flows.settings import CoderWay
from transforms.coder.coder import Coder


def text_sets(shared: Path) -> Iterator[tuple[str, list[str]]]:
    """(name, texts): the dense seed documents, and mixed wire items of two decades."""
    yield "seeds", [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    for path in sorted((shared / "real" / "wire").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield path.stem, [text for line in lines if (text := json.loads(line)["text"])][:500]


def measure(coder: Coder, texts: list[str]) -> str:
    """One line of figures."""
    coder.code(texts[0])
    start = time.process_time()
    n_events = sum(len(coder.code(text).mentions) for text in texts)
    seconds = time.process_time() - start
    kilobytes = sum(map(len, texts)) / 1000
    return f"{len(texts) / seconds:8.1f} documents/s {kilobytes / seconds:8.1f} kB/s {n_events / seconds:8.1f} events/s"


def main(shared: Path) -> None:
    coders = {way: read_recipe(read_settings({}, coder=way)).build() for way in (CoderWay.FULL, CoderWay.SHALLOW)}
    for name, texts in text_sets(shared):
        for way, coder in coders.items():
            print(f"{name:18} {way:8} {measure(coder, texts)}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
