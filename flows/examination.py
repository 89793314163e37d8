"""What `dyadwire doctor` looks at, and what it says of each. It changes nothing; what is broken does not end it."""

import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path

from flows.plurals import count
from flows.settings import Settings
from flows.store_needed import is_of_lake
from transforms.errors import StorageError
from warehouse.backups import backups_in
from warehouse.condition import Condition, LastRun, condition_of, kept_from_runs
from warehouse.files import shown_bytes
from warehouse.integrity import missing_migrations, newer_migrations
from warehouse.published import is_as_published
from warehouse.upkeep import replaced_stores

_OLD_BACKUP = timedelta(days=7)
_LONG_SILENCE = timedelta(days=1)
_SKEW = timedelta(days=1)  # clocks differ a little
_WELL = frozenset({"active", "moved"})


class State(StrEnum):
    """fine, remark (it works, and something should be looked at) or problem (runs or readers are stopped)."""

    FINE = "fine"
    REMARK = "remark"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one subject, and what to do; null where there is nothing to do."""

    subject: str
    state: State
    words: str
    advice: str | None = None


def examine(settings: Settings, *, backup_folder: Path, now: datetime, is_deep: bool) -> tuple[Finding, ...]:
    """What was found, subject by subject; with `is_deep` each value of store and published file is read."""
    folder = settings.data_folder
    if not folder.is_dir():
        found = "is a file" if folder.exists() else "does not exist yet"
        state = State.PROBLEM if folder.exists() else State.REMARK
        return _program(), Finding("data", state, f"{folder} {found}", "`dyadwire ingest` makes it; or give --data")
    databases = _databases(settings, now=now, is_deep=is_deep)
    backups = _backups(settings, backup_folder, now=now)
    return (_program(), _disk(settings), *databases, *_folders(settings), backups, *_replaced(settings))


def _program() -> Finding:
    words = f"Dyadwire {version('dyadwire')}, DuckDB {version('duckdb')}, Python {platform.python_version()}"
    return Finding("program", State.FINE, words)


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data_folder).free
    size = settings.store_file.stat().st_size if settings.store_file.exists() else 0
    words = f"{shown_bytes(free)} free in {settings.data_folder}; the store has {shown_bytes(size)}"
    if free < max(2 * size, 100_000_000):
        return Finding("disk", State.PROBLEM, words, "free some space: publishing and a backup need a copy each")
    if free < 5 * size:
        return Finding("disk", State.REMARK, words, "free some space before the store grows")
    return Finding("disk", State.FINE, words)


def _databases(settings: Settings, *, now: datetime, is_deep: bool) -> Iterator[Finding]:
    store = published = None
    if settings.store_file.exists():
        try:
            with kept_from_runs(settings.store_file):
                store = condition_of(settings.store_file, is_whole=is_deep)
            yield _database("store", settings.store_file, store, is_deep=is_deep)
        except StorageError as problem:
            yield _broken("store", problem, is_deep=is_deep)
    else:
        yield _missing(settings)
    if settings.published_file.exists():
        try:
            published = condition_of(settings.published_file, is_whole=is_deep)
            yield _published(_database("published", settings.published_file, published, is_deep=is_deep), settings)
        except StorageError as problem:
            yield _broken("published", problem, is_deep=is_deep)
    elif store is not None:
        advice = "`dyadwire ingest` publishes when its checks pass"
        yield Finding("published", State.PROBLEM, "readers have no file", advice)
    if (known := store or published) is not None:
        yield _last_run(known, now=now)
        yield _feeds(known)


def _missing(settings: Settings) -> Finding:
    if is_of_lake(settings):
        return Finding("store", State.FINE, "there is none here, as the rows lie in the lake")
    if settings.published_file.exists():
        words = f"{settings.store_file} is missing"
        if is_as_published(settings.published_file):
            return Finding("store", State.REMARK, words, "the next run makes it again of the published file")
        return Finding("store", State.PROBLEM, words, "`dyadwire restore` puts a backup there")
    if any(_listed(settings.backup_folder)) or any(_listed(settings.archive_folder)):
        advice = (
            "before the next run: `dyadwire restore` puts a backup there, `dyadwire replay` reads the archive again"
        )
        return Finding("store", State.PROBLEM, "there is none any more", advice)
    return Finding("store", State.REMARK, "there is none yet", "`dyadwire ingest` makes it")


def _database(subject: str, file: Path, condition: Condition, *, is_deep: bool) -> Finding:
    applied = condition.contents.migrations
    n_stories = condition.contents.n_rows.get("core.stories", 0)
    read = "every value read" if is_deep else "it opens"
    words = f"{file}: {read}, {count(n_stories, 'story', 'stories')}, schema {applied[-1] if applied else 'none'}"
    if newer := newer_migrations(applied):
        return Finding(subject, State.PROBLEM, f"{words}: of a newer Dyadwire ({newer[0]})", "upgrade Dyadwire")
    if missing := missing_migrations(applied):
        advice = "the next `dyadwire ingest` brings it up to date, after a backup"
        return Finding(subject, State.REMARK, f"{words}: {len(missing)} migrations behind", advice)
    return Finding(subject, State.FINE, words)


def _published(found: Finding, settings: Settings) -> Finding:
    if found.state is not State.FINE or is_as_published(settings.published_file):
        return found
    return Finding(
        found.subject,
        State.REMARK,
        f"{found.words}; it is not as its manifest says",
        "the next `dyadwire ingest` puts a good one there; `dyadwire verify` compares every byte",
    )


def _broken(subject: str, problem: StorageError, *, is_deep: bool) -> Finding:
    if "in use by another run" in str(problem):
        words = f"not looked at: {problem}"
        if is_deep:
            return Finding(subject, State.REMARK, words, "look again when that run has ended")
        return Finding(subject, State.FINE, words)
    return Finding(subject, State.PROBLEM, str(problem), "`dyadwire backup --list` shows what can be restored")


def _last_run(condition: Condition, *, now: datetime) -> Finding:
    last = condition.last_run
    if last is None:
        return Finding("last run", State.REMARK, "none began yet", "`dyadwire ingest` is one")
    words = f"{last.run_id} {last.state}" + (f": {last.message}" if last.message else "")
    if condition.n_unchecked:
        return Finding("last run", State.PROBLEM, words, "its rows have not passed the checks; run again and read why")
    if last.state == "failed":
        return Finding("last run", State.PROBLEM, words, "mend what the message says and run again")
    if last.state == "running":
        return Finding("last run", State.REMARK, words, "it goes on, or was killed; the next run settles that")
    return _in_time(last, words, now)


def _in_time(last: LastRun, words: str, now: datetime) -> Finding:
    days = (now - last.started_at).days
    if last.started_at - now > _SKEW:
        ahead = f"{words}, which began {-days} days from now by this clock"
        return Finding("last run", State.REMARK, ahead, "is the clock right? Until then no later run is seen here")
    if now - last.started_at > _LONG_SILENCE:
        return Finding("last run", State.REMARK, f"{words}, {days} days ago", "does cron or Prefect still start runs?")
    return Finding("last run", State.FINE, words)


def _feeds(condition: Condition) -> Finding:
    states = ", ".join(f"{n:,} {state.replace('_', ' ')}" for state, n in condition.feeds.items())
    words = f"{count(sum(condition.feeds.values()), 'feed')}: {states}" if states else "none was polled yet"
    n_ill = condition.n_alerts
    if n_ill is None:  # a version without feed health; the states tell enough
        n_ill = sum(n for state, n in condition.feeds.items() if state not in _WELL)
    if n_ill:
        return Finding("feeds", State.REMARK, f"{words}; {n_ill:,} need a look", "`dyadwire feeds list --alerts`")
    return Finding("feeds", State.FINE, words)


def _folders(settings: Settings) -> Iterator[Finding]:
    waiting = [path for path in _listed(settings.spool_folder) if path.is_dir()]
    refused = list(_listed(settings.spool_folder.with_name("refused")))
    if refused:
        advice = f"delete {settings.spool_folder.with_name('refused')} when a run has ended well"
        yield Finding("spool", State.REMARK, f"{count(len(refused), 'batch', 'batches')} could not be loaded", advice)
    elif waiting:
        yield Finding(
            "spool",
            State.REMARK,
            f"{count(len(waiting), 'batch', 'batches')} left to load",
            "the next `dyadwire ingest` loads them",
        )
    else:
        yield Finding("spool", State.FINE, "no batch waits")
    bodies = [path.stat().st_size for path in settings.archive_folder.glob("*.warc.gz")]
    yield Finding("archive", State.FINE, f"{count(len(bodies), 'file')}, {shown_bytes(sum(bodies))}")


def _replaced(settings: Settings) -> Iterator[Finding]:
    if replaced := replaced_stores(settings.store_file):
        size = shown_bytes(sum(path.stat().st_size for path in replaced))
        words = f"{len(replaced)} stores that a restore replaced, {size}"
        yield Finding("replaced", State.REMARK, words, f"delete {replaced[0].parent} when it is not needed any more")


def _backups(settings: Settings, folder: Path, *, now: datetime) -> Finding:
    found = backups_in(folder)
    if not found:
        words = f"none in {folder}"
        if not settings.store_file.exists():
            return Finding("backups", State.FINE, words)
        return Finding(
            "backups",
            State.REMARK,
            words,
            "`dyadwire backup`, best with --to on another disk; name that folder here too",
        )
    size = shown_bytes(sum(one.manifest.n_bytes for one in found))
    words = f"{len(found)} in {folder}, {size}; the latest is {found[0].folder.name}"
    if now - found[0].manifest.created_at > _OLD_BACKUP:
        return Finding("backups", State.REMARK, words, "it is older than a week; `dyadwire backup`")
    return Finding("backups", State.FINE, words)


def _listed(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if not path.name.startswith("."))
