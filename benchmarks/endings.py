"""Exactly one recorded ending for each input: real pages and feeds with hostile ones among them, through whole runs.

    python -m benchmarks.endings ../shared/real

The folder holds `pages/*.html.gz` and `feeds/*`. All of them are read as seed files; the feeds are also polled, and
each of their entries gets a page: a real one, a hostile one, or none, as a web that misbehaves would give it. Addresses
of https are asked as http, through a proxy on loopback that plays the web. Runs go on until no page waits any more.
Prints how inputs ended, and ends with exit code 1 where one has no ending, or two.
"""

import gzip
import hashlib
import itertools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from flows.ingest import ingest
from flows.settings import CoderWay, Settings
from tests.flows import test_feed_reading, test_hostile_documents
from tests.loopback import Loopback, Received, Route, gzip_bomb
from transforms.records import Stage
from transforms.run_records import RunReport
from warehouse.connection import Store, open_store

NOON: Final = datetime(2025, 4, 8, 12, tzinfo=UTC)
N_RUNS: Final = 6  # a page that does not come is given up after five
MOST_BYTES: Final = 5_000_000
HTML: Final = {"Content-Type": "text/html"}
GARBAGE: Final = bytes(range(256)) * 400
# Queries that return what has no ending, or not the one that it should have.
RULES: Final = {
    "entries without an ending": "SELECT entry_id FROM raw.entries WHERE outcome = 'pending'",
    "entries that are there twice": "SELECT entry_id FROM raw.entries GROUP BY 1 HAVING count(*) > 1",
    "entries not kept, without exactly one reason": """
        SELECT entry_id FROM raw.entries LEFT JOIN ops.rejections USING (entry_id)
        WHERE outcome IN ('rejected', 'failed') GROUP BY entry_id HAVING count(rejection_id) <> 1
    """,
    "kept entries with a reason": """
        SELECT entry_id FROM raw.entries SEMI JOIN ops.rejections USING (entry_id) WHERE outcome = 'kept'
    """,
    "documents that are there twice": "SELECT document_id FROM raw.documents GROUP BY 1 HAVING count(*) > 1",
    "documents not kept, without exactly one reason": """
        SELECT document_id
        FROM raw.documents AS document
        LEFT JOIN ops.rejections AS rejection
            ON rejection.body_sha256 = document_id AND rejection.run_id = document.run_id
            AND rejection.stage = 'document' AND rejection.key = document.origin  -- not that of a copy elsewhere
        WHERE outcome <> 'kept' GROUP BY document_id HAVING count(rejection_id) <> 1
    """,
    "kept documents without a story": """
        SELECT document_id FROM raw.documents ANTI JOIN core.stories USING (document_id)
        WHERE outcome = 'kept' AND document_id NOT IN (SELECT document_id FROM core.story_versions)
    """,
    "polls without exactly one ending": """
        SELECT run_id FROM ops.stage_counts WHERE stage = 'feed' AND n_in <> n_kept + n_rejected + n_failed
    """,
    "stages whose sums are wrong": """
        SELECT run_id, stage FROM ops.stage_counts WHERE n_in <> n_kept + n_rejected + n_failed
    """,
}


class Web(Loopback):
    """Answers every address: feeds with what they hold, pages with one of `pages`, or as badly as can be.

    `feeds` are their bodies by address, `given` the SHA-256 of the page bodies that were given whole.
    """

    def __init__(self, feeds: Sequence[bytes], pages: Sequence[bytes]) -> None:
        self.feeds = {f"http://feeds.example/{number}": _as_http(body) for number, body in enumerate(feeds)}
        self.given, self._pages = set[str](), pages
        super().__init__()

    def route_for(self, received: Received) -> Route:
        url = received.path
        if url in self.feeds:
            return Route(self.feeds[url], headers={"Content-Type": "application/rss+xml"})
        if url.endswith("/robots.txt"):
            return Route(status=404)
        drawn = int.from_bytes(hashlib.sha256(url.encode()).digest()[:4])
        bad = BAD_ANSWERS[drawn % len(BAD_ANSWERS)] if drawn % 3 == 0 else None
        if bad is not None:
            return bad
        body = self._pages[drawn % len(self._pages)] + f"<!-- {url} -->".encode()
        self.given.add(hashlib.sha256(body).hexdigest())
        return Route(body, headers=HTML)


ODD_SEEDS: Final = {"garbage.txt": GARBAGE, "same.txt": GARBAGE, "empty.txt": b"", "photo.jpg": GARBAGE}
BAD_ANSWERS: Final = (
    *(Route(status=status) for status in (404, 410, 403, 500, 503)),
    Route(b"x" * 1000, is_cut=True),
    Route(is_reset=True),
    Route(b"not gzip", headers=HTML | {"Content-Encoding": "gzip"}),
    Route(gzip_bomb(50_000_000), headers=HTML | {"Content-Encoding": "gzip"}),
    Route(b"y" * (MOST_BYTES + 1), headers=HTML),
    Route(status=302, headers={"Location": "http://169.254.169.254/latest/"}),
    Route(status=301, headers={"Location": "ftp://nowhere.example/"}),
)


@dataclass(frozen=True, slots=True)
class Ended:
    """What the runs came to: the last ending of inputs by kind, and what broke a rule, by its name."""

    endings: Mapping[str, Mapping[str, int]]
    broken: Mapping[str, int]
    n_runs: int
    seconds: float = field(compare=False)


