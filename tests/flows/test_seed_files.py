"""A folder of documents, as users have them: mixed types, some of them broken."""

import gzip
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows import seed_files
from flows.seed_files import read_seed_folder
from transforms.errors import SettingsError
from transforms.records import DateRung, Document, Reason, Rejection, Stage

NOW = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
APRIL = datetime(2025, 4, 8, tzinfo=UTC)
NEWS = "Peru expelled two Bolivian diplomats on Tuesday."


def read(folder: Path, published_on: date | None = None) -> list[Document | Rejection]:
    return list(read_seed_folder(folder, published_on=published_on, fetched_at=NOW))


def only_document(folder: Path, published_on: date | None = None) -> Document:
    (found,) = read(folder, published_on)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.txt", "text/plain"),
        ("a.md", "text/markdown"),
        ("A.HTML", "text/html"),
        ("a.htm", "text/html"),
        ("a.xhtml", "application/xhtml+xml"),
        ("a.xml", "application/xml"),
    ],
)
def test_each_type_also_packed(tmp_path: Path, name: str, media_type: str) -> None:
    (tmp_path / name).write_text(NEWS)
    plain = only_document(tmp_path)
    assert (plain.media_type, plain.body) == (media_type, NEWS.encode())
    assert (plain.path, plain.fetched_at) == (str(tmp_path / name), NOW)
    (tmp_path / name).unlink()
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(NEWS.encode()))
    packed = only_document(tmp_path)
    assert (packed.media_type, packed.body, packed.document_id) == (media_type, plain.body, plain.document_id)


def test_order_subfolders_and_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "dates.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("file,published_at\n" if name == "dates.csv" else f"{name}: {NEWS}")
    found = [item.path for item in read(tmp_path) if isinstance(item, Document)]
    assert found == [str(tmp_path / name) for name in ("a.txt", "b.txt", "sub/c.txt")]
    assert read(tmp_path) == read(tmp_path)


def test_front_matter_travels_with_the_document(tmp_path: Path) -> None:
    source = f"---\ntitle: Diplomats\npublisher: Puno Press\ndate: 2025-04-08\nurl: https://puno.example/1\n---\n{NEWS}"
    (tmp_path / "a.txt").write_text(source)
    document = only_document(tmp_path)
    assert (document.title, document.publisher, document.url) == ("Diplomats", "Puno Press", "https://puno.example/1")
    assert (document.published_at, document.published_rung) == (APRIL, DateRung.FRONT_MATTER)
    assert document.body == source.encode()  # as received


@pytest.mark.parametrize(
    ("front_matter", "sidecar", "published_on", "day", "rung"),
    [
        (None, None, None, None, DateRung.UNKNOWN),
        (None, None, date(2025, 4, 3), 3, DateRung.GIVEN),
        (None, "2025-04-02", None, 2, DateRung.GIVEN),
        (None, "2025-04-02", date(2025, 4, 3), 2, DateRung.GIVEN),
        ("2025-04-01", None, None, 1, DateRung.FRONT_MATTER),
        ("2025-04-01", None, date(2025, 4, 3), 1, DateRung.FRONT_MATTER),  # the option dates what states no date
        ("2025-04-01", "2025-04-02", date(2025, 4, 3), 2, DateRung.GIVEN),
    ],
)
def test_which_date_counts(
    tmp_path: Path,
    front_matter: str | None,
    sidecar: str | None,
    published_on: date | None,
    day: int | None,
    rung: DateRung,
) -> None:
    (tmp_path / "a.txt").write_text(f"---\ndate: {front_matter}\n---\n{NEWS}" if front_matter else NEWS)
    if sidecar:
        (tmp_path / "dates.csv").write_text(f"file,published_at\na.txt,{sidecar}\ngone.txt,2025-01-01\n")
    document = only_document(tmp_path, published_on)
    assert document.published_at == (datetime(2025, 4, day, tzinfo=UTC) if day else None)
    assert document.published_rung is rung


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.txt", b"", Reason.EMPTY),
        ("a.md", b" \n\n", Reason.EMPTY),
        ("a.pdf", b"%PDF-1.7", Reason.UNSUPPORTED_TYPE),
        ("report", b"no ending", Reason.UNSUPPORTED_TYPE),
        ("a.tar.gz", b"\x1f\x8b", Reason.UNSUPPORTED_TYPE),
        ("a.txt", bytes(range(1, 32)) * 20, Reason.WRONG_ENCODING),
        ("a.txt", b"---\ntitle: x\ndate: soon\n---\n", Reason.PARSER_FAILED),
        ("a.txt.gz", b"not packed", Reason.UNREADABLE),
        ("a.txt.gz", gzip.compress(NEWS.encode(), mtime=0)[:-9], Reason.UNREADABLE),
    ],
)
def test_what_cannot_be_a_document_says_why(tmp_path: Path, name: str, body: bytes, reason: Reason) -> None:
    (tmp_path / name).write_bytes(body)
    (tmp_path / "z.txt").write_text(NEWS)
    rejection, document = read(tmp_path)
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.stage, rejection.key) == (reason, Stage.DOCUMENT, str(tmp_path / name))
    assert str(tmp_path / name) in rejection.detail
    assert isinstance(document, Document)  # the rest goes on


def test_links_that_lead_nowhere_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert [item.reason for item in read(tmp_path) if isinstance(item, Rejection)] == [Reason.UNREADABLE] * 2


def test_too_large_even_when_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed_files, "LARGEST", 1000)
    (tmp_path / "a.txt").write_bytes(b"a" * 1001)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"b" * 1_000_000))
    (tmp_path / "c.txt").write_bytes(b"c" * 1000)
    first, second, third = read(tmp_path)
    assert [item.reason for item in (first, second) if isinstance(item, Rejection)] == [Reason.TOO_LARGE] * 2
    assert isinstance(third, Document)


def test_the_same_bytes_twice_are_one_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NEWS)
    document, rejection = read(tmp_path)
    assert isinstance(document, Document)
    assert isinstance(rejection, Rejection)
    assert rejection.reason is Reason.DUPLICATE
    assert "a.txt" in rejection.detail


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("name,date\na.txt,2025-04-08\n", "line 1: the columns must be"),
        ("file,published_at\na.txt,2025-04-08\nb.txt,soon\n", "line 3: `soon` is no date"),
        ("file,published_at\na.txt,2025-04-08\na.txt,2025-04-09\n", "line 3: a.txt is given twice"),
        ("file,published_at\n,2025-04-08\n", "line 2: no file is named"),
        ('file,published_at\n"a.txt,2025-04-08\n', "cannot be read as CSV"),
        (b"file,published_at\n\xff\xfe\x00", "cannot be read as CSV"),
    ],
)
def test_an_unusable_sidecar_names_the_line(tmp_path: Path, sidecar: str | bytes, message: str) -> None:
    (tmp_path / "dates.csv").write_bytes(sidecar if isinstance(sidecar, bytes) else sidecar.encode())
    with pytest.raises(SettingsError, match=f"dates.csv.*{message}"):
        read(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist; give another with --seeds"):
        read(tmp_path / "gone")
    assert read(tmp_path) == []
