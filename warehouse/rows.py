"""Records -> rows of the spool's tables, one dict a row, with the deterministic ids."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import asdict

from transforms.ids import stable_id
from transforms.records import ActorMention, CodedStory, EventMention, Figure, Rejection
from transforms.run_records import CodedBatch, Fetch

Row = dict[str, object]
_FETCH_FIELDS = tuple(Fetch.__dataclass_fields__)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """The text in a form that UTF-8 can hold, of the same length, so that spans still fit."""
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


class Occurrences:
    """Numbers equal things in the order they come, from 0."""

    def __init__(self) -> None:
        self._seen: Counter[Hashable] = Counter()

    def number(self, thing: Hashable) -> int:
        """How often `thing` came before."""
        self._seen[thing] += 1
        return self._seen[thing] - 1


def rows_of_batch(batch: CodedBatch) -> dict[str, list[Row]]:
    """The rows of every table of the spool, by its name. Of two stories or documents of one id the last stays."""
    came_with: Row = {"run_id": batch.run_id, "batch_id": batch.batch_id}
    coded_by: Row = {"coder_version": batch.coder_version, "codebook_version": batch.codebook_version} | came_with
    documents = {document.document_id: document for document in batch.documents}.values()
    stories = {coded.story.story_id: coded for coded in batch.stories}.values()
    return {
        "batches": [coded_by],
        "fetches": list(fetch_rows(batch.run_id, batch.fetches)),
        "documents": [plain_row(asdict(document)) | came_with for document in documents],
        "entries": [plain_row(asdict(entry)) | {"run_id": batch.run_id} for entry in batch.entries],
        "stories": [plain_row(asdict(coded.story)) | came_with for coded in stories],
        "event_mentions": [row | coded_by for coded in stories for row in _mention_rows(coded)],
        "figures": [row | coded_by for coded in stories for row in _figure_rows(coded)],
        "rejections": list(rejection_rows(batch.run_id, batch.batch_id, batch.rejections)),
    }


def fetch_rows(run_id: str, fetches: tuple[Fetch, ...]) -> Iterator[Row]:
    """Rows of raw.fetches. Equal fetches that start in the same microsecond keep apart by their order."""
    occurrences = Occurrences()
    for fetch in fetches:
        key = (run_id, fetch.kind.value, fetch.url, fetch.started_at.isoformat())
        stated: Row = {name: getattr(fetch, name) for name in _FETCH_FIELDS}
        yield plain_row(stated) | {"fetch_id": _numbered_id(occurrences, *key), "run_id": run_id}


def rejection_rows(run_id: str, scope: str, rejections: tuple[Rejection, ...]) -> Iterator[Row]:
    """Rows of ops.rejections. `scope` is the batch or feed they came with; equal ones keep apart by their order."""
    occurrences = Occurrences()
    for rejection in rejections:
        key = (run_id, scope, rejection.stage.value, rejection.reason.value, rejection.key)
        yield plain_row(asdict(rejection)) | {"rejection_id": _numbered_id(occurrences, *key), "run_id": run_id}


def mention_ids(coded: CodedStory) -> tuple[str, ...]:
    """The ids of a story's event mentions, in their order: story, trigger and its occurrence, type and parties.

    The coder's version is no part, so that a recode keeps what did not change. Where two mentions agree in all of it,
    the later one gets its number as a further part.
    """
    occurrences = Occurrences()
    story = coded.story
    return tuple(
        _numbered_id(
            occurrences,
            story.story_id,
            *_span_key(story.text, mention.trigger_start, mention.trigger_end),
            mention.event_type,
            _party_codes(mention.actors),
            _party_codes(mention.recipients),
        )
        for mention in coded.mentions
    )


def _mention_rows(coded: CodedStory) -> Iterator[Row]:
    text = coded.story.text
    for mention_id, mention in zip(mention_ids(coded), coded.mentions, strict=True):
        row = asdict(mention)
        del row["figures"]
        event_date = row.pop("event_date")
        yield plain_row(row) | {
            "mention_id": mention_id,
            "story_id": coded.story.story_id,
            "sentence": readable(text[mention.sentence_start : mention.sentence_end]),
            "trigger": readable(text[mention.trigger_start : mention.trigger_end]),
            "event_date_start": event_date["start"],
            "event_date_end": event_date["end"],
            "date_granularity": event_date["granularity"].value,
        }


def _figure_rows(coded: CodedStory) -> Iterator[Row]:
    occurrences = Occurrences()
    for mention_id, mention, figure in _figures(coded):
        span = _span_key(coded.story.text, figure.start, figure.end)
        key = (coded.story.story_id, mention_id or "", figure.unit, repr(figure.value), *span)
        yield {
            "figure_id": _numbered_id(occurrences, *key),
            "story_id": coded.story.story_id,
            "mention_id": mention_id,
            "value": figure.value,
            "unit": figure.unit,
            "measure": None if figure.measure is None else readable(figure.measure),
            "period": figure.period,
            "kind": figure.kind.value,
            "figure_start": figure.start,
            "figure_end": figure.end,
            "figure": readable(span[0]),
            "passage": readable(_passage(coded.story.text, mention, figure)),
        }


def _figures(coded: CodedStory) -> Iterator[tuple[str | None, EventMention | None, Figure]]:
    mentions: tuple[EventMention, ...] = coded.mentions
    for mention_id, mention in zip(mention_ids(coded), mentions, strict=True):
        yield from ((mention_id, mention, figure) for figure in mention.figures)
    yield from ((None, None, figure) for figure in coded.loose_figures)


def _passage(text: str, mention: EventMention | None, figure: Figure) -> str:
    if mention is not None and mention.sentence_start <= figure.start and figure.end <= mention.sentence_end:
        return text[mention.sentence_start : mention.sentence_end]
    end = text.find("\n", figure.end)
    return text[text.rfind("\n", 0, figure.start) + 1 : len(text) if end < 0 else end]


def _span_key(text: str, start: int, end: int) -> tuple[str, str]:
    # The occurrence is counted in the text, not among what was coded: other mentions may come and go with a recode.
    words = text[start:end]
    return words, str(text.count(words, 0, start) if words else start)


def _party_codes(parties: tuple[ActorMention, ...]) -> str:
    return " ".join(sorted({party.iso3 for party in parties}))


def _numbered_id(occurrences: Occurrences, *key: str) -> str:
    number = occurrences.number(key)
    return stable_id(*key, *([str(number)] if number else []))


def plain_row(value: Row) -> Row:
    """The row with enums, tuples and lone surrogates turned into what Arrow takes."""
    return {name: _plain_value(part) for name, part in value.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, str):
        return readable(str(value))
    if isinstance(value, dict):
        return plain_row(value)
    if isinstance(value, (list, tuple)):
        return [_plain_value(part) for part in value]
    return value
