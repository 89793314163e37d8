"""What one run did, as a page of Markdown: counts, reasons, slow feeds, newest events, problems."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.markdown import link, plain, table, wrapped
from flows.newest_events import category, dyad
from flows.run_summary import COUNT_COLUMNS, added, count_rows, published, remarks
from transforms.run_records import RunReport
from warehouse.run_details import ReasonCount, SlowFeed

N_PROBLEMS = 50  # a page is read; the rest is in SQL


@dataclass(frozen=True, slots=True)
class RunDetails:
    """What a page shows beside the report. `briefing_url` is None where no page can be opened from a browser."""

    reasons: Sequence[ReasonCount] = ()
    slowest: Sequence[SlowFeed] = ()
    newest: Sequence[Mapping[str, Any]] = ()
    briefing_url: str | None = None


def run_page(report: RunReport, details: RunDetails, published_file: Path) -> str:
    """The whole page."""
    return "\n".join(_lines(report, details, published_file))


def _lines(report: RunReport, details: RunDetails, published_file: Path) -> Iterator[str]:
    yield f"# {plain(added(report))}"
    yield f"\n{plain(published(report, published_file))}"
    if details.briefing_url:
        yield f"\n{link('The daily briefing', details.briefing_url)}"
    for remark in remarks(report):
        yield f"\n{plain(remark)}"
    yield "\n## How inputs ended\n"
    yield from table(COUNT_COLUMNS, count_rows(report), numbers_from=1)
    if details.reasons:
        yield "\n## Rejected and failed, and why\n"
        yield from table(("stage", "ended as", "reason", "first of them", "inputs"), _reasons(details), numbers_from=4)
    if details.slowest:
        yield "\n## Slowest feeds\n"
        yield from table(("feed", "answer", "seconds"), _slowest(details), numbers_from=2)
    if details.newest:
        yield "\n## Newest events\n"
        yield from table(("day", "dyad", "event", "sentence", "publisher"), _newest(details))
    yield from _problems(report)


def _reasons(details: RunDetails) -> Iterator[Sequence[str]]:
    for one in details.reasons:
        ended = "failed" if one.is_failure else "rejected"
        yield plain(one.stage), ended, plain(one.reason), link(one.example, one.example), f"{one.n_inputs:,}"


def _slowest(details: RunDetails) -> Iterator[Sequence[str]]:
    for one in details.slowest:
        yield link(one.url, one.url), plain(one.outcome), f"{one.fetch_seconds:.1f}"


def _newest(details: RunDetails) -> Iterator[Sequence[str]]:
    for event in details.newest:
        coded = f"{plain(category(event))}<br>{plain(event['status'])}"
        publisher = link(event["publisher"], event["url"])
        yield plain(event["event_date"]), plain(dyad(event)), coded, wrapped(event["sentence"]), publisher


def _problems(report: RunReport) -> Iterator[str]:
    if not report.problems:
        return
    yield "\n## Problems\n"
    yield from (f"* {plain(problem)}" for problem in report.problems[:N_PROBLEMS])
    if (n_more := len(report.problems) - N_PROBLEMS) > 0:
        yield f"* and {n_more:,} more; `dyadwire quarantine list` has those that are inputs"
