"""Real pages: how often headline and date are right, and the CPU a page beside bare trafilatura in the same run.

    python -m benchmarks.extraction ../shared/real/pages

Prints one line a measure. The folder holds gzipped pages and index.json (file, url, gold titles and times).
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trafilatura

from transforms.pages import PageText, extract_page

Page = tuple[dict[str, Any], bytes]


def main(folder: Path) -> None:
    """Prints shares and ratio for the pages of `folder`."""
    pages = [(row, gzip.decompress((folder / row["file"]).read_bytes())) for row in _listed(folder)]
    found = [(row, extract_page(body, url=row["url"])) for row, body in pages]
    measures: dict[str, Callable[[dict[str, Any], PageText], bool]] = {
        "headline": lambda row, page: _plain(page.title) in {_plain(gold["title"]) for gold in row["gold"]},
        "publication day (UTC)": lambda row, page: _day(page.published_at) in {_day(at) for at in _moments(row)},
        "publication second": lambda row, page: any(_is_same_second(page.published_at, at) for at in _moments(row)),
        "text of 600 characters": lambda _, page: len(page.text) >= 600,
    }
    for name, is_right in measures.items():
        print(f"{name:26} {sum(is_right(row, page) for row, page in found) / len(found):.3f} of {len(found)} pages")
    bare = _cpu_seconds(pages, lambda url, body: trafilatura.extract(body, url=url, fast=True, with_metadata=True))
    ours = _cpu_seconds(pages, lambda url, body: extract_page(body, url=url))
    print(
        f"CPU a page: bare {bare / len(pages) * 1e3:.1f} ms, ours {ours / len(pages) * 1e3:.1f} ms, {ours / bare:.2f} x"
    )


def _listed(folder: Path) -> list[dict[str, Any]]:
    return list(json.loads((folder / "index.json").read_bytes()))


def _cpu_seconds(pages: list[Page], extract: Callable[[str, bytes], object]) -> float:
    """The least of three rounds: other work on the machine only ever adds."""
    rounds = []
    for _ in range(3):
        started = time.process_time()
        for row, body in pages:
            extract(row["url"], body)
        rounds.append(time.process_time() - started)
    return min(rounds)


def _plain(title: str | None) -> str:
    return " ".join((title or "").replace("\N{SOFT HYPHEN}", "").split())


def _moments(row: dict[str, Any]) -> list[datetime]:
    stated = [datetime.fromisoformat(gold["published"]) for gold in row["gold"]]
    return [at if at.tzinfo else at.replace(tzinfo=UTC) for at in stated]


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).date().isoformat()


def _is_same_second(moment: datetime | None, gold: datetime) -> bool:
    return moment is not None and abs((moment - gold).total_seconds()) < 1


if __name__ == "__main__":
    main(Path(sys.argv[1]))
