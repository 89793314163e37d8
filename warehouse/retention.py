"""Drops old rows, and never what an event rests on. Which ones, say the queries in `warehouse/retention/`."""

import contextlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from warehouse.connection import Store

_FOLDER: Final = Path(__file__).with_name("retention")


class Prunable(StrEnum):
    """Kinds of rows that age; each is chosen by the query of its name."""

    POLLS = "polls"
    FETCHES = "fetches"
    FEED_TROUBLES = "feed_troubles"
    FEED_TEXTS = "feed_texts"
    STORIES = "stories"


# Stories come before the fetches of their pages, which are kept for them.
_DROP: Final = {
    Prunable.STORIES: """
        CREATE OR REPLACE TEMP TABLE pruned_stories AS
        SELECT story_id FROM core.stories WHERE rowid IN (SELECT place FROM prunable);
        DELETE FROM ops.wire_bands WHERE story_id IN (SELECT story_id FROM pruned_stories);
        DELETE FROM ops.wire_signatures WHERE story_id IN (SELECT story_id FROM pruned_stories);
        DELETE FROM ops.merged_stories WHERE story_id IN (SELECT story_id FROM pruned_stories);
        DELETE FROM core.stories WHERE rowid IN (SELECT place FROM prunable);
    """,
    Prunable.POLLS: "DELETE FROM raw.fetches WHERE rowid IN (SELECT place FROM prunable)",
    Prunable.FETCHES: "DELETE FROM raw.fetches WHERE rowid IN (SELECT place FROM prunable)",
    Prunable.FEED_TROUBLES: "DELETE FROM ops.rejections WHERE rowid IN (SELECT place FROM prunable)",
    Prunable.FEED_TEXTS: """
        UPDATE raw.entries SET summary_html = NULL, content_html = NULL WHERE rowid IN (SELECT place FROM prunable)
    """,
}


class _Undo(Exception):  # noqa: N818 no error
    pass


def prune(
    store: Store, *, kept_from: datetime, at: datetime, with_stories: bool, is_dry: bool
) -> Mapping[Prunable, int]:
    """How many rows of each kind were dropped (of `feed_texts` emptied), all in one transaction, or would be.

    Args:
        store: the warehouse, all of whose stories have been compared and merged.
        kept_from: what is older may go.
        at: the time, under which the pruning is written down in ops.prunings.
        with_stories: also stories on which no event rests.
        is_dry: count, and change nothing.
    """
    dropped = {}
    with contextlib.suppress(_Undo), store.transaction():
        store.execute("SET VARIABLE kept_from = ?::TIMESTAMPTZ", [kept_from])
        for kind, statements in _DROP.items():
            if kind is not Prunable.STORIES or with_stories:
                dropped[kind] = _drop(store, kind, statements)
                if dropped[kind]:
                    row: list[object] = [at, kept_from, kind.value, dropped[kind]]
                    store.execute("INSERT INTO ops.prunings VALUES (?, ?, ?, ?)", row)
        if is_dry:  # as much as if it were real: what one kind frees, another may drop
            raise _Undo
    return dropped


def _drop(store: Store, kind: Prunable, statements: str) -> int:
    query = (_FOLDER / f"{kind}.sql").read_text(encoding="utf-8")
    store.execute(f"CREATE OR REPLACE TEMP TABLE prunable AS {query}")
    store.execute(statements)
    return int(str(store.rows("SELECT count(*) FROM prunable")[0][0]))
