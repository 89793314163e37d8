"""What a recode has coded so far, on disk until all of it is there: batches, and whose coding they are."""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from transforms.errors import StorageError
from transforms.records import CodedStory, Story
from transforms.run_records import CodedBatch
from warehouse.arrow_tables import arrow_table
from warehouse.files import sync
from warehouse.rows import plain_row, rows_of_batch
from warehouse.spool import spooled_batches, write_table
from warehouse.spool_schema import SPOOL_COLUMNS, Columns
from warehouse.storage_errors import storage_errors

_PLAN: Final = "recode.json"
_CODED_COLUMNS: Columns = [
    *((name, "VARCHAR") for name in ("story_id", "text_sha256", "title", "problem", "batch_id")),
    *((name, "TIMESTAMPTZ") for name in ("published_at", "fetched_at")),
]
_TABLES: Final = {
    "recoded": _CODED_COLUMNS,
    "event_mentions": SPOOL_COLUMNS["event_mentions"],
    "figures": SPOOL_COLUMNS["figures"],
}


@dataclass(frozen=True, slots=True)
class RecodePlan:
    """What is to be coded again: all stories, or those that these versions have not read."""

    recode_id: str
    begun_at: datetime
    coder_version: str
    codebook_version: str
    is_all: bool


@dataclass(frozen=True, slots=True)
class Recoded:
    """A story that was coded again. `problem` is None, or says what broke, and then nothing is in `coded`."""

    coded: CodedStory
    problem: str | None


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Inside, no other process can begin a recode in `folder`.

    Raises:
        StorageError: one is going on.
    """
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "recode.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            raise StorageError(f"{folder} is in use by another recode; wait for its end") from None
    try:
        yield
    finally:
        os.close(lock)


def take_up(folder: Path, wanted: RecodePlan) -> RecodePlan:
    """The plan to follow: one of the same versions that was interrupted, else `wanted`, which is now on record.

    What other versions had coded is thrown away. An interrupted plan for all stories stays one for all.
    """
    with storage_errors(folder):
        found = _read_plan(folder)
        if found and _versions(found) == _versions(wanted) and (found.is_all or not wanted.is_all):
            return found
        discard(folder)
        unfinished = folder / f".{_PLAN}.tmp"
        plain = asdict(wanted) | {"begun_at": wanted.begun_at.isoformat()}
        unfinished.write_text(json.dumps(plain), encoding="utf-8")
        sync(unfinished)
        unfinished.replace(folder / _PLAN)
        sync(folder)
    return wanted


def discard(folder: Path) -> None:
    """Throws away the plan and what was coded for it; the plan goes first, so that no half of it is taken up."""
    with storage_errors(folder):
        (folder / _PLAN).unlink(missing_ok=True)
        if batches_folder(folder).exists():
            shutil.rmtree(batches_folder(folder))


def stage(folder: Path, plan: RecodePlan, stories: list[Recoded]) -> None:
    """Keeps coded stories for the load; after this they survive any crash.

    Raises:
        StorageError: the disk is full or cannot be written.
    """
    batches = batches_folder(folder)
    batch_id = f"{plan.recode_id}-{len(staged_batches(folder)) + 1:06}"
    unfinished = batches / f".{batch_id}.tmp"
    with storage_errors(folder):
        unfinished.mkdir(parents=True)
        for table, rows in _rows(plan, batch_id, stories).items():
            write_table(unfinished / f"{table}.parquet", arrow_table(rows, _TABLES[table]))
        sync(unfinished)
        unfinished.rename(batches / batch_id)
        sync(batches)


def staged_batches(folder: Path) -> tuple[Path, ...]:
    """The folders of what was coded, in order. Removes half-written ones."""
    return spooled_batches(batches_folder(folder))


def batches_folder(folder: Path) -> Path:
    """Where the batches of a recode lie."""
    return folder / "batches"


def _rows(plan: RecodePlan, batch_id: str, stories: list[Recoded]) -> dict[str, list[dict[str, object]]]:
    kept = tuple(one.coded for one in stories if one.problem is None)
    versions = (plan.coder_version, plan.codebook_version)
    coded = rows_of_batch(CodedBatch(batch_id, plan.recode_id, *versions, (), (), (), kept, ()))
    recoded = [_key(one.coded.story) | {"problem": one.problem, "batch_id": batch_id} for one in stories]
    return {"recoded": recoded, "event_mentions": coded["event_mentions"], "figures": coded["figures"]}


def _key(story: Story) -> dict[str, object]:
    """What the coding of a story depends on; where the warehouse has another of it by then, the coding is void."""
    names = ("story_id", "text_sha256", "title", "published_at", "fetched_at")
    return plain_row({name: getattr(story, name) for name in names})


def _versions(plan: RecodePlan) -> tuple[str, str]:
    return plan.coder_version, plan.codebook_version


def _read_plan(folder: Path) -> RecodePlan | None:
    try:
        plain = json.loads((folder / _PLAN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return RecodePlan(**(plain | {"begun_at": datetime.fromisoformat(plain["begun_at"])}))
