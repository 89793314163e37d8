"""Figures and curves of a run under load."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.load.sampling import Sample
from benchmarks.load.sides import Sides
from benchmarks.load.world import Kind
from benchmarks.results import Curve, Figure

if TYPE_CHECKING:
    from benchmarks.load.__main__ import LoadRun

_LOADED: Final = re.compile(r"loaded (\d+) stories with (\d+) event mentions")
STEADY: Final = (0.1, 0.8)  # of the stories: before it processes start, after it only the huge host has pages left


def loads(run: "LoadRun") -> list[tuple[float, int, int]]:
    """(seconds, stories, events) so far, at the load of each batch."""
    found, n_stories, n_events = list[tuple[float, int, int]](), 0, 0
    for seconds, line in run.told.lines:
        if match := _LOADED.fullmatch(line):
            n_stories, n_events = n_stories + int(match[1]), n_events + int(match[2])
            found.append((seconds, n_stories, n_events))
    return found


def steady(run: "LoadRun") -> tuple[tuple[float, int, int], tuple[float, int, int]]:
    """The loads between which the run was in full swing."""
    found = loads(run)
    total = found[-1][1]
    return tuple(next(one for one in found if one[1] >= share * total) for share in STEADY)  # type: ignore[return-value]


def figures(run: "LoadRun", made: Sides, real: Sides | None, feeds: tuple[float, float]) -> list[Figure]:
    """All figures of the run, those with a budget first."""
    first, last = steady(run)
    n_stories = last[1] - first[1]
    seconds = last[0] - first[0]
    spent = _between(run.sampler.samples, first[0], last[0])
    workers = [size for sample in run.sampler.samples for size in sample.worker_megabytes]
    ours = (spent.coordinator + spent.workers) / n_stories * 1e3
    found = [
        Figure("Pages a second, in full swing", n_stories / seconds, "pages/s", 35, at_least=True),
        Figure("CPU a page, of bare trafilatura during the run", ours / run.bare_milliseconds, "×", 1.7),
        Figure("CPU a made page, extraction, of bare trafilatura", made.extraction / made.bare, "×", 1.3),
        Figure("CPU a made page, extraction and coding, of bare trafilatura", made.whole / made.bare, "×", 1.7),
        *(_of_real(real) if real else ()),
        Figure("Memory of the largest worker, at most", max(workers), "MB", 700),
        Figure(
            "Memory of the coordinator, at most", max(s.coordinator_megabytes for s in run.sampler.samples), "MB", 300
        ),
        Figure("Memory of the coordinator, last quarter over second quarter", _growth(run, "coordinator"), "×", 1.1),
        Figure("Memory of the largest worker, last quarter over second quarter", _growth(run, "worker"), "×", 1.1),
        Figure("A run right after with nothing to read, on all these stories", run.second_run_seconds, "s", 2),
        Figure("A run right after with nothing to read: CPU", run.second_run_cpu, "s"),
        Figure("Pages a CPU second, coordinator and workers", 1e3 / ours, "pages"),
        Figure("Whole run", run.seconds, "s"),
        Figure("Stories kept", loads(run)[-1][1], "stories"),
        Figure("Events coded", loads(run)[-1][2], "mentions"),
        Figure("Workers: share of working time in which they had no processor", _share(spent), "of 1"),
        Figure("CPU a page, workers", spent.workers / n_stories * 1e3, "ms"),
        Figure("CPU a page, coordinator", spent.coordinator / n_stories * 1e3, "ms"),
        Figure("CPU a page, bare trafilatura during the run", run.bare_milliseconds, "ms"),
        Figure("CPU a page, server (not ours)", spent.server / n_stories * 1e3, "ms"),
        Figure("CPU a made page, bare trafilatura", made.bare, "ms"),
        Figure("CPU a made page, extraction", made.extraction, "ms"),
        Figure("CPU a made page, spaCy's parse alone", made.parse, "ms"),
        Figure("CPU a made page, extraction and coding", made.whole, "ms"),
        Figure("CPU a feed, feedparser alone", feeds[0], "ms"),
        Figure("CPU a feed, ours", feeds[1], "ms"),
        Figure("Batches in the spool, at most", max(s.n_spooled for s in run.sampler.samples), "batches"),
        Figure("Spool, at most", max(s.spool_megabytes for s in run.sampler.samples), "MB"),
        Figure("Archive at the end", run.sampler.samples[-1].archive_megabytes, "MB"),
        Figure("Store at the end", run.sampler.samples[-1].store_megabytes, "MB"),
    ]
    return found + _phases(run) + _fairness(run)


def _of_real(real: Sides) -> list[Figure]:
    return [
        Figure("CPU a real page, extraction, of bare trafilatura", real.extraction / real.bare, "×", 1.3),
        Figure("CPU a real page, extraction and coding, of bare trafilatura", real.whole / real.bare, "×", 1.7),
        Figure("CPU a real page, bare trafilatura", real.bare, "ms"),
        Figure("CPU a real page, spaCy's parse alone", real.parse, "ms"),
        Figure("CPU a real page, extraction and coding", real.whole, "ms"),
    ]


class _Spent:
    """CPU seconds between two moments."""

    def __init__(self, first: Sample, last: Sample) -> None:
        self.coordinator = last.coordinator_cpu - first.coordinator_cpu
        self.workers = last.worker_cpu - first.worker_cpu
        self.server = last.server_cpu - first.server_cpu
        self.waits = last.worker_waits - first.worker_waits


def _share(spent: _Spent) -> float:
    return spent.waits / (spent.waits + spent.workers)


def _between(samples: Sequence[Sample], first: float, last: float) -> _Spent:
    near = [min(samples, key=lambda one, at=at: abs(one.seconds - at)) for at in (first, last)]  # type: ignore[misc]
    return _Spent(*near)


def _growth(run: "LoadRun", which: str) -> float:
    """The median of the last quarter of the steady part over that of its second quarter; 1 is flat."""
    (first, *_), (last, *_) = steady(run)
    within = [one for one in run.sampler.samples if first <= one.seconds <= last and one.worker_megabytes]
    sizes = [one.coordinator_megabytes if which == "coordinator" else one.worker_megabytes[0] for one in within]
    quarter = len(sizes) // 4
    return median(sizes[-quarter:]) / median(sizes[quarter : 2 * quarter]) if quarter else 0.0


def _phases(run: "LoadRun") -> list[Figure]:
    def at(words: str) -> float:
        return next((seconds for seconds, line in run.told.lines if line.startswith(words)), 0.0)

    polled, ended = at("fetching") - at("polling"), loads(run)[-1][0]
    found = [Figure("Polling all feeds for the first time", polled, "s")]
    if run.stopped_after is None:
        found.append(Figure("After the last page: wire copies, events, checks, publishing", run.seconds - ended, "s"))
    return found


def _fairness(run: "LoadRun") -> list[Figure]:
    """Seconds from the first page that any host gave, by kind of host."""
    begun = min(one.first for one in run.asked.values())
    found = []
    for kind in Kind:
        of_kind = [one for host, one in run.asked.items() if run.world.kind(host) is kind]
        if of_kind:
            found += [
                Figure(f"First page of a host, {kind}, at the latest", max(s.first for s in of_kind) - begun, "s"),
                Figure(f"Last page of a host, {kind}, middling", median(s.last for s in of_kind) - begun, "s"),
                Figure(f"Last page of a host, {kind}, at the latest", max(s.last for s in of_kind) - begun, "s"),
            ]
    return found


def remarks(run: "LoadRun") -> tuple[str, ...]:
    """What a reader must know of the world, and whether all that could come came."""
    world, kept = run.world, loads(run)[-1][1]
    kinds = {kind: sum(world.kind(host) is kind for host in range(world.n_hosts)) for kind in Kind}
    hosts = ", ".join(f"{n} {kind}" for kind, n in kinds.items())
    ended = (
        "It came to its end." if run.stopped_after is None else f"It was stopped after {run.stopped_after:g} minutes."
    )
    busy = sum(run.load_averages) / max(len(run.load_averages), 1)
    return (
        f"{world.n_feeds:,} feeds and {world.n_pages:,} pages on {world.n_hosts:,} hosts ({hosts}).",
        f"{world.n_reachable():,} pages could come; {kept:,} stories were kept. {ended}",
        f"Mean load of the machine during the run: {busy:.1f} on its processors, other work included.",
    )


def curves(run: "LoadRun") -> list[Curve]:
    """Growth over the run."""
    samples, found = run.sampler.samples, loads(run)
    minutes = [round(one.seconds / 60, 2) for one in samples]
    rates = [(round(b[0] / 60, 2), round((b[1] - a[1]) / (b[0] - a[0]), 1)) for a, b in pairwise(found[::5])]
    held = {
        "coordinator": [one.coordinator_megabytes for one in samples],
        "largest worker": [one.worker_megabytes[0] if one.worker_megabytes else 0.0 for one in samples],
    }
    return [
        Curve(
            "Stories in the warehouse", "minutes", "stories", {"stories": [(round(s / 60, 2), n) for s, n, _ in found]}
        ),
        Curve("Pages a second", "minutes", "pages/s", {"pages/s": rates}),
        Curve("Memory", "minutes", "MB", {name: _line(minutes, sizes) for name, sizes in held.items()}),
        Curve("Batches in the spool", "minutes", "batches", {"spool": _line(minutes, [s.n_spooled for s in samples])}),
    ]


def _line(minutes: Sequence[float], values: Sequence[float]) -> list[tuple[float, float]]:
    return [(at, round(value, 1)) for at, value in zip(minutes, values, strict=True)]
