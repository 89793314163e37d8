"""The records that travel from stage to stage, each frozen. Times are UTC; offsets count characters."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where an input can end. Every input of a stage ends once: kept, rejected or failed."""

    FEED = "feed"
    ENTRY = "entry"
    DOCUMENT = "document"
    STORY = "story"


class Reason(StrEnum):
    """Why an input was rejected or failed: the closed list."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    UNSUPPORTED_TYPE = "unsupported_type"
    WRONG_ENCODING = "wrong_encoding"
    TOO_LARGE = "too_large"
    NO_TEXT = "no_text"
    TOO_SHORT = "too_short"
    NOT_ENGLISH = "not_english"
    DUPLICATE = "duplicate"
    NO_LINK = "no_link"
    NOT_A_FEED = "not_a_feed"
    WEB_PAGE = "web_page"
    TRUNCATED = "truncated"
    HTTP_ERROR = "http_error"
    NOT_FOUND = "not_found"
    GONE = "gone"
    ROBOTS = "robots"
    TIMEOUT = "timeout"
    FORBIDDEN_ADDRESS = "forbidden_address"
    CONNECTION = "connection"
    PARSER_FAILED = "parser_failed"


class DateRung(StrEnum):
    """Which rung of the date ladder gave a publication date."""

    GIVEN = "given"  # --published or dates.csv
    FRONT_MATTER = "front_matter"
    FEED = "feed"
    FEED_SALVAGE = "feed_salvage"  # the feed as the second parser reads it
    JSON_LD = "json_ld"
    METADATA = "metadata"  # meta tags and microdata of the page
    HTMLDATE = "htmldate"  # a day that htmldate found in the page's markup, words or address
    TEXT = "text"  # stated in the text: "Updated 08 April 2025"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """Did it happen? Coding rules, section 3."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"


class Granularity(StrEnum):
    """How finely an event's date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    UNKNOWN = "unknown"


class FigureKind(StrEnum):
    """What a figure says: how much there is, how much is wanted, or by how much it moved."""

    LEVEL = "level"
    GOAL = "goal"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Rejection:
    """One input that ended as rejected or failed.

    `key` is its URL, path or id; `detail` a sentence for a person; `body_sha256` points into the archive. `entry_id`
    is the entry that ended so, None at all other stages.
    """

    stage: Stage
    reason: Reason
    key: str
    detail: str
    is_failure: bool = False
    body_sha256: str | None = None
    entry_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, as the feed stated it. `entry_id` is stable over polls (see transforms/feeds.py)."""

    entry_id: str
    feed_url: str
    guid: str | None
    url: str | None
    title: str | None
    author: str | None
    summary_html: str | None
    content_html: str | None
    published_at: datetime | None
    updated_at: datetime | None
    language: str | None
    published_rung: DateRung = DateRung.UNKNOWN


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes as received from a page or a seed file, with what came beside them.

    `document_id` is the SHA-256 of the body. `media_type` is what the server or the file's ending claims.
    `published_at` and `published_rung` hold what was given beside the body (feed, dates.csv, front matter), None and
    UNKNOWN if nothing was. `content_html` and `summary_html` are the feed's text of the same story, None where there is
    none. `boilerplate` holds lines that its publisher puts around all stories. `restates_sha256` names the original
    that a seed of our own wording restates.
    """

    document_id: str
    body: bytes
    url: str | None
    path: str | None
    media_type: str | None
    charset: str | None
    fetched_at: datetime
    publisher: str | None = None
    published_at: datetime | None = None
    published_rung: DateRung = DateRung.UNKNOWN
    title: str | None = None
    language: str | None = None
    entry_id: str | None = None
    restates_sha256: str | None = None
    content_html: str | None = None
    summary_html: str | None = None
    boilerplate: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Story:
    """One news text. `text` is final: every span of the coder counts its characters.

    Its first line is the headline where that is known. `extraction_method` names the way the text was won; `ordinal`
    counts the stories of one document from 0. `is_stub`: it is only the beginning of the story. `captions` are those of
    the page's pictures, which are no part of the text.
    """

    story_id: str
    document_id: str
    ordinal: int
    url: str | None
    canonical_url: str | None
    publisher: str | None
    title: str | None
    dateline: str | None
    published_at: datetime | None
    published_rung: DateRung
    language: str
    text: str
    text_sha256: str
    extraction_method: str
    is_stub: bool
    fetched_at: datetime
    restates_sha256: str | None = None
    is_paywalled: bool = False
    captions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named at a span of a story. `iso3` is a code of the coding rules, section 1; `sector` may be unknown.

    `is_inferred` says that the words alone do not name the country: a pronoun, "the ministry", a left-out party.
    """

    iso3: str
    sector: str | None
    text: str
    start: int
    end: int
    is_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says that it happened. `iso3` is None where the speaker belongs to no country that the text names."""

    text: str
    start: int
    end: int
    iso3: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity at a span of a story. `unit`: an ISO 4217 code, `percent`, or a plural noun (`persons`, `troops`)."""

    value: float
    unit: str
    measure: str | None
    period: str | None
    kind: FigureKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event happened, both ends included; None where the text does not say."""

    start: date | None
    end: date | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class EventMention:
    """One coded assertion in one sentence. A reciprocal event has all parties in `actors` and no recipients."""

    sentence_start: int
    sentence_end: int
    trigger_start: int
    trigger_end: int
    event_type: str
    mode: str | None
    status: Status
    is_reciprocal: bool
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    event_date: EventDate
    contexts: tuple[str, ...]
    quad_class: int
    intensity: float
    cameo_code: str | None
    goldstein: float | None
    planned_type: str | None
    planned_mode: str | None
    location_text: str | None
    location_iso3: str | None
    attributed_to: Attribution | None
    figures: tuple[Figure, ...]
    rule_id: str
    confidence: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodedStory:
    """What the coder made of one story. `loose_figures` belong to a dyad-less sentence: quantities without an event."""

    story: Story
    mentions: tuple[EventMention, ...]
    loose_figures: tuple[Figure, ...] = field(default=())
