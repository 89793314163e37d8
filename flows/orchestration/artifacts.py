"""What a person sees in Prefect's pages without opening a log."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from prefect.artifacts import (
    acreate_progress_artifact,
    aupdate_progress_artifact,
    create_link_artifact,
    create_markdown_artifact,
    create_table_artifact,
)
from prefect.utilities.asyncutils import run_coro_as_sync

from flows.markdown import link, plain, wrapped  # cells of a table artifact are Markdown too
from flows.newest_events import category, dyad
from flows.run_page import RunDetails, run_page
from flows.settings import Settings
from transforms.run_records import RunReport

SHOWN_EVERY: Final = 2.0  # seconds between two looks at a stage's progress; each costs a request


def show_run(report: RunReport, details: RunDetails, settings: Settings) -> None:
    """The run report, as the artifact `ingest-run`."""
    page = run_page(report, details, settings.published_file)
    create_markdown_artifact(page, key="ingest-run", description="What the last run did")


def show_newest_events(events: Iterable[Mapping[str, Any]]) -> None:
    """The newest events with their sentences, as the artifact `newest-events`."""
    rows = [
        {
            "day": event["event_date"],
            "dyad": plain(dyad(event)),
            "event": f"{plain(category(event))}<br>{plain(event['status'])}",
            "sentence": wrapped(event["sentence"]),
            "publisher": link(event["publisher"], event["url"]),
            "dyadwire explain": f"`{event['mention_id'][:8]}`",
        }
        for event in events
    ]
    create_table_artifact(rows, key="newest-events", description="The newest events with their sentences")


def show_feed_health(rows: Iterable[Mapping[str, Any]]) -> None:
    """How each feed is, those that need a look first, as the artifact `feed-health`."""
    shown = [
        {
            "alert": row["alert"] or "",
            "publisher": plain(row["publisher"]),
            "feed": link(row["url"], row["url"]),
            "why": wrapped(row["alert_reason"] or row["reason"] or ""),
            "state": row["state"],
            "last good poll": moment(row["last_success_at"]),
            "next poll": moment(row["next_poll_at"]),
            "entries in 7 days": row["n_entries_7_days"],
            "stories in 7 days": row["n_stories_7_days"],
            "last story": moment(row["last_story_at"]),
        }
        for row in rows
    ]
    n_alerts = sum(bool(row["alert"]) for row in shown)
    words = f"{len(shown):,} feeds, {n_alerts:,} of them need a look"
    create_table_artifact(shown, key="feed-health", description=words)


def show_briefing(file: Path, settings: Settings) -> None:
    """A link to the briefing, as the artifact `briefing`; where no page is served, the words say where the file is."""
    url = briefing_url(file, settings)
    if url is not None:
        create_link_artifact(url, link_text=f"Briefing {file.stem}", key="briefing", description=f"The file is {file}")
    else:
        page = f"# {plain(file.stem)}\n\nOpen `{file}` in a browser.\n\n`dyadwire serve` also serves it."
        create_markdown_artifact(page, key="briefing", description="Where the daily briefing lies")


def briefing_url(file: Path | None, settings: Settings) -> str | None:
    """Where a browser finds a briefing; None where there is none, or nobody serves it."""
    if file is None or settings.briefing_url is None or not file.is_relative_to(settings.briefing_folder):
        return None
    return f"{settings.briefing_url.rstrip('/')}/{file.relative_to(settings.briefing_folder).as_posix()}"


def latest_briefing(settings: Settings) -> Path | None:
    """The page of the latest day; their names sort by day."""
    return max(settings.briefing_folder.glob("*.html"), default=None)


def moment(value: datetime | None) -> str:
    """A time in UTC to the minute; empty where there is none."""
    return "" if value is None else f"{value:%Y-%m-%d %H:%M}"


@dataclass(slots=True)
class ShownProgress:
    """A `flows.progress.Progress` that shows each stage as a progress artifact of the flow run."""

    _bars: dict[str, UUID] = field(default_factory=dict)
    _shown_at: dict[str, float] = field(default_factory=dict)

    def __call__(self, stage: str, n_done: int, n_total: int | None) -> None:
        """Shows it, at most every two seconds and at its end."""
        if not n_total:
            return
        now, is_over = time.monotonic(), n_done >= n_total
        if now - self._shown_at.get(stage, -SHOWN_EVERY) < SHOWN_EVERY and not is_over:
            return
        self._shown_at[stage] = now
        words = f"{stage}: {n_done:,} of {n_total:,}"
        # The plain functions would return a coroutine where polling has an event loop of its own.
        run_coro_as_sync(self._show(stage, min(100 * n_done / n_total, 100.0), words))

    async def _show(self, stage: str, percent: float, words: str) -> None:
        if stage in self._bars:
            await aupdate_progress_artifact(self._bars[stage], percent, description=words)
        else:
            self._bars[stage] = await acreate_progress_artifact(percent, key=_slug(stage), description=words)


def _slug(stage: str) -> str:
    return f"progress-{stage.replace(' ', '-')}"
