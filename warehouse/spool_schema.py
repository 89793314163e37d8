"""Columns of what goes into the store in bulk: the Parquet files of a spooled batch, the feed list, polls of feeds.

The names are those of the tables that they are loaded into; their order means nothing.
"""

from dataclasses import dataclass
from typing import TypeAlias

Kind: TypeAlias = "str | ListOf | Columns"  # a type of DuckDB, a list, or a structure of columns
Columns: TypeAlias = "list[tuple[str, Kind]]"


@dataclass(frozen=True, slots=True)
class ListOf:
    """A column of lists."""

    kind: Kind


PARTY: Columns = [
    *(("iso3", "VARCHAR"), ("sector", "VARCHAR"), ("text", "VARCHAR")),
    *(("start", "BIGINT"), ("end", "BIGINT"), ("is_inferred", "BOOLEAN")),
]
SPEAKER: Columns = [("text", "VARCHAR"), ("start", "BIGINT"), ("end", "BIGINT"), ("iso3", "VARCHAR")]


def _of(kind: Kind, names: str) -> Columns:
    return [(name, kind) for name in names.split()]


def _text(names: str) -> Columns:
    return _of("VARCHAR", names)


def _whole(names: str) -> Columns:
    return _of("BIGINT", names)


def _moment(names: str) -> Columns:
    return _of("TIMESTAMPTZ", names)


CAME_WITH = _text("run_id batch_id")
CODED_BY = _text("coder_version codebook_version") + CAME_WITH

SPOOL_COLUMNS: dict[str, Columns] = {
    "batches": CODED_BY,
    "fetches": _text("fetch_id run_id kind url final_url body_sha256 problem")
    + _moment("started_at")
    + _of("DOUBLE", "fetch_seconds")
    + _whole("status n_bytes"),
    "documents": _text("document_id origin path media_type outcome")
    + _moment("fetched_at")
    + _whole("n_bytes n_stories")
    + CAME_WITH,
    "entries": _text("entry_id outcome document_id page_etag page_last_modified run_id") + _whole("n_attempts"),
    "stories": _text("story_id document_id url canonical_url publisher title dateline published_rung language")
    + _text("text text_sha256 extraction_method restates_sha256")
    + _moment("published_at fetched_at")
    + _whole("ordinal")
    + _of("BOOLEAN", "is_stub is_paywalled")
    + _of(ListOf("VARCHAR"), "captions")
    + CAME_WITH,
    "event_mentions": _text("mention_id story_id sentence trigger event_type mode status date_granularity")
    + _text("cameo_code planned_type planned_mode location_text location_iso3 rule_id")
    + _whole("sentence_start sentence_end trigger_start trigger_end quad_class")
    + _of("BOOLEAN", "is_reciprocal")
    + _of(ListOf(PARTY), "actors recipients")
    + _of(SPEAKER, "attributed_to")
    + _of(ListOf("VARCHAR"), "contexts")
    + _of("DATE", "event_date_start event_date_end")
    + _of("DOUBLE", "intensity goldstein confidence")
    + CODED_BY,
    "figures": _text("figure_id story_id mention_id unit measure period kind figure passage")
    + _of("DOUBLE", "value")
    + _whole("figure_start figure_end")
    + CODED_BY,
    "rejections": _text("rejection_id run_id stage reason key detail body_sha256 entry_id")
    + _of("BOOLEAN", "is_failure"),
}

SOURCE_COLUMNS: Columns = _text("url publisher country_iso3 language address_source host") + _of("DATE", "checked_on")
POLL_COLUMNS: Columns = (
    _text("url state reason etag last_modified body_sha256 host moved_to redirect_to rhythm_from")
    + _whole("n_failures ttl_minutes")
    + _moment("last_polled_at next_poll_at redirect_since last_success_at last_changed_at newest_entry_at")
    + _of("DOUBLE", "entries_per_day poll_seconds")
)
POSTPONED_COLUMNS: Columns = _text("url reason") + _moment("until")
ROBOTS_COLUMNS: Columns = (
    _text("host text problem") + _moment("fetched_at read_at") + _whole("status") + _of("DOUBLE", "delay_seconds")
)
WAIT_COLUMNS: Columns = _text("host reason") + _moment("until")
ENTRY_COLUMNS: Columns = (
    _text("entry_id feed_url guid url title author summary_html content_html language published_rung run_id outcome")
    + _moment("published_at updated_at first_seen_at")
    + _whole("position")
)
