"""Reads a folder of documents: text, Markdown, HTML, XML, each also gzipped, with or without front matter."""

import gzip
import hashlib
import io
import stat
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from flows.seed_dates import read_seed_dates
from flows.seed_folder import require_seed_folder, seed_paths
from transforms.decoding import UndecodableError, decode_text
from transforms.front_matter import FrontMatter, FrontMatterError, split_front_matter
from transforms.records import DateRung, Document, Reason, Rejection, Stage

LARGEST = 50_000_000  # bytes, after unpacking
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}
WITH_FRONT_MATTER = ("text/plain", "text/markdown")


@dataclass(frozen=True, slots=True)
class _Given:
    """What is given for the documents of a folder."""

    dates: Mapping[str, datetime]
    published_at: datetime | None
    fetched_at: datetime


def read_seed_folder(
    folder: Path, *, published_on: date | None, fetched_at: datetime, paths: Sequence[Path] | None = None
) -> Iterator[Document | Rejection]:
    """Each file of the folder and its subfolders as a document, or why it is none, ordered by path.

    Hidden files and `dates.csv` are no documents. A file that cannot be read, is empty, larger than 50 MB unpacked, of
    another type, or the copy of an earlier one ends as a rejection that names it; nothing in the folder raises.

    Args:
        published_on: publication day of the documents that neither `dates.csv` nor their front matter dates.
        fetched_at: when the run reads them, UTC.
        paths: what `seed_paths` found in the folder, where the caller has asked already.

    Raises:
        SettingsError: the folder is not there, or its `dates.csv` is unusable.
    """
    require_seed_folder(folder)
    midnight = datetime(published_on.year, published_on.month, published_on.day, tzinfo=UTC) if published_on else None
    given = _Given(read_seed_dates(folder), midnight, fetched_at)
    first_paths: dict[str, Path] = {}
    for path in seed_paths(folder) if paths is None else paths:
        document = _read(path, path.relative_to(folder).as_posix(), given)
        if isinstance(document, Document) and document.document_id in first_paths:
            detail = f"{path} holds the same bytes as {first_paths[document.document_id]}"
            document = _rejected(path, Reason.DUPLICATE, detail)
        elif isinstance(document, Document):
            first_paths[document.document_id] = path
        yield document


def _read(path: Path, name: str, given: _Given) -> Document | Rejection:
    is_packed = path.suffix.lower() == ".gz"
    media_type = MEDIA_TYPES.get((path.with_suffix("") if is_packed else path).suffix.lower())
    if media_type is None:
        known = ", ".join(MEDIA_TYPES)
        return _rejected(path, Reason.UNSUPPORTED_TYPE, f"{path} is of no type that is read: {known}, each also .gz")
    body = _body(path, is_packed=is_packed)
    if isinstance(body, Rejection):
        return body
    if not body.strip():
        return _rejected(path, Reason.EMPTY, f"{path} is empty")
    document = Document(
        document_id=hashlib.sha256(body).hexdigest(),
        body=body,
        url=None,
        path=str(path),
        media_type=media_type,
        charset=None,
        fetched_at=given.fetched_at,
    )
    return _dated(with_front_matter(document, path), name, given)


def _body(path: Path, *, is_packed: bool) -> bytes | Rejection:
    """The unpacked bytes; devices and pipes are not opened, since reading one may never end."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _rejected(path, Reason.UNREADABLE, f"{path} is no ordinary file")
        with path.open("rb") as file:
            body = (
                gzip.GzipFile(fileobj=io.BufferedReader(file)).read(LARGEST + 1)
                if is_packed
                else file.read(LARGEST + 1)
            )
    except (OSError, EOFError, zlib.error) as error:
        what = getattr(error, "strerror", None) or error
        return _rejected(path, Reason.UNREADABLE, f"{path} cannot be read: {what}", is_failure=True)
    if len(body) > LARGEST:
        return _rejected(path, Reason.TOO_LARGE, f"{path} holds more than {LARGEST // 1_000_000} MB; split it")
    return body


def with_front_matter(document: Document, path: Path) -> Document | Rejection:
    """The document with what its front matter states; why it is none where that cannot be read."""
    if document.media_type not in WITH_FRONT_MATTER:
        return document
    try:
        stated = split_front_matter(decode_text(document.body))[0]
    except UndecodableError as problem:
        return _rejected(path, Reason.WRONG_ENCODING, f"{path}: {problem}; save it as UTF-8", document=document)
    except FrontMatterError as problem:
        return _rejected(path, Reason.PARSER_FAILED, f"{path}: {problem}", document=document)
    return _stating(document, stated) if stated else document


def _stating(document: Document, stated: FrontMatter) -> Document:
    return replace(
        document,
        url=stated.url,
        publisher=stated.publisher,
        published_at=stated.published_at,
        published_rung=DateRung.FRONT_MATTER if stated.published_at else DateRung.UNKNOWN,
        title=stated.title,
        language=stated.language,
        restates_sha256=stated.restates_sha256,
    )


def _dated(document: Document | Rejection, name: str, given: _Given) -> Document | Rejection:
    """With the date of `dates.csv`, else its own, else the one that is given for the whole folder."""
    if isinstance(document, Rejection):
        return document
    of_file = given.dates.get(name) or given.dates.get(name.removesuffix(".gz"))
    published_at = of_file or (given.published_at if document.published_at is None else None)
    return replace(document, published_at=published_at, published_rung=DateRung.GIVEN) if published_at else document


def _rejected(
    path: Path, reason: Reason, detail: str, *, is_failure: bool = False, document: Document | None = None
) -> Rejection:
    return Rejection(Stage.DOCUMENT, reason, str(path), detail, is_failure, document.document_id if document else None)
