"""Is the plain-text cleaning general? Measured on real pages and real wire stories that it was not written for.

The rules were written while looking at every other page and at one seed of the pairs; both halves must pass.
"""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import lxml.html
import pytest
import trafilatura
from lxml import etree

from transforms.plain_text import read_plain_text

INLINE = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u"
)
DROPPED = {"script", "style", "noscript", "template", "svg", "head", "iframe"}
PLACES = (
    "LUSAKA",
    "QUITO",
    "OSLO",
    "NEW DELHI",
    "SAN JOSE",
    "N'DJAMENA",
    "PORT-AU-PRINCE",
    "SÃO PAULO",
    "VIENTIANE",
    "RIGA",
)
REGIONS = ("", ", Zambia", ", Ecuador", ", Costa Rica", ", B.C.")
BREAKS = (": ", " - ", " — ", " -- ", " (AP) - ", " (AFP) — ", " (Reuters) - ", ", April 8 (Xinhua) -- ")


def dump(body: bytes) -> str:
    """The text of a page, a block a line, with menus, footers and cookie notices; tags and scripts are gone."""
    root = lxml.html.document_fromstring(trafilatura.utils.decode_file(body))
    etree.strip_elements(root, *DROPPED, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        pieces.append("" if INLINE.fullmatch(element.tag) else "\n")
        pieces.append(re.sub(r"\s+", " ", (element.text if event == "start" else element.tail) or ""))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def recall_and_f1(found: str, wanted: str) -> tuple[float, float]:
    ours, theirs = tokens(found), tokens(wanted)
    common = sum((ours & theirs).values())
    recall, precision = common / theirs.total(), common / max(ours.total(), 1)
    return recall, 2 * recall * precision / (recall + precision) if common else 0.0


@pytest.fixture(scope="module")
def pages(shared_folder: Path) -> list[tuple[str, str]]:
    """Dump of each page, and what trafilatura extracts from the page itself."""
    found = []
    for row in json.loads((shared_folder / "real" / "pages" / "index.json").read_text()):
        body = gzip.decompress((shared_folder / "real" / "pages" / row["file"]).read_bytes())
        article = trafilatura.extract(body, url=row["url"], include_comments=False)
        if article:
            found.append((dump(body), article))
    return found


@pytest.fixture(scope="module")
def wire(shared_folder: Path) -> list[dict[str, Any]]:
    files = ("reuters_1987.jsonl", "world_news_2004.jsonl")
    lines = (line for name in files for line in (shared_folder / "real" / "wire" / name).read_text().splitlines())
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("half", [0, 1])
def test_dumps_of_pages_against_the_extraction_of_the_page(pages: list[tuple[str, str]], half: int) -> None:
    scores = []
    for text, article in pages[half::2]:
        found = "\n".join(story.text for story in read_plain_text(text))
        scores.append(recall_and_f1(found, article))
    assert mean(recall for recall, _ in scores) >= 0.95
    assert mean(f1 for _, f1 in scores) >= 0.85


def pairs(wire: list[dict[str, Any]], seed: int, between: Sequence[str]) -> Iterator[tuple[str, int]]:
    """300 texts of two stories each, with the offset at which the second begins."""
    chance = random.Random(seed)
    for _ in range(300):
        first, second = chance.sample(wire, 2)
        opening = chance.choice(PLACES) + chance.choice(REGIONS) + chance.choice(BREAKS)
        head = first["text"].rstrip() + chance.choice(between)
        yield head + opening + second["text"].lstrip(), len(head)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("between", [["\n"], ["\n\n"], [" "], ["\n", "\n\n", " "]], ids=repr)
def test_joined_stories_are_parted_where_they_were_joined(
    wire: list[dict[str, Any]], seed: int, between: list[str]
) -> None:
    n_right = 0
    for text, splice in pairs(wire, seed, between):
        stories = read_plain_text(text)
        if len(stories) == 2:
            n_right += abs(text.find(stories[1].text[:40].split("\n")[0]) - splice) <= 5
    assert n_right >= 0.9 * 300


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("with_title", [False, True])
def test_single_stories_stay_whole(wire: list[dict[str, Any]], seed: int, with_title: bool) -> None:
    chosen = random.Random(seed).sample(wire, 300)
    n_parted = 0
    for story in chosen:
        text = f"{story['title']}\n{story['text']}" if with_title else story["text"]
        n_parted += len(read_plain_text(text)) != 1
    assert n_parted <= 0.02 * 300
