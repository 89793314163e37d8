"""`dyadwire ingest`: a run, the newest events that it added with their sentences, and its summary."""

from dataclasses import asdict
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from flows.console import progress, results, say
from flows.ingest import ingest
from flows.newest_events import event_lines, newest_events
from flows.run_summary import COUNT_COLUMNS, added, count_rows, published, remarks
from flows.settings import Settings
from flows.terminal_text import json_line
from transforms.run_records import RunReport

N_NEWEST = 10


def ingest_and_show(settings: Settings, *, is_json: bool) -> int:
    """The exit code of the run. Raises what `ingest` raises."""
    with progress() as display:
        report = ingest(settings, now=lambda: datetime.now(UTC), report=display, progress=display.bar)
    return show(report, settings, is_json=is_json)


def show(report: RunReport, settings: Settings, *, is_json: bool = False) -> int:
    """Prints what a run did; its exit code. As JSON it is one object with the report, its problems among it."""
    if is_json:
        print(json_line(asdict(report) | {"published_file": str(settings.published_file)}))
        return report.exit_code
    for problem in report.problems:
        say(f"dyadwire: {problem}")
    console = results()
    if report.n_mentions:
        _print_newest(console, report, settings)
    print_summary(console, report)
    console.print(published(report, settings.published_file))
    return report.exit_code


def _print_newest(console: Console, report: RunReport, settings: Settings) -> None:
    events = newest_events(settings.published_file, N_NEWEST, run_id=report.run_id)
    for line in event_lines(events, console.width):
        console.print(line)
    if events and (n_more := events[0]["n_found"] - len(events)):
        console.print(f"and {n_more:,} more events")
    console.print()


def print_summary(console: Console, report: RunReport) -> None:
    """Prints the counts of a run, remarks and what it added."""
    table = Table(box=None, pad_edge=False)
    for name in COUNT_COLUMNS:
        table.add_column(name, justify="left" if name == "stage" else "right")
    for row in count_rows(report):
        table.add_row(*row)
    console.print(table)
    for remark in remarks(report):
        console.print(remark)
    console.print(added(report))
