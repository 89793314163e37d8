"""`dyadwire ingest`: a run, its summary, and the newest events with their sentences."""

from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from flows.commands.newest_events import event_lines, newest_events
from flows.console import progress, results, say
from flows.ingest import ingest
from flows.settings import Settings
from transforms.run_records import RunReport

N_NEWEST = 10


def ingest_and_show(settings: Settings) -> int:
    """The exit code of the run. Raises what `ingest` raises."""
    with progress() as report_stage:
        report = ingest(settings, now=lambda: datetime.now(UTC), report=report_stage)
    for problem in report.problems:
        say(f"dyadwire: {problem}")
    console = results()
    _print_newest(console, settings)
    _print_summary(console, report, settings)
    return report.exit_code


def _print_newest(console: Console, settings: Settings) -> None:
    events = newest_events(settings.published_file, N_NEWEST)
    if not events:
        console.print("No events yet.")
    for event in events:
        console.print(event_lines(event))
    console.print()


def _print_summary(console: Console, report: RunReport, settings: Settings) -> None:
    seconds = (report.finished_at - report.started_at).total_seconds()
    table = Table("", "in", "kept", "rejected", "failed", "pending", "unchanged", box=None, pad_edge=False)
    for count in report.counts:
        numbers = (count.n_in, count.n_kept, count.n_rejected, count.n_failed, count.n_pending, count.n_unchanged)
        table.add_row(count.stage.value, *(f"{number:,}" for number in numbers))
    for column in table.columns[1:]:
        column.justify = "right"
    console.print(table)
    added = f"{report.n_stories:,} stories, {report.n_mentions:,} event mentions, {report.n_figures:,} figures"
    console.print(f"run {report.run_id}: {added} in {seconds:.1f} s")
    console.print(f"published {settings.published_file}" if report.is_published else "nothing new to publish")
