"""`dyadwire recode`: stored stories coded again, and what that changed."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial

from rich.table import Table

from flows.console import progress, results, say
from flows.recode import RecodeReport, recode
from flows.recode_summary import CHANGE_COLUMNS, N_DYADS, dyad_rows, summary, type_rows
from flows.run_summary import published
from flows.settings import Settings
from flows.terminal_text import json_line


def recode_and_show(settings: Settings, *, is_all: bool, is_json: bool) -> int:
    """The exit code of the recode. Raises what `recode` raises."""
    now = partial(datetime.now, UTC)
    with progress() as display:
        done = recode(settings, is_all=is_all, now=now, report=display, progress=display.bar)
    return show(done, settings, is_json=is_json)


def show(done: RecodeReport, settings: Settings, *, is_json: bool) -> int:
    """The exit code of a recode, which is printed: tables, or one JSON object."""
    for problem in done.run.problems:
        say(f"dyadwire: {problem}")
    if is_json:
        print(json_line(_as_json(done)))
        return done.run.exit_code
    console = results()
    if done.changes is not None:
        console.print(_table("event type", type_rows(done.changes)))
        if done.changes.by_dyad:
            console.print()
            console.print(_table("dyad and event type", dyad_rows(done.changes)))
        if (n_more := len(done.changes.by_dyad) - N_DYADS) > 0:
            console.print(f"and {n_more:,} more: FROM ops.recode_dyads WHERE run_id = '{done.run.run_id}'")
    console.print(summary(done))
    console.print(published(done.run, settings.published_file))
    return done.run.exit_code


def _table(first: str, rows: Iterator[tuple[str, ...]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in (first, *CHANGE_COLUMNS):
        table.add_column(name, justify="left" if name == first else "right")
    for row in rows:
        table.add_row(*row)
    return table


def _as_json(done: RecodeReport) -> dict[str, object]:
    changes = done.changes
    stated: dict[str, object] = {
        "run_id": done.run.run_id,
        "coder_version": done.plan.coder_version,
        "codebook_version": done.plan.codebook_version,
        "is_all": done.plan.is_all,
        "is_published": done.run.is_published,
    }
    if changes is None:
        return stated | {"stories": None, "mentions": None, "event_types": [], "dyads": []}
    stories = {
        "taken": changes.n_taken,
        "kept": changes.n_kept,
        "failed": changes.n_failed,
        "superseded": changes.n_superseded,
    }
    dyads = [
        {"actor_iso3": actor, "recipient_iso3": recipient, "event_type": event_type, **asdict(change)}
        for (actor, recipient, event_type), change in changes.by_dyad.items()
    ]
    types = [{"event_type": event_type, **asdict(change)} for event_type, change in changes.by_type.items()]
    return stated | {"stories": stories, "mentions": asdict(changes.total), "event_types": types, "dyads": dyads}
