"""The newest events of the published file, each once with a sentence: what a run shows at its end."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import Any

from rich.text import Text

from warehouse.queries import query

INDENT = " " * 12
MENTIONS_LOOKED_AT = 10  # for each event that is wanted of all there are: stories rarely repeat one so often
# One row an event, where its newest story tells of it first: newest story first, within it as the text has them.
NEWEST = """
WITH newest AS (
    SELECT
        mention.mention_id, mention.event_type, mention.mode, mention.status, mention.is_reciprocal, mention.sentence,
        list_distinct(list_transform(mention.actors, party -> party.iso3)).list_sort() AS actor_iso3,
        list_distinct(list_transform(mention.recipients, party -> party.iso3)).list_sort() AS recipient_iso3,
        coalesce(mention.event_date_start::VARCHAR, 'undated') AS event_date,
        coalesce(story.publisher, 'publisher unknown') AS publisher,
        story.url, story.published_at, story.story_id, mention.sentence_start, mention.trigger_start
    FROM core.event_mentions AS mention
    JOIN core.stories AS story ON story.story_id = mention.story_id
    WHERE mention.story_id NOT IN (SELECT excluded.story_id FROM mart.excluded_stories AS excluded)
        AND {condition}
    ORDER BY story.published_at DESC NULLS LAST, story.story_id, mention.sentence_start, mention.trigger_start
    LIMIT {n_looked_at}
),
reported AS (  -- a mention of several dyads reports an event of each; the first stands for them
    SELECT mention_id, min(event_id) AS event_id
    FROM core.event_reports
    WHERE mention_id IN (SELECT newest.mention_id FROM newest)
    GROUP BY mention_id
),
event AS (
    SELECT newest.*, count(*) OVER (PARTITION BY coalesce(reported.event_id, newest.mention_id)) AS n_mentions
    FROM newest
    LEFT JOIN reported ON reported.mention_id = newest.mention_id
    QUALIFY row_number() OVER (
        PARTITION BY coalesce(reported.event_id, newest.mention_id)
        ORDER BY published_at DESC NULLS LAST, story_id, sentence_start, trigger_start
    ) = 1
)
SELECT *, count(*) OVER () AS n_found
FROM event
ORDER BY published_at DESC NULLS LAST, story_id, sentence_start, trigger_start
LIMIT {count}
"""


def newest_events(published_file: Path, count: int, *, run_id: str | None = None) -> list[dict[str, Any]]:
    """The rows of the newest events, newest first, of one run if `run_id` is given.

    Of a run, `n_found` says in each row how many events there are without the limit, and `n_mentions` how many of its
    mentions tell of this one. Among all events both are of the newest mentions alone: the others may be millions.

    Raises:
        StorageError: nothing is published.
    """
    condition = f"mention.run_id = '{run_id}'" if run_id else "true"
    n_looked_at = "ALL" if run_id else str(count * MENTIONS_LOOKED_AT)
    statement = NEWEST.format(count=count, condition=condition, n_looked_at=n_looked_at)
    with query(published_file, statement) as answer:
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def dyad(event: Mapping[str, Any]) -> str:
    """`USA > IRQ`, or `IRN <> IRQ` where no side leads."""
    if event["is_reciprocal"]:
        return " <> ".join(event["actor_iso3"])
    return f"{'+'.join(event['actor_iso3'])} > {'+'.join(event['recipient_iso3'])}"


def category(event: Mapping[str, Any]) -> str:
    """`CONSULT/visit`; the type alone where it has no mode."""
    return f"{event['event_type']}/{event['mode']}" if event["mode"] else str(event["event_type"])


def event_lines(events: Sequence[Mapping[str, Any]], width: int) -> Iterator[Text]:
    """A line an event; indented below those of one sentence the sentence, in lines of at most `width` characters."""
    for sentence, told in groupby(events, lambda event: event["sentence"]):
        for event in told:
            yield _line(event)
        yield Text(fill(" ".join(sentence.split()), width, initial_indent=INDENT, subsequent_indent=INDENT))


def _line(event: Mapping[str, Any]) -> Text:
    times = f", {event['n_mentions']} mentions" if event["n_mentions"] > 1 else ""
    return Text.assemble(
        f"{event['event_date']:<{len(INDENT)}}",
        (dyad(event), "bold"),
        "  ",
        (category(event), "cyan"),
        f"  {event['status']}  ",
        (f"{event['publisher']}, {event['mention_id'][:8]}{times}", "dim"),
    )
