"""Archived bodies, read back from the WARC files of `flows/archive.py`."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParser

from transforms.errors import DyadwireError

KIND: Final = "kind"
NOTE_TYPE: Final = "application/json"
# The last three are what warcio and a note give where half of a record's head is missing.
_BROKEN: Final = (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, KeyError, TypeError)
_ANSWER: Final = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"])


class NoteKind(StrEnum):
    """What a note in the archive is about."""

    DOCUMENT = "document"  # what was given beside a body, which stands before it
    BATCH = "batch"  # the documents of a batch that was coded
    BOILERPLATE = "boilerplate"  # lines that a run learned


class BodyNotFoundError(DyadwireError):
    """No archived body has this hash: its file was deleted, or lies in another data folder."""

    def __init__(self, sha256: str, folder: Path) -> None:
        self.sha256, self.folder = sha256, folder
        super().__init__(f"no body with SHA-256 {sha256} in {folder}; is it the archive of this data folder?")


@dataclass(frozen=True, slots=True)
class ArchivedBody:
    """One archived answer. Headers have lower-case names; `fetched_at` is UTC."""

    url: str
    status: int
    headers: Mapping[str, str]
    fetched_at: datetime
    sha256: str
    body: bytes


@dataclass(frozen=True, slots=True)
class ArchivedNote:
    """What was decided beside the bodies; flows/archived_documents.py knows what each kind holds."""

    kind: NoteKind
    content: Mapping[str, Any]


class TornArchiveError(DyadwireError):
    """The file ends with a record that a kill cut off, or is damaged there; what stood before it was read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} is cut off or damaged; what it held from there on cannot be read")


def read_body(folder: Path, sha256: str) -> bytes:
    """The archived body with this hash, found through the indexes, newest first, else by reading the WARC files.

    Raises:
        BodyNotFoundError: it is not there.
    """
    files = sorted(folder.glob("*.warc.gz"), reverse=True)
    for path in files:
        for offset in _indexed_offsets(path, sha256):
            archived = next(read_archive(path, offset=offset), None)
            if archived is not None and archived.sha256 == sha256:
                return archived.body
    found = (archived.body for path in files for archived in read_archive(path) if archived.sha256 == sha256)
    for body in found:
        return body
    raise BodyNotFoundError(sha256, folder)


def read_archive(path: Path, *, offset: int = 0) -> Iterator[ArchivedBody]:
    """The bodies of one WARC file in the order of writing, revisits left out.

    A last record that a kill cut off, or anything unreadable, ends the reading.
    """
    with suppress(TornArchiveError):
        yield from (record for record in read_records(path, offset=offset) if isinstance(record, ArchivedBody))


def read_records(path: Path, *, offset: int = 0) -> Iterator[ArchivedBody | ArchivedNote]:
    """The bodies and notes of one WARC file in the order of writing, revisits left out.

    Raises:
        TornArchiveError: it is not whole; all that stands before the damage was given.
    """
    try:
        with path.open("rb") as file:
            file.seek(offset)
            for record in ArchiveIterator(file):
                if record.rec_type == "response":
                    yield _sound(_archived(record), record)
                elif record.rec_type == "metadata":
                    content = json.loads(record.content_stream().read())
                    yield ArchivedNote(NoteKind(content.pop(KIND)), content)
    except _BROKEN as problem:
        raise TornArchiveError(path) from problem


def index_of(path: Path) -> Path:
    """Where the index of a WARC file lies: lines `sha256 offset`."""
    return path.with_name(path.name + ".index")


def _indexed_offsets(path: Path, sha256: str) -> Iterator[int]:
    if index_of(path).is_file():
        for line in index_of(path).read_text("ascii", "replace").splitlines():
            known, _, offset = line.partition(" ")
            if known == sha256 and offset.isdecimal():
                yield int(offset)


def _sound(archived: ArchivedBody, record: ArcWarcRecord) -> ArchivedBody:
    if record.rec_headers.get_header("WARC-Payload-Digest") != f"sha256:{archived.sha256}":
        raise EOFError
    return archived


def _archived(record: ArcWarcRecord) -> ArchivedBody:
    stream = record.content_stream()
    answer = record.http_headers or _ANSWER.parse(stream)  # warcio reads them at http addresses, not at file:
    body = stream.read()
    return ArchivedBody(
        url=record.rec_headers.get_header("WARC-Target-URI"),
        status=int(answer.get_statuscode()),
        headers={name.lower(): text for name, text in answer.headers},
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        sha256=hashlib.sha256(body).hexdigest(),
        body=body,
    )
