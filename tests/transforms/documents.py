"""Documents for tests, with what is beside the point filled in."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from transforms.records import Document

FETCHED_AT = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)


def document(body: str | bytes, media_type: str | None = "text/plain", **given: Any) -> Document:
    """A document that was read from a file and about which nothing else is known."""
    raw = body.encode() if isinstance(body, str) else body
    known = {"url": None, "path": "report.txt", "charset": None, "fetched_at": FETCHED_AT} | given
    return Document(document_id=hashlib.sha256(raw).hexdigest(), body=raw, media_type=media_type, **known)
