"""What a run was told: command line over environment over `dyadwire.toml`, read once into a frozen object."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from flows.worker_process import WORKER_BYTES
from transforms.errors import SettingsError

ROOT = Path(__file__).resolve().parents[1]  # a checkout, or site-packages
BUNDLED_FEEDS = ROOT / "seeds" / "feeds.toml"


class CoderWay(StrEnum):
    """How sentences are read: `full` parses them with the language model, `shallow` needs none and misses more."""

    FULL = "full"
    SHALLOW = "shallow"


# May hold a password; shown nowhere.
SECRET: Final = frozenset({"proxy", "serve_database", "notify_url", "lake_catalog"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that a run was told; `flows.setting_sources.read_settings` builds it. Paths are absolute, times in seconds.

    `workers` counts worker processes; 0 does all in this one. `feeds_file` is None where no feed is to be polled.
    With `no_seeds` the folder of documents is not read.
    `published_on` is the date of seed documents that state none. `max_bytes` counts a body after decompression.
    `failed_share` is the share of failed inputs above which a run ends with exit code 4. A feed that works is polled
    again after `shortest_poll` to `longest_poll`. Between two pages of a host lie `page_pause`; a page whose turn would
    come after `patience` is left to the next run; `robots` is whether robots.txt is heeded for pages. A worker process
    is given up where a feed takes it longer than `feed_seconds` or a document longer than `document_seconds`, and gets
    no more than `worker_bytes` of memory; the warehouse takes `store_bytes` and puts the rest on the disk. Copies of
    one wire story lie at most `wire_days` apart. `serve_database` is the SQLAlchemy address of the Prefect server's
    database, None its own SQLite file; `notify_url` gets a POST for each alert; `briefing_url` is where a web server
    shows `briefing_folder`. `dask_address` (Dask's scheduler), `lake_catalog` (a PostgreSQL database) and
    `lake_storage` (which all machines see) are of runs on several machines.
    """

    data_folder: Path
    no_seeds: bool = False
    seeds_folder: Path = ROOT / "seeds" / "documents"
    feeds_file: Path | None = BUNDLED_FEEDS
    codebook_folder: Path = ROOT / "seeds" / "codebook"
    published_on: date | None = None
    coder: CoderWay = CoderWay.FULL
    workers: int = 1
    batch_size: int = 200
    failed_share: float = 0.5
    user_agent: str = "Dyadwire (news event coder)"
    lookup_timeout: float = 10.0
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 60.0
    max_bytes: int = 20_000_000
    feed_seconds: float = 20.0
    document_seconds: float = 60.0
    worker_bytes: int = WORKER_BYTES
    store_bytes: int = 1_000_000_000
    wire_days: int = 3
    concurrency: int = 32
    per_host: int = 2
    shortest_poll: float = 600.0
    longest_poll: float = 86_400.0
    page_pause: float = 1.0
    patience: float = 120.0
    robots: bool = True
    proxy: str | None = field(default=None, repr=False)
    serve_host: str = "127.0.0.1"
    serve_port: int = 4200
    serve_database: str | None = field(default=None, repr=False)
    notify_url: str | None = field(default=None, repr=False)
    briefing_url: str | None = None
    dask_address: str | None = None
    lake_catalog: str | None = field(default=None, repr=False)
    lake_storage: str | None = None
    allow_loopback: bool = False

    @property
    def published_file(self) -> Path:
        """The DuckDB file that readers open; a run replaces it and never locks it."""
        return self.data_folder / "dyadwire.duckdb"

    @property
    def store_file(self) -> Path:
        """The DuckDB file that runs write; readers leave it alone."""
        return self.data_folder / "store" / "dyadwire.duckdb"

    @property
    def scratch_folder(self) -> Path:
        """What a run beside others keeps only while it goes on; there is none where all runs are alone."""
        return self.data_folder / "cluster"

    @property
    def spool_folder(self) -> Path:
        """Where coded batches wait for their load."""
        return self.data_folder / "spool"

    @property
    def backup_folder(self) -> Path:
        """Where backups lie, those before migrations always, others where no other folder is given."""
        return self.data_folder / "backups"

    @property
    def recode_folder(self) -> Path:
        """Where stories that are coded again wait until all of them are."""
        return self.data_folder / "recode"

    @property
    def briefing_folder(self) -> Path:
        """Where the pages of the daily briefing lie, a file a day."""
        return self.data_folder / "briefings"

    @property
    def prefect_folder(self) -> Path:
        """Where `dyadwire serve` keeps what Prefect stores, and the logs of server and worker."""
        return self.data_folder / "prefect"

    @property
    def archive_folder(self) -> Path:
        """Where bodies lie as received, as WARC files."""
        return self.data_folder / "archive"


def default_data_folder(environment: Mapping[str, str]) -> Path:
    """`data/` in a checkout; for an installed package the user's own folder, as the system names it."""
    if _is_checkout(ROOT):
        return ROOT / "data"
    if sys.platform == "win32" and environment.get("LOCALAPPDATA"):
        return Path(environment["LOCALAPPDATA"]) / "dyadwire"
    if environment.get("XDG_DATA_HOME"):
        return Path(environment["XDG_DATA_HOME"]).absolute() / "dyadwire"
    try:
        home = Path.home()
    except RuntimeError:
        raise SettingsError("no home folder is known; give the data folder with --data or DYADWIRE_DATA") from None
    shared = "Library/Application Support" if sys.platform == "darwin" else ".local/share"
    return home / shared / "dyadwire"


def _is_checkout(folder: Path) -> bool:
    # Some packages drop a pyproject.toml into site-packages, so its name must be ours.
    project = folder / "pyproject.toml"
    return project.is_file() and 'name = "dyadwire"' in project.read_text(encoding="utf-8")
