"""The records of a run: feeds, fetches and endings. What the flow hands to the warehouse and gets back from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from transforms.records import CodedStory, Entry, Rejection, Stage
from transforms.urls import host_of


class FeedState(StrEnum):
    """Where a feed stands. `moved` is polled at its new address, `gone` and `paused` are not polled."""

    ACTIVE = "active"
    BACKING_OFF = "backing_off"
    MOVED = "moved"
    GONE = "gone"
    PAUSED = "paused"


class Outcome(StrEnum):
    """How an input ended; `pending` has not ended yet and is taken up by the next run."""

    PENDING = "pending"
    KEPT = "kept"
    REJECTED = "rejected"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A row of `seeds/feeds.toml`. `checked_on` is None until it was polled."""

    url: str
    publisher: str
    country_iso3: str | None
    language: str
    address_source: str
    checked_on: date | None

    @property
    def host(self) -> str:
        """Host and port of the address."""
        return host_of(self.url)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as the warehouse knows it, with what its next poll needs. The columns of ops.feeds say what each means."""

    url: str
    publisher: str
    language: str
    state: FeedState
    etag: str | None
    last_modified: str | None
    body_sha256: str | None
    n_failures: int
    next_poll_at: datetime | None
    host: str | None = None
    moved_to: str | None = None
    redirect_to: str | None = None
    redirect_since: datetime | None = None
    last_success_at: datetime | None = None
    last_changed_at: datetime | None = None
    newest_entry_at: datetime | None = None
    entries_per_day: float | None = None
    ttl_minutes: int | None = None
    poll_seconds: float | None = None
    rhythm_from: str | None = None

    @property
    def address(self) -> str:
        """The address that is asked: where the feed moved to, else its own."""
        return self.moved_to or self.url


@dataclass(frozen=True, slots=True)
class HostWait:
    """A host that asked to be left alone until then (UTC), and in which words."""

    host: str
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class HostRobots:
    """The robots.txt of a host. `fetched_at` is when it was last asked for, `read_at` when the rules came, if ever.

    `text` is None where there are no rules, and where `problem` says why they are not known. `delay_seconds` is the
    pause between two requests that they ask of us.
    """

    host: str
    fetched_at: datetime
    read_at: datetime | None
    status: int | None
    text: str | None
    problem: str | None
    delay_seconds: float | None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One HTTP exchange. `status` and `body_sha256` are None where nothing came; `problem` says why."""

    url: str
    final_url: str
    kind: Stage  # FEED or ENTRY (its page)
    started_at: datetime
    fetch_seconds: float
    status: int | None
    n_bytes: int
    body_sha256: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class FeedPoll:
    """What one poll of a feed changes, committed in one transaction: the fetch, new entries, validators, next poll."""

    feed: Feed  # with the validators, state and times that hold after the poll
    fetch: Fetch
    entries: tuple[Entry, ...]
    rejections: tuple[Rejection, ...]
    reason: str | None  # why the state is what it is, for a person; None while all is well


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """An entry whose page is still to be fetched, with the publisher of its feed. `n_attempts` counts failed tries.

    `is_known_page` says that another entry with the same URL was kept already. Where the page was fetched before and
    the feed says that the entry was updated, `document_id` is what came then, `etag` and `last_modified` came with it.
    """

    entry: Entry
    publisher: str
    n_attempts: int
    is_known_page: bool = False
    document_id: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class EntryEnding:
    """What became of an entry in this run: an ending, or PENDING where the failure is worth another try.

    `document_id` is the document that its page is; None where no page came. The validators came with the page.
    """

    entry_id: str
    outcome: Outcome
    n_attempts: int
    document_id: str | None = None
    page_etag: str | None = None
    page_last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentEnding:
    """What became of a document. `origin` is its URL or path; `n_stories` the stories that were kept from it.

    `path` is that of a seed file, also where it states a URL; None for a page.
    """

    document_id: str
    origin: str
    media_type: str | None
    n_bytes: int
    fetched_at: datetime
    outcome: Outcome
    n_stories: int
    path: str | None = None


@dataclass(frozen=True, slots=True)
class CodedBatch:
    """The unit that is spooled as Parquet and loaded in one transaction. `batch_id` makes loading it twice a no-op."""

    batch_id: str
    run_id: str
    coder_version: str
    codebook_version: str
    fetches: tuple[Fetch, ...]
    documents: tuple[DocumentEnding, ...]
    entries: tuple[EntryEnding, ...]
    stories: tuple[CodedStory, ...]
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class StageCount:
    """Endings of one stage in one run: `n_in = n_kept + n_rejected + n_failed`.

    `n_unchanged` counts inputs that had ended in an earlier run and were not taken up again, `n_pending` those that
    were tried and wait for the next run; neither is in `n_in`.
    """

    stage: Stage
    n_in: int
    n_kept: int
    n_rejected: int
    n_failed: int
    n_unchanged: int
    n_pending: int = 0


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. `problems` are messages for a person, each naming its file or URL.

    `exit_code` is 0, or 4 where the share of failed inputs was above the limit. `n_stories`, `n_mentions` and
    `n_figures` count what this run added or replaced; `n_undated` are those of its stories without a publication date.
    `feeds` counts the listed feeds by state, as they stand after the run; it is empty where no feed was to be polled.
    `feed_alerts` are sentences about feeds that need a look (mart.feed_health).
    """

    run_id: str
    started_at: datetime
    finished_at: datetime
    counts: tuple[StageCount, ...]
    n_stories: int
    n_mentions: int
    n_figures: int
    is_published: bool
    exit_code: int
    problems: tuple[str, ...]
    n_undated: int = 0
    feeds: Mapping[FeedState, int] = field(default_factory=dict)
    feed_alerts: tuple[str, ...] = ()
