"""A stored event in full: its sentence and rule, story, archive record, other reports, and how to dispute it."""

import shlex
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from rich.text import Text

from flows.archive_lookup import archived_place
from flows.commands.codebook_rows import rule_rows
from flows.commands.explanation import LABEL, WIDEST, explanation
from flows.settings import Settings
from flows.terminal_text import one_line
from warehouse.evidence import N_REPORTS, Evidence, Row

Files = Mapping[str, bytes]
Line = tuple[str, str]  # a label, empty where the line goes on, and what is shown
_OF_STORY: Final = frozenset(
    {
        *("title", "publisher", "published_at", "published_rung", "url", "version", "document_id", "fetched_at"),
        *("origin", "n_bytes", "n_copies", "wire_id", "excluded_reason"),
    }
)


def explain_stored(found: Evidence, settings: Settings, codebook_files: Files, width: int = WIDEST) -> Iterator[Text]:
    """One block a subject, the event itself first."""
    mention = found.mention
    yield _block(f"event mention {mention['mention_id']}", _events(found))
    yield explanation(mention, str(mention["story_text"]), codebook_files, width=width)
    yield _block("Story", _story(mention))
    yield _block("Archive", _archive(mention, settings))
    yield _block("Other reports", _reports(found))
    yield _block("To dispute it", _dispute(mention, settings, codebook_files))


def stored_as_json(found: Evidence, settings: Settings, codebook_files: Files) -> dict[str, Any]:
    """The same as one object: `mention`, `rules`, `events`, `reports`, `fulfilments`, `changes`, `story`, `archive`."""
    mention = dict(found.mention)
    mention.pop("story_text")
    place = archived_place(settings.archive_folder, mention["document_id"])
    return {
        "mention": {name: value for name, value in mention.items() if name not in _OF_STORY},
        "rules": rules_as_json(mention["rule_id"], codebook_files),
        "events": found.events,
        "reports": found.reports,
        "fulfilments": found.fulfilments,
        "changes": found.changes,
        "story": {name: value for name, value in mention.items() if name in _OF_STORY or name == "story_id"},
        "archive": {"file": str(place[0]), "offset": place[1]} if place else None,
    }


def rules_as_json(rule_id: str | None, codebook_files: Files) -> list[dict[str, Any]]:
    """The rows of the codebook with this id; none for a figure without an event."""
    found = rule_rows(rule_id or "", codebook_files)
    return [{"table": table, "line": line, "row": dict(row)} for table, line, row in found]


def _events(found: Evidence) -> Iterator[Line]:
    mention = found.mention
    for event in found.events:
        reported = f"{event['n_stories']} {_plural('story', event['n_stories'])} of {event['n_publishers']} "
        reported += _plural("publisher", event["n_publishers"])
        disputed = (
            f", of which {event['n_contradicting']} {'say' if event['n_contradicting'] > 1 else 'says'} it did not"
        )
        yield "event", f"{event['event_id']}  {reported}{disputed if event['is_disputed'] else ''}"
    if mention["excluded_reason"]:
        yield "event", f"none: its story counts in no mart ({mention['excluded_reason']}: mart.excluded_stories)"
    elif not found.events:
        yield "event", "none: it names no two countries"
    for link in found.fulfilments:
        yield "fulfilled", f"the plan {link['planned_event_id']} by {link['event_id']}"
    yield "read by", f"coder {mention['coder_version']}, codebook {mention['codebook_version']}"
    for change in found.changes:
        yield "edits", f"version {change['version']}, {_day(change['seen_at'])}: {change['change']} ({change['cause']})"


def _story(mention: Row) -> Iterator[Line]:
    published = mention["published_at"]
    yield "title", mention["title"] or "none"
    yield "publisher", mention["publisher"] or "unknown"
    yield "date", f"published {_day(published)} (from {mention['published_rung']})" if published else "unknown"
    yield "address", mention["url"] or mention["origin"] or "none"
    yield "id", f"{mention['story_id']}, version {mention['version']}"
    if mention["n_copies"] > 1:
        yield "copies", f"{mention['n_copies']} stories print this wire story, {mention['wire_id']}"


def _archive(mention: Row, settings: Settings) -> Iterator[Line]:
    yield "body", f"SHA-256 {mention['document_id']}, {mention['n_bytes'] or 0:,} bytes"
    yield "fetched", f"{mention['fetched_at']:%Y-%m-%d %H:%M} UTC"
    place = archived_place(settings.archive_folder, mention["document_id"])
    if place is None:
        yield "record", f"no index in {settings.archive_folder} names it"
        return
    yield "record", f"{place[0]}, at byte {place[1]:,}"
    yield "to read", f"warcio extract --payload {shlex.quote(str(place[0]))} {place[1]}"


def _reports(found: Evidence) -> Iterator[Line]:
    if not found.reports:
        yield "none", "this mention is all that reports it"
    for report in found.reports:
        told = (
            f"{_day(report['reported_at'])}  {report['publisher'] or 'publisher unknown'}, {report['mention_id'][:8]}"
        )
        yield "denies" if report["stance"] == "contradicts" else "confirms", f"{told}  {report['status']}"
        yield "", " ".join(report["sentence"].split())
    if len(found.reports) == N_REPORTS:
        yield "", "and perhaps more: FROM core.event_reports"


def _dispute(mention: Row, settings: Settings, codebook_files: Files) -> Iterator[Line]:
    rules = [(table, line) for table, line, _ in rule_rows(mention["rule_id"], codebook_files)]
    for number, (table, line) in enumerate(rules):
        yield "" if number else "the rule", f"{settings.codebook_folder / table}, line {line}"
    sentence = " ".join(str(mention["sentence"]).split())
    published = f" --published {_day(mention['published_at'])}" if mention["published_at"] else ""
    yield "why so", f"dyadwire explain{published} --text {shlex.quote(sentence)}"
    yield "change", "edit or add a row, see what it does with the line above, then `dyadwire recode`"
    yield "leave out", f"WHERE mention_id <> '{mention['mention_id']}', or a higher least confidence"
    yield "more", f"rows like it: FROM mart.event_list WHERE rule_id = '{mention['rule_id']}'"


def _block(heading: str, lines: Iterator[Line]) -> Text:
    shown = (Text(f"  {label:<{LABEL - 3}} {one_line(words)}") for label, words in lines)
    return Text("\n").join([Text(heading, style="bold"), *shown])


def _plural(word: str, count: int) -> str:
    return word if count == 1 else "stories" if word == "story" else f"{word}s"


def _day(moment: datetime | date) -> str:
    return f"{moment:%Y-%m-%d}"
