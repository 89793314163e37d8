"""What a run did, in the words that the command line and Prefect's pages share."""

from collections.abc import Iterator
from pathlib import Path

from flows.plurals import count
from transforms.run_records import FeedState, RunReport

N_ALERTS = 5
COUNT_COLUMNS = ("stage", "in", "kept", "rejected", "failed", "pending", "unchanged")


def count_rows(report: RunReport) -> Iterator[tuple[str, ...]]:
    """One row a stage, under COUNT_COLUMNS."""
    for stage in report.counts:
        numbers = (stage.n_in, stage.n_kept, stage.n_rejected, stage.n_failed, stage.n_pending, stage.n_unchanged)
        yield stage.stage.value, *(f"{number:,}" for number in numbers)


def remarks(report: RunReport) -> Iterator[str]:
    """What a person should know of feeds and dates; nothing where all feeds are well and all stories dated."""
    if report.feeds.keys() - {FeedState.ACTIVE}:
        states = ", ".join(f"{n:,} {state.value.replace('_', ' ')}" for state, n in report.feeds.items())
        yield f"{count(sum(report.feeds.values()), 'feed')}: {states}"
    yield from report.feed_alerts[:N_ALERTS]
    if (n_more := len(report.feed_alerts) - N_ALERTS) > 0:
        yield f"and {count(n_more, 'more feed')} to look at: dyadwire feeds list --alerts"
    if report.n_undated:
        stories = f"{report.n_undated:,} of {report.n_stories:,} stories have no publication date"
        yield f"{stories}; give it with dates.csv or --published"


def added(report: RunReport) -> str:
    """What the run added and how long it took."""
    seconds = (report.finished_at - report.started_at).total_seconds()
    counts = (
        count(report.n_stories, "story", "stories"),
        count(report.n_mentions, "event mention"),
        count(report.n_figures, "figure"),
    )
    return f"run {report.run_id}: {', '.join(counts)} in {seconds:.1f} s"


def published(report: RunReport, published_file: Path) -> str:
    """Where readers find it."""
    return f"published {published_file}" if report.is_published else "nothing new to publish"
