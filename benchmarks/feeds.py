"""Real feeds: entries, links and dates that our reading finds, beside each of the two parsers alone.

    python -m benchmarks.feeds ../shared/real/feeds

Prints one line a parser, then every feed in which one of the parsers alone finds more than we do.
"""

import io
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fastfeedparser
import feedparser

from transforms.errors import DyadwireError
from transforms.feeds import parse_feed

URL = "https://feeds.example.com/rss.xml"


@dataclass(frozen=True, slots=True)
class Found:
    """What a parser finds in one feed."""

    n_entries: int
    n_links: int
    n_dates: int

    def misses(self, other: "Found") -> bool:
        """Whether the other found more of anything."""
        return self.n_entries < other.n_entries or self.n_links < other.n_links or self.n_dates < other.n_dates


def main(folder: Path) -> None:
    """Prints sums and CPU seconds for the feeds of `folder`."""
    bodies = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    ways: dict[str, Callable[[bytes], Found]] = {"feedparser": _first, "fastfeedparser": _second, "ours": _ours}
    found: dict[str, dict[str, Found]] = {}
    for way, find in ways.items():
        started = time.process_time()
        found[way] = {name: find(body) for name, body in bodies.items()}
        seconds = time.process_time() - started
        sums = (sum(getattr(one, part) for one in found[way].values()) for part in ("n_entries", "n_links", "n_dates"))
        print("{:16} entries {}, links {}, dates {}".format(way, *sums) + f", {seconds:.2f} s CPU")
    for name, ours in found["ours"].items():
        for way in ("feedparser", "fastfeedparser"):
            if ours.misses(found[way][name]):
                print(f"{name}: ours {ours}, {way} {found[way][name]}")


def _first(body: bytes) -> Found:
    entries = feedparser.parse(io.BytesIO(body)).entries
    return _found(entries, ("published_parsed", "updated_parsed"))


def _second(body: bytes) -> Found:
    try:
        entries = fastfeedparser.parse(body)["entries"]
    except Exception:  # noqa: BLE001 whatever it raises, it found nothing
        return Found(0, 0, 0)
    return _found(entries, ("published", "updated"))


def _ours(body: bytes) -> Found:
    try:
        entries = parse_feed(body, url=URL, headers={}).entries
    except DyadwireError:
        return Found(0, 0, 0)
    return Found(len(entries), sum(bool(one.url) for one in entries), sum(bool(one.published_at) for one in entries))


def _found(entries: Sequence[Mapping[str, Any]], dates: tuple[str, str]) -> Found:
    """Links are those that lead to the web: a parser may give the guid, such as `tag:example.com,2025:1`."""
    n_links = sum(str(one.get("link") or "").startswith(("http", "/")) for one in entries)
    return Found(len(entries), n_links, sum(any(one.get(name) for name in dates) for one in entries))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
