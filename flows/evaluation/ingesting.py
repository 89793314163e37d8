"""Codes the texts of reference sets the whole way: a folder of documents, a run, the published file, and back."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.console import Reporter
from flows.evaluation.coding import FETCHED_ON, Coded
from flows.evaluation.reference_sets import ReferenceText
from flows.ingest import ingest
from flows.settings import Settings
from transforms.evaluation.alignment import Alignment
from transforms.evaluation.events import CodedEvent, Party, Quantity, Speaker
from warehouse.queries import query

STORIES = """
SELECT story.story_id, story.text, raw.documents.origin
FROM core.stories AS story JOIN raw.documents USING (document_id)
ORDER BY ALL
"""
MENTIONS = """
SELECT mention.* EXCLUDE (sentence), coalesce((
        SELECT list({'start': figure_start, 'end': figure_end, 'value': value} ORDER BY figure_start)
        FROM core.figures WHERE core.figures.mention_id = mention.mention_id
    ), []) AS figures
FROM core.event_mentions AS mention
ORDER BY story_id, trigger_start, mention_id
"""


def ingest_texts(texts: Sequence[ReferenceText], settings: Settings, *, report: Reporter) -> list[Coded]:
    """The events of each text, in order, their spans mapped back to it.

    A text of which no story was made has no events, and a sentence that says so. Events in words that the text does
    not hold, such as those of a title that was put above it, are left out: nobody annotated them.
    """
    with TemporaryDirectory(prefix="dyadwire-") as folder:
        documents, data = Path(folder) / "documents", Path(folder) / "data"
        names = _write(documents, texts)
        run = replace(settings, data_folder=data, seeds_folder=documents, no_seeds=False, feeds_file=None)
        ingest(replace(run, failed_share=1.0), now=_noon, report=report)
        found = _read(run.published_file, dict(zip(names, texts, strict=True)))
    return [_coded(text, found) for text in texts]


def _noon() -> datetime:
    return datetime(FETCHED_ON.year, FETCHED_ON.month, FETCHED_ON.day, 12, tzinfo=UTC)


def _write(folder: Path, texts: Sequence[ReferenceText]) -> list[str]:
    """One file a text, named by its position, and `dates.csv`; the names of the files."""
    folder.mkdir()
    names = [f"{number:05}.txt" for number in range(len(texts))]
    dates = ["file,published_at"]
    for name, text in zip(names, texts, strict=True):
        (folder / name).write_bytes((_front_matter(text) + text.text).encode())
        if text.published_on:
            dates.append(f"{name},{text.published_on}")
    (folder / "dates.csv").write_text("\n".join(dates) + "\n", encoding="utf-8")
    return names


def _front_matter(text: ReferenceText) -> str:
    title = " ".join((text.title or "").split()).replace("'", "''")
    return f"---\ntitle: '{title}'\n---\n" if title else ""


def _read(published: Path, texts: Mapping[str, ReferenceText]) -> dict[str, tuple[CodedEvent, ...]]:
    """The events by id of the text, for the texts of which a story was made."""
    mentions = defaultdict(list)
    for mention in _rows(published, MENTIONS):
        mentions[mention["story_id"]].append(mention)
    found: dict[str, tuple[CodedEvent, ...]] = {}
    for story in _rows(published, STORIES):
        text = texts[Path(story["origin"]).name]
        alignment = Alignment(story["text"], text.text)
        events = (_event(text.id, mention, alignment) for mention in mentions[story["story_id"]])
        found[text.id] = (*found.get(text.id, ()), *(event for event in events if event is not None))
    return found


def _rows(published: Path, sql: str) -> Iterator[dict[str, Any]]:
    with query(published, sql) as answer:
        for row in answer.rows:
            yield dict(zip(answer.columns, row, strict=True))


def _coded(text: ReferenceText, found: Mapping[str, tuple[CodedEvent, ...]]) -> Coded:
    return (found[text.id], None) if text.id in found else ((), f"no story was made of {text.id}")


def _event(text_id: str, row: Mapping[str, Any], alignment: Alignment) -> CodedEvent | None:
    trigger = alignment.span(row["trigger_start"], row["trigger_end"])
    if trigger is None:
        return None
    return CodedEvent(
        document=text_id,
        event_type=row["event_type"],
        mode=row["mode"],
        status=row["status"],
        actors=_parties(row["actors"]),
        recipients=_parties(row["recipients"]),
        is_reciprocal=row["is_reciprocal"],
        trigger_start=trigger[0],
        trigger_end=trigger[1],
        date_start=row["event_date_start"],
        planned_type=row["planned_type"],
        contexts=frozenset(row["contexts"]),
        figures=tuple(_figures(row["figures"], alignment)),
        speaker=_speaker(row["attributed_to"], alignment),
        rule_id=row["rule_id"],
        confidence=row["confidence"],
    )


def _parties(rows: Sequence[Mapping[str, Any]]) -> tuple[Party, ...]:
    return tuple(Party(row["iso3"], row["sector"]) for row in rows)


def _figures(rows: Sequence[Mapping[str, Any]], alignment: Alignment) -> Iterator[Quantity]:
    for row in rows:
        if span := alignment.span(row["start"], row["end"]):
            yield Quantity(row["value"], *span)


def _speaker(row: Mapping[str, Any] | None, alignment: Alignment) -> Speaker | None:
    span = alignment.span(row["start"], row["end"]) if row else None
    return Speaker(*span, row["iso3"]).named(row["text"]) if row and span else None
