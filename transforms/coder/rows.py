"""Coded events as the JSON rows of `dyadwire code`: the contract that the coder is measured by."""

from collections.abc import Iterator
from typing import Any

from transforms.coder.coder import CodedText
from transforms.records import ActorMention, Attribution, EventMention, Figure

Json = dict[str, Any]


def event_rows(document: str, coded: CodedText) -> Iterator[Json]:
    """One row an event, then one row with a null event type for each figure that belongs to no event."""
    for mention in coded.mentions:
        yield _event_row(document, mention)
    for figure in coded.loose_figures:
        yield {"document": document, "event_type": None, "figures": [_figure(figure)]}


def _event_row(document: str, mention: EventMention) -> Json:
    when = mention.event_date
    return {
        "document": document,
        "sentence_start": mention.sentence_start,
        "sentence_end": mention.sentence_end,
        "trigger_start": mention.trigger_start,
        "trigger_end": mention.trigger_end,
        "event_type": mention.event_type,
        "mode": mention.mode,
        "status": mention.status.value,
        "reciprocal": mention.is_reciprocal,
        "actors": [_party(p) for p in mention.actors],
        "recipients": [_party(p) for p in mention.recipients],
        "event_date_start": when.start.isoformat() if when.start else None,
        "event_date_end": when.end.isoformat() if when.end else None,
        "date_granularity": when.granularity.value,
        "contexts": list(mention.contexts),
        "quad_class": mention.quad_class,
        "intensity": mention.intensity,
        "cameo_code": mention.cameo_code,
        "goldstein": mention.goldstein,
        "planned_type": mention.planned_type,
        "planned_mode": mention.planned_mode,
        "location_text": mention.location_text,
        "location_iso3": mention.location_iso3,
        "attributed_to": _attribution(mention.attributed_to),
        "figures": [_figure(f) for f in mention.figures],
        "rule_id": mention.rule_id,
        "confidence": mention.confidence,
        "signs": list(mention.signs),
    }


def _party(party: ActorMention) -> Json:
    return {
        "iso3": party.iso3,
        "sector": party.sector,
        "text": party.text,
        "start": party.start,
        "end": party.end,
        "is_inferred": party.is_inferred,
    }


def _attribution(speaker: Attribution | None) -> Json | None:
    if speaker is None:
        return None
    return {"text": speaker.text, "start": speaker.start, "end": speaker.end, "iso3": speaker.iso3}


def _figure(figure: Figure) -> Json:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "measure": figure.measure,
        "period": figure.period,
        "kind": figure.kind.value,
        "start": figure.start,
        "end": figure.end,
    }
