"""From a feed and its pages to core.stories: whose text it is, and what is recorded beside it."""

from datetime import timedelta
from pathlib import Path

import duckdb

from flows.ingest import ingest
from flows.pruning import prune_old
from tests.flows.site import NOON, settings
from tests.loopback import Loopback, Route

PARAGRAPHS = [
    f"Peru and Bolivia signed accord number {number} on the road to Ilo, the two ministries said on Monday after "
    f"talks in La Paz that had lasted {number} days and were called frank and useful by both sides."
    for number in range(2, 8)
]
WHOLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
WALL = f"<p>{PARAGRAPHS[0]}</p><div>Subscribe to continue reading</div>"
CAPTION = "Lorries wait at the border crossing of Desaguadero."


def page(title: str, body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def entry(loopback: Loopback, path: str, body: str, content: str = "") -> str:
    title = f"Peru and Bolivia sign accord {path.strip('/')}"
    link = loopback.serve(path, page(title, f"<article>{body}</article>"))
    full = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return f"<item><title>{title}</title><link>{link}</link><description>Short.</description>{full}</item>"


def rss(loopback: Loopback, *items: str) -> str:
    body = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Andes</title>'
        f"{''.join(items)}</channel></rss>"
    )
    return loopback.answer("/rss", Route(body.encode(), headers={"Content-Type": "application/rss+xml"}))


def test_the_text_of_the_page_or_of_the_feed(loopback: Loopback, tmp_path: Path) -> None:
    figure = f"<figure><img src='x'><figcaption>{CAPTION}</figcaption></figure>"
    items = [
        entry(loopback, "/open", figure + WHOLE, content=f"<p>{PARAGRAPHS[0]}</p>"),
        entry(loopback, "/walled", WALL, content=WHOLE),
        entry(loopback, "/closed", WALL),
    ]
    ingest(settings(tmp_path, rss(loopback, *items)), now=lambda: NOON, report=lambda line: None)
    with duckdb.connect(tmp_path / "data" / "dyadwire.duckdb", read_only=True) as store:
        rows = store.execute(
            "SELECT url, extraction_method, is_paywalled, is_stub, captions, len(text) FROM core.stories"
        ).fetchall()
    found = {url.rpartition("/")[2]: rest for url, *rest in rows}
    assert found["open"][:4] == ["trafilatura fast", False, False, [CAPTION]]
    assert found["walled"][:3] == ["feed content", True, True]
    assert found["walled"][4] > found["closed"][4]
    assert found["closed"][1:3] == [True, True]


def test_a_walled_story_keeps_the_text_of_its_feed_when_old_rows_went_and_the_entry_is_dated_anew(
    loopback: Loopback, tmp_path: Path
) -> None:
    walled = entry(loopback, "/walled", WALL, content=WHOLE)
    stated = settings(tmp_path, rss(loopback, walled))
    ingest(stated, now=lambda: NOON, report=lambda line: None)
    later = NOON + timedelta(days=100)
    prune_old(stated, days=90, with_stories=False, is_dry=False, now=lambda: later)
    loopback.serve("/walled", page("Peru and Bolivia sign accord walled", f"<article>{WALL}<p>Again.</p></article>"))
    rss(loopback, walled.replace("</item>", f"<pubDate>{later:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"))
    ingest(stated, now=lambda: later + timedelta(hours=1), report=lambda line: None)
    with duckdb.connect(stated.published_file, read_only=True) as store:
        assert store.execute("SELECT n_updates FROM raw.entries").fetchall() == [(1,)]
        ((method, text),) = store.execute("SELECT extraction_method, text FROM core.stories").fetchall()
    assert (method, PARAGRAPHS[-1] in text) == ("feed content", True)
