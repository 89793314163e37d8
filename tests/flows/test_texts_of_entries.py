"""From a feed and its pages to core.stories: whose text it is, and what is recorded beside it."""

from pathlib import Path

import duckdb

from flows.ingest import ingest
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


def test_the_text_of_the_page_or_of_the_feed(loopback: Loopback, tmp_path: Path) -> None:
    figure = f"<figure><img src='x'><figcaption>{CAPTION}</figcaption></figure>"
    items = [
        entry(loopback, "/open", figure + WHOLE, content=f"<p>{PARAGRAPHS[0]}</p>"),
        entry(loopback, "/walled", WALL, content=WHOLE),
        entry(loopback, "/closed", WALL),
    ]
    feed = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Andes</title>'
        f"{''.join(items)}</channel></rss>"
    )
    url = loopback.answer("/rss", Route(feed.encode(), headers={"Content-Type": "application/rss+xml"}))
    ingest(settings(tmp_path, url), now=lambda: NOON, report=lambda line: None)
    with duckdb.connect(tmp_path / "data" / "dyadwire.duckdb", read_only=True) as store:
        rows = store.execute(
            "SELECT url, extraction_method, is_paywalled, is_stub, captions, len(text) FROM core.stories"
        ).fetchall()
    found = {url.rpartition("/")[2]: rest for url, *rest in rows}
    assert found["open"][:4] == ["trafilatura fast", False, False, [CAPTION]]
    assert found["walled"][:3] == ["feed content", True, True]
    assert found["walled"][4] > found["closed"][4]
    assert found["closed"][1:3] == [True, True]
