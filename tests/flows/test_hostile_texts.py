"""Texts that try to be SQL, HTML or commands to a terminal: from feed and page to every output they stay texts."""

import csv
import io
import json
import re
from html import escape
from pathlib import Path

import duckdb
import pytest

from tests.command import Ended, run_dyadwire
from tests.loopback import Loopback, Route

SQL = "Robert'); DROP TABLE core.stories; ATTACH 'gone.duckdb'; --\" ; $$ {n} %s"
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>[click](javascript:alert(3))"
ESCAPES = "\x9b31m\x9d0;owned\x9c\u202egnp.exe\u2066 \u200f\x85"  # characters that XML 1.0 can hold
EVIL = f"{SQL} {MARKUP} {ESCAPES}"
RAW_ESCAPES = (
    "\x1b]0;owned\x07 \x1b[2J \x1b]8;;https://spy.example\x1b\\x \x08 \x00"  # those that only a page or file can
)
STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
QUERY = "/page?q=';DROP+TABLE+raw.entries;--%00%22%3Cscript%3E"
SEED_NAME = 'it\'s "a"; DROP TABLE x --.txt'
TABLES = ("raw.entries", "core.stories", "core.event_mentions", "mart.event_list", "mart.dyad_day")


def page() -> str:
    story = "".join(
        f"<p>Peru's foreign minister visited Bolivia on Monday {escape(EVIL)} {RAW_ESCAPES} to talk about "
        f"road {number}, which traders of both countries have waited for since rains washed it away last winter.</p>"
        f"<p>Bolivia accused Peru {escape(EVIL)} of closing crossing {number} without warning, and lorries stood "
        "in line for days while fruit worth a season's wages went bad in the heat of the valley below.</p>"
        for number in range(3)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Peru accuses Bolivia {escape(EVIL)}</title>
<meta property="og:site_name" content="{escape(EVIL)}"></head><body><article>
<h1>Peru accuses Bolivia {escape(EVIL)}</h1>{story}</article></body></html>"""


def serve(loopback: Loopback) -> tuple[str, str]:
    """A feed of two entries, one of them without a page, and one that fails."""
    links = (loopback.url(QUERY), "javascript:alert(document.domain)//';DROP TABLE x", loopback.url("/gone';--"))
    items = "".join(
        f"<item><title>Peru accuses Bolivia {escape(EVIL)}</title><link>{escape(link)}</link>"
        f"<guid isPermaLink='false'>{escape(EVIL)}{number}</guid><author>{escape(EVIL)}</author>"
        "<pubDate>Tue, 08 Apr 2025 09:00:00 GMT</pubDate></item>"
        for number, link in enumerate(links)
    )
    head = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{escape(EVIL)}</title>'
    body = f"{head}{items}</channel></rss>"
    for path in {QUERY, QUERY.partition("?")[0]}:
        loopback.answer(path, Route(page().encode(), headers={"Content-Type": "text/html; charset=utf-8"}))
    feed = loopback.answer("/rss';--", Route(body.encode(), headers={"Content-Type": "application/rss+xml"}))
    return feed, loopback.answer("/bad';--", Route(b"<h1>" + EVIL.encode(), headers={"ETag": '"x"'}))


def listed(*urls: str) -> str:
    rows = (
        f"[[feed]]\nurl = {json.dumps(url)}\npublisher = {json.dumps(EVIL.replace(chr(0x85), ' '))}\n"
        'country = "PER"\nlanguage = "en"\naddress_source = "a test"\nchecked_on = ""\n'
        for url in urls
    )
    return "\n".join(rows).replace("\x7f", "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one run over it all, in `data it's`, a name that would end a literal."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "seeds").mkdir()
    escapes = RAW_ESCAPES.replace("\0", "")
    seed = f"Chile expels diplomats of Peru\n\nChile expelled two Peruvian diplomats {EVIL} {escapes}.\n"
    (folder / "seeds" / SEED_NAME).write_text(f"---\npublisher: {json.dumps(EVIL)}\n---\n{seed}", encoding="utf-8")
    loopback = Loopback()
    try:
        (folder / "feeds.toml").write_text(listed(*serve(loopback)), encoding="utf-8")
        options = ("--seeds", "seeds", "--feeds", "feeds.toml", "--coder", "shallow", "--workers", "0")
        ended = ask(folder, "ingest", *options)
    finally:
        loopback.close()
    assert ended.exit_code in {0, 4}, ended.err
    (folder / "printed.txt").write_text(ended.out + ended.err, encoding="utf-8")
    return folder


def ask(folder: Path, command: str, *arguments: str) -> Ended:
    local = {"DYADWIRE_ALLOW_LOOPBACK": "1", "DYADWIRE_PAGE_PAUSE": "0"}
    return run_dyadwire(command, *arguments, "--data", "data it's", cwd=folder, environment=local)


def values(folder: Path, sql: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in ask(folder, "sql", "--json", sql).out.splitlines()]


class TestSql:
    def test_every_text_is_stored_as_it_came(self, folder: Path):
        with duckdb.connect(str(folder / "data it's" / "dyadwire.duckdb"), read_only=True) as published:
            n_rows = {name: published.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
            titles = {row[0] for row in published.execute("SELECT title FROM core.stories").fetchall()}
            entries = published.execute("SELECT title FROM raw.entries").fetchall()
            paths = [
                row[0] for row in published.execute("SELECT path FROM raw.documents WHERE path IS NOT NULL").fetchall()
            ]
        assert all(n_rows.values()), n_rows
        assert any(SQL in title for title in titles if title), titles
        assert entries
        assert all(SQL in title for (title,) in entries)
        assert [path for path in paths if path.endswith(SEED_NAME)]
        assert not list(folder.rglob("gone.duckdb"))

    @pytest.mark.parametrize("export_format", ["plover", "polecat", "icews", "gdelt", "parquet"])
    def test_exports_hold_it_in_its_column(self, folder: Path, export_format):
        target = f"out'; {export_format}"
        ended = ask(folder, "export", "--format", export_format, target)
        assert ended.exit_code == 0, ended.err
        written = folder / target
        match export_format:
            case "plover":
                rows = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
            case "parquet":
                rows = duckdb.connect().execute("FROM read_parquet(?)", [f"{written}/*/*.parquet"]).fetchall()
                assert all(
                    re.fullmatch(r"event_month=(\d{4}-\d{2}(-01)?|__HIVE_DEFAULT_PARTITION__)", one.name)
                    for one in written.iterdir()
                )
            case "gdelt":
                rows = list(csv.reader(io.StringIO(written.read_text("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE))
            case _:
                rows = list(csv.reader(io.StringIO(written.read_text("utf-8"))))
        assert rows
        assert len(set(map(len, rows))) == 1
        assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


class TestTerminal:
    def test_what_a_run_prints_cannot_steer_a_terminal(self, folder: Path):
        printed = (folder / "printed.txt").read_text("utf-8")
        assert "Robert')" in printed
        assert STEERS.findall(printed) == []

    @pytest.mark.parametrize("command", [
        ["sql", "SELECT title, publisher, text FROM core.stories"],
        ["sql", "SELECT * FROM core.stories"],
        ["sql", "--json", "SELECT title, publisher, text FROM core.stories"],
        ["sql", "SELECT chr(27) || ']0;x' || chr(7) || chr(155) AS \"\x1b[2J\""],
        ["sql", "SELEC '\u202e\x1b[2J'"],
        ["feeds", "list"], ["feeds", "list", "--json"],
        ["quarantine", "list"], ["quarantine", "list", "--json"],
        ["doctor"], ["verify"], ["briefing", "--date", "2025-04-08"],
    ])  # fmt: skip
    def test_nor_what_is_asked_afterwards(self, folder: Path, command):
        ended = ask(folder, *command)
        assert ended.out + ended.err
        assert STEERS.findall(ended.out + ended.err) == []

    def test_explain_shows_the_sentence_with_escapes(self, folder: Path):
        found = values(folder, "SELECT mention_id FROM core.event_mentions WHERE contains(sentence, 'Robert')")
        assert found
        for event in found[:2]:
            for options in ([], ["--json"]):
                ended = ask(folder, "explain", str(event["mention_id"]), *options)
                assert "Robert')" in ended.out, ended.err
                assert STEERS.findall(ended.out + ended.err) == []

    def test_json_says_the_same_and_csv_in_a_file_too(self, folder: Path):
        sql = "SELECT title FROM core.stories WHERE title IS NOT NULL ORDER BY story_id"
        as_json = [row["title"] for row in values(folder, sql)]
        as_csv = [row["title"] for row in csv.DictReader(io.StringIO(ask(folder, "sql", "--csv", sql).out, newline=""))]
        assert as_json == as_csv
        assert any("\u202e" in str(title) for title in as_json)


def test_the_briefing_shows_it_as_text_and_runs_nothing(folder: Path):
    ended = ask(folder, "briefing", "--date", "2025-04-08", "--output", "day.html")
    assert ended.exit_code == 0, ended.err
    html = (folder / "day.html").read_text("utf-8")
    assert "Robert&#39;); DROP TABLE" in html
    lower = html.lower()
    assert not re.search(r"<script|<img|<[a-z][^>]*\son\w+\s*=", lower)
    assert all(re.match(r"https?://|#", address) for address in re.findall(r'href="([^"]*)"', lower))
    assert "content-security-policy" in lower
