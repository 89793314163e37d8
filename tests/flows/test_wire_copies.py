"""One wire story from several papers on loopback, through whole runs: polled, fetched, compared, published."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows.ingest import ingest
from flows.settings import Settings
from tests.flows.site import NOON, settings
from tests.loopback import Loopback, Route
from tests.wire_texts import BYLINE, CORRECTED, FOLLOW_UP, HOUSE_LINES, OTHER_REPORT, WIRE
from warehouse.queries import query

ROOT = Path(__file__).resolve().parents[2]
PAPERS = {
    "Andes Agency": ("Peru and Chile reopen the desert crossing", WIRE, 8),
    "Coast Courier": ("Border opens again", HOUSE_LINES, 9),
    "Lima Post": ("Lorries roll at Tacna", BYLINE, 10),
    "Santiago Mail": ("Chile lets Peruvian lorries in", CORRECTED, 11),
    "Desert Herald": ("Tacna: a barrier rises", OTHER_REPORT, 9),
    "Next Day": ("New scales for Tacna", FOLLOW_UP, 11),
}
COPIES = {"Andes Agency", "Coast Courier", "Lima Post", "Santiago Mail"}


def page(publisher: str, title: str, text: str) -> str:
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in text.split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>'
        f'<meta property="og:site_name" content="{publisher}"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{title}</h1>{body}</article>"
        f"<footer>{publisher}, all rights reserved</footer></body></html>"
    )


def serve(paper: Loopback, publisher: str, title: str, text: str, hour: int) -> str:
    """The feed of a paper with one entry and its page."""
    link = paper.serve("/story", page(publisher, title, text))
    body = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{publisher}</title><item><title>{title}</title>'
        f"<link>{link}</link><guid>{publisher}</guid><pubDate>Tue, 08 Apr 2025 {hour:02}:00:00 GMT</pubDate>"
        "</item></channel></rss>"
    )
    return paper.answer("/rss", Route(body.encode(), headers={"Content-Type": "application/rss+xml"}))


def write_feeds(file: Path, feeds: dict[str, str]) -> Path:
    rows = [
        f'[[feed]]\nurl = "{url}"\npublisher = "{publisher}"\ncountry = "PER"\nlanguage = "en"\n'
        f'address_source = "a test"\nchecked_on = ""\n'
        for publisher, url in feeds.items()
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


@pytest.fixture
def papers() -> Iterator[dict[str, Loopback]]:
    servers = {publisher: Loopback() for publisher in PAPERS}
    yield servers
    for server in servers.values():
        server.close()


@pytest.fixture
def stated(tmp_path: Path, papers: dict[str, Loopback]) -> Settings:
    feeds = {publisher: serve(papers[publisher], publisher, *story) for publisher, story in PAPERS.items()}
    return settings(tmp_path, feeds_file=write_feeds(tmp_path / "feeds.toml", feeds), batch_size=2)


def run(stated: Settings, hours: float = 0) -> None:
    at = NOON + timedelta(hours=hours)
    ingest(stated, now=lambda: at, report=lambda line: None)


def rows(stated: Settings, sql: str) -> list[tuple[object, ...]]:
    with query(stated.published_file, sql) as answer:
        return list(answer.rows)


STORIES = "SELECT publisher, first_publisher, n_copies, n_copying_publishers FROM mart.story_list ORDER BY 1"


def test_copies_of_four_papers_are_one_wire_story(stated):
    run(stated)
    assert rows(stated, STORIES) == [
        (name, "Andes Agency", 4, 4) if name in COPIES else (name, name, 1, 1) for name in sorted(PAPERS)
    ]
    assert rows(stated, "SELECT count(DISTINCT wire_id), count(*) FROM mart.story_list") == [(3, 6)]


def test_events_say_of_which_wire_story_they_are(stated):
    run(stated)
    sql = "SELECT DISTINCT publisher, first_publisher, n_copies FROM mart.event_list ORDER BY 1"
    found = rows(stated, sql)
    assert {row[0] for row in found} >= COPIES
    assert {row[1:] for row in found if row[0] in COPIES} == {("Andes Agency", 4)}
    # The days count events: the copies of a wire story report what they tell of once.
    told = (
        "SELECT event_id, n_mentions, n_stories FROM core.events WHERE date_granularity = 'day' AND status = 'actual'"
    )
    assert max(row[1] for row in rows(stated, told)) > len(COPIES) - 1
    n_reports = rows(stated, "SELECT sum(n_reports) FROM mart.dyad_day")
    assert n_reports == rows(
        stated,
        "SELECT sum(n_stories * (1 + is_reciprocal::INTEGER)) FROM core.events "
        "WHERE date_granularity = 'day' AND status IN ('actual', 'historical')",
    )


def test_a_paper_that_comes_later_joins_and_one_that_rewrites_its_story_leaves(stated, papers):
    late = {name: story for name, story in PAPERS.items() if name == "Santiago Mail"}
    early = stated.data_folder.parent / "early.toml"
    feeds = {name: papers[name].url("/rss") for name in PAPERS if name not in late}
    run(settings(early.parent, feeds_file=write_feeds(early, feeds)))
    assert {row[2] for row in rows(stated, STORIES)} == {1, 3}
    run(stated, hours=1)
    assert {row[2] for row in rows(stated, STORIES)} == {1, 4}
    title, _, hour = PAPERS["Lima Post"]
    serve(papers["Lima Post"], "Lima Post", title, OTHER_REPORT.replace("Lorries", "Heavy lorries"), hour)
    updated = papers["Lima Post"].serve("/rss", rss_with_update(papers["Lima Post"]), "application/rss+xml")
    assert updated
    run(stated, hours=26)
    found = {row[0]: row[2] for row in rows(stated, STORIES)}
    assert {name for name, n_copies in found.items() if n_copies == 3} == COPIES - {"Lima Post"}
    assert found["Lima Post"] == found["Desert Herald"] == 2


def rss_with_update(paper: Loopback) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        "<title>Lima Post</title><item><title>Lorries roll at Tacna</title><guid>Lima Post</guid>"
        f"<link>{paper.url('/story')}</link>"
        "<pubDate>Tue, 08 Apr 2025 10:00:00 GMT</pubDate><atom:updated>2025-04-09T11:00:00Z</atom:updated>"
        "</item></channel></rss>"
    )


# Runs `ingest` and dies where the named function of flows.wire_copies is called for the second time.
KILLED = """
import os, signal, sys
from pathlib import Path
from flows import wire_copies
from flows.ingest import ingest
from tests.flows.site import NOON, settings

