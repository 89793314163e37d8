"""`dyadwire explain`: what is coded from a sentence, or what led to a stored event."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from rich.text import Text

from flows.coder_recipe import CoderRecipe, read_recipe
from flows.commands.explanation import explanation
from flows.commands.sentence_explanation import sentence_explanations
from flows.console import results
from flows.settings import CoderWay, Settings
from transforms.errors import QueryError
from warehouse.queries import query

NO_EVENT = "No event: nothing says that an actor of one country did something to one of another."
MENTION = """
SELECT mention.* EXCLUDE (sentence, trigger, is_reciprocal), is_reciprocal AS reciprocal,
    story.text AS story_text, story.title, story.publisher, story.published_at, story.url, raw.documents.origin,
    coalesce((
        SELECT list({{'start': figure_start, 'end': figure_end, 'value': value, 'unit': unit, 'measure': measure,
                     'period': period, 'kind': kind}} ORDER BY figure_start)
        FROM core.figures WHERE core.figures.mention_id = mention.mention_id
    ), []) AS figures
FROM core.event_mentions AS mention
JOIN core.stories AS story USING (story_id)
LEFT JOIN raw.documents USING (document_id)
WHERE mention.mention_id LIKE '{prefix}%'
LIMIT 2
"""

WITHDRAWN = """
SELECT story_id, version, seen_at::DATE, former_sentence
FROM mart.story_changes
WHERE change = 'withdrawn' AND mention_id LIKE '{prefix}%'
ORDER BY seen_at DESC
LIMIT 1
"""


def explain_and_print(
    settings: Settings, *, mention_id: str | None, text: str | None, published_on: date | None
) -> None:
    """Prints the explanation of a stored event mention, or of the events in a text."""
    recipe = read_recipe(settings)
    if mention_id is not None:
        shown = explain_mention(mention_id, settings.published_file, recipe.codebook_files)
    else:
        shown = explain_text(text or "", recipe, published_on=published_on)
    results().print(Text("\n\n").join(shown))


def explain_text(text: str, recipe: CoderRecipe, *, published_on: date | None) -> list[Text]:
    """The explanation of each event in `text`, or one that says that there is none; then of what led to no event."""
    from transforms.coder.explain_sentences import Explainer  # noqa: PLC0415 brings spaCy
    from transforms.coder.rows import event_rows  # noqa: PLC0415
    from transforms.coder.tracing import tracing  # noqa: PLC0415

    coder = recipe.build()
    with tracing() as trace:
        coded = coder.code(text, published_on=published_on)
    note = Explainer(recipe.codebook(), has_model=recipe.way is CoderWay.FULL).explain(text, coded, trace)
    rows = [row for row in event_rows("", coded) if row["event_type"]]
    found = [explanation(row, text, recipe.codebook_files, note.events.get(number)) for number, row in enumerate(rows)]
    return [*(found or [Text(NO_EVENT)]), *sentence_explanations(note, text, recipe.codebook_files)]


def explain_mention(mention_id: str, published_file: Path, codebook_files: Mapping[str, bytes]) -> list[Text]:
    """The explanation of a stored event mention and the story it stands in. The beginning of its id is enough.

    Raises:
        QueryError: no event mention has this id, several have this beginning, or it is shorter than 4 characters.
        StorageError: nothing is published yet.
    """
    if not re.fullmatch("[0-9a-f]{4,32}", mention_id):
        shape = "give at least the first 4 of its 32 characters, each 0-9 or a-f"
        raise QueryError(f"{mention_id!r} is no id of an event mention; {shape}")
    with query(published_file, MENTION.format(prefix=mention_id)) as answer:
        found = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    if not found:
        raise QueryError(_not_there(mention_id, published_file))
    if len(found) > 1:
        raise QueryError(f"several event mentions begin with {mention_id}; give more of the id")
    return [_story(found[0]), explanation(found[0], str(found[0]["story_text"]), codebook_files)]


def _not_there(mention_id: str, published_file: Path) -> str:
    with query(published_file, WITHDRAWN.format(prefix=mention_id)) as answer:
        for story_id, version, day, sentence in answer.rows:
            told = f"event mention {mention_id} was withdrawn by version {version} of story {story_id}, seen on {day}"
            return f'{told}: "{sentence}"; more: FROM mart.story_changes'
    return f"{published_file} holds no event mention {mention_id}; ids: FROM core.event_mentions"


def _story(row: Mapping[str, Any]) -> Text:
    published = row["published_at"].date().isoformat() if row["published_at"] else "date unknown"
    lines = [
        f"event mention {row['mention_id']}, coder {row['coder_version']}, codebook {row['codebook_version']}",
        f"story {row['story_id']}: {row['title'] or 'without title'}",
        f"{row['publisher'] or 'publisher unknown'}, {published}, {row['url'] or row['origin']}",
    ]
    return Text("\n".join(lines), style="dim")
