"""Finds the stories that are copies of one wire story, over publishers and days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from transforms.similarity import METHOD, Shingles, bands, connected, likeness, shingles_of, words_of
from warehouse.connection import Store
from warehouse.wire_store import (
    Pair,
    PrintedStory,
    batches_to_compare,
    printed_stories,
    store_copies,
    store_pairs,
    store_signatures,
    uncompared_stories,
)

_STORIES_AT_ONCE: Final = 2000

Row = Mapping[str, object]
Print = tuple[PrintedStory, Shingles]


def find_wire_copies(store: Store, *, days: int) -> int:
    """How many stories were compared with those that lie at most `days` before or after them.

    It takes up whatever was loaded, changed or removed since it ran last, and leaves what all stories at once would
    have given. A kill loses the last two thousand stories, which the next run compares.
    """
    method = method_of(days)
    return sum(
        _compare(store, batch_ids, method, days)
        for batch_ids in batches_to_compare(store, method, n_stories=_STORIES_AT_ONCE)
    )


def method_of(days: int) -> str:
    """The name of the method that ops.wire_signatures records; what another one compared is compared again."""
    return f"{METHOD}, {days} days"


def _compare(store: Store, batch_ids: Sequence[str], method: str, days: int) -> int:
    stories = uncompared_stories(store, batch_ids, method)
    words = {story.story_id: words_of(story.text, story.title) for story in stories}
    compared = [(story, bands(words[story.story_id])) for story in stories]
    with store.transaction():
        candidates = store_signatures(store, batch_ids, compared, method=method, days=days)
        asked = {story_id for pair in candidates for story_id in pair}
        new = [(story, shingles_of(words[story.story_id])) for story in stories if story.story_id in asked]
        links = store_pairs(store, _copies(store, candidates, new))
        store_copies(store, connected(links))
    return len(stories)


def _copies(store: Store, candidates: Sequence[Pair], new_prints: Sequence[Print]) -> Iterator[Row]:
    """Rows of core.wire_pairs: the candidates, at least one of each new, that are copies by their words."""
    new = {story.story_id: (story, shingles) for story, shingles in new_prints}
    partners = defaultdict(list)
    for one, other in candidates:
        known, at_hand = (one, other) if other in new else (other, one)
        partners[known].append(new[at_hand])
    # One known story at a time: they may be many. What is gone by now is not there; its own batch will tell.
    earlier = printed_stories(store, partners.keys() - new.keys())
    known_prints = ((story, shingles_of(words_of(story.text, story.title))) for story in earlier)
    for known_print in chain(known_prints, new_prints):
        for new_print in partners.get(known_print[0].story_id, ()):
            yield from _pair(known_print, new_print)


def _pair(one: Print, other: Print) -> Iterator[Row]:
    found = likeness(one[1], other[1])
    if found.is_copy:
        story, copy = sorted((one[0], other[0]), key=lambda printed: printed.story_id)
        yield {
            "story_id": story.story_id,
            "copy_id": copy.story_id,
            "is_same_publisher": story.publisher is not None and story.publisher == copy.publisher,
            "jaccard": found.jaccard,
            "containment": found.containment,
            "core_containment": found.core,
            "lead_share": found.lead,
        }
