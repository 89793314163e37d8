"""Documents that were read before and are read again: an older body came back, or what is given beside it changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from transforms.records import Document
from warehouse.connection import Store
from warehouse.rows import Row, plain_row
from warehouse.small_tables import small_table
from warehouse.spool_schema import Columns

_COLUMNS: Columns = [
    *((name, "VARCHAR") for name in ("document_id", "origin", "path", "publisher")),
    ("published_at", "TIMESTAMPTZ"),
]
_READINGS: Columns = [("document_id", "VARCHAR"), ("fetched_at", "TIMESTAMPTZ")]
# A document without a story, rejected or merged into another's, has nothing that a date could change.
_REREAD = """
SELECT given.document_id
FROM given_documents AS given
JOIN raw.documents AS document ON document.document_id = given.document_id
WHERE
    CASE
        WHEN given.path IS NULL THEN EXISTS (
            SELECT 1
            FROM raw.documents AS newer
            WHERE newer.origin = given.origin AND newer.fetched_at > document.fetched_at
        )
        ELSE (NOT contains(document.origin, '://') AND document.origin <> given.origin)
            OR EXISTS (
                SELECT 1
                FROM raw.documents AS newer
                WHERE newer.path = given.path AND newer.fetched_at > document.fetched_at
            )
            OR EXISTS (
                SELECT 1
                FROM core.stories AS story
                WHERE
                    story.document_id = given.document_id
                    AND (
                        story.published_at <> given.published_at
                        OR story.publisher <> given.publisher
                        OR (story.published_at IS NULL AND given.published_at IS NOT NULL)
                        OR (story.publisher IS NULL AND given.publisher IS NOT NULL)
                    )
            )
    END
"""


def documents_to_reread(store: Store, documents: Sequence[Document]) -> frozenset[str]:
    """Ids of those documents that were read before, but have to be read again.

    An address or path that showed another body meanwhile and now has this one again shows an edit that was taken back.
    Seed files are also read again with another date, publisher or path than before. What is not given takes nothing
    back: a date stays until another is given.
    """
    with store.table("given_documents", _rows(documents), _COLUMNS):
        return frozenset(str(document_id) for (document_id,) in store.rows(_REREAD))


def was_read(store: Store, fetched_at: Mapping[str, datetime]) -> frozenset[str]:
    """Those documents, of all given by id with the time of a fetch, that were read as of that time or a later one."""
    rows = [{"document_id": document_id, "fetched_at": at} for document_id, at in fetched_at.items()]
    with small_table(store, "given_readings", rows, _READINGS):
        found = store.rows(
            """
            SELECT document_id
            FROM given_readings AS given
            JOIN raw.documents AS document USING (document_id)
            WHERE document.fetched_at >= given.fetched_at
            """
        )
    return frozenset(str(document_id) for (document_id,) in found)


def _rows(documents: Sequence[Document]) -> Iterator[Row]:
    for document in documents:
        yield plain_row(
            {
                "document_id": document.document_id,
                "origin": document.url or document.path,
                "path": document.path,
                "publisher": document.publisher,
                "published_at": document.published_at,
            }
        )
