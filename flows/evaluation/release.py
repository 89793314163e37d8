"""Results as JSON, and what changed since the release whose results were saved."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from transforms.errors import SettingsError, StorageError
from transforms.evaluation.intervals import Interval, wilson
from transforms.evaluation.reliability import ReliabilityBin, calibration_error
from transforms.evaluation.results import Measured, SetResult
from transforms.evaluation.tally import Share, Tally

Json = dict[str, Any]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Run:
    """What the results are of. Numbers of different coders or ways are not compared."""

    version: str
    coder: str
    through: str
    coder_version: str
    codebook_version: str


@dataclass(frozen=True, slots=True)
class Change:
    """A headline figure in a saved run and now."""

    name: str
    split: str
    figure: str
    before: float
    now: float


def as_json(run: Run, results: Sequence[SetResult]) -> Json:
    """All figures, rounded to four digits."""
    return asdict(run) | {"results": [_result(result) for result in results]}


def save(path: Path, content: Json) -> None:
    """Writes the results for later comparison. Raises StorageError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    except OSError as problem:
        raise StorageError(f"{path} cannot be written: {problem.strerror}") from problem


def read_saved(path: Path) -> Json:
    """The results that `save` wrote. Raises SettingsError where the file holds none."""
    try:
        content: Json = json.loads(path.read_text(encoding="utf-8"))
        Run(**{field.name: content[field.name] for field in fields(Run)})
        dict(_figures(content))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise SettingsError(f"{path} holds no saved results of `dyadwire evaluate --save`: {problem!r}") from problem
    return content


def changes(saved: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """The figures that both have, in the order of `now`; none where coder or way differ."""
    if any(saved[key] != now[key] for key in ("coder", "through")):
        return []
    before = dict(_figures(saved))
    return [Change(*key, before[key], value) for key, value in _figures(now) if key in before]


def _figures(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], float]]:
    for result in content["results"]:
        for level, measured in result["levels"].items():
            for figure in ("precision", "recall", "f1"):
                yield (result["set"], result["split"], f"{level} {figure}"), float(measured[figure]["value"])
        for name, share in result["shares"].items():
            yield (result["set"], result["split"], name), float(share["value"])


def _result(result: SetResult) -> Json:
    return {
        "set": result.name,
        "split": result.split,
        "texts": result.n_texts,
        "wanted": result.n_wanted,
        "coded": result.n_coded,
        "precision_is_lower_bound": result.is_lower_bound,
        "levels": {level: _measured(measured) for level, measured in result.levels.items()},
        "shares": {name: _share(share) for name, share in result.attributes.shares.items()},
        "sets": {name: _tally(tally) for name, tally in result.attributes.tallies.items()},
        "types": {name: _tally(tally) for name, tally in sorted(result.types.items())},
        "confusion": [
            {"reference": wanted, "coded": got, "n": n} for (wanted, got), n in sorted(result.confusion.items())
        ],
        "reliability": [_bin(found) for found in result.reliability],
        "calibration_error": round(calibration_error(result.reliability), _DIGITS),
    }


def _measured(measured: Measured) -> Json:
    tally, intervals = measured.tally, measured.intervals
    return {
        "precision": _with_interval(tally.precision, intervals.precision),
        "recall": _with_interval(tally.recall, intervals.recall),
        "f1": _with_interval(tally.f1, intervals.f1),
    }


def _share(share: Share) -> Json:
    return _with_interval(share.value, wilson(share)) | {"n": share.n}


def _tally(tally: Tally) -> Json:
    figures = {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
    counts = {"right": tally.right, "coded": tally.coded, "found": tally.found, "wanted": tally.wanted}
    return {name: round(value, _DIGITS) for name, value in (figures | counts).items()}


def _bin(found: ReliabilityBin) -> Json:
    stated = {"low": found.low, "high": found.high, "mean_confidence": round(found.mean_confidence, _DIGITS)}
    return stated | {"right": _share(found.right)}


def _with_interval(value: float, interval: Interval) -> Json:
    return {name: round(x, _DIGITS) for name, x in (("value", value), ("low", interval.low), ("high", interval.high))}
