"""A small newspaper on the loopback server: one feed, one page an entry, and the settings of a run that reads it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from flows.settings import CoderWay, Settings
from tests.loopback import Loopback, Route

NOON = datetime(2025, 4, 8, 12, 0, tzinfo=UTC)
PLACES = (
    *("harbour", "border", "highland", "coastal", "desert", "river", "island", "northern", "southern", "eastern"),
    *("western", "central", "valley", "lake", "forest", "mining", "fishing", "railway", "mountain", "capital"),
    *("airport", "market", "bridge", "canal", "museum"),
)


def page(number: int) -> str:
    """An article of its own, with two events between countries."""
    place = PLACES[number % len(PLACES)]
    return f"""<!DOCTYPE html><html lang="en"><head><title>Peru and Bolivia discuss the {place} road</title>
<meta property="og:site_name" content="Andes Wire"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Peru and Bolivia discuss the {place} road</h1>
<p>Peru's foreign minister visited Bolivia on Monday to talk about the {place} road, which traders of both
countries have waited for since the rains of last winter washed it away, story number {number}.</p>
<p>Bolivia accused Peru of closing the {place} crossing without warning. The mayor of the nearest town said that
lorries had stood in line for days and that fruit worth a season's wages had gone bad in the heat.</p>
<p>Officials will look at the plans for the {place} road again in the autumn, when the surveyors have come back
from the hills and the cost of the bridges is known, said a spokesman who follows the matter closely.</p>
</article><footer>All rights reserved</footer></body></html>"""


def feed(loopback: Loopback, numbers: Iterable[int], name: str = "/rss") -> str:
    """RSS with an entry for each number; its page is at /page/NUMBER."""
    items = "".join(
        f"<item><title>Story {number}</title><link>{loopback.url(f'/page/{number}')}</link>"
        f"<guid>{name}-{number}</guid><pubDate>Tue, 08 Apr 2025 09:{number % 60:02}:00 GMT</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Andes Wire</title>{items}</channel></rss>'


def serve_feed(loopback: Loopback, numbers: Iterable[int], name: str = "/rss") -> str:
    """The address of a feed with validators, its pages served too."""
    stated = list(numbers)
    for number in stated:
        loopback.serve(f"/page/{number}", page(number))
    body = feed(loopback, stated, name).encode()
    headers = {"Content-Type": "application/rss+xml"}
    return loopback.answer(name, Route(body, headers=headers, etag=f'"{name}-{len(stated)}"'))


def write_feed_list(file: Path, *urls: str) -> Path:
    """A feed list of these feeds."""
    rows = [
        f'[[feed]]\nurl = "{url}"\npublisher = "Andes Wire {number}"\ncountry = "PER"\nlanguage = "en"\n'
        f'address_source = "a test"\nchecked_on = ""\n'
        for number, url in enumerate(urls)
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def settings(folder: Path, *feeds: str, **changes: object) -> Settings:
    """Settings of a run below `folder`, without worker processes and language model unless asked for."""
    seeds = folder / "seeds"
    seeds.mkdir(exist_ok=True)
    stated: dict[str, object] = {
        "data_folder": folder / "data",
        "seeds_folder": seeds,
        "feeds_file": write_feed_list(folder / "feeds.toml", *feeds) if feeds else None,
        "coder": CoderWay.SHALLOW,
        "workers": 0,
        "allow_loopback": True,
        "total_timeout": 5.0,
        "read_timeout": 5.0,
        "longest_poll": 600.0,
        "page_pause": 0.0,
    }
    return Settings(**(stated | changes))