def main(folder: Path) -> None:
    """Runs over the real material with hostile input among it, and prints how it ended."""
    pages = [gzip.decompress(path.read_bytes()) for path in sorted((folder / "pages").glob("*.gz"))]
    feeds = [path.read_bytes() for path in sorted((folder / "feeds").iterdir())]
    bad_feeds = [text.encode() for text in test_feed_reading.HOSTILE.values()] + [b"", GARBAGE]
    bad_pages = [text.encode() for text, kind in test_hostile_documents.HOSTILE.values() if kind == "text/html"]
    seeds = dict(named([*pages, *feeds, *bad_feeds])) | ODD_SEEDS | dict(_hostile_seeds())
    with tempfile.TemporaryDirectory() as place:
        web = Web([*feeds, *bad_feeds], [*pages, *bad_pages, b"", GARBAGE])
        ended = run_to_the_end(Path(place), web, seeds, workers=2)
    for kind, counts in ended.endings.items():
        print(f"{kind:10} {sum(counts.values()):6,}: " + ", ".join(f"{n:,} {name}" for name, n in counts.items()))
    print(f"{ended.n_runs} runs in {ended.seconds:.0f} s; {sum(ended.broken.values())} without exactly one ending")
    for rule, n in ended.broken.items():
        print(f"  {n:,} {rule}")
    sys.exit(1 if ended.broken else 0)


def run_to_the_end(folder: Path, web: Web, seeds: Mapping[str, bytes], *, workers: int) -> Ended:
    """Reads the seed files, by name, and what the web gives, until nothing waits; closes the web."""
    begun = time.monotonic()
    settings = _settings(folder, web, seeds, workers=workers)
    try:
        reports = [_run(settings, NOON)]  # seed files that fail would be read again by each run
        later = replace(settings, no_seeds=True)
        reports += [_run(later, NOON + number * timedelta(hours=25)) for number in range(1, N_RUNS)]
    finally:
        web.close()
    with open_store(settings.store_file) as store:
        broken = {rule: n for rule, sql in RULES.items() if (n := len(store.rows(sql)))}
        broken |= _lost(store, web, seeds)
        return Ended(_endings(store, reports), broken, len(reports), time.monotonic() - begun)


def _run(settings: Settings, at: datetime) -> RunReport:
    return ingest(settings, now=lambda: at, report=lambda _line: None)


def _endings(store: Store, reports: Sequence[RunReport]) -> dict[str, Counter[str]]:
    polls = Counter[str]()
    for count in itertools.chain.from_iterable(report.counts for report in reports):
        if count.stage is Stage.FEED:
            polls.update({"kept": count.n_kept, "rejected": count.n_rejected, "failed": count.n_failed})
    found = {"polls": polls}
    for kind, table in (("entries", "raw.entries"), ("documents", "raw.documents")):
        rows = store.rows(f"SELECT outcome, count(*) FROM {table} GROUP BY ALL ORDER BY 2 DESC")
        found[kind] = Counter({str(outcome): int(str(n)) for outcome, n in rows})
    return found


def _lost(store: Store, web: Web, seeds: Mapping[str, bytes]) -> dict[str, int]:
    """Bodies that were given and have no row at all, counted from outside the program."""
    ended = {str(document_id) for (document_id,) in store.rows("SELECT document_id FROM raw.documents")}
    keys = {Path(str(key)).name for (key,) in store.rows("SELECT key FROM ops.rejections WHERE stage = 'document'")}
    lost_pages = web.given - ended
    lost_seeds = [
        name for name, body in seeds.items() if hashlib.sha256(body).hexdigest() not in ended and name not in keys
    ]
    lost = {"pages that were given and lost": len(lost_pages), "seed files that were lost": len(lost_seeds)}
    return {rule: n for rule, n in lost.items() if n}


def named(bodies: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Each body with a name for its file, by what it looks like."""
    for number, body in enumerate(bodies):
        yield f"{number}.{'xml' if body[:200].lstrip().startswith(b'<?xml') else 'html'}", body


def _hostile_seeds() -> Iterator[tuple[str, bytes]]:
    for number, (text, kind) in enumerate(test_hostile_documents.HOSTILE.values()):
        ending = {"text/html": "html", "text/xml": "xml", "text/markdown": "md"}.get(kind, "txt")
        yield f"hostile-{number}.{ending}", text.encode()


def _settings(folder: Path, web: Web, seeds: Mapping[str, bytes], *, workers: int) -> Settings:
    (folder / "seeds").mkdir(parents=True)
    for name, body in seeds.items():
        (folder / "seeds" / name).write_bytes(body)
    rows = (
        f'[[feed]]\nurl = "{url}"\npublisher = "{url}"\ncountry = ""\nlanguage = "en"\naddress_source = "made"\n'
        for url in web.feeds
    )
    (folder / "feeds.toml").write_text("".join(f'{row}checked_on = ""\n' for row in rows), encoding="utf-8")
    return Settings(
        data_folder=folder / "data",
        seeds_folder=folder / "seeds",
        feeds_file=folder / "feeds.toml",
        coder=CoderWay.SHALLOW,
        workers=workers,
        max_bytes=MOST_BYTES,
        read_timeout=5.0,
        total_timeout=20.0,
        feed_seconds=5.0,
        document_seconds=5.0,
        page_pause=0.0,
        per_host=8,
        longest_poll=3600.0,
        failed_share=1.0,
        proxy=web.url("").rstrip("/"),
        allow_loopback=True,
    )


def _as_http(body: bytes) -> bytes:
    return body.replace(b"https://", b"http://")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
