"""The seed documents that travel with the project."""

from pathlib import Path

import pytest

from tests.transforms.documents import document
from transforms.decoding import decode_text
from transforms.front_matter import split_front_matter
from transforms.stories import extract_stories

FOLDER = Path(__file__).parents[2] / "seeds" / "documents"
N_STORIES = {
    "iraq-iran-trade-goal.txt": 1,
    "iraq-russia-telegram-channel.md": 1,
    "iraq-us-relations-overview.md": 1,
    "iraqi-foreign-minister-washington.txt": 1,
    "us-trade-mission-iraq.md": 2,
}


def test_no_document_is_forgotten() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(N_STORIES)


@pytest.mark.parametrize(("name", "n_stories"), N_STORIES.items())
def test_a_restatement_says_what_it_restates(name: str, n_stories: int) -> None:
    body = (FOLDER / name).read_bytes()
    stated, text = split_front_matter(decode_text(body))
    assert stated is not None
    assert stated.restates_sha256
    assert stated.published_at
    assert stated.publisher == "Dyadwire (restatement)"
    media_type = "text/markdown" if name.endswith(".md") else "text/plain"
    stories, rejections = extract_stories(document(body, media_type))
    assert (len(stories), rejections) == (n_stories, ())
    kept = "\n".join(story.text for story in stories)
    assert [line for line in text.splitlines() if line.strip() and line.strip("# ") not in kept] == []
