"""What a benchmark measured, as a file of `benchmarks/results/`; docs/performance.md is built from these files.

A benchmark that wants its figures there calls `save` with them. `python -m benchmarks.performance_page` then builds the
page: a section of its own for each file, in the order of SECTIONS there.
"""

import json
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psutil

FOLDER: Final = Path(__file__).with_name("results")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `budget` is the most that it may be, or with `at_least` the least; None where nothing is demanded."""

    name: str
    value: float
    unit: str
    budget: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the budget is met; None where there is none."""
        if self.budget is None:
            return None
        return self.value >= self.budget if self.at_least else self.value <= self.budget


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines over one axis: `lines` has the (x, y) points of each by its name."""

    name: str
    x: str
    y: str
    lines: Mapping[str, Sequence[tuple[float, float]]]


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark measured, when, where and by which command."""

    benchmark: str
    command: str
    measured_on: str
    machine: str
    commit: str
    figures: tuple[Figure, ...]
    curves: tuple[Curve, ...] = ()
    remarks: tuple[str, ...] = ()


def save(
    benchmark: str, figures: Sequence[Figure], curves: Sequence[Curve] = (), *, remarks: Sequence[str] = ()
) -> Path:
    """The file that now holds what this process measured; it replaces an earlier measurement of the same name."""
    command = f"python -m benchmarks.{benchmark} {' '.join(sys.argv[1:])}".strip()
    result = Result(
        benchmark,
        command,
        f"{datetime.now(UTC):%Y-%m-%d}",
        machine(),
        _commit(),
        tuple(figures),
        tuple(curves),
        tuple(remarks),
    )
    FOLDER.mkdir(exist_ok=True)
    file = FOLDER / f"{benchmark}.json"
    file.write_text(json.dumps(asdict(result), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return file


def read(file: Path) -> Result:
    """A result as it was saved."""
    stored = json.loads(file.read_text(encoding="utf-8"))
    figures = tuple(Figure(**one) for one in stored.pop("figures"))
    curves = tuple(Curve(**one) for one in stored.pop("curves"))
    return Result(**stored | {"figures": figures, "curves": curves, "remarks": tuple(stored["remarks"])})


def machine() -> str:
    """Processors, memory and Python of this machine, for a reader."""
    names = [line.partition(":")[2].strip() for line in _cpuinfo() if line.startswith("model name")]
    memory = psutil.virtual_memory().total / 2**30
    kind = names[0] if names else platform.machine()
    return f"{psutil.cpu_count()} processors ({kind}), {memory:.0f} GB, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=FOLDER.parent, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"
