"""The storage that all machines see, on a real S3 server: whole or not there, and errors that say what to set."""

import re
import sys

import duckdb
import pytest

from flows.cluster.shared_lake import open_shared_storage
from flows.cluster.shared_storage import SharedStorage
from flows.setting_sources import read_settings
from tests.flows.site import settings
from tests.ports import free_port
from tests.s3_server import READER, WRITER
from transforms.errors import SettingsError, StorageError
from warehouse.lake_access import LakeAccess
from warehouse.object_storage import ObjectStorage

pytestmark = pytest.mark.xdist_group("cluster")


@pytest.fixture(scope="module")
def bucket(s3):
    return s3.make_bucket("news")


@pytest.fixture
def storage(bucket, request):
    return SharedStorage(f"{bucket}/{request.node.name}/")


@pytest.fixture
def batch(tmp_path):
    folder = tmp_path / "batch"
    folder.mkdir()
    (folder / "stories.parquet").write_bytes(b"rows")
    (folder / "documents.parquet").write_bytes(bytes(6_000_000))
    return folder


def test_a_folder_is_whole_when_all_of_it_is_there(s3, storage, batch, tmp_path):
    assert storage.folders("spool") == ()
    storage.keep(batch / "stories.parquet", "spool/half/stories.parquet")
    storage.keep_folder(batch, "spool/good")
    assert storage.folders("spool") == ("good", "half")
    assert [storage.is_whole(f"spool/{name}") for name in ("good", "half")] == [True, False]
    storage.fetch_folder("spool/good", tmp_path / "fetched")
    fetched = {file.name: file.read_bytes() for file in (tmp_path / "fetched").iterdir()}
    assert fetched == {file.name: file.read_bytes() for file in batch.iterdir()}
    other_machine = SharedStorage("s3://news/test_a_folder_is_whole_when_all_of_it_is_there")
    moved = storage.move_folder("spool/good", "refused/good")
    assert (other_machine.folders("spool"), other_machine.is_whole("refused/good")) == (("half",), True)
    assert moved == "s3://news/test_a_folder_is_whole_when_all_of_it_is_there/refused/good"
    storage.remove_folder("spool/half")
    assert storage.folders("spool") == ()


def test_what_is_missing_is_fetched_and_nothing_else(storage, batch, tmp_path):
    storage.keep(batch / "stories.parquet", "archive/one")
    assert storage.fetch_missing("archive", tmp_path / "archive") == 1
    (tmp_path / "archive" / "one").write_bytes(b"mine")
    storage.keep(batch / "stories.parquet", "archive/two")
    assert storage.fetch_missing("archive", tmp_path / "archive") == 1
    found = {file.name: file.read_bytes() for file in (tmp_path / "archive").iterdir()}
    assert found == {"one": b"mine", "two": b"rows"}


@pytest.mark.parametrize(
    ("address", "changes", "words"),
    [
        ("s3://no-such-bucket/news", {}, "no bucket no-such-bucket; make it, or correct lake_storage"),
        ("s3://news", {"AWS_SECRET_ACCESS_KEY": "another"}, "refuses the key .*AWS_SECRET_ACCESS_KEY"),
        ("s3://news", {"AWS_ACCESS_KEY_ID": "nobody"}, "refuses the key .*AWS_ACCESS_KEY_ID"),
        ("s3://news", {"AWS_ENDPOINT_URL": "http://127.0.0.1:{closed}"}, "no S3 server answers .*AWS_ENDPOINT_URL"),
        ("s3://news", {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, "needs keys.*AWS_PROFILE"),
        ("s3://news", {"AWS_PROFILE": "nobody"}, "nobody.*AWS_PROFILE"),
    ],
)
def test_what_cannot_be_used_says_what_to_set(bucket, tmp_path, monkeypatch, address, changes, words):
    for name, value in changes.items():
        monkeypatch.setenv(name, value.format(closed=free_port()))
    stated = settings(tmp_path, lake_storage=address)
    with pytest.raises((SettingsError, StorageError), match=words) as told:
        open_shared_storage(stated)
    assert WRITER[1] not in str(told.value)


def test_a_key_that_may_only_read_is_told_when_it_writes(s3, bucket, batch, monkeypatch):
    for name, value in s3.environment(READER).items():
        monkeypatch.setenv(name, value)
    storage = SharedStorage(f"{bucket}/read")
    storage.require()
    with pytest.raises(StorageError, match="AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or what the key may do"):
        storage.keep(batch / "stories.parquet", "archive/one")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"AWS_DEFAULT_REGION": "eu-central-1"}, ("s3.eu-central-1.amazonaws.com", True, "vhost", "eu-central-1")),
        ({"AWS_ENDPOINT_URL": "http://[::1]:9000"}, ("[::1]:9000", False, "path", "us-east-1")),
        ({"AWS_ENDPOINT_URL_S3": "https://s3.example"}, ("s3.example", True, "path", "us-east-1")),
    ],
)
def test_duckdb_goes_to_the_server_that_the_environment_names(monkeypatch, stated, expected):
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s", **stated}.items():
        monkeypatch.setenv(name, value)
    given = ObjectStorage("s3://news").server
    assert tuple(given[name] for name in ("endpoint", "is_safe", "style", "region")) == expected


def test_keys_that_expire_are_given_to_duckdb_anew(tmp_path, monkeypatch):
    issued = tmp_path / "issued"
    issued.touch()
    program = tmp_path / "issue.py"  # each time another key, which holds for a minute more
    program.write_text(
        "import json, sys; from datetime import UTC, datetime, timedelta; from pathlib import Path\n"
        "file = Path(sys.argv[1]); number = len(file.read_text()); file.write_text('x' * (number + 1))\n"
        "until = (datetime.now(UTC) + timedelta(minutes=1)).isoformat()\n"
        "key = {'AccessKeyId': f'key-{number}', 'SecretAccessKey': 's', 'SessionToken': 't', 'Expiration': until}\n"
        "print(json.dumps({'Version': 1, **key}))\n"
    )
    profiles = tmp_path / "config"
    profiles.write_text(f"[default]\ncredential_process = {sys.executable} {program} {issued}\n")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(profiles))
    access = LakeAccess("", "s3://news")
    with duckdb.connect() as connection:
        access.load_extensions(connection)
        used = []
        for _ in range(2):
            access.renew_keys(connection)
            used += connection.execute("SELECT secret_string FROM duckdb_secrets()").fetchall()
    numbers = [int(key) for (told,) in used for key in re.findall("key_id=key-([0-9]+)", told)]
    assert (len(numbers), numbers[0] < numbers[1]) == (2, True)
    assert all("session_token=redacted" in told and "secret=redacted" in told for (told,) in used)


@pytest.mark.parametrize("address", ["s3://", "s3:///news", "gs://news", "news", "s3://news//x"])
def test_an_address_that_is_neither_a_path_nor_a_bucket_is_refused(address):
    with pytest.raises(SettingsError, match="s3://BUCKET/FOLDER"):
        read_settings({}, lake_storage=address)
    assert read_settings({}, lake_storage="s3://news/wire/").lake_storage == "s3://news/wire/"
