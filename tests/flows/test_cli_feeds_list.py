"""`dyadwire feeds list | add | remove | pause | resume | import | export`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.feed_list import read_feed_list
from tests.command import Dyadwire
from tests.flows.site import NOON, serve_feed, settings, write_feed_list
from tests.flows.test_ingest import run
from tests.loopback import Loopback, Route
from warehouse.connection import open_store

ONE, TWO, THREE = (f"https://{name}.example/rss" for name in ("one", "two", "three"))
OPML = f"""<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY name SYSTEM "file:///etc/hostname">]>
<opml version="1.1"><head><title>mine</title></head><body>
<outline text="Andes"><outline type="rss" text="One" xmlUrl="{ONE}"/>
<OUTLINE title=" Tres &amp; Cia " xmlURL="{THREE}" language="es_PE" country="per"/>
<outline text="&name;" xmlUrl="{THREE}"/><outline text="no feed" htmlUrl="{TWO}"/>
<outline text="local" xmlUrl="file:///etc/hosts"/></outline>
</body></opml>"""


@pytest.fixture
def lists(tmp_path: Path, dyadwire: Dyadwire):
    """`dyadwire feeds ...` with a list of two feeds and a data folder."""
    write_feed_list(tmp_path / "feeds.toml", ONE, TWO)

    def feeds(*arguments: str):
        return dyadwire("feeds", *arguments, "--feeds", "feeds.toml", "--data", "data")

    return feeds


def urls(file: Path) -> list[str]:
    return [source.url for source in read_feed_list(file)]


def test_the_bundled_list_is_listed(dyadwire: Dyadwire):
    ended = dyadwire("feeds", "list", "--data", "data")
    assert ended.exit_code == 0
    assert len(ended.out.splitlines()) > 30


def test_a_list_that_cannot_be_read_is_exit_code_3(dyadwire: Dyadwire, tmp_path: Path):
    ended = dyadwire("feeds", "list", "--feeds", "missing.toml")
    assert ended.exit_code == 3
    assert str(tmp_path / "missing.toml") in ended.err


def test_a_feed_is_added_and_removed_and_comments_stay(lists, tmp_path):
    file = tmp_path / "feeds.toml"
    file.write_text("# my feeds\n\n" + file.read_text() + "# the end\n")
    assert lists("add", THREE, "--publisher", "Three", "--country", "PER").exit_code == 0
    assert urls(file) == [ONE, TWO, THREE]
    assert (read_feed_list(file)[2].publisher, read_feed_list(file)[2].country_iso3) == ("Three", "PER")
    assert lists("remove", ONE).exit_code == 0
    assert urls(file) == [TWO, THREE]
    assert all(comment in file.read_text() for comment in ("# my feeds", "# the end"))


@pytest.mark.parametrize(("arguments", "words"), [
    (["add", ONE], "already"),
    (["add", "https://ONE.example:443/rss?utm_source=x"], "already"),
    (["add", "ftp://one.example/"], "no http or https address"),
    (["add", THREE, "--country", "Peru"], "country"),
    (["remove", THREE], "not in"),
    (["pause", "https://one.example/rs"], f"did you mean {ONE}?"),
    (["pause", ONE, "--until", "2020-01-01"], "past"),
    (["import", "nothing.opml"], "nothing.opml"),
])  # fmt: skip
def test_what_cannot_be_done_is_told_and_changes_nothing(lists, tmp_path, arguments, words):
    before = (tmp_path / "feeds.toml").read_bytes()
    ended = lists(*arguments)
    assert ended.exit_code == 3
    assert words in ended.err
    assert (tmp_path / "feeds.toml").read_bytes() == before


def test_the_last_feed_is_not_removed(lists, tmp_path):
    lists("remove", ONE)
    assert lists("remove", TWO).exit_code == 3
    assert urls(tmp_path / "feeds.toml") == [TWO]


def test_the_bundled_list_is_copied_before_it_is_changed(dyadwire: Dyadwire, tmp_path):
    assert dyadwire("feeds", "add", ONE, "--data", "data").exit_code == 0
    own = urls(tmp_path / "data" / "feeds.toml")
    assert own[-1] == ONE
    assert len(own) > 30
    assert ONE in dyadwire("feeds", "list", "--data", "data").out  # and is the list from then on


def test_a_paused_feed_says_until_when_and_why(lists):
    lists("pause", ONE, "--until", "2099-01-01", "--reason", "too noisy")
    assert lists("list", "--state", "paused").out.splitlines()[1].split() == [
        *("paused", "2099-01-01", "00:00", "Andes", "Wire", "0", "PER", "en", ONE),
        *("paused", "by", "hand", "on", f"{datetime.now(UTC):%Y-%m-%d}"),
        *("until", "2099-01-01:", "too", "noisy"),
    ]
    lists("resume", ONE)
    assert len(lists("list", "--state", "paused").out.splitlines()) == 1


def test_while_a_run_is_going_on_the_list_is_shown_and_a_change_refused(lists, tmp_path):
    with open_store(tmp_path / "data" / "store" / "dyadwire.duckdb"):
        listed, paused = lists("list"), lists("pause", ONE)
    assert (listed.exit_code, paused.exit_code) == (0, 5)
    assert ONE in listed.out
    assert "as they were published last" in listed.err


def test_a_run_heeds_pause_and_resume(dyadwire: Dyadwire, tmp_path, loopback: Loopback):
    gone, fine = loopback.answer("/gone", Route(b"", 410)), serve_feed(loopback, range(2))
    stated = settings(tmp_path, gone, fine)
    arguments = ("--feeds", tmp_path / "feeds.toml", "--data", stated.data_folder)
    dyadwire("feeds", "pause", fine, *arguments)
    run(stated)
    assert (loopback.n_requests("/gone"), loopback.n_requests("/rss")) == (1, 0)
    shown = {line.split()[0]: line for line in dyadwire("feeds", "list", *arguments).out.splitlines()[1:]}
    assert " never " in shown["gone"]
    assert "HTTP 410" in shown["gone"]
    for url in (gone, fine):
        assert dyadwire("feeds", "resume", url, *arguments).exit_code == 0
    run(stated, NOON.replace(hour=13))
    assert (loopback.n_requests("/gone"), loopback.n_requests("/rss")) == (2, 1)
    with open_store(stated.store_file) as store:
        changes = store.rows("SELECT state_before, state, run_id IS NULL FROM ops.feed_changes ORDER BY rowid")
    assert sorted(changes) == sorted([
        ("active", "paused", True),
        ("active", "gone", False),
        ("gone", "active", True),
        ("paused", "active", True),
        ("active", "gone", False),
    ])  # fmt: skip


def test_opml_is_read_and_written(lists, dyadwire: Dyadwire, tmp_path):
    (tmp_path / "mine.opml").write_text(OPML, encoding="utf-8")
    ended = lists("import", "mine.opml")
    assert (ended.exit_code, ended.err) == (0, "left out, as it is no http or https address: file:///etc/hosts\n")
    assert ended.out.startswith("1 of 3 feeds were new")
    assert urls(tmp_path / "feeds.toml") == [ONE, TWO, THREE]
    assert read_feed_list(tmp_path / "feeds.toml")[2].publisher == "Tres & Cia"
    assert lists("export", "out.opml").exit_code == 0
    write_feed_list(tmp_path / "other.toml", ONE)
    assert dyadwire("feeds", "import", "out.opml", "--feeds", "other.toml").exit_code == 0
    kept = [(row.url, row.publisher, row.country_iso3, row.language) for row in read_feed_list(tmp_path / "feeds.toml")]
    assert [
        (row.url, row.publisher, row.country_iso3, row.language) for row in read_feed_list(tmp_path / "other.toml")
    ] == kept
    assert lists("export").out == (tmp_path / "out.opml").read_text(encoding="utf-8")


@pytest.mark.parametrize("body", ["", "{}", "<rss/>", "<opml><body/></opml>", "<opml" * 100_000])
def test_what_is_no_opml_is_told(lists, tmp_path, body):
    (tmp_path / "bad.opml").write_text(body)
    ended = lists("import", "bad.opml")
    assert ended.exit_code == 3
    assert "bad.opml" in ended.err
