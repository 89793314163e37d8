"""Records for the tests of the warehouse: whole ones, of which a test states only what it is about."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from transforms.ids import stable_id
from transforms.records import (
    ActorMention,
    CodedStory,
    DateRung,
    Entry,
    EventDate,
    EventMention,
    Figure,
    FigureKind,
    Granularity,
    Stage,
    Status,
    Story,
)
from transforms.run_records import CodedBatch, DocumentEnding, Feed, FeedPoll, FeedSource, FeedState, Fetch, Outcome

NOON = datetime(2025, 4, 8, 12, 0, tzinfo=UTC)
TEXT = "Peru sells copper to Chile\nPeru sold 40 tonnes of copper to Chile on Monday. Chile thanked Peru."
FEED_URL = "https://andes.example/rss"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def story(name: str = "copper", text: str = TEXT, **changes: object) -> Story:
    url = f"https://andes.example/{name}"
    whole = Story(
        story_id=stable_id(url, "0"),
        document_id=sha256(name),
        ordinal=0,
        url=url,
        canonical_url=url,
        publisher="Andes Wire",
        title=text.partition("\n")[0],
        dateline=None,
        published_at=NOON,
        published_rung=DateRung.METADATA,
        language="en",
        text=text,
        text_sha256=sha256(text),
        extraction_method="test",
        is_stub=False,
        fetched_at=NOON,
    )
    return replace(whole, **changes)


def party(iso3: str, words: str, text: str = TEXT, sector: str | None = None) -> ActorMention:
    start = text.index(words)
    return ActorMention(iso3, sector, words, start, start + len(words))


def mention(trigger: str = "sold", text: str = TEXT, **changes: object) -> EventMention:
    start = text.index(trigger)
    sentence_start = text.rfind("\n", 0, start) + 1
    whole = EventMention(
        sentence_start=sentence_start,
        sentence_end=text.index(".", start) + 1 if "." in text[start:] else len(text),
        trigger_start=start,
        trigger_end=start + len(trigger),
        event_type="COOPERATE",
        mode=None,
        status=Status.ACTUAL,
        is_reciprocal=False,
        actors=(party("PER", "Peru", text),),
        recipients=(party("CHL", "Chile", text),),
        event_date=EventDate(date(2025, 4, 7), date(2025, 4, 7), Granularity.DAY),
        contexts=("economic",),
        quad_class=2,
        intensity=9.5,
        cameo_code="061",
        goldstein=6.4,
        planned_type=None,
        planned_mode=None,
        location_text=None,
        location_iso3=None,
        attributed_to=None,
        figures=(),
        rule_id="sell-v",
        confidence=0.9,
        signs=(),
    )
    return replace(whole, **changes)


def figure(words: str = "40 tonnes", text: str = TEXT) -> Figure:
    start = text.index(words)
    return Figure(40.0, "tonnes", "copper", None, FigureKind.LEVEL, start, start + len(words))


def batch(*coded: CodedStory, batch_id: str = "run-1-00001", run_id: str = "run-1", **changes: object) -> CodedBatch:
    stories = coded or (CodedStory(story(), (mention(figures=(figure(),)),), ()),)
    documents = {one.story.document_id: one.story.url or "" for one in stories}
    whole = CodedBatch(
        batch_id=batch_id,
        run_id=run_id,
        coder_version="1",
        codebook_version="a",
        fetches=(),
        documents=tuple(
            DocumentEnding(
                document_id,
                origin,
                "text/html",
                100,
                NOON,
                Outcome.KEPT,
                sum(one.story.document_id == document_id for one in stories),
            )
            for document_id, origin in documents.items()
        ),
        entries=(),
        stories=stories,
        rejections=(),
    )
    return replace(whole, **changes)


def source(url: str = FEED_URL, publisher: str = "Andes Wire") -> FeedSource:
    return FeedSource(url, publisher, "PER", "en", "the publisher's page", None)


def entry(number: int, feed_url: str = FEED_URL, **changes: object) -> Entry:
    whole = Entry(
        entry_id=stable_id(feed_url, str(number)),
        feed_url=feed_url,
        guid=str(number),
        url=f"https://andes.example/{number}",
        title=f"Headline {number}",
        author=None,
        summary_html="<p>Summary</p>",
        content_html=None,
        published_at=NOON,
        updated_at=None,
        language="en",
    )
    return replace(whole, **changes)


def poll(*entries: Entry, feed_url: str = FEED_URL, at: datetime = NOON, etag: str | None = '"1"') -> FeedPoll:
    feed = Feed(feed_url, "Andes Wire", "en", FeedState.ACTIVE, etag, None, sha256("body"), 0, at.replace(hour=23))
    fetch = Fetch(feed_url, feed_url, Stage.FEED, at, 0.1, 200, 1000, sha256("body"), None)
    return FeedPoll(feed, fetch, entries, (), None)


def store_file(folder: Path) -> Path:
    return folder / "store" / "dyadwire.duckdb"
