"""CPU a page of our steps beside those of the libraries alone, page by page in turns in one process."""

import gzip
import io
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import feedparser
import trafilatura

from benchmarks.load.world import World
from flows.coder_recipe import read_recipe
from flows.language_model import load_language_model
from flows.setting_sources import read_settings
from flows.workers import read_story
from transforms.feeds import parse_feed
from transforms.pages import extract_page
from transforms.records import Document
from transforms.stories import extract_stories

N_PAGES = 60  # of each kind
N_WARM = 10
N_FEEDS = 60


@dataclass(frozen=True, slots=True)
class Sides:
    """Milliseconds of CPU a page (or feed) of each way."""

    n: int
    bare: float
    extraction: float
    whole: float
    parse: float


def bare(url: str, body: bytes) -> object:
    """What extraction is compared with."""
    return trafilatura.extract(body, url=url, fast=True, with_metadata=True)


def measured(world: World, real: Path | None) -> tuple[Sides, Sides | None, tuple[float, float]]:
    """For made pages, for real ones, and of feeds (feedparser alone, ours); in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (world, real))


def made_pages(world: World, n: int) -> list[tuple[str, bytes]]:
    """(url, body) of pages spread over all hosts."""
    hosts = [host for host in range(world.n_hosts) if world.pages_of(host)]
    chosen = [hosts[place * len(hosts) // n % len(hosts)] for place in range(n)]
    pages = [(host, world.pages_of(host)[place % len(world.pages_of(host))]) for place, host in enumerate(chosen)]
    return [(world.url(host, f"/page/{number}"), world.page(host, number)) for host, number in pages]


def _measure(world: World, real: Path | None) -> tuple[Sides, Sides | None, tuple[float, float]]:
    coder, model = read_recipe(read_settings({})).build(), load_language_model()
    made = made_pages(world, N_PAGES)
    sides = [_sides(pages, coder, model) for pages in (made, _real_pages(real) if real else ()) if pages]
    feeds = [(world.url(feed % world.n_hosts, "/"), world.feed(feed)) for feed in range(min(N_FEEDS, world.n_feeds))]
    alone, ours = _in_turns(feeds, [lambda _, body: feedparser.parse(io.BytesIO(body)), _parsed])
    return sides[0], sides[1] if len(sides) > 1 else None, (alone, ours)


def _parsed(url: str, body: bytes) -> object:
    return parse_feed(body, url=url, headers={})


def _sides(pages: Sequence[tuple[str, bytes]], coder: object, model: Callable[[str], object]) -> Sides:
    texts = {url: extract_page(body, url=url).text for url, body in pages}

    def whole(url: str, body: bytes) -> object:
        document = Document(url, body, url, None, "text/html", None, datetime.now(UTC))
        return [read_story(coder, story) for story in extract_stories(document)[0]]  # type: ignore[arg-type]

    ways = [bare, lambda url, body: extract_page(body, url=url), whole, lambda url, _: model(texts[url])]
    return Sides(len(pages), *_in_turns(pages, ways))


def _in_turns(pages: Sequence[tuple[str, bytes]], ways: Sequence[Callable[[str, bytes], object]]) -> tuple[float, ...]:
    """Milliseconds a page of each way; the first pages are read twice, as what comes first warms caches."""
    spent = [0.0] * len(ways)
    for number, (url, body) in enumerate([*pages[:N_WARM], *pages]):
        for place, way in enumerate(ways):
            begun = time.process_time()
            way(url, body)
            spent[place] += (time.process_time() - begun) * (number >= N_WARM)
    return tuple(seconds / len(pages) * 1e3 for seconds in spent)


def _real_pages(folder: Path) -> list[tuple[str, bytes]]:
    listed = json.loads((folder / "index.json").read_bytes())[::2][:N_PAGES]
    return [(row["url"], gzip.decompress((folder / row["file"]).read_bytes())) for row in listed]
