"""The newest events of the published file, each with its sentence: what a run shows at its end."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import fill
from typing import Any

from rich.text import Text

from warehouse.queries import query

INDENT = " " * 12
# One row an event mention: newest story first, within it as the text has them.
NEWEST = """
SELECT
    mention.mention_id, mention.event_type, mention.mode, mention.status, mention.is_reciprocal, mention.sentence,
    list_distinct(list_transform(mention.actors, party -> party.iso3)).list_sort() AS actor_iso3,
    list_distinct(list_transform(mention.recipients, party -> party.iso3)).list_sort() AS recipient_iso3,
    coalesce(mention.event_date_start::VARCHAR, 'undated') AS event_date,
    coalesce(story.publisher, 'publisher unknown') AS publisher,
    story.url,
    {n_found} AS n_found
FROM core.event_mentions AS mention
JOIN core.stories AS story ON story.story_id = mention.story_id
WHERE mention.story_id NOT IN (SELECT excluded.story_id FROM mart.excluded_stories AS excluded)
    AND {condition}
ORDER BY story.published_at DESC NULLS LAST, story.story_id, mention.sentence_start, mention.trigger_start
LIMIT {count}
"""


def newest_events(published_file: Path, count: int, *, run_id: str | None = None) -> list[dict[str, Any]]:
    """The rows of the newest event mentions, newest first, of one run if `run_id` is given.

    `n_found` says in each of them how many of that run there are without the limit, None for all events.

    Raises:
        StorageError: nothing is published.
    """
    condition = f"mention.run_id = '{run_id}'" if run_id else "true"
    n_found = "count(*) OVER ()" if run_id else "NULL"  # over all events it would keep millions of rows in memory
    with query(published_file, NEWEST.format(count=count, condition=condition, n_found=n_found)) as answer:
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def dyad(event: Mapping[str, Any]) -> str:
    """`USA > IRQ`, or `IRN <> IRQ` where no side leads."""
    if event["is_reciprocal"]:
        return " <> ".join(event["actor_iso3"])
    return f"{'+'.join(event['actor_iso3'])} > {'+'.join(event['recipient_iso3'])}"


def category(event: Mapping[str, Any]) -> str:
    """`CONSULT/visit`; the type alone where it has no mode."""
    return f"{event['event_type']}/{event['mode']}" if event["mode"] else str(event["event_type"])


def event_lines(event: Mapping[str, Any], width: int) -> Text:
    """An event and, indented below it, its sentence, in lines of at most `width` characters."""
    sentence = fill(" ".join(event["sentence"].split()), width, initial_indent=INDENT, subsequent_indent=INDENT)
    return Text.assemble(
        f"{event['event_date']:<{len(INDENT)}}",
        (dyad(event), "bold"),
        "  ",
        (category(event), "cyan"),
        f"  {event['status']}  ",
        (f"{event['publisher']}, {event['mention_id'][:8]}", "dim"),
        f"\n{sentence}",
    )
