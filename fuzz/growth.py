"""Looks for readers whose time grows faster than their input: `python -m fuzz.growth [TARGET...]`.

Each word and mark of a target's corpus is repeated, alone and between tags or dashes, and read at two lengths, one four
times the other. Where four times as long takes more than eight times the processor time, and more than a quarter of a
second, the case is printed, and the exit code is 1. A busy machine makes processor times waver too: look twice.
"""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

from flows.markdown import link, plain
from flows.terminal_text import safe
from fuzz.figures import units
from fuzz.targets import bits
from tests.transforms.documents import document
from transforms.coder.dates.finder import find_dates
from transforms.coder.figures.finder import find_figures
from transforms.errors import DyadwireError
from transforms.feeds import parse_feed
from transforms.pages import extract_page
from transforms.stories import extract_stories
from transforms.urls import absolute_url, canonical_url

SHORT, LONG = 16_000, 64_000  # octets
LEAST_SECONDS, MOST_GROWTH = 0.25, 8.0
ENDS: Final = (
    (b"", b""),
    (b"<rss><channel><item><title>", b"</title></item>"),
    (b"<p>", b"</p>"),
    (b"---\n", b"\n---\nx"),
)
Reader = Callable[[bytes], object]


def text(read: Callable[[str], object]) -> Reader:
    """A reader of texts as one of octets."""
    return lambda body: read(body.decode("utf-8", "replace"))


READERS: Final[dict[str, dict[str, Reader]]] = {
    "feeds": {"parse_feed": lambda body: parse_feed(body, url="https://news.example/rss", headers={})},
    "pages": {"extract_page": lambda body: extract_page(body, url=None)},
    "seeds": {
        kind: lambda body, kind=kind: extract_stories(document(body, kind))  # type: ignore[misc]
        for kind in ("text/plain", "text/markdown", "application/xml")
    },
    "dates": {"find_dates": text(lambda words: find_dates(words, anchor=None))},
    "figures": {"find_figures": text(lambda words: find_figures(words, units()))},
    "urls": {
        "canonical_url": text(lambda url: canonical_url(f"https://news.example/{url}")),
        "absolute_url": text(lambda url: absolute_url(url, base="https://news.example/")),
        "link": text(lambda url: link(url, f"https://news.example/{url}")),
        "plain": text(plain),
        "safe": text(safe),
    },
}


def main(names: list[str]) -> None:
    """Prints what grows too fast."""
    n_found = 0
    for name in names or READERS:
        for reader, read in READERS[name].items():
            for case in cases(name):
                seconds, growth = measured(read, *case)
                if seconds > LEAST_SECONDS and growth > MOST_GROWTH:
                    n_found += 1
                    print(
                        f"{reader}: {case!r}: {seconds:.2f} s at {LONG:,} octets, {growth:.0f} times that of a quarter"
                    )
    print(f"{n_found} cases grow too fast")
    sys.exit(1 if n_found else 0)


def cases(name: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    """What stands before, what is repeated, what stands behind."""
    for bit in bits(name):
        for before, behind in ENDS if name in {"feeds", "seeds"} else ENDS[:1]:
            yield before, bit, behind
            yield before, bit + b" ", behind


def measured(read: Reader, before: bytes, bit: bytes, behind: bytes) -> tuple[float, float]:
    """Processor seconds for the long input, and how many times those of the short one."""
    long = seconds_of(read, before + bit * (LONG // len(bit)) + behind)
    if long < LEAST_SECONDS:
        return long, 0.0
    return long, long / max(seconds_of(read, before + bit * (SHORT // len(bit)) + behind), 1e-6)


def seconds_of(read: Reader, body: bytes) -> float:
    """Processor seconds of one reading."""
    begun = time.process_time()
    with suppress(DyadwireError):
        read(body)
    return time.process_time() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
