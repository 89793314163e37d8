"""Finds the stories that are copies of one wire story, over publishers and days."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from transforms.similarity import METHOD, Shingles, bands, connected, likeness, shingles_of, words_of
from warehouse.connection import Store
from warehouse.wire_store import (
    Pair,
    PrintedText,
    batches_to_compare,
    printed_texts,
    store_copies,
    store_pairs,
    store_signatures,
    uncompared_stories,
)

_STORIES_AT_ONCE: Final = 1000
_TEXTS_IN_MEMORY: Final = 2000


def find_wire_copies(store: Store, *, days: int) -> int:
    """How many stories were compared with those that lie at most `days` before or after them.

    It takes up whatever was loaded, changed or removed since it ran last, and leaves what all stories at once would
    have given. A kill loses the last thousand stories, which the next run compares.
    """
    method = f"{METHOD}, {days} days"
    return sum(
        _compare(store, batch_ids, method, days)
        for batch_ids in batches_to_compare(store, method, n_stories=_STORIES_AT_ONCE)
    )


def _compare(store: Store, batch_ids: Sequence[str], method: str, days: int) -> int:
    stories = uncompared_stories(store, batch_ids, method)
    compared = [(story, bands(words_of(story.text, story.title))) for story in stories]
    with store.transaction():
        candidates = store_signatures(store, batch_ids, compared, method=method, days=days)
        texts = printed_texts(store, {story_id for pair in candidates for story_id in pair})
        present = [pair for pair in candidates if texts.keys() >= set(pair)]  # of others their own batch will tell
        links = store_pairs(store, _copies(present, texts))
        store_copies(store, connected(links))
    return len(stories)


def _copies(candidates: Sequence[Pair], texts: Mapping[str, PrintedText]) -> Iterator[Mapping[str, object]]:
    """Rows of core.wire_pairs: the candidates that are copies by their words."""

    @lru_cache(maxsize=_TEXTS_IN_MEMORY)
    def shingles(story_id: str) -> Shingles:
        return shingles_of(words_of(texts[story_id].text, texts[story_id].title))

    for story_id, copy_id in candidates:
        found = likeness(shingles(story_id), shingles(copy_id))
        if found.is_copy:
            publishers = texts[story_id].publisher, texts[copy_id].publisher
            yield {
                "story_id": story_id,
                "copy_id": copy_id,
                "is_same_publisher": publishers[0] is not None and publishers[0] == publishers[1],
                "jaccard": found.jaccard,
                "containment": found.containment,
                "core_containment": found.core,
                "lead_share": found.lead,
            }
