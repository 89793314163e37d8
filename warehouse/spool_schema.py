"""Columns of what goes into the store in bulk: the Parquet files of a spooled batch, the feed list, polls of feeds.

The names are those of the tables that they are loaded into; their order means nothing.
"""

import pyarrow as pa

Columns = list[tuple[str, pa.DataType]]

PARTY: Columns = [
    *(("iso3", pa.string()), ("sector", pa.string()), ("text", pa.string())),
    *(("start", pa.int64()), ("end", pa.int64()), ("is_inferred", pa.bool_())),
]
SPEAKER: Columns = [("text", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("iso3", pa.string())]


def _of(kind: pa.DataType, names: str) -> Columns:
    return [(name, kind) for name in names.split()]


def _text(names: str) -> Columns:
    return _of(pa.string(), names)


def _whole(names: str) -> Columns:
    return _of(pa.int64(), names)


def _moment(names: str) -> Columns:
    return _of(pa.timestamp("us", tz="UTC"), names)


CAME_WITH = _text("run_id batch_id")
CODED_BY = _text("coder_version codebook_version") + CAME_WITH

SPOOL_COLUMNS: dict[str, Columns] = {
    "batches": CODED_BY,
    "fetches": _text("fetch_id run_id kind url final_url body_sha256 problem")
    + _moment("started_at")
    + _of(pa.float64(), "fetch_seconds")
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
    + _of(pa.bool_(), "is_stub is_paywalled")
    + _of(pa.list_(pa.string()), "captions")
    + CAME_WITH,
    "event_mentions": _text("mention_id story_id sentence trigger event_type mode status date_granularity")
    + _text("cameo_code planned_type planned_mode location_text location_iso3 rule_id")
    + _whole("sentence_start sentence_end trigger_start trigger_end quad_class")
    + _of(pa.bool_(), "is_reciprocal")
    + _of(pa.list_(pa.struct(PARTY)), "actors recipients")
    + _of(pa.struct(SPEAKER), "attributed_to")
    + _of(pa.list_(pa.string()), "contexts")
    + _of(pa.date32(), "event_date_start event_date_end")
    + _of(pa.float64(), "intensity goldstein confidence")
    + CODED_BY,
    "figures": _text("figure_id story_id mention_id unit measure period kind figure passage")
    + _of(pa.float64(), "value")
    + _whole("figure_start figure_end")
    + CODED_BY,
    "rejections": _text("rejection_id run_id stage reason key detail body_sha256 entry_id")
    + _of(pa.bool_(), "is_failure"),
}
SPOOL_SCHEMAS = {table: pa.schema(columns) for table, columns in SPOOL_COLUMNS.items()}

SOURCE_SCHEMA = pa.schema(
    _text("url publisher country_iso3 language address_source host") + _of(pa.date32(), "checked_on")
)
POLL_SCHEMA = pa.schema(
    _text("url state reason etag last_modified body_sha256 host moved_to redirect_to rhythm_from")
    + _whole("n_failures ttl_minutes")
    + _moment("last_polled_at next_poll_at redirect_since last_success_at last_changed_at newest_entry_at")
    + _of(pa.float64(), "entries_per_day poll_seconds")
)
POSTPONED_SCHEMA = pa.schema(_text("url reason") + _moment("until"))
ROBOTS_SCHEMA = pa.schema(
    _text("host text problem") + _moment("fetched_at read_at") + _whole("status") + _of(pa.float64(), "delay_seconds")
)
WAIT_SCHEMA = pa.schema(_text("host reason") + _moment("until"))
ENTRY_SCHEMA = pa.schema(
    _text("entry_id feed_url guid url title author summary_html content_html language published_rung run_id outcome")
    + _moment("published_at updated_at first_seen_at")
    + _whole("position")
)
