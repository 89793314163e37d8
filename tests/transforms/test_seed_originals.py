"""The five originals in ../shared/seeds: every reference sentence survives, nothing of the sites does."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.transforms.documents import document
from transforms.records import Story
from transforms.stories import extract_stories

# File, then of each story: title, dateline, publisher, publication day as the text itself states them.
EXPECTED = {
    "000": [("US trade delegation visits Iraq", "BAGHDAD", "AFP", date(2025, 4, 8)), (None, "BAGHDAD", None, None)],
    "001": [(None, None, None, None)],
    "002": [("Iraqi FM visits US as Baghdad", "ERBIL, Kurdistan Region", "Rudaw", date(2025, 4, 24))],
    "003": [("Iraq aims to boost annual trade", "BAGHDAD", None, None)],
    "004": [("Iraq-US Relations", None, "GlobalSecurity.org", date(2020, 1, 6))],
}
FURNITURE = {
    "000": ("node/", "Short Url", "https://", "Updated 08", "\n\nAFP\n", "USEmbBaghdad"),
    "002": ("24-04-2025", "A+ A-", "Comments", "moderates", "guidelines", "Required", "The Latest", "Photo", "stalled"),
    "004": ("donation", "mailing list", "Page last modified", "ZULU"),
}


@pytest.fixture(scope="module")
def originals(shared_folder: Path) -> dict[str, tuple[Story, ...]]:
    paths = sorted((shared_folder / "seeds").glob("*.txt"))
    return {path.name[:3]: extract_stories(document(path.read_bytes()))[0] for path in paths}


def test_stories_and_what_they_state(originals: dict[str, tuple[Story, ...]]) -> None:
    assert {name: len(stories) for name, stories in originals.items()} == {n: len(e) for n, e in EXPECTED.items()}
    for name, stories in originals.items():
        for story, (title, dateline, publisher, day) in zip(stories, EXPECTED[name], strict=True):
            assert (story.title or "").startswith(title or "")
            assert (story.title is None) == (title is None)
            assert story.text.startswith(story.title or dateline or "Iraq has")
            assert (story.dateline, story.publisher) == (dateline, publisher)
            assert (story.published_at.date() if story.published_at else None) == day


@pytest.mark.parametrize("name", sorted(FURNITURE))
def test_no_furniture_is_left(originals: dict[str, tuple[Story, ...]], name: str) -> None:
    text = "\n\n".join(story.text for story in originals[name])
    assert [piece for piece in FURNITURE[name] if piece in text] == []


def test_a_headline_stands_once(originals: dict[str, tuple[Story, ...]]) -> None:
    for stories in originals.values():
        lines = Counter(line for story in stories for line in story.text.split("\n") if line)
        assert all(lines[story.title] == 1 for story in stories if story.title)


def test_every_reference_sentence_survives(originals: dict[str, tuple[Story, ...]], shared_folder: Path) -> None:
    lost = set()
    for line in (shared_folder / "reference" / "seed_events.jsonl").read_text().splitlines():
        event = json.loads(line)
        source = (shared_folder / "seeds" / event["document"]).read_text()
        sentence = source[event["sentence_start"] : event["sentence_end"]]
        if not any(sentence in story.text for story in originals[event["document"][:3]]):
            lost.add(event["id"])
    assert lost == set()
