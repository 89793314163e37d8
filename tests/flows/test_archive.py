"""Bodies are archived as received and found again by their hash."""

import errno
import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from flows.archive import Archive
from flows.archive_reading import BodyNotFoundError, index_of, read_archive, read_body
from transforms.errors import StorageError

NOON = datetime(2025, 4, 8, 12, 0, 0, 250_000, tzinfo=UTC)
URL = "https://news.example/7"


def write(archive: Archive, body: bytes, url: str = URL, **given: bool) -> str:
    headers = {"content-type": "text/html", "content-encoding": "gzip"}
    return archive.write(url, body, fetched_at=NOON, headers=headers, status=200, **given)


def record_types(path: Path) -> list[str]:
    with path.open("rb") as file:
        return [record.rec_type for record in ArchiveIterator(file)]


def test_a_body_comes_back_as_it_was(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive", "run-1") as archive:
        sha256 = write(archive, b"<html>\r\n\r\n</html>")
    assert sha256 == hashlib.sha256(b"<html>\r\n\r\n</html>").hexdigest()
    assert read_body(tmp_path / "archive", sha256) == b"<html>\r\n\r\n</html>"
    (archived,) = read_archive(tmp_path / "archive" / "run-1.warc.gz")
    assert (archived.url, archived.status, archived.fetched_at, archived.sha256) == (URL, 200, NOON, sha256)
    assert archived.headers == {"content-type": "text/html", "x-archive-orig-content-encoding": "gzip"}


def test_the_body_of_a_file_comes_back_too(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1") as archive:
        sha256 = write(archive, b"one line\r\n\r\nand another", url="file:seeds/tin.txt")
    assert read_body(tmp_path, sha256) == b"one line\r\n\r\nand another"
    (archived,) = read_archive(tmp_path / "run-1.warc.gz")
    assert (archived.url, archived.status) == ("file:seeds/tin.txt", 200)


def test_a_run_without_bodies_leaves_no_file(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive", "run-1"):
        pass
    assert not (tmp_path / "archive").exists()


def test_a_body_met_again_is_a_revisit(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1") as archive:
        hashes = [
            write(archive, b"same"),
            write(archive, b"same", url="https://other.example/"),
            write(archive, b"new"),
        ]
    with Archive(tmp_path, "run-2") as archive:
        write(archive, b"same", is_known=True)
    assert record_types(tmp_path / "run-1.warc.gz") == ["warcinfo", "response", "revisit", "response"]
    assert record_types(tmp_path / "run-2.warc.gz") == ["warcinfo", "revisit"]
    assert [read_body(tmp_path, sha256) for sha256 in hashes] == [b"same", b"same", b"new"]


def test_without_its_index_a_body_is_found_too(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1") as archive:
        sha256 = write(archive, b"body")
    index_of(tmp_path / "run-1.warc.gz").unlink()
    assert read_body(tmp_path, sha256) == b"body"


def test_a_wrong_index_misleads_nobody(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1") as archive:
        first, second = write(archive, b"first"), write(archive, b"second")
    index = index_of(tmp_path / "run-1.warc.gz")
    offsets = [line.split()[1] for line in index.read_text().splitlines()]
    index.write_text(f"{second} {offsets[0]}\n{first} 3\n{first} 99999\nnonsense")
    assert (read_body(tmp_path, first), read_body(tmp_path, second)) == (b"first", b"second")


def test_a_missing_body_is_named(tmp_path: Path) -> None:
    with pytest.raises(BodyNotFoundError, match="f00"):
        read_body(tmp_path, "f00")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_kill_spoils_at_most_the_last_body(share: float, tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1") as archive:
        first, last = write(archive, b"first" * 100), write(archive, bytes(range(256)) * 100)
    path = tmp_path / "run-1.warc.gz"
    start = int(index_of(path).read_text().split()[3])
    whole = path.read_bytes()
    path.write_bytes(whole[: start + int((len(whole) - start) * share)])
    assert read_body(tmp_path, first) == b"first" * 100
    with pytest.raises(BodyNotFoundError):
        read_body(tmp_path, last)


def test_what_was_written_can_be_read_before_the_archive_is_closed(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1") as archive:
        sha256 = write(archive, b"body")
        archive.sync()
        assert read_body(tmp_path, sha256) == b"body"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with Archive(tmp_path / "archive", "run-1") as archive, pytest.raises(StorageError, match="archive") as refused:
        write(archive, b"body")
    assert refused.value.exit_code == 5


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "run-1.warc.gz.index").symlink_to("/dev/full")
    with pytest.raises(StorageError) as refused, Archive(tmp_path, "run-1") as archive:
        write(archive, b"body")
    assert isinstance(refused.value.__cause__, OSError)
    assert refused.value.__cause__.errno == errno.ENOSPC


def test_a_run_id_is_not_used_twice(tmp_path: Path) -> None:
    for is_second in (False, True):
        with Archive(tmp_path, "run-1") as archive:
            if is_second:
                with pytest.raises(StorageError):
                    write(archive, b"second")
            else:
                write(archive, b"first")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(st.binary(), st.sampled_from([b"", b"\r\n", b"WARC/1.1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])),
            st.sampled_from([URL, "https://news.example/é ü", "http://[::1]/"]),
            st.sampled_from([200, 203, 299, 404]),
        ),
        max_size=5,
    )
)
def test_any_bodies_come_back(tmp_path_factory: pytest.TempPathFactory, answers: list[tuple[bytes, str, int]]) -> None:
    folder = tmp_path_factory.mktemp("archive")
    with Archive(folder, "run-1") as archive:
        for body, url, status in answers:
            archive.write(url, body, fetched_at=NOON, headers={"x": "y"}, status=status)
    assert all(read_body(folder, hashlib.sha256(body).hexdigest()) == body for body, _, _ in answers)
