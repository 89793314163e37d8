"""What the archive keeps beside bodies, so that runs can be repeated from it: documents as they were, learned lines."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from flows.archive import Archive
from flows.archive_reading import (
    ArchivedBody,
    ArchivedNote,
    BodyNotFoundError,
    NoteKind,
    TornArchiveError,
    read_body,
    read_records,
)
from transforms.records import DateRung, Document, Reason, Rejection, Stage
from warehouse.boilerplate_store import LearnedLine

_RUN_FILE: Final = re.compile(r"(\d{8}T\d{6}Z-[0-9a-f]+)(-\d{5})?\.warc\.gz")  # numbered where a run writes several
_LEARNED: Final = "-boilerplate"  # ends the names of the files that hold nothing else, so that they are found at once
_KEPT_ELSEWHERE: Final = frozenset({"body", "boilerplate"})
_FIELDS: Final = tuple(name for name in Document.__dataclass_fields__ if name not in _KEPT_ELSEWHERE)
_TIMES: Final = ("fetched_at", "published_at")


@dataclass(frozen=True, slots=True)
class ArchivedReadings:
    """The documents that one run read and coded, by id, with the time (UTC) when each was fetched.

    `is_whole` is False where the file is cut off or damaged, so that there may have been more.
    """

    fetched_at: Mapping[str, datetime]
    is_whole: bool


def given_beside(document: Document) -> dict[str, object]:
    """All that came with a document but its body and its publisher's boilerplate, as JSON holds it."""
    return {name: _plain(getattr(document, name)) for name in _FIELDS}


def archived_runs(folder: Path) -> tuple[Path, ...]:
    """The WARC files of the runs that archived documents, the earliest run first."""
    return tuple(path for path in sorted(folder.glob("*.warc.gz")) if _RUN_FILE.fullmatch(path.name))


def archived_readings(path: Path) -> ArchivedReadings:
    """What one run read and came to code; where it wrote several files, what it read into this one."""
    times, coded, is_whole = _noted(path)
    name = _RUN_FILE.fullmatch(path.name)
    if name and name[2]:  # what was read into one file may be coded, and noted, when the next was begun
        coded = _coded_by(path.parent, name[1])
    return ArchivedReadings({one: at for one, at in times.items() if one in coded}, is_whole)


@lru_cache(maxsize=1)  # the files of a run follow each other
def _coded_by(folder: Path, run_id: str) -> Set[str]:
    return frozenset().union(*(_noted(path)[1] for path in sorted(folder.glob(f"{run_id}-*.warc.gz"))))


def _noted(path: Path) -> tuple[dict[str, datetime], Set[str], bool]:
    """When each document of a file was fetched, which were coded, and whether the file is whole."""
    times: dict[str, datetime] = {}
    coded: set[str] = set()
    is_whole = True
    try:
        for note in read_records(path):
            if isinstance(note, ArchivedNote) and note.kind is NoteKind.DOCUMENT:
                times[note.content["document_id"]] = datetime.fromisoformat(note.content["fetched_at"])
            elif isinstance(note, ArchivedNote) and note.kind is NoteKind.BATCH:
                coded.update(note.content["document_ids"])
    except TornArchiveError:
        is_whole = False
    return times, coded, is_whole


def archived_documents(path: Path, wanted: Set[str]) -> Iterator[Document | Rejection]:
    """Those documents of one run whose ids are wanted, in the order in which it read them.

    One whose body, which an earlier run archived, is not there any more ends as a rejection.
    """
    body: ArchivedBody | None = None
    with suppress(TornArchiveError):
        for record in read_records(path):
            if isinstance(record, ArchivedBody):
                body = record
            elif record.kind is NoteKind.DOCUMENT and record.content["document_id"] in wanted:
                yield _document(record, body, path.parent)


def archive_lines(folder: Path, run_id: str, lines: Sequence[LearnedLine]) -> None:
    """Keeps boilerplate that a run learned, in a file of its own."""
    rows = [{name: _plain(value) for name, value in asdict(line).items()} for line in lines]
    with Archive(folder, run_id + _LEARNED) as archive:
        archive.note(NoteKind.BOILERPLATE, {"lines": rows})


def archived_lines(folder: Path, *, before: datetime) -> tuple[LearnedLine, ...]:
    """The boilerplate that runs learned before then, each line as it was learned last."""
    notes = (note for path in sorted(folder.glob("*.warc.gz")) if _holds_lines(path) for note in _readable(path))
    rows = (row for note in notes if isinstance(note, ArchivedNote) for row in note.content["lines"])
    found = (LearnedLine(**(row | {"learned_at": datetime.fromisoformat(row["learned_at"])})) for row in rows)
    latest = {(line.publisher, line.line): line for line in found if line.learned_at < before}
    return tuple(latest.values())


def _readable(path: Path) -> Iterator[ArchivedBody | ArchivedNote]:
    with suppress(TornArchiveError):
        yield from read_records(path)


def _holds_lines(path: Path) -> bool:
    return path.name.endswith(f"{_LEARNED}.warc.gz")


def _document(note: ArchivedNote, before: ArchivedBody | None, folder: Path) -> Document | Rejection:
    document_id = note.content["document_id"]
    try:
        is_new = before is not None and before.sha256 == document_id
        return _as_it_was(note, before.body if before and is_new else read_body(folder, document_id))
    except BodyNotFoundError as problem:
        origin = note.content["url"] or note.content["path"] or document_id
        return Rejection(Stage.DOCUMENT, Reason.UNREADABLE, origin, str(problem), True, document_id)


def _as_it_was(note: ArchivedNote, body: bytes) -> Document:
    given: dict[str, Any] = {name: note.content.get(name) for name in _FIELDS}
    times = {name: datetime.fromisoformat(given[name]) for name in _TIMES if given[name]}
    return Document(body=body, **(given | times | {"published_rung": DateRung(given["published_rung"])}))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
