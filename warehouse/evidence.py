"""All that the published file knows of one event mention: what it rests on, what it reports, what became of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transforms.errors import QueryError
from warehouse.queries import query

Row = Mapping[str, Any]
N_REPORTS = 20
_MENTION = """
SELECT mention.* EXCLUDE (sentence, trigger, is_reciprocal), mention.sentence, is_reciprocal AS reciprocal,
    story.text AS story_text, story.title, story.publisher, story.published_at, story.published_rung, story.url,
    story.version, story.document_id, story.fetched_at, document.origin, document.n_bytes,
    coalesce(copy.n_copies, 1) AS n_copies, copy.wire_id, excluded.reason AS excluded_reason,
    coalesce((
        SELECT list({{'start': figure_start, 'end': figure_end, 'value': value, 'unit': unit, 'measure': measure,
                     'period': period, 'kind': kind}} ORDER BY figure_start)
        FROM core.figures WHERE core.figures.mention_id = mention.mention_id
    ), []) AS figures
FROM core.event_mentions AS mention
JOIN core.stories AS story USING (story_id)
LEFT JOIN raw.documents AS document ON document.document_id = story.document_id
LEFT JOIN core.wire_copies AS copy ON copy.story_id = story.story_id
LEFT JOIN mart.excluded_stories AS excluded ON excluded.story_id = story.story_id
WHERE mention.mention_id LIKE '{prefix}%'
ORDER BY mention.mention_id
LIMIT 2
"""
_WITHDRAWN = """
SELECT story_id, version, seen_at::DATE AS day, former_sentence
FROM mart.story_changes
WHERE change = 'withdrawn' AND mention_id LIKE '{prefix}%'
ORDER BY seen_at DESC
LIMIT 1
"""
_EVENT = """
SELECT * FROM core.events WHERE event_id LIKE '{asked}'
UNION
SELECT event.* FROM core.event_aliases AS alias JOIN core.events AS event USING (event_id)
WHERE alias.former_id LIKE '{asked}'
ORDER BY event_id
LIMIT 2
"""
_EVENTS = """
FROM core.events
WHERE event_id IN (SELECT event_id FROM core.event_reports WHERE mention_id = '{mention_id}')
ORDER BY event_id
"""
_REPORTS = """
SELECT DISTINCT report.stance, report.status, report.mode, report.event_date_start, report.event_date_end,
    report.publisher, report.reported_at, report.mention_id, mention.sentence, story.title, story.url
FROM core.event_reports AS own
JOIN core.event_reports AS report ON report.event_id = own.event_id AND report.mention_id <> own.mention_id
JOIN core.event_mentions AS mention ON mention.mention_id = report.mention_id
JOIN core.stories AS story ON story.story_id = report.story_id
WHERE own.mention_id = '{mention_id}'
ORDER BY report.reported_at, report.mention_id
LIMIT {count}
"""
_FULFILMENTS = """
SELECT link.planned_event_id, link.event_id
FROM core.event_fulfilments AS link
JOIN core.event_reports AS report ON report.event_id IN (link.planned_event_id, link.event_id)
WHERE report.mention_id = '{mention_id}'
GROUP BY ALL ORDER BY ALL
"""
_CHANGES = """
SELECT version, change, cause, seen_at, former_sentence
FROM core.mention_changes WHERE mention_id = '{mention_id}' ORDER BY version
"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record about one event mention; rows by the names of their columns, times in UTC.

    `mention` has the keys of the rows of `dyadwire code`, and those of its story. `reports` are the other mentions of
    its events, the earliest first, at most 20; `fulfilments` tie plans to what fulfilled them; `changes` are edits.
    """

    mention: Row
    events: tuple[Row, ...]
    reports: tuple[Row, ...]
    fulfilments: tuple[Row, ...]
    changes: tuple[Row, ...]


def evidence(published_file: Path, asked_id: str) -> Evidence:
    """What is known of an event mention or event, asked by its id or the beginning of it.

    An event is `MENTION.IRQ.USA`, and stands for its lead mention; a name that it had formerly will do.

    Raises:
        QueryError: there is none, several begin so, or it is no id.
        StorageError: nothing is published yet.
    """
    mention = _mention(published_file, asked_id)
    named = {"mention_id": mention["mention_id"], "count": N_REPORTS}
    events, reports, fulfilments, changes = (
        _rows(published_file, sql.format(**named)) for sql in (_EVENTS, _REPORTS, _FULFILMENTS, _CHANGES)
    )
    return Evidence(mention, events, reports, fulfilments, changes)


def _mention(published_file: Path, asked_id: str) -> Row:
    prefix, _, dyad = asked_id.partition(".")
    if not re.fullmatch("[0-9a-f]{4,32}", prefix) or not re.fullmatch(r"(?:[A-Z]{3}\.[A-Z]{3})?", dyad):
        shape = "give at least the first 4 of its 32 characters, each 0-9 or a-f; an event has a dyad behind it"
        raise QueryError(f"{asked_id!r} is no id of an event mention; {shape}, as 4f1c9a02.IRQ.USA")
    if "." in asked_id:
        prefix = _only(published_file, _EVENT.format(asked=f"{prefix}%.{dyad}"), asked_id, "event")["lead_mention_id"]
    return _only(published_file, _MENTION.format(prefix=prefix), prefix, "event mention")


def _only(published_file: Path, sql: str, asked_id: str, what: str) -> Row:
    found = _rows(published_file, sql)
    if len(found) > 1:
        raise QueryError(f"several {what}s begin with {asked_id}; give more of the id")
    if not found:
        raise QueryError(_not_there(published_file, asked_id, what))
    return found[0]


def _not_there(published_file: Path, asked_id: str, what: str) -> str:
    prefix = asked_id.partition(".")[0]
    for row in _rows(published_file, _WITHDRAWN.format(prefix=prefix)):
        told = f"event mention {prefix} was withdrawn by version {row['version']} of story {row['story_id']}"
        return f'{told}, seen on {row["day"]}: "{row["former_sentence"]}"; more: FROM mart.story_changes'
    table = "core.events" if what == "event" else "core.event_mentions"
    return f"{published_file} holds no {what} {asked_id}; ids: FROM {table}"


def _rows(published_file: Path, sql: str) -> tuple[Row, ...]:
    with query(published_file, sql) as answer:
        return tuple(dict(zip(answer.columns, row, strict=True)) for row in answer.rows)
