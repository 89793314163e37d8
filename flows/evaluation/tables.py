"""Results as tables for a terminal, or as plain columns elsewhere."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.evaluation.release import Change
from transforms.evaluation.intervals import Interval, wilson
from transforms.evaluation.reliability import calibration_error
from transforms.evaluation.results import SetResult
from transforms.evaluation.types import MISSED

_SHORT = 4  # letters of an event type in the head of a column
_NOTHING = "-"


def print_results(console: Console, results: Sequence[SetResult]) -> None:
    """The headline figures of all sets, then what is right of found events, then types, confusions and reliability."""
    for title, table in _tables(results):
        if table.row_count:
            console.print(Text(title, style="bold"))
            console.print(table)
            console.print()


def print_changes(console: Console, changes: Sequence[Change], version: str) -> None:
    """The figures that moved since the release `version`."""
    moved = [change for change in changes if change.before != change.now]
    console.print(Text(f"Since release {version}: {len(moved)} of {len(changes)} figures moved", style="bold"))
    table = _table("set", "split", "figure", ">before", ">now", ">change")
    for change in moved:
        difference = f"{change.now - change.before:+.3f}"
        table.add_row(change.name, change.split, change.figure, f"{change.before:.3f}", f"{change.now:.3f}", difference)
    if moved:
        console.print(table)


def _tables(results: Sequence[SetResult]) -> Iterator[tuple[str, Table]]:
    yield "Sets: core events that had to be found, events that were coded", _counts(results)
    yield "Found and right, with 95 % intervals over texts", _headline(results)
    yield "Right of the found, with Wilson 95 % intervals", _shares(results)
    yield "Right of the found, where an event may have several", _sets(results)
    whole = _whole(results)
    yield "Event types, at dyad and type", _types(whole)
    for result in whole:
        yield f"{result.name}: type of the reference (rows) and type coded for its dyad", _confusion(result)
    for result in whole:
        error = calibration_error(result.reliability)
        yield f"{result.name}: confidence and share right; {error:.3f} apart on average", _reliability(result)


def _whole(results: Sequence[SetResult]) -> list[SetResult]:
    """The result of each set over all its splits, which comes last."""
    return list({result.name: result for result in results}.values())


def _counts(results: Iterable[SetResult]) -> Table:
    table = _table("set", "split", ">texts", ">wanted", ">coded")
    for result in results:
        counts = (f"{n:,}" for n in (result.n_texts, result.n_wanted, result.n_coded))
        table.add_row(result.name, result.split, *counts)
    return table


def _headline(results: Iterable[SetResult]) -> Table:
    table = _table("set", "split", "level", ">precision", "", ">recall", "", ">F1", "")
    for result in results:
        for level, measured in result.levels.items():
            tally, spans = measured.tally, measured.intervals
            precision = f"{'≥' if result.is_lower_bound else ''}{tally.precision:.3f}"
            table.add_row(
                *(result.name, result.split, level, precision, _ends(spans.precision)),
                *(f"{tally.recall:.3f}", _ends(spans.recall), f"{tally.f1:.3f}", _ends(spans.f1)),
            )
    return table


def _shares(results: Iterable[SetResult]) -> Table:
    table = _table("set", "split", "what", ">right", "", ">n")
    for result in results:
        for name, share in result.attributes.shares.items():
            if share.n:
                ends = _ends(wilson(share))
                table.add_row(result.name, result.split, name, f"{share.value:.3f}", ends, f"{share.n:,.0f}")
    return table


def _sets(results: Iterable[SetResult]) -> Table:
    table = _table("set", "split", "what", ">precision", ">recall", ">F1", ">wanted", ">coded")
    for result in results:
        for name, tally in result.attributes.tallies.items():
            if tally.wanted or tally.coded:
                figures = (f"{figure:.3f}" for figure in (tally.precision, tally.recall, tally.f1))
                counts = (f"{n:,.0f}" for n in (tally.wanted, tally.coded))
                table.add_row(result.name, result.split, name, *figures, *counts)
    return table


def _types(results: Iterable[SetResult]) -> Table:
    table = _table("set", "type", ">wanted", ">coded", ">precision", ">recall", ">F1")
    for result in results:
        for name, tally in sorted(result.types.items()):
            precision = f"{tally.precision:.3f}" if tally.coded else _NOTHING
            recall = f"{tally.recall:.3f}" if tally.wanted else _NOTHING
            table.add_row(
                *(result.name, name, f"{tally.wanted:,.0f}", f"{tally.coded:,.0f}", precision, recall),
                f"{tally.f1:.3f}",
            )
    return table


def _confusion(result: SetResult) -> Table:
    wanted = sorted({wanted for wanted, _ in result.confusion})
    got = sorted({got for _, got in result.confusion if got != MISSED} | set(wanted))
    table = _table("", *(f">{name[:_SHORT]}" for name in got), f">{MISSED}")
    table.padding = (0, 1, 0, 0)  # sixteen types side by side
    for own in wanted:
        counts = (result.confusion[own, other] for other in (*got, MISSED))
        table.add_row(own, *(str(n) if n else "." for n in counts))
    return table


def _reliability(result: SetResult) -> Table:
    table = _table("confidence", ">events", ">stated", ">right", "")
    for found in result.reliability:
        stated, right = f"{found.mean_confidence:.3f}", f"{found.right.value:.3f}"
        border = f"{found.low:.1f} to {found.high:.1f}"
        table.add_row(border, f"{found.right.n:,.0f}", stated, right, _ends(wilson(found.right)))
    return table


def _table(*columns: str) -> Table:
    """A table whose columns with a `>` stand to the right."""
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column.removeprefix(">"), justify="right" if column.startswith(">") else "left")
    return table


def _ends(interval: Interval) -> str:
    return f"{_hundredths(interval.low)}-{_hundredths(interval.high)}"


def _hundredths(share: float) -> str:
    return f"{share:.2f}".removeprefix("0")