folder, name = sys.argv[1:]
wire_copies._STORIES_AT_ONCE = 2
original, calls = getattr(wire_copies, name), []

def deadly(*arguments, **named):
    calls.append(name)
    if len(calls) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*arguments, **named)

setattr(wire_copies, name, deadly)
stated = settings(Path(folder), feeds_file=Path(folder) / "feeds.toml", batch_size=2)
ingest(stated, now=lambda: NOON, report=lambda line: None)
"""


@pytest.mark.parametrize("place", ["uncompared_stories", "store_pairs", "store_copies"])
def test_a_run_killed_while_it_compares_is_finished_by_the_next(stated, tmp_path, place):
    died = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), place], check=False, cwd=ROOT, timeout=120)
    assert died.returncode == -signal.SIGKILL
    assert not stated.published_file.exists()
    run(stated, hours=0.25)
    assert [row[1:] for row in rows(stated, STORIES) if row[0] in COPIES] == [("Andes Agency", 4, 4)] * 4
    assert rows(stated, "SELECT count(*) FROM core.wire_pairs") == [(6,)]


def test_a_run_with_nothing_new_compares_nothing(stated):
    run(stated)
    before = rows(stated, "FROM core.wire_copies ORDER BY ALL")
    lines: list[str] = []
    ingest(stated, now=lambda: NOON + timedelta(minutes=1), report=lines.append)
    assert not [line for line in lines if "wire copies" in line]
    assert rows(stated, "FROM core.wire_copies ORDER BY ALL") == before
