"""What arrives is what was sent, whether the system copies by itself or not."""

import hashlib
import os

import pytest

from warehouse.files import copy_file

BYTES = os.urandom(5_000_011)


@pytest.mark.parametrize("content", [BYTES, b"", b"one"])
@pytest.mark.parametrize("lacks", [None, "copy_file_range", "posix_fallocate"])
def test_a_copy_has_the_same_bytes_and_their_checksum(tmp_path, monkeypatch, content, lacks):
    if lacks:  # as on systems that are not Linux
        monkeypatch.delattr(os, lacks)
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(content)
    target.write_bytes(b"something longer that was there before" * 1000)
    assert copy_file(source, target) == hashlib.sha256(content).hexdigest()
    assert target.read_bytes() == content


def test_no_half_copy_stays(tmp_path):
    with pytest.raises(FileNotFoundError):
        copy_file(tmp_path / "nothing", tmp_path / "target")
    assert not (tmp_path / "target").exists()
