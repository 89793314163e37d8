"""What a recode changed, in the words that the command line and Prefect's pages share."""

from collections.abc import Iterator
from itertools import islice

from flows.markdown import plain, table
from flows.plurals import count
from flows.recode import RecodeReport
from warehouse.recode_store import Change, Changes

N_DYADS = 20
CHANGE_COLUMNS = ("before", "after", "changed", "added", "removed")


def type_rows(changes: Changes) -> Iterator[tuple[str, ...]]:
    """One row an event type and one for all, under a first column and CHANGE_COLUMNS."""
    for event_type, change in changes.by_type.items():
        yield event_type, *_numbers(change)
    yield "all", *_numbers(changes.total)


def dyad_rows(changes: Changes) -> Iterator[tuple[str, ...]]:
    """The most changed dyads and event types, in the same columns."""
    for (actor, recipient, event_type), change in islice(changes.by_dyad.items(), N_DYADS):
        yield f"{actor} > {recipient} {event_type}", *_numbers(change)


def summary(done: RecodeReport) -> str:
    """One line on stories and versions."""
    coder = f"coder {done.plan.coder_version}, codebook {done.plan.codebook_version}"
    if done.changes is None:
        return f"run {done.run.run_id}: nothing to code again with {coder}"
    changes = done.changes
    told = f"run {done.run.run_id}: {count(changes.n_kept, 'story', 'stories')} coded again with {coder}"
    failed = f"; {changes.n_failed:,} failed and keep what they had" if changes.n_failed else ""
    gone = f"; {changes.n_superseded:,} had another text by then" if changes.n_superseded else ""
    return told + failed + gone


def as_markdown(done: RecodeReport) -> str:
    """The whole summary as a page."""
    lines = [f"# {summary(done)}", ""]
    if done.changes is not None:
        for first, rows in (("event type", type_rows(done.changes)), ("dyad and event type", dyad_rows(done.changes))):
            lines += [*table((first, *CHANGE_COLUMNS), rows, numbers_from=1), ""]
    if done.run.problems:
        lines += ["## Problems", "", *(f"* {plain(problem)}" for problem in done.run.problems)]
    return "\n".join(lines)


def _numbers(change: Change) -> tuple[str, ...]:
    counts = (change.n_before, change.n_after, change.n_changed, change.n_added, change.n_removed)
    return tuple(f"{n:,}" for n in counts)
