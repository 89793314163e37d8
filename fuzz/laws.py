"""What holds for every story, coding, figure and date, whatever input they were made of."""

import hashlib
import json
import math
from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from transforms.coder.coder import CodedText, Coder
from transforms.coder.rows import event_rows
from transforms.coder.sentences import without_surrogates
from transforms.feed_dates import EARLIEST
from transforms.records import Document, Figure, Rejection, Status, Story
from transforms.stories import extract_stories

FETCHED_AT = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
LATEST = FETCHED_AT + timedelta(days=1)
LARGEST_FIGURE = 1e18


def endings_of(document: Document) -> tuple[Sequence[Story], Sequence[Rejection]]:
    """The stories and rejections of a document, which ends in one or the other and twice alike."""
    stories, rejections = extract_stories(document)
    assert stories or rejections, "a document without an ending"
    assert (stories, rejections) == extract_stories(document), "the second reading gave something else"
    ordinals = [story.ordinal for story in stories]
    assert sorted(set(ordinals)) == ordinals, "two stories at one place"
    for story in stories:
        check_story(story, document)
    for rejection in rejections:
        assert rejection.detail
        assert_storable(rejection.key, rejection.detail)
    return stories, rejections


def check_story(story: Story, document: Document) -> None:
    """The text is trimmed, can be stored, and is the one whose hash is given; a date from the text is not to come."""
    assert story.text
    assert story.text == story.text.strip()
    assert story.text_sha256 == hashlib.sha256(story.text.encode()).hexdigest()
    for field in fields(story):
        assert_storable(getattr(story, field.name))
    if story.published_at is not None:
        assert story.published_at.tzinfo is UTC
        assert story.published_at <= LATEST or story.published_at == document.published_at


def assert_storable(*values: object) -> None:
    """Texts without lone surrogates and NUL, which no table takes."""
    for value in values:
        if isinstance(value, str):
            value.encode()
            assert "\0" not in value


def check_moment(moment: datetime | None, *, not_after: datetime | None = None) -> None:
    """A moment that was read is UTC, within what is believed, and not after the bound."""
    if moment is not None:
        assert moment.tzinfo is UTC
        assert moment >= EARLIEST
        assert not_after is None or moment <= not_after


def coded_as_stated(
    coder: Coder, text: str, *, title: str | None = None, published_on: date | None = None
) -> CodedText:
    """What a text is coded to: exact spans, finite numbers, the same bytes twice, nothing actual in the future."""
    coded = coder.code(text, title=title, published_on=published_on, fetched_on=FETCHED_AT.date())
    again = coder.code(text, title=title, published_on=published_on, fetched_on=FETCHED_AT.date())
    assert _written(coded) == _written(again), "the second coding gave something else"
    check_spans(coded, text)
    for mention in coded.mentions:
        assert mention.actors, "an event that nobody did"
        assert mention.is_reciprocal is not bool(mention.recipients)
        assert all(map(math.isfinite, (mention.intensity, mention.confidence, mention.goldstein or 0.0)))
        assert 0 < mention.confidence < 1
        when = mention.event_date
        assert (when.start is None) == (when.end is None)
        assert when.start is None or when.end is None or when.start <= when.end
        if mention.status is Status.ACTUAL and when.start and published_on:
            assert when.start <= published_on, "it happened before its day came"
    return coded


def check_spans(coded: CodedText, text: str) -> None:
    """Every span lies in what was read, and holds what is said to stand there."""
    plain = without_surrogates(text)
    n_read = len(text) - coded.n_unread
    assert 0 <= n_read <= len(text)
    for mention in coded.mentions:
        assert 0 <= mention.sentence_start <= mention.trigger_start < mention.trigger_end <= mention.sentence_end
        assert mention.sentence_end <= n_read
        speakers = (mention.attributed_to,) if mention.attributed_to else ()
        for named in (*mention.actors, *mention.recipients, *speakers):
            assert 0 <= named.start <= named.end <= n_read
            assert plain[named.start : named.end] == named.text
        assert all(figure.start >= mention.sentence_start for figure in mention.figures)
        assert all(figure.end <= mention.sentence_end for figure in mention.figures)
        check_figures(mention.figures, plain)
    check_figures(coded.loose_figures, plain)


def check_figures(figures: Collection[Figure], text: str) -> None:
    """Quantities have a unit, a value above 0 that a column can hold, and a span of their own."""
    for figure in figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert figure.unit
        assert figure.unit == figure.unit.strip()
        assert math.isfinite(figure.value)
        assert 0 < figure.value <= LARGEST_FIGURE
    ordered = sorted(figures, key=lambda figure: figure.start)
    assert all(first.end <= second.start for first, second in pairwise(ordered))


def _written(coded: CodedText) -> str:
    return json.dumps(list(event_rows("d", coded)), allow_nan=False)
