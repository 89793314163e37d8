"""A made world of hosts, feeds and pages; everything follows from its size, so that server and benchmark agree.

Each host has an address of its own in 127/8 and two feeds. Most hosts answer at once. Of every fifty one is slow, one
hangs, one answers its feeds but lets its pages hang, and one asks after five pages to be left alone; one host has as
many pages as ten others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.load.prose import made_story
from benchmarks.load.shapes import page

FEEDS_A_HOST: Final = 2
HUGE: Final = 10  # times as many pages as another host
ONE_IN: Final = 50  # hosts of each kind that makes trouble
PAGES_BEFORE_429: Final = 5
SLOW_SECONDS: Final = 3.0


class Kind(StrEnum):
    """What a host does."""

    USUAL = "usual"
    HUGE = "huge"
    SLOW = "slow"
    LIMITING = "limiting"
    HANGING_PAGES = "pages hang"
    HANGING = "hangs"


_TROUBLE: Final = {10: Kind.SLOW, 20: Kind.LIMITING, 30: Kind.HANGING_PAGES, 40: Kind.HANGING}


@dataclass(frozen=True)
class World:
    """So many feeds and pages as of a moment. Hosts, feeds and pages are numbered from 0."""

    n_feeds: int
    n_pages: int
    port: int
    at: datetime

    @property
    def n_hosts(self) -> int:
        """How many hosts there are."""
        return max(1, self.n_feeds // FEEDS_A_HOST)

    def kind(self, host: int) -> Kind:
        """What a host does."""
        return Kind.HUGE if host == 1 else _TROUBLE.get(host % ONE_IN, Kind.USUAL)

    def address(self, host: int) -> str:
        """The IP address of a host."""
        return f"127.8.{host // 250}.{1 + host % 250}"

    def url(self, host: int, path: str) -> str:
        """A URL of a host."""
        return f"http://{self.address(host)}:{self.port}{path}"

    @cached_property
    def _bounds(self) -> list[int]:
        shares = [HUGE if self.kind(host) is Kind.HUGE else 1 for host in range(self.n_hosts)]
        return [0, *(self.n_pages * share // sum(shares) for share in accumulate(shares))]

    def pages_of(self, host: int) -> range:
        """The numbers of a host's pages."""
        return range(self._bounds[host], self._bounds[host + 1])

    def feeds(self) -> Iterator[tuple[int, int]]:
        """(feed, host) of all feeds."""
        for feed in range(self.n_feeds):
            yield feed, feed % self.n_hosts

    def published_at(self, number: int) -> datetime:
        """When a page was published: within the three days before."""
        return (self.at - timedelta(seconds=600 + 37 * number % 250_000)).replace(microsecond=0)

    def feed(self, feed: int) -> bytes:
        """The RSS of a feed: every other page of its host, and one of those of the host's other feed."""
        host, half = feed % self.n_hosts, feed // self.n_hosts
        pages = self.pages_of(host)
        numbers = [*pages[half::FEEDS_A_HOST], *pages[(half + 1) % FEEDS_A_HOST :: FEEDS_A_HOST][:1]]
        items = "".join(map(self._item, [host] * len(numbers), numbers))
        head = f"<title>Made Daily {host}</title><link>{self.url(host, '/')}</link><description>made</description>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()

    def _item(self, host: int, number: int) -> str:
        story, url = made_story(number), self.url(host, f"/page/{number}")
        return (
            f"<item><title>{escape(story.title)}</title><link>{url}</link><guid>{url}</guid>"
            f"<pubDate>{self.published_at(number):%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
            f"<description>{escape(story.paragraphs[0])}</description></item>"
        )

    def page(self, host: int, number: int) -> bytes:
        """The HTML of a page."""
        url = self.url(host, f"/page/{number}")
        made = page(made_story(number), host=host, url=url, published_at=self.published_at(number))
        return made.encode()

    def n_reachable(self) -> int:
        """How many pages a run can get before it ends."""
        counts = {Kind.HANGING: 0, Kind.HANGING_PAGES: 0, Kind.LIMITING: PAGES_BEFORE_429}
        hosts = range(self.n_hosts)
        return sum(min(len(self.pages_of(host)), counts.get(self.kind(host), self.n_pages)) for host in hosts)

    def feed_list(self) -> str:
        """The list of feeds as TOML."""
        return "".join(
            f'[[feed]]\nurl = "{self.url(host, f"/feed/{feed}")}"\npublisher = "Made Daily {host}"\ncountry = ""\n'
            'language = "en"\naddress_source = "made"\nchecked_on = ""\n'
            for feed, host in self.feeds()
        )
