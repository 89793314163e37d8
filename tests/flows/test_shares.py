"""How the work is divided among runs on several machines, and what the storage that they share keeps."""

from functools import partial

import pytest

from flows.cluster.ingest import ingest
from flows.cluster.publishing import publish_from
from flows.cluster.shared_storage import SharedStorage
from flows.cluster.shares import N_SHARES, share_of
from flows.setting_sources import read_settings
from tests.flows.site import NOON, settings
from transforms.errors import SettingsError
from warehouse.connection import open_store


@pytest.mark.parametrize(("one", "other"), [
    ("https://www.andes.example/rss", "http://m.andes.example:80/story/1?page=2"),
    ("https://andes.example/a", "https://ANDES.example/b"),
    ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b"),
])  # fmt: skip
def test_a_site_is_in_one_share(one, other):
    assert share_of(one) == share_of(other)


def test_equal_files_are_in_one_share_wherever_they_lie(tmp_path):
    (tmp_path / "one").mkdir()
    files = [tmp_path / "a.txt", tmp_path / "one" / "b.txt"]
    for file in files:
        file.write_text("Peru sold copper to Chile.")
    assert share_of(str(files[0])) == share_of(str(files[1]))
    assert share_of(str(tmp_path / "gone.txt")) == share_of(str(tmp_path / "one" / "gone.txt"))


def test_every_share_has_work():
    assert {share_of(f"https://paper-{number}.example/rss") for number in range(200)} == set(range(N_SHARES))


def test_a_folder_is_whole_when_all_of_it_is_there(tmp_path):
    batch = tmp_path / "batch"
    batch.mkdir()
    (batch / "stories.parquet").write_bytes(b"rows")
    storage = SharedStorage(str(tmp_path / "shared"))
    assert storage.folders("spool") == ()
    storage.keep(batch / "stories.parquet", "spool/half/stories.parquet")
    storage.keep_folder(batch, "spool/good")
    assert storage.folders("spool") == ("good", "half")
    assert [storage.is_whole(f"spool/{name}") for name in ("good", "half")] == [True, False]
    storage.fetch_folder("spool/good", tmp_path / "fetched")
    assert [(file.name, file.read_bytes()) for file in (tmp_path / "fetched").iterdir()] == [
        ("stories.parquet", b"rows")
    ]
    moved = storage.move_folder("spool/good", "refused/good")
    assert (storage.folders("spool"), storage.is_whole("refused/good")) == (("half",), True)
    assert moved == str(tmp_path / "shared" / "refused" / "good")
    for name in storage.folders("spool"):
        storage.remove_folder(f"spool/{name}")
    assert storage.folders("spool") == ()


def test_an_address_of_no_known_kind_is_refused():
    with pytest.raises(SettingsError, match="lake_storage"):
        SharedStorage("nowhere://bucket/news")


def test_the_data_folder_of_one_machine_is_left_alone(tmp_path):
    stated = settings(
        tmp_path, dask_address="tcp://127.0.0.1:9", lake_catalog="host=127.0.0.1 port=9", lake_storage="x"
    )
    open_store(stated.store_file).close()
    before = stated.store_file.read_bytes()
    for command in (publish_from, partial(ingest, now=lambda: NOON, report=print)):
        with pytest.raises(SettingsError, match="one machine"):
            command(stated)
    assert stated.store_file.read_bytes() == before


def test_a_folder_that_is_another_on_each_machine_is_refused():
    with pytest.raises(SettingsError, match="absolute path"):
        read_settings({}, lake_storage="news")
    assert read_settings({}, lake_storage="/mnt/news").lake_storage == "/mnt/news"


def test_what_is_not_set_is_named(dyadwire, tmp_path):
    ended = dyadwire("cluster", "ingest", "--no-feeds", "--data", tmp_path)
    assert (ended.exit_code, "dask_address is not set" in ended.err) == (3, True)
