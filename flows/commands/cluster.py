"""`dyadwire cluster`: runs and recodes beside others, the file for readers, and upkeep of the lake."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from flows.commands import feeds, prune, quarantine, recode, upkeep
from flows.commands.ingest import print_summary
from flows.commands.ingest import show as show_run
from flows.console import progress, results, say
from flows.plurals import count
from flows.settings import Settings
from transforms.errors import SettingsError
from warehouse.backups import drop_older
from warehouse.quarantine import Wanted

try:
    from flows.cluster import recode as cluster_recode
    from flows.cluster import upkeep as cluster_upkeep
    from flows.cluster.ingest import ingest
    from flows.cluster.publishing import fetch_archive, publish_from
    from flows.cluster.shared_archive import SharedArchive
    from flows.cluster.shared_lake import open_shared_lake, open_shared_storage, scratch_of
except ModuleNotFoundError as missing:
    raise SettingsError(
        f"{missing.name} is not installed; install the extra with: pip install 'dyadwire[cluster]'"
    ) from missing

_now = partial(datetime.now, UTC)


def ingest_and_show(settings: Settings, *, publishes: bool, is_json: bool) -> int:
    """The exit code of the run. Raises what `flows.cluster.ingest.ingest` raises."""
    with progress() as display:
        report = ingest(settings, now=_now, report=display, progress=display.bar, publishes=publishes)
    if publishes or is_json:
        return show_run(report, settings, is_json=is_json)
    for problem in report.problems:
        say(f"dyadwire: {problem}")
    print_summary(results(), report)
    return report.exit_code


def publish_and_say(settings: Settings, *, with_archive: bool) -> None:
    """Publishes what the lake holds. Raises what `publish_from` and `fetch_archive` raise."""
    publish_from(settings)
    say(f"published {settings.published_file}")
    if with_archive:
        say(f"{count(fetch_archive(settings), 'new file')} in {settings.archive_folder}")


def recode_and_show(settings: Settings, *, is_all: bool, publishes: bool, is_json: bool) -> int:
    """The exit code of the recode. Raises what `flows.cluster.recode.recode` raises."""
    with progress() as display:
        done = cluster_recode.recode(
            settings, is_all=is_all, now=_now, report=display, progress=display.bar, publishes=publishes
        )
    return recode.show(done, settings, is_json=is_json)


def prune_and_show(settings: Settings, *, days: int, with_stories: bool, is_dry: bool, is_json: bool) -> None:
    """Drops old rows and prints how many. Raises what `flows.cluster.upkeep.prune_old` raises."""
    with progress() as report:
        report("looking for old rows")
        dropped = cluster_upkeep.prune_old(settings, days=days, with_stories=with_stories, is_dry=is_dry, now=_now)
    prune.show(dropped, days=days, is_dry=is_dry, is_json=is_json)


def back_up(settings: Settings, *, to: Path | None, keep: int | None, is_json: bool) -> None:
    """Takes a backup and prints it; then removes all but the latest `keep`, where that is given."""
    folder = upkeep.backup_folder(settings, to)
    with progress() as report:
        report("taking a backup")
        taken = cluster_upkeep.back_up(settings, folder, now=_now)
    upkeep.show_backup(taken, drop_older(folder, keep) if keep is not None else (), is_json=is_json)


def restore_and_say(settings: Settings, name: str, *, to: Path | None) -> None:
    """Puts a backup into an empty lake. Raises what `flows.cluster.upkeep.restore` raises."""
    backup = upkeep.find_backup(settings, name, to=to)
    with progress() as report:
        report("reading the backup")
        cluster_upkeep.restore(settings, backup)
    say(f"the lake holds what {backup.folder.name} holds: {upkeep.summary(backup)}")


def requeue(settings: Settings, ids: Sequence[str], wanted: Wanted) -> int:
    """As `dyadwire quarantine requeue`, on the lake."""
    archive = SharedArchive(open_shared_storage(settings), scratch_of(settings).data_folder)
    lake = quarantine.Warehouse(open_shared_lake(settings), archive.among, "dyadwire cluster ingest")
    return quarantine.requeue(lake, ids, wanted, at=_now())


def pause(settings: Settings, url: str, *, until: date | None, reason: str | None) -> None:
    """As `dyadwire feeds pause`, on the lake."""
    feeds.pause(settings, url, until=until, reason=reason, now=_now(), opened=open_shared_lake)


def resume(settings: Settings, url: str) -> None:
    """As `dyadwire feeds resume`, on the lake."""
    feeds.resume(settings, url, now=_now(), opened=open_shared_lake)
